//! Hostile packages: each ends in its code, fast and in little memory, and none is accepted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/hostiles.rs"]
mod hostiles;
#[path = "apoyo/paquetes.rs"]
mod paquetes;

use std::time::{Duration, Instant};

use bitacora::paquete::{AdjuntoDeclarado, Destinatario, Limites, Manifiesto, ParteDeclarada};
use bitacora::{ClaveDispositivo, Hash, cbor, hash_de};
use hostiles::{Zip, armar, bomba, comprimir, con_manifiesto, con_parte, entrada, firmados, secuencia, sin_limites, tres_partes};
use paquetes::{abrir_todo, asientos, cabecera, clave, empacar};

const NO_RECONOCIDO: &str = "archivo_no_reconocido";
const ESTRUCTURA: &str = "paquete_alterado · estructura";
const MANIFIESTO: &str = "paquete_alterado · manifiesto";
const INCOMPLETO: &str = "paquete_incompleto";
const LIMITE: &str = "limite_excedido · paquete";
const LIMITE_PARTE: &str = "limite_excedido · parte";
const MAS_NUEVO: &str = "archivo_mas_nuevo · paquete";

type Caso = (&'static str, Vec<u8>, &'static str);

fn bueno() -> Zip {
    let (manifiesto, otras) = tres_partes();
    con_manifiesto(&manifiesto.codificar(&Limites::default()).unwrap(), otras)
}

fn zip(cambio: impl FnOnce(&mut Zip)) -> Vec<u8> {
    let mut zip = bueno();
    cambio(&mut zip);
    zip.escribir()
}

fn manifiesto(cambio: impl FnOnce(&mut Manifiesto)) -> Vec<u8> {
    let (mut m, otras) = tres_partes();
    cambio(&mut m);
    con_manifiesto(&sin_limites(&m), otras).escribir()
}

/// A manifest with some bytes changed for others, signed after the change.
fn bytes_del_manifiesto(de: &[u8], a: &[u8]) -> Vec<u8> {
    let (m, otras) = tres_partes();
    let codificado = m.codificar(&Limites::default()).unwrap();
    let i = codificado.windows(de.len()).position(|t| t == de).expect("the bytes to change are there");
    let mut cambiado = codificado[..i].to_vec();
    cambiado.extend_from_slice(a);
    cambiado.extend_from_slice(&codificado[i + de.len()..]);
    con_manifiesto(&cambiado, otras).escribir()
}

fn del_zip() -> Vec<Caso> {
    let extra64 = [1, 0, 16, 0, 9, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0];
    let localizador64 = [b"PK\x06\x06".as_slice(), &[0; 52], b"PK\x06\x07", &[0; 16]].concat();
    let repetida = |de: usize, en: usize| {
        zip(|z| {
            let otra = z.entradas[de].clone();
            z.entradas.insert(en, otra);
        })
    };
    let llamada = |i: usize, nombre: &str| {
        zip(|z| {
            let contenido = z.entradas[i].contenido.clone();
            z.entradas[i] = entrada(nombre, &contenido);
        })
    };
    vec![
        ("empty file", vec![], NO_RECONOCIDO),
        ("four bytes", b"PK\x03\x04".to_vec(), ESTRUCTURA),
        ("an empty ZIP", Zip::default().escribir(), NO_RECONOCIDO),
        ("a database", b"SQLite format 3\0".repeat(64), NO_RECONOCIDO),
        ("a spreadsheet", Zip { entradas: vec![entrada("[Content_Types].xml", b"<Types/>")], ..Zip::default() }.escribir(), ESTRUCTURA),
        ("bytes before", [b"MZ".to_vec(), bueno().escribir()].concat(), NO_RECONOCIDO),
        ("manifest twice", repetida(0, 1), ESTRUCTURA),
        ("signature twice", repetida(1, 2), ESTRUCTURA),
        ("first part twice", repetida(2, 3), ESTRUCTURA),
        ("last attachment twice", repetida(6, 7), ESTRUCTURA),
        ("manifest after its signature", zip(|z| z.entradas.swap(0, 1)), ESTRUCTURA),
        ("name with ..", llamada(2, "../../.bashrc"), ESTRUCTURA),
        ("absolute name", llamada(2, "/etc/passwd"), ESTRUCTURA),
        ("name of Windows", llamada(2, "C:\\autoexec.bat"), ESTRUCTURA),
        ("name in capitals", llamada(0, "MANIFIESTO.CBOR"), ESTRUCTURA),
        ("name of an attachment in capitals", llamada(6, &format!("adjuntos/{}", "AB".repeat(32))), ESTRUCTURA),
        ("name of 60,000 bytes", llamada(2, &"a".repeat(60_000)), ESTRUCTURA),
        ("a folder", zip(|z| z.entradas.insert(2, entrada("adjuntos/", b""))), ESTRUCTURA),
        ("an entry more at the end", zip(|z| z.entradas.push(entrada("leame.txt", b"hola"))), ESTRUCTURA),
        ("a symbolic link", zip(|z| z.entradas[2].atributos = 0xa1ff << 16), ESTRUCTURA),
        ("an executable", zip(|z| z.entradas[6].atributos = 0o100_755 << 16), ESTRUCTURA),
        ("extra field, local", zip(|z| z.entradas[2].extra = vec![0xfe, 0xca, 0, 0]), ESTRUCTURA),
        ("extra field, central", zip(|z| z.entradas[2].extra_central = vec![0xfe, 0xca, 0, 0]), ESTRUCTURA),
        ("comment of an entry", zip(|z| z.entradas[2].comentario = b"hola".to_vec()), ESTRUCTURA),
        ("comment of the file", zip(|z| z.comentario = b"hola".to_vec()), ESTRUCTURA),
        ("compressed in the ZIP", zip(|z| z.entradas[2].metodo = 8), ESTRUCTURA),
        ("compressed manifest", zip(|z| z.entradas[0].metodo = 8), ESTRUCTURA),
        ("encrypted in the ZIP", zip(|z| z.entradas[2].banderas = 1), ESTRUCTURA),
        ("data descriptor", zip(|z| z.entradas[2].banderas = 8), ESTRUCTURA),
        ("flag of UTF-8 names", zip(|z| z.entradas[0].banderas = 0x800), ESTRUCTURA),
        ("a date", zip(|z| z.entradas[2].fecha = 0x5a21_6000), ESTRUCTURA),
        (
            "ZIP64 sizes",
            zip(|z| {
                z.entradas[2].bytes = u32::MAX;
                z.entradas[2].extra = extra64.to_vec();
            }),
            ESTRUCTURA,
        ),
        ("ZIP64 end", zip(|z| z.antes_del_fin = localizador64), ESTRUCTURA),
        ("gap between entries", zip(|z| z.entradas[3].antes = vec![0; 4]), ESTRUCTURA),
        ("gap before the directory", zip(|z| z.antes_del_directorio = vec![0; 4]), ESTRUCTURA),
        ("gap before the end", zip(|z| z.antes_del_fin = vec![0; 4]), ESTRUCTURA),
        ("overlap", zip(|z| z.entradas[3].desde = Some(0)), ESTRUCTURA),
        ("directory in another order", zip(|z| z.orden = Some(vec![1, 0, 2, 3, 4, 5, 6])), ESTRUCTURA),
        ("directory without an entry", zip(|z| z.orden = Some(vec![0, 1, 2, 3, 4, 5])), ESTRUCTURA),
        ("directory with an entry twice", zip(|z| z.orden = Some(vec![0, 1, 2, 3, 4, 5, 6, 6])), ESTRUCTURA),
        ("another name in the directory", zip(|z| z.entradas[2].nombre_central = b"asientos-9999.cbor.zst".to_vec()), ESTRUCTURA),
        ("65,535 entries declared", zip(|z| z.cuenta = Some(u16::MAX)), ESTRUCTURA),
        ("several disks", zip(|z| z.disco = 1), ESTRUCTURA),
        ("bytes after the end", zip(|z| z.cola = vec![0]), ESTRUCTURA),
        ("another ZIP after the end", zip(|z| z.cola = bueno().escribir()), ESTRUCTURA),
        ("CRC of the manifest", zip(|z| z.entradas[0].crc ^= 1), ESTRUCTURA),
        ("CRC of a part", zip(|z| z.entradas[2].crc ^= 1), INCOMPLETO),
        ("manifest of 4 GiB declared", zip(|z| z.entradas[0].bytes = u32::MAX), LIMITE),
        ("part of 4 GiB declared", zip(|z| z.entradas[2].bytes = u32::MAX), INCOMPLETO),
        ("signature of 63 bytes", zip(|z| z.entradas[1] = entrada("manifiesto.firma", &[0; 63])), ESTRUCTURA),
        ("a million entries", Zip { entradas: vec![entrada("a", b""); 65_000], ..Zip::default() }.escribir(), ESTRUCTURA),
    ]
}

fn del_manifiesto() -> Vec<Caso> {
    let otra = ClaveDispositivo::desde_semilla([9; 32]);
    let (m, otras) = tres_partes();
    let codificado = m.codificar(&Limites::default()).unwrap();
    let de = |entradas: Vec<hostiles::Entrada>| {
        Zip { entradas: entradas.into_iter().chain(otras.clone()).collect(), ..Zip::default() }.escribir()
    };
    let orden_pequeno = {
        let mut m = sin_limites(&m);
        let i = m.windows(32).position(|t| t == clave().publica()).unwrap();
        m[i..i + 32].fill(0);
        m[i] = 1;
        let mut universal = [0; 64];
        universal[0] = 1;
        de(vec![entrada("manifiesto.cbor", &m), entrada("manifiesto.firma", &universal)])
    };
    let con_hash_de = |hash: Hash| de(vec![entrada("manifiesto.cbor", &codificado), entrada("manifiesto.firma", &clave().firmar(&hash))]);
    let hondo = |abre: u8| con_manifiesto(&vec![abre; 100_000], vec![]).escribir();
    let quien = |n: u8| Destinatario { clave_age: None, persona: Some([n; 16]) };
    let parte = ParteDeclarada { bytes: 1, bytes_abierto: 68, n: 1, sha256: Hash([1; 32]) };
    let adjunto = |n: u16, bytes| AdjuntoDeclarado { sha256: Hash(std::array::from_fn(|i| n.to_be_bytes()[i % 2])), bytes, incluido: true };
    vec![
        ("signed by another key", de(firmados(&codificado, &otra)), MANIFIESTO),
        ("signed as an asiento", con_hash_de(hash_de(&codificado)), MANIFIESTO),
        ("signed as a request", con_hash_de(bitacora::solicitud::hash_de_solicitud(&codificado)), MANIFIESTO),
        ("author of small order", orden_pequeno, MANIFIESTO),
        ("arrays in arrays, 100,000", hondo(0x81), MANIFIESTO),
        ("maps in maps, 100,000", hondo(0xa1), MANIFIESTO),
        ("text of 2^63 bytes", con_manifiesto(&[0xad, 0x00, 0x7b, 0x80, 0, 0, 0, 0, 0, 0, 0], vec![]).escribir(), MANIFIESTO),
        ("map of 2^64 pairs", con_manifiesto(&[[0xbb].as_slice(), &[0xff; 8]].concat(), vec![]).escribir(), MANIFIESTO),
        ("NaN for v", bytes_del_manifiesto(&[0x63, b'd', b'l', b'g', 1, 1], &[0x63, b'd', b'l', b'g', 1, 0xf9, 0x7e, 0]), MANIFIESTO),
        (
            "a float for v",
            bytes_del_manifiesto(&[0x63, b'd', b'l', b'g', 1, 1], &[0x63, b'd', b'l', b'g', 1, 0xfa, 0x3f, 0x80, 0, 0]),
            MANIFIESTO,
        ),
        ("a tag", bytes_del_manifiesto(&[0x63, b'd', b'l', b'g'], &[0xc1, 0x63, b'd', b'l', b'g']), MANIFIESTO),
        ("undefined", bytes_del_manifiesto(&[0x63, b'd', b'l', b'g'], &[0xf7]), MANIFIESTO),
        ("an indefinite text", bytes_del_manifiesto(&[0x63, b'd', b'l', b'g'], &[0x7f, 0x63, b'd', b'l', b'g', 0xff]), MANIFIESTO),
        ("an indefinite map", bytes_del_manifiesto(&[0xad, 0x00], &[0xbf, 0x00]), MANIFIESTO),
        ("an integer not in its shortest form", bytes_del_manifiesto(&[0xad, 0x00], &[0xad, 0x18, 0x00]), MANIFIESTO),
        ("a key twice", bytes_del_manifiesto(&[0x02, 0x65, b'0', b'.'], &[0x01, 0x65, b'0', b'.']), MANIFIESTO),
        ("a key more", bytes_del_manifiesto(&[0xad, 0x00], &[0xae, 0x00]), MANIFIESTO),
        ("bytes after the manifest", con_manifiesto(&[codificado.clone(), vec![0]].concat(), otras.clone()).escribir(), MANIFIESTO),
        ("a text that is not UTF-8", bytes_del_manifiesto(b"Ana L\xc3\xb3pez", b"Ana L\xc3\x28pez"), MANIFIESTO),
        ("U+0000 in the name", bytes_del_manifiesto(b"Ana L", b"Ana\0L"), MANIFIESTO),
        ("another format", bytes_del_manifiesto(b"cdlg", b"cxyz"), MANIFIESTO),
        ("addressees out of order", bytes_del_manifiesto(&[0x05, 0x81], &[0x05, 0x82]), MANIFIESTO),
        ("a newer version", bytes_del_manifiesto(&[b'l', b'g', 1, 1], &[b'l', b'g', 1, 2]), MAS_NUEVO),
        ("version 0", bytes_del_manifiesto(&[b'l', b'g', 1, 1], &[b'l', b'g', 1, 0]), MANIFIESTO),
        ("name of a part", bytes_del_manifiesto(b"asientos-0002", b"asientos-0003"), MANIFIESTO),
        ("name of a part with a path", bytes_del_manifiesto(b"asientos-0002", b"../../../0002"), MANIFIESTO),
        ("n is not the sum", bytes_del_manifiesto(&[0x09, 0x03, 0x0a], &[0x09, 0x04, 0x0a]), MANIFIESTO),
        (
            "no ámbito",
            bytes_del_manifiesto(&[[0x03, 0x82, 0x50].as_slice(), &[2; 16], &[0x50], &[3; 16]].concat(), &[0x03, 0x80]),
            MANIFIESTO,
        ),
        ("a note of 501 characters", bytes_del_manifiesto(&nota(&cabecera().nota), &nota(&"ñ".repeat(501))), MANIFIESTO),
        ("a manifest over 1 MiB", con_manifiesto(&vec![0x80; (1 << 20) + 1], vec![]).escribir(), LIMITE),
        (
            "33 addressees",
            {
                let (mut m, otras) = tres_partes();
                m.cabecera.para = (0..32).map(quien).collect();
                let codificado = m.codificar(&Limites::default()).unwrap();
                let i = codificado.windows(3).position(|t| *t == [0x05, 0x98, 0x20]).unwrap();
                let mut cambiado = codificado[..i + 2].to_vec();
                cambiado.push(33);
                cambiado.extend_from_slice(&codificado[i + 3..]);
                con_manifiesto(&cambiado, otras).escribir()
            },
            LIMITE,
        ),
        ("513 parts", manifiesto(|m| (m.partes, m.n) = (vec![parte.clone(); 513], 513)), LIMITE),
        (
            "over 5,000,000 asientos",
            manifiesto(|m| (m.partes, m.n) = (vec![ParteDeclarada { n: 5_000_001, ..parte.clone() }], 5_000_001)),
            LIMITE,
        ),
        (
            "over 4 GiB open in all",
            manifiesto(|m| (m.partes, m.n) = (vec![ParteDeclarada { bytes_abierto: 64 << 20, ..parte.clone() }; 65], 65)),
            LIMITE,
        ),
        ("a part over 8 MiB", manifiesto(|m| m.partes[0].bytes = (8 << 20) + 1), LIMITE_PARTE),
        ("a part over 64 MiB open", manifiesto(|m| m.partes[0].bytes_abierto = (64 << 20) + 1), LIMITE_PARTE),
        ("a part of 2^63 bytes open", manifiesto(|m| m.partes[0].bytes_abierto = 1 << 63), LIMITE_PARTE),
        ("an attachment over 25 MiB", manifiesto(|m| m.adjuntos[0].bytes = (25 << 20) + 1), "adjunto_excede"),
        ("attachments over 1 GiB", manifiesto(|m| m.adjuntos = (0..42).map(|n| adjunto(n, 25 << 20)).collect()), LIMITE),
        ("4,097 entries", manifiesto(|m| m.adjuntos = (0..4_092).map(|n| adjunto(n, 1)).collect()), LIMITE),
        ("attachments repeated", bytes_repetidos(), MANIFIESTO),
        ("hash of a part", manifiesto(|m| m.partes[1].sha256 = Hash([1; 32])), INCOMPLETO),
        ("hash of an attachment", manifiesto(|m| m.adjuntos.last_mut().unwrap().sha256 = Hash([0xff; 32])), ESTRUCTURA),
        ("size of a part", manifiesto(|m| m.partes[1].bytes += 1), INCOMPLETO),
        ("first part missing", zip(|z| drop(z.entradas.remove(2))), INCOMPLETO),
        ("last part missing", zip(|z| drop(z.entradas.remove(4))), INCOMPLETO),
        ("last attachment missing", zip(|z| drop(z.entradas.remove(6))), INCOMPLETO),
        ("all the parts missing", zip(|z| z.entradas.truncate(2)), INCOMPLETO),
        ("parts swapped", zip(|z| z.entradas.swap(2, 3)), INCOMPLETO),
        ("contents of two parts swapped", contenidos_cruzados(), INCOMPLETO),
        ("a part of another package", zip(|z| z.entradas[2] = entrada("asientos-0001.cbor.zst", b"otra cosa")), INCOMPLETO),
    ]
}

fn nota(texto: &str) -> Vec<u8> {
    let mut d = vec![0x0c];
    cbor::texto(&mut d, texto);
    d
}

fn bytes_repetidos() -> Vec<u8> {
    let (m, otras) = tres_partes();
    let codificado = m.codificar(&Limites::default()).unwrap();
    let (a, b) = (m.adjuntos[0].sha256.0, m.adjuntos[1].sha256.0);
    let i = codificado.windows(32).position(|t| t == b).unwrap();
    let mut cambiado = codificado;
    cambiado[i..i + 32].copy_from_slice(&a);
    con_manifiesto(&cambiado, otras).escribir()
}

fn contenidos_cruzados() -> Vec<u8> {
    zip(|z| {
        let (una, otra) = (z.entradas[2].contenido.clone(), z.entradas[3].contenido.clone());
        z.entradas[2] = entrada("asientos-0001.cbor.zst", &otra);
        z.entradas[3] = entrada("asientos-0002.cbor.zst", &una);
    })
}

fn de_la_parte() -> Vec<Caso> {
    let buena = secuencia(&asientos(1));
    let (abierto, marco) = (buena.len() as u64, comprimir(&buena));
    let cambiar = |f: fn(&mut Vec<u8>)| {
        let mut marco = marco.clone();
        f(&mut marco);
        con_parte(&marco, abierto, 1)
    };
    let abierta = |b: &[u8]| con_parte(&comprimir(b), b.len() as u64, 1);
    let firma = [0x58, 0x40].iter().chain(&[7; 64]).copied().collect::<Vec<u8>>();
    let par = |cuerpo: &[u8], firma: &[u8]| [[0x82].as_slice(), cuerpo, firma].concat();
    // Magic, descriptor (checksum, size of 8 bytes), window, size: and nothing that matters after.
    let cabeza = |descriptor: u8, ventana: &[u8], tamano: u64| {
        [&[0x28, 0xb5, 0x2f, 0xfd, descriptor], ventana, &tamano.to_le_bytes(), &[0; 32]].concat()
    };
    let mut mentirosa = bomba(256 << 20);
    // The frame of a bomb of 256 MiB that says 1 MiB, to look smaller than it is.
    mentirosa.splice(6..10, (1u32 << 20).to_le_bytes());
    vec![
        ("not zstd", con_parte(b"hola, esto no es zstd", abierto, 1), ESTRUCTURA),
        ("one byte", con_parte(&[0x28], abierto, 1), ESTRUCTURA),
        ("only a header", con_parte(&marco[..6], abierto, 1), ESTRUCTURA),
        ("bomb of 64 MiB that says so", con_parte(&bomba(64 << 20), 64 << 20, 1), ESTRUCTURA),
        ("bomb of 8 MiB of zeros", con_parte(&bomba(8 << 20), 8 << 20, 1), ESTRUCTURA),
        ("bomb that says less in the manifest", con_parte(&bomba(8 << 20), 1_000, 1), ESTRUCTURA),
        ("bomb that says less in its frame", con_parte(&mentirosa, 1 << 20, 1), ESTRUCTURA),
        ("frame of 2^63 bytes", con_parte(&cabeza(0b1100_0100, &[0x68], 1 << 63), abierto, 1), LIMITE_PARTE),
        ("window of 2 GiB", con_parte(&cabeza(0b1100_0100, &[21 << 3], abierto), abierto, 1), LIMITE_PARTE),
        ("window of 3.75 TiB", con_parte(&cabeza(0b1100_0100, &[0xff], abierto), abierto, 1), LIMITE_PARTE),
        ("a window one step over 8 MiB", con_parte(&cabeza(0b1100_0100, &[(13 << 3) | 1], abierto), abierto, 1), LIMITE_PARTE),
        ("a single segment over 8 MiB", con_parte(&cabeza(0b1110_0100, &[], 9 << 20), 9 << 20, 1), LIMITE_PARTE),
        ("with a dictionary", cambiar(|m| m[4] |= 1), ESTRUCTURA),
        ("reserved bit", cambiar(|m| m[4] |= 8), ESTRUCTURA),
        ("without checksum", cambiar(|m| m[4] &= !4), ESTRUCTURA),
        ("a wrong checksum", cambiar(|m| *m.last_mut().unwrap() ^= 1), ESTRUCTURA),
        ("cut before its checksum", cambiar(|m| m.truncate(m.len() - 1)), ESTRUCTURA),
        ("bytes after the frame", cambiar(|m| m.push(0)), ESTRUCTURA),
        ("two frames", cambiar(|m| m.extend(m.clone())), ESTRUCTURA),
        (
            "a skippable frame first",
            con_parte(&[[0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9].as_slice(), &marco].concat(), abierto, 1),
            ESTRUCTURA,
        ),
        (
            "a skippable frame after",
            con_parte(&[&marco, [0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9].as_slice()].concat(), abierto, 1),
            ESTRUCTURA,
        ),
        ("opens to more", con_parte(&marco, abierto - 1, 1), ESTRUCTURA),
        ("opens to less", con_parte(&marco, abierto + 1, 1), ESTRUCTURA),
        ("more entries than declared", con_parte(&comprimir(&buena.repeat(2)), abierto * 2, 1), ESTRUCTURA),
        ("fewer entries than declared", con_parte(&marco, abierto, 2), ESTRUCTURA),
        ("no signature", abierta(&[0x81, 0x41, 0]), ESTRUCTURA),
        ("signature of 63 bytes", abierta(&par(&[0x41, 0], &[&[0x58, 63], [7; 63].as_slice()].concat())), ESTRUCTURA),
        ("a triple", abierta(&[[0x83].as_slice(), &[0x41, 0], &firma, &[0]].concat()), ESTRUCTURA),
        ("an indefinite pair", abierta(&[[0x9f].as_slice(), &[0x41, 0], &firma, &[0xff]].concat()), ESTRUCTURA),
        ("a body of text", abierta(&par(&[0x61, b'a'], &firma)), ESTRUCTURA),
        ("an indefinite body", abierta(&par(&[0x5f, 0x41, 0, 0xff], &firma)), ESTRUCTURA),
        ("a body of 2^63 bytes", abierta(&par(&[0x5b, 0x80, 0, 0, 0, 0, 0, 0, 0], &firma)), ESTRUCTURA),
        ("a body length not in its shortest form", abierta(&par(&[0x58, 1, 0], &firma)), ESTRUCTURA),
        ("a tagged pair", abierta(&[&[0xd8, 0x18], par(&[0x41, 0], &firma).as_slice()].concat()), ESTRUCTURA),
        ("cut in the signature", abierta(&par(&[0x41, 0], &firma[..40])), ESTRUCTURA),
        ("NaN instead of a pair", abierta(&[0xf9, 0x7e, 0]), ESTRUCTURA),
        ("arrays in arrays, 100,000", abierta(&vec![0x81; 100_000]), ESTRUCTURA),
    ]
}

#[test]
fn each_hostile_package_ends_in_its_code() {
    let mut n = 0;
    let mut peor = (Duration::ZERO, "");
    for (grupo, casos) in [("zip", del_zip()), ("manifiesto", del_manifiesto()), ("parte", de_la_parte())] {
        for (nombre, bytes, esperado) in casos {
            let desde = Instant::now();
            let error = abrir_todo(&bytes).expect_err(nombre);
            peor = peor.max((desde.elapsed(), nombre));
            let hallado = match error.codigo() {
                (codigo, "") => codigo.to_owned(),
                (codigo, detalle) => format!("{codigo} · {detalle}"),
            };
            assert_eq!(hallado, esperado, "{grupo}: {nombre}: {error}");
            n += 1;
        }
    }
    println!("{n} hostile packages; the slowest took {:?} ({}); peak memory {} MiB", peor.0, peor.1, memoria_maxima() >> 20);
    assert!(peor.0 < Duration::from_secs(10), "{} took {:?}", peor.1, peor.0);
    // The generator itself holds the largest ones: what is measured is the whole process.
    assert!(memoria_maxima() < 256 << 20, "peak memory {} MiB", memoria_maxima() >> 20);
}

/// Peak resident memory of this process, bytes; 0 where the system does not tell.
fn memoria_maxima() -> u64 {
    let estado = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let linea = estado.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    linea.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) * 1024
}

#[test]
fn left_alone_the_generator_makes_what_the_writer_makes() {
    // Otherwise every refusal above could be for another reason than the one it names.
    assert_eq!(abrir_todo(&bueno().escribir()), Ok(3));
    let entradas = asientos(3);
    let abierta = secuencia(&entradas);
    let (m, otras) = armar(&[(comprimir(&abierta), abierta.len() as u64, 3)], &[b"uno", b"dos"]);
    let generado = con_manifiesto(&m.codificar(&Limites::default()).unwrap(), otras).escribir();
    assert_eq!(generado, empacar(&entradas, &[b"uno", b"dos"]).0);
}

#[test]
fn a_newer_version_says_which_application_is_needed() {
    let bytes = bytes_del_manifiesto(&[b'l', b'g', 1, 1], &[b'l', b'g', 1, 2]);
    let esperado = bitacora::ErrorPaquete::MasNuevo { v: 2, app: "0.1.0".to_owned() };
    assert_eq!(abrir_todo(&bytes), Err(esperado));
}

//! Seeds and dictionary of the fuzz targets.
#![allow(dead_code, reason = "only the example writes the dictionary")]

use std::io::Write;

use bitacora::cifrado::Cifrador;
use bitacora::paquete::Limites;
use bitacora::{Asiento, Cbor, Solicitud, Valor};

use crate::hostiles::{bomba, comprimir, secuencia, tres_partes};
use crate::paquetes::{asientos, clave, empacar, pequeno};

/// (target, name, bytes).
pub fn semillas() -> Vec<(&'static str, String, Vec<u8>)> {
    let mut todas = Vec::new();
    let mut poner = |objetivo, nombre: &str, bytes: Vec<u8>| todas.push((objetivo, nombre.to_owned(), bytes));
    for (i, (cuerpo, _)) in asientos(6).into_iter().enumerate() {
        poner("asiento_cbor", &format!("guardado-{i}"), cuerpo);
    }
    poner("asiento_cbor", "todo", asiento_con_todo());
    let (manifiesto, _) = tres_partes();
    poner("manifiesto", "tres_partes", manifiesto.codificar(&Limites::default()).unwrap_or_default());
    for (nombre, entradas, adjuntos) in [("vacio", 0, vec![]), ("acta", 1, vec![b"acta".as_slice()])] {
        let (bytes, sellado) = empacar(&asientos(entradas), &adjuntos);
        poner("manifiesto", nombre, sellado.manifiesto.codificar(&Limites::default()).unwrap_or_default());
        poner("paquete_bytes", nombre, bytes);
    }
    poner("paquete_bytes", "pequeno", pequeno());
    let una = secuencia(&asientos(1));
    let con = |n: u8, resto: &[u8]| [&[n], resto].concat();
    poner("paquete_bytes", "parte_de_uno", con(1, &comprimir(&una)));
    poner("paquete_bytes", "parte_de_dos", con(2, &comprimir(&secuencia(&asientos(2)))));
    poner("paquete_bytes", "parte_grande", con(1, &comprimir(&una.repeat(200))));
    poner("paquete_bytes", "parte_de_ceros", con(1, &bomba(3 << 20)));
    let mut cifrador = Vec::new();
    if let Ok(mut c) = Cifrador::new(&mut cifrador, &[clave().clave_age()]) {
        let _ = c.write_all(&pequeno()).and_then(|()| c.terminar().map(drop).map_err(std::io::Error::other));
    }
    poner("paquete_bytes", "cifrado", cifrador);
    for n in [0u8, 1, 3] {
        poner("secuencia", &format!("de_{n}"), con(n, &secuencia(&asientos(u64::from(n)))));
    }
    for institucion in [Some([7; 16]), None] {
        let solicitud = Solicitud {
            nombre: "Ana López".to_owned(),
            cargo: "Coordinadora".to_owned(),
            institucion,
            actor: [5; 16],
            clave: clave().publica(),
            clave_age: clave().clave_age(),
        };
        let nombre = if institucion.is_some() { "dependencia" } else { "gae" };
        poner("solicitud", nombre, solicitud.firmar(clave()).unwrap_or_default());
    }
    todas
}

/// One of each kind of value and of every optional field.
fn asiento_con_todo() -> Vec<u8> {
    let (cuerpo, _) = asientos(2).remove(1);
    let Ok(mut asiento) = Asiento::decodificar(&cuerpo) else { return cuerpo };
    asiento.visto = [([9; 16], (3, [8; 8]))].into();
    (asiento.rol, asiento.cred) = (1, bitacora::Hash([6; 32]));
    asiento.motivo = "Se corrigió según el acta 4".to_owned();
    let base = asiento.ops.remove(0);
    let valores = [Valor::Nulo, Valor::Logico(true), Valor::Entero(-50_000), Valor::Texto("ñandú".to_owned())];
    for (i, valor) in (0u8..).zip(valores) {
        let mut op = base.clone();
        op.ent[15] = i;
        op.valor = valor;
        asiento.ops.push(op);
    }
    asiento.datos = Cbor::Mapa(vec![(Cbor::Entero(1), Cbor::Lista(vec![Cbor::Nulo, Cbor::Bytes(vec![1]), Cbor::Logico(false)]))]);
    asiento.codificar().unwrap_or_default()
}

/// Words that a fuzzer would take long to find, in the syntax of libFuzzer.
pub fn diccionario() -> String {
    let binarias: &[(&str, &[u8])] = &[
        ("zip_local", b"PK\x03\x04"),
        ("zip_central", b"PK\x01\x02"),
        ("zip_fin", b"PK\x05\x06"),
        ("zstd", &[0x28, 0xb5, 0x2f, 0xfd]),
        ("zstd_saltable", &[0x50, 0x2a, 0x4d, 0x18]),
        ("mapa_14", &[0xae, 0x00, 0x01]),
        ("mapa_13", &[0xad, 0x00, 0x63]),
        ("mapa_8", &[0xa8, 0x00, 0x65]),
        ("mapa_5", &[0xa5, 0x00, 0x50]),
        ("bytes_16", &[0x50]),
        ("bytes_32", &[0x58, 0x20]),
        ("bytes_34", &[0x58, 0x22]),
        ("bytes_64", &[0x58, 0x40]),
        ("par", &[0x82, 0x58]),
        ("nulo", &[0xf6]),
        ("cierto", &[0xf5]),
        ("falso", &[0xf4]),
        ("indefinido", &[0x9f]),
        ("nan", &[0xf9, 0x7e, 0x00]),
        ("largo_de_63_bits", &[0x5b, 0x80, 0, 0, 0, 0, 0, 0, 0]),
        ("ceros_32", &[0; 32]),
    ];
    let textos = [
        "dlg",
        "ficha",
        "celdas",
        "borrar",
        "resolver",
        "unificar",
        "entrega",
        "dictamen",
        "nombrar",
        "revocar",
        "rama",
        "retirar",
        "cubre",
        "borrado",
        "tramite",
        "nombre",
        "manifiesto.cbor",
        "manifiesto.firma",
        "asientos-0001.cbor.zst",
        "adjuntos/",
        "age-encryption.org/v1\\x0a",
        "-> X25519 ",
        "-> scrypt ",
        "-grease",
        "--- ",
    ];
    let hex = |b: &[u8]| b.iter().map(|b| format!("\\x{b:02x}")).collect::<String>();
    let binarias = binarias.iter().map(|(nombre, b)| format!("{nombre}=\"{}\"\n", hex(b)));
    binarias.chain(textos.iter().map(|t| format!("\"{t}\"\n"))).collect()
}

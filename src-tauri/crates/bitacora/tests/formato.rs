//! The bytes of an asiento: identity of decode and encode, refusals, every limit of the format.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use bitacora::asiento::{
    CAMPO_MAXIMO, CLASE_MAXIMO, CUBRE_MAXIMO, CUERPO_MAXIMO, DATOS_MAXIMO, ENTERO_MAXIMO, MOTIVO_MAXIMO, OPS_MAXIMO, PADRES_MAXIMO,
    SEQ_MAXIMO, TEXTO_MAXIMO, TIPO_MAXIMO, VISTO_MAXIMO,
};
use bitacora::{Asiento, Cbor, ClaveDispositivo, ClavePublica, ErrorAsiento, Escritura, Hash, Opid, Valor, cbor, hash_de, texto_en};
use proptest::prelude::*;

fn texto(t: &str) -> Cbor {
    Cbor::Texto(t.to_owned())
}

fn opid(n: u16) -> Opid {
    Opid { asiento: Hash([7; 32]), indice: n }
}

fn escritura(n: u16) -> Escritura {
    let mut ent = [1; 16];
    ent[14..].copy_from_slice(&n.to_be_bytes());
    Escritura { ent, clase: "tramite".to_owned(), campo: "nombre".to_owned(), valor: Valor::Texto("Licencia".to_owned()), padres: vec![] }
}

fn base() -> Asiento {
    Asiento {
        ambito: [2; 16],
        disp: [3; 16],
        seq: 2,
        prev: Hash([4; 32]),
        visto: [([5; 16], (9, [6; 8]))].into(),
        hlc: 1_800_000_000_000 << 16,
        actor: [8; 16],
        rol: 255,
        cred: Hash::CERO,
        tipo: "celdas".to_owned(),
        motivo: String::new(),
        ops: vec![escritura(0)],
        datos: Cbor::Mapa(vec![(texto("op"), texto("guardar_ficha"))]),
    }
}

fn excede(asiento: &Asiento) -> bool {
    matches!(asiento.codificar(), Err(ErrorAsiento::Excede { .. }))
}

fn rompe(asiento: &Asiento) -> bool {
    matches!(asiento.codificar(), Err(ErrorAsiento::Regla { .. }))
}

#[test]
fn integers_are_encoded_as_rfc_8949_appendix_a_does() {
    // https://www.rfc-editor.org/rfc/rfc8949#appendix-A
    let casos: &[(i64, &[u8])] = &[
        (0, &[0x00]),
        (10, &[0x0a]),
        (23, &[0x17]),
        (24, &[0x18, 0x18]),
        (100, &[0x18, 0x64]),
        (1000, &[0x19, 0x03, 0xe8]),
        (1_000_000, &[0x1a, 0x00, 0x0f, 0x42, 0x40]),
        (1_000_000_000_000, &[0x1b, 0x00, 0x00, 0x00, 0xe8, 0xd4, 0xa5, 0x10, 0x00]),
        (-1, &[0x20]),
        (-10, &[0x29]),
        (-100, &[0x38, 0x63]),
        (-1000, &[0x39, 0x03, 0xe7]),
    ];
    for (n, bytes) in casos {
        assert_eq!(Valor::Entero(*n).codificar(), *bytes, "{n}");
    }
    assert_eq!(Valor::Texto("ü".to_owned()).codificar(), [0x62, 0xc3, 0xbc]);
    assert_eq!(Valor::Logico(false).codificar(), [0xf4]);
    assert_eq!(Valor::Nulo.codificar(), [0xf6]);
}

#[test]
fn the_name_of_a_body_is_prefixed_sha256() {
    // printf 'diligencia/asiento/v1\0abc' | sha256sum
    assert_eq!(hash_de(b"abc").to_string(), "c180708e6f9adc726ffe2dfe33e08dcc50d38861489c54aa5846fdbd8c187ea3");
}

#[test]
fn every_limit_of_the_table_is_refused_one_step_beyond() {
    assert!(base().codificar().is_ok());
    let con = |f: fn(&mut Asiento)| {
        let mut a = base();
        f(&mut a);
        a
    };
    assert!(excede(&con(|a| a.seq = SEQ_MAXIMO + 1)));
    assert!(con(|a| a.seq = SEQ_MAXIMO).codificar().is_ok());
    assert!(rompe(&con(|a| a.seq = 0)));
    assert!(rompe(&con(|a| a.seq = 1)), "the first asiento of a chain has no previous one");
    assert!(rompe(&con(|a| a.prev = Hash::CERO)), "only the first asiento has no previous one");
    assert!(excede(&con(|a| a.hlc = 1 << 63)));
    assert!(rompe(&con(|a| a.rol = 4)));
    assert!(rompe(&con(|a| a.rol = 1)), "a role needs its credencial");
    assert!(con(|a| (a.rol, a.cred) = (1, Hash([1; 32]))).codificar().is_ok());
    assert!(rompe(&con(|a| a.cred = Hash([1; 32]))));
    assert!(excede(&con(|a| a.tipo = "a".repeat(TIPO_MAXIMO + 1))));
    assert!(excede(&con(|a| a.motivo = "ñ".repeat(MOTIVO_MAXIMO + 1))));
    assert!(con(|a| a.motivo = "ñ".repeat(MOTIVO_MAXIMO)).codificar().is_ok(), "the limit is in characters, not bytes");
    assert!(rompe(&con(|a| a.motivo = "a\0b".to_owned())));
    assert!(rompe(&con(|a| a.ops.clear())), "a save writes something");
    assert!(con(|a| (a.tipo, a.ops) = ("entrega".to_owned(), vec![])).codificar().is_ok());
    assert!(excede(&con(|a| a.ops = (0..=OPS_MAXIMO as u16).map(escritura).collect())));
    assert!(con(|a| a.ops = (0..OPS_MAXIMO as u16).map(escritura).collect()).codificar().is_ok());
    assert!(rompe(&con(|a| a.ops.push(escritura(0)))), "a celda appears once");
    assert!(excede(&con(|a| a.ops[0].clase = "a".repeat(CLASE_MAXIMO + 1))));
    assert!(excede(&con(|a| a.ops[0].campo = "a".repeat(CAMPO_MAXIMO + 1))));
    for malo in ["", "Nombre", "1a", "_a", "año", "a-b", "a b"] {
        let mut a = base();
        a.ops[0].campo = malo.to_owned();
        assert!(rompe(&a), "{malo:?} is not a name");
    }
    assert!(excede(&con(|a| a.ops[0].valor = Valor::Entero(ENTERO_MAXIMO + 1))));
    assert!(excede(&con(|a| a.ops[0].valor = Valor::Entero(i64::MIN))));
    assert!(con(|a| a.ops[0].valor = Valor::Entero(-ENTERO_MAXIMO)).codificar().is_ok());
    assert!(excede(&con(|a| a.ops[0].valor = Valor::Texto("a".repeat(TEXTO_MAXIMO + 1)))));
    assert!(con(|a| a.ops[0].valor = Valor::Texto("a".repeat(TEXTO_MAXIMO))).codificar().is_ok());
    assert!(rompe(&con(|a| a.ops[0].valor = Valor::Texto("a\0".to_owned()))));
    assert!(excede(&con(|a| a.ops[0].padres = (0..=PADRES_MAXIMO as u16).map(opid).collect())));
    assert!(rompe(&con(|a| a.ops[0].padres = vec![opid(2), opid(1)])));
    assert!(rompe(&con(|a| a.ops[0].padres = vec![opid(1), opid(1)])));
    assert!(rompe(&con(|a| a.visto = [(a.disp, (1, [0; 8]))].into())), "visto names other devices");
    assert!(rompe(&con(|a| a.visto = [([5; 16], (0, [0; 8]))].into())));
    assert!(excede(&con(|a| {
        a.visto = (0..=VISTO_MAXIMO as u32)
            .map(|n| {
                let mut disp = [9; 16];
                disp[12..].copy_from_slice(&n.to_be_bytes());
                (disp, (1, [0; 8]))
            })
            .collect();
    })));
    assert!(rompe(&con(|a| a.datos = Cbor::Lista(vec![]))), "datos is a map");
    assert!(excede(&con(|a| a.datos = Cbor::Mapa(vec![(texto("x"), Cbor::Bytes(vec![0; DATOS_MAXIMO]))]))));
    let honda = |n: usize| (0..n).fold(Cbor::Nulo, |dentro, _| Cbor::Mapa(vec![(texto("x"), dentro)]));
    let mut a = base();
    a.datos = honda(3);
    assert!(a.codificar().is_ok());
    a.datos = honda(4);
    assert!(rompe(&a));
    let mut a = base();
    a.ops = (0..20).map(|n| Escritura { valor: Valor::Texto("a".repeat(TEXTO_MAXIMO - 100)), ..escritura(n) }).collect();
    assert!(matches!(a.codificar(), Err(ErrorAsiento::Excede { que: "body, bytes", .. })), "{CUERPO_MAXIMO}");
}

#[test]
fn acts_that_change_what_others_see_need_a_reason() {
    for tipo in ["borrar", "resolver", "unificar", "dictamen", "revocar", "retirar"] {
        let mut a = base();
        a.tipo = tipo.to_owned();
        a.motivo = "nueve car".to_owned();
        assert!(rompe(&a), "{tipo}");
    }
}

#[test]
fn a_retirement_names_what_its_author_saw() {
    let mut a = base();
    a.tipo = "borrar".to_owned();
    a.motivo = "duplicado del 12".to_owned();
    a.ops = vec![Escritura { campo: "borrado".to_owned(), valor: Valor::Logico(true), ..escritura(0) }];
    let con_cubre = |opids: &[Opid]| {
        let lista = opids.iter().map(|o| Cbor::Bytes(o.a_bytes().to_vec())).collect();
        Cbor::Mapa(vec![(texto("cubre"), Cbor::Lista(lista))])
    };
    assert!(rompe(&a), "datos.cubre is missing");
    a.datos = con_cubre(&[opid(1), opid(2)]);
    let bytes = a.codificar().unwrap();
    assert_eq!(Asiento::decodificar(&bytes).unwrap().cubre(), [opid(1), opid(2)]);
    a.datos = con_cubre(&[opid(2), opid(1)]);
    assert!(rompe(&a), "out of order");
    a.datos = con_cubre(&(0..=CUBRE_MAXIMO as u16).map(opid).collect::<Vec<_>>());
    assert!(excede(&a));
    a.datos = con_cubre(&(0..CUBRE_MAXIMO as u16).map(opid).collect::<Vec<_>>());
    assert!(a.codificar().is_ok(), "2,000 heads fit in datos");
    a.datos = con_cubre(&[]);
    a.ops[0].valor = Valor::Logico(false);
    assert!(rompe(&a), "restoring is an ordinary write");
}

#[test]
fn other_spellings_of_the_same_data_are_refused() {
    let bueno = base().codificar().unwrap();
    assert!(Asiento::decodificar(&bueno).is_ok());
    let no = |bytes: &[u8]| matches!(Asiento::decodificar(bytes), Err(ErrorAsiento::NoCanonico { .. }));
    // Indefinite map, one pair less, one pair more, a byte after the end, a cut.
    assert!(no(&[&[0xbf], &bueno[1..], &[0xff]].concat()));
    assert!(no(&[&[0xad], &bueno[1..]].concat()));
    assert!(no(&[&[0xaf], &bueno[1..], &[0x0e, 0x00]].concat()));
    assert!(no(&[&bueno[..], &[0]].concat()));
    assert!((0..bueno.len()).all(|n| no(&bueno[..n])));
    // `v` = 1 written in two bytes.
    assert!(no(&[&[0xae, 0x00, 0x18, 0x01], &bueno[3..]].concat()));
    // A newer envelope is kept, not refused.
    let nuevo = [&[0xae, 0x00, 0x02], &bueno[3..]].concat();
    assert_eq!(Asiento::decodificar(&nuevo), Err(ErrorAsiento::MasNuevo { v: 2 }));
    // Floats, tags, undefined and text that is not UTF-8, in the place of a value.
    let valor = [0x03, 0x68, b'L', b'i', b'c', b'e', b'n', b'c', b'i', b'a'];
    let lugar = bueno.windows(valor.len()).position(|v| v == valor).unwrap();
    for malo in [&[0x03, 0xf9, 0x3c, 0x00][..], &[0x03, 0xc0, 0x60], &[0x03, 0xf7], &[0x03, 0x62, 0xff, 0xfe], &[0x03, 0x61, 0x00]] {
        assert!(no(&[&bueno[..lugar], malo, &bueno[lugar + valor.len()..]].concat()), "{malo:x?}");
    }
    // Negative integers over 64 bits of magnitude do not wrap around.
    let enorme = [&bueno[..lugar], &[0x03, 0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], &bueno[lugar + valor.len()..]].concat();
    assert!(no(&enorme));
    // A length of 2⁶³ neither reserves memory nor panics.
    assert!(no(&[&bueno[..lugar], &[0x03, 0x7b, 0x80, 0, 0, 0, 0, 0, 0, 0]].concat()));
}

#[test]
fn a_map_in_datos_out_of_order_is_refused() {
    let con_datos = |datos: &[u8]| {
        let mut a = base();
        a.datos = Cbor::Mapa(vec![]);
        let bytes = a.codificar().unwrap();
        [&bytes[..bytes.len() - 1], datos].concat()
    };
    assert!(Asiento::decodificar(&con_datos(&[0xa2, 0x61, b'a', 0x01, 0x61, b'b', 0x02])).is_ok());
    for malo in [&[0xa2, 0x61, b'b', 0x01, 0x61, b'a', 0x02][..], &[0xa2, 0x61, b'a', 0x01, 0x61, b'a', 0x02]] {
        assert!(matches!(Asiento::decodificar(&con_datos(malo)), Err(ErrorAsiento::NoCanonico { .. })));
    }
    let hondo = [0xa1, 0x01, 0xa1, 0x01, 0xa1, 0x01, 0xa1, 0x01, 0x00];
    assert!(matches!(Asiento::decodificar(&con_datos(&hondo)), Err(ErrorAsiento::NoCanonico { .. })));
}

#[test]
fn a_long_text_is_read_from_the_body_at_its_offset() {
    let mut a = base();
    a.ops = vec![escritura(0), Escritura { valor: Valor::Texto("ñ".repeat(500)), ..escritura(1) }];
    let (cuerpo, posiciones) = a.codificar_con_posiciones().unwrap();
    assert_eq!(texto_en(&cuerpo, posiciones[1]).unwrap(), "ñ".repeat(500));
    assert_eq!(Asiento::decodificar_con_posiciones(&cuerpo).unwrap(), (a, posiciones));
    assert!(texto_en(&cuerpo, u32::MAX).is_err());
}

fn nombre(maximo: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("[a-z][a-z0-9_]{{0,{}}}", maximo - 1)).unwrap()
}

fn un_texto() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|t| t.replace('\0', " "))
}

fn un_valor() -> impl Strategy<Value = Valor> {
    prop_oneof![
        Just(Valor::Nulo),
        any::<bool>().prop_map(Valor::Logico),
        (-ENTERO_MAXIMO..=ENTERO_MAXIMO).prop_map(Valor::Entero),
        un_texto().prop_map(Valor::Texto),
    ]
}

prop_compose! {
    fn un_opid()(asiento in any::<[u8; 32]>(), indice in any::<u16>()) -> Opid {
        Opid { asiento: Hash(asiento), indice }
    }
}

prop_compose! {
    fn una_escritura()(
        ent in any::<[u8; 16]>(), clase in nombre(40), campo in nombre(64), valor in un_valor(),
        padres in prop::collection::btree_set(un_opid(), 0..4),
    ) -> Escritura {
        Escritura { ent, clase, campo, valor, padres: padres.into_iter().collect() }
    }
}

fn un_dato() -> impl Strategy<Value = Cbor> {
    let hoja = prop_oneof![
        Just(Cbor::Nulo),
        any::<bool>().prop_map(Cbor::Logico),
        any::<i64>().prop_map(Cbor::Entero),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(Cbor::Bytes),
        un_texto().prop_map(Cbor::Texto),
    ];
    let lista = prop::collection::vec(hoja.clone(), 0..4).prop_map(Cbor::Lista);
    prop_oneof![hoja, lista]
}

prop_compose! {
    fn un_asiento()(
        fijos in (any::<[u8; 16]>(), any::<[u8; 16]>(), any::<[u8; 16]>(), any::<[u8; 32]>()),
        seq in 2..SEQ_MAXIMO, hlc in 0..(1u64 << 63),
        visto in prop::collection::btree_map(any::<[u8; 16]>(), (1..SEQ_MAXIMO, any::<[u8; 8]>()), 0..4),
        motivo in un_texto(),
        ops in prop::collection::vec(una_escritura(), 1..6),
        datos in prop::collection::btree_map("[a-z]{1,8}", un_dato(), 0..4),
    ) -> Asiento {
        let mut celdas = std::collections::BTreeSet::new();
        let mut pares: Vec<(Cbor, Cbor)> = datos.into_iter().map(|(k, v)| (Cbor::Texto(k), v)).collect();
        // As canonical CBOR orders them: shorter encodings first.
        pares.sort_by_key(|(k, _)| { let mut b = vec![]; k.escribir(&mut b); b });
        Asiento {
            ambito: fijos.0, disp: fijos.1, actor: fijos.2, prev: Hash(fijos.3), seq, hlc,
            visto: visto.into_iter().filter(|(d, _)| *d != fijos.1).collect(),
            rol: 255, cred: Hash::CERO, tipo: "celdas".to_owned(),
            motivo: motivo.chars().take(MOTIVO_MAXIMO).collect(),
            ops: ops.into_iter().filter(|o| celdas.insert((o.ent, o.campo.clone()))).collect(),
            datos: Cbor::Mapa(pares),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn decoding_what_was_encoded_gives_the_same_asiento_and_the_same_bytes(asiento in un_asiento()) {
        prop_assume!(asiento.prev != Hash::CERO);
        let cuerpo = asiento.codificar().unwrap();
        let leido = Asiento::decodificar(&cuerpo).unwrap();
        prop_assert_eq!(&leido, &asiento);
        prop_assert_eq!(leido.codificar().unwrap(), cuerpo);
    }

    #[test]
    fn what_is_accepted_is_canonical(asiento in un_asiento(), lugar in any::<prop::sample::Index>(), byte in any::<u8>()) {
        prop_assume!(asiento.prev != Hash::CERO);
        let mut cuerpo = asiento.codificar().unwrap();
        let i = lugar.index(cuerpo.len());
        cuerpo[i] = byte;
        if let Ok(leido) = Asiento::decodificar(&cuerpo) {
            prop_assert_eq!(leido.codificar().unwrap(), cuerpo, "another spelling was accepted");
        }
    }

    #[test]
    fn any_changed_byte_breaks_the_signature(asiento in un_asiento(), lugar in any::<prop::sample::Index>(), mascara in 1u8..) {
        prop_assume!(asiento.prev != Hash::CERO);
        let clave = ClaveDispositivo::desde_semilla([9; 32]);
        let publica = ClavePublica::desde_bytes(&clave.publica()).unwrap();
        let mut cuerpo = asiento.codificar().unwrap();
        let firma = clave.firmar(&hash_de(&cuerpo));
        prop_assert!(publica.verificar(&hash_de(&cuerpo), &firma).is_ok());
        let i = lugar.index(cuerpo.len());
        cuerpo[i] ^= mascara;
        prop_assert_eq!(publica.verificar(&hash_de(&cuerpo), &firma), Err(ErrorAsiento::FirmaInvalida));
    }

    #[test]
    fn any_bytes_are_refused_or_canonical(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(leido) = Asiento::decodificar(&bytes) {
            prop_assert_eq!(leido.codificar().unwrap(), bytes.clone());
        }
        let _ = cbor::LectorCbor::new(&bytes).valor(6);
    }
}

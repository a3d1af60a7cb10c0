use super::*;

fn textos(l: &Lista) -> Vec<&str> {
    l.filas.iter().map(|f| f.texto.as_str()).collect()
}

fn de(texto: &str) -> Lista {
    let lineas = Linea::de_texto(texto);
    let lista = dividir(&lineas);
    assert!(lista.cubre(&lineas), "{texto:?} {lista:#?}");
    lista
}

#[test]
fn cada_marca_abre_una_fila_y_lo_demas_la_continua() {
    let l = de("1.\tFormulario\n\n2.-Fotocopia\nlegalizada\n3) Pago");
    assert_eq!(textos(&l), ["Formulario", "Fotocopia legalizada", "Pago"]);
    assert_eq!(l.filas[1].marca, "2.-");
}

#[test]
fn los_guiones_de_cualquier_largo_son_un_mismo_nivel() {
    let l = de("–Descargar\n- Realizar pago\n─ Presentar solicitud. - Coordinar supervisión\n— Recoger");
    assert_eq!(textos(&l), ["Descargar", "Realizar pago", "Presentar solicitud.", "Coordinar supervisión", "Recoger"]);
    assert!(l.filas.iter().all(|f| f.nivel == 0));
}

#[test]
fn las_marcas_dobles_se_quitan_dos_veces() {
    assert_eq!(textos(&de("3) 3. Uno\n4) 4. Dos")), ["Uno", "Dos"]);
}

#[test]
fn un_numero_dentro_de_la_linea_parte_solo_si_sigue_la_cuenta_tras_fin_de_frase() {
    assert_eq!(textos(&de("3. Presentar copia. 4. Pagar en caja según el artículo 5. del reglamento")).len(), 2);
    assert_eq!(textos(&de("3. Presentar copia    4. Pagar")), ["Presentar copia", "Pagar"]);
    assert_eq!(textos(&de("3. Presentar 4. copias")).len(), 1);
}

#[test]
fn una_secuencia_entera_en_una_linea_se_parte_con_duda() {
    let l = de("Requisitos: Obligatorios: 1. adjuntar licencia 2. adjuntar factura 3. el formulario 4. boleta de pago");
    assert_eq!(textos(&l), ["adjuntar licencia", "adjuntar factura", "el formulario", "boleta de pago"]);
    assert_eq!(l.filas[0].grupo.as_deref(), Some("Requisitos: Obligatorios"));
    assert!(l.con_duda);
}

#[test]
fn los_titulos_se_vuelven_grupos() {
    let l = de("Puede hacerlo así.\nEn línea.\n1. Ingresar\n2. Subir\nPresencial.\n1. Llenar\nPersona Jurídica:\n2. Pagar");
    let g: Vec<_> = l.filas.iter().map(|f| (f.texto.as_str(), f.grupo.as_deref())).collect();
    assert_eq!(
        g,
        [
            ("Puede hacerlo así.", None),
            ("Ingresar", Some("En línea")),
            ("Subir", Some("En línea")),
            ("Llenar", Some("Presencial")),
            ("Pagar", Some("Persona Jurídica")),
        ]
    );
    let l = de("PARTE ADMINISTRATIVA\n- Solicitud\n- Certificado");
    assert_eq!(l.filas[0].grupo.as_deref(), Some("PARTE ADMINISTRATIVA"));
}

#[test]
fn la_nota_no_es_fila() {
    let l = de("1. Formulario\nNota: presentar en horas hábiles\ny con copia");
    assert_eq!(textos(&l), ["Formulario"]);
    assert_eq!(l.notas, ["Nota: presentar en horas hábiles y con copia"]);
}

#[test]
fn sin_marcas_se_parte_por_lineas_o_por_punto_y_coma_y_nunca_por_comas() {
    assert_eq!(textos(&de("Solicitud firmada; DPI; boleta de pago")), ["Solicitud firmada;", "DPI;", "boleta de pago"]);
    assert_eq!(textos(&de("Solicitud firmada; DPI, boleta de pago")).len(), 1);
    assert_eq!(textos(&de("recibo de pago\nfotocopia del diploma\nFotocopia del DPI")).len(), 3);
}

#[test]
fn un_numero_solo_o_un_relleno_no_da_filas() {
    assert_eq!(de("4").banderas, [CodigoBandera::SinContenido]);
    assert_eq!(de("Pendiente").banderas, [CodigoBandera::Relleno]);
    assert_eq!(de("....").filas.len(), 0);
    let ninguno = de("Ninguno");
    assert_eq!((ninguno.filas.len(), ninguno.notas.len(), ninguno.banderas.len()), (0, 1, 0));
    assert_eq!(de(""), Lista::default());
}

#[test]
fn las_listas_de_html_anidan_y_se_continuan() {
    let item = |texto: &str, nivel, ordinal| Linea {
        texto: texto.into(),
        item: Some(crate::interpretacion::Item { nivel, ordinal }),
        profundidad: nivel + 1,
        enlaces: vec![],
    };
    let lineas = [item("Uno", 0, Some(1)), item("1.1 Hijo", 1, Some(1)), Linea::simple("sigue uno"), item("}2. Dos", 0, Some(2))];
    let l = dividir(&lineas);
    assert!(l.cubre(&lineas));
    assert_eq!(l.filas.iter().map(|f| (f.texto.as_str(), f.nivel)).collect::<Vec<_>>(), [("Uno", 0), ("Hijo sigue uno", 1), ("Dos", 0)]);
}

#[test]
fn un_ordinal_enorme_no_revienta() {
    let item = |ordinal| Linea {
        texto: "7. Uno. 8. Dos".into(),
        item: Some(crate::interpretacion::Item { nivel: 0, ordinal: Some(ordinal) }),
        profundidad: 1,
        enlaces: vec![],
    };
    let lineas = [item(u32::MAX), Linea::simple("sigue"), item(u32::MAX), Linea::simple("Nota suelta. 1. Fin. 2. Otro")];
    assert!(dividir(&lineas).cubre(&lineas));
}

#[test]
fn un_bloque_pegado_dos_veces_se_avisa() {
    let l =
        de("1. Presentar la solicitud firmada\n2. Pagar en la ventanilla\n1. Presentar la solicitud firmada\n2. Pagar en la ventanilla");
    assert_eq!(l.filas.len(), 4);
    assert_eq!(l.banderas, [CodigoBandera::BloqueRepetido]);
}

#[test]
fn los_niveles_salen_de_los_tipos_de_marca() {
    let l = de("1. Enviar siendo estos:\n• Forma\n• Copia\nAdicional debe adjuntar:\n• Póliza\n2. Recibir\na) uno\nb) dos\n3. Firmar");
    let n: Vec<_> = l.filas.iter().map(|f| (f.nivel, f.grupo.as_deref())).collect();
    let g = Some("Adicional debe adjuntar");
    assert_eq!(n, [(0, None), (1, None), (1, None), (1, g), (0, None), (1, None), (1, None), (0, None)]);
}

proptest::proptest! {
    #[test]
    fn nada_se_pierde_y_nada_revienta(texto in "(\\PC|\n|[0-9]{1,2}[.)-]|[-•–;:] |Nota: |a\\) ){0,120}") {
        let lineas = Linea::de_texto(&texto);
        let lista = dividir(&lineas);
        proptest::prop_assert!(lista.cubre(&lineas), "{lista:?}");
    }
}

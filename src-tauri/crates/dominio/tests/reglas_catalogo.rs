//! Each rule R1–R15 over stored snapshots of the national catalogue: the cases of `dominio.md` §5.
//!
//! `tests/fixtures/reglas_catalogo.json` carries the credit line and says which records are real
//! and which ones were rebuilt from the words of the document because the data at hand lack them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, dead_code, reason = "tests")]

#[path = "comun/fichas.rs"]
mod fichas;

use dominio::ficha::{AccionRequisito, Ficha};
use dominio::reglas::{
    ContextoDeReglas, CopiaDe, FamiliaDeResultado, ListasDeReglas, PASOS_MAX, Regla, Severidad, evaluar, familia_de_resultado,
    huella_de_lista, parecido, son_copia,
};
use fichas::{catalogo, tramite};

// R1 -------------------------------------------------------------------------------------------

#[test]
fn r1_maga_3037_admite_que_un_requisito_no_esta_en_la_norma() {
    let h = tramite(3037).de_regla(Regla::R1);
    assert_eq!(h.len(), 1, "only the row that admits it, the sheet has its ley");
    assert_eq!((h[0].clase, h[0].fila, h[0].severidad), ("requisito", Some(2), Severidad::Alta));
    assert_eq!(h[0].fragmento, "no está en la norma");
    assert_eq!(h[0].accion_sugerida, Some(AccionRequisito::Eliminar));
}

#[test]
fn r1_mspas_3386_y_3430_citan_solo_normas_tecnicas() {
    for id in [3386, 3430] {
        let h = tramite(id).de_regla(Regla::R1);
        assert_eq!(h.len(), 1, "{id}: one finding for the whole sheet");
        assert_eq!((h[0].clase, h[0].campo, h[0].severidad), ("tramite", "base_legal", Severidad::Alta), "{id}");
        assert_eq!(h[0].mensaje, "Posible hallazgo: no se encontró ley ni acuerdo gubernativo que respalde este trámite.", "{id}");
    }
}

#[test]
fn r1_calla_en_minfin_1487_que_cita_el_decreto_63_88_y_el_acuerdo_gubernativo_112_2018() {
    assert!(tramite(1487).calla(Regla::R1));
}

// R2 -------------------------------------------------------------------------------------------

#[test]
fn r2_mspas_2810_pide_acta_notarial_de_declaracion_jurada() {
    let h = tramite(2810).de_regla(Regla::R2);
    assert_eq!(h.len(), 1);
    assert_eq!((h[0].fila, h[0].severidad, h[0].fragmento.as_str()), (Some(5), Severidad::Alta, "acta notarial de declaración jurada"));
    assert_eq!(h[0].mensaje, "Posible hallazgo: se pide declaración jurada.");
    assert_eq!(h[0].regla.fundamento(), "artículo 13 del Decreto 5-2021");
    assert_eq!(
        h[0].texto_propuesto.as_deref(),
        Some("En caso de copropiedad adjuntar manifestación en el formulario de solicitud de derecho de tanteo o renuncia del mismo.")
    );
}

#[test]
fn r2_maga_2834_y_2837_piden_declaracion_jurada_de_veracidad() {
    for id in [2834, 2837] {
        assert_eq!(tramite(id).fragmentos(Regla::R2), ["Declaración Jurada"], "{id}");
    }
}

#[test]
fn r2_calla_en_maga_2953_que_pide_una_simple_declaracion_del_fabricante() {
    assert!(tramite(2953).calla(Regla::R2));
}

#[test]
fn r2_calla_en_los_pasos_cuando_la_declaracion_jurada_es_lo_que_se_entrega() {
    assert!(tramite(2782).calla(Regla::R2), "GD Guatemala 2782 issues declaraciones juradas");
}

// R3 -------------------------------------------------------------------------------------------

#[test]
fn r3_micivi_3526_y_mindef_2529_piden_firma_legalizada() {
    assert_eq!(tramite(3526).fragmentos(Regla::R3), ["firma legalizada"]);
    assert_eq!(tramite(2529).fragmentos(Regla::R3), ["auténtica de firma"]);
    assert_eq!(tramite(2529).de_regla(Regla::R3)[0].severidad, Severidad::Alta);
}

#[test]
fn r3_baja_un_nivel_en_micivi_3523_y_1060_que_citan_el_acuerdo_gubernativo_408_99() {
    for id in [3523, 1060] {
        let h = tramite(id).de_regla(Regla::R3);
        assert_eq!(h.len(), 1, "{id}");
        assert_eq!(h[0].severidad, Severidad::Media, "{id}: alta drops one level");
        assert!(h[0].mensaje.ends_with("(con base citada; verificar con Asesoría jurídica)."), "{id}: {}", h[0].mensaje);
    }
}

#[test]
fn r3_calla_en_micivi_3524_que_pide_el_formulario_completado_y_firmado() {
    assert!(tramite(3524).calla(Regla::R3));
    assert!(tramite(1059).calla(Regla::R3), "the real sheet of the same form");
}

#[test]
fn r3_calla_en_el_desistimiento_marn_514() {
    assert!(tramite(514).calla(Regla::R3), "the law itself excepts desistimiento");
    assert!(tramite(514).calla(Regla::R6), "the signature legalised by a notary is not a copy");
}

// R4 -------------------------------------------------------------------------------------------

#[test]
fn r4_mindef_3767_3768_y_2542_piden_denuncia_para_reponer() {
    for id in [3767, 3768, 2542] {
        let h = tramite(id).de_regla(Regla::R4);
        assert_eq!(h.len(), 1, "{id}");
        assert_eq!(h[0].severidad, Severidad::Alta, "{id}");
        assert_eq!(h[0].accion_sugerida, Some(AccionRequisito::Eliminar), "{id}");
    }
}

#[test]
fn r4_calla_en_mem_2389_que_repone_sin_denuncia() {
    assert!(tramite(2389).calla(Regla::R4));
}

#[test]
fn r4_calla_cuando_el_tramite_es_la_denuncia() {
    assert!(tramite(2429).calla(Regla::R4), "GD Jalapa 2429, denuncia de derecho de vía");
    assert!(tramite(115).calla(Regla::R4), "MAGA 115, denuncia por maltrato animal");
}

// R5 -------------------------------------------------------------------------------------------

#[test]
fn r5_gd_jalapa_2437_pide_documentos_de_renap() {
    let h = tramite(2437).de_regla(Regla::R5);
    assert_eq!(h.len(), 2, "the certificate and the DPI");
    assert!(h.iter().all(|h| h.severidad == Severidad::Media && h.mensaje.contains("(RENAP)")), "{h:?}");
    assert!(h.iter().all(|h| h.accion_sugerida == Some(AccionRequisito::ConsultarEntreEntidades)));
}

#[test]
fn r5_mindef_2512_pide_rtu_y_patente() {
    assert_eq!(tramite(2512).fragmentos(Regla::R5), ["RTU", "patente de comercio", "DPI"]);
}

#[test]
fn r5_es_alta_en_mspas_3764_que_pide_su_propio_carne() {
    let h = tramite(3764).de_regla(Regla::R5);
    assert_eq!(h.len(), 1);
    assert_eq!(h[0].severidad, Severidad::Alta);
    assert_eq!(h[0].mensaje, "Posible hallazgo: el documento lo emite esta misma institución.");
}

#[test]
fn r5_es_alta_en_mspas_3430_que_pide_su_propia_licencia_sanitaria() {
    assert!(tramite(3430).de_regla(Regla::R5).iter().any(|h| h.severidad == Severidad::Alta && h.fragmento == "Licencia sanitaria"));
}

#[test]
fn r5_calla_en_micivi_3525_que_solo_pide_una_carta() {
    assert!(tramite(3525).calla(Regla::R5));
}

// R6 -------------------------------------------------------------------------------------------

#[test]
fn r6_gd_jalapa_2437_pide_dpi_autenticado_por_un_abogado() {
    assert_eq!(tramite(2437).fragmentos(Regla::R6), ["Fotocopia del DPI autenticado"]);
}

#[test]
fn r6_maga_2831_pide_fotocopia_legalizada_y_propone_la_simple() {
    let h = tramite(2831).de_regla(Regla::R6);
    assert_eq!(h.len(), 1);
    assert_eq!(h[0].severidad, Severidad::Media);
    assert_eq!(h[0].texto_propuesto.as_deref(), Some("Fotocopia simple de la patente de comercio"));
}

#[test]
fn r6_baja_un_nivel_cuando_la_ficha_invoca_un_registro_publico() {
    for id in [3526, 1059] {
        let h = tramite(id).de_regla(Regla::R6);
        assert_eq!(h.len(), 1, "{id}");
        assert_eq!(h[0].severidad, Severidad::Baja, "{id}: media drops one level");
        assert!(h[0].mensaje.contains("por confirmar"), "{id}: the exception is not confirmed: {}", h[0].mensaje);
    }
}

#[test]
fn r6_calla_en_mindef_2512_con_copia_simple_o_digital_y_en_mem_1462_y_2545() {
    for id in [2512, 1462, 2545] {
        assert!(tramite(id).calla(Regla::R6), "{id}");
    }
}

// R7 -------------------------------------------------------------------------------------------

#[test]
fn r7_mspas_3386_y_3430_dejan_los_requisitos_sujetos_a_cambios() {
    let h = tramite(3386).de_regla(Regla::R7);
    assert_eq!(h.len(), 1);
    assert_eq!((h[0].clase, h[0].campo, h[0].fragmento.as_str()), ("tramite", "notas_requisitos", "sujetos a cambios"));
    assert_eq!(tramite(3430).fragmentos(Regla::R7), ["sujetos a cambios"], "the real sheet with the same note");
}

#[test]
fn r7_maga_2974_y_2969_piden_otros_lineamientos_que_el_prosa_establezca() {
    for id in [2974, 2969] {
        assert_eq!(tramite(id).fragmentos(Regla::R7), ["Otros lineamientos"], "{id}");
    }
}

#[test]
fn r7_calla_en_mindef_2512_con_poliza_si_aplica() {
    assert!(tramite(2512).calla(Regla::R7));
}

// R8 -------------------------------------------------------------------------------------------

#[test]
fn r8_gd_sacatepequez_2632_pide_letra_de_molde_en_un_paso_del_usuario() {
    let h = tramite(2632).de_regla(Regla::R8);
    assert_eq!(h.len(), 1);
    assert_eq!((h[0].clase, h[0].fragmento.as_str(), h[0].severidad), ("paso", "letra de molde", Severidad::Baja));
    assert_eq!(h[0].accion_sugerida, None, "the decision of requisito does not apply to a step");
}

#[test]
fn r8_mspas_3461_y_3430_piden_sellos_folder_y_gancho() {
    assert_eq!(tramite(3461).fragmentos(Regla::R8), ["firmada y sellada"]);
    assert_eq!(tramite(3430).fragmentos(Regla::R8), ["firmado y sellado", "foliada"]);
}

#[test]
fn r8_mem_2545_pide_imprimir_firmar_y_digitalizar() {
    assert!(
        tramite(2545).fragmentos(Regla::R8).iter().any(|f| f.starts_with("impresos, firmados y digitalizados")),
        "{:?}",
        tramite(2545).fragmentos(Regla::R8)
    );
}

#[test]
fn r8_calla_en_minfin_1487_y_en_minex_1734_que_dice_que_no_hace_falta_sello_en_tinta() {
    assert!(tramite(1487).calla(Regla::R8));
    assert!(tramite(1734).calla(Regla::R8));
}

// R9 -------------------------------------------------------------------------------------------

#[test]
fn r9_gd_sacatepequez_2632_escribe_puntos_y_gd_guatemala_2779_un_numero_sin_unidad() {
    let puntos = tramite(2632).de_regla(Regla::R9);
    assert_eq!((puntos.len(), puntos[0].fragmento.as_str(), puntos[0].campo), (1, ".....", "minimo"));
    let uno = tramite(2779).de_regla(Regla::R9);
    assert_eq!((uno.len(), uno[0].fragmento.as_str(), uno[0].campo, uno[0].severidad), (1, "1", "unidad", Severidad::Dato));
}

#[test]
fn r9_avisa_suavemente_cuando_los_dias_no_dicen_si_son_habiles() {
    let h = tramite(2810).de_regla(Regla::R9);
    assert_eq!(h.len(), 1);
    assert_eq!(h[0].mensaje, "Posible hallazgo: el tiempo no dice si los días son hábiles o calendario.");
}

#[test]
fn r9_calla_en_mindef_2512_con_10_dias_habiles_y_en_mintrabajo_1922_inmediato() {
    assert!(tramite(2512).calla(Regla::R9));
    assert!(tramite(1922).calla(Regla::R9));
}

// R10 ------------------------------------------------------------------------------------------

#[test]
fn r10_micivi_3593_y_376_piden_1200_en_el_texto_y_1000_en_la_ficha() {
    for id in [3593, 376] {
        let h = tramite(id).de_regla(Regla::R10);
        assert_eq!(h.len(), 1, "{id}");
        assert_eq!((h[0].severidad, h[0].campo), (Severidad::Media, "costo_monto"), "{id}");
        assert_eq!(
            h[0].mensaje, "Posible hallazgo: el costo no coincide con el texto (Q 1,000.00 en la ficha, Q 1,200.00 en el texto).",
            "{id}"
        );
        assert!(h[0].fragmento.ends_with("= Q1,200.00"), "{id}: {}", h[0].fragmento);
    }
    assert_eq!(tramite(387).de_regla(Regla::R10).len(), 1, "400 against 600");
}

#[test]
fn r10_mspas_3386_y_3430_piden_comprobante_de_pago_sin_costo() {
    for id in [3386, 3430] {
        let h = tramite(id).de_regla(Regla::R10);
        assert_eq!((h.len(), h[0].severidad, h[0].campo), (1, Severidad::Dato, "costo_tipo"), "{id}");
    }
}

#[test]
fn r10_calla_en_mindef_3767_que_cuesta_300_y_no_dice_monto_en_el_texto() {
    assert!(tramite(3767).calla(Regla::R10));
}

#[test]
fn r10_calla_cuando_el_monto_del_texto_es_el_de_la_ficha_o_son_timbres() {
    assert!(tramite(1734).calla(Regla::R10), "MINEX 1734: Q.75.00 in both");
    assert!(tramite(1672).calla(Regla::R10), "MINDEF 1672: Q500.00 in timbres fiscales is not the fee");
    assert!(tramite(647).calla(Regla::R10), "MARN 647: one of the two amounts is the fee of the licence");
}

// R11 ------------------------------------------------------------------------------------------

#[test]
fn r11_mingob_3084_y_maga_219_tienen_el_enlace_en_la_base_legal() {
    for id in [3084, 219] {
        let h = tramite(id).de_regla(Regla::R11);
        assert_eq!((h.len(), h[0].clase), (1, "base_legal"), "{id}");
        assert!(h[0].fragmento.starts_with("https://"), "{id}");
    }
}

#[test]
fn r11_mindef_1702_tiene_precios_en_la_base_legal() {
    assert_eq!(tramite(1702).fragmentos(Regla::R11), ["Q 300.00"]);
}

#[test]
fn r11_gd_jalapa_2437_y_2429_tienen_solo_un_numero_en_los_pasos() {
    let h = tramite(2437).de_regla(Regla::R11);
    assert_eq!((h.len(), h[0].campo, h[0].fragmento.as_str()), (1, "pasos", "4"));
    assert_eq!(tramite(2429).fragmentos(Regla::R11), ["1"], "when the reader kept the number as a row");
}

#[test]
fn r11_gd_sacatepequez_2632_tiene_un_requisito_entre_los_pasos() {
    let h = tramite(2632).de_regla(Regla::R11);
    assert_eq!((h.len(), h[0].clase, h[0].fila), (1, "paso", Some(4)));
}

#[test]
fn r11_calla_en_mem_2389() {
    assert!(tramite(2389).calla(Regla::R11));
}

// R12 ------------------------------------------------------------------------------------------

#[test]
fn r12_gd_jalapa_2437_tiene_al_adulto_mayor_bajo_medio_ambiente() {
    for id in [2437, 2782] {
        let h = tramite(id).de_regla(Regla::R12);
        assert_eq!((h.len(), h[0].campo, h[0].severidad), (1, "categoria", Severidad::Dato), "{id}");
        assert_eq!(h[0].fragmento.to_lowercase(), "adulto mayor", "{id}");
    }
}

#[test]
fn r12_el_mobiliario_escolar_no_es_medio_ambiente_ni_las_canchas_son_salud() {
    assert_eq!(tramite(1189).fragmentos(Regla::R12), ["Mobiliario Escolar"]);
    assert_eq!(tramite(1292).fragmentos(Regla::R12), ["centros deportivos"]);
}

#[test]
fn r12_mspas_3764_repite_el_bloque_de_sus_pasos() {
    let h = tramite(3764).de_regla(Regla::R12);
    assert_eq!((h.len(), h[0].campo, h[0].fragmento.as_str()), (1, "pasos", "Presentarse a ventanilla"));
}

#[test]
fn r12_calla_en_mintrabajo_1923_y_1922() {
    assert!(tramite(1923).calla(Regla::R12));
    assert!(tramite(1922).calla(Regla::R12));
}

#[test]
fn r12_micivi_3525_renovacion_con_el_contenido_de_un_inventario_de_numeracion() {
    let renovacion = tramite(3525);
    let mut inventario = renovacion.clone();
    inventario.ficha.tramite.resultado = Some("Inventario de numeración".to_owned());
    assert!(familia_de_resultado(&renovacion.ficha).es_distinta_de(familia_de_resultado(&inventario.ficha)));

    let listas = ListasDeReglas::default();
    let con_copia = |comunes| ContextoDeReglas {
        sigla: "MICIVI",
        listas: &listas,
        copia_de: Some(CopiaDe { codigo: "MICIVI-0031".to_owned(), campo: "requisitos", comunes, total: 10 }),
        pasos_max: PASOS_MAX,
    };
    let h: Vec<_> = evaluar(&renovacion.ficha, &con_copia(9)).into_iter().filter(|h| h.regla == Regla::R12).collect();
    assert_eq!((h.len(), h[0].campo), (1, "requisitos"));
    assert_eq!(
        h[0].mensaje,
        "Posible hallazgo: categoría o texto copiado de otro trámite (9 de 10 líneas de requisitos, 90 %, son las de MICIVI-0031)."
    );
    assert!(!evaluar(&renovacion.ficha, &con_copia(8)).iter().any(|h| h.regla == Regla::R12), "8 of 10 is not almost equal");
}

#[test]
fn r12_emision_y_renovacion_del_mismo_carne_son_una_familia() {
    let lista = |f: &Ficha| f.requisitos.iter().map(|r| r.texto.clone()).collect::<Vec<_>>();
    let (emision, renovacion) = (tramite(2567).ficha, tramite(2568).ficha);
    let (a, b) = (huella_de_lista(&lista(&emision)), huella_de_lista(&lista(&renovacion)));
    assert!(son_copia(&a, &b), "MINDEF 2567 and 2568 ask for the same: {:?}", parecido(&a, &b));
    assert_eq!(familia_de_resultado(&emision), FamiliaDeResultado::Carne);
    assert!(!familia_de_resultado(&emision).es_distinta_de(familia_de_resultado(&renovacion)), "and it is not a mistake");
}

// R13 ------------------------------------------------------------------------------------------

#[test]
fn r13_maga_2974_y_2969_piden_cedula_de_vecindad() {
    for id in [2974, 2969] {
        let h = tramite(id).de_regla(Regla::R13);
        assert_eq!((h.len(), h[0].severidad, h[0].fragmento.as_str()), (1, Severidad::Media, "cedula de vecindad"), "{id}");
    }
    assert_eq!(
        tramite(2974).de_regla(Regla::R13)[0].texto_propuesto.as_deref(),
        Some("Fotocopia del Documento Personal de Identificación (DPI) si es persona individual")
    );
    assert_eq!(tramite(2969).de_regla(Regla::R13)[0].texto_propuesto, None, "the row already names the DPI");
}

#[test]
fn r13_mindef_4035_pide_vacuna_covid() {
    assert_eq!(tramite(4035).fragmentos(Regla::R13), ["vacunación contra el COVID"]);
}

#[test]
fn r13_calla_en_mindef_2512_que_pide_dpi() {
    assert!(tramite(2512).calla(Regla::R13));
}

// R14 ------------------------------------------------------------------------------------------

#[test]
fn r14_mspas_3461_tiene_15_pasos_para_un_requisito_y_3386_tiene_18() {
    let h = tramite(3461).de_regla(Regla::R14);
    assert_eq!((h.len(), h[0].severidad, h[0].fragmento.as_str()), (1, Severidad::Baja, "15 pasos"));
    assert!(h[0].mensaje.ends_with("(15 pasos, 1 requisito)."), "{}", h[0].mensaje);
    assert_eq!(tramite(3386).fragmentos(Regla::R14), ["18 pasos"]);
    assert_eq!(tramite(3430).fragmentos(Regla::R14), ["16 pasos"], "the real sheet of a licence");
}

#[test]
fn r14_calla_en_gd_chiquimula_2808_con_un_paso_y_dos_requisitos() {
    assert!(tramite(2808).calla(Regla::R14));
}

// R15 ------------------------------------------------------------------------------------------

#[test]
fn r15_mspas_3386_y_3401_citan_una_norma_tecnica_que_archiva_a_los_seis_meses() {
    for id in [3386, 3401] {
        let h = tramite(id).de_regla(Regla::R15);
        assert_eq!((h.len(), h[0].clase, h[0].severidad), (1, "base_legal", Severidad::Media), "{id}");
        assert_eq!(h[0].fragmento.to_lowercase(), "seis meses", "{id}");
    }
}

#[test]
fn r15_calla_en_mem_2389_que_no_habla_de_archivo() {
    assert!(tramite(2389).calla(Regla::R15));
}

// All ------------------------------------------------------------------------------------------

#[test]
fn todo_mensaje_dice_posible_hallazgo_y_todo_fragmento_es_texto_de_la_ficha() {
    for (id, caso) in catalogo() {
        let todo = format!("{:?}", caso.ficha).to_lowercase();
        for h in caso.hallazgos() {
            assert!(h.mensaje.starts_with("Posible hallazgo: ") && h.mensaje.ends_with('.'), "{id}: {}", h.mensaje);
            assert!(h.fragmento.chars().count() <= 200, "{id}: {}", h.fragmento);
            assert_eq!(h.huella_hex().len(), 16);
            // Counts and joined norms are the two fragments that are not one piece of text.
            let compuesto = h.regla == Regla::R14 || (h.regla == Regla::R1 && h.campo == "base_legal");
            let escrito = format!("{:?}", h.fragmento.to_lowercase());
            assert!(compuesto || todo.contains(escrito.trim_matches('"')), "{id} {}: {}", h.regla, h.fragmento);
        }
    }
}

#[test]
fn ningun_hallazgo_se_repite_en_el_mismo_lugar() {
    for (id, caso) in catalogo() {
        let mut claves: Vec<String> = caso.hallazgos().iter().map(|h| h.clave(caso.ficha.tramite.id)).collect();
        let total = claves.len();
        claves.sort();
        claves.dedup();
        assert_eq!(claves.len(), total, "{id}: two findings with the same identity could not be decided apart");
    }
}

#[test]
fn las_reglas_muestran_solo_articulos_leidos() {
    let confirmados = ["artículo 3 ", "artículo 5 ", "artículo 13 ", "artículo 28 ", "artículos 3 y 23 "];
    for regla in Regla::TODOS {
        let f = regla.fundamento();
        assert!(
            !f.contains("artículo ") && !f.contains("artículos ")
                || confirmados.iter().any(|c| f.contains(c))
                || f.contains("por confirmar"),
            "{regla}: {f}"
        );
        assert!(!regla.titulo().is_empty() && regla.que_hacer().ends_with('.'), "{regla}");
    }
}

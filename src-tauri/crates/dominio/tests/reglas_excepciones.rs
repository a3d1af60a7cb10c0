//! Exceptions of each rule («Known exceptions» of `dominio.md` §5) and control words that must not fire.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, dead_code, reason = "tests")]

#[path = "comun/fichas.rs"]
mod fichas;

use dominio::ficha::{ActorPaso, BaseLegal, EmisorPublico, Moneda, Paso, TipoCosto, TipoNorma, VersionPaso, VigenciaNorma};
use dominio::reglas::{Regla, Severidad};
use fichas::{Caso, id, norma};

fn con(texto: &str) -> Caso {
    Caso::en_orden().requisito(texto)
}

/// The one finding of a rule in a sheet with this requisito.
fn unico(caso: &Caso, regla: Regla) -> dominio::reglas::Hallazgo {
    let mut h = caso.de_regla(regla);
    assert_eq!(h.len(), 1, "{regla}: {h:?}");
    h.remove(0)
}

#[test]
fn una_ficha_en_orden_no_tiene_hallazgos() {
    let caso = con("Formulario de solicitud completo").paso(Some(ActorPaso::Usuario), "Presentar el formulario");
    assert_eq!(caso.hallazgos(), []);
}

#[test]
fn una_ficha_vacia_dice_que_faltan_base_y_tiempo_y_nada_mas() {
    let caso = Caso::en_orden().con(|f| {
        f.base_legal.clear();
        f.tiempos.clear();
    });
    let reglas: Vec<Regla> = caso.hallazgos().iter().map(|h| h.regla).collect();
    assert_eq!(reglas, [Regla::R1, Regla::R9]);
}

// R1

#[test]
fn r1_una_norma_sin_identificar_es_media() {
    let caso = Caso::en_orden().con(|f| f.base_legal = vec![norma(2, "Código de Trabajo", TipoNorma::SinIdentificar)]);
    let h = unico(&caso, Regla::R1);
    assert_eq!(h.severidad, Severidad::Media);
    assert!(h.mensaje.contains("norma sin identificar"), "{}", h.mensaje);
}

#[test]
fn r1_un_tratado_o_un_reglamento_tecnico_baja_un_nivel() {
    for tipo in [TipoNorma::Convenio, TipoNorma::ReglamentoTecnico] {
        let h = unico(&Caso::en_orden().con(|f| f.base_legal = vec![norma(2, "RTCA 11.03.59:18", tipo)]), Regla::R1);
        assert_eq!(h.severidad, Severidad::Media, "{tipo}");
        assert!(h.mensaje.contains("verificar con Asesoría jurídica"), "{}", h.mensaje);
    }
}

#[test]
fn r1_la_base_heredada_no_es_hallazgo_y_la_propia_insuficiente_si() {
    let caso = con("Plano");
    assert!(caso.calla(Regla::R1), "inherited: a pending task");
    let caso = caso.con(|f| {
        let requisito = f.requisitos[0].id;
        f.base_legal
            .push(BaseLegal { requisito: Some(requisito), ..norma(9, "Acuerdo Ministerial 125-2016", TipoNorma::AcuerdoMinisterial) });
    });
    let h = unico(&caso, Regla::R1);
    assert_eq!((h.clase, h.fila, h.severidad), ("requisito", Some(1), Severidad::Alta));
}

// R2

#[test]
fn r2_baja_un_nivel_si_una_ley_la_nombra() {
    let h = unico(&con("Declaración jurada, según el artículo 12 del Decreto 15-2009"), Regla::R2);
    assert_eq!(h.severidad, Severidad::Media);
}

#[test]
fn r2_no_toma_como_base_al_propio_decreto_5_2021() {
    let h =
        unico(&con("Declaración jurada (Decreto 5-2021, Ley para la Simplificación de Requisitos y Trámites Administrativos)"), Regla::R2);
    assert_eq!(h.severidad, Severidad::Alta, "the law that forbids it cannot be its support");
}

#[test]
fn r2_baja_un_nivel_si_el_requisito_tiene_su_propia_ley() {
    let caso = con("Declaración jurada").con(|f| {
        let requisito = f.requisitos[0].id;
        f.base_legal.push(BaseLegal { requisito: Some(requisito), ..norma(9, "Decreto 15-2009", TipoNorma::LeyDecreto) });
    });
    assert_eq!(unico(&caso, Regla::R2).severidad, Severidad::Media);
}

#[test]
fn r2_no_confunde_un_juramento_de_cargo_con_declaracion_jurada() {
    for texto in [
        "Acta de juramento de cargo",
        "Traductor jurado",
        "Traducción jurada al español",
        "Declaración de importación",
        "Jurado calificador",
    ] {
        assert!(con(texto).calla(Regla::R2), "{texto}");
    }
    assert!(con("No se requiere declaración jurada").calla(Regla::R2), "denied");
}

#[test]
fn r2_no_juzga_los_pasos_de_la_propuesta() {
    let caso = Caso::en_orden().con(|f| {
        f.pasos.push(Paso {
            id: id(7),
            version: Some(VersionPaso::Propuesta),
            texto: "Presentar declaración jurada".to_owned(),
            ..Paso::default()
        });
    });
    assert!(caso.calla(Regla::R2));
}

// R3

#[test]
fn r3_calla_en_desistimiento_transaccion_y_disposicion_de_derechos() {
    for texto in [
        "Memorial de desistimiento con firma legalizada",
        "Contrato de transacción con firmas autenticadas",
        "Carta de cesión con firmas legalizadas por notario",
        "Carta del endosante con firma legalizada",
    ] {
        assert!(con(texto).calla(Regla::R3), "{texto}");
    }
}

#[test]
fn r3_no_toma_una_firma_cercana_a_una_copia_legalizada() {
    for texto in [
        "Formulario firmado. Copia legalizada del acta",
        "Firma y fotocopia legalizada del DPI",
        "Firma electrónica avanzada",
        "Formulario completado y firmado",
    ] {
        assert!(con(texto).calla(Regla::R3), "{texto}");
    }
}

#[test]
fn r3_entiende_las_otras_formas_de_pedirla() {
    for texto in [
        "Solicitud con firmas debidamente legalizadas",
        "Carta firmada y legalizada",
        "Auténtica de firmas",
        "Legalización de la firma del propietario",
    ] {
        unico(&con(texto), Regla::R3);
    }
}

#[test]
fn r3_calla_cuando_la_institucion_legaliza() {
    let caso = Caso::en_orden().paso(Some(ActorPaso::Institucion), "El notario designado legaliza las firmas");
    assert!(caso.calla(Regla::R3));
}

// R4

#[test]
fn r4_el_robo_de_un_arma_baja_un_nivel() {
    let h = unico(&con("Denuncia por robo del arma de fuego"), Regla::R4);
    assert_eq!(h.severidad, Severidad::Media);
    assert!(h.mensaje.contains("por confirmar"), "{}", h.mensaje);
}

#[test]
fn r4_calla_si_no_se_repone_nada_o_la_denuncia_no_se_pide() {
    assert!(con("Copia de la denuncia ambiental").calla(Regla::R4), "nothing is replaced");
    assert!(Caso::en_orden().nombre("Denuncia por robo de ganado").requisito("Denuncia por escrito").calla(Regla::R4), "it is the trámite");
    assert!(con("En caso de extravío no se requiere denuncia").calla(Regla::R4), "denied");
    assert!(con("Nota del propietario por extravío de la licencia").calla(Regla::R4), "MSPAS 3430 asks a note");
}

// R5

#[test]
fn r5_calla_si_la_identidad_solo_se_muestra_o_se_escribe() {
    for texto in ["Mostrar DPI en ventanilla", "Presentarse con su pasaporte", "Número de DPI", "Identificarse con DPI"] {
        assert!(con(texto).calla(Regla::R5), "{texto}");
    }
    unico(&con("Presentarse con copia de DPI"), Regla::R5);
}

#[test]
fn r5_habla_una_vez_por_cada_emisor_de_la_fila() {
    let h = con("DPI, RTU, patente de comercio y certificación de nacimiento").de_regla(Regla::R5);
    assert_eq!(h.len(), 3, "RENAP once, SAT, Registro Mercantil: {h:?}");
}

#[test]
fn r5_cree_lo_que_la_persona_escribio_en_quien_lo_emite() {
    let caso = con("Constancia de colindancias").con(|f| {
        f.requisitos[0].emisor = Some("la municipalidad".to_owned());
        f.requisitos[0].emisor_publico = Some(EmisorPublico::Si);
    });
    assert_eq!(unico(&caso, Regla::R5).mensaje, "Posible hallazgo: el documento lo posee una entidad pública (la municipalidad).");
    let caso = caso.con(|f| f.requisitos[0].emisor_publico = Some(EmisorPublico::MismaInstitucion));
    assert_eq!(unico(&caso, Regla::R5).severidad, Severidad::Alta);
    let caso = caso.con(|f| f.requisitos[0].emisor_publico = Some(EmisorPublico::No));
    assert!(caso.calla(Regla::R5));
}

#[test]
fn r5_la_misma_institucion_es_alta_segun_la_sigla() {
    assert_eq!(unico(&con("Licencia ambiental vigente").de("MARN"), Regla::R5).severidad, Severidad::Alta);
    assert_eq!(unico(&con("Licencia ambiental vigente").de("MAGA"), Regla::R5).severidad, Severidad::Media);
    assert_eq!(unico(&con("Resolución emitida por este Ministerio"), Regla::R5).severidad, Severidad::Alta);
    assert!(con("Formulario proporcionado por este Ministerio").calla(Regla::R5), "the form itself");
}

// R6

#[test]
fn r6_calla_ante_la_alternativa_simple_y_lo_negado() {
    for texto in [
        "Copia simple o legalizada del acta",
        "No se requiere fotocopia legalizada",
        "Fotocopia sin autenticar",
        "Copia certificada por el Registro",
        "Original y copia para comparar",
    ] {
        assert!(con(texto).calla(Regla::R6), "{texto}");
    }
}

#[test]
fn r6_un_documento_apostillado_no_necesita_mas() {
    let h = unico(&con("Título apostillado y con traducción legalizada"), Regla::R6);
    assert!(h.mensaje.contains("apostillado"), "{}", h.mensaje);
    assert!(con("Documentos apostillados o legalizados en el extranjero").calla(Regla::R6), "an alternative, as the law allows");
}

// R7

#[test]
fn r7_calla_ante_una_condicion_cerrada() {
    for texto in ["Póliza de seguro, si aplica", "Poder, en caso de representante", "Otro teléfono de contacto", "Cambios en el registro"]
    {
        assert!(con(texto).calla(Regla::R7), "{texto}");
    }
    for texto in
        ["Los que la unidad establezca", "Cualquier otro documento", "Planos, fotografías, entre otros", "Lo que se considere necesario"]
    {
        unico(&con(texto), Regla::R7);
    }
}

// R8

#[test]
fn r8_calla_ante_papel_de_seguridad_y_cadena_de_custodia() {
    for texto in
        ["Certificado en papel de seguridad, firmado y sellado", "Muestra foliada con cadena de custodia", "Tintorería", "Sello en tinta"]
    {
        assert!(con(texto).calla(Regla::R8), "{texto}");
    }
}

#[test]
fn r8_no_mira_los_pasos_de_la_institucion() {
    for actor in [ActorPaso::Institucion, ActorPaso::OtraEntidad, ActorPaso::Sistema] {
        assert!(Caso::en_orden().paso(Some(actor), "Recibe el expediente foliado en fólder").calla(Regla::R8), "{actor}");
    }
    let texto = "La Sección de Recepción recibe el expediente foliado";
    assert!(Caso::en_orden().paso(None, texto).calla(Regla::R8), "nobody said who, and the text names an office");
    unico(&Caso::en_orden().paso(None, "Presentar el expediente foliado"), Regla::R8);
}

// R9

#[test]
fn r9_calla_si_se_marco_que_no_existe_plazo() {
    let caso = Caso::en_orden().con(|f| {
        f.tiempos.clear();
        f.tramite.sin_plazo = true;
    });
    assert!(caso.calla(Regla::R9));
}

// R10

#[test]
fn r10_calla_con_costo_variable_descrito() {
    let caso = con("Pago según tarifa: Q150.00 por módulo").con(|f| {
        f.tramite.costo_tipo = Some(TipoCosto::Variable);
        f.tramite.costo_monto = None;
        f.tramite.costo_descripcion = Some("Q150 por módulo".to_owned());
    });
    assert!(caso.calla(Regla::R10));
}

#[test]
fn r10_no_toma_por_pago_una_boleta_de_campo_ni_lo_que_es_gratuito() {
    for texto in ["Boleta de solicitud", "Boleta de campo", "Libre de pago", "No se requiere pago"] {
        assert!(con(texto).calla(Regla::R10), "{texto}");
    }
    unico(&con("Boleta de pago"), Regla::R10);
}

#[test]
fn r10_compara_solo_montos_del_cobro_y_de_la_misma_moneda() {
    let con_costo = |texto: &str| {
        con(texto).con(|f| {
            f.tramite.costo_tipo = Some(TipoCosto::Fijo);
            f.tramite.costo_monto = Some(10_000);
            f.tramite.costo_moneda = Some(Moneda::Gtq);
        })
    };
    for texto in [
        "Pago de Q100.00",
        "Pago de Q 60.00 y pago de Q 40.00",
        "Pago de $ 6.25",
        "Póliza de seguro con pago no menor de Q. 500,000.00",
        "Pago de Q4 por millar",
        "Pago con Q5.00 en timbres fiscales",
    ] {
        assert!(con_costo(texto).calla(Regla::R10), "{texto}");
    }
    assert_eq!(unico(&con_costo("Pago de Q120.00"), Regla::R10).severidad, Severidad::Media);
}

// R11

#[test]
fn r11_un_enlace_valido_permite_citar_otro_en_la_base_legal() {
    let caso = Caso::en_orden().con(|f| {
        f.tramite.enlace = Some("https://www.minfin.gob.gt".to_owned());
        f.base_legal.push(norma(9, "Ver https://www.congreso.gob.gt", TipoNorma::SinIdentificar));
    });
    assert!(caso.calla(Regla::R11));
}

#[test]
fn r11_fotocopiar_es_un_paso_y_una_fotocopia_no() {
    assert!(Caso::en_orden().paso(Some(ActorPaso::Usuario), "Fotocopiar el formulario").calla(Regla::R11));
    assert!(Caso::en_orden().paso(Some(ActorPaso::Usuario), "Presentar fotocopia de DPI").calla(Regla::R11), "a step that mentions it");
    unico(&Caso::en_orden().paso(Some(ActorPaso::Usuario), "Fotocopia de DPI"), Regla::R11);
}

// R12

#[test]
fn r12_calla_si_la_categoria_es_transversal_o_no_esta_en_la_lista() {
    for categoria in ["Inscripciones y Registros", "Categoría nueva"] {
        let caso = Caso::en_orden().nombre("Pensión del adulto mayor").con(|f| f.tramite.categoria = Some(categoria.to_owned()));
        assert!(caso.calla(Regla::R12), "{categoria}");
    }
}

#[test]
fn r12_dos_rutas_con_los_mismos_pasos_no_son_un_bloque_repetido() {
    let caso = Caso::en_orden().con(|f| {
        for (n, grupo) in ["En línea", "Presencial"].iter().enumerate() {
            for (m, texto) in
                ["Llenar el formulario", "Adjuntar documentos", "Esperar la resolución", "Recoger la constancia"].iter().enumerate()
            {
                f.pasos.push(Paso {
                    id: id((700 + n * 10 + m) as u128),
                    grupo: Some((*grupo).to_owned()),
                    texto: (*texto).to_owned(),
                    ..Paso::default()
                });
            }
        }
    });
    assert!(caso.calla(Regla::R12));
}

// R13

#[test]
fn r13_no_confunde_otras_cedulas() {
    for texto in [
        "Cédula de notificación",
        "2 fotografías tamaño cédula",
        "Cédula hipotecaria",
        "Tubería hierro negro cédula 80 sin costura",
        "Registro histórico con cédula de vecindad",
    ] {
        assert!(con(texto).calla(Regla::R13), "{texto}");
    }
    for texto in ["Fotocopia de cédula o DPI", "Enviar por fax", "Carné de vacuna COVID-19"] {
        unico(&con(texto), Regla::R13);
    }
}

#[test]
fn r13_una_norma_derogada_es_hallazgo() {
    let caso = Caso::en_orden().con(|f| {
        f.base_legal.push(BaseLegal { vigente: Some(VigenciaNorma::Derogada), ..norma(9, "Decreto 39-89", TipoNorma::LeyDecreto) });
    });
    let h = unico(&caso, Regla::R13);
    assert_eq!((h.clase, h.campo, h.fila), ("base_legal", "vigente", Some(2)));
}

// R14

#[test]
fn r14_cuenta_solo_los_pasos_de_hoy_y_respeta_el_maximo() {
    let con_pasos = |pasos: usize, requisitos: usize| {
        let caso = (0..requisitos).fold(Caso::en_orden(), |c, n| c.requisito(&format!("Documento {n}")));
        (0..pasos).fold(caso, |c, n| c.paso(Some(ActorPaso::Institucion), &format!("Trasladar a la mesa {n}")))
    };
    assert!(con_pasos(11, 3).calla(Regla::R14), "11 < 12 and 11 < 4 × 3");
    assert!(!con_pasos(12, 6).calla(Regla::R14), "the maximum");
    assert!(!con_pasos(8, 2).calla(Regla::R14), "8 ≥ 4 × 2");
    assert!(con_pasos(7, 1).calla(Regla::R14), "under 8");
    let propuesta = con_pasos(12, 6).con(|f| f.pasos[0].version = Some(VersionPaso::Propuesta));
    assert!(propuesta.calla(Regla::R14), "the answer is not judged");
}

#[test]
fn r14_los_pasos_fijados_por_ley_lo_dicen() {
    let caso =
        (0..12).fold(Caso::en_orden(), |c, n| c.paso(Some(ActorPaso::Institucion), &format!("Audiencia {n} conforme al Decreto 107")));
    assert!(unico(&caso, Regla::R14).mensaje.contains("con base citada"));
}

// R15

#[test]
fn r15_calla_a_los_tres_meses_y_ante_el_archivo_ordinario() {
    for texto in [
        "El expediente se archiva tras tres (3) meses de inactividad",
        "Se archiva a los 3 meses sin movimiento",
        "Adjuntar archivo en PDF de 2 meses",
        "Se traslada al archivo en 5 días",
    ] {
        assert!(con(texto).calla(Regla::R15), "{texto}");
    }
    assert_eq!(unico(&con("Se archiva el expediente tras seis meses de inactividad"), Regla::R15).fragmento, "seis meses");
}

#[test]
fn r15_una_ley_especial_con_otro_plazo_baja_un_nivel() {
    let caso = Caso::en_orden().con(|f| {
        f.base_legal.push(norma(9, "Decreto 119-96: archivo de expedientes con seis meses de inactividad", TipoNorma::LeyDecreto))
    });
    assert_eq!(unico(&caso, Regla::R15).severidad, Severidad::Baja);
}

#[test]
fn r15_los_expedientes_inactivos_se_cuentan() {
    let h = unico(&Caso::en_orden().con(|f| f.tramite.volumen_inactivos_3m = Some(6)), Regla::R15);
    assert_eq!(h.mensaje, "Posible hallazgo: hay 6 expedientes devueltos e inactivos por más de tres meses.");
    assert!(Caso::en_orden().con(|f| f.tramite.volumen_inactivos_3m = Some(0)).calla(Regla::R15));
}

//! The strict edge: what a person typed becomes a stored value, or a sentence that says why not.

use jiff::civil::Date;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Campo, ErrorDeCampo, Exigencia, Problema, Regla, TipoDeCampo, campo as declarado};
use crate::Dato;

/// The value as it is stored: text in NFC without blanks around it, emptiness as [`Dato::Nulo`].
///
/// `clase` may carry GAE's prefix. Import flags (`bandera_…`) take their three states; `original_…`
/// cells and structural ones (`padre`, `orden`, `borrado`, `importacion`) take nothing.
///
/// # Errors
///
/// [`ErrorDeCampo`] with the first problem found, in this order: the field exists and may be
/// written, the shape, control characters, the length or the limits, the rule of the field.
pub fn validar(clase: &str, campo: &str, valor: &Dato) -> Result<Dato, ErrorDeCampo> {
    let base = clase.strip_prefix("gae_").unwrap_or(clase);
    let declaracion = declarado(base, campo);
    let error = |problema: Problema| ErrorDeCampo {
        clase: base.to_owned(),
        campo: campo.to_owned(),
        etiqueta: declaracion.map_or(campo, |c| c.etiqueta).to_owned(),
        problema,
        escrito: mostrar(valor),
    };
    if base == "tramite" && campo.starts_with("bandera_") {
        let conocido = valor.texto().is_some_and(|t| ["pendiente", "resuelta", "descartada"].contains(&t));
        return if conocido { Ok(valor.clone()) } else { Err(error(Problema::EstadoDeBandera)) };
    }
    let Some(c) = declaracion else {
        return Err(error(match () {
            () if super::de_clase(base).next().is_none() => Problema::ClaseDesconocida,
            () if campo.starts_with("original_") || ESTRUCTURALES.contains(&campo) => Problema::NoEditable,
            () => Problema::CampoDesconocido,
        }));
    };
    if !c.editable {
        return Err(error(Problema::NoEditable));
    }
    if valor.esta_vacio() {
        return if c.exigencia == Exigencia::Guardar { Err(error(Problema::Requerido)) } else { Ok(Dato::Nulo) };
    }
    valor_de(c, valor).map_err(error)
}

const ESTRUCTURALES: [&str; 6] = ["padre", "orden", "borrado", "importacion", "clase_base", "ambito"];

fn mostrar(valor: &Dato) -> String {
    match valor {
        Dato::Nulo | Dato::Logico(_) => String::new(),
        Dato::Entero(n) => n.to_string(),
        Dato::Texto(t) => {
            let visible: String = t.trim().chars().map(|c| if prohibido(c) || c.is_whitespace() { ' ' } else { c }).take(40).collect();
            if t.trim().chars().count() > 40 { format!("{}…", visible.trim_end()) } else { visible }
        }
    }
}

fn valor_de(c: &Campo, valor: &Dato) -> Result<Dato, Problema> {
    match (c.tipo, valor) {
        (TipoDeCampo::Entero | TipoDeCampo::Dinero, Dato::Entero(n)) => {
            let maximo = i64::try_from(c.maximo.unwrap_or(MAXIMO_EXACTO)).unwrap_or(i64::MAX);
            if (c.minimo..=maximo).contains(n) { Ok(valor.clone()) } else { Err(Problema::FueraDeLimites(c.minimo, maximo)) }
        }
        (TipoDeCampo::Logico, Dato::Logico(_)) => Ok(valor.clone()),
        (TipoDeCampo::Texto, Dato::Texto(t)) => texto(c, t, false),
        (TipoDeCampo::TextoLargo, Dato::Texto(t)) => texto(c, t, true),
        (TipoDeCampo::Lista, Dato::Texto(t)) => {
            let opciones = c.opciones();
            if opciones.iter().any(|o| o.id == t) {
                Ok(valor.clone())
            } else {
                Err(Problema::FueraDeLista(opciones.iter().map(|o| o.etiqueta).collect()))
            }
        }
        (TipoDeCampo::Fecha, Dato::Texto(t)) => {
            if fecha(t.trim()) {
                Ok(Dato::from(t.trim()))
            } else {
                Err(Problema::FechaInexistente)
            }
        }
        (TipoDeCampo::Decimal, Dato::Texto(t)) => {
            if decimal(t.trim()) {
                Ok(Dato::from(t.trim()))
            } else {
                Err(Problema::DecimalMalEscrito)
            }
        }
        (
            TipoDeCampo::Texto
            | TipoDeCampo::TextoLargo
            | TipoDeCampo::Entero
            | TipoDeCampo::Decimal
            | TipoDeCampo::Dinero
            | TipoDeCampo::Lista
            | TipoDeCampo::Fecha
            | TipoDeCampo::Logico,
            Dato::Nulo | Dato::Logico(_) | Dato::Entero(_) | Dato::Texto(_),
        ) => Err(Problema::OtraForma(c.tipo)),
    }
}

/// 2⁵³ − 1: the greatest integer that JSON carries everywhere.
const MAXIMO_EXACTO: u64 = 9_007_199_254_740_991;

fn texto(c: &Campo, crudo: &str, varias_lineas: bool) -> Result<Dato, Problema> {
    let limpio = limpiar(crudo);
    if limpio.chars().any(|x| prohibido(x) && x != '\n' && x != '\t') {
        return Err(Problema::CaracterDeControl);
    }
    if !varias_lineas && limpio.contains('\n') {
        return Err(Problema::VariasLineas);
    }
    let limpio = if varias_lineas { limpio } else { limpio.replace('\t', " ") };
    let largo = limpio.chars().count() as u64;
    if let Some(maximo) = c.maximo.filter(|m| largo > *m) {
        return Err(Problema::MuyLargo(largo, maximo));
    }
    if cumple(c.regla, &limpio) { Ok(Dato::Texto(limpio)) } else { Err(Problema::NoCumple(c.regla)) }
}

/// One line break, composed characters, no blanks around.
fn limpiar(crudo: &str) -> String {
    let unido = if crudo.contains('\r') { crudo.replace("\r\n", "\n").replace('\r', "\n") } else { crudo.to_owned() };
    let recortado = unido.trim();
    if is_nfc_quick(recortado.chars()) == IsNormalized::Yes { recortado.to_owned() } else { recortado.nfc().collect() }
}

/// Controls, marks that reorder a text and the byte order mark.
fn prohibido(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

fn fecha(t: &str) -> bool {
    let forma = t.len() == 10 && t.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    forma && t.parse::<Date>().is_ok_and(|d| d.year() > 0)
}

/// `^\d{1,9}(\.\d{1,4})?$`.
fn decimal(t: &str) -> bool {
    let digitos = |p: &str, maximo: usize| (1..=maximo).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    match t.split_once('.') {
        Some((e, d)) => digitos(e, 9) && digitos(d, 4),
        None => digitos(t, 9),
    }
}

fn cumple(regla: Regla, t: &str) -> bool {
    match regla {
        Regla::Ninguna => true,
        Regla::Letras(n) => t.chars().filter(|c| c.is_alphabetic()).count() >= n,
        Regla::NoSoloSimbolos => t.chars().any(char::is_alphanumeric),
        Regla::Codigo => {
            t.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._/".contains(&b)) && t.bytes().any(|b| b.is_ascii_alphanumeric())
        }
        Regla::Enlace => enlace(t),
        Regla::Correo => correo(t),
        Regla::Telefono => t.chars().filter(char::is_ascii_digit).count() >= 8,
        Regla::NumeroDeNorma => {
            t.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:/".contains(&b)) && t.bytes().any(|b| b.is_ascii_digit())
        }
        Regla::Porcentaje => crate::avance::centesimas_de(t).is_some(),
        Regla::FechaOMes => fecha(t) || (t.len() == 7 && fecha(&format!("{t}-01"))),
        Regla::Identificador => t.parse::<uuid::Uuid>().is_ok(),
        Regla::Identificadores => {
            let mut vistos = std::collections::BTreeSet::new();
            t.split(' ').all(|u| u.parse::<uuid::Uuid>().is_ok_and(|u| vistos.insert(u)))
        }
    }
}

fn enlace(t: &str) -> bool {
    let minusculas = t.to_lowercase();
    let resto = minusculas.strip_prefix("https://").or_else(|| minusculas.strip_prefix("http://"));
    let anfitrion = resto.map(|r| r.split(['/', '?', '#', ':']).next().unwrap_or_default());
    anfitrion.is_some_and(dominio_de_red) && !t.contains(char::is_whitespace)
}

fn dominio_de_red(t: &str) -> bool {
    t.contains('.') && t.split('.').all(|p| !p.is_empty() && p.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

fn correo(t: &str) -> bool {
    let partes = t.split_once('@');
    partes.is_some_and(|(usuario, servidor)| {
        let libre = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        !usuario.is_empty() && usuario.chars().all(libre) && dominio_de_red(servidor)
    })
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use proptest::prelude::*;

    fn mal(clase: &str, campo: &str, valor: impl Into<Dato>) -> String {
        let valor = valor.into();
        match validar(clase, campo, &valor) {
            Err(e) => e.mensaje(),
            Ok(v) => panic!("{clase}.{campo} accepted {v:?}"),
        }
    }
    fn bien(clase: &str, campo: &str, valor: impl Into<Dato>) -> Dato {
        let valor = valor.into();
        validar(clase, campo, &valor).unwrap_or_else(|e| panic!("{e}: {}", e.mensaje()))
    }

    #[test]
    fn un_numero_con_palabras_se_explica_con_lo_que_usted_escribio() {
        assert_eq!(
            mal("paso", "duracion_minutos", "30 a 45"),
            "«Duración en minutos» debe ser un número entero. Usted escribió «30 a 45». Escríbalo sin decimales ni palabras."
        );
        assert_eq!(
            mal("tiempo", "minimo", "30 a 45"),
            "«Tiempo, o mínimo» debe ser un número, con hasta cuatro decimales. Usted escribió «30 a 45». Si varía, use mínimo y máximo."
        );
    }

    #[test]
    fn lo_necesario_para_guardar_no_queda_vacio_y_dice_por_que() {
        assert_eq!(mal("tramite", "nombre", ""), "Falta «Nombre del trámite». Es el que verá la ciudadanía.");
        assert_eq!(mal("tramite", "nombre", Dato::Nulo), mal("tramite", "nombre", "   "));
        assert_eq!(bien("tramite", "descripcion", "  "), Dato::Nulo, "an optional field is emptied");
    }

    #[test]
    fn el_nombre_tiene_de_cinco_letras_a_250_caracteres() {
        assert_eq!(mal("tramite", "nombre", "123 -- ab"), "«Nombre del trámite» necesita al menos 5 letras. Usted escribió «123 -- ab».");
        assert_eq!(bien("tramite", "nombre", "ñ".repeat(250)), Dato::from("ñ".repeat(250)));
        assert_eq!(
            mal("tramite", "nombre", "ñ".repeat(251)),
            "«Nombre del trámite» admite hasta 250 caracteres y el texto tiene 251. Acórtelo."
        );
    }

    #[test]
    fn el_codigo_es_ascii_de_1_a_30() {
        assert_eq!(bien("tramite", "codigo", " MSPAS-0012 "), Dato::from("MSPAS-0012"));
        for malo in ["MSPAS 0012", "MARÑ-1", "----", "a\u{0}b"] {
            mal("tramite", "codigo", malo);
        }
        mal("tramite", "codigo", "A".repeat(31));
    }

    #[test]
    fn las_listas_son_cerradas_y_se_dicen_sus_opciones() {
        assert_eq!(bien("tramite", "modalidad", "en_linea"), Dato::from("en_linea"));
        assert_eq!(
            mal("tramite", "modalidad", "En línea"),
            "«Modalidad» solo admite una opción de la lista. Usted escribió «En línea». Elija entre «Presencial», «Híbrido» y «En línea»."
        );
        mal("requisito", "tipo", 3);
    }

    #[test]
    fn las_fechas_existen() {
        assert_eq!(bien("integrante", "desde", "2024-02-29"), Dato::from("2024-02-29"));
        for mala in ["2026-02-29", "20/11/2026", "2026-1-5", "2026-13-01", "20261120", "+02026-01-01", "2026-11-20T10:00"] {
            mal("integrante", "desde", mala);
        }
        assert_eq!(bien("tiempo", "fecha", "2026-06"), Dato::from("2026-06"));
        assert_eq!(bien("tiempo", "fecha", "2026-06-15"), Dato::from("2026-06-15"));
        mal("tiempo", "fecha", "2026-13");
        mal("tiempo", "fecha", "junio");
    }

    #[test]
    fn los_decimales_llevan_hasta_nueve_cifras_y_cuatro_decimales() {
        for bueno in ["0", "4", "36.5", "123456789.1234"] {
            assert_eq!(bien("tiempo", "minimo", bueno), Dato::from(bueno));
        }
        for malo in ["-1", "1,5", "1.", ".5", "1.23456", "1234567890", "1e3", "١"] {
            mal("tiempo", "minimo", malo);
        }
        mal("tiempo", "minimo", 4);
    }

    #[test]
    fn los_enteros_y_el_dinero_tienen_limites_y_no_se_escriben_como_texto() {
        assert_eq!(bien("tramite", "costo_monto", 10_000), Dato::Entero(10_000));
        mal("tramite", "costo_monto", "100.00");
        mal("tramite", "costo_monto", -1);
        assert_eq!(mal("base_legal", "anio", 88), "«Año» debe estar entre 1871 y 2100. Usted escribió «88».");
        mal("requisito", "copias", 0);
        mal("tramite", "visitas", i64::MAX);
        mal("tramite", "sin_plazo", "si");
        assert_eq!(bien("tramite", "sin_plazo", true), Dato::Logico(true));
    }

    #[test]
    fn los_caracteres_invisibles_no_entran() {
        for malo in [
            "Licencia\u{0}ambiental",
            "Licencia\u{7}ambiental",
            "Licencia \u{202E}latneibma",
            "Licencia\u{2068}ambiental",
            "Licencia\u{85}x",
        ] {
            assert!(mal("tramite", "nombre", malo).contains("carácter invisible"), "{malo:?}");
        }
        assert!(mal("tramite", "nombre", "Licencia\nambiental").contains("una sola línea"));
        assert_eq!(bien("tramite", "descripcion", "Una línea.\r\nOtra.\rY otra."), Dato::from("Una línea.\nOtra.\nY otra."));
        assert_eq!(bien("tramite", "nombre", "Licencia\tambiental"), Dato::from("Licencia ambiental"));
    }

    #[test]
    fn el_texto_queda_compuesto() {
        assert_eq!(bien("tramite", "nombre", "Inscripcio\u{301}n"), Dato::from("Inscripción"));
    }

    #[test]
    fn los_enlaces_correos_y_telefonos_se_revisan_sin_abrirlos() {
        for bueno in ["https://sit.gob.gt", "http://www.marn.gob.gt/ver?x=1#y", "HTTPS://SAT.GOB.GT/portal", "https://año.gob.gt:8443/x"] {
            bien("tramite", "enlace", bueno);
        }
        for malo in [
            "sit.gob.gt",
            "javascript:alert(1)",
            "https://",
            "https://localhost",
            "https://a..gt",
            "https://sit.gob.gt/a b",
            "ftp://sit.gob.gt",
        ] {
            mal("tramite", "enlace", malo);
        }
        bien("integrante", "correo", "ana.lopez@marn.gob.gt");
        for malo in ["ana", "ana@marn", "a@b@c.gt", "ana lopez@marn.gob.gt", "@marn.gob.gt"] {
            mal("integrante", "correo", malo);
        }
        bien("integrante", "telefono", "2423-0500 ext. 1204");
        mal("integrante", "telefono", "ext. 1204");
    }

    #[test]
    fn lo_que_trajo_la_importacion_no_se_edita() {
        for campo in
            ["original_requisitos", "original_lo_que_sea", "importacion", "actualizado_en_fuente", "estado", "padre", "orden", "borrado"]
        {
            let e = validar("tramite", campo, &Dato::from("x")).expect_err(campo);
            assert_eq!(e.problema, Problema::NoEditable, "{campo}");
        }
        assert_eq!(validar("tiempo", "texto_original", &Dato::from("x")).expect_err("raw").problema, Problema::NoEditable);
        assert_eq!(mal("tiempo", "texto_original", "x"), "«Texto de la fuente» se conserva como llegó y no se cambia a mano.");
    }

    #[test]
    fn un_aviso_de_importacion_solo_toma_tres_estados() {
        for estado in ["pendiente", "resuelta", "descartada"] {
            assert_eq!(bien("tramite", "bandera_relleno_tiempo", estado), Dato::from(estado));
            assert_eq!(bien("gae_tramite", "bandera_relleno_tiempo", estado), Dato::from(estado));
        }
        mal("tramite", "bandera_relleno_tiempo", "lista");
        mal("tramite", "bandera_relleno_tiempo", Dato::Nulo);
        assert_eq!(validar("paso", "bandera_x", &Dato::from("resuelta")).expect_err("no flags").problema, Problema::CampoDesconocido);
    }

    #[test]
    fn lo_que_no_existe_se_rechaza() {
        assert_eq!(validar("nube", "nombre", &Dato::Nulo).expect_err("class").problema, Problema::ClaseDesconocida);
        assert_eq!(validar("tramite", "color", &Dato::Nulo).expect_err("field").problema, Problema::CampoDesconocido);
    }

    #[test]
    fn lo_escrito_se_cita_recortado_y_sin_saltos() {
        let e = validar("tramite", "enlace", &Dato::from("una dirección\nque no es una dirección y además es muy larga"))
            .expect_err("not a link");
        assert!(e.escrito.chars().count() <= 41);
        assert!(e.escrito.ends_with('…') && !e.escrito.contains('\n'), "{}", e.escrito);
    }

    #[test]
    fn el_ejemplo_de_cada_texto_es_aceptable() {
        for c in super::super::todos().filter(|c| c.editable) {
            let valor = match c.tipo {
                TipoDeCampo::Texto | TipoDeCampo::TextoLargo | TipoDeCampo::Fecha | TipoDeCampo::Decimal => Dato::from(c.ejemplo),
                TipoDeCampo::Entero => Dato::Entero(c.ejemplo.replace(',', "").parse().unwrap()),
                TipoDeCampo::Dinero => Dato::Entero(c.ejemplo.replace(['.', ','], "").parse().unwrap()),
                TipoDeCampo::Lista => Dato::from(
                    c.opciones().iter().find(|o| o.etiqueta == c.ejemplo).unwrap_or_else(|| panic!("{}.{}", c.clase, c.campo)).id,
                ),
                TipoDeCampo::Logico => continue,
            };
            assert_eq!(validar(c.clase, c.campo, &valor), Ok(valor), "{}.{}", c.clase, c.campo);
        }
    }

    prop_compose! {
        fn un_campo()(i in 0..super::super::todos().count()) -> &'static Campo {
            super::super::todos().nth(i).unwrap()
        }
    }
    fn un_dato() -> impl Strategy<Value = Dato> {
        prop_oneof![
            Just(Dato::Nulo),
            any::<bool>().prop_map(Dato::Logico),
            any::<i64>().prop_map(Dato::Entero),
            (-5i64..3000).prop_map(Dato::Entero),
            any::<String>().prop_map(Dato::Texto),
            "[ -~áéíóúñ\\n\\t]{0,300}".prop_map(Dato::Texto),
        ]
    }

    proptest! {
        #[test]
        fn validar_dos_veces_da_lo_mismo_que_una(c in un_campo(), valor in un_dato()) {
            match validar(c.clase, c.campo, &valor) {
                Ok(v) => prop_assert_eq!(validar(c.clase, c.campo, &v), Ok(v)),
                Err(e) => {
                    let mensaje = e.mensaje();
                    prop_assert!(mensaje.ends_with('.') && mensaje.chars().count() < 700, "{}", mensaje);
                    prop_assert!(!mensaje.chars().any(char::is_control), "{:?}", mensaje);
                }
            }
        }
    }
}

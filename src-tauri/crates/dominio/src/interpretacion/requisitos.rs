//! What a requisito asks for, read from its own words; `None` when they do not say.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::plegado::Plegado;
use crate::ficha::{EmisorPublico, FormaRequisito, TipoRequisito};

/// Reading of one requisito.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clasificacion {
    /// Kind of thing asked.
    pub tipo: Option<TipoRequisito>,
    /// In which form.
    pub forma: Option<FormaRequisito>,
    /// Who issues it.
    pub emisor: Option<String>,
    /// Whether the issuer is public.
    pub emisor_publico: Option<EmisorPublico>,
    /// «Solo si…».
    pub condicion: Option<String>,
}

/// Documents whose issuer is known by their name: word, issuer, public.
const EMISORES: [(&str, &str, bool); 22] = [
    ("patente de comercio", "Registro Mercantil", true),
    ("patente de sociedad", "Registro Mercantil", true),
    ("registro mercantil", "Registro Mercantil", true),
    ("documento personal de identificacion", "RENAP", true),
    ("dpi", "RENAP", true),
    ("cui", "RENAP", true),
    ("renap", "RENAP", true),
    ("partida de nacimiento", "RENAP", true),
    ("rtu", "SAT", true),
    ("registro tributario unificado", "SAT", true),
    ("nit", "SAT", true),
    ("solvencia fiscal", "SAT", true),
    ("antecedentes penales", "Organismo Judicial", true),
    ("antecedentes policiacos", "Policía Nacional Civil", true),
    ("boleto de ornato", "Municipalidad", true),
    ("igss", "IGSS", true),
    ("colegiado activo", "Colegio profesional", false),
    ("contrato de arrendamiento", "Particular", false),
    ("factura", "Particular", false),
    ("pasaporte", "Instituto Guatemalteco de Migración", true),
    ("licencia ambiental", "MARN", true),
    ("registro general de la propiedad", "Registro General de la Propiedad", true),
];

/// True when one of the words, none with spaces inside, stands whole in the text.
fn alguna(llano: &str, lista: &[&str]) -> bool {
    llano.split(|c: char| !c.is_ascii_alphanumeric()).any(|p| lista.contains(&p))
}

/// One pass over the text instead of one for each issuer or condition.
static EMISOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let nombres: Vec<&str> = EMISORES.iter().map(|(p, _, _)| *p).collect();
    Regex::new(&format!("(?-u:\\b)(?:{})(?-u:\\b)", nombres.join("|"))).ok()
});
static CONDICION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("(?-u:\\b)(?:{})(?-u:\\b)", CONDICIONES.join("|"))).ok());
static DOCUMENTO: LazyLock<HashSet<&str>> = LazyLock::new(|| DOCUMENTOS.into_iter().collect());

/// Reads what one requisito asks for.
#[must_use]
pub fn clasificar(texto: &str) -> Clasificacion {
    let plegado = Plegado::nuevo(texto);
    let llano = plegado.llano.as_str();
    let tipo = tipo(llano);
    let documental = matches!(tipo, Some(TipoRequisito::Documento | TipoRequisito::Formulario));
    let forma = if documental { forma(llano) } else { None };
    let emisor = if tipo == Some(TipoRequisito::Documento) { emisor_de(llano) } else { None };
    Clasificacion {
        tipo,
        forma,
        emisor: emisor.filter(|(_, e, _)| *e != "Particular").map(|(_, e, _)| (*e).to_owned()),
        emisor_publico: emisor.map(|(_, _, publico)| if *publico { EmisorPublico::Si } else { EmisorPublico::No }),
        condicion: condicion(&plegado),
    }
}

/// Words that name a paper.
const DOCUMENTOS: [&str; 44] = [
    "fotocopia",
    "fotocopias",
    "copia",
    "copias",
    "original",
    "certificado",
    "certificacion",
    "constancia",
    "dpi",
    "patente",
    "recibo",
    "boleta",
    "factura",
    "acta",
    "testimonio",
    "escritura",
    "carta",
    "memorial",
    "contrato",
    "licencia",
    "titulo",
    "diploma",
    "solvencia",
    "comprobante",
    "documento",
    "documentos",
    "plano",
    "planos",
    "dictamen",
    "nombramiento",
    "declaracion",
    "curriculum",
    "fotografia",
    "fotografias",
    "pasaporte",
    "rtu",
    "timbre",
    "poliza",
    "informe",
    "estudio",
    "etiqueta",
    "resolucion",
    "permiso",
    "oficio",
];

/// The first issuer that the text names.
fn emisor_de(llano: &str) -> Option<&'static (&'static str, &'static str, bool)> {
    let hallado = EMISOR.as_ref()?.find(llano)?;
    EMISORES.iter().find(|(p, _, _)| *p == hallado.as_str())
}

fn tipo(llano: &str) -> Option<TipoRequisito> {
    let inicio: String = llano.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).chars().take(48).collect();
    let empieza = |lista: &[&str]| lista.iter().any(|p| inicio.starts_with(p));
    if llano.contains("es personal") && llano.len() < 40 {
        return Some(TipoRequisito::Condicion);
    }
    if empieza(&[
        "formulario",
        "llenar",
        "completar formulario",
        "solicitud",
        "boleta de solicitud",
        "forma ",
        "hoja de solicitud",
        "formato de",
    ]) || alguna(&inicio, &["formulario"])
    {
        return Some(TipoRequisito::Formulario);
    }
    if empieza(&["pago", "pagar", "realizar pago", "realizar el pago", "cancelar", "efectuar pago", "efectuar el pago", "arancel"]) {
        return Some(TipoRequisito::Pago);
    }
    if inicio.split(|c: char| !c.is_ascii_alphanumeric()).any(|p| DOCUMENTO.contains(p)) {
        return Some(TipoRequisito::Documento);
    }
    if empieza(&["presentarse", "comparecer", "asistir"]) {
        return Some(TipoRequisito::Presencia);
    }
    if alguna(&inicio, &["inspeccion", "supervision", "visita"]) {
        return Some(TipoRequisito::Inspeccion);
    }
    if empieza(&["ser ", "estar ", "tener ", "contar con", "haber ", "no tener", "no estar"]) {
        return Some(TipoRequisito::Condicion);
    }
    if empieza(&["nombre ", "nombre y", "nombres ", "direccion", "telefono", "numero de", "correo", "datos "]) {
        return Some(TipoRequisito::Dato);
    }
    None
}

fn forma(llano: &str) -> Option<FormaRequisito> {
    let legalizada =
        alguna(llano, &["legalizada", "legalizado", "legalizadas", "legalizados", "autenticada", "autenticado", "autenticadas"]);
    let copia = alguna(llano, &["fotocopia", "fotocopias", "copia", "copias"]);
    let original = alguna(llano, &["original", "originales"]);
    let digital = alguna(llano, &["digital", "pdf", "escaneado", "escaneada", "electronico", "electronica"]);
    match (original, copia, legalizada, digital) {
        (false, true, true, false) => Some(FormaRequisito::CopiaLegalizada),
        (false, true, false, false) => Some(FormaRequisito::CopiaSimple),
        (true, false, _, false) => Some(FormaRequisito::Original),
        (false, false, false, true) => Some(FormaRequisito::Digital),
        // «Copia simple o digital», «original y copia»: the text asks for more than one.
        _ => None,
    }
}

const CONDICIONES: [&str; 16] = [
    "en caso de que",
    "en caso de",
    "en el caso de",
    "en el caso que",
    "en los casos",
    "para el caso de",
    "para los casos",
    "cuando corresponda",
    "cuando proceda",
    "cuando aplique",
    "cuando sea",
    "si aplica",
    "si corresponde",
    "si procede",
    "si fuera el caso",
    "si fuese el caso",
];

fn condicion(plegado: &Plegado<'_>) -> Option<String> {
    let llano = plegado.llano.as_str();
    let hallada = CONDICION.as_ref()?.find(llano)?;
    let (en, clave) = (hallada.start(), hallada.as_str());
    let desde = if clave.ends_with("de que") || clave.ends_with(" de") || clave.ends_with("caso que") { en + clave.len() } else { en };
    let resto = llano.get(desde..)?;
    let fin = resto.find([',', ';', ')', ':']).or_else(|| resto.find(". ")).map_or(llano.len(), |p| desde + p);
    let texto = super::compactar(plegado.tramo(desde, fin));
    let texto = texto.trim_end_matches(['.', ' ']);
    (!texto.is_empty() && texto.chars().count() <= 160).then(|| texto.to_owned())
}

#[cfg(test)]
mod pruebas {
    use super::*;

    #[test]
    fn las_expresiones_compilan() {
        assert!(EMISOR.is_some() && CONDICION.is_some());
    }

    #[test]
    fn los_requisitos_de_la_fuente_se_clasifican() {
        for (texto, tipo, forma) in [
            ("Copia legalizada de la patente de comercio", Some(TipoRequisito::Documento), Some(FormaRequisito::CopiaLegalizada)),
            ("Fotocopia de CUI/DPI del Representante Legal", Some(TipoRequisito::Documento), Some(FormaRequisito::CopiaSimple)),
            ("Copia simple o digital del RTU actualizado", Some(TipoRequisito::Documento), None),
            ("Formulario llenado, firmado y sellado. (en original)", Some(TipoRequisito::Formulario), Some(FormaRequisito::Original)),
            ("Realizar pago en línea.", Some(TipoRequisito::Pago), None),
            ("Es personal", Some(TipoRequisito::Condicion), None),
            ("Presentarse en fecha asignada", Some(TipoRequisito::Presencia), None),
            ("Ser guatemalteco", Some(TipoRequisito::Condicion), None),
            ("Algo distinto", None, None),
        ] {
            let c = clasificar(texto);
            assert_eq!((c.tipo, c.forma), (tipo, forma), "{texto}");
        }
    }

    #[test]
    fn el_emisor_conocido_se_propone() {
        let c = clasificar("Copia simple o digital del RTU actualizado");
        assert_eq!((c.emisor.as_deref(), c.emisor_publico), (Some("SAT"), Some(EmisorPublico::Si)));
        let c = clasificar("Fotocopia de Factura Comercial");
        assert_eq!((c.emisor, c.emisor_publico), (None, Some(EmisorPublico::No)));
    }

    #[test]
    fn la_condicion_sale_del_texto() {
        for (texto, condicion) in [
            ("Nombramiento del Representante Legal (cuando corresponda).", Some("cuando corresponda")),
            ("En caso de gestión realizada por un tercero, presentar carta", Some("gestión realizada por un tercero")),
            ("Certificado, si aplica, y licencia", Some("si aplica")),
            ("Fotocopia de DPI", None),
        ] {
            assert_eq!(clasificar(texto).condicion.as_deref(), condicion, "{texto}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ningun_texto_revienta(t in "(\\PC|en caso de |si aplica|dpi){0,40}") {
            let _ = clasificar(&t);
        }
    }
}

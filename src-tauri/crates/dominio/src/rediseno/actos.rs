//! The legal act by which a requisito may change, who signs it, and a draft of its text.
//!
//! It follows the rank of the norm that asks for the requisito: what a norm made, one of its rank unmakes (artículos 5
//! and 8 of the Decreto 5-2021 ask for ley or acuerdo gubernativo; `dominio.md` §4.4 says which is which). A draft is
//! a draft: Asesoría Jurídica decides.

use super::ActoLegal;
use super::aplicar::Decision;
use crate::ficha::{AccionRequisito, BaseLegal, Ficha, Requisito, TipoNorma};

impl ActoLegal {
    /// Who may sign it.
    #[must_use]
    pub const fn firma(self) -> &'static str {
        match self {
            ActoLegal::ReformaConstitucional => "Congreso de la República o Asamblea Nacional Constituyente, y consulta popular",
            ActoLegal::Ley => "Congreso de la República; la iniciativa puede ser del Organismo Ejecutivo",
            ActoLegal::AcuerdoGubernativo => "Presidencia de la República, con el ministerio del ramo",
            ActoLegal::AcuerdoMinisterial => "Ministra o ministro del ramo",
            ActoLegal::ResolucionRegional => "Órgano regional competente, con la representación de Guatemala",
            ActoLegal::EnmiendaDeConvenio => "Las partes del convenio",
            ActoLegal::DisposicionInterna => "Autoridad superior de la institución",
            ActoLegal::PorIdentificar => "Por definir: falta identificar la norma",
        }
    }

    /// From the one that takes least to the one that takes most.
    #[must_use]
    pub const fn peso(self) -> u8 {
        match self {
            ActoLegal::DisposicionInterna => 0,
            ActoLegal::PorIdentificar => 1,
            ActoLegal::AcuerdoMinisterial => 2,
            ActoLegal::AcuerdoGubernativo => 3,
            ActoLegal::ResolucionRegional => 4,
            ActoLegal::EnmiendaDeConvenio => 5,
            ActoLegal::Ley => 6,
            ActoLegal::ReformaConstitucional => 7,
        }
    }

    /// The institution can do it by itself.
    #[must_use]
    pub const fn es_interno(self) -> bool {
        matches!(self, ActoLegal::DisposicionInterna)
    }
}

/// The act that unmakes a norm of a kind.
#[must_use]
pub const fn acto_de(tipo: Option<TipoNorma>) -> ActoLegal {
    match tipo {
        Some(TipoNorma::Constitucion) => ActoLegal::ReformaConstitucional,
        Some(TipoNorma::LeyDecreto | TipoNorma::DecretoLey) => ActoLegal::Ley,
        Some(TipoNorma::AcuerdoGubernativo) => ActoLegal::AcuerdoGubernativo,
        Some(TipoNorma::AcuerdoMinisterial) => ActoLegal::AcuerdoMinisterial,
        Some(TipoNorma::ReglamentoTecnico) => ActoLegal::ResolucionRegional,
        Some(TipoNorma::Convenio) => ActoLegal::EnmiendaDeConvenio,
        Some(TipoNorma::NormaTecnica | TipoNorma::Resolucion | TipoNorma::Manual | TipoNorma::Tarifario | TipoNorma::Otro) => {
            ActoLegal::DisposicionInterna
        }
        Some(TipoNorma::SinIdentificar) | None => ActoLegal::PorIdentificar,
    }
}

/// What a change of one requisito needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActoNecesario {
    /// The act.
    pub acto: ActoLegal,
    /// The norm that is changed, as cited; `None` when no norm asks for the requisito.
    pub norma: Option<String>,
    /// The norm is the trámite's and nobody said that it is the requisito's too.
    pub heredada: bool,
    /// Why this act, in a sentence.
    pub por_que: String,
    /// Draft of the text.
    pub borrador: String,
}

/// The norms of a requisito; without its own, those of the trámite, which are to be confirmed.
fn normas<'f>(ficha: &'f Ficha, r: &Requisito) -> (Vec<&'f BaseLegal>, bool) {
    let propias: Vec<&BaseLegal> = ficha.base_legal.iter().filter(|b| b.requisito == Some(r.id)).collect();
    if propias.is_empty() { (ficha.base_legal_del_tramite().collect(), true) } else { (propias, false) }
}

/// The act that a decision over a requisito needs; `None` when nothing changes for the person.
///
/// The heaviest of its norms decides. Without any norm the institution asked for it by itself, and by itself may stop.
#[must_use]
pub fn acto_necesario(ficha: &Ficha, r: &Requisito, d: &Decision) -> Option<ActoNecesario> {
    if d.accion.mantiene() {
        return None;
    }
    let (bases, heredada) = normas(ficha, r);
    let mayor = bases.iter().max_by_key(|b| acto_de(b.tipo_norma).peso());
    let Some(base) = mayor else {
        return Some(ActoNecesario {
            acto: ActoLegal::DisposicionInterna,
            norma: None,
            heredada: false,
            por_que: "Ninguna norma de la ficha lo exige: basta una disposición de la institución (artículo 5 del Decreto 5-2021)."
                .to_owned(),
            borrador: borrador(None, r, d),
        });
    };
    let acto = acto_de(base.tipo_norma);
    let cita = cita(base);
    let origen = if heredada { "La norma del trámite" } else { "La norma que lo exige" };
    let por_que = if acto == ActoLegal::PorIdentificar {
        format!("{origen} es «{cita}» y no se sabe de qué tipo es. Identifíquela antes de redactar.")
    } else {
        let confirmar = if heredada { " Confirme si es también la del requisito." } else { "" };
        format!("{origen} es «{cita}»: se cambia con un acto del mismo rango.{confirmar}")
    };
    Some(ActoNecesario { acto, borrador: borrador(Some((acto, &cita)), r, d), norma: Some(cita), heredada, por_que })
}

/// The citation with its articles.
fn cita(b: &BaseLegal) -> String {
    let texto = b.texto.trim();
    match b.articulos.as_deref().map(str::trim).filter(|a| !a.is_empty()) {
        Some(a) if !crate::texto::plegar(texto).contains("art") => format!("{texto}, artículo {a}"),
        _ => texto.to_owned(),
    }
}

/// Ends a sentence once.
fn sin_punto(t: &str) -> &str {
    t.trim().trim_end_matches(['.', ';', ',', ':']).trim_end()
}

fn borrador(norma: Option<(ActoLegal, &str)>, r: &Requisito, d: &Decision) -> String {
    use super::aplicar::Accion;
    let que = sin_punto(&r.texto);
    let nuevo = d.texto.as_deref().map(sin_punto).filter(|t| !t.is_empty());
    let Accion::Requisito(accion) = d.accion else { return String::new() };
    let cambio = match (accion, nuevo) {
        (AccionRequisito::Sustituir | AccionRequisito::Digitalizar, Some(n)) => {
            format!("se sustituye el requisito «{que}» por el siguiente: «{n}»")
        }
        (AccionRequisito::Sustituir, None) => format!("se sustituye el requisito «{que}» por [escriba qué se pide en su lugar]"),
        (AccionRequisito::Digitalizar, None) => {
            format!("el requisito «{que}» se recibe en forma digital, sin exigir original ni copia en papel")
        }
        (AccionRequisito::ConsultarEntreEntidades, _) => {
            let emisor = r.emisor.as_deref().map(str::trim).filter(|e| !e.is_empty()).unwrap_or("la entidad que lo emite");
            format!("se suprime el requisito «{que}»; la institución consulta el dato directamente a {emisor}")
        }
        (AccionRequisito::Fusionar, _) => format!("se suprime el requisito «{que}», que queda comprendido en otro de la misma lista"),
        (AccionRequisito::Eliminar | AccionRequisito::RequiereReforma | AccionRequisito::Mantener, _) => {
            format!("se suprime el requisito «{que}»")
        }
    };
    let razon = d.justificacion.as_deref().map(sin_punto).filter(|t| !t.is_empty());
    let considerando = format!(
        "CONSIDERANDO: Que el Decreto 5-2021 obliga a simplificar los trámites administrativos{}.",
        razon.map(|r| format!(", y que {}", en_minuscula(r))).unwrap_or_default()
    );
    let (articulo, vigencia) = match norma {
        None => (
            format!("ARTÍCULO 1. En el trámite que corresponde, {cambio}."),
            "ARTÍCULO 2. Esta disposición rige a partir de su notificación a las unidades que atienden el trámite.",
        ),
        Some((ActoLegal::DisposicionInterna, cita)) => (
            format!("ARTÍCULO 1. Se modifica {cita}: {cambio}."),
            "ARTÍCULO 2. Esta disposición rige a partir de su notificación a las unidades que atienden el trámite.",
        ),
        Some((_, cita)) => (
            format!("ARTÍCULO 1. Se reforma {cita}: {cambio}."),
            "ARTÍCULO 2. La presente reforma entra en vigor el día siguiente de su publicación en el Diario de Centro América.",
        ),
    };
    format!("{considerando}\n\n{articulo}\n\n{vigencia}")
}

/// The first letter small, unless the first word is an acronym.
fn en_minuscula(t: &str) -> String {
    let mut letras = t.chars();
    let (Some(primera), segunda) = (letras.next(), letras.next()) else { return String::new() };
    if segunda.is_some_and(char::is_uppercase) {
        return t.to_owned();
    }
    primera.to_lowercase().chain(t.chars().skip(1)).collect()
}

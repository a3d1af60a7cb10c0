//! One reading of a ficha for all rules: its rows folded once, with what could fire in each.
//!
//! Folding and a single pass over the triggers are the cost of evaluating a ficha; every rule then
//! looks only at the rows whose trigger was seen. It also answers the two questions that several
//! rules share: is a ley or an acuerdo gubernativo cited beside the fragment, and is the fragment
//! denied («no se requiere…»)?

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use uuid::Uuid;

use crate::ficha::{AccionRequisito, ActorPaso, Ficha, Paso, Suficiencia, VersionPaso};
use crate::texto::{self, Plegado};

use super::{ContextoDeReglas, Hallazgo, Regla, Severidad};

/// Longest fragment that a finding quotes, in characters.
const FRAGMENTO_MAX: usize = 200;
/// How far, in bytes of folded text, a citation is still «beside» the fragment.
const AL_LADO: usize = 160;

/// What a row is for the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Papel {
    /// Something asked: a requisito, its heading, or the notes mixed with the requisitos.
    Requisito,
    /// A step that the user performs, as far as one can tell.
    PasoDelUsuario,
    /// A step of the institution, another body or a system; and the notes of the steps.
    PasoAjeno,
}

/// A row with its folded text and its triggers.
pub(super) struct Fila<'a> {
    pub(super) clase: &'static str,
    pub(super) entidad: Uuid,
    pub(super) campo: &'static str,
    pub(super) posicion: Option<u32>,
    pub(super) original: &'a str,
    pub(super) plegado: Plegado,
    pub(super) papel: Papel,
    /// The requisito has a base of its own that is a ley or an acuerdo gubernativo.
    pub(super) base_propia: bool,
    /// Heading it stands under; empty when it has none.
    pub(super) grupo: &'a str,
    disparos: u32,
}

/// What can fire in a row; one bit each, in the order of [`DISPAROS`].
#[derive(Clone, Copy)]
pub(super) enum Disparo {
    Jurada,
    Legalizar,
    Denuncia,
    Abierta,
    Formalidad,
    Pago,
    Monto,
    Archivar,
    FueraDeNorma,
    Url,
    Apostilla,
}

/// Stems, one per [`Disparo`], cheap on purpose: the precise pattern of each rule runs after.
const DISPAROS: [&str; 11] = [
    r"\bjurad[ao]s?\b",
    r"\b(?:legaliz|autentic|certificad[ao]s? (?:por|ante))",
    r"\bdenuncias?\b",
    r"\b(?:otr[oa]s|cualquiera?|cualesquiera|demas|sujet[oa]s?|establezcan?|estimen?|consideren?|soliciten?|requieran?|determinen?)\b",
    r"\b(?:tinta|folders?|ganchos?|foli|molde|juegos|sellad|imprim|impres)",
    r"\b(?:pag[aou]|boletas?|arancel|timbres?|tarifas?|cancel|deposit|cost)",
    r"(?:\bq|\$|\bgtq)\.? ?\d|\bquetzales\b",
    r"\barchiv",
    r"\b(?:norma|normativa|ley|reglamento|legislacion|legal)\b",
    r"https?:|\bwww\.",
    r"\bapostill",
];

static CONJUNTO: LazyLock<RegexSet> = LazyLock::new(|| conjunto(&DISPAROS));

#[allow(clippy::expect_used, reason = "BUG: constant patterns, compiled by the tests")]
fn conjunto(patrones: &[&str]) -> RegexSet {
    RegexSetBuilder::new(patrones).unicode(false).build().expect("BUG: a constant pattern does not compile")
}

/// Compiles a constant pattern over folded (ASCII) text.
#[allow(clippy::expect_used, reason = "BUG: constant patterns, compiled by the tests")]
pub(super) fn patron(p: &str) -> Regex {
    RegexBuilder::new(p).unicode(false).build().expect("BUG: a constant pattern does not compile")
}

static CITA: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"\bacuerdos? gubernativos?\b|\ba\.? ?g\.? ?(?:no\.? ?)?\d+-\d|\b(?:decretos?|dto\.?)(?:[ -]ley)?(?: numeros?| nos?\.?| num\.?)? ?\d[\d-]*",
        r"|\bley(?:es)? (?:de|del|general|organica|reguladora|forestal|contra|que|nacional)\b",
        r"|\bcodigo (?:civil|penal|procesal|tributario|municipal|aduanero|de trabajo|de comercio|de salud)\b"
    ))
});
static NEGACION: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"\b(?:no|ni|tampoco)(?: se| le| les| es| sera| debe| debera)*(?: requiere| requieren| requerira| necesita| necesitan| necesari[oa]| exige| exigen| exigira| solicita| solicitara| pide| piden| pedira",
        r"| presentar| adjuntar| ni)?(?: de| la| el| las| los| un| una| presentar| adjuntar| llevar| que este| que esten| ninguna| ningun)*$",
        r"|\bsin(?: necesidad de)?(?: la| el| las| los| un| una| ninguna| ningun| presentar)*$"
    ))
});
static INSTITUCIONAL: LazyLock<Regex> = LazyLock::new(|| {
    patron(
        r"^\W*(?:el|la|los|las|un|una)?\s?(?:jefe|jefa|jefatura|tecnic|profesional|analista|asesor|asistente|secretari|direc|departamento|seccion|unidad|ventanilla|encargad|digitador|registrador|gobernador|notificador|inspector|procurador|oficial|recepcion|archivo|gestor|delegad|comision|ministerio|institucion|area|evaluador)",
    )
});
static DEL_USUARIO: LazyLock<Regex> = LazyLock::new(|| {
    patron(
        r"^\W*(?:[a-z]\W+)?(?:\w{2,}(?:ar|er|ir)(?:se|lo|la)?\b|(?:el|la|los|las) (?:usuari|interesad|solicitant|person|ciudadan|proponente|propietari)|usuari|interesad|usted|debe|llene|presente|imprima|complete|descargue|adjunte|firme|entregue|ingrese|escanee|al )",
    )
});

impl<'a> Fila<'a> {
    fn new(clase: &'static str, entidad: Uuid, campo: &'static str, posicion: Option<u32>, original: &'a str, papel: Papel) -> Self {
        let plegado = Plegado::new(original);
        let disparos = CONJUNTO.matches(plegado.as_str().as_bytes()).iter().fold(0u32, |bits, i| bits | (1 << i));
        Fila { clase, entidad, campo, posicion, original, plegado, papel, base_propia: false, grupo: "", disparos }
    }

    /// A row that is not part of the lists (a norm, the description).
    pub(super) fn suelta(clase: &'static str, entidad: Uuid, campo: &'static str, posicion: Option<u32>, original: &'a str) -> Self {
        Fila::new(clase, entidad, campo, posicion, original, Papel::PasoAjeno)
    }

    pub(super) fn tiene(&self, disparo: Disparo) -> bool {
        self.disparos & (1 << (disparo as u32)) != 0
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.plegado.as_str().as_bytes()
    }

    /// What follows the range, up to the end of the row.
    pub(super) fn despues(&self, rango: &Range<usize>) -> &[u8] {
        self.bytes().get(rango.end..).unwrap_or_default()
    }

    /// Requisito, or step of the user.
    pub(super) fn exige_al_usuario(&self) -> bool {
        self.papel != Papel::PasoAjeno
    }

    /// First match that `acepta` takes; a refused match is retried one byte further.
    pub(super) fn buscar(&self, re: &Regex, acepta: impl Fn(&str, Range<usize>) -> bool) -> Option<Range<usize>> {
        let mut desde = 0;
        while let Some(m) = re.find_at(self.bytes(), desde) {
            let rango = m.range();
            if acepta(self.tramo(rango.clone()), rango.clone()) {
                return Some(rango);
            }
            desde = rango.start + 1;
        }
        None
    }

    /// Folded text of a range.
    pub(super) fn tramo(&self, rango: Range<usize>) -> &str {
        self.plegado.as_str().get(rango).unwrap_or_default()
    }

    /// Original text behind a folded range, at most 200 characters.
    pub(super) fn cita_textual(&self, rango: Range<usize>) -> String {
        acortar(self.original.get(self.plegado.rango_original(rango)).unwrap_or_default())
    }

    /// Whether a ley or an acuerdo gubernativo other than Decreto 5-2021 is cited beside the range.
    pub(super) fn con_base_citada(&self, rango: &Range<usize>) -> bool {
        if self.base_propia {
            return true;
        }
        let alrededor = rango.start.saturating_sub(AL_LADO)..(rango.end + AL_LADO).min(self.plegado.as_str().len());
        cita_ley(self.tramo(alrededor))
    }

    /// Whether the words right before the range deny it: «no se requiere», «sin».
    pub(super) fn negado(&self, inicio: usize) -> bool {
        let antes = self.tramo(inicio.saturating_sub(60)..inicio).trim_end();
        NEGACION.is_match(antes.as_bytes())
    }

    /// A finding about this range, with the drop of one level when the sheet cites its base.
    pub(super) fn hallar(&self, regla: Regla, rango: Range<usize>, mensaje: &str) -> Hallazgo {
        let citada = self.con_base_citada(&rango);
        let fragmento = self.cita_textual(rango);
        let h = nuevo(regla, self.clase, self.entidad, self.campo, self.posicion, fragmento, mensaje.to_owned());
        if citada { atenuar(h, "con base citada") } else { h }
    }

    /// The original row with the range replaced; `None` when the row is too long to be a proposal or is not a requisito.
    pub(super) fn sustituido(&self, rango: Range<usize>, nuevo: &str) -> Option<String> {
        if self.clase != "requisito" || self.campo != "texto" || self.original.chars().count() > 300 {
            return None;
        }
        let original = self.plegado.rango_original(rango);
        let (antes, viejo, despues) =
            (self.original.get(..original.start)?, self.original.get(original.clone())?, self.original.get(original.end..)?);
        let mut letras = nuevo.chars();
        let primera = letras.next()?;
        let primera = if viejo.chars().next().is_some_and(char::is_uppercase) {
            primera.to_uppercase().collect::<String>()
        } else {
            primera.to_string()
        };
        Some(format!("{antes}{primera}{}{despues}", letras.as_str()).trim().to_owned())
    }

    /// The action, when the row is one on which a decision of requisito can be recorded.
    pub(super) fn accion(&self, accion: AccionRequisito) -> Option<AccionRequisito> {
        (self.clase == "requisito").then_some(accion)
    }
}

/// Whether folded text cites a ley or acuerdo gubernativo; Decreto 5-2021 itself supports no requisito.
pub(super) fn cita_ley(plegado: &str) -> bool {
    CITA.find_iter(plegado.as_bytes()).any(|m| {
        let desde = plegado.get(m.start()..).unwrap_or_default();
        let cita = desde.get(..m.end() - m.start()).unwrap_or_default();
        !cita.ends_with(" 5-2021") && !desde.get(..desde.len().min(60)).unwrap_or_default().contains("simplificacion de requisitos")
    })
}

/// A finding with the rule's own version and severity.
pub(super) fn nuevo(
    regla: Regla,
    clase: &'static str,
    entidad: Uuid,
    campo: &'static str,
    fila: Option<u32>,
    fragmento: String,
    mensaje: String,
) -> Hallazgo {
    let fragmento = acortar(&fragmento);
    let huella = texto::huella(&texto::normalizar(&fragmento));
    Hallazgo {
        regla,
        version: regla.version(),
        severidad: regla.severidad(),
        clase,
        entidad,
        campo,
        fila,
        fragmento,
        huella,
        mensaje: format!("Posible hallazgo: {mensaje}."),
        accion_sugerida: None,
        texto_propuesto: None,
    }
}

/// One level less, and the reason in the message (`dominio.md` §5).
pub(super) fn atenuar(mut h: Hallazgo, motivo: &str) -> Hallazgo {
    h.severidad = match h.severidad {
        Severidad::Alta => Severidad::Media,
        Severidad::Media | Severidad::Baja => Severidad::Baja,
        Severidad::Dato => Severidad::Dato,
    };
    let sin_punto = h.mensaje.trim_end_matches('.');
    h.mensaje = format!("{sin_punto} ({motivo}; verificar con Asesoría jurídica).");
    h
}

/// At most 200 characters, whole ones.
fn acortar(t: &str) -> String {
    let t = t.trim();
    match t.char_indices().nth(FRAGMENTO_MAX) {
        Some((fin, _)) => t.get(..fin).unwrap_or_default().trim_end().to_owned(),
        None => t.to_owned(),
    }
}

/// The ficha as the rules see it.
pub(super) struct Lectura<'a> {
    pub(super) ficha: &'a Ficha,
    pub(super) ctx: &'a ContextoDeReglas<'a>,
    /// Requisitos, their headings and notes; then steps of today's version and their notes.
    pub(super) filas: Vec<Fila<'a>>,
    /// Norms, in the order of the ficha.
    pub(super) normas: Vec<Fila<'a>>,
    /// Name of the trámite, folded.
    pub(super) nombre: Plegado,
    /// What is obtained, folded.
    pub(super) resultado: Plegado,
}

impl<'a> Lectura<'a> {
    pub(super) fn new(ficha: &'a Ficha, ctx: &'a ContextoDeReglas<'a>) -> Self {
        let t = &ficha.tramite;
        let mut filas = Vec::with_capacity(ficha.requisitos.len() + ficha.pasos.len() + 2);
        let mut grupo_anterior: Option<&str> = None;
        for (i, r) in ficha.requisitos.iter().enumerate() {
            let posicion = posicion(i);
            let base_propia = ficha.base_legal.iter().any(|b| b.requisito == Some(r.id) && b.suficiente() == Suficiencia::Si);
            if let Some(grupo) = r.grupo.as_deref().filter(|g| grupo_anterior != Some(*g)) {
                filas.push(Fila::new("requisito", r.id, "grupo", posicion, grupo, Papel::Requisito));
            }
            grupo_anterior = r.grupo.as_deref();
            let mut fila = Fila::new("requisito", r.id, "texto", posicion, &r.texto, Papel::Requisito);
            fila.base_propia = base_propia;
            fila.grupo = r.grupo.as_deref().unwrap_or_default();
            filas.push(fila);
        }
        if let Some(notas) = t.notas_requisitos.as_deref() {
            filas.push(Fila::new("tramite", t.id, "notas_requisitos", None, notas, Papel::Requisito));
        }
        for (i, p) in ficha.pasos.iter().enumerate().filter(|(_, p)| p.version != Some(VersionPaso::Propuesta)) {
            let mut fila = Fila::new("paso", p.id, "texto", posicion(i), &p.texto, Papel::PasoAjeno);
            fila.grupo = p.grupo.as_deref().unwrap_or_default();
            if lo_hace_el_usuario(p, &fila.plegado) {
                fila.papel = Papel::PasoDelUsuario;
            }
            filas.push(fila);
        }
        if let Some(notas) = t.notas_pasos.as_deref() {
            filas.push(Fila::new("tramite", t.id, "notas_pasos", None, notas, Papel::PasoAjeno));
        }
        let normas =
            ficha.base_legal.iter().enumerate().map(|(i, b)| Fila::suelta("base_legal", b.id, "texto", posicion(i), &b.texto)).collect();
        Lectura {
            ficha,
            ctx,
            filas,
            normas,
            nombre: Plegado::new(t.nombre.as_deref().unwrap_or_default()),
            resultado: Plegado::new(t.resultado.as_deref().unwrap_or_default()),
        }
    }

    /// Rows asked of the user.
    pub(super) fn requisitos(&self) -> impl Iterator<Item = &Fila<'a>> {
        self.filas.iter().filter(|f| f.papel == Papel::Requisito)
    }

    /// A finding about the sheet itself.
    pub(super) fn de_la_ficha(&self, regla: Regla, campo: &'static str, fragmento: &str, mensaje: &str) -> Hallazgo {
        nuevo(regla, "tramite", self.ficha.tramite.id, campo, None, fragmento.to_owned(), mensaje.to_owned())
    }
}

/// Position from 1.
pub(super) fn posicion(i: usize) -> Option<u32> {
    u32::try_from(i + 1).ok()
}

/// The actor as recorded; when nobody said, the first words decide and doubt means «not the user».
fn lo_hace_el_usuario(paso: &Paso, plegado: &Plegado) -> bool {
    match paso.actor {
        Some(ActorPaso::Usuario) => true,
        Some(ActorPaso::Institucion | ActorPaso::OtraEntidad | ActorPaso::Sistema) => false,
        None => {
            let b = plegado.as_str().as_bytes();
            !INSTITUCIONAL.is_match(b) && DEL_USUARIO.is_match(b)
        }
    }
}

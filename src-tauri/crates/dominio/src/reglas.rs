//! Findings R1–R15: what Decreto 5-2021 objects to in a ficha, as possible findings.
//!
//! [`evaluar`] reads one [`Ficha`] and says which fragments a person should look at. It owns the
//! rules, their wording and their severity. It refuses to conclude: every message starts with
//! «Posible hallazgo» and Asesoría Jurídica judges. It does not know which findings were already
//! decided (storage joins them by `regla`, `entidad`, `campo` and `huella`), it does not look for
//! copies among trámites (storage finds candidates with [`huella_de_lista`] and passes the result in
//! [`ContextoDeReglas::copia_de`]) and it reads no clock.
//!
//! Callers: the write path after each change of a ficha, the import, and the rebuilding of
//! projections. The rules are a product of this tool over `dominio.md` §5; the articles shown are
//! only those whose text was read (5, 13, 28 of Decreto 5-2021); the rest say so.

use uuid::Uuid;

use crate::cerrado;
use crate::ficha::{AccionRequisito, Ficha};

mod archivo;
mod base_legal;
mod categoria;
mod copias;
mod costo;
mod denuncia;
mod desuso;
mod documentos_publicos;
mod fe_publica;
mod formalidades;
mod lectura;
mod lista_abierta;
mod listas;
mod lugar;
mod pasos;
mod regla;
mod tiempo;

pub use copias::{
    BLOQUE_INSTITUCIONAL, FamiliaDeResultado, HuellaDeLista, LINEAS_MINIMAS, PARECIDO_MINIMO, familia_de_resultado, huella_de_lista,
    parecido, son_copia,
};
pub use listas::{DocumentoPublico, ListasDeReglas, PalabrasDeCategoria, TerminoEnDesuso};
pub use regla::Regla;

cerrado! {
    /// How serious a possible finding is (`dominio.md` §5).
    Severidad { Alta = "alta" / "Alta", Media = "media" / "Media", Baja = "baja" / "Baja", Dato = "dato" / "Calidad del dato" }
}
cerrado! {
    /// State of a finding (`dominio.md` §11).
    EstadoHallazgo { Abierto = "abierto" / "Abierto", Aceptado = "aceptado" / "Aceptado", Descartado = "descartado" / "Descartado" }
}

/// Steps from which R14 speaks, unless the institution sets another number.
pub const PASOS_MAX: u32 = 12;

/// A possible finding. Its identity across versions is `(regla, entidad, campo, huella)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hallazgo {
    /// Rule that fired.
    pub regla: Regla,
    /// Version of the rule, so that a decision says which wording it judged.
    pub version: u32,
    /// How serious, after the exceptions of the rule.
    pub severidad: Severidad,
    /// `tramite`, `requisito`, `paso`, `base_legal` or `tiempo`.
    pub clase: &'static str,
    /// Entity it speaks of.
    pub entidad: Uuid,
    /// Field of that entity (`texto`, `nombre`, `costo_monto`…).
    pub campo: &'static str,
    /// Position of the row in its list, from 1; `None` for the sheet itself.
    pub fila: Option<u32>,
    /// Original text that fired it, at most 200 characters; empty when what fires is an absence.
    pub fragmento: String,
    /// FNV-1a of the normalised fragment: accents, case and blanks do not change it.
    pub huella: u64,
    /// «Posible hallazgo: …».
    pub mensaje: String,
    /// Decision that the button records on the requisito.
    pub accion_sugerida: Option<AccionRequisito>,
    /// Draft text that could replace the row.
    pub texto_propuesto: Option<String>,
}

impl Hallazgo {
    /// The fingerprint as stored in `decision_hallazgo`: 16 hexadecimal digits.
    #[must_use]
    pub fn huella_hex(&self) -> String {
        format!("{:016x}", self.huella)
    }

    /// Stable key `regla|tramite|donde|huella` (`HallazgoDto::id`); `donde` is `uuid.campo`.
    #[must_use]
    pub fn clave(&self, tramite: Uuid) -> String {
        format!("{}|{}|{}.{}|{:016x}", self.regla, tramite, self.entidad, self.campo, self.huella)
    }
}

/// What the rules need to know that is not in the ficha.
#[derive(Clone, Debug)]
pub struct ContextoDeReglas<'a> {
    /// Sigla of the institution that owns the trámite: a document issued by itself is `misma_institucion`.
    pub sigla: &'a str,
    /// Editable lists: public issuers, terms in disuse, keywords by category.
    pub listas: &'a ListasDeReglas,
    /// The trámite of another family whose list is (almost) the same, if storage found one.
    pub copia_de: Option<CopiaDe>,
    /// Steps from which R14 speaks ([`PASOS_MAX`] by default).
    pub pasos_max: u32,
}

/// A list almost equal to that of another trámite (R12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiaDe {
    /// Code of the other trámite.
    pub codigo: String,
    /// `requisitos` or `pasos`.
    pub campo: &'static str,
    /// Lines in both.
    pub comunes: u32,
    /// Lines in either.
    pub total: u32,
}

/// Evaluates R1–R15 over one ficha.
///
/// Pure and deterministic: the same ficha and context give the same findings in the same order
/// (rule, then place). Rows of the proposed version are not judged: they are the answer.
#[must_use]
pub fn evaluar(ficha: &Ficha, ctx: &ContextoDeReglas<'_>) -> Vec<Hallazgo> {
    let l = lectura::Lectura::new(ficha, ctx);
    let mut hallazgos = Vec::new();
    for regla in REGLAS {
        regla(&l, &mut hallazgos);
    }
    hallazgos
}

/// The rules in their order, each a function over the same reading.
const REGLAS: [fn(&lectura::Lectura<'_>, &mut Vec<Hallazgo>); 15] = [
    base_legal::r1,
    fe_publica::r2,
    fe_publica::r3,
    denuncia::r4,
    documentos_publicos::r5,
    fe_publica::r6,
    lista_abierta::r7,
    formalidades::r8,
    tiempo::r9,
    costo::r10,
    lugar::r11,
    categoria::r12,
    desuso::r13,
    pasos::r14,
    archivo::r15,
];

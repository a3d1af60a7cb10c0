//! R12, copies: fingerprints of a list of lines, so that storage finds equal lists without comparing all with all.
//!
//! Everything here is a set operation over hashes of normalised lines, so order, accents, case and
//! numbering do not matter, and two machines give the same numbers.

use crate::cerrado;
use crate::ficha::Ficha;
use crate::{Razon, texto};

/// A block shared by more trámites than this is institutional boilerplate, not a copy.
pub const BLOQUE_INSTITUCIONAL: usize = 20;
/// Lists with fewer different lines than this say too little to be called copies.
pub const LINEAS_MINIMAS: usize = 4;
/// From this share of common lines two lists are almost equal (`dominio.md` §5: 90 %).
pub const PARECIDO_MINIMO: Razon = Razon { numerador: 90, denominador: 100 };

/// Fingerprint of a list: storage indexes `minima` and `maxima` to find candidates.
///
/// Two lists with 90 % of their lines in common share at least one of both ends in about 99 of 100
/// cases, so looking up `minima = ? OR maxima = ?` is enough.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct HuellaDeLista {
    /// Hash of each different line, ascending.
    pub lineas: Vec<u64>,
    /// Lowest hash; 0 when the list is empty.
    pub minima: u64,
    /// Highest hash; 0 when the list is empty.
    pub maxima: u64,
}

cerrado! {
    /// Kind of thing a trámite gives. The first issue, the renewal and the replacement of the same
    /// thing are one family: their lists are alike for a good reason and R12 stays silent.
    FamiliaDeResultado {
        Registro = "registro" / "Registro o inscripción",
        Permiso = "permiso" / "Licencia, permiso o autorización",
        Constancia = "constancia" / "Constancia, certificado o certificación",
        Carne = "carne" / "Carné o tarjeta",
        Dictamen = "dictamen" / "Dictamen, opinión o evaluación",
        Contrato = "contrato" / "Contrato o convenio",
        Pago = "pago" / "Pago, cobro o exoneración",
        Denuncia = "denuncia" / "Denuncia, queja o recurso",
        Informacion = "informacion" / "Información, inventario o informe",
        Otra = "otra" / "Sin identificar",
    }
}

/// Fingerprint of the lines of a list; blank lines and numbering are ignored.
#[must_use]
pub fn huella_de_lista<T: AsRef<str>>(lineas: &[T]) -> HuellaDeLista {
    let mut hashes: Vec<u64> =
        lineas.iter().map(|l| texto::normalizar(l.as_ref())).filter(|l| !l.is_empty()).map(|l| texto::huella(&l)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    HuellaDeLista { minima: hashes.first().copied().unwrap_or(0), maxima: hashes.last().copied().unwrap_or(0), lineas: hashes }
}

/// Share of common lines: those in both over those in either (Jaccard). Two empty lists give 0/0.
#[must_use]
pub fn parecido(a: &HuellaDeLista, b: &HuellaDeLista) -> Razon {
    let comunes = a.lineas.iter().filter(|h| b.lineas.binary_search(h).is_ok()).count() as u64;
    Razon::new(comunes, a.lineas.len() as u64 + b.lineas.len() as u64 - comunes)
}

/// Whether two lists are long and alike enough to be a copy ([`LINEAS_MINIMAS`], [`PARECIDO_MINIMO`]).
#[must_use]
pub fn son_copia(a: &HuellaDeLista, b: &HuellaDeLista) -> bool {
    let r = parecido(a, b);
    a.lineas.len() >= LINEAS_MINIMAS
        && b.lineas.len() >= LINEAS_MINIMAS
        && r.numerador * PARECIDO_MINIMO.denominador >= r.denominador * PARECIDO_MINIMO.numerador
}

/// Words that tell the family of a result.
const FAMILIAS: &[(FamiliaDeResultado, &[&str])] = &[
    (FamiliaDeResultado::Informacion, &["inventario", "informacion", "informe", "consulta", "numeracion"]),
    (FamiliaDeResultado::Denuncia, &["denuncia", "queja", "recurso", "oposicion", "desistimiento"]),
    (FamiliaDeResultado::Carne, &["carne", "carnet", "tarjeta", "credencial"]),
    (FamiliaDeResultado::Pago, &["exoneracion", "pago", "cobro", "factura", "solvencia"]),
    (FamiliaDeResultado::Contrato, &["contrato", "convenio", "usufructo"]),
    (FamiliaDeResultado::Dictamen, &["dictamen", "opinion", "diagnostico", "evaluacion"]),
    (FamiliaDeResultado::Permiso, &["licencia", "permiso", "autorizacion", "habilitacion", "permsio"]),
    (FamiliaDeResultado::Registro, &["registro", "inscripcion", "matricula", "acreditacion"]),
    (FamiliaDeResultado::Constancia, &["constancia", "certificado", "certificacion", "certificaciones", "acta", "diploma"]),
];

/// Family of what the trámite gives, read from `resultado` and, when that says nothing
/// («Resolución», «N/A»), from `nombre`.
#[must_use]
pub fn familia_de_resultado(ficha: &Ficha) -> FamiliaDeResultado {
    let t = &ficha.tramite;
    [t.resultado.as_deref(), t.nombre.as_deref()]
        .into_iter()
        .flatten()
        .map(familia_de_texto)
        .find(|f| *f != FamiliaDeResultado::Otra)
        .unwrap_or(FamiliaDeResultado::Otra)
}

/// Family named in a text; the earliest word decides, so «Certificado de registro» is a constancia.
fn familia_de_texto(t: &str) -> FamiliaDeResultado {
    let normal = texto::normalizar(t);
    normal
        .split(' ')
        .find_map(|palabra| {
            let singular = palabra.strip_suffix('s').unwrap_or(palabra);
            FAMILIAS.iter().find(|(_, raices)| raices.contains(&palabra) || raices.contains(&singular)).map(|(f, _)| *f)
        })
        .unwrap_or(FamiliaDeResultado::Otra)
}

impl FamiliaDeResultado {
    /// True when both families are known and are not the same: only then a copy is suspicious.
    #[must_use]
    pub fn es_distinta_de(self, otra: FamiliaDeResultado) -> bool {
        self != FamiliaDeResultado::Otra && otra != FamiliaDeResultado::Otra && self != otra
    }
}

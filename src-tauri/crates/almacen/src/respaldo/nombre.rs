//! File names of backups: the data file's own name, date and time in Guatemala, reason.
//!
//! `diligencia_2026-11-24_143005_automatico.dlgb`. The name is what a person sees in the folder, so
//! it says when and why; what is inside is said by the file itself and by its companion.

use std::fmt;

/// Guatemala keeps UTC−6 all year.
const DESFASE_MS: u64 = 6 * 3_600_000;
const DIA_MS: u64 = 86_400_000;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Motivo {
    /// By the clock, or on closing.
    Automatico,
    /// Before an import.
    AntesDeImportar,
    /// Before migrating from this schema.
    AntesDeMigrar(u32),
    /// A person asked for it.
    Manual,
}

impl fmt::Display for Motivo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Motivo::Automatico => f.write_str("automatico"),
            Motivo::AntesDeImportar => f.write_str("antes-de-importar"),
            Motivo::AntesDeMigrar(de) => write!(f, "antes-de-migrar-v{de}"),
            Motivo::Manual => f.write_str("manual"),
        }
    }
}

impl Motivo {
    fn leer(texto: &str) -> Option<Motivo> {
        match texto {
            "automatico" => Some(Motivo::Automatico),
            "antes-de-importar" => Some(Motivo::AntesDeImportar),
            "manual" => Some(Motivo::Manual),
            _ => texto.strip_prefix("antes-de-migrar-v")?.parse().ok().map(Motivo::AntesDeMigrar),
        }
    }
}

/// Day since 1970 in Guatemala.
pub(crate) fn dia(ms: u64) -> u64 {
    ms.saturating_sub(DESFASE_MS) / DIA_MS
}

/// Year, month and day of a day since 1970 (Howard Hinnant, «chrono-compatible low-level date
/// algorithms»: eras of 400 years that begin on 1 March).
pub(crate) fn fecha(dia: u64) -> (u64, u64, u64) {
    let z = dia + 719_468;
    let (era, doe) = (z / 146_097, z % 146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let mes = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + u64::from(mes <= 2), mes, doy - (153 * mp + 2) / 5 + 1)
}

fn dia_de(anio: u64, mes: u64, del_mes: u64) -> Option<u64> {
    let y = if mes <= 2 { anio.checked_sub(1)? } else { anio };
    let (era, yoe) = (y / 400, y % 400);
    let mp = if mes > 2 { mes - 3 } else { mes + 9 };
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + (153 * mp + 2) / 5 + del_mes.checked_sub(1)?;
    (era * 146_097 + doe).checked_sub(719_468)
}

/// `2026-11-24_143005`, in Guatemala.
pub(crate) fn momento(ms: u64) -> String {
    let (anio, mes, del_mes) = fecha(dia(ms));
    let s = ms.saturating_sub(DESFASE_MS) % DIA_MS / 1_000;
    format!("{anio:04}-{mes:02}-{del_mes:02}_{:02}{:02}{:02}", s / 3_600, s / 60 % 60, s % 60)
}

/// Reads a moment back, to the second; only dates that exist.
fn leer_momento(texto: &str) -> Option<u64> {
    let (dia_texto, hora) = texto.split_once('_')?;
    if !texto.is_ascii() || dia_texto.len() != 10 || hora.len() != 6 {
        return None;
    }
    let mut partes = dia_texto.split('-').map(str::parse::<u64>);
    let (anio, mes, del_mes) = (partes.next()?.ok()?, partes.next()?.ok()?, partes.next()?.ok()?);
    let numero: u64 = hora.parse().ok()?;
    let dia = dia_de(anio, mes, del_mes)?;
    let ms = dia * DIA_MS + (numero / 10_000 * 3_600 + numero / 100 % 100 * 60 + numero % 100) * 1_000 + DESFASE_MS;
    // A date that does not exist (31 June, 25 hours) reads back as another one.
    (momento(ms) == texto).then_some(ms)
}

/// Name of a backup of the data file whose name, without extension, is `base`.
pub(crate) fn nombre(base: &str, ms: u64, motivo: Motivo, repetida: u32) -> String {
    let sufijo = if repetida == 0 { String::new() } else { format!("-{}", repetida + 1) };
    format!("{base}_{}{sufijo}_{motivo}.dlgb", momento(ms))
}

/// Moment and reason of a name that this program gave to a backup of `base`; `None` for any other.
pub(crate) fn leer_nombre(base: &str, nombre: &str) -> Option<(u64, Motivo)> {
    let resto = nombre.strip_prefix(base)?.strip_prefix('_')?.strip_suffix(".dlgb")?;
    let (cuando, motivo) = resto.rsplit_once('_')?;
    let (cuando, repetida) = match cuando.get(17..) {
        Some("") => (cuando, None),
        Some(sufijo) => (cuando.get(..17)?, Some(sufijo)),
        None => return None,
    };
    if let Some(sufijo) = repetida {
        sufijo.strip_prefix('-')?.parse::<u32>().ok()?;
    }
    Some((leer_momento(cuando)?, Motivo::leer(motivo)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_says_the_hour_of_guatemala() {
        // 2026-11-24 20:30:05 UTC is 14:30:05 in Guatemala.
        let ms = 1_795_552_205_000;
        let casos = [Motivo::Automatico, Motivo::AntesDeImportar, Motivo::AntesDeMigrar(2), Motivo::Manual];
        assert_eq!(nombre("diligencia", ms, Motivo::Manual, 0), "diligencia_2026-11-24_143005_manual.dlgb");
        for motivo in casos {
            for repetida in [0, 1, 7] {
                assert_eq!(leer_nombre("mi_base", &nombre("mi_base", ms, motivo, repetida)), Some((ms, motivo)));
            }
        }
    }

    #[test]
    fn a_name_that_this_program_did_not_give_is_not_read() {
        for ajeno in [
            "otra_2026-11-24_143005_manual.dlgb",
            "diligencia_2026-11-24_143005_manual.dlgb.parcial",
            "diligencia_2026-02-30_143005_manual.dlgb",
            "diligencia_2026-11-24_253005_manual.dlgb",
            "diligencia_2026-11-24_143005_mia.dlgb",
            "diligencia_2026-11-24_143005-x_manual.dlgb",
            "diligencia copia de Ana.dlgb",
            "diligencia.dlgb",
            "",
        ] {
            assert_eq!(leer_nombre("diligencia", ajeno), None, "{ajeno}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_has_its_date() {
        let mut previo = fecha(0);
        assert_eq!(previo, (1970, 1, 1));
        for dia in 1..146_097 {
            let hoy = fecha(dia);
            assert!(hoy > previo && dia_de(hoy.0, hoy.1, hoy.2) == Some(dia), "day {dia}: {hoy:?} after {previo:?}");
            previo = hoy;
        }
        assert_eq!(previo, (2369, 12, 31));
    }
}

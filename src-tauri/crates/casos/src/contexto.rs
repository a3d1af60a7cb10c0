//! What a verb may ask of the outside world: the clock and fresh identifiers.
//!
//! Tests fix both; the shell and the console use the system's.

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

/// The present moment, as an argument.
pub trait Reloj: Send + Sync {
    /// Milliseconds since 1970 in UTC.
    fn ahora_ms(&self) -> u64;
}

/// The clock of this computer.
#[derive(Debug, Default)]
pub struct RelojDelSistema;

impl Reloj for RelojDelSistema {
    fn ahora_ms(&self) -> u64 {
        u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or(0)
    }
}

/// A clock for tests: starts at a moment and advances one millisecond a reading.
#[derive(Debug)]
pub struct RelojFijo(AtomicU64);

impl RelojFijo {
    /// Starts at `ms` since 1970.
    #[must_use]
    pub fn new(ms: u64) -> Self {
        RelojFijo(AtomicU64::new(ms))
    }
}

impl Reloj for RelojFijo {
    fn ahora_ms(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

/// Where identifiers come from.
#[derive(Debug)]
pub enum Identificadores {
    /// Random part from the operating system.
    Sistema,
    /// Deterministic for a seed: `sembrar` and tests give the same file twice.
    Semilla(AtomicU64),
}

impl Identificadores {
    /// Deterministic identifiers for a seed.
    #[must_use]
    pub fn semilla(semilla: u64) -> Self {
        Identificadores::Semilla(AtomicU64::new(semilla.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1))
    }

    /// A new UUIDv7 for the moment `ms`.
    pub fn uuid(&self, ms: u64) -> Uuid {
        let mut azar = [0u8; 10];
        match self {
            Identificadores::Sistema => {
                // The system source does not fail on the platforms we ship; a zeroed tail would
                // still be unique by its millisecond in this single-writer file.
                let _ = getrandom::fill(&mut azar);
            }
            Identificadores::Semilla(estado) => {
                let [a, b] = [splitmix(estado), splitmix(estado)];
                azar = mezclar(a, b);
            }
        }
        uuid::Builder::from_unix_timestamp_millis(ms, &azar).into_uuid()
    }
}

fn mezclar(a: u64, b: u64) -> [u8; 10] {
    let mut salida = [0u8; 10];
    for (destino, origen) in salida.iter_mut().zip(a.to_be_bytes().into_iter().chain(b.to_be_bytes())) {
        *destino = origen;
    }
    salida
}

/// SplitMix64 (Steele, Lea, Flood 2014): enough to tell identifiers apart, not for secrets.
fn splitmix(estado: &AtomicU64) -> u64 {
    let mut z = estado.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// 32 hexadecimal digits from the operating system; `None` when it gives no randomness.
#[must_use]
pub fn token_al_azar() -> Option<String> {
    let mut azar = [0u8; 16];
    getrandom::fill(&mut azar).ok()?;
    Some(azar.iter().map(|b| format!("{b:02x}")).collect())
}

/// A moment as RFC 3339 in UTC with seconds, as every contract wants it.
#[must_use]
pub fn rfc3339(ms: u64) -> String {
    i64::try_from(ms)
        .ok()
        .and_then(|m| jiff::Timestamp::from_millisecond(m).ok())
        .map(|t| t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
        .unwrap_or_default()
}

/// The day in Guatemala (UTC−6, no summer time) of a moment, `AAAA-MM-DD`.
#[must_use]
pub fn dia_en_guatemala(ms: u64) -> jiff::civil::Date {
    let local = i64::try_from(ms).unwrap_or(0) - 6 * 3_600_000;
    jiff::Timestamp::from_millisecond(local).map(|t| t.to_zoned(jiff::tz::TimeZone::UTC).date()).unwrap_or(jiff::civil::Date::ZERO)
}

/// The last millisecond of a day in Guatemala: what a cut-off includes.
#[must_use]
pub fn fin_del_dia(dia: jiff::civil::Date) -> u64 {
    let inicio = dia
        .to_datetime(jiff::civil::Time::midnight())
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map(|z| z.timestamp().as_millisecond())
        .unwrap_or(0);
    u64::try_from(inicio + 30 * 3_600_000 - 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_guatemalas_not_londons() {
        // 2021-12-04 02:30 UTC is still 3 December in Guatemala.
        let ms = 1_638_585_000_000;
        assert_eq!(rfc3339(ms), "2021-12-04T02:30:00Z");
        assert_eq!(dia_en_guatemala(ms).to_string(), "2021-12-03");
        assert!(ms <= fin_del_dia(dia_en_guatemala(ms)), "a cut-off includes its whole day");
        assert_eq!(rfc3339(fin_del_dia(jiff::civil::date(2021, 12, 31))), "2022-01-01T05:59:59Z");
    }

    #[test]
    fn a_seed_gives_the_same_identifiers() {
        let (a, b) = (Identificadores::semilla(1), Identificadores::semilla(1));
        let serie: Vec<_> = (0..3).map(|i| a.uuid(i)).collect();
        assert_eq!(serie, (0..3).map(|i| b.uuid(i)).collect::<Vec<_>>());
        assert_ne!(a.uuid(7), a.uuid(7), "two identifiers of one millisecond differ");
    }
}

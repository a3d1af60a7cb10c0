//! The chain of one device in one ámbito, and its clock.

use crate::{Asiento, ErrorAsiento, Hash};

/// Last asiento of a chain; the default is the empty chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cabo {
    /// Its number; 0 for the empty chain.
    pub seq: u64,
    /// Its hash; zeros for the empty chain.
    pub hash: Hash,
}

impl Cabo {
    /// Whether `asiento` follows this one.
    ///
    /// # Errors
    /// [`ErrorAsiento::CadenaRota`].
    pub fn seguir(&self, asiento: &Asiento, hash: Hash) -> Result<Cabo, ErrorAsiento> {
        if asiento.seq == self.seq + 1 && asiento.prev == self.hash {
            Ok(Cabo { seq: asiento.seq, hash })
        } else {
            Err(ErrorAsiento::CadenaRota { seq: asiento.seq })
        }
    }
}

/// Next reading of the hybrid clock: never goes back, whatever the wall clock says.
///
/// `ultimo` is the greatest reading seen, `ms` the wall clock. 48 bits of milliseconds reach the
/// year 10889; the wall clock is cut at 47 so that the reading stays under 2⁶³ (year 6429).
#[must_use]
pub fn siguiente_hlc(ultimo: u64, ms: u64) -> u64 {
    const MS_MAXIMO: u64 = (1 << 47) - 1;
    (ms.min(MS_MAXIMO) << 16).max(ultimo + 1)
}

/// Milliseconds since 1970 of a clock reading.
#[must_use]
pub const fn ms_de(hlc: u64) -> u64 {
    hlc >> 16
}

//! The power-cut simulator: what may be on the disk after the power goes, and nothing else.
//!
//! A child works under `strace`; [`traza`] turns the log into one ordered list of changes and
//! announcements; [`disco`] keeps, for each file and each name, what is durable and what is only
//! pending. A trial cuts the list somewhere and keeps, drops or tears every pending sector by its own
//! draw. Pure code: it reads no clock and touches no disk; running the child and checking what is left
//! belongs to the tests.
//!
//! It trusts fsync, and takes creation, rename and removal as durable only once the folder is synced.

pub mod disco;
pub mod traza;

pub use disco::{Disco, Sobreviviente};
pub use traza::{Suceso, leer};

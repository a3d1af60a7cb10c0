//! Nothing acknowledged is lost: killed, without power, with a failing disk.
//!
//! One child (`hijo`) works without pause through the real write path and says what it acknowledged;
//! `revision` opens what is left and says what is missing. `muertes` kills the child, `apagon` cuts its
//! power, `fallas` makes single calls of the real console fail.
//!
//! `DILIGENCIA_LARGO=1` runs the long variants, `DILIGENCIA_SEMILLA` repeats the draws of a run.

#[cfg(target_os = "linux")]
mod apagon;
#[cfg(target_os = "linux")]
mod fallas;
mod hijo;
mod muertes;
mod revision;

//! The calculations: pure functions over exact fractions, one module a method.
//!
//! Owns the numbers; it refuses floats, clocks and JSON (`casos::calcular` dresses each method in its
//! contract). Two rules hold for all: sums, products and quotients are exact, and rounding is half-up,
//! away from zero, and happens only when a figure is shown.

pub mod auditoria;
pub mod avance_plan;
pub mod cpm;
pub mod exacto;
pub mod flujo;
pub mod irracional;
pub mod pert;
pub mod rutas;

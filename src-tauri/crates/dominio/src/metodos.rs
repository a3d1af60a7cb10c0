//! The calculations: pure functions over exact fractions, one module a method.
//!
//! Owns the numbers; it refuses clocks and JSON (`casos::calcular` dresses each method in its contract), and
//! floats wherever the mathematics stays in the fractions (only [`ahp`] and the normal curve of [`irracional`] leave
//! them). Two rules hold for all: sums, products and quotients are exact, and rounding is half-up, away from zero,
//! and happens only when a figure is shown. What was read is already valid: each method's reader refuses the
//! impossible at the edge.

pub mod abc;
pub mod ahp;
pub mod antes_despues;
pub mod auditoria;
pub mod avance_plan;
pub mod ces;
pub mod cifra;
pub mod costo_administrativo;
pub mod cpm;
pub mod exacto;
pub mod flujo;
pub mod irracional;
pub mod little;
pub mod pareto;
pub mod pert;
pub mod ponderado;
pub mod rutas;

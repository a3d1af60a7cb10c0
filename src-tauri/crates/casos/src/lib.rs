//! Use cases: one verb a method of [`Sesion`], the table of commands, DTOs and the closed list of
//! errors.
//!
//! It owns what people can do and the order in which things happen; it knows neither windows nor
//! SQL. Three doors call it: the window, the console and the test host. Everything that comes in
//! is checked here; everything that goes out is a DTO or a [`falla::Falla`].

mod adjuntos;
mod auditar;
mod bloque;
mod bpmn;
pub mod calcular;
pub mod comandos;
pub mod contexto;
mod costos;
mod demostracion;
pub mod dto;
pub mod entrada;
pub mod exportar;
pub mod falla;
mod fases;
pub mod ficha;
mod guardar;
mod hallazgos;
mod historial;
pub mod importar;
mod informes;
mod inicio;
mod instalacion;
pub mod intercambio;
mod inventario;
mod manijas;
mod normas;
mod orden;
mod persona;
mod priorizacion;
pub mod proceso_hijo;
pub mod puerta;
mod rediseno;
pub mod respaldos;
mod salida;
pub mod sembrar;
pub mod sesion;
mod tablero;
mod tendencia;
mod trabajos;
mod tramite_estado;
mod union;
mod verificar;
mod vistas;

pub use sesion::{OpcionesDeSesion, Sesion, carpeta_de_datos};

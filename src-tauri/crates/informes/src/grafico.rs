//! Charts from a specification: what the screen draws and what the paper draws are the same marks.
//!
//! A [`Grafico`] holds the figures and the words; [`dibujar`] turns it into marks with coordinates, and
//! [`Grafico::tabla`] into a table of the same figures, so that no figure is typed twice. Colour never speaks alone:
//! each series has its hatch, each tile its word, each bar its figure.

mod tabla;

pub(crate) use tabla::{SIN_DATO, palabra};

use dominio::Razon;
use jiff::civil::Date;

use crate::FallaDeInforme;
use crate::fuente::Fuentes;
use crate::lienzo::Marca;
use crate::maquetacion::dibujo;
use crate::modelo::Tono;

/// A chart: its title says the finding, its table says the same figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grafico {
    /// The finding, as a sentence.
    pub titulo: String,
    /// What is drawn, for whoever cannot see it.
    pub alternativa: String,
    /// Source and cut-off.
    pub fuente: String,
    /// What each label is: the head of the first column of its table («Fase»).
    pub que: String,
    /// What the values count: the head of the columns of figures («Trámites»).
    pub medida: String,
    /// The figures.
    pub datos: DatosDeGrafico,
    /// The report says the same figures in a table of its own, next to the chart: none is printed with it.
    pub tabla_aparte: bool,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatosDeGrafico {
    /// One horizontal bar a label, in the order given.
    Barras(Vec<Barra>),
    /// Bars split by series, in the order given.
    BarrasApiladas {
        /// Names of the series, at most six.
        series: Vec<Serie>,
        /// Label and one value a series.
        barras: Vec<(String, Vec<u64>)>,
    },
    /// What was reached against what was to be reached, one bar a label.
    Balas(Vec<Bala>),
    /// Two moments side by side, a line a label.
    Pendiente {
        /// The first moment («Corte al 31 de agosto»).
        antes: String,
        /// The second.
        despues: String,
        /// One line each.
        lineas: Vec<Cambio>,
    },
    /// The 22 departamentos as tiles.
    Mapa {
        /// The states a tile may have, from the least to the most advanced; at most six.
        estados: Vec<Serie>,
        /// What is known of each departamento; those that are missing say «Sin dato».
        casillas: Vec<CasillaDeMapa>,
    },
    /// Activities on a calendar.
    Gantt {
        /// A line across all rows: the cut-off.
        corte: Option<Date>,
        /// The activities, in the order given.
        actividades: Vec<Actividad>,
    },
}

impl Default for DatosDeGrafico {
    fn default() -> Self {
        DatosDeGrafico::Barras(Vec::new())
    }
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Barra {
    /// What it counts.
    pub rotulo: String,
    /// How many.
    pub valor: u64,
    /// What is written at its end; the value itself when empty.
    pub texto: String,
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serie {
    /// Name in the key.
    pub nombre: String,
    /// Its meaning, which gives its colour and its hatch.
    pub tono: Tono,
}

/// What was reached of what was to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bala {
    /// What it counts.
    pub rotulo: String,
    /// Reached (numerator) of the base (denominator), which is the whole track.
    pub logrado: Razon,
    /// A mark on the track, in the unit of the numerator: the goal, or the figure reported. `None` draws none.
    pub meta: Option<u64>,
}

/// A label in two moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cambio {
    /// What it counts.
    pub rotulo: String,
    /// How many in the first moment.
    pub antes: u64,
    /// How many in the second.
    pub despues: u64,
}

/// What is known of one departamento.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasillaDeMapa {
    /// INE's code, two digits. A code that is not one of the 22 is not drawn.
    pub codigo: String,
    /// Which of the states, from 0.
    pub estado: usize,
    /// What the tile says under the name; the name of its state when empty.
    pub texto: String,
}

/// An activity on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actividad {
    /// What is done.
    pub rotulo: String,
    /// First day.
    pub desde: Date,
    /// Last day, the same or later.
    pub hasta: Date,
    /// Its state in a word, written beside its bar.
    pub estado: String,
    /// What the state means.
    pub tono: Tono,
}

/// A chart as marks: its own top left corner is the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dibujo {
    /// Width in points.
    pub ancho: f32,
    /// Height in points.
    pub alto: f32,
    /// In drawing order; nothing passes `ancho` or `alto`.
    pub marcas: Vec<Marca>,
}

/// The picture of a chart, without title, source or table, in `ancho` points.
///
/// # Errors
///
/// [`FallaDeInforme::Fuente`] if an embedded font cannot be read.
pub fn dibujar(grafico: &Grafico, ancho: f32) -> Result<Dibujo, FallaDeInforme> {
    Ok(dibujo::entero(grafico, ancho, Fuentes::leer()?))
}

//! Charts from a specification: the same that a screen could draw.

/// A chart: its title says the finding, its table says the same figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grafico {
    /// The finding, as a sentence.
    pub titulo: String,
    /// What is drawn, for whoever cannot see it.
    pub alternativa: String,
    /// Source and cut-off.
    pub fuente: String,
    /// The figures.
    pub datos: DatosDeGrafico,
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
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barra {
    /// What it counts.
    pub rotulo: String,
    /// How many.
    pub valor: u64,
    /// What is written at its end; the value itself when empty.
    pub texto: String,
}

/// One series of a stacked chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serie {
    /// Name in the key.
    pub nombre: String,
    /// Its meaning, which gives its colour.
    pub tono: crate::modelo::Tono,
}

//! The table of a chart: the same figures, from the same specification.

use dominio::territorio::DEPARTAMENTOS;

use super::{DatosDeGrafico, Grafico, Serie};
use crate::modelo::{Celda, Columna, Densidad, Fila, Tabla};
use crate::palabras::{de, fecha_corta, numero, porcentaje};

/// What a tile says of a departamento that the figures do not name.
pub(crate) const SIN_DATO: &str = "Sin dato";

impl Grafico {
    /// The figures of the chart as a table.
    #[must_use]
    pub fn tabla(&self) -> Tabla {
        let (columnas, filas) = match &self.datos {
            DatosDeGrafico::Barras(barras) => (
                self.columnas(&[self.medida()]),
                barras
                    .iter()
                    .map(|b| {
                        let valor = if b.texto.is_empty() { numero(b.valor) } else { b.texto.clone() };
                        Fila::new(vec![b.rotulo.as_str().into(), valor.into()])
                    })
                    .collect(),
            ),
            DatosDeGrafico::BarrasApiladas { series, barras } => {
                let mut titulos: Vec<&str> = series.iter().map(|s| s.nombre.as_str()).collect();
                titulos.push("Total");
                let filas = barras.iter().map(|(rotulo, valores)| {
                    let suyos = || (0..series.len()).map(|i| valores.get(i).copied().unwrap_or(0));
                    let total = suyos().fold(0, u64::saturating_add);
                    let celdas = suyos().chain([total]).map(|v| Celda::from(numero(v)));
                    Fila::new(std::iter::once(Celda::from(rotulo.as_str())).chain(celdas).collect())
                });
                (self.columnas(&titulos), filas.collect())
            }
            DatosDeGrafico::Balas(balas) => {
                let con_meta = balas.iter().any(|b| b.meta.is_some());
                let titulos: &[&str] = if con_meta { &[self.medida(), "Porcentaje", "Meta"] } else { &[self.medida(), "Porcentaje"] };
                let filas = balas.iter().map(|b| {
                    let mut celdas = vec![b.rotulo.as_str().into(), de(b.logrado).into(), porcentaje(b.logrado).into()];
                    if con_meta {
                        celdas.push(b.meta.map_or_else(|| "—".to_owned(), numero).into());
                    }
                    Fila::new(celdas)
                });
                (self.columnas(titulos), filas.collect())
            }
            DatosDeGrafico::Pendiente { antes, despues, lineas } => {
                let filas = lineas.iter().map(|l| {
                    Fila::new(vec![
                        l.rotulo.as_str().into(),
                        numero(l.antes).into(),
                        numero(l.despues).into(),
                        diferencia(l.antes, l.despues).into(),
                    ])
                });
                (self.columnas(&[antes, despues, "Cambio"]), filas.collect())
            }
            DatosDeGrafico::Mapa { estados, casillas } => {
                let filas = DEPARTAMENTOS.iter().map(|d| {
                    let dicho = casillas.iter().find(|c| c.codigo == d.codigo).map_or(SIN_DATO, |c| palabra(estados, c.estado, &c.texto));
                    Fila::new(vec![d.nombre.into(), dicho.into()])
                });
                (vec![Columna::texto(&self.primera().titulo, 2).que_encabeza(), Columna::texto(self.medida(), 3)], filas.collect())
            }
            DatosDeGrafico::Gantt { actividades, .. } => {
                let filas = actividades.iter().map(|a| {
                    Fila::new(vec![
                        a.rotulo.as_str().into(),
                        fecha_corta(a.desde).into(),
                        fecha_corta(a.hasta).into(),
                        a.estado.as_str().into(),
                    ])
                });
                let columnas = vec![self.primera(), Columna::justa("Desde"), Columna::justa("Hasta"), Columna::justa("Estado")];
                (columnas, filas.collect())
            }
        };
        Tabla { columnas, filas, densidad: Densidad::Compacta, alternativa: self.alternativa.clone(), ..Tabla::default() }
    }

    fn primera(&self) -> Columna {
        let titulo = match &self.datos {
            _ if !self.que.is_empty() => self.que.as_str(),
            DatosDeGrafico::Mapa { .. } => "Departamento",
            DatosDeGrafico::Gantt { .. } => "Actividad",
            DatosDeGrafico::Barras(_)
            | DatosDeGrafico::BarrasApiladas { .. }
            | DatosDeGrafico::Balas(_)
            | DatosDeGrafico::Pendiente { .. } => "Concepto",
        };
        Columna::texto(titulo, 3).que_encabeza()
    }

    fn medida(&self) -> &str {
        if !self.medida.is_empty() {
            return &self.medida;
        }
        match self.datos {
            DatosDeGrafico::Mapa { .. } => "Estado",
            DatosDeGrafico::Barras(_)
            | DatosDeGrafico::BarrasApiladas { .. }
            | DatosDeGrafico::Balas(_)
            | DatosDeGrafico::Pendiente { .. }
            | DatosDeGrafico::Gantt { .. } => "Cantidad",
        }
    }

    fn columnas(&self, cifras: &[&str]) -> Vec<Columna> {
        std::iter::once(self.primera()).chain(cifras.iter().map(|t| Columna::numero(t))).collect()
    }
}

/// What a tile says: its own text, or the name of its state.
pub(crate) fn palabra<'a>(estados: &'a [Serie], estado: usize, texto: &'a str) -> &'a str {
    if texto.is_empty() { estados.get(estado).map_or(SIN_DATO, |s| s.nombre.as_str()) } else { texto }
}

/// `+12`, `−3`, `0`: with a true minus.
pub(crate) fn diferencia(antes: u64, despues: u64) -> String {
    match despues.cmp(&antes) {
        std::cmp::Ordering::Greater => format!("+{}", numero(despues - antes)),
        std::cmp::Ordering::Equal => "0".to_owned(),
        std::cmp::Ordering::Less => format!("−{}", numero(antes - despues)),
    }
}

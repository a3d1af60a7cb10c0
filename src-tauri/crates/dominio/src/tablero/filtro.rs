//! Which rows are on the board and in which order.

use std::cmp::Ordering;

use crate::cerrado;
use crate::fase::{EstadoFase, Fase};
use crate::instituciones::TipoInstitucion;
use crate::tablero::Fila;
use crate::texto::plegar;

cerrado! {
    /// Column that orders the rows.
    OrdenDelTablero {
        Nombre = "nombre" / "Nombre",
        Tipo = "tipo" / "Tipo",
        Fase = "fase" / "Estado de la fase",
        Datos = "datos" / "Último dato",
        Avance = "avance" / "Avance",
        Tramites = "tramites" / "Trámites",
        Hallazgos = "hallazgos" / "Posibles hallazgos",
    }
}

/// What a row must be; empty parts let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtro {
    /// Kinds.
    pub tipos: Vec<TipoInstitucion>,
    /// Departamentos of gobernaciones, by name without accents or case.
    pub departamentos: Vec<String>,
    /// Phase that `estados` looks at; without it, any phase.
    pub fase: Option<Fase>,
    /// States.
    pub estados: Vec<EstadoFase>,
    /// Text in the name, sigla, code or departamento, without accents or case: every word.
    pub buscar: String,
}

impl Filtro {
    /// True when it lets everything through.
    #[must_use]
    pub fn es_vacio(&self) -> bool {
        self.tipos.is_empty() && self.departamentos.is_empty() && self.estados.is_empty() && self.buscar.trim().is_empty()
    }

    /// The rows that pass, in the order given.
    #[must_use]
    pub fn pasan<'f>(&self, filas: &'f [Fila]) -> Vec<&'f Fila> {
        if self.es_vacio() {
            return filas.iter().collect();
        }
        let departamentos: Vec<String> = self.departamentos.iter().map(|d| plegar(d)).collect();
        let palabras: Vec<String> = plegar(&self.buscar).split_whitespace().map(str::to_owned).collect();
        filas.iter().filter(|f| self.deja_pasar(f, &departamentos, &palabras)).collect()
    }

    fn deja_pasar(&self, fila: &Fila, departamentos: &[String], palabras: &[String]) -> bool {
        let tipo = self.tipos.is_empty() || self.tipos.contains(&fila.tipo);
        let departamento = departamentos.is_empty() || fila.departamento.as_ref().is_some_and(|d| departamentos.contains(&plegar(d)));
        let estado = self.estados.is_empty()
            || match self.fase {
                Some(fase) => self.estados.contains(&fila.celda(fase).estado),
                None => fila.celdas.iter().any(|c| self.estados.contains(&c.estado)),
            };
        tipo && departamento && estado && palabras.iter().all(|p| fila.plegado.contains(p.as_str()))
    }
}

/// How far a state is, for the order by phase: what does not apply goes last.
const fn rango(estado: EstadoFase) -> u8 {
    match estado {
        EstadoFase::NoIniciada => 0,
        EstadoFase::EnProceso => 1,
        EstadoFase::Observada => 2,
        EstadoFase::Entregada => 3,
        EstadoFase::Aprobada => 4,
        EstadoFase::NoAplica => 5,
    }
}

/// Orders the rows; ties, and rows without the datum, by kind and name.
pub fn ordenar(filas: &mut [&Fila], orden: OrdenDelTablero, fase: Option<Fase>, descendente: bool) {
    let sentido = |o: Ordering| if descendente { o.reverse() } else { o };
    filas.sort_by(|a, b| {
        let primero = match orden {
            OrdenDelTablero::Nombre => return sentido(a.plegado.cmp(&b.plegado)).then_with(|| a.codigo.cmp(&b.codigo)),
            OrdenDelTablero::Tipo => sentido(a.tipo.cmp(&b.tipo)),
            OrdenDelTablero::Fase => {
                let de = |f: &Fila| match fase {
                    Some(fase) => rango(f.celda(fase).estado),
                    None => f.celdas.iter().map(|c| rango(c.estado)).max().unwrap_or(0),
                };
                sentido(de(a).cmp(&de(b)))
            }
            // Without data is older than any date.
            OrdenDelTablero::Datos => sentido(a.datos_del.cmp(&b.datos_del)),
            OrdenDelTablero::Avance => {
                let (x, y) = (a.avance(), b.avance());
                sentido((x.numerador * y.denominador.max(1)).cmp(&(y.numerador * x.denominador.max(1))))
            }
            OrdenDelTablero::Tramites => sentido(a.tramites.cmp(&b.tramites)),
            OrdenDelTablero::Hallazgos => sentido(a.hallazgos.cmp(&b.hallazgos)),
        };
        primero.then_with(|| a.tipo.cmp(&b.tipo)).then_with(|| a.plegado.cmp(&b.plegado)).then_with(|| a.codigo.cmp(&b.codigo))
    });
}

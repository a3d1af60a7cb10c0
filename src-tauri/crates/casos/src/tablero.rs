//! The board of GAE: one in-memory book of the file, of which a write makes only its institutions be
//! read again, and every figure counted from its rows at the cut-off asked for.
//!
//! The screen, the console and the report `consolidado` call [`Tablero::leer`]: one figure, one function.

mod cambios;
mod institucion;
mod libro;
mod quitar;
mod reportado;
mod tendencia;
mod vista;

use std::collections::HashMap;
use std::sync::Arc;

use almacen::Consultas;
use dominio::tablero::{Cuales, Fila, Filtro, OrdenDelTablero, filas_de, lista_de_pendientes, ordenar};
use jiff::civil::Date;

use crate::dto::{DetalleDelTablero, PedirDetalle, PedirTablero, TableroDto};
use crate::falla::Falla;
use crate::fases::fecha;
use crate::sesion::Sesion;

pub(crate) use libro::{Libro, con_hechos_propios};

/// Most rows that a window of the board asks for; «all» are all of them.
const FILAS_MAX: usize = 5_000;

/// What a request asks, read and checked.
pub(crate) struct Tablero {
    pub corte: Date,
    pub comparar: Option<Date>,
    pub filtro: Filtro,
    orden: OrdenDelTablero,
    descendente: bool,
    desde: usize,
    cuantos: usize,
}

impl Tablero {
    fn pedido(pide: &PedirTablero, hoy: Date) -> Result<Tablero, Falla> {
        let corte = fecha("corte", pide.corte.as_deref())?.unwrap_or(hoy);
        let comparar = fecha("comparar", pide.comparar.as_deref())?;
        if comparar.is_some_and(|c| c >= corte) {
            return Err(Falla::campo("comparar", format!("La fecha para comparar debe ser anterior al corte ({corte}).")));
        }
        Ok(Tablero {
            corte,
            comparar,
            filtro: Filtro {
                tipos: pide.tipos.clone(),
                departamentos: pide.departamentos.clone(),
                fase: pide.fase,
                estados: pide.estados.clone(),
                buscar: pide.buscar.clone().unwrap_or_default(),
            },
            orden: pide.orden.unwrap_or(OrdenDelTablero::Tipo),
            descendente: pide.descendente,
            desde: pide.desde as usize,
            cuantos: pide.cuantos.map_or(FILAS_MAX, |n| n as usize),
        })
    }

    /// The rows that the filter lets through, in the order asked for.
    fn filas<'f>(&self, todas: &'f [Fila]) -> Vec<&'f Fila> {
        let mut filas = self.filtro.pasan(todas);
        ordenar(&mut filas, self.orden, self.filtro.fase, self.descendente);
        filas
    }
}

/// The rows at the earlier cut-off, by institution.
type Antes<'f> = HashMap<uuid::Uuid, &'f Fila>;

fn por_institucion(filas: &[Fila]) -> Antes<'_> {
    filas.iter().map(|f| (f.institucion, f)).collect()
}

impl Sesion {
    /// The book of the file as it is now: after a write, only what it touched is read again.
    pub(crate) fn libro(&self, c: &Consultas<'_>) -> Result<Arc<Libro>, Falla> {
        let clave = (self.generacion_actual(), c.asientos()?);
        if let Some(libro) = self.libro_guardado(clave) {
            return Ok(libro);
        }
        let al_dia = self.tomar_libro(clave).map(|l| l.al_dia(c)).transpose()?.flatten();
        let libro = Arc::new(al_dia.map_or_else(|| Libro::leer(c), Ok)?);
        self.guardar_libro(clave, Arc::clone(&libro));
        Ok(libro)
    }

    /// The board: each phase over the institutions, as of a date, of those that a filter lets through.
    ///
    /// # Errors
    /// `campos_invalidos` for an impossible date.
    pub fn tablero(&self, pide: PedirTablero) -> Result<TableroDto, Falla> {
        let hoy = self.hoy();
        let pedido = Tablero::pedido(&pide, hoy)?;
        self.leer(|c| {
            let libro = self.libro(&c)?;
            let filas = libro.filas(&c, pedido.corte, hoy)?;
            let antes = pedido.comparar.map(|d| libro.filas(&c, d, hoy)).transpose()?;
            Ok(vista::tablero(&libro, &pedido, &filas, antes.as_deref().map(Vec::as_slice), hoy))
        })
    }

    /// The rows under one figure of the board: as many as the figure says.
    ///
    /// # Errors
    /// Those of [`Sesion::tablero`].
    pub fn detalle_tablero(&self, pide: PedirDetalle) -> Result<DetalleDelTablero, Falla> {
        let hoy = self.hoy();
        let pedido = Tablero::pedido(&pide.tablero, hoy)?;
        self.leer(|c| {
            let libro = self.libro(&c)?;
            let filas = libro.filas(&c, pedido.corte, hoy)?;
            let antes = pedido.comparar.map(|d| libro.filas(&c, d, hoy)).transpose()?;
            let antes = antes.as_ref().map(|a| por_institucion(a));
            let pasan = pedido.filas(&filas);
            let suyas: Vec<&Fila> = filas_de(&pasan, pide.fase, pide.cuales, pide.tipo).collect();
            let texto = match pide.tipo {
                _ if pide.cuales != Cuales::Pendientes => None,
                Some(tipo) => lista_de_pendientes(&pasan, pide.fase, tipo),
                None => Some(vista::parrafo(&pasan, pide.fase)),
            };
            Ok(DetalleDelTablero {
                corte: pedido.corte.to_string(),
                titulo: vista::titulo_del_detalle(pide.fase, pide.cuales, pide.tipo, suyas.len() as u64),
                fase: pide.fase,
                tipo: pide.tipo,
                cuales: pide.cuales,
                total: suyas.len() as u64,
                asignacion_ficticia: libro.asignacion_ficticia(),
                filas: suyas.into_iter().map(|f| vista::fila(f, antes.as_ref(), pedido.corte)).collect(),
                texto,
            })
        })
    }
}

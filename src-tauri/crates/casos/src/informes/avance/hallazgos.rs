//! Findings of an institution as the report prints them: by rule and one by one.

use std::collections::BTreeSet;

use almacen::{Consultas, FiltroHallazgos, HallazgoLeido};
use dominio::Razon;
use dominio::reglas::{EstadoHallazgo, Regla, Severidad};
use informes::avance::{DetalleDeHallazgo, HallazgosDeRegla};

use crate::falla::Falla;

/// Findings read at a time.
const LOTE: u32 = 2000;

pub(super) fn hallazgos_de(c: &Consultas<'_>, ambito: uuid::Uuid, estado: EstadoHallazgo) -> Result<Vec<HallazgoLeido>, Falla> {
    let mut todos = Vec::new();
    loop {
        let desde = u32::try_from(todos.len()).unwrap_or(u32::MAX);
        let filtro = FiltroHallazgos { ambito: Some(ambito), estado: Some(estado), desde, cuantos: LOTE, ..FiltroHallazgos::default() };
        let pagina = c.hallazgos(&filtro)?;
        let leidos = pagina.filas.len();
        todos.extend(pagina.filas);
        if leidos == 0 || todos.len() as u64 >= pagina.total {
            return Ok(todos);
        }
    }
}

pub(in crate::informes) fn detalle(h: &HallazgoLeido) -> DetalleDeHallazgo {
    let lugar = match h.hallazgo.clase {
        "requisito" => "Requisito",
        "paso" => "Paso",
        "base_legal" => "Base legal",
        "tiempo" => "Tiempo",
        _ => "Ficha",
    };
    DetalleDeHallazgo {
        codigo: h.tramite_codigo.clone(),
        tramite: h.tramite_nombre.clone(),
        regla: h.hallazgo.regla.as_str().to_owned(),
        severidad: h.hallazgo.severidad,
        estado: h.estado,
        mensaje: h.hallazgo.mensaje.clone(),
        donde: h.hallazgo.fila.map_or_else(|| lugar.to_owned(), |n| format!("{lugar} {n}")),
        fragmento: h.hallazgo.fragmento.clone(),
        justificacion: h.justificacion.clone().unwrap_or_default(),
    }
}

pub(super) fn por_regla(abiertos: &[HallazgoLeido], decididos: &[HallazgoLeido], total: u64) -> Vec<HallazgosDeRegla> {
    Regla::TODOS
        .iter()
        .map(|regla| {
            let de = |h: &&HallazgoLeido| h.hallazgo.regla == *regla;
            let mut fila = HallazgosDeRegla {
                regla: regla.as_str().to_owned(),
                titulo: regla.titulo().to_owned(),
                base: regla.fundamento().to_owned(),
                decididos: decididos.iter().filter(de).count() as u64,
                ..HallazgosDeRegla::default()
            };
            let mut tramites = BTreeSet::new();
            for h in abiertos.iter().filter(de) {
                tramites.insert(h.tramite);
                match h.hallazgo.severidad {
                    Severidad::Alta => fila.alta += 1,
                    Severidad::Media => fila.media += 1,
                    Severidad::Baja => fila.baja += 1,
                    Severidad::Dato => fila.dato += 1,
                }
            }
            fila.tramites = Razon::new(tramites.len() as u64, total);
            fila
        })
        .collect()
}

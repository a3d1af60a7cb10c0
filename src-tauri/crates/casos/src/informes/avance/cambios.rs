//! What people changed in the fichas of an institution.

use std::collections::{BTreeMap, BTreeSet};

use almacen::{Consultas, FichaLeida, Operacion};
use dominio::{Dato, formato};
use informes::avance::CambioDeFicha;

use crate::contexto::dia_en_guatemala;
use crate::falla::Falla;
use crate::sesion::sin_prefijo;

/// Operations read at a time.
const LOTE: u32 = 2000;
/// Changes of fichas that the report lists.
const CAMBIOS_MAX: usize = 60;

/// What people changed in the fichas, newest first: the last [`CAMBIOS_MAX`], and how many in all.
pub(super) fn cambios(c: &Consultas<'_>, ambito: uuid::Uuid) -> Result<(Vec<CambioDeFicha>, u64), Falla> {
    let (mut total, mut por_tramite, mut desde): (u64, BTreeMap<uuid::Uuid, BTreeSet<u64>>, u32) = (0, BTreeMap::new(), 0);
    let mut reunidos = 0;
    loop {
        let pagina = c.operaciones(desde, LOTE)?;
        for o in pagina.filas.iter().filter(|o| o.operacion == Some(Operacion::GuardarFicha) && !o.deshecha && o.ambito == ambito) {
            total += o.celdas;
            if let (Some(t), true) = (o.tramite, reunidos < CAMBIOS_MAX) {
                por_tramite.entry(t).or_default().insert(o.ms);
                reunidos += 1;
            }
        }
        desde = desde.saturating_add(LOTE);
        if pagina.filas.is_empty() || u64::from(desde) >= pagina.total {
            break;
        }
    }
    let mut lista = Vec::new();
    for (tramite, momentos) in por_tramite {
        let Some(ficha) = c.ficha(tramite)? else { continue };
        for v in
            c.historial_de_entidad(tramite)?.iter().filter(|v| v.operacion == Some(Operacion::GuardarFicha) && momentos.contains(&v.ms))
        {
            let cambio = CambioDeFicha {
                fecha: dia_en_guatemala(v.ms),
                codigo: ficha.fila.codigo.clone(),
                tramite: ficha.fila.nombre.clone(),
                dato: dato_de(&ficha, v.entidad, &v.campo),
                antes: legible(&ficha, v.entidad, &v.campo, &v.antes),
                ahora: legible(&ficha, v.entidad, &v.campo, &v.despues),
            };
            lista.push((v.ms, cambio));
        }
    }
    lista.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.codigo.cmp(&b.1.codigo)).then_with(|| a.1.dato.cmp(&b.1.dato)));
    lista.truncate(CAMBIOS_MAX);
    Ok((lista.into_iter().map(|(_, x)| x).collect(), total))
}

fn clase_de(ficha: &FichaLeida, entidad: uuid::Uuid) -> &str {
    sin_prefijo(ficha.filas.iter().find(|f| f.id == entidad).map_or("tramite", |f| f.clase.as_str()))
}

/// What people call a row, with its place in the ficha: «Requisito 5». `None` for the trámite itself.
fn fila_de(ficha: &FichaLeida, entidad: uuid::Uuid) -> Option<String> {
    let clase = clase_de(ficha, entidad);
    let nombre = match clase {
        "requisito" => "Requisito",
        "paso" => "Paso",
        "base_legal" => "Base legal",
        "tiempo" => "Tiempo",
        _ => return None,
    };
    let lugar = ficha.filas.iter().filter(|f| sin_prefijo(&f.clase) == clase).position(|f| f.id == entidad);
    Some(lugar.map_or_else(|| format!("{nombre} retirado"), |n| format!("{nombre} {}", n + 1)))
}

/// Rows that a cell points at, by their names: the paso that uses «Requisito 1, Requisito 3».
fn filas_nombradas(ficha: &FichaLeida, texto: &str) -> Option<String> {
    let ids: Option<Vec<uuid::Uuid>> = texto.split_whitespace().map(|t| t.parse().ok()).collect();
    let nombres: Vec<String> = ids?.into_iter().map(|id| fila_de(ficha, id).unwrap_or_else(|| "fila retirada".to_owned())).collect();
    (!nombres.is_empty()).then(|| nombres.join(", "))
}

/// «Requisito 5: Requisito», «Nombre».
fn dato_de(ficha: &FichaLeida, entidad: uuid::Uuid, campo: &str) -> String {
    let etiqueta = dominio::campos::campo(clase_de(ficha, entidad), campo).map_or(campo, |x| x.etiqueta);
    fila_de(ficha, entidad).map_or_else(|| etiqueta.to_owned(), |fila| format!("{fila}: {etiqueta}"))
}

/// A value as the screen shows it.
pub(in crate::informes) fn legible(ficha: &FichaLeida, entidad: uuid::Uuid, campo: &str, valor: &Dato) -> String {
    let declarado = dominio::campos::campo(clase_de(ficha, entidad), campo);
    match valor {
        Dato::Nulo => String::new(),
        Dato::Logico(b) => if *b { "Sí" } else { "No" }.to_owned(),
        Dato::Entero(n) => match declarado.map(|d| d.tipo) {
            Some(dominio::campos::TipoDeCampo::Dinero) => formato::decimal(&format!("{}.{:02}", n / 100, (n % 100).abs())),
            _ => formato::entero(*n),
        },
        Dato::Texto(t) => declarado
            .and_then(|d| d.opciones().into_iter().find(|o| o.id == t).map(|o| o.etiqueta.to_owned()))
            .or_else(|| filas_nombradas(ficha, t))
            .unwrap_or_else(|| t.clone()),
    }
}

//! The inventory in counts.

use std::collections::BTreeMap;

use super::{base_de, menor, nota, o_raya, parrafo, seccion, subtitulo};
use crate::avance::cifras::CifrasDeAvance;
use crate::grafico::{Barra, DatosDeGrafico, Grafico, Serie};
use crate::modelo::{Bloque, Celda, Cifra, Columna, Densidad, Fila, Tabla, Tono};
use crate::palabras::{cuantos, de, fecha_corta, fecha_larga, numero, porcentaje};
use crate::texto::Texto;
use dominio::Razon;
use dominio::ficha::EstadoTramite;

const SIN_CATEGORIA: &str = "Sin categoría";
/// Bars of the chart; the other categories are added up.
const CATEGORIAS_EN_GRAFICO: usize = 12;

/// The states in three steps and one way out, for the chart.
const fn paso(estado: EstadoTramite) -> usize {
    match estado {
        EstadoTramite::Identificado => 0,
        EstadoTramite::FichaCompleta => 1,
        EstadoTramite::Priorizado
        | EstadoTramite::EnCartera
        | EstadoTramite::EnDiagnostico
        | EstadoTramite::EnRediseno
        | EstadoTramite::RedisenoAprobado
        | EstadoTramite::EnImplementacion
        | EstadoTramite::Implementado
        | EstadoTramite::EnMejoraContinua => 2,
        EstadoTramite::Suprimido => 3,
    }
}

fn nombre(categoria: &str) -> &str {
    if categoria.trim().is_empty() { SIN_CATEGORIA } else { categoria }
}

pub(super) fn inventario(c: &CifrasDeAvance) -> Vec<Bloque> {
    let i = &c.inventario;
    let titulo = match (i.tramites, i.cerrado_el) {
        (0, _) => "El inventario está vacío".to_owned(),
        (n, Some(f)) => format!("El inventario tiene {} y se cerró el {}", cuantos(n, "trámite", "trámites"), fecha_larga(f)),
        (n, None) => {
            let completas = match i.fichas_completas.numerador {
                0 => "ninguno".to_owned(),
                k => numero(k),
            };
            format!("El inventario tiene {}; {completas} con ficha completa", cuantos(n, "trámite", "trámites"))
        }
    };
    let mut bloques = vec![seccion(&titulo, "Inventario")];
    if i.tramites == 0 {
        bloques.push(parrafo("Sin información registrada."));
        return bloques;
    }
    let cifra = |rotulo: &str, r: Razon, que: &str| Cifra {
        rotulo: rotulo.to_owned(),
        valor: porcentaje(r),
        base: format!("{} {que}", de(r)),
        razon: Some(r),
    };
    bloques.push(parrafo(
        Texto::default()
            .y("En total, los trámites piden ")
            .fuerte(&cuantos(i.requisitos, "requisito", "requisitos"))
            .y(" y describen ")
            .fuerte(&cuantos(i.pasos, "paso", "pasos"))
            .y(&format!(". Corte al {}.", fecha_larga(c.corte))),
    ));
    bloques.push(Bloque::Cifras(vec![
        cifra("Fichas completas", i.fichas_completas, "trámites"),
        cifra("Tiempo entendido", i.tiempos_legibles, "trámites"),
        cifra("Costo definido", i.costos_conocidos, "trámites"),
        cifra("Base legal suficiente", i.con_base_legal, "trámites"),
    ]));
    if i.banderas_pendientes > 0 {
        bloques.push(nota(
            Tono::Aviso,
            Texto::default()
                .fuerte(&cuantos(i.banderas_pendientes, "señal de importación pendiente. ", "señales de importación pendientes. "))
                .y("El texto original se conserva completo; una persona debe confirmar su lectura."),
        ));
    }
    bloques.push(subtitulo("Por categoría"));
    bloques.push(Bloque::Grafico(grafico(c)));
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Trámites por categoría".to_owned()),
        columnas: vec![Columna::texto("Categoría", 6), Columna::numero("Trámites"), Columna::numero("Del inventario")],
        filas: filas(i.por_categoria.iter().map(|(k, n)| (nombre(k), *n)), i.tramites),
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    }));
    bloques.push(subtitulo("Por estado"));
    bloques.push(Bloque::Tabla(Tabla {
        titulo: None,
        columnas: vec![Columna::texto("Estado", 6), Columna::numero("Trámites"), Columna::numero("Del inventario")],
        filas: filas(i.por_estado.iter().filter(|(_, n)| *n > 0).map(|(e, n)| (e.etiqueta(), *n)), i.tramites),
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    }));
    bloques.extend(cambios(c));
    bloques
}

/// What people corrected since the import.
fn cambios(c: &CifrasDeAvance) -> Vec<Bloque> {
    let mostrados = u64::try_from(c.cambios.len()).unwrap_or(u64::MAX);
    let total = c.cambios_en_total.max(mostrados);
    if total == 0 {
        return Vec::new();
    }
    let mut bloques = vec![subtitulo(&format!("{} por personas desde la importación", cuantos(total, "dato cambiado", "datos cambiados")))];
    bloques.push(Bloque::Tabla(Tabla {
        titulo: None,
        columnas: vec![
            Columna::justa("Fecha"),
            Columna::texto("Trámite", 5),
            Columna::texto("Dato", 3),
            Columna::texto("Antes", 6),
            Columna::texto("Ahora", 6),
        ],
        filas: c
            .cambios
            .iter()
            .map(|k| {
                Fila::new(vec![
                    Celda::from(fecha_corta(k.fecha)),
                    Celda::from(Texto::default().fuerte(&k.codigo).y("\n").tenue(&k.tramite)),
                    Celda::from(k.dato.as_str()),
                    if k.antes.trim().is_empty() { o_raya("") } else { Celda::from(Texto::default().tenue(&k.antes)) },
                    o_raya(&k.ahora),
                ])
            })
            .collect(),
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    }));
    if total > mostrados {
        bloques.push(menor(format!("Se muestran los últimos {} de {}.", numero(mostrados), numero(total))));
    }
    bloques
}

fn filas<'a>(conteos: impl Iterator<Item = (&'a str, u64)>, total: u64) -> Vec<Fila> {
    let mut suma = 0u64;
    let mut filas: Vec<Fila> = conteos
        .map(|(nombre, n)| {
            suma = suma.saturating_add(n);
            Fila::new(vec![Celda::from(nombre), Celda::from(numero(n)), base_de(Razon::new(n, total))])
        })
        .collect();
    if filas.len() > 1 {
        filas.push(Fila::total(vec![Celda::from("Total"), Celda::from(numero(suma)), base_de(Razon::new(suma, total))]));
    }
    filas
}

fn grafico(c: &CifrasDeAvance) -> Grafico {
    let i = &c.inventario;
    let titulo = match i.por_categoria.first() {
        // The greatest says something only when it stands alone.
        Some((k, n)) if i.por_categoria.get(1).is_some_and(|(_, segunda)| segunda < n) => {
            format!("«{}» reúne {} de {} trámites", nombre(k), numero(*n), numero(i.tramites))
        }
        _ => "Trámites por categoría".to_owned(),
    };
    let fuente = format!("Fuente: inventario de la institución, corte al {}.", fecha_larga(c.corte));
    let mut orden: Vec<&str> = i.por_categoria.iter().map(|(k, _)| nombre(k)).collect();
    let resto = orden.split_off(orden.len().min(CATEGORIAS_EN_GRAFICO));
    let otras = format!("Otras categorías ({})", resto.len());
    let mut cuenta: BTreeMap<&str, [u64; 4]> = BTreeMap::new();
    for t in &c.tramites {
        let k = nombre(&t.categoria);
        let k = if orden.contains(&k) { k } else { otras.as_str() };
        if let Some(n) = cuenta.entry(k).or_default().get_mut(paso(t.estado)) {
            *n = n.saturating_add(1);
        }
    }
    if !resto.is_empty() || cuenta.contains_key(otras.as_str()) {
        orden.push(&otras);
    }
    let alternativa = format!("Barras: {} categorías, de mayor a menor cantidad de trámites.", orden.len());
    // Without the rows of exactly the trámites that count there is no state by category: plain bars
    // say what is known, so that the drawing and its table always agree.
    let contados = i.por_categoria.iter().map(|(k, n)| (nombre(k), *n));
    let filas = c.tramites.iter().fold(BTreeMap::<&str, u64>::new(), |mut m, t| {
        *m.entry(nombre(&t.categoria)).or_default() += 1;
        m
    });
    if contados.collect::<BTreeMap<_, _>>() != filas {
        let barras = i.por_categoria.iter().take(CATEGORIAS_EN_GRAFICO);
        let barras = barras.map(|(k, n)| Barra { rotulo: nombre(k).to_owned(), valor: *n, texto: String::new() }).collect();
        return Grafico {
            titulo,
            alternativa,
            fuente,
            que: "Categoría".to_owned(),
            medida: "Trámites".to_owned(),
            datos: DatosDeGrafico::Barras(barras),
            ..Grafico::default()
        };
    }
    let series = [
        ("Identificado: la ficha está en trabajo", Tono::Neutro),
        ("Ficha completa", Tono::Curso),
        ("Priorizado o más avanzado", Tono::Hecho),
        ("Suprimido", Tono::Aviso),
    ];
    // A state that nobody has takes no room in the key.
    let usadas: Vec<usize> = (0..series.len()).filter(|s| cuenta.values().any(|v| v.get(*s).is_some_and(|n| *n > 0))).collect();
    let barras = orden
        .iter()
        .map(|k| {
            let v = cuenta.get(k).copied().unwrap_or_default();
            ((*k).to_owned(), usadas.iter().map(|s| v.get(*s).copied().unwrap_or(0)).collect())
        })
        .collect();
    let series =
        usadas.iter().filter_map(|s| series.get(*s)).map(|(nombre, tono)| Serie { nombre: (*nombre).to_owned(), tono: *tono }).collect();
    Grafico {
        titulo,
        alternativa,
        fuente,
        que: "Categoría".to_owned(),
        medida: "Trámites".to_owned(),
        datos: DatosDeGrafico::BarrasApiladas { series, barras },
        ..Grafico::default()
    }
}

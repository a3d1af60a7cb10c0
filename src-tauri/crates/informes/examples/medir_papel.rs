//! Times a long table: `cargo run --release -p informes --example medir_papel -- 20000`.
#![allow(clippy::unwrap_used, reason = "a tool for developers, over fixed data")]

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use informes::modelo::{Bloque, Columna, Densidad, Documento, Fila, Marco, Metadatos, Tabla};

fn documento(filas: usize) -> Documento {
    let filas = (0..filas)
        .map(|i| {
            Fila::new(vec![
                format!("MARN-{i:05}").into(),
                "Licencia ambiental para instrumentos categoría B2, de moderado a bajo impacto ambiental potencial".into(),
                "Fotocopia legalizada del documento personal de identificación del representante legal, autenticada por notario".into(),
                "de 20 a 30 días hábiles".into(),
                format!("Q {}.50", i % 1000).into(),
            ])
        })
        .collect();
    Documento {
        metadatos: Metadatos {
            titulo: "Medida".to_owned(),
            autor: String::new(),
            tema: String::new(),
            palabras_clave: vec![],
            fecha: jiff::civil::date(2026, 11, 20).at(0, 0, 0, 0),
            idioma: "es-GT".to_owned(),
            identificador: "0".repeat(32),
        },
        marco: Marco {
            encabezado: "Medida".to_owned(),
            corte: "Corte".to_owned(),
            pie: "código".to_owned(),
            banda: None,
            ..Marco::default()
        },
        bloques: vec![Bloque::Tabla(Tabla {
            titulo: None,
            columnas: vec![
                Columna::justa("Código"),
                Columna::texto("Trámite", 4),
                Columna::texto("Requisito", 5),
                Columna::texto("Tiempo", 2),
                Columna::numero("Costo"),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: String::new(),
            ..Tabla::default()
        })],
    }
}

fn main() {
    let n = std::env::args().nth(1).map_or(20_000, |n| n.parse().unwrap());
    for filas in [n, 2 * n] {
        let documento = documento(filas);
        let inicio = Instant::now();
        let maquetado = informes::previsualizar(&documento).unwrap();
        let maquetacion = inicio.elapsed();
        drop(maquetado);
        let inicio = Instant::now();
        let pdf = informes::exportar_pdf(&documento, &mut |_| {}, &AtomicBool::new(false)).unwrap();
        println!(
            "{filas} filas: {} páginas, {} KB; maquetación {} ms, PDF completo {} ms",
            pdf.paginas,
            pdf.bytes.len() / 1024,
            maquetacion.as_millis(),
            inicio.elapsed().as_millis()
        );
    }
}

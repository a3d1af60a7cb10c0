//! `make bench`, the paper: a table of 20,000 rows and five columns of wrapped Spanish text, laid out and written as a PDF,
//! beside ReportLab and typst with the same rows, the same font, the same size of letter and of sheet.
//!
//! ReportLab and typst are looked for in `target/banco/python`, made from PyPI the first time; without them their lines
//! say «no ejecutada» and do not count as passed. Their clocks run inside Python, around the layout and the writing
//! alone: neither starting nor reading the rows is theirs (typst reads them inside its own compilation, as it must). The
//! floor is the same marks, recorded, written with the same operators into the same file, without any layout.

#[path = "comun/python.rs"]
mod python;

use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use informes::modelo::{Bloque, Columna, Densidad, Documento, Fila, Marco, Metadatos, Tabla};
use informes::{exportar_pdf, imprimir, previsualizar};
use pruebas::azar::Azar;

const FILAS: usize = 20_000;
const VECES: usize = 5;
const CABEZA: [&str; 5] = ["Código", "Trámite", "Requisito", "Tiempo de respuesta", "Costo"];
/// Shares of the width, for those that ask for them.
const PARTES: [u16; 5] = [11, 30, 35, 14, 10];

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco");
    std::fs::create_dir_all(&carpeta).unwrap();
    let mut bien = true;
    let mut linea = |que: &str, valor: String, limite: &str, cumple: bool| {
        let signo = if cumple { "bien" } else { "SOBRE EL LÍMITE" };
        println!("{que:<58} {valor:>34}   límite {limite:<12} {signo}");
        bien &= cumple;
    };
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    let filas = filas(2 * FILAS);
    let mitad = documento(&filas[..FILAS]);
    let (nuestro, paginas) = medir(&mitad);
    let maquetado = previsualizar(&mitad).unwrap();
    let piso = (0..VECES)
        .map(|_| {
            let inicio = Instant::now();
            assert_eq!(imprimir(&maquetado, &mitad.metadatos, &mut |_| {}, &AtomicBool::new(false)).unwrap().paginas, paginas);
            inicio.elapsed()
        })
        .min()
        .unwrap_or_default();
    drop(maquetado);
    linea(&format!("p  tabla de {FILAS} × 5 en PDF, {paginas} páginas"), format!("{:.0} ms", ms(nuestro)), "—", true);
    let veces = ms(nuestro) / ms(piso);
    linea("p  contra escribir lo mismo sin maquetar", format!("{:.0} ms: {veces:.2} veces", ms(piso)), "3×", veces <= 3.0);
    let (doble, _) = medir(&documento(&filas));
    let crece = ms(doble) / ms(nuestro);
    linea(&format!("p  {} filas contra {FILAS}", 2 * FILAS), format!("{:.0} ms: {crece:.2} veces", ms(doble)), "2.2×", crece <= 2.2);

    let datos = carpeta.join("papel.json");
    std::fs::write(&datos, serde_json::to_vec(&filas[..FILAS]).unwrap()).unwrap();
    let fuentes = pruebas::raiz().join("src-tauri/crates/informes/fuentes");
    let partes = PARTES.map(|p| p.to_string()).join(",");
    for (nombre, modulo, paquete, guion) in
        [("ReportLab", "reportlab", "reportlab==5.1.0", REPORTLAB), ("typst", "typst", "typst==0.15.2", TYPST)]
    {
        let que = format!("p  la misma tabla en {nombre}");
        let Some(programa) = python::con(&carpeta, modulo, paquete) else {
            linea(&que, format!("no ejecutada: falta {nombre}"), "10×", false);
            continue;
        };
        let pdf = carpeta.join(format!("papel-{modulo}.pdf"));
        let argumentos = [datos.as_os_str(), fuentes.as_os_str(), pdf.as_os_str(), partes.as_ref(), CABEZA.join("|").as_ref()]
            .map(std::ffi::OsStr::to_owned);
        let suyo: f64 = python::correr(&programa, guion, &argumentos).parse().unwrap();
        let veces = suyo * 1e3 / ms(nuestro);
        linea(&que, format!("{:.0} ms: {veces:.0} veces", suyo * 1e3), "10×", veces >= 10.0);
    }
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The best of several: what other programs take of the machine is not of the layout.
fn medir(d: &Documento) -> (Duration, usize) {
    let una = |_| {
        let inicio = Instant::now();
        let pdf = exportar_pdf(d, &mut |_| {}, &AtomicBool::new(false)).unwrap();
        (inicio.elapsed(), pdf.paginas)
    };
    (0..VECES).map(una).min().unwrap_or_default()
}

/// Rows as the catalogue has them: no two alike, of one to five lines.
fn filas(n: usize) -> Vec<[String; 5]> {
    const PALABRAS: [&str; 40] = [
        "licencia",
        "ambiental",
        "para",
        "instrumentos",
        "categoría",
        "de",
        "moderado",
        "a",
        "bajo",
        "impacto",
        "potencial",
        "fotocopia",
        "legalizada",
        "del",
        "documento",
        "personal",
        "identificación",
        "representante",
        "legal",
        "autenticada",
        "por",
        "notario",
        "constancia",
        "inscripción",
        "en",
        "el",
        "registro",
        "tributario",
        "unificado",
        "actualizada",
        "certificación",
        "y",
        "solvencia",
        "municipal",
        "ñame",
        "dictamen",
        "técnico",
        "sobre",
        "desechos",
        "peligrosos",
    ];
    let mut azar = Azar::new(2_021);
    let mut frase = |entre: u64, hasta: u64| {
        let cuantas = entre + azar.menor(hasta - entre);
        let palabras: Vec<&str> = (0..cuantas).map(|_| PALABRAS[usize::try_from(azar.menor(40)).unwrap()]).collect();
        palabras.join(" ")
    };
    (0..n)
        .map(|i| {
            let nombre = format!("Trámite {i}: {}", frase(4, 16));
            let costo = format!("Q {}.{:02}", i % 2_500, i % 100);
            [format!("MARN-{i:05}"), nombre, frase(6, 22), format!("de {} a {} días hábiles", 1 + i % 20, 21 + i % 40), costo]
        })
        .collect()
}

fn documento(filas: &[[String; 5]]) -> Documento {
    let [codigo, tramite, requisito, tiempo, costo] = CABEZA;
    let [_, t, r, p, _] = PARTES;
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
        marco: Marco { encabezado: "Medida".to_owned(), corte: "Corte".to_owned(), pie: "código".to_owned(), ..Marco::default() },
        bloques: vec![Bloque::Tabla(Tabla {
            columnas: vec![
                Columna::justa(codigo),
                Columna::texto(tramite, t),
                Columna::texto(requisito, r),
                Columna::texto(tiempo, p),
                Columna::numero(costo),
            ],
            filas: filas.iter().map(|f| Fila::new(f.iter().map(|c| c.as_str().into()).collect())).collect(),
            densidad: Densidad::Compacta,
            ..Tabla::default()
        })],
    }
}

/// A table of paragraphs that repeats its first row, as its manual shows for text that wraps.
const REPORTLAB: &str = r"
import json, sys, time
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle
datos, fuentes, pdf, partes, cabeza = sys.argv[1:]
filas = json.load(open(datos, encoding='utf-8'))
pdfmetrics.registerFont(TTFont('Normal', fuentes + '/PublicSans-Regular.ttf'))
pdfmetrics.registerFont(TTFont('Medio', fuentes + '/PublicSans-SemiBold.ttf'))
partes = [int(p) for p in partes.split(',')]
ancho = letter[0] - 108
inicio = time.perf_counter()
normal = ParagraphStyle('n', fontName='Normal', fontSize=7.8, leading=10)
medio = ParagraphStyle('m', fontName='Medio', fontSize=7.8, leading=10)
celdas = [[Paragraph(c, medio) for c in cabeza.split('|')]] + [[Paragraph(c, normal) for c in f] for f in filas]
tabla = LongTable(celdas, colWidths=[ancho * p / sum(partes) for p in partes], repeatRows=1)
tabla.setStyle(TableStyle([('LINEBELOW', (0, 0), (-1, -1), 0.5, HexColor('#dbe2ea')), ('VALIGN', (0, 0), (-1, -1), 'TOP'),
    ('TOPPADDING', (0, 0), (-1, -1), 3), ('BOTTOMPADDING', (0, 0), (-1, -1), 3), ('LEFTPADDING', (0, 0), (-1, -1), 4),
    ('RIGHTPADDING', (0, 0), (-1, -1), 4), ('BACKGROUND', (0, 0), (-1, 0), HexColor('#f5f7fa'))]))
def pie(lienzo, doc):
    lienzo.setFont('Normal', 8)
    lienzo.drawString(54, 34, 'Página %d' % doc.page)
SimpleDocTemplate(pdf, pagesize=letter, leftMargin=54, rightMargin=54, topMargin=76, bottomMargin=60).build([tabla], onFirstPage=pie, onLaterPages=pie)
print(time.perf_counter() - inicio)
";

const TYPST: &str = r##"
import json, os, sys, time
import typst
datos, fuentes, pdf, partes, cabeza = sys.argv[1:]
carpeta = os.path.dirname(datos)
fuente = '''
#set page(paper: "us-letter", margin: (x: 54pt, top: 76pt, bottom: 60pt), numbering: "1 de 1")
#set text(font: "Public Sans", size: 7.8pt, lang: "es")
#set par(leading: 0.35em)
#let filas = json("''' + os.path.basename(datos) + '''")
#table(columns: (''' + ', '.join(p + 'fr' for p in partes.split(',')) + '''), stroke: (x, y) => (bottom: 0.5pt + rgb("#dbe2ea")), inset: (x: 4pt, y: 3pt),
  align: (left, left, left, left, right),
  table.header(''' + ', '.join('[*' + c + '*]' for c in cabeza.split('|')) + '''), ..filas.flatten())
'''
entrada = os.path.join(carpeta, 'papel.typ')
open(entrada, 'w', encoding='utf-8').write(fuente)
inicio = time.perf_counter()
typst.compile(entrada, output=pdf, root=carpeta, font_paths=[fuentes])
print(time.perf_counter() - inicio)
"##;

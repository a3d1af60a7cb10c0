//! Every table of a document, taken out of it: for a workbook and for CSV.

use crate::modelo::{Bloque, Documento, Fila, Tabla, TipoDeFila};

/// A table on its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TablaSuelta {
    /// What it is: its caption, or that of its section.
    pub titulo: String,
    /// Heads, one a column.
    pub columnas: Vec<String>,
    /// Rows with as many cells as columns; unbreakable spaces are spaces.
    pub filas: Vec<Vec<String>>,
}

/// The column that says to which group of rows each row belongs.
const GRUPO: &str = "Grupo";

/// Every table of the document with rows, in reading order: those printed, those of the charts, and the figures that
/// stand side by side.
#[must_use]
pub fn recoger(documento: &Documento) -> Vec<TablaSuelta> {
    let mut r = Recogida { seccion: documento.metadatos.titulo.clone(), tablas: Vec::new() };
    r.bloques(&documento.bloques);
    r.tablas
}

struct Recogida {
    seccion: String,
    tablas: Vec<TablaSuelta>,
}

fn llano(texto: &str) -> String {
    texto.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-").replace('\u{200b}', "").trim().to_owned()
}

impl Recogida {
    fn bloques(&mut self, bloques: &[Bloque]) {
        for b in bloques {
            match b {
                Bloque::Titulo { texto, .. } => self.seccion.clone_from(texto),
                Bloque::Tabla(t) => self.tabla(t, None),
                Bloque::Grafico(g) if !g.tabla_aparte => self.tabla(&g.tabla(), Some(&g.titulo)),
                Bloque::Cifras(cifras) => {
                    let filas = cifras
                        .iter()
                        .map(|c| {
                            let parte = |f: fn(dominio::Razon) -> u64| c.razon.map(|r| f(r).to_string()).unwrap_or_default();
                            vec![llano(&c.rotulo), llano(&c.valor), llano(&c.base), parte(|r| r.numerador), parte(|r| r.denominador)]
                        })
                        .collect();
                    let columnas = ["Cifra", "Valor", "Base", "Numerador", "Denominador"].map(str::to_owned).to_vec();
                    self.tablas.push(TablaSuelta { titulo: format!("Cifras: {}", llano(&self.seccion)), columnas, filas });
                }
                Bloque::Juntos(dentro) => self.bloques(dentro),
                Bloque::Portada(_)
                | Bloque::Parrafo { .. }
                | Bloque::Lista { .. }
                | Bloque::Ficha(_)
                | Bloque::Grafico(_)
                | Bloque::Diagrama(_)
                | Bloque::Nota { .. }
                | Bloque::Salto(_)
                | Bloque::Indice { .. }
                | Bloque::Destino(_)
                | Bloque::Firmas(_) => {}
            }
        }
    }

    fn tabla(&mut self, t: &Tabla, nombre: Option<&str>) {
        if t.filas.is_empty() {
            return;
        }
        let con_grupos = t.filas.iter().any(|f| f.tipo == TipoDeFila::Grupo);
        // A head over several columns goes before that of each, so that each column has one name.
        let mut sobre: Vec<&str> = Vec::new();
        for g in &t.grupos {
            sobre.extend(std::iter::repeat_n(g.titulo.as_str(), usize::from(g.columnas.max(1))));
        }
        let mut columnas: Vec<String> = Vec::with_capacity(t.columnas.len() + 1);
        if con_grupos {
            columnas.push(GRUPO.to_owned());
        }
        for (i, c) in t.columnas.iter().enumerate() {
            let titulo = llano(&c.titulo);
            columnas.push(match sobre.get(i).map(|g| llano(g)).filter(|g| !g.is_empty()) {
                Some(g) => format!("{g}: {titulo}"),
                None => titulo,
            });
        }
        let mut grupo = String::new();
        let mut filas = Vec::with_capacity(t.filas.len());
        for f in &t.filas {
            if f.tipo == TipoDeFila::Grupo {
                grupo = f.celdas.first().map(|c| llano(&c.texto.plano())).unwrap_or_default();
            } else {
                let suyo = if f.tipo == TipoDeFila::Total { "" } else { grupo.as_str() };
                filas.push(celdas(f, t.columnas.len(), con_grupos.then_some(suyo)));
            }
        }
        let titulo = t.titulo.as_deref().or(nombre).unwrap_or(&self.seccion);
        self.tablas.push(TablaSuelta { titulo: llano(titulo), columnas, filas });
    }
}

fn celdas(f: &Fila, n: usize, grupo: Option<&str>) -> Vec<String> {
    let mut salida: Vec<String> = grupo.map(str::to_owned).into_iter().collect();
    let largo = n + salida.len();
    for c in &f.celdas {
        let texto = if c.completa.is_empty() { llano(&c.texto.plano()) } else { llano(&c.completa) };
        // A dash on paper is an empty cell in a table.
        salida.push(if matches!(texto.as_str(), "—" | "–") { String::new() } else { texto });
        salida.extend(std::iter::repeat_n(String::new(), usize::from(c.abarca.max(1)) - 1));
    }
    salida.resize(largo, String::new());
    salida
}

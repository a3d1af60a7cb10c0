//! What a sheet declares, found by itself: products, totals, percentages and shares, ready for
//! `dominio::metodos::auditoria`.
//!
//! Nobody says which column multiplies which, so a relation is believed only when most of the rows
//! keep it: the few that do not are what a person should look at. Totals are rows or columns that say
//! so. Each check remembers the cell it speaks of.

use dominio::interpretacion::plegar;
use dominio::metodos::auditoria::{Auditoria, Declarado, Factor, FilaDeProducto, Lugar, Porcentaje, Reparto, Seccion, Suma, auditar};
use dominio::metodos::exacto::{Decimal, entero, redondear};

use super::{Celda, Hoja, letras};

/// Rows with numbers that a relation between columns needs.
const MINIMO: usize = 3;
/// Numeric columns among which relations are searched.
const COLUMNAS: usize = 24;

/// The audit of a sheet, and the cell of each finding.
#[derive(Clone, Debug, Default)]
pub struct AuditoriaDeHoja {
    /// What was declared.
    pub declarado: Declarado,
    /// The audit.
    pub auditoria: Auditoria,
    /// Letters of the column of each finding, as `auditoria.hallazgos`.
    pub columnas: Vec<String>,
}

/// A number of the sheet: as shown, and the exact one behind it.
#[derive(Clone, Debug)]
struct Numero {
    mostrado: Decimal,
    exacto: Decimal,
    porcentaje: bool,
}

fn numero(celda: &Celda) -> Option<Numero> {
    match celda {
        Celda::Numero(n) => Some(Numero {
            mostrado: Decimal::leer(n.mostrado.trim_end_matches('%'))?,
            exacto: Decimal::leer(&n.valor).or_else(|| Decimal::leer(n.mostrado.trim_end_matches('%')))?,
            porcentaje: n.porcentaje,
        }),
        // Numbers written as text: «1,200.50», «Q 45.00», «65 %».
        Celda::Texto(t) => {
            let porcentaje = t.trim_end().ends_with('%');
            let limpio = t.trim().trim_end_matches('%').trim().trim_start_matches(['Q', 'q', '.', ' ', '$']);
            let grupos: Vec<&str> = limpio.split('.').next().unwrap_or_default().split(',').collect();
            let bien = grupos.iter().skip(1).all(|g| g.len() == 3) && grupos.first().is_some_and(|g| grupos.len() == 1 || g.len() <= 3);
            let leido = Decimal::leer(&limpio.replace(',', "")).filter(|_| bien)?;
            Some(Numero { mostrado: leido.clone(), exacto: leido, porcentaje })
        }
        Celda::Vacia | Celda::Fecha(_) | Celda::Logico(_) | Celda::Error(_) | Celda::SinValor => None,
    }
}

struct Fila {
    numero: u32,
    etiqueta: Option<String>,
    total: bool,
    celdas: Vec<Option<Numero>>,
}

fn es_total(texto: &str) -> bool {
    let llano = plegar(texto);
    let llano = llano.trim();
    ["total", "gran total", "subtotal", "sub total", "suma", "sumas", "totales"]
        .iter()
        .any(|t| llano == *t || llano.starts_with(&format!("{t} ")) || llano.starts_with(&format!("{t}:")))
}

fn leer(hoja: &Hoja, desde: usize) -> Vec<Fila> {
    hoja.filas
        .iter()
        .skip(desde)
        .map(|f| {
            let texto = f.celdas.iter().find(|c| matches!(c, Celda::Texto(t) if !t.trim().is_empty() && numero(c).is_none()));
            let etiqueta = texto.map(|c| c.texto().trim().chars().take(80).collect::<String>());
            let total = f.celdas.iter().any(|c| matches!(c, Celda::Texto(t) if es_total(t)));
            Fila { numero: f.numero, etiqueta, total, celdas: f.celdas.iter().map(numero).collect() }
        })
        .collect()
}

impl Fila {
    fn en(&self, columna: usize) -> Option<&Numero> {
        self.celdas.get(columna).and_then(Option::as_ref)
    }
    fn lugar(&self) -> Lugar {
        Lugar { fila: Some(i64::from(self.numero)), etiqueta: self.etiqueta.clone() }
    }
}

/// Looks for what the sheet declares and computes it again. `desde`: first row of data, from 0.
#[must_use]
pub fn revisar(hoja: &Hoja, desde: usize) -> AuditoriaDeHoja {
    let filas = leer(hoja, desde);
    let ancho = filas.iter().map(|f| f.celdas.len()).max().unwrap_or(0);
    let cuantos = |c: usize| filas.iter().filter(|f| !f.total && f.en(c).is_some()).count();
    let columnas: Vec<usize> = (0..ancho).filter(|c| cuantos(*c) >= MINIMO).take(COLUMNAS).collect();
    let encabezados: Vec<String> = (0..ancho)
        .map(|c| desde.checked_sub(1).and_then(|l| hoja.filas.get(l)).map(|f| plegar(&f.celda(c).texto())).unwrap_or_default())
        .collect();
    let mut d = Declarado::default();
    let mut sitios: [Vec<usize>; 4] = Default::default();
    let [de_filas, de_sumas, de_porcentajes, de_repartos] = &mut sitios;
    let proporciones = porcentajes(&filas, &columnas);
    // «Casos × % = aprobados» is the percentage once more.
    let es_proporcion = |(a, b, c): &(usize, usize, usize)| proporciones.contains(&(*c, *a, *b)) || proporciones.contains(&(*c, *b, *a));
    for (a, b, c) in productos(&filas, &columnas).into_iter().filter(|t| !es_proporcion(t)) {
        for f in filas.iter().filter(|f| !f.total) {
            if let (Some(x), Some(y), Some(z)) = (f.en(a), f.en(b), f.en(c)) {
                let factor = |n: &Numero| Factor { valor: n.exacto.valor.clone(), mostrado: None };
                d.filas.push(FilaDeProducto { lugar: f.lugar(), factores: vec![factor(x), factor(y)], producto: z.mostrado.clone() });
                de_filas.push(c);
            }
        }
    }
    for (partes, c) in sumas_por_fila(&filas, &columnas, &encabezados) {
        for f in filas.iter().filter(|f| !f.total) {
            let sumandos: Vec<Decimal> = partes.iter().filter_map(|p| f.en(*p)).map(|n| n.mostrado.clone()).collect();
            if let (Some(total), false) = (f.en(c), sumandos.is_empty()) {
                d.sumas.push(Suma { lugar: f.lugar(), sumandos, total: total.mostrado.clone() });
                de_sumas.push(c);
            }
        }
    }
    totales(&filas, ancho, &mut d, de_sumas, de_repartos);
    for &(n, den, p) in &proporciones {
        for f in &filas {
            if let (Some(x), Some(y), Some(z)) = (f.en(n), f.en(den), f.en(p)) {
                d.porcentajes.push(Porcentaje {
                    lugar: f.lugar(),
                    numerador: Some(x.mostrado.clone()),
                    denominador: y.mostrado.clone(),
                    porcentaje: z.mostrado.clone(),
                });
                de_porcentajes.push(p);
            }
        }
    }
    let auditoria = auditar(&d);
    let columnas = auditoria
        .hallazgos
        .iter()
        .map(|h| {
            let lista = match h.seccion {
                Seccion::Filas => &sitios[0],
                Seccion::Sumas => &sitios[1],
                Seccion::Porcentajes => &sitios[2],
                Seccion::Repartos => &sitios[3],
            };
            h.indice.and_then(|i| lista.get(i)).map(|c| letras(*c)).unwrap_or_default()
        })
        .collect();
    AuditoriaDeHoja { declarado: d, auditoria, columnas }
}

/// True when most of the rows keep a relation, and enough of them were seen.
fn se_cree(bien: usize, vistas: usize) -> bool {
    vistas >= MINIMO && bien >= MINIMO.min(vistas) && bien * 10 >= vistas * 6
}

/// Columns (a, b, c) with a × b = c in most rows. Ones and zeros prove nothing.
fn productos(filas: &[Fila], columnas: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut halladas = Vec::new();
    for (i, a) in columnas.iter().enumerate() {
        for b in columnas.iter().skip(i + 1) {
            for c in columnas.iter().filter(|c| *c != a && *c != b) {
                let (mut bien, mut vistas) = (0, 0);
                for f in filas.iter().filter(|f| !f.total) {
                    let (Some(x), Some(y), Some(z)) = (f.en(*a), f.en(*b), f.en(*c)) else { continue };
                    let trivial = [x, y].iter().any(|n| n.exacto.valor == entero(1) || n.exacto.valor == entero(0));
                    if trivial || z.porcentaje {
                        continue;
                    }
                    vistas += 1;
                    let producto = &x.exacto.valor * &y.exacto.valor;
                    bien += usize::from(redondear(&producto, z.mostrado.decimales) == z.mostrado.valor);
                }
                if se_cree(bien, vistas) {
                    halladas.push((*a, *b, *c));
                }
            }
        }
    }
    halladas
}

/// A column that says «total» and the numeric ones to its left that add up to it in most rows.
fn sumas_por_fila(filas: &[Fila], columnas: &[usize], encabezados: &[String]) -> Vec<(Vec<usize>, usize)> {
    let mut halladas = Vec::new();
    for (i, c) in columnas.iter().enumerate() {
        if !encabezados.get(*c).is_some_and(|e| e.contains("total") || e.contains("suma")) {
            continue;
        }
        let izquierda: Vec<usize> = columnas.iter().take(i).copied().collect();
        for desde in 0..izquierda.len().saturating_sub(1) {
            let partes: Vec<usize> = izquierda.iter().skip(desde).copied().collect();
            let (mut bien, mut vistas) = (0, 0);
            for f in filas.iter().filter(|f| !f.total) {
                let Some(z) = f.en(*c) else { continue };
                let suma = partes.iter().filter_map(|p| f.en(*p)).fold(entero(0), |t, n| t + &n.mostrado.valor);
                vistas += 1;
                bien += usize::from(redondear(&suma, z.mostrado.decimales) == z.mostrado.valor);
            }
            if se_cree(bien, vistas) {
                halladas.push((partes, *c));
                break;
            }
        }
    }
    halladas
}

/// Rows that say «total»: each number against the ones above it, since the total before.
fn totales(filas: &[Fila], ancho: usize, d: &mut Declarado, de_sumas: &mut Vec<usize>, de_repartos: &mut Vec<usize>) {
    for c in 0..ancho {
        let (mut arriba, mut totales_de_arriba): (Vec<Numero>, Vec<Numero>) = (Vec::new(), Vec::new());
        for f in filas {
            let Some(n) = f.en(c) else { continue };
            if !f.total {
                arriba.push(n.clone());
                continue;
            }
            // A grand total adds the totals before it when nothing new stands above.
            let partes = if arriba.is_empty() { std::mem::take(&mut totales_de_arriba) } else { std::mem::take(&mut arriba) };
            if partes.len() < 2 {
                continue;
            }
            if n.porcentaje && partes.iter().all(|p| p.porcentaje) {
                d.repartos.push(Reparto { lugar: f.lugar(), porcentajes: partes.into_iter().map(|p| p.mostrado).collect() });
                de_repartos.push(c);
            } else if !n.porcentaje {
                let sumandos = partes.iter().map(|p| p.mostrado.clone()).collect();
                d.sumas.push(Suma { lugar: f.lugar(), sumandos, total: n.mostrado.clone() });
                de_sumas.push(c);
            }
            totales_de_arriba.push(n.clone());
        }
    }
}

/// Columns (n, d, p) with 100 n / d = p in most rows; p is shown as a percentage.
fn porcentajes(filas: &[Fila], columnas: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut halladas = Vec::new();
    let de_porcentaje = |c: &usize| filas.iter().filter_map(|f| f.en(*c)).all(|n| n.porcentaje);
    for p in columnas.iter().filter(|c| de_porcentaje(c)) {
        let otras: Vec<usize> = columnas.iter().copied().filter(|c| !de_porcentaje(c)).collect();
        for n in &otras {
            for den in otras.iter().filter(|x| *x != n) {
                let (mut bien, mut vistas) = (0, 0);
                for f in filas {
                    let (Some(x), Some(y), Some(z)) = (f.en(*n), f.en(*den), f.en(*p)) else { continue };
                    if y.mostrado.valor == entero(0) {
                        continue;
                    }
                    vistas += 1;
                    let valor = entero(100) * &x.mostrado.valor / &y.mostrado.valor;
                    bien += usize::from(redondear(&valor, z.mostrado.decimales) == z.mostrado.valor);
                }
                if se_cree(bien, vistas) {
                    halladas.push((*n, *den, *p));
                }
            }
        }
    }
    halladas
}

#[cfg(test)]
mod tests {
    use dominio::metodos::auditoria::TipoDeHallazgo as T;

    use super::super::{Fila as FilaDeHoja, formatos};
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Hoja {
        let celda = |t: &&str| match t.strip_suffix('%') {
            Some(n) => formatos::celda(&format!("{}", n.parse::<f64>().unwrap() / 100.0), formatos::interpretar("0.0%"), false),
            None if t.parse::<f64>().is_ok() => formatos::celda(t, formatos::Formato::General, false),
            None if t.is_empty() => Celda::Vacia,
            None => Celda::Texto((*t).to_owned()),
        };
        let filas = rows.iter().enumerate().map(|(i, r)| FilaDeHoja {
            numero: u32::try_from(i + 1).unwrap(),
            oculta: false,
            celdas: r.iter().map(celda).collect(),
        });
        Hoja { nombre: "Costos".to_owned(), oculta: false, filas: filas.collect() }
    }

    #[test]
    fn products_totals_and_percentages_that_do_not_add_up_are_found_with_their_cell() {
        let hoja = sheet(&[
            &["Trámite", "Casos", "Horas", "Total horas", "Aprobados", "% aprobados"],
            &["Licencia", "120", "2.5", "300", "60", "50%"],
            &["Permiso", "40", "3", "120", "30", "75%"],
            &["Registro", "12", "100", "1000", "9", "75%"],
            &["Constancia", "1,000", "0.5", "500", "250", "30%"],
            &["TOTAL", "1172", "", "1920", "350", ""],
        ]);
        let a = revisar(&hoja, 1);
        let hallados: Vec<_> = a
            .auditoria
            .hallazgos
            .iter()
            .zip(&a.columnas)
            .map(|(h, c)| (h.tipo, h.lugar.fila.unwrap(), c.as_str(), h.esperado.as_ref().unwrap().mostrado()))
            .collect();
        assert_eq!(
            hallados,
            [
                (T::ProductoNoCoincide, 4, "D", "1,200".to_owned()),
                (T::SumaNoCoincide, 6, "E", "349".to_owned()),
                (T::PorcentajeNoCoincide, 5, "F", "25.0".to_owned()),
            ]
        );
    }

    #[test]
    fn a_sheet_without_relations_declares_nothing() {
        let hoja = sheet(&[&["Trámite", "Costo", "Visitas"], &["A", "100", "3"], &["B", "50", "7"], &["C", "20", "2"], &["D", "5", "9"]]);
        let a = revisar(&hoja, 1);
        assert_eq!((a.auditoria.revisadas, a.auditoria.hallazgos.len()), ([0; 4], 0));
    }

    #[test]
    fn a_grand_total_adds_the_totals_before_it() {
        let hoja = sheet(&[
            &["x", "Monto"],
            &["A", "1"],
            &["B", "2"],
            &["Subtotal", "3"],
            &["C", "4"],
            &["D", "5"],
            &["Subtotal", "9"],
            &["Total", "13"],
        ]);
        let a = revisar(&hoja, 1);
        let h: Vec<_> = a.auditoria.hallazgos.iter().map(|h| (h.lugar.fila, h.esperado.as_ref().unwrap().valor())).collect();
        assert_eq!(h, [(Some(8), "12".to_owned())]);
    }
}

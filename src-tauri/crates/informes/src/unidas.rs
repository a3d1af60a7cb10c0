//! Cells that are one over several rows: which they are, for whoever draws the table.
//!
//! The rows of the model stay whole, each with its own text, so that a sheet or a list of values has no holes; only
//! paper and page show the text once.

use crate::modelo::{Celda, Fila, Tabla, TipoDeFila};

/// The cell that begins in a column and takes only that one.
fn en(f: &Fila, columna: usize) -> Option<&Celda> {
    let mut desde = 0;
    for c in &f.celdas {
        if desde == columna {
            return (c.abarca <= 1).then_some(c);
        }
        desde += usize::from(c.abarca.max(1));
    }
    None
}

/// For each column, whether the cell of row `fila` is one with that above it: both rows of data, the same text, in a
/// column that joins, and joined in every joining column before it. Empty when no column joins.
pub(crate) fn unidas(tabla: &Tabla, fila: usize) -> Vec<bool> {
    if !tabla.columnas.iter().any(|c| c.une) {
        return Vec::new();
    }
    let normal = |i: usize| tabla.filas.get(i).filter(|f| f.tipo == TipoDeFila::Normal);
    let (Some(antes), Some(esta)) = (fila.checked_sub(1).and_then(normal), normal(fila)) else {
        return vec![false; tabla.columnas.len()];
    };
    let mut siguen = true;
    let una = |(i, c): (usize, &crate::modelo::Columna)| {
        if !c.une {
            return false;
        }
        let (a, b) = (en(antes, i), en(esta, i));
        siguen = siguen && a.zip(b).is_some_and(|(a, b)| !b.texto.is_empty() && a == b);
        siguen
    };
    tabla.columnas.iter().enumerate().map(una).collect()
}

/// Rows that the cell of a column covers from row `fila` on: itself and those that are one with it.
pub(crate) fn filas_que_cubre(tabla: &Tabla, fila: usize, columna: usize) -> usize {
    1 + (fila + 1..tabla.filas.len()).take_while(|i| unidas(tabla, *i).get(columna) == Some(&true)).count()
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use crate::modelo::Columna;

    fn tabla(filas: &[[&str; 3]]) -> Tabla {
        Tabla {
            columnas: vec![Columna::justa("A").que_une(), Columna::justa("B").que_une(), Columna::justa("C")],
            filas: filas.iter().map(|f| Fila::new(f.iter().map(|t| Celda::from(*t)).collect())).collect(),
            ..Tabla::default()
        }
    }

    #[test]
    fn a_column_joins_only_inside_what_the_one_before_joins() {
        let t =
            tabla(&[["MARN", "R1", "x"], ["MARN", "R1", "x"], ["MARN", "R2", "x"], ["MEM", "R2", "x"], ["", "R2", "x"], ["", "R2", "x"]]);
        let todas: Vec<Vec<bool>> = (0..6).map(|i| unidas(&t, i)).collect();
        assert_eq!(
            todas,
            [
                [false, false, false],
                [true, true, false],
                [true, false, false],
                [false, false, false],
                [false, false, false],
                [false, false, false]
            ]
        );
        assert_eq!((filas_que_cubre(&t, 0, 0), filas_que_cubre(&t, 0, 1), filas_que_cubre(&t, 3, 0)), (3, 2, 1));
    }

    #[test]
    fn a_group_a_sum_or_a_wide_cell_ends_it() {
        let mut t = tabla(&[["a", "b", "c"], ["a", "b", "c"], ["a", "b", "c"]]);
        t.filas[1] = Fila::grupo("a");
        assert!((0..3).all(|i| unidas(&t, i).iter().all(|u| !u)));
        t.filas[1] = Fila::new(vec![Celda::from("a").que_abarca(2), "c".into()]);
        assert!((0..3).all(|i| unidas(&t, i).iter().all(|u| !u)));
        t.columnas.iter_mut().for_each(|c| c.une = false);
        assert!(unidas(&t, 1).is_empty());
    }
}

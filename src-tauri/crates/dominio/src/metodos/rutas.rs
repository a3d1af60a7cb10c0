//! The paths of a net, one by one, up to a limit: their number doubles with every fork.

/// Most activities that are written in all the listed paths together.
pub const ACTIVIDADES: usize = 1_000_000;

/// Some paths, or all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rutas {
    /// Each one from a start to an end.
    pub rutas: Vec<Vec<usize>>,
    /// There are more.
    pub truncadas: bool,
}

/// Every path that begins in `iniciales` and follows `siguientes` until an activity without any, in the
/// order of both; at most `limite`. There must be no cycle.
#[must_use]
pub fn enumerar(iniciales: &[usize], siguientes: &[Vec<usize>], limite: usize) -> Rutas {
    let mut salida = Rutas::default();
    let mut escritas = 0;
    let de = |i: usize| siguientes.get(i).map_or(&[][..], Vec::as_slice);
    // By hand and not by recursion: a net may be ten thousand activities deep.
    let mut camino: Vec<usize> = Vec::new();
    let mut pendientes = vec![iniciales.iter()];
    while let Some(ultimas) = pendientes.last_mut() {
        let Some(&i) = ultimas.next() else {
            pendientes.pop();
            camino.pop();
            continue;
        };
        camino.push(i);
        if de(i).is_empty() {
            if salida.rutas.len() >= limite || (escritas + camino.len() > ACTIVIDADES && !salida.rutas.is_empty()) {
                salida.truncadas = true;
                return salida;
            }
            escritas += camino.len();
            salida.rutas.push(camino.clone());
            camino.pop();
        } else {
            pendientes.push(de(i).iter());
        }
    }
    salida
}

#[cfg(test)]
mod pruebas {
    use super::*;

    #[test]
    fn las_rutas_salen_en_orden_y_se_cortan_en_el_limite() {
        // 0 → {1, 2} → 3, and 4 alone.
        let siguientes = [vec![1, 2], vec![3], vec![3], vec![], vec![]];
        let todas = enumerar(&[0, 4], &siguientes, 10);
        assert_eq!((todas.rutas, todas.truncadas), (vec![vec![0, 1, 3], vec![0, 2, 3], vec![4]], false));
        let dos = enumerar(&[0, 4], &siguientes, 2);
        assert_eq!((dos.rutas.len(), dos.truncadas), (2, true));
    }

    #[test]
    fn cuarenta_bifurcaciones_no_agotan_la_memoria() {
        let siguientes: Vec<Vec<usize>> = (0..80).map(|i| if i >= 78 { vec![] } else { vec![i / 2 * 2 + 2, i / 2 * 2 + 3] }).collect();
        let r = enumerar(&[0, 1], &siguientes, 1_000);
        assert_eq!((r.rutas.len(), r.truncadas), (1_000, true));
    }
}

//! The 22 departamentos and where each stands on a map of tiles.
//!
//! A tile map gives each departamento the same square, near its neighbours: a reader finds Petén in the
//! north and Jutiapa in the south-east, and no departamento counts more for being large. The codes are
//! those of the Instituto Nacional de Estadística, the same that `datos/instituciones.json` has for the
//! gobernaciones; the places are ours. The screen and the paper draw from this list alone.
//!
//! Callers: the board of GAE and `informes::grafico`.

/// Columns of the map.
pub const COLUMNAS: u8 = 6;
/// Rows of the map.
pub const FILAS: u8 = 5;

/// One departamento and its tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Departamento {
    /// Two digits, INE.
    pub codigo: &'static str,
    /// `Huehuetenango`.
    pub nombre: &'static str,
    /// What fits in a tile: `Huehuet.`; at most 9 characters.
    pub corto: &'static str,
    /// From the north, from 0.
    pub fila: u8,
    /// From the west, from 0.
    pub columna: u8,
}

const fn d(codigo: &'static str, nombre: &'static str, corto: &'static str, fila: u8, columna: u8) -> Departamento {
    Departamento { codigo, nombre, corto, fila, columna }
}

/// All of them, by code.
pub const DEPARTAMENTOS: [Departamento; 22] = [
    d("01", "Guatemala", "Guatemala", 3, 3),
    d("02", "El Progreso", "El Progr.", 3, 4),
    d("03", "Sacatepéquez", "Sacatep.", 4, 2),
    d("04", "Chimaltenango", "Chimalt.", 3, 2),
    d("05", "Escuintla", "Escuintla", 4, 3),
    d("06", "Santa Rosa", "Sta. Rosa", 4, 4),
    d("07", "Sololá", "Sololá", 3, 1),
    d("08", "Totonicapán", "Totonic.", 2, 1),
    d("09", "Quetzaltenango", "Quetzalt.", 3, 0),
    d("10", "Suchitepéquez", "Suchit.", 4, 1),
    d("11", "Retalhuleu", "Retalhul.", 4, 0),
    d("12", "San Marcos", "S. Marcos", 2, 0),
    d("13", "Huehuetenango", "Huehuet.", 1, 0),
    d("14", "Quiché", "Quiché", 1, 1),
    d("15", "Baja Verapaz", "B. Verap.", 2, 2),
    d("16", "Alta Verapaz", "A. Verap.", 1, 2),
    d("17", "Petén", "Petén", 0, 4),
    d("18", "Izabal", "Izabal", 1, 3),
    d("19", "Zacapa", "Zacapa", 2, 3),
    d("20", "Chiquimula", "Chiquim.", 2, 4),
    d("21", "Jalapa", "Jalapa", 3, 5),
    d("22", "Jutiapa", "Jutiapa", 4, 5),
];

/// The departamento of a code of INE; `None` when the code is not one of the 22.
#[must_use]
pub fn departamento(codigo: &str) -> Option<&'static Departamento> {
    DEPARTAMENTOS.iter().find(|d| d.codigo == codigo)
}

/// The departamento of a name, written as in the list.
#[must_use]
pub fn por_nombre(nombre: &str) -> Option<&'static Departamento> {
    DEPARTAMENTOS.iter().find(|d| d.nombre == nombre)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::instituciones;

    #[test]
    fn son_los_departamentos_de_las_22_gobernaciones() {
        let suyos: BTreeSet<(String, String)> = instituciones::todas()
            .iter()
            .filter_map(|i| Some((i.sigla.strip_prefix("GD-")?.to_owned(), i.departamento.clone()?)))
            .collect();
        let nuestros: BTreeSet<(String, String)> = DEPARTAMENTOS.iter().map(|d| (d.codigo.to_owned(), d.nombre.to_owned())).collect();
        assert_eq!(nuestros, suyos);
    }

    #[test]
    fn cada_uno_tiene_su_casilla_y_su_nombre_cabe_en_ella() {
        let casillas: BTreeSet<(u8, u8)> = DEPARTAMENTOS.iter().map(|d| (d.fila, d.columna)).collect();
        assert_eq!(casillas.len(), 22, "two departamentos on one tile");
        assert!(DEPARTAMENTOS.iter().all(|d| d.fila < FILAS && d.columna < COLUMNAS && d.corto.chars().count() <= 9));
        assert_eq!(departamento("17").map(|d| (d.nombre, d.fila)), Some(("Petén", 0)), "the north is above");
        assert_eq!(por_nombre("Jutiapa").map(|d| d.codigo), Some("22"));
        assert_eq!(departamento("23"), None);
    }
}

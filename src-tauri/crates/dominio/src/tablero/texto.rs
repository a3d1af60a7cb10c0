//! The board in sentences: what it found, and the pending lists as text to paste.

use crate::fase::Fase;
use crate::formato;
use crate::instituciones::TipoInstitucion;
use crate::tablero::{CifraDeFase, Cuales, Fila, filas_de};

/// Name of a kind for one or several.
const fn nombre_de(tipo: TipoInstitucion, varias: bool) -> &'static str {
    match (tipo, varias) {
        (TipoInstitucion::Ministerio, false) => "ministerio",
        (TipoInstitucion::Ministerio, true) => "ministerios",
        (TipoInstitucion::Secretaria, false) => "secretaría",
        (TipoInstitucion::Secretaria, true) => "secretarías",
        (TipoInstitucion::Comision, false) => "comisión",
        (TipoInstitucion::Comision, true) => "comisiones",
        (TipoInstitucion::OtraDependencia, false) => "otra dependencia",
        (TipoInstitucion::OtraDependencia, true) => "otras dependencias",
        (TipoInstitucion::Gobernacion, false) => "gobernación departamental",
        (TipoInstitucion::Gobernacion, true) => "gobernaciones departamentales",
    }
}

/// «14 gobernaciones departamentales», «1 comisión».
#[must_use]
pub fn cuantas(tipo: TipoInstitucion, n: u64) -> String {
    format!("{n} {}", nombre_de(tipo, n != 1))
}

/// What the board found, in one sentence: the committees, and in which kind the inventory is behind.
#[must_use]
pub fn titular(cifras: &[CifraDeFase]) -> String {
    let de = |fase: Fase| cifras.iter().find(|c| c.fase == fase);
    let (Some(comite), Some(inventario)) = (de(Fase::ConformacionComite), de(Fase::Inventario)) else { return String::new() };
    if comite.razon.denominador == 0 {
        return "Ninguna institución cumple el filtro".to_owned();
    }
    // «1 de 66 instituciones tiene»: the noun follows the base, the verb follows the count.
    let sustantivo = formato::palabra(comite.razon.denominador, "institución", "instituciones");
    let tienen = format!("{sustantivo} {}", formato::palabra(comite.razon.numerador, "tiene", "tienen"));
    let inicio = format!("{} de {} {tienen} comité", comite.razon.numerador, comite.razon.denominador);
    let pendientes = inventario.pendientes_por_tipo();
    let total: u64 = pendientes.values().sum();
    if total == 0 {
        return format!("{inicio}; ninguna tiene pendiente el inventario");
    }
    match pendientes.iter().max_by_key(|(_, n)| **n) {
        // More than half of what is missing is of one kind: that is the finding.
        Some((tipo, n)) if *n * 2 > total && pendientes.len() > 1 => {
            let articulo = if *tipo == TipoInstitucion::Ministerio { "los" } else { "las" };
            let quienes = nombre_de(*tipo, true).trim_end_matches(" departamentales");
            format!("{inicio}; el inventario se detiene en {articulo} {quienes}")
        }
        _ => format!("{inicio}; {} de {} entregaron su inventario", inventario.razon.numerador, inventario.razon.denominador),
    }
}

/// The pending institutions of a phase and kind, by name: a line to paste in a report.
#[must_use]
pub fn lista_de_pendientes(filas: &[&Fila], fase: Fase, tipo: TipoInstitucion) -> Option<String> {
    let mut suyas: Vec<&Fila> = filas_de(filas, fase, Cuales::Pendientes, Some(tipo)).collect();
    if suyas.is_empty() {
        return None;
    }
    suyas.sort_by(|a, b| a.plegado.cmp(&b.plegado));
    let n = suyas.len() as u64;
    let nombres: Vec<&str> = suyas.iter().map(|f| f.nombre.as_str()).collect();
    let codigo = fase.codigo_guia().map(|c| format!("{c} ")).unwrap_or_default();
    Some(format!("Pendientes de {codigo}{}: {}. {}.", fase.etiqueta(), cuantas(tipo, n), nombres.join("; ")))
}

/// The paragraph of a phase: percentage with its base, and how many of each kind are pending.
#[must_use]
pub fn parrafo_de_pendientes(cifra: &CifraDeFase) -> String {
    let codigo = cifra.fase.codigo_guia().map(|c| format!("{c} ")).unwrap_or_default();
    let base = match cifra.regla {
        crate::avance::ReglaDenominador::Instituciones => "instituciones",
        crate::avance::ReglaDenominador::ComitesConformados => "comités conformados",
    };
    let Some(porcentaje) = cifra.razon.porcentaje(2) else {
        return format!("{codigo}{}: n/d, porque no hay {base} que contar.", cifra.fase.etiqueta());
    };
    let cabeza = format!(
        "{codigo}{}: {} % ({} de {} {base}).",
        cifra.fase.etiqueta(),
        formato::decimal(&porcentaje),
        cifra.razon.numerador,
        cifra.razon.denominador
    );
    let partes: Vec<String> = cifra.pendientes_por_tipo().into_iter().map(|(t, n)| cuantas(t, n)).collect();
    let total = cifra.de(Cuales::Pendientes);
    match total {
        0 => format!("{cabeza} No queda ninguna pendiente."),
        1 => format!("{cabeza} Queda pendiente {}.", formato::enumerar(&partes.iter().map(String::as_str).collect::<Vec<_>>())),
        _ => format!("{cabeza} Quedan {total} pendientes: {}.", formato::enumerar(&partes.iter().map(String::as_str).collect::<Vec<_>>())),
    }
}

#[cfg(test)]
mod pruebas {
    use uuid::Uuid;

    use super::*;
    use crate::fase::EstadoFase;
    use crate::tablero::{Celda, cifras};

    /// One institution: kind, name, state of the committee, state of the inventory.
    fn fila(n: u128, tipo: TipoInstitucion, nombre: &str, comite: EstadoFase, inventario: EstadoFase) -> Fila {
        let mut celdas = [Celda::VACIA; 9];
        celdas[Fase::ConformacionComite as usize].estado = comite;
        celdas[Fase::Inventario as usize].estado = inventario;
        Fila {
            institucion: Uuid::from_u128(n),
            codigo: format!("X-{n}"),
            sigla: format!("X{n}"),
            nombre: nombre.to_owned(),
            plegado: Fila::plegar(nombre, "", "", None),
            tipo,
            departamento: None,
            confirmada: false,
            celdas,
            datos_del: None,
            datos_de: None,
            tramites: 0,
            fichas_completas: None,
            hallazgos: None,
        }
    }

    fn todas(filas: &[Fila]) -> Vec<&Fila> {
        filas.iter().collect()
    }

    use EstadoFase::{Aprobada, EnProceso, Entregada, NoIniciada};
    use TipoInstitucion::{Comision, Gobernacion, Ministerio};

    #[test]
    fn el_titular_dice_donde_se_detiene_solo_cuando_es_la_mayoria() {
        let gob = |n, inventario| fila(n, Gobernacion, "Gobernación", Aprobada, inventario);
        let mayoria = [gob(1, EnProceso), gob(2, NoIniciada), fila(3, Ministerio, "M", Aprobada, EnProceso), gob(4, Entregada)];
        assert_eq!(titular(&cifras(&todas(&mayoria))), "4 de 4 instituciones tienen comité; el inventario se detiene en las gobernaciones");
        let repartido = [gob(1, EnProceso), fila(3, Ministerio, "M", NoIniciada, EnProceso)];
        assert_eq!(titular(&cifras(&todas(&repartido))), "1 de 2 instituciones tiene comité; 0 de 2 entregaron su inventario");
        let ninguna = [gob(1, Aprobada)];
        assert_eq!(titular(&cifras(&todas(&ninguna))), "1 de 1 institución tiene comité; ninguna tiene pendiente el inventario");
        assert_eq!(titular(&cifras(&[])), "Ninguna institución cumple el filtro");
        let ministerios = [fila(1, Ministerio, "A", Aprobada, EnProceso), fila(2, Ministerio, "B", Aprobada, EnProceso), gob(3, EnProceso)];
        assert!(titular(&cifras(&todas(&ministerios))).ends_with("el inventario se detiene en los ministerios"));
    }

    #[test]
    fn el_parrafo_y_la_lista_nombran_tantas_como_faltan() {
        let filas = [
            fila(1, Comision, "Comisión Portuaria Nacional", Aprobada, EnProceso),
            fila(2, Comision, "Comisión Ácida", Aprobada, NoIniciada),
            fila(3, Ministerio, "Ministerio de Ambiente", Aprobada, Entregada),
        ];
        let filas = todas(&filas);
        let cifra = crate::tablero::cifra_de_fase(&filas, Fase::Inventario);
        assert_eq!(
            parrafo_de_pendientes(&cifra),
            "6.1.3 Inventario de trámites: 33.33 % (1 de 3 instituciones). Quedan 2 pendientes: 2 comisiones."
        );
        assert_eq!(
            lista_de_pendientes(&filas, Fase::Inventario, Comision).as_deref(),
            Some("Pendientes de 6.1.3 Inventario de trámites: 2 comisiones. Comisión Ácida; Comisión Portuaria Nacional."),
            "in order, accents apart"
        );
        assert_eq!(lista_de_pendientes(&filas, Fase::Inventario, Ministerio), None);
        let capacitacion = crate::tablero::cifra_de_fase(&[], Fase::CapacitacionComite);
        assert_eq!(
            parrafo_de_pendientes(&capacitacion),
            "6.1.2 Capacitación de Comité: n/d, porque no hay comités conformados que contar."
        );
    }

    #[test]
    fn una_queda_pendiente_en_singular() {
        let filas = [fila(1, Gobernacion, "G", Aprobada, EnProceso), fila(2, Gobernacion, "H", Aprobada, Entregada)];
        let cifra = crate::tablero::cifra_de_fase(&todas(&filas), Fase::Inventario);
        assert!(parrafo_de_pendientes(&cifra).ends_with("Queda pendiente 1 gobernación departamental."));
    }
}

//! Who is missing, phase by phase, as GAE's report of December 2021 tells it: by kind, with the count, in a paragraph.

use dominio::fase::{EstadoFase, Fase};
use dominio::formato;

use super::cifras::{CifrasDeConsolidado, FaseDelConjunto, FilaDelConjunto};
use crate::modelo::Bloque;
use crate::palabras::{cuantos, numero};
use crate::piezas::{parrafo, titulo};
use crate::texto::Texto;

pub(super) fn pendientes(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let total: u64 = c.fases.iter().map(|f| f.pendientes).sum();
    let mut bloques = vec![titulo(
        if total == 0 { "No hay pendientes".to_owned() } else { "Quién falta, por fase y tipo de institución".to_owned() },
        "Pendientes",
    )];
    let sin_nada = |f: &&FaseDelConjunto| f.razon.denominador > 0 && f.razon.numerador == 0;
    for f in c.fases.iter().filter(|f| !sin_nada(f)) {
        let Some(dicho) = c.listas.iter().find(|l| l.fase == f.fase && l.tipo.is_none()) else { continue };
        bloques.push(Bloque::Titulo {
            nivel: 2,
            texto: format!("{} · {}", f.fase.etiqueta(), cuantos(f.pendientes, "pendiente", "pendientes")),
            marcador: None,
        });
        bloques.push(parrafo(dicho.texto.as_str()));
        let tipos = || (0..c.grupos.len()).map(|g| de_un_tipo(c, f.fase, g));
        bloques.extend(tipos().filter_map(|t| if let Faltan::Estas(t) = t { Some(parrafo(t)) } else { None }));
        let enteros: Vec<String> = tipos().filter_map(|t| if let Faltan::Todas(t) = t { Some(t) } else { None }).collect();
        if !enteros.is_empty() {
            let dichos: Vec<&str> = enteros.iter().map(String::as_str).collect();
            bloques.push(parrafo(Texto::default().fuerte("Faltan en su totalidad: ").y(&formato::enumerar(&dichos)).y(".")));
        }
    }
    // What nobody has delivered is one sentence, not as many lists of all.
    for regla in ["instituciones", "comités conformados"] {
        let suyas: Vec<&FaseDelConjunto> = c.fases.iter().filter(sin_nada).filter(|f| f.regla == regla).collect();
        let Some(primera) = suyas.first() else { continue };
        let todas = numero(primera.razon.denominador);
        let ninguna = if regla == "instituciones" { "Ninguna de las" } else { "Ninguno de los" };
        let mut t = Texto::default().fuerte(&format!("{ninguna} {todas} {regla} ha entregado todavía")).y(": ");
        for (n, f) in suyas.iter().enumerate() {
            t = t.y(match n {
                0 => "",
                n if n + 1 == suyas.len() => "; ni ",
                _ => "; ",
            });
            t = t.y(f.fase.etiqueta());
        }
        bloques.push(Bloque::Titulo { nivel: 2, texto: "Sin entregas".to_owned(), marcador: None });
        bloques.push(parrafo(t.y(".")));
    }
    bloques
}

/// In the base of the phase and not counted.
fn pendiente(f: &FilaDelConjunto, fase: Fase) -> bool {
    let estado = |de: Fase| {
        let lugar = Fase::TODOS.iter().position(|x| *x == de);
        lugar.and_then(|i| f.celdas.get(i)).map_or(EstadoFase::NoAplica, |c| c.estado)
    };
    let suyo = estado(fase);
    // Training is counted over the committees that exist.
    let dentro = suyo != EstadoFase::NoAplica && (fase != Fase::CapacitacionComite || estado(Fase::ConformacionComite).cuenta());
    dentro && !suyo.cuenta()
}

/// What a kind lacks.
enum Faltan {
    Ninguna,
    /// «Secretarías (3): …».
    Estas(Texto),
    /// «secretarías (14)»: a kind that lacks in full is not listed name by name.
    Todas(String),
}

fn de_un_tipo(c: &CifrasDeConsolidado, fase: Fase, grupo: usize) -> Faltan {
    let Some(g) = c.grupos.get(grupo) else { return Faltan::Ninguna };
    let todas: Vec<&FilaDelConjunto> = c.filas.iter().filter(|f| f.grupo == grupo).collect();
    let mut suyas: Vec<&str> = todas.iter().filter(|f| pendiente(f, fase)).map(|f| f.nombre.as_str()).collect();
    if suyas.is_empty() {
        return Faltan::Ninguna;
    }
    let cuantas = numero(suyas.len() as u64);
    if suyas.len() == todas.len() && suyas.len() > 1 {
        return Faltan::Todas(format!("{} ({cuantas})", g.nombre.to_lowercase()));
    }
    let sobra = comun(&todas);
    suyas.iter_mut().for_each(|n| *n = n.get(sobra..).unwrap_or(n));
    suyas.sort_by_key(|n| dominio::texto::plegar(n));
    Faltan::Estas(Texto::default().fuerte(&format!("{} ({cuantas}): ", g.nombre)).y(&suyas.join("; ")).y("."))
}

/// Bytes that all the names of a kind begin with, up to a «de»: «Gobernación Departamental de ».
fn comun(filas: &[&FilaDelConjunto]) -> usize {
    let Some(primero) = filas.first().filter(|_| filas.len() > 2) else { return 0 };
    let hasta = |n: usize| primero.nombre.get(..n).is_some_and(|p| filas.iter().all(|f| f.nombre.starts_with(p)));
    primero.nombre.match_indices(" de ").map(|(i, de)| i + de.len()).take_while(|n| hasta(*n)).last().unwrap_or(0)
}

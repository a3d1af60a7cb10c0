//! The route of a diagram in words: what a screen reader says, what the PDF and the SVG give as their description.
//!
//! «Paso 3 de 11, Ventanilla: Recibir expediente (20 min; espera de 2 días). Si falta documento (30 %), vuelve al paso
//! 2. Si cumple, sigue.»
//!
//! Nothing is lost: each node is in one line and each arrow is told once. A line without a word about where it goes is
//! followed by the next one.

use super::grafo::{ClaseDeNodo, Grafo, Marca, Nodo};

/// An arrow that leaves a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destino {
    /// Place of the arrow in the graph.
    pub arista: usize,
    /// Line that it reaches.
    pub linea: usize,
    /// «Si falta documento (30 %), vuelve al paso 2.»; empty when it goes on to the next line without condition.
    pub texto: String,
}

/// A line of the route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linea {
    /// Nodes told in it: the wait, the paso and its decisions.
    pub nodos: Vec<usize>,
    /// Arrows between those nodes.
    pub internas: Vec<usize>,
    /// Number of the paso.
    pub numero: Option<usize>,
    /// What is done, by whom; without where it goes.
    pub texto: String,
    /// Where it goes.
    pub destinos: Vec<Destino>,
}

impl Linea {
    /// The whole line as it is read.
    #[must_use]
    pub fn completa(&self) -> String {
        let mut salida = self.texto.clone();
        for d in self.destinos.iter().filter(|d| !d.texto.is_empty()) {
            salida.push(' ');
            salida.push_str(&d.texto);
        }
        salida
    }
}

/// The route of a graph.
#[must_use]
pub fn ruta(grafo: &Grafo) -> Vec<Linea> {
    ruta_con(grafo, &|_| None)
}

/// The whole route as one text, a line after the other.
#[must_use]
pub fn corrida(lineas: &[Linea]) -> String {
    lineas.iter().map(Linea::completa).collect::<Vec<_>>().join("\n")
}

/// The route with what each paso takes («20 min»), for whoever knows it.
#[must_use]
pub fn ruta_con(grafo: &Grafo, trabajo: &dyn Fn(&Nodo) -> Option<String>) -> Vec<Linea> {
    let grupos = agrupar(grafo);
    let mut linea_de = vec![0; grafo.nodos().len()];
    for (l, g) in grupos.iter().enumerate() {
        for i in g {
            if let Some(x) = linea_de.get_mut(*i) {
                *x = l;
            }
        }
    }
    let total = grafo.nodos().iter().filter_map(|n| n.numero).max().unwrap_or(0);
    let nombres: Vec<String> = grupos.iter().map(|g| nombre(grafo, g)).collect();
    grupos
        .iter()
        .enumerate()
        .map(|(l, nodos)| {
            let (texto, numero) = frase(grafo, nodos, total, trabajo);
            let (mut internas, mut destinos) = (Vec::new(), Vec::new());
            let salen: Vec<(usize, usize)> = grafo
                .aristas()
                .iter()
                .enumerate()
                .filter(|(_, a)| linea_de.get(a.de) == Some(&l))
                .map(|(e, a)| (e, linea_de.get(a.a).copied().unwrap_or(0)))
                .collect();
            // A wait leads to its paso and a paso to its decision; whatever else stays within the line is a loop.
            for (e, hacia) in salen {
                let Some(a) = grafo.aristas().get(e) else { continue };
                let orden = |i: usize| nodos.iter().position(|n| *n == i);
                if hacia == l && orden(a.de).zip(orden(a.a)).is_some_and(|(x, y)| y == x + 1) && a.texto.is_empty() && !a.regreso {
                    internas.push(e);
                } else {
                    destinos.push((e, hacia));
                }
            }
            let a_la_vez =
                destinos.len() > 1 && nodos.last().and_then(|i| grafo.nodos().get(*i)).is_some_and(|n| n.clase == ClaseDeNodo::Paralela);
            let solo = destinos.len() == 1;
            let destinos = destinos
                .into_iter()
                .map(|(e, hacia)| {
                    let condicion = grafo.aristas().get(e).map_or("", |a| a.texto.trim());
                    let como = adonde(l, hacia, nombres.get(hacia).map_or("", String::as_str));
                    let texto = match (condicion.is_empty(), solo && hacia == l + 1) {
                        (true, true) => String::new(),
                        (true, false) if a_la_vez => format!("A la vez, {como}."),
                        (true, false) => format!("{}.", con_mayuscula(&como)),
                        (false, _) => format!("Si {}, {como}.", con_minuscula(condicion)),
                    };
                    Destino { arista: e, linea: hacia, texto }
                })
                .collect();
            Linea { nodos: nodos.clone(), internas, numero, texto, destinos }
        })
        .collect()
}

/// Which nodes are told together.
fn agrupar(grafo: &Grafo) -> Vec<Vec<usize>> {
    let n = grafo.nodos().len();
    let (mut entran, mut salen) = (vec![0_usize; n], vec![Vec::new(); n]);
    for a in grafo.aristas() {
        if let Some(x) = entran.get_mut(a.a) {
            *x += 1;
        }
        if let Some(x) = salen.get_mut(a.de) {
            x.push(a);
        }
    }
    let clase = |i: usize| grafo.nodos().get(i).map(|n| n.clase);
    // The only arrow out of a node, when it says nothing and its other end has no other arrow in, in the same lane.
    let siguiente = |i: usize| match salen.get(i).map(Vec::as_slice) {
        Some([a]) if a.texto.is_empty() && !a.regreso && entran.get(a.a) == Some(&1) && a.a != i => {
            let mismo = grafo.nodos().get(i).map(|x| x.carril) == grafo.nodos().get(a.a).map(|x| x.carril);
            mismo.then_some(a.a)
        }
        _ => None,
    };
    let sigue = |i: usize| {
        siguiente(i).filter(|j| {
            let es_tarea = |c: Option<ClaseDeNodo>| c.is_some_and(con_caja);
            let espera = clase(i) == Some(ClaseDeNodo::Espera) && es_tarea(clase(*j));
            espera || es_tarea(clase(i)) && clase(*j) == Some(ClaseDeNodo::Exclusiva)
        })
    };
    let mut absorbido = vec![false; n];
    for i in 0..n {
        if let Some(x) = sigue(i).and_then(|j| absorbido.get_mut(j)) {
            *x = true;
        }
    }
    let mut salida = Vec::new();
    for i in (0..n).filter(|i| absorbido.get(*i) == Some(&false)) {
        let mut grupo = vec![i];
        let mut ultimo = i;
        while let Some(j) = sigue(ultimo).filter(|j| !grupo.contains(j)) {
            grupo.push(j);
            ultimo = j;
        }
        salida.push(grupo);
    }
    salida
}

const fn con_caja(clase: ClaseDeNodo) -> bool {
    matches!(clase, ClaseDeNodo::Tarea | ClaseDeNodo::Manual | ClaseDeNodo::Servicio | ClaseDeNodo::Subproceso)
}

/// What a line is called by the others: «al paso 2», «al fin».
fn nombre(grafo: &Grafo, grupo: &[usize]) -> String {
    let nodos = || grupo.iter().filter_map(|i| grafo.nodos().get(*i));
    if let Some(n) = nodos().find_map(|n| n.numero) {
        return format!("al paso {n}");
    }
    let Some(n) = nodos().next() else { return String::new() };
    let donde = match n.clase {
        ClaseDeNodo::Fin => "al fin",
        ClaseDeNodo::Inicio => "al inicio",
        ClaseDeNodo::Paralela => "a la unión de lo que va a la vez",
        ClaseDeNodo::Exclusiva | ClaseDeNodo::Compuerta => "a la decisión",
        ClaseDeNodo::Espera => "a la espera",
        ClaseDeNodo::Mensaje => "al mensaje",
        ClaseDeNodo::Evento => "al evento",
        ClaseDeNodo::Tarea | ClaseDeNodo::Manual | ClaseDeNodo::Servicio | ClaseDeNodo::Subproceso => "al paso",
    };
    let generico = matches!(n.clase, ClaseDeNodo::Fin | ClaseDeNodo::Inicio);
    if n.texto.trim().is_empty() || generico { donde.to_owned() } else { format!("{donde} «{}»", n.texto.trim()) }
}

fn adonde(desde: usize, hacia: usize, nombre: &str) -> String {
    if hacia == desde + 1 && !nombre.starts_with("al fin") {
        "sigue".to_owned()
    } else if nombre.starts_with("al fin") {
        "termina".to_owned()
    } else if hacia <= desde {
        format!("vuelve {nombre}")
    } else {
        format!("pasa {nombre}")
    }
}

/// «Paso 3 de 11, Ventanilla: Recibir expediente (20 min; espera de 2 días).»
fn frase(grafo: &Grafo, grupo: &[usize], total: usize, trabajo: &dyn Fn(&Nodo) -> Option<String>) -> (String, Option<usize>) {
    let nodos: Vec<&Nodo> = grupo.iter().filter_map(|i| grafo.nodos().get(*i)).collect();
    let Some(principal) = nodos.iter().find(|n| con_caja(n.clase)).or(nodos.first()).copied() else { return (String::new(), None) };
    let carril = grafo.carriles().get(principal.carril).map_or("", |c| c.nombre.as_str());
    let dicho = principal.texto.trim().trim_end_matches('.');
    let quien = match (principal.numero, con_caja(principal.clase)) {
        (Some(n), _) => format!("Paso {n} de {total}, {carril}"),
        (None, true) => format!("Paso, {carril}"),
        (None, false) => format!("{}, {carril}", principal.clase.etiqueta()),
    };
    let repite = plano(dicho) == plano(principal.clase.etiqueta());
    let mut salida = if dicho.is_empty() || repite { quien } else { format!("{quien}: {dicho}") };
    let mut parentesis = Vec::new();
    parentesis.extend(trabajo(principal));
    for n in &nodos {
        if n.clase == ClaseDeNodo::Espera && !std::ptr::eq(*n, principal) {
            parentesis.push(format!("espera de {}", n.texto.trim()));
        }
    }
    match principal.clase {
        ClaseDeNodo::Manual => parentesis.push("en papel".to_owned()),
        ClaseDeNodo::Servicio => parentesis.push("automático".to_owned()),
        ClaseDeNodo::Subproceso => parentesis.push("con pasos dentro".to_owned()),
        ClaseDeNodo::Inicio
        | ClaseDeNodo::Fin
        | ClaseDeNodo::Tarea
        | ClaseDeNodo::Espera
        | ClaseDeNodo::Mensaje
        | ClaseDeNodo::Evento
        | ClaseDeNodo::Exclusiva
        | ClaseDeNodo::Paralela
        | ClaseDeNodo::Compuerta => {}
    }
    if let Some(d) = &principal.entra {
        parentesis.push(format!("recibe: {d}"));
    }
    if let Some(d) = &principal.sale {
        parentesis.push(format!("entrega: {d}"));
    }
    if let Some(m) = principal.marca {
        parentesis.push(
            match m {
                Marca::Eliminado => "se elimina",
                Marca::Cambiado => "cambia",
                Marca::Nuevo => "nuevo",
            }
            .to_owned(),
        );
    }
    if !parentesis.is_empty() {
        salida.push_str(&format!(" ({})", parentesis.join("; ")));
    }
    if !salida.ends_with(['?', '!']) {
        salida.push('.');
    }
    for n in nodos.iter().filter(|n| n.clase == ClaseDeNodo::Exclusiva && !std::ptr::eq(**n, principal) && !n.texto.trim().is_empty()) {
        salida.push(' ');
        salida.push_str(n.texto.trim());
    }
    (salida, principal.numero)
}

fn plano(t: &str) -> String {
    crate::texto::plegar(t)
}

fn con_mayuscula(t: &str) -> String {
    let mut c = t.chars();
    c.next().map(|p| p.to_uppercase().chain(c).collect()).unwrap_or_default()
}

/// «Falta documento» → «falta documento»; «DPI vencido» stays.
fn con_minuscula(t: &str) -> String {
    let mut c = t.chars();
    match (c.next(), c.clone().next()) {
        (Some(p), segunda) if segunda.is_none_or(|s| !s.is_uppercase()) => p.to_lowercase().chain(c).collect(),
        _ => t.to_owned(),
    }
}

//! A foreign file as our own graph, to be drawn with our own layout.
//!
//! * One lane for each lane that holds something, and one for what a pool holds outside its lanes. With several
//!   pools in the file the name says which: «Banco · Caja». A pool without a process (closed) is a lane too.
//! * A sub-process, whole, is one node; so is what happens inside it, for an arrow that touches it.
//! * A boundary event is a node of its own, with an arrow from the activity that it interrupts.
//! * Messages are arrows that say «mensaje». One that touches a pool and not a node of it gets a node of
//!   its own in that pool, named as the message.
//! * Nodes come in the order of the flow. An arrow that goes back to a node that comes before is a return.
//! * Documents: the first that each activity takes, and the first it gives.
//!
//! Notes, groups and data stores are not drawn. What dangles is not drawn either, and is a finding of [`super::contar`].

use std::collections::{BTreeMap, HashMap, HashSet};

use dominio::diagrama::{Arista, Carril, ClaseDeCarril, ClaseDeNodo, Grafo, Nodo};

use super::documento::Documento;
use super::modelo::{Especie, Extremo, Modelo, NodoDeFlujo, SUBPROCESOS, en_una_linea};
use super::recorrido::recorrer;
use super::{actores, propio};

/// What a node is when it is drawn.
fn clase(m: &Modelo<'_>, n: usize, nodo: &NodoDeFlujo<'_>) -> ClaseDeNodo {
    match nodo.tipo {
        "startEvent" => ClaseDeNodo::Inicio,
        "endEvent" => ClaseDeNodo::Fin,
        "manualTask" => ClaseDeNodo::Manual,
        "serviceTask" | "scriptTask" | "businessRuleTask" => ClaseDeNodo::Servicio,
        "callActivity" => ClaseDeNodo::Subproceso,
        t if SUBPROCESOS.contains(&t) => ClaseDeNodo::Subproceso,
        "exclusiveGateway" => ClaseDeNodo::Exclusiva,
        "parallelGateway" => ClaseDeNodo::Paralela,
        _ => match nodo.especie {
            Especie::Actividad => ClaseDeNodo::Tarea,
            Especie::Compuerta => ClaseDeNodo::Compuerta,
            Especie::Evento => match m.clase_de_evento(n) {
                "timer" => ClaseDeNodo::Espera,
                "message" => ClaseDeNodo::Mensaje,
                _ => ClaseDeNodo::Evento,
            },
        },
    }
}

/// The names of what an activity takes, or gives.
pub(super) fn documentos(m: &Modelo<'_>, elemento: usize, asociacion: &str, extremo: &str) -> Vec<String> {
    let doc = m.doc;
    let mut salida: Vec<String> = Vec::new();
    for a in doc.hijos_de(elemento, asociacion) {
        for r in doc.hijos_de(a, extremo) {
            let Some(e) = m.elemento(&doc.contenido(r)) else { continue };
            if !matches!(doc.modelo(e), "dataObjectReference" | "dataObject" | "dataStoreReference" | "dataInput" | "dataOutput") {
                continue;
            }
            let propio = en_una_linea(&doc.atributo(e, "name").unwrap_or_default());
            let nombre = if propio.is_empty() {
                let de = doc.atributo(e, "dataObjectRef").or_else(|| doc.atributo(e, "dataStoreRef"));
                de.and_then(|r| m.elemento(&r)).map(|x| en_una_linea(&doc.atributo(x, "name").unwrap_or_default())).unwrap_or_default()
            } else {
                propio
            };
            if !nombre.is_empty() && !salida.contains(&nombre) {
                salida.push(nombre);
            }
        }
    }
    salida
}

/// The graph as it grows.
struct Obra<'m, 'd> {
    m: &'m Modelo<'d>,
    varios: bool,
    carriles: Vec<Carril>,
    nodos: Vec<Nodo>,
    aristas: Vec<Arista>,
    lugar: HashMap<usize, usize>,
    por_ambito: BTreeMap<usize, Vec<usize>>,
    carriles_de: BTreeMap<usize, Vec<usize>>,
    /// First lane of each pool.
    de_pool: HashMap<usize, usize>,
}

impl Obra<'_, '_> {
    fn carril(&mut self, pool: &str, propio: &str, clase: ClaseDeCarril) -> usize {
        let nombre = match (self.varios && !pool.is_empty(), propio.is_empty()) {
            (true, false) if pool != propio => format!("{pool} · {propio}"),
            (_, false) => propio.to_owned(),
            (_, true) => pool.to_owned(),
        };
        self.carriles.push(Carril { nombre, clase });
        self.carriles.len() - 1
    }

    fn proceso(&mut self, proceso: usize, participante: Option<usize>) {
        let m = self.m;
        let pool = participante.and_then(|p| m.participantes.get(p)).map(|p| en_una_linea(&p.nombre));
        let pool = pool.filter(|p| !p.is_empty()).unwrap_or_else(|| en_una_linea(&m.doc.atributo(proceso, "name").unwrap_or_default()));
        let Some(propios) = self.por_ambito.remove(&proceso) else { return };
        let carriles = self.carriles_de.remove(&proceso).unwrap_or_default();
        let de_carril = m.carril_de(&propios, &carriles);
        let usados: HashSet<usize> = propios.iter().filter_map(|n| de_carril.get(n).copied()).collect();
        let mut lugares: HashMap<Option<usize>, usize> = HashMap::new();
        let primero = self.carriles.len();
        for c in carriles.iter().filter(|c| usados.contains(c)) {
            let Some(carril) = m.carriles.get(*c) else { continue };
            let clase = actores::clase_de_carril(m, Some(carril), &pool);
            let l = self.carril(&pool, &en_una_linea(&carril.nombre), clase);
            lugares.insert(Some(*c), l);
        }
        if propios.iter().any(|n| !de_carril.contains_key(n)) {
            let l = self.carril(&pool, "", actores::clase_de_carril(m, None, &pool));
            lugares.insert(None, l);
        }
        if let Some(p) = participante {
            self.de_pool.insert(p, primero);
        }

        let aqui: HashMap<usize, usize> = propios.iter().enumerate().map(|(k, n)| (*n, k)).collect();
        let mut sucesores: Vec<Vec<usize>> = vec![Vec::new(); propios.len()];
        let mut llegan: Vec<Vec<(usize, String)>> = vec![Vec::new(); propios.len()];
        let mut poner = |de: usize, a: usize, texto: String| {
            if let (Some(d), Some(h)) = (aqui.get(&de), aqui.get(&a)) {
                if let Some(s) = sucesores.get_mut(*d) {
                    s.push(*h);
                }
                if let Some(s) = llegan.get_mut(*d) {
                    s.push((*h, texto));
                }
            }
        };
        for n in &propios {
            for f in m.salen.get(*n).into_iter().flatten().filter_map(|f| m.flujos.get(*f)) {
                if let (Some(de), Some(a)) = (f.de.and_then(|x| m.visible(x)), f.a.and_then(|x| m.visible(x))) {
                    poner(de, a, en_una_linea(&f.nombre));
                }
            }
            if let Some(h) = m.anfitrion(*n) {
                poner(h, *n, String::new());
            }
        }
        let inicios: Vec<usize> =
            (0..propios.len()).filter(|k| propios.get(*k).and_then(|n| m.nodos.get(*n)).is_some_and(|n| n.tipo == "startEvent")).collect();
        let r = recorrer(&sucesores, &inicios);
        let base = self.nodos.len();
        let mut orden = vec![0usize; propios.len()];
        for (puesto, k) in r.orden.iter().enumerate() {
            let Some((n, nodo)) = propios.get(*k).and_then(|n| m.nodos.get(*n).map(|x| (*n, x))) else { continue };
            if let Some(o) = orden.get_mut(*k) {
                *o = base + puesto;
            }
            let carril = lugares.get(&de_carril.get(&n).copied()).copied().unwrap_or(primero);
            self.lugar.insert(n, base + puesto);
            self.nodos.push(Nodo {
                clave: if nodo.id.is_empty() { format!("nodo-{n}") } else { format!("{}-{n}", nodo.id) },
                carril,
                clase: clase(m, n, nodo),
                texto: en_una_linea(&nodo.nombre),
                paso: propio::extension(m.doc, nodo.elemento, "paso").and_then(|x| m.doc.atributo(x, "id")?.parse().ok()),
                numero: None,
                marca: None,
                entra: documentos(m, nodo.elemento, "dataInputAssociation", "sourceRef").into_iter().next(),
                sale: documentos(m, nodo.elemento, "dataOutputAssociation", "targetRef").into_iter().next(),
            });
        }
        let regresos: HashSet<(usize, usize)> = r.regresos.iter().copied().collect();
        for k in &r.orden {
            for (cual, (a, texto)) in llegan.get(*k).into_iter().flatten().enumerate() {
                if let (Some(de), Some(h)) = (orden.get(*k), orden.get(*a)) {
                    let regreso = regresos.contains(&(*k, cual));
                    self.aristas.push(Arista { de: *de, a: *h, texto: texto.clone(), regreso });
                }
            }
        }
    }

    /// The node that an end of a message touches; made when it is the pool itself.
    fn extremo(&mut self, extremo: Extremo, mensaje: usize, texto: &str, lado: &str) -> Option<usize> {
        match extremo {
            Extremo::Nodo(n) => self.m.visible(n).and_then(|v| self.lugar.get(&v)).copied(),
            Extremo::Participante(p) => {
                let carril = *self.de_pool.get(&p)?;
                self.nodos.push(Nodo {
                    clave: format!("mensaje-{mensaje}-{lado}"),
                    carril,
                    clase: ClaseDeNodo::Mensaje,
                    texto: texto.to_owned(),
                    paso: None,
                    numero: None,
                    marca: None,
                    entra: None,
                    sale: None,
                });
                Some(self.nodos.len() - 1)
            }
        }
    }
}

/// The graph of a file, all its processes in one picture.
#[must_use]
pub fn a_grafo(doc: &Documento) -> Grafo {
    let m = Modelo::nuevo(doc);
    let procesos = m.procesos_en_orden();
    let varios = m.participantes.len() > 1 || procesos.len() > 1;
    let mut obra = Obra {
        m: &m,
        varios,
        carriles: Vec::new(),
        nodos: Vec::new(),
        aristas: Vec::new(),
        lugar: HashMap::new(),
        por_ambito: m.nodos_por_ambito(),
        carriles_de: m.carriles_por_ambito(),
        de_pool: HashMap::new(),
    };
    for (proceso, participante) in procesos {
        obra.proceso(proceso, participante);
    }
    let tocados: HashSet<usize> = m
        .mensajes
        .iter()
        .flat_map(|x| [x.de, x.a])
        .filter_map(|e| match e {
            Some(Extremo::Participante(p)) => Some(p),
            Some(Extremo::Nodo(_)) | None => None,
        })
        .collect();
    for (n, p) in m.participantes.iter().enumerate().filter(|(n, _)| tocados.contains(n)) {
        if !obra.de_pool.contains_key(&n) {
            let nombre = en_una_linea(&p.nombre);
            let clase = actores::clase_de_carril(&m, None, &nombre);
            obra.carriles.push(Carril { nombre, clase });
            obra.de_pool.insert(n, obra.carriles.len() - 1);
        }
    }
    for x in &m.mensajes {
        let (Some(de), Some(a)) = (x.de, x.a) else { continue };
        let nombre = en_una_linea(&x.nombre);
        let texto = if nombre.is_empty() { "mensaje".to_owned() } else { format!("mensaje: {nombre}") };
        let propio = if nombre.is_empty() { "Mensaje" } else { nombre.as_str() };
        let de = obra.extremo(de, x.elemento, propio, "de");
        let a = obra.extremo(a, x.elemento, propio, "a");
        if let (Some(de), Some(a)) = (de, a) {
            obra.aristas.push(Arista { de, a, texto, regreso: false });
        }
    }
    let Obra { carriles, nodos, aristas, .. } = obra;
    Grafo::nuevo(carriles, nodos, aristas).unwrap_or_default()
}

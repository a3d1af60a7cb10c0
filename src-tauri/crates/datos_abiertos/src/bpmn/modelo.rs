//! What a file says, found once: processes, pools, lanes, nodes and arrows, with their references resolved.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::documento::Documento;

/// Kinds of activities.
pub(super) const ACTIVIDADES: [&str; 12] = [
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "sendTask",
    "receiveTask",
    "scriptTask",
    "businessRuleTask",
    "subProcess",
    "transaction",
    "adHocSubProcess",
    "callActivity",
];
/// Activities with a flow of their own inside.
pub(super) const SUBPROCESOS: [&str; 3] = ["subProcess", "transaction", "adHocSubProcess"];
/// Kinds of gateways.
pub(super) const COMPUERTAS: [&str; 5] = ["exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway"];
/// Kinds of events.
pub(super) const EVENTOS: [&str; 6] =
    ["startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "implicitThrowEvent"];

/// What a node of a flow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Especie {
    Actividad,
    Compuerta,
    Evento,
}

/// A node of a flow.
#[derive(Debug)]
pub(super) struct NodoDeFlujo<'d> {
    pub elemento: usize,
    pub id: String,
    pub nombre: String,
    pub tipo: &'d str,
    pub especie: Especie,
    /// The process or sub-process that holds it.
    pub ambito: usize,
}

/// An arrow; ends are places of [`Modelo::nodos`].
#[derive(Debug)]
pub(super) struct Flujo {
    pub elemento: usize,
    pub nombre: String,
    pub de: Option<usize>,
    pub a: Option<usize>,
}

/// A pool.
#[derive(Debug)]
pub(super) struct Participante {
    pub elemento: usize,
    pub nombre: String,
    /// Its process; `None` for a closed pool.
    pub proceso: Option<usize>,
}

/// A lane that holds nodes.
#[derive(Debug)]
pub(super) struct CarrilDeModelo {
    pub elemento: usize,
    pub nombre: String,
    /// Its process (or sub-process).
    pub ambito: usize,
    pub refs: Vec<usize>,
}

/// What a message touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extremo {
    Nodo(usize),
    Participante(usize),
}

/// A message between pools.
#[derive(Debug)]
pub(super) struct Mensaje {
    pub elemento: usize,
    pub nombre: String,
    pub de: Option<Extremo>,
    pub a: Option<Extremo>,
}

/// The whole file.
#[derive(Debug)]
pub(super) struct Modelo<'d> {
    pub doc: &'d Documento,
    /// Elements `process`.
    pub procesos: Vec<usize>,
    pub nodos: Vec<NodoDeFlujo<'d>>,
    pub flujos: Vec<Flujo>,
    pub participantes: Vec<Participante>,
    pub carriles: Vec<CarrilDeModelo>,
    pub mensajes: Vec<Mensaje>,
    /// The first element with each id.
    pub por_id: HashMap<String, usize>,
    /// Elements whose id was taken.
    pub repetidos: Vec<usize>,
    pub nodo_de: HashMap<usize, usize>,
    /// Arrows that leave each node, and that reach it.
    pub salen: Vec<Vec<usize>>,
    pub entran: Vec<Vec<usize>>,
}

pub(super) fn especie(tipo: &str) -> Option<Especie> {
    if ACTIVIDADES.contains(&tipo) {
        Some(Especie::Actividad)
    } else if COMPUERTAS.contains(&tipo) {
        Some(Especie::Compuerta)
    } else if EVENTOS.contains(&tipo) {
        Some(Especie::Evento)
    } else {
        None
    }
}

/// A name in one line, as it is shown.
pub(super) fn en_una_linea(texto: &str) -> String {
    texto.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'d> Modelo<'d> {
    /// Finds everything; one walk over the elements and one over the references.
    pub fn nuevo(doc: &'d Documento) -> Self {
        let total = doc.elementos.len();
        let mut m = Modelo {
            doc,
            procesos: Vec::new(),
            nodos: Vec::new(),
            flujos: Vec::new(),
            participantes: Vec::new(),
            carriles: Vec::new(),
            mensajes: Vec::new(),
            por_id: HashMap::new(),
            repetidos: Vec::new(),
            nodo_de: HashMap::new(),
            salen: Vec::new(),
            entran: Vec::new(),
        };
        let (mut flujos, mut participantes, mut carriles, mut mensajes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut ambitos: Vec<usize> = vec![0; total];
        let mut i = 0;
        while i < total {
            let tipo = doc.modelo(i);
            if tipo == "extensionElements" {
                i = doc.elementos.get(i).map_or(total, |e| e.hasta);
                continue;
            }
            let padre = doc.elementos.get(i).and_then(|e| e.padre);
            let heredado = padre.and_then(|p| ambitos.get(p)).copied().unwrap_or_default();
            let propio = if tipo == "process" || SUBPROCESOS.contains(&tipo) { i } else { heredado };
            if let Some(a) = ambitos.get_mut(i) {
                *a = propio;
            }
            if let Some(id) = doc.atributo(i, "id") {
                let id = id.trim().to_owned();
                match m.por_id.entry(id) {
                    Entry::Occupied(_) => m.repetidos.push(i),
                    Entry::Vacant(v) => {
                        v.insert(i);
                    }
                }
            }
            match tipo {
                "process" => m.procesos.push(i),
                "sequenceFlow" => flujos.push(i),
                "participant" => participantes.push(i),
                "lane" => carriles.push((i, heredado)),
                "messageFlow" => mensajes.push(i),
                _ => {
                    if let Some(especie) = especie(tipo) {
                        m.nodo_de.insert(i, m.nodos.len());
                        m.nodos.push(NodoDeFlujo {
                            elemento: i,
                            id: doc.atributo(i, "id").unwrap_or_default().trim().to_owned(),
                            nombre: doc.atributo(i, "name").unwrap_or_default().into_owned(),
                            tipo,
                            especie,
                            ambito: heredado,
                        });
                    }
                }
            }
            i += 1;
        }
        m.resolver(flujos, participantes, carriles, mensajes);
        m
    }

    fn resolver(&mut self, flujos: Vec<usize>, participantes: Vec<usize>, carriles: Vec<(usize, usize)>, mensajes: Vec<usize>) {
        let doc = self.doc;
        self.salen = vec![Vec::new(); self.nodos.len()];
        self.entran = vec![Vec::new(); self.nodos.len()];
        for elemento in flujos {
            let nodo = |a| doc.atributo(elemento, a).and_then(|r| self.nodo(&r));
            let (de, a) = (nodo("sourceRef"), nodo("targetRef"));
            let n = self.flujos.len();
            // An arrow with one end leads nowhere: it is a finding and moves nobody.
            if let (Some(de), Some(a)) = (de, a) {
                if let Some(v) = self.salen.get_mut(de) {
                    v.push(n);
                }
                if let Some(v) = self.entran.get_mut(a) {
                    v.push(n);
                }
            }
            let nombre = doc.atributo(elemento, "name").unwrap_or_default().into_owned();
            self.flujos.push(Flujo { elemento, nombre, de, a });
        }
        for elemento in participantes {
            let proceso = doc.atributo(elemento, "processRef").and_then(|r| self.elemento(&r)).filter(|p| doc.modelo(*p) == "process");
            let nombre = doc.atributo(elemento, "name").unwrap_or_default().into_owned();
            self.participantes.push(Participante { elemento, nombre, proceso });
        }
        for (elemento, ambito) in carriles {
            let refs = doc.hijos_de(elemento, "flowNodeRef").filter_map(|r| self.nodo(&doc.contenido(r))).collect();
            let nombre = doc.atributo(elemento, "name").unwrap_or_default().into_owned();
            self.carriles.push(CarrilDeModelo { elemento, nombre, ambito, refs });
        }
        let de_elemento: HashMap<usize, usize> = self.participantes.iter().enumerate().map(|(n, p)| (p.elemento, n)).collect();
        for elemento in mensajes {
            let extremo = |a| {
                let e = doc.atributo(elemento, a).and_then(|r| self.elemento(&r))?;
                self.nodo_de.get(&e).map(|n| Extremo::Nodo(*n)).or_else(|| de_elemento.get(&e).map(|p| Extremo::Participante(*p)))
            };
            let nombre = doc.atributo(elemento, "name").unwrap_or_default().into_owned();
            let mensaje = Mensaje { elemento, nombre, de: extremo("sourceRef"), a: extremo("targetRef") };
            self.mensajes.push(mensaje);
        }
    }

    /// The element that a reference names; a QName may bring a prefix.
    pub fn elemento(&self, referencia: &str) -> Option<usize> {
        let r = referencia.trim();
        self.por_id.get(r).or_else(|| r.split_once(':').and_then(|(_, local)| self.por_id.get(local))).copied()
    }

    pub fn nodo(&self, referencia: &str) -> Option<usize> {
        self.elemento(referencia).and_then(|e| self.nodo_de.get(&e)).copied()
    }

    /// The node at the level of a process that holds a node, or is it.
    pub fn visible(&self, mut nodo: usize) -> Option<usize> {
        loop {
            let ambito = self.nodos.get(nodo)?.ambito;
            match self.nodo_de.get(&ambito) {
                Some(n) => nodo = *n,
                None => return (self.doc.modelo(ambito) == "process").then_some(nodo),
            }
        }
    }

    /// The definition of an event (`timerEventDefinition`), its own or by reference.
    pub fn definicion(&self, nodo: usize) -> Option<usize> {
        let e = self.nodos.get(nodo)?.elemento;
        let propia = self.doc.hijos(e).find(|h| self.doc.modelo(*h).ends_with("EventDefinition"));
        propia.or_else(|| self.doc.hijos_de(e, "eventDefinitionRef").find_map(|r| self.elemento(&self.doc.contenido(r))))
    }

    /// Kind of an event: «timer», «message»…; empty for a plain one.
    pub fn clase_de_evento(&self, nodo: usize) -> &'d str {
        self.definicion(nodo).map_or("", |d| self.doc.modelo(d).trim_end_matches("EventDefinition"))
    }

    /// The host of a boundary event.
    pub fn anfitrion(&self, nodo: usize) -> Option<usize> {
        let n = self.nodos.get(nodo).filter(|n| n.tipo == "boundaryEvent")?;
        self.doc.atributo(n.elemento, "attachedToRef").and_then(|r| self.nodo(&r))
    }

    /// What a node is called, for a person: its name in one line, or its id.
    pub fn llamado(&self, nodo: usize) -> String {
        let Some(n) = self.nodos.get(nodo) else { return String::new() };
        let nombre = en_una_linea(&n.nombre);
        if nombre.is_empty() { format!("{} ({})", n.tipo, n.id) } else { nombre }
    }

    /// Nodes of each process or sub-process, in the order of the file.
    pub fn nodos_por_ambito(&self) -> std::collections::BTreeMap<usize, Vec<usize>> {
        let mut por = std::collections::BTreeMap::<usize, Vec<usize>>::new();
        for (n, nodo) in self.nodos.iter().enumerate() {
            por.entry(nodo.ambito).or_default().push(n);
        }
        por
    }

    /// Lanes of each process, in the order of the file.
    pub fn carriles_por_ambito(&self) -> std::collections::BTreeMap<usize, Vec<usize>> {
        let mut por = std::collections::BTreeMap::<usize, Vec<usize>>::new();
        for (n, c) in self.carriles.iter().enumerate() {
            por.entry(c.ambito).or_default().push(n);
        }
        por
    }

    /// The lane of each of some nodes: the innermost that names it, which is the last in the order of the file; that of
    /// its host, for a boundary event that no lane names.
    pub fn carril_de(&self, nodos: &[usize], carriles: &[usize]) -> HashMap<usize, usize> {
        let mut de: HashMap<usize, usize> = HashMap::new();
        for c in carriles {
            de.extend(self.carriles.get(*c).into_iter().flat_map(|x| x.refs.iter().map(|n| (*n, *c))));
        }
        for n in nodos {
            if let Some(c) = self.anfitrion(*n).and_then(|h| de.get(&h)).copied() {
                de.entry(*n).or_insert(c);
            }
        }
        de
    }

    /// Processes in the order in which they are drawn: those of the pools, then the rest.
    pub fn procesos_en_orden(&self) -> Vec<(usize, Option<usize>)> {
        let mut salida: Vec<(usize, Option<usize>)> = Vec::new();
        let mut puestos = std::collections::HashSet::new();
        for (n, p) in self.participantes.iter().enumerate() {
            if let Some(proceso) = p.proceso.filter(|x| puestos.insert(*x)) {
                salida.push((proceso, Some(n)));
            }
        }
        salida.extend(self.procesos.iter().filter(|p| puestos.insert(**p)).map(|p| (*p, None)));
        salida
    }
}

//! What a file holds, counted, and what is odd in it: the answer of `bpmn ver`.
//!
//! Counted over the whole file, sub-processes included, outside `extensionElements`:
//!
//! | count | elements of BPMN |
//! |---|---|
//! | `procesos`, `participantes`, `carriles` | `process`; `participant`, closed pools too; `lane`, nested ones too |
//! | `actividades` | tasks of every kind, `subProcess`, `transaction`, `adHocSubProcess`, `callActivity`; not the global tasks, which are nowhere in a flow |
//! | `compuertas` | the five gateways |
//! | `eventos` | start, end, intermediate (catch, throw) and boundary |
//! | `flujos`, `mensajes` | `sequenceFlow`; `messageFlow` |
//! | `objetos_de_datos` | what is drawn: each `dataObjectReference`, and each `dataObject` that no reference names (older programs draw it itself). Data stores are not data objects |
//! | `con_di` | there is a `BPMNShape` or a `BPMNEdge` |
//! | `no_reconocidos` | elements that are not of BPMN 2.0 nor ours, as written, the outermost of each; and those of BPMN that are neither counted nor drawn here (choreographies, conversations) |

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::documento::{Documento, espacio};
use super::modelo::{Especie, Modelo, SUBPROCESOS, en_una_linea};
use super::recorrido::{componentes, recorrer};
use super::vocabulario;

/// Findings listed of each kind; the rest are told in one.
const AVISOS: usize = 20;

/// How many times an element is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoReconocido {
    /// Its name as written, with prefix.
    pub elemento: String,
    /// How many.
    pub cuantos: u64,
}

/// Something odd; the file was read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AvisoDeBpmn {
    /// Stable identifier.
    pub codigo: &'static str,
    /// For the person.
    pub mensaje: String,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cuenta {
    /// Processes.
    pub procesos: u64,
    /// Pools.
    pub participantes: u64,
    /// Lanes.
    pub carriles: u64,
    /// Tasks, sub-processes and calls.
    pub actividades: u64,
    /// Gateways.
    pub compuertas: u64,
    /// Events.
    pub eventos: u64,
    /// Arrows of the flow.
    pub flujos: u64,
    /// Arrows between pools.
    pub mensajes: u64,
    /// Data objects drawn.
    pub objetos_de_datos: u64,
    /// It brings a drawing.
    pub con_di: bool,
    /// What is not known here.
    pub no_reconocidos: Vec<NoReconocido>,
    /// What is odd.
    pub avisos: Vec<AvisoDeBpmn>,
}

/// Findings, few of each kind.
#[derive(Default)]
pub(super) struct Avisos {
    lista: Vec<AvisoDeBpmn>,
    por_codigo: BTreeMap<&'static str, usize>,
}

impl Avisos {
    pub fn poner(&mut self, codigo: &'static str, mensaje: impl FnOnce() -> String) {
        let cuantos = self.por_codigo.entry(codigo).or_default();
        *cuantos += 1;
        if *cuantos <= AVISOS {
            self.lista.push(AvisoDeBpmn { codigo, mensaje: mensaje() });
        }
    }

    pub fn terminar(mut self) -> Vec<AvisoDeBpmn> {
        for (codigo, cuantos) in self.por_codigo {
            if cuantos > AVISOS {
                self.lista.push(AvisoDeBpmn { codigo, mensaje: format!("Hay {} avisos más como estos.", cuantos - AVISOS) });
            }
        }
        self.lista
    }
}

/// Counts a file.
#[must_use]
pub fn contar(doc: &Documento) -> Cuenta {
    let m = Modelo::nuevo(doc);
    let mut c = Cuenta::default();
    let (mut ajenos, mut objetos, mut referidos): (BTreeMap<String, u64>, HashSet<String>, HashSet<String>) = Default::default();
    let mut i = 0;
    while let Some(e) = doc.elementos.get(i) {
        let padre = e.padre.map_or("", |p| doc.modelo(p));
        let mut siguiente = i + 1;
        match e.espacio {
            espacio::MODELO if padre != "extensionElements" => match doc.modelo(i) {
                "process" => c.procesos += 1,
                "participant" => c.participantes += 1,
                "lane" => c.carriles += 1,
                "sequenceFlow" => c.flujos += 1,
                "messageFlow" => c.mensajes += 1,
                "dataObjectReference" => {
                    c.objetos_de_datos += 1;
                    referidos.extend(doc.atributo(i, "dataObjectRef").map(|r| r.trim().to_owned()));
                }
                "dataObject" => {
                    // Without an id nothing can refer to it: it stands for itself.
                    match doc.atributo(i, "id") {
                        Some(id) => drop(objetos.insert(id.trim().to_owned())),
                        None => c.objetos_de_datos += 1,
                    }
                }
                tipo => match super::modelo::especie(tipo) {
                    Some(Especie::Actividad) => c.actividades += 1,
                    Some(Especie::Compuerta) => c.compuertas += 1,
                    Some(Especie::Evento) => c.eventos += 1,
                    None if !vocabulario::es_de_bpmn(tipo) || vocabulario::NO_DIBUJADOS.contains(&tipo) => {
                        *ajenos.entry(doc.de(&e.nombre).to_owned()).or_default() += 1;
                        if !vocabulario::es_de_bpmn(tipo) {
                            siguiente = e.hasta;
                        }
                    }
                    None => {}
                },
            },
            espacio::BPMNDI | espacio::DC | espacio::DI => {
                c.con_di |= e.espacio == espacio::BPMNDI && matches!(doc.de(&e.local), "BPMNShape" | "BPMNEdge");
            }
            espacio::DLG => siguiente = e.hasta,
            _ => {
                *ajenos.entry(doc.de(&e.nombre).to_owned()).or_default() += 1;
                siguiente = e.hasta;
            }
        }
        i = siguiente;
    }
    c.objetos_de_datos += objetos.iter().filter(|o| !referidos.contains(*o)).count() as u64;
    c.no_reconocidos = ajenos.into_iter().map(|(elemento, cuantos)| NoReconocido { elemento, cuantos }).collect();
    c.avisos = avisos(&m);
    c
}

/// What is odd in a file.
pub(super) fn avisos(m: &Modelo<'_>) -> Vec<AvisoDeBpmn> {
    let mut a = Avisos::default();
    let doc = m.doc;
    if let Some(otra) = doc.otra_declarada() {
        a.poner("codificacion", || {
            format!("El archivo dice estar en «{otra}». No trae tildes ni eñes sueltas, así que se leyó sin duda alguna.")
        });
    }
    if m.procesos.is_empty() {
        a.poner("sin_proceso", || "El archivo no contiene ningún proceso: no hay pasos que tomar.".to_owned());
    }
    for e in &m.repetidos {
        a.poner("id_repetido", || {
            let id = doc.atributo(*e, "id").unwrap_or_default();
            format!("El identificador «{}» está repetido ({}). Las flechas que lo nombran llegan al primero.", id.trim(), doc.lugar(*e))
        });
    }
    for f in &m.flujos {
        if f.de.is_none() || f.a.is_none() {
            a.poner("flujo_sin_extremo", || {
                let falta = if f.de.is_none() { "sourceRef" } else { "targetRef" };
                let dice = doc.atributo(f.elemento, falta).unwrap_or_default().into_owned();
                format!("Una flecha ({}) nombra en {falta} un elemento que no está: «{dice}». No se dibuja.", doc.lugar(f.elemento))
            });
        }
    }
    for x in &m.mensajes {
        if x.de.is_none() || x.a.is_none() {
            a.poner("mensaje_sin_extremo", || {
                let falta = if x.de.is_none() { "sourceRef" } else { "targetRef" };
                let dice = doc.atributo(x.elemento, falta).unwrap_or_default().into_owned();
                format!(
                    "Un mensaje ({}) nombra en {falta} algo que no está o que no es un paso: «{dice}». No se dibuja.",
                    doc.lugar(x.elemento)
                )
            });
        }
    }
    por_ambito(m, &mut a);
    probabilidades(m, &mut a);
    for (i, e) in doc.elementos.iter().enumerate().filter(|(_, e)| e.espacio == espacio::BPMNDI) {
        if matches!(doc.de(&e.local), "BPMNShape" | "BPMNEdge" | "BPMNPlane")
            && let Some(r) = doc.atributo(i, "bpmnElement")
            && m.elemento(&r).is_none()
        {
            a.poner("di_sin_elemento", || {
                format!("El dibujo que trae el archivo señala un elemento que no está: «{}» ({}). Se ignora.", r.trim(), doc.lugar(i))
            });
        }
    }
    a.terminar()
}

/// Starts, nodes that nothing reaches, and loops, of each process and sub-process.
fn por_ambito(m: &Modelo<'_>, a: &mut Avisos) {
    for (ambito, propios) in m.nodos_por_ambito() {
        let aqui: HashMap<usize, usize> = propios.iter().enumerate().map(|(k, n)| (*n, k)).collect();
        let mut sucesores: Vec<Vec<usize>> = vec![Vec::new(); propios.len()];
        let mut con_entrada = vec![false; propios.len()];
        let mut enlazar = |de: usize, a: usize| {
            if let (Some(d), Some(h)) = (aqui.get(&de), aqui.get(&a)) {
                if let Some(s) = sucesores.get_mut(*d) {
                    s.push(*h);
                }
                if let Some(c) = con_entrada.get_mut(*h) {
                    *c = true;
                }
            }
        };
        let mut enlaces: HashMap<String, Vec<usize>> = HashMap::new();
        for n in &propios {
            for f in m.salen.get(*n).into_iter().flatten().filter_map(|f| m.flujos.get(*f)) {
                if let (Some(de), Some(h)) = (f.de, f.a) {
                    enlazar(de, h);
                }
            }
            if let Some(h) = m.anfitrion(*n) {
                enlazar(h, *n);
            }
            if let Some(d) = m.definicion(*n).filter(|d| m.doc.modelo(*d) == "linkEventDefinition") {
                let nombre = m.doc.atributo(d, "name").unwrap_or_default().trim().to_owned();
                enlaces.entry(nombre).or_default().push(*n);
            }
        }
        for grupo in enlaces.values() {
            // One catches; any number throw.
            let es = |n: usize, t: &str| m.nodos.get(n).is_some_and(|x| x.tipo == t);
            if let Some(llega) = grupo.iter().find(|n| es(**n, "intermediateCatchEvent")) {
                grupo.iter().filter(|n| es(**n, "intermediateThrowEvent")).for_each(|n| enlazar(*n, *llega));
            }
        }
        let inicios: Vec<usize> =
            (0..propios.len()).filter(|k| propios.get(*k).and_then(|n| m.nodos.get(*n)).is_some_and(|n| n.tipo == "startEvent")).collect();
        let donde = || {
            let nombre = en_una_linea(&m.doc.atributo(ambito, "name").unwrap_or_default());
            let que = if SUBPROCESOS.contains(&m.doc.modelo(ambito)) { "subproceso" } else { "proceso" };
            if nombre.is_empty() {
                format!("{que} «{}»", m.doc.atributo(ambito, "id").unwrap_or_default())
            } else {
                format!("{que} «{nombre}»")
            }
        };
        if inicios.len() > 1 {
            a.poner("varios_inicios", || {
                format!("El {} tiene {} eventos de inicio. Los pasos se toman desde el primero.", donde(), inicios.len())
            });
        }
        // Without a start, the standard begins at whatever nothing reaches; an ad hoc one has no order.
        let suelto = m.doc.modelo(ambito) == "adHocSubProcess";
        let sin_entrada = |k: &usize| !con_entrada.get(*k).copied().unwrap_or(true);
        let mut desde = inicios.clone();
        if inicios.is_empty() || suelto {
            desde.extend((0..propios.len()).filter(sin_entrada));
        }
        let r = recorrer(&sucesores, &desde);
        for (k, alcanzado) in r.alcanzados.iter().enumerate() {
            let Some(n) = propios.get(k).filter(|_| !alcanzado && !suelto) else { continue };
            let nodo = m.nodos.get(*n);
            let de_evento = nodo.is_some_and(|x| m.doc.atributo(x.elemento, "triggeredByEvent").is_some_and(|v| v.trim() == "true"));
            let compensa = nodo.is_some_and(|x| m.doc.atributo(x.elemento, "isForCompensation").is_some_and(|v| v.trim() == "true"));
            if !de_evento && !compensa {
                a.poner("inalcanzable", || format!("Desde el inicio del {} no se llega a «{}».", donde(), m.llamado(*n)));
            }
        }
        // A loop is rework when it returns to one earlier node.
        let pieza = componentes(&sucesores);
        let mut destinos: BTreeMap<usize, HashSet<usize>> = BTreeMap::new();
        for (nodo, cual) in &r.regresos {
            if let Some(h) = sucesores.get(*nodo).and_then(|s| s.get(*cual)) {
                destinos.entry(pieza.get(*h).copied().unwrap_or_default()).or_default().insert(*h);
            }
        }
        for d in destinos.values().filter(|d| d.len() > 1) {
            let primero = d.iter().min().and_then(|k| propios.get(*k)).map(|n| m.llamado(*n)).unwrap_or_default();
            a.poner("ciclo", || {
                format!(
                    "En el {} hay un ciclo que regresa a {} lugares distintos, entre ellos «{primero}». Se dibuja, pero no se calcula como \
                     retrabajo.",
                    donde(),
                    d.len()
                )
            });
        }
    }
}

/// Probabilities that we wrote and no longer add up.
fn probabilidades(m: &Modelo<'_>, a: &mut Avisos) {
    for (n, salen) in m.salen.iter().enumerate() {
        let dichas: Vec<_> =
            salen.iter().filter_map(|f| m.flujos.get(*f)).map(|f| super::propio::probabilidad(m.doc, f.elemento)).collect();
        if dichas.iter().all(Option::is_none) || dichas.len() < 2 {
            continue;
        }
        let suma = dichas.iter().flatten().fold(num_rational::BigRational::default(), |s, p| s + p);
        let completa = dichas.iter().all(Option::is_some);
        let uno = num_rational::BigRational::from_integer(1.into());
        if (completa && suma != uno) || suma > uno {
            a.poner("probabilidades", || {
                format!("Los caminos que salen de «{}» no suman 100 %. Corríjalos antes de calcular tiempos.", m.llamado(n))
            });
        }
    }
}

//! Our pasos as BPMN 2.0, with the same drawing that is on screen and on paper.
//!
//! **One pool, the person in a lane.** The person could be a pool of their own only if every arrow between the
//! person and the institution were a message: BPMN forbids a sequence flow across pools, and a message may
//! not leave a gateway. The returns of our decisions do both («no cumple: paso 2», from a gateway of the
//! institution to a paso of the person), so two pools would need events that nobody drew and would leave each
//! process without its order. In one pool every arrow of the table is a sequence flow, the nodes, arrows and
//! lanes are those of the screen, and any engine reads the whole procedure. Whose each lane is goes in
//! `dlg:carril`.
//!
//! With several routes, each is a process with its diagram; a paso that belongs to several is written whole in
//! the first and by reference in the rest.
//!
//! Ids are `_` and the UUID of the paso, or one derived from the trámite, the route and the node: the same table
//! gives the same bytes. A character that XML cannot carry is written as U+FFFD.

mod di;
mod xml;

use std::collections::{BTreeMap, HashMap, HashSet};

use dominio::costos::rutas;
use dominio::diagrama::{Arista, ClaseDeNodo, Grafo, Nodo, Trazado, desde_pasos, trazado};
use dominio::ficha::{Ficha, Paso, VersionPaso};
use dominio::metodos::exacto::Decimal;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::documento::Documento;
use super::modelo::Modelo;
use super::{duracion, propio};
use xml::Xml;

/// A route with its drawing.
#[derive(Clone, Copy, Debug)]
pub struct RutaDibujada<'a> {
    /// Its name; `None` when there is only one.
    pub nombre: Option<&'a str>,
    /// What it says.
    pub grafo: &'a Grafo,
    /// Where each thing goes.
    pub trazado: &'a Trazado,
}

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct PorEscribir<'a> {
    /// The trámite.
    pub ficha: &'a Ficha,
    /// Which of its procedures.
    pub version: VersionPaso,
    /// Name of the pool.
    pub institucion: &'a str,
    /// Each with its drawing.
    pub rutas: &'a [RutaDibujada<'a>],
}

/// In place of the fingerprint until the flow is written.
const SIN_HUELLA: &str = "00000000000000000000000000000000";

/// Names of the elements of one route.
struct Nombres {
    tramite: Uuid,
    version: VersionPaso,
    ruta: usize,
}

impl Nombres {
    /// An id that is the same whenever the same thing is written.
    fn derivado(&self, que: &str) -> String {
        let huella = Sha256::digest(format!("{}\u{1f}{}\u{1f}{}\u{1f}{que}", self.tramite, self.version, self.ruta));
        let mut bytes = [0u8; 16];
        bytes.iter_mut().zip(huella.iter()).for_each(|(b, h)| *b = *h);
        format!("_{}", uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    fn de_paso(&self, paso: Uuid) -> String {
        if self.ruta == 0 { format!("_{paso}") } else { format!("_{paso}-{}", self.ruta + 1) }
    }
}

const fn elemento(clase: ClaseDeNodo) -> &'static str {
    match clase {
        ClaseDeNodo::Inicio => "startEvent",
        ClaseDeNodo::Fin => "endEvent",
        ClaseDeNodo::Tarea => "userTask",
        ClaseDeNodo::Manual => "manualTask",
        ClaseDeNodo::Servicio => "serviceTask",
        ClaseDeNodo::Subproceso => "subProcess",
        ClaseDeNodo::Espera | ClaseDeNodo::Mensaje => "intermediateCatchEvent",
        ClaseDeNodo::Evento => "intermediateThrowEvent",
        ClaseDeNodo::Exclusiva => "exclusiveGateway",
        ClaseDeNodo::Paralela => "parallelGateway",
        ClaseDeNodo::Compuerta => "inclusiveGateway",
    }
}

const fn es_paso(clase: ClaseDeNodo) -> bool {
    matches!(clase, ClaseDeNodo::Tarea | ClaseDeNodo::Manual | ClaseDeNodo::Servicio | ClaseDeNodo::Subproceso)
}

/// A route as it is written.
struct Escrita<'a> {
    ruta: RutaDibujada<'a>,
    nombres: Nombres,
    /// Ids of nodes, arrows and lanes, in the order of the graph.
    nodos: Vec<String>,
    aristas: Vec<String>,
    carriles: Vec<String>,
    /// Notes: id of the note, of its line, node and text.
    notas: Vec<(String, String, usize, String)>,
}

impl<'a> Escrita<'a> {
    fn nueva(p: &PorEscribir<'a>, n: usize, ruta: RutaDibujada<'a>, pasos: &HashMap<Uuid, (usize, &Paso)>) -> Self {
        let nombres = Nombres { tramite: p.ficha.tramite.id, version: p.version, ruta: n };
        let mut puestos: HashSet<Uuid> = HashSet::new();
        let nodos: Vec<String> = ruta
            .grafo
            .nodos()
            .iter()
            .enumerate()
            .map(|(k, nodo)| match nodo.paso.filter(|id| es_paso(nodo.clase) && pasos.contains_key(id)) {
                Some(id) if puestos.insert(id) => nombres.de_paso(id),
                _ => nombres.derivado(&format!("nodo {k} {}", nodo.clave)),
            })
            .collect();
        let aristas = (0..ruta.grafo.aristas().len()).map(|k| nombres.derivado(&format!("flecha {k}"))).collect();
        let carriles = (0..ruta.grafo.carriles().len()).map(|k| nombres.derivado(&format!("carril {k}"))).collect();
        let mut notas = Vec::new();
        for (k, nodo) in ruta.grafo.nodos().iter().enumerate().filter(|(_, n)| es_paso(n.clase)) {
            if let Some(valor) = nodo.paso.and_then(|id| pasos.get(&id)).and_then(|(_, p)| p.agrega_valor) {
                let texto = format!("Agrega valor: {}", valor.etiqueta().to_lowercase());
                notas.push((nombres.derivado(&format!("nota {k}")), nombres.derivado(&format!("linea {k}")), k, texto));
            }
        }
        Escrita { ruta, nombres, nodos, aristas, carriles, notas }
    }

    fn nodo(&self, k: usize) -> &str {
        self.nodos.get(k).map_or("", String::as_str)
    }
}

/// A percentage as a plain decimal; `None` when it does not end.
fn porcentaje(r: &BigRational) -> Option<String> {
    let diezmilesimas = r * BigRational::from_integer(1_000_000.into());
    let n = diezmilesimas.is_integer().then(|| diezmilesimas.to_integer())?.to_i64()?;
    let texto = format!("{}.{:04}", n / 10_000, n % 10_000);
    Some(texto.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// How often an arrow says that it is taken: «No cumple (30 %)».
fn dicha(texto: &str) -> Option<BigRational> {
    let (_, cola) = texto.rsplit_once('(')?;
    let numero = cola.trim_end().strip_suffix(')')?.trim_end().strip_suffix('%')?.trim();
    Decimal::leer(numero).map(|d| d.valor / BigRational::from_integer(100.into()))
}

/// How often each arrow is taken, of those that leave a node where all of them are known and make the whole. The one that
/// does not say it has the rest.
fn frecuencias(g: &Grafo) -> Vec<Option<String>> {
    let mut salen: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (k, a) in g.aristas().iter().enumerate() {
        salen.entry(a.de).or_default().push(k);
    }
    let mut salida = vec![None; g.aristas().len()];
    for propias in salen.values().filter(|p| p.len() > 1) {
        let dichas: Vec<_> = propias.iter().filter_map(|k| g.aristas().get(*k)).map(|a| dicha(&a.texto)).collect();
        let suma = dichas.iter().flatten().fold(BigRational::zero(), |s, d| s + d);
        let callan = dichas.iter().filter(|d| d.is_none()).count();
        if callan == dichas.len() || callan > 1 || suma > BigRational::one() || (callan == 0 && !suma.is_one()) {
            continue;
        }
        for (k, d) in propias.iter().zip(dichas) {
            let valor = d.unwrap_or_else(|| BigRational::one() - &suma);
            salida.get_mut(*k).into_iter().for_each(|s| *s = porcentaje(&valor));
        }
    }
    salida
}

/// A graph in which what parts comes together before it goes on: an exclusive gateway before each node that several arrows
/// reach and that does not join them itself. Engines and other programs expect splits and joins in pairs.
#[must_use]
pub fn con_uniones(g: &Grafo) -> Grafo {
    let (mut entran, mut salen) = (vec![0usize; g.nodos().len()], vec![0usize; g.nodos().len()]);
    for a in g.aristas() {
        entran.get_mut(a.a).into_iter().for_each(|n| *n += 1);
        salen.get_mut(a.de).into_iter().for_each(|n| *n += 1);
    }
    let (mut nodos, mut aristas) = (Vec::new(), Vec::new());
    // Where each node is now, and where an arrow to it goes.
    let (mut propio, mut llegada) = (Vec::new(), Vec::new());
    for (k, nodo) in g.nodos().iter().enumerate() {
        let varias = entran.get(k).is_some_and(|n| *n > 1);
        let une = matches!(nodo.clase, ClaseDeNodo::Exclusiva | ClaseDeNodo::Paralela | ClaseDeNodo::Compuerta)
            && salen.get(k).is_none_or(|n| *n < 2);
        if varias && !une {
            llegada.push(nodos.len());
            let clave = format!("une-{}", nodo.clave);
            let junta = Nodo {
                clave,
                clase: ClaseDeNodo::Exclusiva,
                texto: String::new(),
                paso: None,
                numero: None,
                marca: None,
                entra: None,
                sale: None,
                carril: nodo.carril,
            };
            nodos.push(junta);
            aristas.push(Arista { de: nodos.len() - 1, a: nodos.len(), texto: String::new(), regreso: false });
        } else {
            llegada.push(nodos.len());
        }
        propio.push(nodos.len());
        nodos.push(nodo.clone());
    }
    for a in g.aristas() {
        if let (Some(de), Some(hasta)) = (propio.get(a.de), llegada.get(a.a)) {
            aristas.push(Arista { de: *de, a: *hasta, texto: a.texto.clone(), regreso: a.regreso });
        }
    }
    Grafo::nuevo(g.carriles().to_vec(), nodos, aristas).unwrap_or_default()
}

/// Writes a procedure of a ficha with its drawing, each route apart.
#[must_use]
pub fn escribir_ficha(ficha: &Ficha, version: VersionPaso, institucion: &str) -> Vec<u8> {
    let rutas = rutas::rutas(ficha, version);
    let dibujadas: Vec<(Grafo, Trazado)> = rutas
        .iter()
        .map(|r| {
            let grafo = con_uniones(&desde_pasos::grafo(ficha, r));
            let trazado = trazado::trazar(&grafo);
            (grafo, trazado)
        })
        .collect();
    let rutas: Vec<RutaDibujada<'_>> = rutas
        .iter()
        .zip(&dibujadas)
        .map(|(r, (grafo, trazado))| RutaDibujada { nombre: r.nombre.as_deref().filter(|_| !r.unica), grafo, trazado })
        .collect();
    escribir(&PorEscribir { ficha, version, institucion, rutas: &rutas })
}

/// Writes a procedure as BPMN 2.0, in UTF-8.
#[must_use]
pub fn escribir(p: &PorEscribir<'_>) -> Vec<u8> {
    let texto = redactar(p);
    let huella = Documento::leer(texto.as_bytes()).map(|d| propio::estructura(&Modelo::nuevo(&d)));
    match huella {
        Ok(h) => texto.replacen(&format!("estructura=\"{SIN_HUELLA}\""), &format!("estructura=\"{h}\""), 1).into_bytes(),
        Err(_) => texto.into_bytes(),
    }
}

fn redactar(p: &PorEscribir<'_>) -> String {
    let t = &p.ficha.tramite;
    let filas: Vec<&Paso> = p.ficha.pasos.iter().filter(|x| x.version.unwrap_or(VersionPaso::Actual) == p.version).collect();
    let pasos: HashMap<Uuid, (usize, &Paso)> = filas.iter().enumerate().map(|(n, x)| (x.id, (n, *x))).collect();
    let escritas: Vec<Escrita<'_>> = p.rutas.iter().enumerate().map(|(n, r)| Escrita::nueva(p, n, *r, &pasos)).collect();
    let raiz = Nombres { tramite: t.id, version: p.version, ruta: 0 };
    let nombre = t.nombre.as_deref().or(t.codigo.as_deref()).unwrap_or("Trámite");
    let titulo = format!("{nombre} ({})", p.version.etiqueta().to_lowercase());

    let mut x = Xml::nuevo();
    x.abre(
        "definitions",
        &[
            ("xmlns", "http://www.omg.org/spec/BPMN/20100524/MODEL"),
            ("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
            ("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"),
            ("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xmlns:dlg", super::DLG),
            ("id", &raiz.derivado("definitions")),
            ("name", &titulo),
            ("targetNamespace", super::DLG),
            ("exporter", "Diligencia"),
            ("exporterVersion", "1"),
        ],
    );
    for e in &escritas {
        x.abre("collaboration", &[("id", &e.nombres.derivado("collaboration"))]);
        let pool = (e.nombres.derivado("participant"), e.nombres.derivado("process"));
        x.vacio("participant", &[("id", &pool.0), ("name", p.institucion), ("processRef", &pool.1)]);
        x.cierra("collaboration");
    }
    let mut escritos: HashSet<usize> = HashSet::new();
    for (n, e) in escritas.iter().enumerate() {
        let fuera = (n == 0).then(|| {
            let dibujados: HashSet<Uuid> =
                p.rutas.iter().flat_map(|r| r.grafo.nodos()).filter(|n| es_paso(n.clase)).filter_map(|n| n.paso).collect();
            filas.iter().enumerate().filter(|(_, f)| !dibujados.contains(&f.id)).map(|(k, f)| (k, *f)).collect::<Vec<_>>()
        });
        proceso(&mut x, p, e, &pasos, &mut escritos, fuera.map(|f| (filas.len(), f)));
    }
    for e in &escritas {
        di::diagrama(&mut x, e, p.institucion);
    }
    x.cierra("definitions");
    x.terminar()
}

fn proceso(
    x: &mut Xml,
    p: &PorEscribir<'_>,
    e: &Escrita<'_>,
    pasos: &HashMap<Uuid, (usize, &Paso)>,
    escritos: &mut HashSet<usize>,
    version: Option<(usize, Vec<(usize, &Paso)>)>,
) {
    let t = &p.ficha.tramite;
    let g = e.ruta.grafo;
    let nombre = t.nombre.as_deref().or(t.codigo.as_deref()).unwrap_or("Trámite");
    let nombre = e.ruta.nombre.map_or_else(|| nombre.to_owned(), |r| format!("{nombre} · {r}"));
    x.abre("process", &[("id", &e.nombres.derivado("process")), ("name", &nombre), ("processType", "None"), ("isExecutable", "false")]);
    if let Some((cuantos, fuera)) = version {
        x.abre("extensionElements", &[]);
        let codigo = t.codigo.as_deref().unwrap_or_default();
        x.abre(
            "dlg:version",
            &[
                ("formato", "1"),
                ("tramite", &t.id.to_string()),
                ("codigo", codigo),
                ("version", p.version.as_str()),
                ("pasos", &cuantos.to_string()),
                ("estructura", SIN_HUELLA),
            ],
        );
        for (orden, paso) in fuera {
            let mut atributos = vec![("orden", orden.to_string()), ("texto", paso.texto.clone())];
            atributos.extend(propio::campos(paso));
            x.vacio_con("dlg:paso", &atributos);
        }
        x.cierra("dlg:version");
        x.cierra("extensionElements");
    }
    x.abre("laneSet", &[("id", &e.nombres.derivado("laneSet"))]);
    for (k, carril) in g.carriles().iter().enumerate() {
        x.abre("lane", &[("id", e.carriles.get(k).map_or("", String::as_str)), ("name", &carril.nombre)]);
        x.abre("extensionElements", &[]);
        x.vacio("dlg:carril", &[("clase", carril.clase.as_str())]);
        x.cierra("extensionElements");
        for (i, _) in g.nodos().iter().enumerate().filter(|(_, nodo)| nodo.carril == k) {
            x.texto("flowNodeRef", &[], e.nodo(i));
        }
        x.cierra("lane");
    }
    x.cierra("laneSet");
    let (mut entran, mut salen): (Vec<Vec<&str>>, Vec<Vec<&str>>) = (vec![Vec::new(); g.nodos().len()], vec![Vec::new(); g.nodos().len()]);
    for (arista, id) in g.aristas().iter().zip(&e.aristas) {
        salen.get_mut(arista.de).into_iter().for_each(|v| v.push(id));
        entran.get_mut(arista.a).into_iter().for_each(|v| v.push(id));
    }
    let mut objetos: BTreeMap<&str, String> = BTreeMap::new();
    for (k, nodo) in g.nodos().iter().enumerate() {
        let (entra, sale) = (entran.get(k).map(Vec::as_slice).unwrap_or_default(), salen.get(k).map(Vec::as_slice).unwrap_or_default());
        let paso = nodo.paso.and_then(|id| pasos.get(&id));
        let es_suyo = es_paso(nodo.clase) && paso.is_some();
        let rotulo = match paso {
            Some((_, fila)) if es_suyo => fila.texto.as_str(),
            _ => nodo.texto.as_str(),
        };
        let mut atributos = vec![("id", e.nodo(k).to_owned())];
        if !rotulo.is_empty() {
            atributos.push(("name", rotulo.to_owned()));
        }
        if matches!(nodo.clase, ClaseDeNodo::Exclusiva | ClaseDeNodo::Paralela | ClaseDeNodo::Compuerta) {
            let direccion = match (entra.len() > 1, sale.len() > 1) {
                (false, true) => "Diverging",
                (true, false) => "Converging",
                (true, true) => "Mixed",
                (false, false) => "Unspecified",
            };
            atributos.push(("gatewayDirection", direccion.to_owned()));
        }
        let tipo = elemento(nodo.clase);
        x.abre_con(tipo, &atributos);
        match paso {
            Some((orden, fila)) if es_suyo => {
                let campos = if escritos.insert(*orden) {
                    let mut c = vec![("orden", orden.to_string())];
                    c.extend(propio::campos(fila));
                    c
                } else {
                    vec![("ref", fila.id.to_string())]
                };
                x.abre("extensionElements", &[]);
                x.vacio_con("dlg:paso", &campos);
                x.cierra("extensionElements");
            }
            Some((_, fila)) if nodo.clase == ClaseDeNodo::Espera => {
                x.abre("extensionElements", &[]);
                x.vacio("dlg:espera", &[("paso", &fila.id.to_string())]);
                x.cierra("extensionElements");
            }
            _ => {}
        }
        entra.iter().for_each(|f| x.texto("incoming", &[], f));
        sale.iter().for_each(|f| x.texto("outgoing", &[], f));
        match nodo.clase {
            ClaseDeNodo::Espera => {
                x.abre("timerEventDefinition", &[("id", &e.nombres.derivado(&format!("timer {k}")))]);
                let minutos = paso.and_then(|(_, f)| f.espera_minutos).filter(|m| *m >= 0);
                if let Some(m) = minutos {
                    x.texto("timeDuration", &[("xsi:type", "tFormalExpression")], &duracion::de_minutos(m));
                }
                x.cierra("timerEventDefinition");
            }
            ClaseDeNodo::Mensaje => x.vacio("messageEventDefinition", &[("id", &e.nombres.derivado(&format!("message {k}")))]),
            ClaseDeNodo::Tarea | ClaseDeNodo::Manual | ClaseDeNodo::Servicio | ClaseDeNodo::Subproceso => {
                datos(x, e, k, [nodo.entra.as_deref(), nodo.sale.as_deref()], &mut objetos);
            }
            ClaseDeNodo::Inicio
            | ClaseDeNodo::Fin
            | ClaseDeNodo::Evento
            | ClaseDeNodo::Exclusiva
            | ClaseDeNodo::Paralela
            | ClaseDeNodo::Compuerta => {}
        }
        x.cierra(tipo);
    }
    for id in objetos.values() {
        x.vacio("dataObject", &[("id", id)]);
    }
    for (k, nodo) in g.nodos().iter().enumerate().filter(|(_, n)| es_paso(n.clase)) {
        for (lado, documento) in [("entra", &nodo.entra), ("sale", &nodo.sale)] {
            if let Some((nombre, objeto)) = documento.as_deref().and_then(|d| objetos.get_key_value(d)) {
                let id = e.nombres.derivado(&format!("documento {lado} {k}"));
                x.vacio("dataObjectReference", &[("id", &id), ("name", nombre), ("dataObjectRef", objeto)]);
            }
        }
    }
    flujos(x, e);
    for (nota, _, _, texto) in &e.notas {
        x.abre("textAnnotation", &[("id", nota)]);
        x.texto("text", &[], texto);
        x.cierra("textAnnotation");
    }
    for (nota, linea, k, _) in &e.notas {
        x.vacio("association", &[("id", linea), ("sourceRef", e.nodo(*k)), ("targetRef", nota)]);
    }
    x.cierra("process");
}

/// Documents of a paso: what it takes and gives, and the arrows from and to their signs.
fn datos<'g>(x: &mut Xml, e: &Escrita<'_>, k: usize, documentos: [Option<&'g str>; 2], objetos: &mut BTreeMap<&'g str, String>) {
    let id = |que: &str, lado: &str| e.nombres.derivado(&format!("{que} {lado} {k}"));
    for nombre in documentos.into_iter().flatten() {
        objetos.entry(nombre).or_insert_with(|| e.nombres.derivado(&format!("objeto {nombre}")));
    }
    let [entra, sale] = documentos;
    if entra.is_none() && sale.is_none() {
        return;
    }
    x.abre("ioSpecification", &[("id", &id("io", ""))]);
    if let Some(nombre) = entra {
        x.vacio("dataInput", &[("id", &id("dato", "entra")), ("name", nombre)]);
    }
    if let Some(nombre) = sale {
        x.vacio("dataOutput", &[("id", &id("dato", "sale")), ("name", nombre)]);
    }
    for (conjunto, refs, lado, hay) in [("inputSet", "dataInputRefs", "entra", entra), ("outputSet", "dataOutputRefs", "sale", sale)] {
        x.abre(conjunto, &[("id", &id("conjunto", lado))]);
        if hay.is_some() {
            x.texto(refs, &[], &id("dato", lado));
        }
        x.cierra(conjunto);
    }
    x.cierra("ioSpecification");
    if entra.is_some() {
        x.abre("dataInputAssociation", &[("id", &id("asociacion", "entra"))]);
        x.texto("sourceRef", &[], &id("documento", "entra"));
        x.texto("targetRef", &[], &id("dato", "entra"));
        x.cierra("dataInputAssociation");
    }
    if sale.is_some() {
        x.abre("dataOutputAssociation", &[("id", &id("asociacion", "sale"))]);
        x.texto("sourceRef", &[], &id("dato", "sale"));
        x.texto("targetRef", &[], &id("documento", "sale"));
        x.cierra("dataOutputAssociation");
    }
}

fn flujos(x: &mut Xml, e: &Escrita<'_>) {
    let g = e.ruta.grafo;
    for ((arista, id), frecuencia) in g.aristas().iter().zip(&e.aristas).zip(frecuencias(g)) {
        let mut atributos = vec![("id", id.clone())];
        if !arista.texto.is_empty() {
            atributos.push(("name", arista.texto.clone()));
        }
        atributos.push(("sourceRef", e.nodo(arista.de).to_owned()));
        atributos.push(("targetRef", e.nodo(arista.a).to_owned()));
        match frecuencia {
            Some(f) => {
                x.abre_con("sequenceFlow", &atributos);
                x.abre("extensionElements", &[]);
                x.vacio("dlg:flujo", &[("probabilidad", &f)]);
                x.cierra("extensionElements");
                x.cierra("sequenceFlow");
            }
            None => x.vacio_con("sequenceFlow", &atributos),
        }
    }
}

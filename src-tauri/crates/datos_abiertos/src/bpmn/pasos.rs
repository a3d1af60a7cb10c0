//! From a diagram to the table of pasos, and what had no place in it.
//!
//! A file of ours whose flow nobody changed gives the table back exactly (`dlg:version`, see
//! [`super::propio`]). Any other is read as a flow:
//!
//! * each activity is a paso, in the order of the flow; a sub-process is one;
//! * a gateway that splits right after an activity makes it a decision: «cumple / no cumple: paso 2, 30 %»; one
//!   that has nobody before is a paso of its own, because somebody decides there;
//! * a parallel gateway right after an activity is «a la vez: 3 / 4», when the table can say it: one paso for
//!   each branch;
//! * a timer between two activities is the wait before the second;
//! * the lane is the unidad, or the person, by its name;
//! * the first documents that a task takes and gives are those of its paso.
//!
//! What the table cannot say is in [`PasosDeBpmn::avisos`]: nothing is guessed, and the caller keeps the file.

use std::collections::{BTreeMap, HashMap};

use dominio::diagrama::ClaseDeCarril;
use dominio::ficha::{ActorPaso, Paso, Procedencia, VersionPaso};
use num_rational::BigRational;
use num_traits::ToPrimitive;
use uuid::Uuid;

use super::contar::{AvisoDeBpmn, Avisos, avisos};
use super::documento::{Documento, espacio};
use super::grafo::documentos;
use super::modelo::{Especie, Modelo, SUBPROCESOS, en_una_linea};
use super::recorrido::recorrer;
use super::{actores, duracion, propio};

/// Most of the text of a paso, of its unidad and of its results, as the table admits them.
const TEXTO: usize = 4_000;
const UNIDAD: usize = 120;
const RESULTADOS: usize = 500;

/// The pasos of a diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PasosDeBpmn {
    /// In the order of the table; an id that is nil is to be minted.
    pub pasos: Vec<Paso>,
    /// Ours, and untouched: each field is as it was written.
    pub exacto: bool,
    /// What is odd in the file, and what had no place in the table.
    pub avisos: Vec<AvisoDeBpmn>,
}

/// Reads the pasos of a file. `version` is that of the rows of a file that does not say it.
#[must_use]
pub fn a_pasos(doc: &Documento, version: VersionPaso) -> PasosDeBpmn {
    let m = Modelo::nuevo(doc);
    if let Some(pasos) = propios(&m) {
        return PasosDeBpmn { pasos, exacto: true, avisos: avisos(&m) };
    }
    let mut obra = Obra {
        m: &m,
        version,
        pasos: Vec::new(),
        avisos: Avisos::default(),
        paso_de: HashMap::new(),
        decide: HashMap::new(),
        juntos: HashMap::new(),
    };
    let procesos = m.procesos_en_orden();
    let pools = procesos.len() > 1;
    let (mut por, carriles) = (m.nodos_por_ambito(), m.carriles_por_ambito());
    let mut ordenes: Vec<Vec<usize>> = Vec::new();
    for (proceso, participante) in procesos {
        let pool = participante.and_then(|p| m.participantes.get(p)).map(|p| en_una_linea(&p.nombre)).unwrap_or_default();
        let propios = por.remove(&proceso).unwrap_or_default();
        let carriles = carriles.get(&proceso).map(Vec::as_slice).unwrap_or_default();
        ordenes.push(obra.filas(&propios, carriles, if pools { &pool } else { "" }, &pool));
    }
    for orden in &ordenes {
        obra.caminos(orden);
    }
    if !m.mensajes.is_empty() {
        obra.avisos.poner("mensajes", || {
            format!(
                "El diagrama tiene {} mensajes entre participantes. La tabla no los dice: quedan en el archivo original.",
                m.mensajes.len()
            )
        });
    }
    let mut todos = avisos(&m);
    todos.extend(obra.avisos.terminar());
    PasosDeBpmn { pasos: obra.pasos, exacto: false, avisos: todos }
}

/// The pasos of a file of ours whose flow is as we wrote it.
fn propios(m: &Modelo<'_>) -> Option<Vec<Paso>> {
    let doc = m.doc;
    let version = m.procesos.iter().find_map(|p| propio::extension(doc, *p, "version"))?;
    if doc.atributo(version, "estructura")? != propio::estructura(m) {
        return None;
    }
    let mut pasos: BTreeMap<usize, Paso> = BTreeMap::new();
    let mut poner = |e: usize, texto: String| {
        let orden = doc.atributo(e, "orden")?.trim().parse().ok()?;
        pasos.insert(orden, propio::leer_paso(doc, e, texto));
        Some(())
    };
    for n in m.nodos.iter().filter(|n| n.especie == Especie::Actividad) {
        if let Some(e) = propio::extension(doc, n.elemento, "paso")
            && doc.atributo(e, "ref").is_none()
        {
            poner(e, n.nombre.clone())?;
        }
    }
    // Those that have no place in the drawing.
    for e in doc.hijos(version).filter(|h| doc.elementos.get(*h).is_some_and(|e| e.espacio == espacio::DLG && doc.de(&e.local) == "paso")) {
        poner(e, doc.atributo(e, "texto").unwrap_or_default().into_owned())?;
    }
    let cuantos: usize = doc.atributo(version, "pasos")?.trim().parse().ok()?;
    (pasos.len() == cuantos).then(|| pasos.into_values().collect())
}

/// Where an arrow ends up, once what is no paso is passed through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destino {
    Paso(usize),
    Fin,
    /// A split that nobody decides, or nothing.
    Perdido,
}

struct Obra<'m, 'd> {
    m: &'m Modelo<'d>,
    version: VersionPaso,
    pasos: Vec<Paso>,
    avisos: Avisos,
    /// The paso that begins at a node.
    paso_de: HashMap<usize, usize>,
    /// The paso that decides at a split gateway (or at the activity itself).
    decide: HashMap<usize, usize>,
    /// Pasos that run at the same time as others, with the last of them.
    juntos: HashMap<usize, usize>,
}

fn cortar(texto: &str, tope: usize) -> String {
    texto.chars().take(tope).collect()
}

impl Obra<'_, '_> {
    fn salidas(&self, n: usize) -> impl Iterator<Item = usize> + '_ {
        self.m.salen.get(n).into_iter().flatten().copied()
    }

    fn tipo(&self, n: usize) -> &str {
        self.m.nodos.get(n).map_or("", |x| x.tipo)
    }

    /// An activity with a single arrow that leads to `n`, which has no other.
    fn quien_decide(&self, n: usize) -> Option<usize> {
        let [f] = self.m.entran.get(n)?.as_slice() else { return None };
        let de = self.m.flujos.get(*f)?.de?;
        let unico = self.m.salen.get(de).is_some_and(|s| s.len() == 1);
        (unico && self.m.nodos.get(de)?.especie == Especie::Actividad).then_some(de)
    }

    /// Makes the rows of a process, and gives its nodes in order.
    fn filas(&mut self, propios: &[usize], carriles: &[usize], unidad_de_pool: &str, pool: &str) -> Vec<usize> {
        let m = self.m;
        let de_carril = m.carril_de(propios, carriles);
        let aqui: HashMap<usize, usize> = propios.iter().enumerate().map(|(k, n)| (*n, k)).collect();
        let sucesores: Vec<Vec<usize>> = propios
            .iter()
            .map(|n| {
                let flujos = self.salidas(*n).filter_map(|f| m.flujos.get(f)?.a).filter_map(|a| aqui.get(&a).copied());
                flujos.collect()
            })
            .collect();
        // What a boundary event starts comes after the normal flow.
        let es = |k: &usize, t: &str| propios.get(*k).and_then(|n| m.nodos.get(*n)).is_some_and(|n| n.tipo == t);
        let mut desde: Vec<usize> = (0..propios.len()).filter(|k| es(k, "startEvent")).collect();
        desde.extend(
            (0..propios.len())
                .filter(|k| !es(k, "boundaryEvent") && propios.get(*k).and_then(|n| m.entran.get(*n)).is_some_and(Vec::is_empty)),
        );
        let orden: Vec<usize> = recorrer(&sucesores, &desde).orden.into_iter().filter_map(|k| propios.get(k).copied()).collect();
        for n in &orden {
            let Some(nodo) = m.nodos.get(*n) else { continue };
            let parte = self.salidas(*n).count() > 1;
            let propia = match nodo.especie {
                Especie::Actividad => true,
                Especie::Compuerta if parte && nodo.tipo != "parallelGateway" => match self.quien_decide(*n) {
                    Some(quien) => {
                        if let Some(p) = self.paso_de.get(&quien) {
                            self.decide.insert(*n, *p);
                        }
                        false
                    }
                    None => true,
                },
                Especie::Compuerta => {
                    if parte && let Some(p) = self.quien_decide(*n).and_then(|q| self.paso_de.get(&q)) {
                        self.decide.insert(*n, *p);
                    }
                    false
                }
                Especie::Evento => false,
            };
            if propia {
                let carril = de_carril.get(n).and_then(|c| m.carriles.get(*c));
                let clase = actores::clase_de_carril(m, carril, pool);
                let unidad = carril.map(|c| en_una_linea(&c.nombre)).filter(|u| !u.is_empty()).unwrap_or_else(|| unidad_de_pool.to_owned());
                self.fila(*n, clase, &unidad);
                if parte {
                    self.decide.insert(*n, self.pasos.len() - 1);
                }
            }
        }
        orden
    }

    fn fila(&mut self, n: usize, clase: ClaseDeCarril, unidad: &str) {
        let m = self.m;
        let doc = m.doc;
        let Some(nodo) = m.nodos.get(n) else { return };
        let nombre = nodo.nombre.trim();
        let una_linea = en_una_linea(nombre);
        let texto = match (nodo.especie, una_linea.chars().filter(|c| c.is_alphabetic()).count()) {
            (Especie::Compuerta, 0) => "Decidir por dónde sigue".to_owned(),
            (Especie::Compuerta, _) => format!("Decidir: {una_linea}"),
            (_, 0) => format!("Paso sin nombre ({})", if una_linea.is_empty() { &nodo.id } else { &una_linea }),
            (_, 1 | 2) => format!("Paso {una_linea}"),
            (..) => nombre.to_owned(),
        };
        let entran = documentos(m, nodo.elemento, "dataInputAssociation", "sourceRef");
        let salen = documentos(m, nodo.elemento, "dataOutputAssociation", "targetRef");
        let dicho = propio::extension(doc, nodo.elemento, "paso").filter(|e| doc.atributo(*e, "ref").is_none());
        let mut paso = match dicho {
            Some(e) => Paso { resultados: None, decision: false, ..propio::leer_paso(doc, e, String::new()) },
            None => Paso {
                id: nodo.id.strip_prefix('_').and_then(|u| Uuid::try_parse(u).ok()).unwrap_or_default(),
                version: Some(self.version),
                procedencia: Some(Procedencia::Interpretado),
                ..Paso::default()
            },
        };
        // The diagram as it is now says who and where, even of a paso of ours.
        let actor = actores::actor(nodo, clase);
        if dicho.is_none() || clase != ClaseDeCarril::Unidad || paso.actor == Some(ActorPaso::Usuario) {
            paso.actor = Some(actor);
        }
        if clase == ClaseDeCarril::Unidad {
            paso.unidad = (!unidad.is_empty()).then(|| cortar(unidad, UNIDAD));
        } else if clase == ClaseDeCarril::OtraEntidad && dicho.is_none() {
            paso.unidad = (!unidad.is_empty()).then(|| cortar(unidad, UNIDAD));
        }
        paso.texto = cortar(&texto, TEXTO);
        for (lista, campo) in [(entran, &mut paso.documento_entrada), (salen, &mut paso.documento_salida)] {
            if let Some(junto) = (!lista.is_empty()).then(|| lista.join("; ")) {
                *campo = Some(cortar(&junto, 300));
            }
        }
        let llamado = || cortar(&una_linea, 60);
        if SUBPROCESOS.contains(&nodo.tipo) {
            let dentro = doc
                .elementos
                .get(nodo.elemento)
                .map_or(0, |e| (nodo.elemento + 1..e.hasta).filter(|i| super::modelo::ACTIVIDADES.contains(&doc.modelo(*i))).count());
            if dentro > 0 {
                self.avisos
                    .poner("subproceso", || format!("El subproceso «{}» se tomó como un solo paso; dentro tiene {dentro}.", llamado()));
            }
        }
        if nodo.tipo == "callActivity" {
            self.avisos.poner("llamada", || format!("El paso «{}» llama a otro proceso, que no se tomó.", llamado()));
        }
        for que in ["multiInstanceLoopCharacteristics", "standardLoopCharacteristics"] {
            if doc.hijos_de(nodo.elemento, que).next().is_some() {
                self.avisos.poner("repeticion", || {
                    format!("El paso «{}» se repite dentro de sí mismo; la tabla lo dice una sola vez.", llamado())
                });
            }
        }
        self.paso_de.insert(n, self.pasos.len());
        self.pasos.push(paso);
    }

    /// Where an arrow ends; each call walks at most as many nodes as there are before a paso.
    fn destino(&self, flujo: usize, hechos: &mut HashMap<usize, Destino>) -> Destino {
        let mut camino = Vec::new();
        let mut en = self.m.flujos.get(flujo).and_then(|f| f.a);
        let mut vistos = std::collections::HashSet::new();
        let fin = loop {
            let Some(n) = en else { break Destino::Perdido };
            if let Some(p) = self.paso_de.get(&n) {
                break Destino::Paso(*p);
            }
            if let Some(d) = hechos.get(&n) {
                break *d;
            }
            if !vistos.insert(n) {
                break Destino::Perdido;
            }
            camino.push(n);
            let mut salen = self.salidas(n);
            match (salen.next(), salen.next()) {
                (None, _) => break Destino::Fin,
                (Some(f), None) => en = self.m.flujos.get(f).and_then(|f| f.a),
                (Some(_), Some(_)) => break Destino::Perdido,
            }
        };
        hechos.extend(camino.into_iter().map(|n| (n, fin)));
        fin
    }

    /// Writes decisions, waits and what has no place, once every paso has its number.
    fn caminos(&mut self, orden: &[usize]) {
        let m = self.m;
        let mut hechos: HashMap<usize, Destino> = HashMap::new();
        for n in orden {
            let Some(nodo) = m.nodos.get(*n) else { continue };
            let salen: Vec<usize> = self.salidas(*n).collect();
            let destinos: Vec<Destino> = salen.iter().map(|f| self.destino(*f, &mut hechos)).collect();
            if salen.len() > 1 {
                match self.decide.get(n).copied() {
                    Some(p) if self.a_la_vez(*n, &salen) => self.paralela(p, &destinos),
                    Some(p) => self.decision(p, *n, &salen, &destinos),
                    None => self.avisos.poner("a_la_vez", || {
                        format!(
                            "En «{}» el trámite se divide en {} caminos a la vez, y no hay un paso antes que lo diga.",
                            m.llamado(*n),
                            salen.len()
                        )
                    }),
                }
            } else if let (Some(p), [Some(d)]) = (self.paso_de.get(n).copied(), [destinos.first().copied()]) {
                let aparte = salen.iter().any(|f| m.flujos.get(*f).and_then(|f| f.a).is_some_and(|a| self.decide.contains_key(&a)));
                if !aparte {
                    self.seguido(p, d);
                }
            }
            match nodo.tipo {
                "boundaryEvent" => self.avisos.poner("evento_de_borde", || {
                    format!(
                        "El evento «{}» interrumpe un paso; la tabla no lo dice. Los pasos a los que lleva quedan después de los demás.",
                        m.llamado(*n)
                    )
                }),
                "intermediateCatchEvent" | "intermediateThrowEvent" => self.intermedio(*n, &destinos),
                _ => {}
            }
        }
    }

    /// Whether all the ways out of a node are taken together.
    fn a_la_vez(&self, n: usize, salen: &[usize]) -> bool {
        match self.tipo(n) {
            "parallelGateway" => true,
            _ if self.m.nodos.get(n).is_some_and(|x| x.especie == Especie::Compuerta) => false,
            _ => {
                let por_defecto = self.m.nodos.get(n).is_some_and(|x| self.m.doc.atributo(x.elemento, "default").is_some());
                let condicion = |f: &usize| {
                    self.m.flujos.get(*f).is_some_and(|f| self.m.doc.hijos_de(f.elemento, "conditionExpression").next().is_some())
                };
                !por_defecto && !salen.iter().any(condicion)
            }
        }
    }

    fn paralela(&mut self, p: usize, destinos: &[Destino]) {
        let mut lugares: Vec<usize> = destinos
            .iter()
            .filter_map(|d| match d {
                Destino::Paso(x) => Some(*x),
                Destino::Fin | Destino::Perdido => None,
            })
            .collect();
        lugares.sort_unstable();
        let seguidos = lugares.len() == destinos.len() && lugares.iter().enumerate().all(|(k, x)| *x == p + 1 + k);
        let Some(paso) = self.pasos.get_mut(p) else { return };
        if seguidos {
            self.juntos.extend(lugares.iter().map(|x| (*x, p + lugares.len())));
            paso.decision = true;
            paso.resultados = Some(format!("a la vez: {}", lugares.iter().map(|x| (x + 1).to_string()).collect::<Vec<_>>().join(" / ")));
        } else {
            let nombre = cortar(&en_una_linea(&paso.texto), 60);
            self.avisos.poner("a_la_vez", || {
                format!(
                    "Después del paso {}, «{nombre}», hay {} caminos a la vez con más de un paso cada uno. La tabla los pone uno tras otro.",
                    p + 1,
                    destinos.len()
                )
            });
        }
    }

    fn decision(&mut self, p: usize, n: usize, salen: &[usize], destinos: &[Destino]) {
        let m = self.m;
        let por_defecto = m.nodos.get(n).and_then(|x| m.doc.atributo(x.elemento, "default").and_then(|d| m.elemento(&d)));
        for tope in [120, 40, 12] {
            let mut partes = Vec::new();
            for (k, (f, d)) in salen.iter().zip(destinos).enumerate() {
                let Some(flujo) = m.flujos.get(*f) else { continue };
                let mut nombre = en_una_linea(&flujo.nombre);
                if nombre.is_empty() {
                    nombre = m
                        .doc
                        .hijos_de(flujo.elemento, "conditionExpression")
                        .next()
                        .map(|c| en_una_linea(&m.doc.contenido(c)))
                        .unwrap_or_default();
                }
                if nombre.is_empty() && por_defecto == Some(flujo.elemento) {
                    nombre = "en otro caso".to_owned();
                }
                if nombre.is_empty()
                    && m.nodos.get(n).is_some_and(|x| x.tipo == "eventBasedGateway")
                    && let Some(a) = flujo.a
                {
                    nombre = m.llamado(a);
                }
                if nombre.is_empty() {
                    nombre = format!("camino {}", k + 1);
                }
                // The signs of the notation are not part of a name.
                let nombre = nombre.replace('/', "-").replace('%', " por ciento").replace("paso ", "etapa ").replace("Paso ", "Etapa ");
                let mut cola = Vec::new();
                match d {
                    Destino::Paso(x) if *x != p + 1 => cola.push(format!("paso {}", x + 1)),
                    Destino::Paso(_) | Destino::Fin | Destino::Perdido => {}
                }
                let porcentaje = propio::probabilidad(m.doc, flujo.elemento).and_then(|r| en_porcentaje(&r));
                cola.extend(porcentaje);
                let nombre = cortar(&nombre, tope);
                partes.push(if cola.is_empty() { nombre } else { format!("{nombre}: {}", cola.join(", ")) });
            }
            let texto = partes.join(" / ");
            if texto.chars().count() <= RESULTADOS || tope == 12 {
                if let Some(paso) = self.pasos.get_mut(p) {
                    paso.decision = true;
                    if texto.chars().count() <= RESULTADOS {
                        paso.resultados = Some(texto);
                    } else {
                        self.avisos.poner("resultados", || {
                            format!("El paso {} decide entre {} caminos, que no caben en una celda.", p + 1, salen.len())
                        });
                    }
                }
                break;
            }
        }
        let termina = destinos.contains(&Destino::Fin);
        if termina && p + 1 < self.pasos.len() {
            let nombre = self.pasos.get(p).map(|x| cortar(&en_una_linea(&x.texto), 60)).unwrap_or_default();
            self.avisos.poner("termina", || {
                format!(
                    "Uno de los caminos del paso {}, «{nombre}», termina el trámite. La tabla no lo dice: seguiría con el paso que viene.",
                    p + 1
                )
            });
        }
        if matches!(self.tipo(n), "inclusiveGateway" | "complexGateway") {
            let nombre = m.llamado(n);
            self.avisos.poner("compuerta", || format!("En «{nombre}» se puede tomar más de un camino; la tabla dice que se toma uno."));
        }
    }

    /// A paso that does not decide must be followed by the one that the table puts next.
    fn seguido(&mut self, p: usize, d: Destino) {
        let ultimo = self.juntos.get(&p).copied().unwrap_or(p);
        let bien = match d {
            Destino::Paso(x) => x == ultimo + 1,
            Destino::Fin => ultimo + 1 >= self.pasos.len(),
            Destino::Perdido => true,
        };
        if bien {
            return;
        }
        let nombre = |k: usize| self.pasos.get(k).map(|x| cortar(&en_una_linea(&x.texto), 60)).unwrap_or_default();
        let (este, otro) = (nombre(p), if let Destino::Paso(x) = d { Some((x + 1, nombre(x))) } else { None });
        self.avisos.poner("otro_orden", || match otro {
            Some((numero, otro)) => {
                format!(
                    "Después del paso {}, «{este}», sigue el {numero}, «{otro}». La tabla pone otros en medio, que son de otro camino.",
                    p + 1
                )
            }
            None => format!("Después del paso {}, «{este}», el trámite termina. La tabla sigue con pasos de otro camino.", p + 1),
        });
    }

    /// A wait between two pasos is the wait before the second; the rest is told.
    fn intermedio(&mut self, n: usize, destinos: &[Destino]) {
        let m = self.m;
        if m.clase_de_evento(n) == "timer"
            && let [Destino::Paso(p)] = destinos
            && let Some(minutos) =
                m.definicion(n).and_then(|d| m.doc.hijos_de(d, "timeDuration").next()).and_then(|t| duracion::minutos(&m.doc.contenido(t)))
            && let Some(paso) = self.pasos.get_mut(*p)
        {
            // The field of a paso of ours says it already.
            if m.nodos.get(n).is_none_or(|x| propio::extension(m.doc, x.elemento, "espera").is_none()) {
                paso.espera_minutos = Some(paso.espera_minutos.unwrap_or_default().saturating_add(minutos));
            }
            return;
        }
        self.avisos.poner("evento", || format!("El evento «{}» no es un paso y queda solo en el archivo original.", m.llamado(n)));
    }
}

/// «30 %», with up to two decimals; `None` when it has more.
fn en_porcentaje(r: &BigRational) -> Option<String> {
    let centesimas = r * BigRational::from_integer(10_000.into());
    let n = centesimas.is_integer().then(|| centesimas.to_integer())?.to_i64()?;
    let texto = format!("{}.{:02}", n / 100, n % 100);
    Some(format!("{} %", texto.trim_end_matches('0').trim_end_matches('.')))
}

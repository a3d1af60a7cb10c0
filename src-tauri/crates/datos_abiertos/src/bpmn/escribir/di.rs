//! The drawing of a route: the places of our own layout, moved to the right by the heading of the pool.

use dominio::diagrama::{Caja, ClaseDeNodo, Punto};

use super::xml::Xml;
use super::{Escrita, es_paso};

/// Width of the heading of a pool, which our drawing does not have.
const POOL: i32 = 30;
/// Size of a note, and what is between two.
const NOTA: (i32, i32) = (150, 30);
const SEPARACION: i32 = 12;

fn bounds(x: &mut Xml, c: Caja) {
    let (izquierda, arriba) = ((c.x + POOL).to_string(), c.y.to_string());
    x.vacio(
        "dc:Bounds",
        &[("x", &izquierda), ("y", &arriba), ("width", &c.ancho.max(1).to_string()), ("height", &c.alto.max(1).to_string())],
    );
}

fn puntos(x: &mut Xml, puntos: impl IntoIterator<Item = Punto>) {
    for p in puntos {
        x.vacio("di:waypoint", &[("x", &(p.x + POOL).to_string()), ("y", &p.y.to_string())]);
    }
}

fn rotulo(x: &mut Xml, caja: Option<Caja>) {
    if let Some(c) = caja {
        x.abre("bpmndi:BPMNLabel", &[]);
        bounds(x, c);
        x.cierra("bpmndi:BPMNLabel");
    }
}

/// The point of a box nearest to the middle of another, on its side.
fn lado(de: Caja, hacia: Caja) -> Punto {
    let (cx, cy) = (hacia.x + hacia.ancho / 2, hacia.y + hacia.alto / 2);
    let x = cx.clamp(de.x, de.x + de.ancho);
    let y = cy.clamp(de.y, de.y + de.alto);
    Punto { x, y }
}

/// Writes the diagram of a route.
pub(super) fn diagrama(x: &mut Xml, e: &Escrita<'_>, institucion: &str) {
    let (g, t) = (e.ruta.grafo, e.ruta.trazado);
    let id = |que: &str| e.nombres.derivado(&format!("di {que}"));
    x.abre("bpmndi:BPMNDiagram", &[("id", &id("diagrama")), ("name", e.ruta.nombre.unwrap_or(institucion))]);
    x.abre("bpmndi:BPMNPlane", &[("id", &id("plano")), ("bpmnElement", &e.nombres.derivado("collaboration"))]);
    let pool = e.nombres.derivado("participant");
    x.abre("bpmndi:BPMNShape", &[("id", &id("pool")), ("bpmnElement", &pool), ("isHorizontal", "true")]);
    bounds(x, Caja { x: -POOL, y: 0, ancho: t.ancho + POOL, alto: t.alto });
    x.cierra("bpmndi:BPMNShape");
    for (k, (carril, c)) in e.carriles.iter().zip(&t.carriles).enumerate() {
        x.abre("bpmndi:BPMNShape", &[("id", &id(&format!("carril {k}"))), ("bpmnElement", carril), ("isHorizontal", "true")]);
        bounds(x, c.caja);
        x.cierra("bpmndi:BPMNShape");
    }
    for (k, (nodo, n)) in g.nodos().iter().zip(&t.nodos).enumerate() {
        let propio = id(&format!("nodo {k}"));
        let mut atributos = vec![("id", propio), ("bpmnElement", e.nodo(k).to_owned())];
        match nodo.clase {
            ClaseDeNodo::Exclusiva => atributos.push(("isMarkerVisible", "true".to_owned())),
            ClaseDeNodo::Subproceso => atributos.push(("isExpanded", "false".to_owned())),
            ClaseDeNodo::Inicio
            | ClaseDeNodo::Fin
            | ClaseDeNodo::Tarea
            | ClaseDeNodo::Manual
            | ClaseDeNodo::Servicio
            | ClaseDeNodo::Espera
            | ClaseDeNodo::Mensaje
            | ClaseDeNodo::Evento
            | ClaseDeNodo::Paralela
            | ClaseDeNodo::Compuerta => {}
        }
        x.abre_con("bpmndi:BPMNShape", &atributos);
        bounds(x, n.caja);
        rotulo(x, t.rotulos.get(k).and_then(Option::as_ref).map(|r| r.caja));
        x.cierra("bpmndi:BPMNShape");
    }
    documentos(x, e);
    notas(x, e);
    for (k, (arista, trazo)) in e.aristas.iter().zip(&t.trazos).enumerate() {
        x.abre("bpmndi:BPMNEdge", &[("id", &id(&format!("flecha {k}"))), ("bpmnElement", arista)]);
        puntos(x, trazo.puntos.iter().copied());
        rotulo(x, trazo.rotulo.as_ref().map(|r| r.caja));
        x.cierra("bpmndi:BPMNEdge");
    }
    x.cierra("bpmndi:BPMNPlane");
    x.cierra("bpmndi:BPMNDiagram");
}

/// The signs of the documents, and the lines between them and their pasos.
fn documentos(x: &mut Xml, e: &Escrita<'_>) {
    let t = e.ruta.trazado;
    for (k, nodo) in e.ruta.grafo.nodos().iter().enumerate().filter(|(_, n)| es_paso(n.clase)) {
        let (Some(caja), Some(signos)) = (t.nodos.get(k).map(|n| n.caja), t.documentos.get(k)) else { continue };
        for (n, (lado_de, documento)) in [("entra", &nodo.entra), ("sale", &nodo.sale)].into_iter().enumerate() {
            let (Some(signo), Some(_)) = (signos.get(n).and_then(Option::as_ref), documento) else { continue };
            let derivado = |que: &str| e.nombres.derivado(&format!("{que} {lado_de} {k}"));
            x.abre("bpmndi:BPMNShape", &[("id", &derivado("di documento")), ("bpmnElement", &derivado("documento"))]);
            bounds(x, signo.caja);
            x.cierra("bpmndi:BPMNShape");
            x.abre("bpmndi:BPMNEdge", &[("id", &derivado("di asociacion")), ("bpmnElement", &derivado("asociacion"))]);
            let (del_signo, del_paso) = (lado(signo.caja, caja), lado(caja, signo.caja));
            puntos(x, if n == 0 { [del_signo, del_paso] } else { [del_paso, del_signo] });
            x.cierra("bpmndi:BPMNEdge");
        }
    }
}

/// Notes in rows under the pool, each below its paso; our own drawing does not have them.
fn notas(x: &mut Xml, e: &Escrita<'_>) {
    let t = e.ruta.trazado;
    let mut filas: Vec<i32> = Vec::new();
    let mut orden: Vec<_> = e.notas.iter().filter_map(|n| t.nodos.get(n.2).map(|c| (c.caja, n))).collect();
    orden.sort_by_key(|(c, n)| (c.x, c.y, n.2));
    for (caja, (nota, linea, k, _)) in orden {
        // The first row whose last note ends before this one.
        let fila = filas.iter().position(|fin| *fin <= caja.x).unwrap_or(filas.len());
        if fila == filas.len() {
            filas.push(0);
        }
        filas.get_mut(fila).into_iter().for_each(|f| *f = caja.x + NOTA.0 + SEPARACION);
        let y = t.alto + SEPARACION + i32::try_from(fila).unwrap_or(0) * (NOTA.1 + SEPARACION);
        let propia = Caja { x: caja.x, y, ancho: NOTA.0, alto: NOTA.1 };
        let id = |que: &str| e.nombres.derivado(&format!("di {que} {k}"));
        x.abre("bpmndi:BPMNShape", &[("id", &id("nota")), ("bpmnElement", nota)]);
        bounds(x, propia);
        x.cierra("bpmndi:BPMNShape");
        x.abre("bpmndi:BPMNEdge", &[("id", &id("linea")), ("bpmnElement", linea)]);
        let x0 = caja.x + caja.ancho.min(NOTA.0) / 2;
        puntos(x, [Punto { x: x0, y: caja.y + caja.alto }, Punto { x: x0, y }]);
        x.cierra("bpmndi:BPMNEdge");
    }
}

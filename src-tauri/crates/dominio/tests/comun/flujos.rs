//! Graphs made by chance: flows as a table of pasos gives them, and whatever a foreign file may bring.

use dominio::diagrama::{Arista, Carril, ClaseDeCarril, ClaseDeNodo, Grafo, Nodo};

/// Chance that repeats itself.
pub struct Azar(pub u64);

impl Azar {
    /// From 0 up to before `n`.
    pub fn menor(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % n.max(1) as u64) as usize
    }

    /// So many times in a hundred.
    pub fn veces(&mut self, n: usize) -> bool {
        self.menor(100) < n
    }
}

const FRASES: [&str; 10] = [
    "Recibir expediente",
    "Revisar que la solicitud esté completa",
    "Firmar y sellar",
    "Consultar RENAP",
    "Emitir dictamen técnico sobre la solicitud presentada por la persona interesada",
    "Pagar en el banco",
    "Trasladar a Asesoría Jurídica",
    "Notificar la resolución a la persona por correo electrónico o en la ventanilla de atención, según lo haya pedido, y archivar",
    "Elaborar certificación",
    "Entregar",
];

pub fn nodo(k: usize, carril: usize, clase: ClaseDeNodo, texto: &str) -> Nodo {
    Nodo { clave: format!("n{k}"), carril, clase, texto: texto.to_owned(), paso: None, numero: None, marca: None, entra: None, sale: None }
}

pub fn arista(de: usize, a: usize, texto: &str, regreso: bool) -> Arista {
    Arista { de, a, texto: texto.to_owned(), regreso }
}

pub fn carriles(n: usize) -> Vec<Carril> {
    let clase = |k| if k == 0 { ClaseDeCarril::Persona } else { ClaseDeCarril::Unidad };
    (0..n)
        .map(|k| Carril { nombre: if k == 0 { "Persona".to_owned() } else { format!("Unidad de trámites {k}") }, clase: clase(k) })
        .collect()
}

/// A flow of up to `tope` pasos: decisions that go back or skip, stretches at the same time, waits, several lanes.
pub fn flujo(azar: &mut Azar, tope: usize) -> Grafo {
    let cuantos = 1 + azar.menor(tope);
    flujo_de(azar, cuantos)
}

/// The same with so many pasos.
pub fn flujo_de(azar: &mut Azar, cuantos: usize) -> Grafo {
    let lineas = 1 + azar.menor(6);
    let mut nodos = vec![nodo(0, 0, ClaseDeNodo::Inicio, "Inicio")];
    let mut aristas = Vec::new();
    let mut tareas: Vec<usize> = Vec::new();
    let mut saltos: Vec<(usize, usize)> = Vec::new();
    // What leads to the next node, with what it says.
    let mut sueltos: Vec<(usize, String)> = vec![(0, String::new())];
    let mut carril = 0;
    let mut hechos = 0;
    while hechos < cuantos {
        if azar.veces(40) {
            carril = azar.menor(lineas);
        }
        if azar.veces(6) && hechos + 3 < cuantos {
            let k = nodos.len();
            nodos.push(nodo(k, carril, ClaseDeNodo::Paralela, ""));
            aristas.extend(sueltos.drain(..).map(|(d, t)| arista(d, k, &t, false)));
            let ramas = 2 + azar.menor(3);
            let mut fin = Vec::new();
            for _ in 0..ramas {
                let r = nodos.len();
                nodos.push(nodo(r, azar.menor(lineas), ClaseDeNodo::Tarea, FRASES[azar.menor(10)]));
                aristas.push(arista(k, r, "", false));
                fin.push(r);
                hechos += 1;
            }
            let j = nodos.len();
            nodos.push(nodo(j, carril, ClaseDeNodo::Paralela, ""));
            aristas.extend(fin.into_iter().map(|r| arista(r, j, "", false)));
            sueltos.push((j, String::new()));
            continue;
        }
        if azar.veces(20) {
            let k = nodos.len();
            nodos.push(nodo(k, carril, ClaseDeNodo::Espera, ["2 días", "3 h", "45 min"][azar.menor(3)]));
            aristas.extend(sueltos.drain(..).map(|(d, t)| arista(d, k, &t, false)));
            sueltos.push((k, String::new()));
        }
        let k = nodos.len();
        let mut n =
            nodo(k, carril, [ClaseDeNodo::Tarea, ClaseDeNodo::Manual, ClaseDeNodo::Servicio][azar.menor(3)], FRASES[azar.menor(10)]);
        n.entra = azar.veces(10).then(|| "Solicitud".to_owned());
        n.sale = azar.veces(10).then(|| "Certificación de carencia de antecedentes".to_owned());
        nodos.push(n);
        aristas.extend(sueltos.drain(..).map(|(d, t)| arista(d, k, &t, false)));
        saltos.retain(|(desde, cuando)| {
            let llega = *cuando <= hechos;
            if llega {
                aristas.push(arista(*desde, k, "No aplica (20 %)", false));
            }
            !llega
        });
        sueltos.push((k, String::new()));
        tareas.push(k);
        hechos += 1;
        if azar.veces(18) && tareas.len() > 1 {
            let g = nodos.len();
            nodos.push(nodo(g, carril, ClaseDeNodo::Exclusiva, ["¿Cumple?", "¿El expediente está completo y firmado?"][azar.menor(2)]));
            aristas.push(arista(k, g, "", false));
            sueltos.clear();
            sueltos.push((g, "Cumple".to_owned()));
            if azar.veces(60) {
                let a = tareas[tareas.len() - 1 - azar.menor(tareas.len().min(6))];
                aristas.push(arista(g, a, "Falta documento (30 %)", true));
            }
            if azar.veces(40) {
                saltos.push((g, hechos + 1 + azar.menor(4)));
            }
        }
    }
    let fin = nodos.len();
    nodos.push(nodo(fin, 0, ClaseDeNodo::Fin, "Fin"));
    aristas.extend(sueltos.into_iter().map(|(d, t)| arista(d, fin, &t, false)));
    aristas.extend(saltos.into_iter().map(|(d, _)| arista(d, fin, "No aplica (20 %)", false)));
    Grafo::nuevo(carriles(lineas), nodos, aristas).unwrap()
}

/// Any graph: cycles, loops, arrows side by side, parts that do not touch.
pub fn cualquiera(azar: &mut Azar, tope: usize) -> Grafo {
    let n = azar.menor(tope + 1);
    let lineas = 1 + azar.menor(5);
    let clases = ClaseDeNodo::TODOS;
    let nodos: Vec<Nodo> = (0..n)
        .map(|k| nodo(k, azar.menor(lineas), clases[azar.menor(clases.len())], ["", FRASES[azar.menor(10)]][azar.menor(2)]))
        .collect();
    let m = if n == 0 { 0 } else { azar.menor(n * 2 + 1) };
    let aristas =
        (0..m).map(|_| arista(azar.menor(n), azar.menor(n), ["", "Sí", "Falta documento (30 %)"][azar.menor(3)], azar.veces(10))).collect();
    Grafo::nuevo(carriles(lineas), nodos, aristas).unwrap()
}

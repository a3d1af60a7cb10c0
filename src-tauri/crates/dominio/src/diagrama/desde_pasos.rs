//! From the table of pasos to the graph.
//!
//! One box for each paso of the first level. What hangs from it (`nivel` above 0) is not drawn: its box becomes a
//! subprocess, and the decisions of what hangs stand after the box, in order. A wait is an event before its paso. A
//! decision is a gateway after its paso with one arrow for each result; a result that names no paso of the route goes on
//! to the next one and keeps its text as written. What runs at the same time stands between two gateways.
//!
//! It guesses nothing: a paso without actor nor unit is in the lane «Sin responsable». Callers: `casos`, the reports.

use super::grafo::{Arista, Carril, ClaseDeCarril, ClaseDeNodo, Grafo, Marca, Nodo};
use crate::costos::rutas::{PasoDeRuta, Ruta};
use crate::costos::tiempo::decisiones::{Dicho, dicho};
use crate::ficha::{AccionPaso, ActorPaso, Canal, Ficha, Paso, VersionPaso};
use crate::texto::plegar;

/// The graph of one route of a ficha. A route without pasos has no nodes.
#[must_use]
pub fn grafo(ficha: &Ficha, ruta: &Ruta<'_>) -> Grafo {
    Obra::nueva(ficha, ruta).hacer()
}

/// Minutes as people say them: «2 días», «1 día 4 h», «45 min». A day is of 24 hours, as in the costs.
#[must_use]
pub fn duracion(minutos: i64) -> String {
    let (dias, horas, resto) = (minutos / 1_440, minutos / 60 % 24, minutos % 60);
    let mut partes = Vec::new();
    if dias > 0 {
        partes.push(crate::formato::plural(dias.unsigned_abs(), "día", "días"));
    }
    if horas > 0 {
        partes.push(format!("{horas} h"));
    }
    if resto > 0 || partes.is_empty() {
        partes.push(format!("{resto} min"));
    }
    partes.join(" ")
}

/// What the work of a paso takes, for the text route: «20 min».
#[must_use]
pub fn trabajo(ruta: &Ruta<'_>, nodo: &Nodo) -> Option<String> {
    let paso = ruta.pasos.iter().find(|p| Some(p.paso.id) == nodo.paso)?;
    paso.paso.duracion_minutos.filter(|m| *m >= 0 && es_tarea(nodo.clase)).map(duracion)
}

const fn es_tarea(clase: ClaseDeNodo) -> bool {
    matches!(clase, ClaseDeNodo::Tarea | ClaseDeNodo::Manual | ClaseDeNodo::Servicio | ClaseDeNodo::Subproceso)
}

/// A box with what goes before and after it.
struct Bloque {
    entrada: usize,
    /// Where the flow goes on from, with what its arrow says.
    salidas: Vec<(usize, String)>,
}

struct Obra<'f> {
    ficha: &'f Ficha,
    ruta: &'f Ruta<'f>,
    carriles: Vec<Carril>,
    nodos: Vec<Nodo>,
    aristas: Vec<Arista>,
}

impl<'f> Obra<'f> {
    fn nueva(ficha: &'f Ficha, ruta: &'f Ruta<'f>) -> Self {
        let mut carriles: Vec<Carril> = Vec::new();
        for p in cajas(ruta).into_iter().filter_map(|k| ruta.pasos.get(k)) {
            let (nombre, clase) = carril(p.paso);
            if !carriles.iter().any(|c| c.clase == clase && plegar(&c.nombre) == plegar(&nombre)) {
                carriles.push(Carril { nombre, clase });
            }
        }
        // The person first, then the units; others and systems at the end, each in order of appearance.
        carriles.sort_by_key(|c| c.clase);
        Obra { ficha, ruta, carriles, nodos: Vec::new(), aristas: Vec::new() }
    }

    fn hacer(mut self) -> Grafo {
        let cajas = cajas(self.ruta);
        let (Some(primera), Some(ultima)) = (cajas.first().copied(), cajas.last().copied()) else {
            return Grafo::default();
        };
        let inicio = self.suelto("inicio", primera, ClaseDeNodo::Inicio, "Inicio");
        let caja_de = |lugar: usize| cajas.iter().rposition(|c| *c <= lugar).unwrap_or(0);
        let mut bloques: Vec<Bloque> = Vec::new();
        let mut saltos: Vec<(usize, usize, String)> = Vec::new();
        for (b, &lugar) in cajas.iter().enumerate() {
            let fin = cajas.get(b + 1).copied().unwrap_or(self.ruta.pasos.len());
            let bloque = self.bloque(lugar, fin, &mut saltos);
            bloques.push(bloque);
        }
        let juntos = self.juntos(&cajas);
        let mut sueltos = vec![(inicio, String::new())];
        let mut b = 0;
        while let Some(bloque) = bloques.get(b) {
            if let Some((desde, hasta)) = juntos.iter().copied().find(|(d, _)| *d == b) {
                let lugar = cajas.get(b.saturating_sub(1)).copied().unwrap_or(primera);
                let abre = self.suelto(&format!("abre-{b}"), lugar, ClaseDeNodo::Paralela, "");
                self.unir(&mut sueltos, abre);
                let mut terminan = Vec::new();
                for rama in bloques.get(desde..=hasta).unwrap_or_default() {
                    self.aristas.push(Arista { de: abre, a: rama.entrada, texto: String::new(), regreso: false });
                    terminan.extend(rama.salidas.iter().cloned());
                }
                let cierra = self.suelto(&format!("cierra-{b}"), lugar, ClaseDeNodo::Paralela, "");
                self.unir(&mut terminan, cierra);
                sueltos.push((cierra, String::new()));
                b = hasta + 1;
                continue;
            }
            self.unir(&mut sueltos, bloque.entrada);
            sueltos.extend(bloque.salidas.iter().cloned());
            b += 1;
        }
        let fin = self.suelto("fin", ultima, ClaseDeNodo::Fin, "Fin");
        self.unir(&mut sueltos, fin);
        for (de, lugar, texto) in saltos {
            let Some(a) = bloques.get(caja_de(lugar)).map(|x| x.entrada) else { continue };
            self.aristas.push(Arista { de, a, texto, regreso: a <= de });
        }
        Grafo::nuevo(self.carriles, self.nodos, self.aristas).unwrap_or_default()
    }

    /// Boxes that run at the same time: first and last. Stretches do not share boxes.
    fn juntos(&self, cajas: &[usize]) -> Vec<(usize, usize)> {
        let mut salida: Vec<(usize, usize)> = Vec::new();
        for k in 0..self.ruta.pasos.len() {
            let Some(Dicho::ALaVez(Some((desde, hasta)))) = dicho(self.ruta, k) else { continue };
            let caja = |lugar| cajas.iter().position(|c| *c == lugar);
            if let (Some(d), Some(h)) = (caja(desde), caja(hasta))
                && h - d == hasta - desde
                && salida.iter().all(|(_, u)| *u < d)
            {
                salida.push((d, h));
            }
        }
        salida
    }

    fn unir(&mut self, sueltos: &mut Vec<(usize, String)>, a: usize) {
        self.aristas.extend(sueltos.drain(..).map(|(de, texto)| Arista { de, a, texto, regreso: false }));
    }

    /// A node that is no paso, in the lane of one.
    fn suelto(&mut self, clave: &str, lugar: usize, clase: ClaseDeNodo, texto: &str) -> usize {
        let carril = self.ruta.pasos.get(lugar).map_or(0, |p| self.carril_de(p.paso));
        self.nodo(Nodo {
            clave: clave.to_owned(),
            carril,
            clase,
            texto: texto.to_owned(),
            paso: None,
            numero: None,
            marca: None,
            entra: None,
            sale: None,
        })
    }

    fn nodo(&mut self, nodo: Nodo) -> usize {
        self.nodos.push(nodo);
        self.nodos.len() - 1
    }

    fn carril_de(&self, paso: &Paso) -> usize {
        let (nombre, clase) = carril(paso);
        self.carriles.iter().position(|c| c.clase == clase && plegar(&c.nombre) == plegar(&nombre)).unwrap_or(0)
    }

    /// The wait, the box and the gateways of the paso at `lugar`, whose sub-steps end before `fin`.
    fn bloque(&mut self, lugar: usize, fin: usize, saltos: &mut Vec<(usize, usize, String)>) -> Bloque {
        let Some(p) = self.ruta.pasos.get(lugar).copied() else { return Bloque { entrada: 0, salidas: Vec::new() } };
        let paso = p.paso;
        let marca = self.marca(paso);
        let carril = self.carril_de(paso);
        let de_paso = |que: &str, clase, texto: String| Nodo {
            clave: if que.is_empty() { paso.id.to_string() } else { format!("{}-{que}", paso.id) },
            carril,
            clase,
            texto,
            paso: Some(paso.id),
            numero: None,
            marca,
            entra: None,
            sale: None,
        };
        let mut entrada = None;
        if let Some(minutos) = paso.espera_minutos.filter(|m| *m > 0) {
            let mut nodo = de_paso("espera", ClaseDeNodo::Espera, duracion(minutos));
            // A wait is red when its paso goes, and nothing else of it can be new or changed on its own.
            nodo.marca = marca.filter(|m| *m != Marca::Cambiado);
            entrada = Some(self.nodo(nodo));
        }
        let mut caja = de_paso("", clase(paso, fin > lugar + 1), paso.texto.trim().to_owned());
        caja.numero = Some(p.numero);
        caja.entra = limpio(paso.documento_entrada.as_deref());
        caja.sale = limpio(paso.documento_salida.as_deref());
        let caja = self.nodo(caja);
        if let Some(de) = entrada {
            self.aristas.push(Arista { de, a: caja, texto: String::new(), regreso: false });
        }
        let entrada = entrada.unwrap_or(caja);
        let mut salidas = vec![(caja, String::new())];
        for k in lugar..fin {
            let Some(Dicho::Caminos { caminos, .. }) = dicho(self.ruta, k) else { continue };
            if caminos.is_empty() {
                continue;
            }
            let Some(quien) = self.ruta.pasos.get(k) else { continue };
            let textos: Vec<String> = caminos.iter().map(|c| resultado(&c.resultado, c.hacia.is_some())).collect();
            let nombre = if k == lugar { "decision".to_owned() } else { format!("decision-{}", k - lugar) };
            let compuerta = self.nodo(Nodo { marca: None, ..de_paso(&nombre, ClaseDeNodo::Exclusiva, pregunta(quien, &textos)) });
            self.unir(&mut salidas, compuerta);
            for (c, texto) in caminos.iter().zip(textos) {
                match c.hacia {
                    Some(h) => saltos.push((compuerta, h, texto)),
                    None => salidas.push((compuerta, texto)),
                }
            }
        }
        Bloque { entrada, salidas }
    }

    /// What the propuesta does with a paso.
    fn marca(&self, paso: &Paso) -> Option<Marca> {
        let propuestos = || self.ficha.pasos.iter().filter(|p| p.version == Some(VersionPaso::Propuesta));
        if paso.version == Some(VersionPaso::Propuesta) {
            let Some(origen) = paso.origen.and_then(|o| self.ficha.pasos.iter().find(|p| p.id == o)) else {
                return Some(Marca::Nuevo);
            };
            return (!igual(paso, origen)).then_some(Marca::Cambiado);
        }
        match paso.accion {
            Some(AccionPaso::Eliminar | AccionPaso::Fusionar) => Some(Marca::Eliminado),
            Some(AccionPaso::Automatizar | AccionPaso::MoverAInterno) => Some(Marca::Cambiado),
            Some(AccionPaso::Mantener) | None => {
                let hay = propuestos().next().is_some();
                (hay && !propuestos().any(|p| p.origen == Some(paso.id))).then_some(Marca::Eliminado)
            }
        }
    }
}

/// Places of the pasos that are boxes: those of the first level, and one that hangs from nothing.
fn cajas(ruta: &Ruta<'_>) -> Vec<usize> {
    ruta.pasos.iter().enumerate().filter(|(k, p)| *k == 0 || p.paso.nivel <= 0).map(|(k, _)| k).collect()
}

fn limpio(texto: Option<&str>) -> Option<String> {
    texto.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

fn igual(a: &Paso, b: &Paso) -> bool {
    let texto = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    texto(&a.texto) == texto(&b.texto)
        && a.actor == b.actor
        && a.canal == b.canal
        && limpio(a.unidad.as_deref()) == limpio(b.unidad.as_deref())
        && a.duracion_minutos == b.duracion_minutos
        && a.duracion_minima == b.duracion_minima
        && a.duracion_maxima == b.duracion_maxima
        && a.espera_minutos.unwrap_or(0) == b.espera_minutos.unwrap_or(0)
}

fn clase(paso: &Paso, con_subpasos: bool) -> ClaseDeNodo {
    if con_subpasos {
        ClaseDeNodo::Subproceso
    } else if paso.actor == Some(ActorPaso::Sistema) {
        ClaseDeNodo::Servicio
    } else if paso.canal == Some(Canal::Presencial) && limpio(paso.sistema.as_deref()).is_none() {
        // In person and in no system: on paper.
        ClaseDeNodo::Manual
    } else {
        ClaseDeNodo::Tarea
    }
}

fn carril(paso: &Paso) -> (String, ClaseDeCarril) {
    let unidad = limpio(paso.unidad.as_deref());
    match paso.actor {
        Some(ActorPaso::Usuario) => ("Persona".to_owned(), ClaseDeCarril::Persona),
        Some(ActorPaso::Institucion) => (unidad.unwrap_or_else(|| "Institución".to_owned()), ClaseDeCarril::Unidad),
        Some(ActorPaso::OtraEntidad) => (unidad.unwrap_or_else(|| "Otra entidad".to_owned()), ClaseDeCarril::OtraEntidad),
        Some(ActorPaso::Sistema) => {
            (limpio(paso.sistema.as_deref()).or(unidad).unwrap_or_else(|| "Sistema".to_owned()), ClaseDeCarril::Sistema)
        }
        None => (unidad.unwrap_or_else(|| "Sin responsable".to_owned()), ClaseDeCarril::Unidad),
    }
}

/// The question of a decision: the one that the paso asks, or whether the first of two results is the case.
fn pregunta(paso: &PasoDeRuta<'_>, resultados: &[String]) -> String {
    let texto = &paso.paso.texto;
    if let Some((_, despues)) = texto.split_once('¿')
        && let Some((dentro, _)) = despues.split_once('?')
    {
        return format!("¿{}?", dentro.trim());
    }
    let primero = resultados.first().map(|r| r.split('(').next().unwrap_or_default().trim().to_owned()).unwrap_or_default();
    if resultados.len() == 2 && (1..=40).contains(&primero.chars().count()) { format!("¿{primero}?") } else { "¿Resultado?".to_owned() }
}

/// A result as it is read on an arrow: «no cumple: paso 2, 30 %» → «No cumple (30 %)». The paso is taken out only when
/// the arrow goes there.
fn resultado(texto: &str, con_destino: bool) -> String {
    let palabras: Vec<&str> =
        texto.split(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '(' | ')')).filter(|p| !p.is_empty()).collect();
    let mut dicho: Vec<&str> = Vec::new();
    let mut porcentaje = None;
    let numero = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit() || c == '.');
    let mut k = 0;
    while let Some(&p) = palabras.get(k) {
        let sigue = palabras.get(k + 1).copied().unwrap_or_default();
        if let Some(n) = p.strip_suffix('%').filter(|n| numero(n)) {
            porcentaje = Some(n.to_owned());
        } else if numero(p) && sigue == "%" {
            porcentaje = Some(p.to_owned());
            k += 1;
        } else if con_destino && plegar(p) == "paso" && numero(sigue.trim_end_matches('.')) {
            k += 1;
            let enlaces = ["al", "a", "el", "vuelve", "regresa", "va", "pasa", "ir", "sigue", "en", "→", "->"];
            while dicho.last().is_some_and(|u| enlaces.contains(&plegar(u).as_str())) {
                dicho.pop();
            }
        } else {
            dicho.push(p);
        }
        k += 1;
    }
    let junto = dicho.join(" ");
    let junto = junto.trim_matches(|c: char| matches!(c, '.' | '-' | '–' | '→' | ' '));
    let mut letras = junto.chars();
    let mayuscula = letras.next().map(|c| c.to_uppercase().chain(letras).collect::<String>()).unwrap_or_default();
    match (porcentaje, mayuscula.is_empty()) {
        (Some(n), false) => format!("{mayuscula} ({n} %)"),
        (Some(n), true) => format!("{n} %"),
        (None, _) => mayuscula,
    }
}

#[cfg(test)]
mod pruebas;

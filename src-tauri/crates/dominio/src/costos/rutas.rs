//! The routes of a trámite («En línea», «Presencial») in one version of its pasos, and how many requests each has.

use super::{Confianza, Falta, Insumo, Origen, Rango};
use crate::ficha::{ActorPaso, Canal, Ficha, Paso, VersionPaso};
use crate::metodos::exacto::entero;
use crate::texto::plegar;

/// A step with the number that people see.
#[derive(Clone, Copy, Debug)]
pub struct PasoDeRuta<'f> {
    /// From 1, in its version.
    pub numero: usize,
    /// The step.
    pub paso: &'f Paso,
}

impl PasoDeRuta<'_> {
    /// «Paso 3, Realizar el pago».
    #[must_use]
    pub fn nombre(&self) -> String {
        let corto: String = self.paso.texto.chars().take(60).collect();
        let puntos = if self.paso.texto.chars().count() > 60 { "…" } else { "" };
        format!("paso {}, «{}{puntos}»", self.numero, corto.trim())
    }

    /// Minutes of work with their range; a range that does not hold the usual value is no range.
    #[must_use]
    pub fn minutos(&self) -> Option<Rango> {
        let m = self.paso.duracion_minutos.filter(|m| *m >= 0)?;
        let bajo = self.paso.duracion_minima.filter(|b| (0..=m).contains(b)).unwrap_or(m);
        let alto = self.paso.duracion_maxima.filter(|a| *a >= m).unwrap_or(m);
        Some(Rango { bajo: entero(bajo), probable: entero(m), alto: entero(alto) })
    }

    /// Its minutes as an input.
    ///
    /// # Errors
    /// [`Falta`] naming the step.
    pub fn insumo_minutos(&self) -> Result<Insumo, Falta> {
        let valor = self
            .minutos()
            .ok_or_else(|| Falta::celda(self.paso.id, "duracion_minutos", format!("Falta la duración del {}.", self.nombre())))?;
        Ok(Insumo {
            nombre: format!("Minutos del {}", self.nombre()),
            valor,
            unidad: "min".to_owned(),
            origen: Origen::Celda { entidad: self.paso.id, campo: "duracion_minutos" },
            confianza: Confianza::Estimado,
            fuente: None,
            fecha: None,
        })
    }
}

/// One way of doing the trámite.
#[derive(Clone, Debug)]
pub struct Ruta<'f> {
    /// Its name; `None` when there is only one.
    pub nombre: Option<String>,
    /// Its steps, in order.
    pub pasos: Vec<PasoDeRuta<'f>>,
    /// The only one.
    pub unica: bool,
}

impl Ruta<'_> {
    /// Steps that nobody is said to do.
    pub fn sin_actor(&self) -> Vec<Falta> {
        let falta = |p: &PasoDeRuta<'_>| Falta::celda(p.paso.id, "actor", format!("No se dice quién hace el {}.", p.nombre()));
        self.pasos.iter().filter(|p| p.paso.actor.is_none()).map(falta).collect()
    }

    /// Steps of an actor.
    pub fn de(&self, actor: ActorPaso) -> impl Iterator<Item = &PasoDeRuta<'_>> {
        self.pasos.iter().filter(move |p| p.paso.actor == Some(actor))
    }

    /// The way by which its requests come in: what its name says, or the only one that its steps by the user name.
    #[must_use]
    pub fn canal(&self) -> Option<Canal> {
        let nombre = plegar(self.nombre.as_deref().unwrap_or_default());
        let dicho = Canal::TODOS.iter().copied().find(|c| !nombre.is_empty() && nombre == plegar(c.etiqueta()));
        dicho.or_else(|| {
            let mut canales = self.de(ActorPaso::Usuario).filter_map(|p| p.paso.canal);
            let primero = canales.next()?;
            canales.all(|c| c == primero).then_some(primero)
        })
    }

    /// Requests a year.
    ///
    /// # Errors
    /// [`Falta`] when nobody counted them, or not by this route.
    pub fn volumen(&self, ficha: &Ficha) -> Result<Insumo, Falta> {
        let t = &ficha.tramite;
        let canal = if self.unica { None } else { self.canal() };
        if !self.unica && canal.is_none() {
            let nombre = self.nombre.as_deref().unwrap_or_default();
            return Err(Falta::otra(format!("No se sabe por qué vía entran las solicitudes de la ruta «{nombre}».")));
        }
        if let (true, Some(n)) = (self.unica, t.volumen_anual) {
            // The row of that year says where the same count comes from.
            let fuente = ficha.volumenes.iter().find(|v| v.canal.is_none() && v.anio == t.volumen_anio && v.solicitudes == Some(n));
            let fuente = fuente.and_then(|v| v.fuente.clone());
            return Ok(Insumo {
                nombre: "Solicitudes del año".to_owned(),
                valor: Rango::fijo(entero(n)),
                unidad: "caso".to_owned(),
                origen: Origen::Celda { entidad: t.id, campo: "volumen_anual" },
                confianza: if fuente.is_some() { Confianza::Publicado } else { Confianza::Estimado },
                fuente,
                fecha: t.volumen_anio.map(|a| a.to_string()),
            });
        }
        let fila = ficha.volumenes.iter().filter(|v| v.canal == canal && v.solicitudes.is_some()).max_by_key(|v| v.anio);
        let Some((v, n)) = fila.and_then(|v| Some((v, v.solicitudes?))) else {
            return Err(match canal {
                None => Falta::celda(t.id, "volumen_anual", "Faltan las solicitudes por año."),
                Some(c) => Falta::otra(format!("Falta una fila de volumen con las solicitudes por la vía «{}».", c.etiqueta())),
            });
        };
        Ok(Insumo {
            nombre: "Solicitudes del año".to_owned(),
            valor: Rango::fijo(entero(n)),
            unidad: "caso".to_owned(),
            origen: Origen::Celda { entidad: v.id, campo: "solicitudes" },
            confianza: if v.fuente.is_some() { Confianza::Publicado } else { Confianza::Estimado },
            fuente: v.fuente.clone(),
            fecha: v.anio.map(|a| a.to_string()),
        })
    }
}

/// The route of a step as it is called: the catalogue writes «En línea:», with its colon.
fn grupo(paso: &Paso) -> Option<&str> {
    paso.grupo.as_deref().map(|g| g.trim().trim_end_matches([':', '.', ' '])).filter(|g| !g.is_empty())
}

/// The routes of a version, in the order in which they appear. Steps without route belong to all of them.
#[must_use]
pub fn rutas(ficha: &Ficha, version: VersionPaso) -> Vec<Ruta<'_>> {
    let todos: Vec<PasoDeRuta<'_>> = ficha
        .pasos
        .iter()
        .filter(|p| p.version.unwrap_or(VersionPaso::Actual) == version)
        .enumerate()
        .map(|(i, paso)| PasoDeRuta { numero: i + 1, paso })
        .collect();
    let mut nombres: Vec<&str> = Vec::new();
    for p in &todos {
        if let Some(g) = grupo(p.paso).filter(|g| !nombres.iter().any(|n| plegar(n) == plegar(g))) {
            nombres.push(g);
        }
    }
    if nombres.len() < 2 {
        return vec![Ruta { nombre: nombres.first().map(|n| (*n).to_owned()), pasos: todos, unica: true }];
    }
    nombres
        .iter()
        .map(|n| Ruta {
            nombre: Some((*n).to_owned()),
            pasos: todos.iter().copied().filter(|p| grupo(p.paso).is_none_or(|g| plegar(g) == plegar(n))).collect(),
            unica: false,
        })
        .collect()
}

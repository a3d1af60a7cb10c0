//! The redesign of one trámite: what its data say on both sides, the scenarios that are tried, and what is delivered.
//!
//! A scenario and its decisions hang from the trámite; a decision that is taken back keeps its row without action, so
//! that two laptops that decide about the same requisito write the same cell. Choosing a scenario writes the decisions
//! on the requisitos and the pasos of the propuesta, in one operation. Nothing that is computed is stored.

mod diagrama;
mod elegir;
mod entrega;
mod escenarios;
mod leer;
mod lista;
mod papel;
mod reformas;

use almacen::{Consultas, EntidadLeida, FichaLeida};
use dominio::costos::parametros::Vigentes;
use dominio::ficha::{AccionPaso, AccionRequisito, EstadoTramite, VersionPaso};
use dominio::rediseno::EstadoEscenario;
use dominio::rediseno::aplicar::{Accion, Cambios, Decision};
use dominio::rediseno::medidas::{Comparada, Version, comparar, medir, volumen_de};
use dominio::{Dato, Ficha};
use jiff::civil::Date;
use uuid::Uuid;

use crate::costos::parametros;
use crate::dto::{DecisionDto, FallaDeCampo};
use crate::falla::Falla;
use crate::ficha::{ficha_de_dominio, tramite_nombrado};
use crate::guardar::entidad_propia;
use crate::sesion::{sin_prefijo, uuid};

pub(crate) use entrega::{antes_de_empezar, aprobada_y_vigente};
pub(crate) use lista::{es_de_rediseno, hechos_de_rediseno, redisenos_en_curso, redisenos_leidos};
pub(crate) use papel::medida_del_papel;

pub(crate) const JUSTIFICACION_MINIMA: usize = 10;

/// A trámite, read to be redesigned.
struct Leido {
    leida: FichaLeida,
    ficha: Ficha,
    vigentes: Vigentes,
    corte: Date,
}

impl Leido {
    fn leer(c: &Consultas<'_>, id: &str, corte: Date) -> Result<Self, Falla> {
        let id = tramite_nombrado(c, id)?;
        let leida = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
        let ficha = ficha_de_dominio(&leida);
        let vigentes = Vigentes::elegir(parametros::todos(c, leida.tramite.ambito)?, id, corte);
        Ok(Leido { leida, ficha, vigentes, corte })
    }

    /// To be written: GAE writes its own copies, a committee its trámites.
    fn propio(c: &Consultas<'_>, instalacion: &almacen::Instalacion, id: &str, corte: Date) -> Result<Self, Falla> {
        let leido = Leido::leer(c, id, corte)?;
        entidad_propia(c, instalacion, leido.leida.tramite.id)?;
        Ok(leido)
    }

    fn id(&self) -> Uuid {
        self.leida.tramite.id
    }

    /// Rows of a class, in order.
    fn filas<'s>(&'s self, base: &'s str) -> impl Iterator<Item = &'s EntidadLeida> {
        self.leida.filas.iter().filter(move |e| sin_prefijo(&e.clase) == base)
    }

    /// The scenario that is the propuesta.
    fn elegido(&self) -> Option<&EntidadLeida> {
        self.filas("escenario").find(|e| estado(e) == EstadoEscenario::Elegido)
    }

    /// What was decided on the rows themselves, with the fee of the chosen scenario.
    fn guardados(&self) -> Cambios {
        let de_elegido = |campo| self.elegido().and_then(|e| entero(e, campo));
        Cambios { decisiones: Cambios::guardados(&self.ficha), arancel: de_elegido("arancel"), indirecto: de_elegido("costo_indirecto") }
    }

    /// The decisions of a scenario; those that were taken back have no action.
    fn cambios_de(&self, escenario: &EntidadLeida) -> Cambios {
        let suyas = self.filas("decision_escenario").filter(|d| d.padre == Some(escenario.id));
        let leer = |d: &EntidadLeida| {
            Some(Decision {
                donde: texto(d, "donde").parse().ok()?,
                accion: self.accion(texto(d, "donde"), texto(d, "accion"))?,
                con: texto(d, "con").parse().ok(),
                texto: no_vacio(texto(d, "texto")),
                duracion: entero(d, "duracion_minutos"),
                espera: entero(d, "espera_minutos"),
                justificacion: no_vacio(texto(d, "justificacion")),
            })
        };
        let mut decisiones: Vec<Decision> = suyas.filter_map(leer).collect();
        let lugar = |id: &Uuid| {
            let requisitos = self.ficha.requisitos.iter().map(|r| r.id);
            requisitos.chain(self.ficha.pasos.iter().map(|p| p.id)).position(|x| x == *id)
        };
        decisiones.sort_by_key(|d| (lugar(&d.donde), d.donde));
        Cambios { decisiones, arancel: entero(escenario, "arancel"), indirecto: entero(escenario, "costo_indirecto") }
    }

    /// An action, of the list that the row it is about belongs to.
    fn accion(&self, donde: &str, accion: &str) -> Option<Accion> {
        let donde: Uuid = donde.parse().ok()?;
        if self.ficha.pasos.iter().any(|p| p.id == donde) {
            return accion.parse::<AccionPaso>().ok().map(Accion::Paso);
        }
        accion.parse::<AccionRequisito>().ok().map(Accion::Requisito)
    }

    /// The decisions of a request, all of them looked at.
    fn cambios(&self, decisiones: &[DecisionDto], arancel: Option<i64>, indirecto: Option<i64>) -> Result<Cambios, Falla> {
        if decisiones.len() > 2_000 {
            return Err(Falla::campo("decisiones", "Un escenario lleva hasta 2,000 decisiones."));
        }
        let mut fallas = Vec::new();
        let mut leidas = Vec::with_capacity(decisiones.len());
        for (i, d) in decisiones.iter().enumerate() {
            let mut mal = |campo: &str, mensaje: String| fallas.push(FallaDeCampo { campo: format!("decisiones.{i}.{campo}"), mensaje });
            let donde = uuid(&d.donde, "el requisito o el paso")?;
            let Some(accion) = self.accion(&d.donde, &d.accion) else {
                mal("accion", "Esa acción no está en la lista.".to_owned());
                continue;
            };
            let mut validado = |campo: &str, valor: Dato| match dominio::campos::validar("decision_escenario", campo, &valor) {
                Ok(v) => v,
                Err(e) => {
                    mal(campo, e.mensaje());
                    Dato::Nulo
                }
            };
            let texto_de = |v: &Option<String>| v.as_deref().map(str::trim).filter(|t| !t.is_empty()).map_or(Dato::Nulo, Dato::from);
            let numero = |v: Option<i64>| v.map_or(Dato::Nulo, Dato::Entero);
            let texto = validado("texto", texto_de(&d.texto));
            let justificacion = validado("justificacion", texto_de(&d.justificacion));
            let duracion = validado("duracion_minutos", numero(d.duracion_minutos));
            let espera = validado("espera_minutos", numero(d.espera_minutos));
            let con = validado("con", texto_de(&d.con));
            leidas.push(Decision {
                donde,
                accion,
                con: con.texto().and_then(|t| t.parse().ok()),
                texto: texto.texto().map(str::to_owned),
                duracion: duracion.entero(),
                espera: espera.entero(),
                justificacion: justificacion.texto().map(str::to_owned),
            });
        }
        for (campo, valor) in [("arancel", arancel), ("costo_indirecto", indirecto)] {
            if let Some(Err(e)) = valor.map(|v| dominio::campos::validar("escenario", campo, &Dato::Entero(v))) {
                fallas.push(FallaDeCampo { campo: campo.to_owned(), mensaje: e.mensaje() });
            }
        }
        if !fallas.is_empty() {
            return Err(Falla::Campos(fallas));
        }
        let cambios = Cambios { decisiones: leidas, arancel, indirecto };
        cambios.comprobar(&self.ficha).map_err(|e| Falla::campo(&format!("decisiones.{}", e.lugar), e.motivo.etiqueta()))?;
        Ok(cambios)
    }

    /// Both sides, when `despues` is what the ficha would be.
    fn comparar(&self, despues: &Ficha) -> Vec<Comparada> {
        let lado = |ficha, version| medir(&Version { ficha, version, parametros: &self.vigentes, corte: self.corte });
        comparar(lado(&self.ficha, VersionPaso::Actual), lado(despues, VersionPaso::Propuesta), &volumen_de(&self.ficha))
    }

    /// A redesign was approved: screens may take the place of papers.
    fn aprobado(&self) -> bool {
        aprobado(self.ficha.tramite.estado)
    }
}

/// From that state on the redesign is approved.
const fn aprobado(estado: Option<EstadoTramite>) -> bool {
    matches!(
        estado,
        Some(
            EstadoTramite::RedisenoAprobado
                | EstadoTramite::EnImplementacion
                | EstadoTramite::Implementado
                | EstadoTramite::EnMejoraContinua
        )
    )
}

/// The reason that is asked of whoever puts a screen in place of a paper before the redesign is approved: the known
/// failure of 2021 was to copy the papers to the web unchanged.
const FALTA_RAZON_DIGITAL: &str =
    "Todavía no hay un rediseño aprobado: escriba por qué conviene digitalizarlo desde ahora, con al menos 10 letras.";

fn letras(t: Option<&str>) -> usize {
    t.unwrap_or_default().chars().filter(|c| c.is_alphabetic()).count()
}

/// Refuses to put a screen in place of a paper, typed on a requisito of a trámite without approved redesign, unless a
/// reason goes with it. A paso has no cell for its reason: its scenario asks for it.
pub(crate) fn revisar_digital(
    c: &Consultas<'_>,
    entidad: &EntidadLeida,
    valor: &Dato,
    justificacion: Option<&Dato>,
    fallas: &mut Vec<FallaDeCampo>,
) -> Result<(), Falla> {
    let accion = valor.texto().and_then(|t| t.parse::<AccionRequisito>().ok());
    if sin_prefijo(&entidad.clase) != "requisito" || !accion.is_some_and(|a| Accion::Requisito(a).es_digital()) {
        return Ok(());
    }
    let Some(tramite) = c.tramite_de(entidad.id)?.map(|t| c.entidad(t)).transpose()?.flatten() else { return Ok(()) };
    let estado = tramite.valor("estado").and_then(Dato::texto).and_then(|t| t.parse().ok());
    let razon = justificacion.or_else(|| entidad.valor("justificacion")).and_then(Dato::texto);
    if !aprobado(estado) && letras(razon) < JUSTIFICACION_MINIMA {
        fallas.push(FallaDeCampo { campo: "requisito.accion".to_owned(), mensaje: FALTA_RAZON_DIGITAL.to_owned() });
    }
    Ok(())
}

fn texto<'e>(e: &'e EntidadLeida, campo: &str) -> &'e str {
    e.valor(campo).and_then(Dato::texto).unwrap_or_default()
}

fn entero(e: &EntidadLeida, campo: &str) -> Option<i64> {
    e.valor(campo).and_then(Dato::entero)
}

fn no_vacio(t: &str) -> Option<String> {
    (!t.is_empty()).then(|| t.to_owned())
}

fn estado(e: &EntidadLeida) -> EstadoEscenario {
    texto(e, "estado").parse().unwrap_or(EstadoEscenario::Borrador)
}

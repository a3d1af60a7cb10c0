//! What a ficha becomes when some decisions are taken.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::cerrado;
use crate::ficha::{AccionPaso, AccionRequisito, ActorPaso, Canal, Ficha, FormaRequisito, Moneda, Paso, Requisito, TipoCosto, VersionPaso};
use crate::texto::plegar;

cerrado! {
    /// Why a set of decisions cannot be applied.
    MotivoDeRechazo {
        NoEsta = "no_esta" / "Ya no está en la ficha.",
        AccionAjena = "accion_ajena" / "Esa acción no es de un requisito ni de un paso.",
        SinPareja = "sin_pareja" / "Diga con cuál se une.",
        SeUneConsigo = "se_une_consigo" / "No puede unirse consigo mismo.",
        ParejaQueSeVa = "pareja_que_se_va" / "Se une con uno que también se quita: elija uno que quede.",
        ParejaDeOtraLista = "pareja_de_otra_lista" / "Un requisito se une con otro requisito, y un paso con otro paso.",
        Repetida = "repetida" / "Tiene dos decisiones a la vez.",
    }
}

/// What is done with one requisito or one paso of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The requisito or paso.
    pub donde: Uuid,
    /// What is done with it.
    pub accion: Accion,
    /// The one it is joined with.
    pub con: Option<Uuid>,
    /// What stands in its place.
    pub texto: Option<String>,
    /// Minutes of work, when they change.
    pub duracion: Option<i64>,
    /// Minutes of wait before it, when they change.
    pub espera: Option<i64>,
    /// Why.
    pub justificacion: Option<String>,
}

/// An action, of the list that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accion {
    /// On a requisito.
    Requisito(AccionRequisito),
    /// On a paso.
    Paso(AccionPaso),
}

impl Accion {
    /// Stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Accion::Requisito(a) => a.as_str(),
            Accion::Paso(a) => a.as_str(),
        }
    }

    /// Shown.
    #[must_use]
    pub const fn etiqueta(self) -> &'static str {
        match self {
            Accion::Requisito(a) => a.etiqueta(),
            Accion::Paso(a) => a.etiqueta(),
        }
    }

    /// Nothing changes.
    #[must_use]
    pub const fn mantiene(self) -> bool {
        matches!(self, Accion::Requisito(AccionRequisito::Mantener) | Accion::Paso(AccionPaso::Mantener))
    }

    /// It is asked no more, or done no more. What needs a reform is still asked until the reform is in force.
    #[must_use]
    pub const fn se_va(self) -> bool {
        matches!(
            self,
            Accion::Requisito(AccionRequisito::Eliminar | AccionRequisito::ConsultarEntreEntidades | AccionRequisito::Fusionar)
                | Accion::Paso(AccionPaso::Eliminar | AccionPaso::Fusionar)
        )
    }

    /// It puts a screen where a paper was: only after the redesign is approved, or with a reason (`dominio.md` §2).
    #[must_use]
    pub const fn es_digital(self) -> bool {
        matches!(self, Accion::Requisito(AccionRequisito::Digitalizar) | Accion::Paso(AccionPaso::Automatizar))
    }
}

/// What a scenario changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cambios {
    /// Decisions, one for each requisito or paso at most.
    pub decisiones: Vec<Decision>,
    /// Fee proposed, in centavos of quetzal; `None` when it does not change.
    pub arancel: Option<i64>,
    /// Indirect cost proposed (copies, notary, transport), in centavos; `None` when it does not change.
    pub indirecto: Option<i64>,
}

/// A decision that cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("decision {lugar} cannot be applied: {motivo}")]
pub struct DecisionRechazada {
    /// Its place in the list.
    pub lugar: usize,
    /// Why.
    pub motivo: MotivoDeRechazo,
}

impl Cambios {
    /// The decisions that the rows of a ficha already hold, for its requisitos.
    #[must_use]
    pub fn guardados(ficha: &Ficha) -> Vec<Decision> {
        let de = |r: &Requisito| {
            Some(Decision {
                donde: r.id,
                accion: Accion::Requisito(r.accion?),
                con: r.se_une_con,
                texto: r.texto_propuesto.clone(),
                duracion: None,
                espera: None,
                justificacion: r.justificacion.clone(),
            })
        };
        ficha.requisitos.iter().filter_map(de).collect()
    }

    /// Looks at every decision before any is applied.
    ///
    /// # Errors
    /// The first that cannot be.
    pub fn comprobar(&self, ficha: &Ficha) -> Result<(), DecisionRechazada> {
        let requisitos: BTreeSet<Uuid> = ficha.requisitos.iter().map(|r| r.id).collect();
        let pasos: BTreeSet<Uuid> = actuales(ficha).map(|p| p.id).collect();
        let por_id: BTreeMap<Uuid, Accion> = self.decisiones.iter().map(|d| (d.donde, d.accion)).collect();
        let mut vistas = BTreeSet::new();
        for (lugar, d) in self.decisiones.iter().enumerate() {
            let lista = match d.accion {
                Accion::Requisito(_) => &requisitos,
                Accion::Paso(_) => &pasos,
            };
            let une = matches!(d.accion, Accion::Requisito(AccionRequisito::Fusionar) | Accion::Paso(AccionPaso::Fusionar));
            let motivo = if !requisitos.contains(&d.donde) && !pasos.contains(&d.donde) {
                Some(MotivoDeRechazo::NoEsta)
            } else if !lista.contains(&d.donde) {
                Some(MotivoDeRechazo::AccionAjena)
            } else if !vistas.insert(d.donde) {
                Some(MotivoDeRechazo::Repetida)
            } else if une {
                match d.con {
                    None => Some(MotivoDeRechazo::SinPareja),
                    Some(c) if c == d.donde => Some(MotivoDeRechazo::SeUneConsigo),
                    Some(c) if !lista.contains(&c) => Some(MotivoDeRechazo::ParejaDeOtraLista),
                    Some(c) if por_id.get(&c).is_some_and(|a| a.se_va()) => Some(MotivoDeRechazo::ParejaQueSeVa),
                    Some(_) => None,
                }
            } else {
                None
            };
            if let Some(motivo) = motivo {
                return Err(DecisionRechazada { lugar, motivo });
            }
        }
        Ok(())
    }

    /// The ficha as it would be: its requisitos are those that would be asked, and its propuesta the pasos that would
    /// be done, each with the paso of today that it comes from. The pasos of today stay as they are.
    #[must_use]
    pub fn aplicar(&self, ficha: &Ficha) -> Ficha {
        let por_id: BTreeMap<Uuid, &Decision> = self.decisiones.iter().map(|d| (d.donde, d)).collect();
        let propuestos = pasos(ficha, &por_id);
        let mut salida = ficha.clone();
        salida.requisitos = requisitos(ficha, &por_id);
        salida.pasos.retain(|p| p.version.unwrap_or(VersionPaso::Actual) == VersionPaso::Actual);
        salida.pasos.extend(propuestos);
        self.con_arancel(&mut salida);
        salida
    }

    /// The ficha as it would be with the pasos of its propuesta as they are written.
    #[must_use]
    pub fn aplicar_a_requisitos(&self, ficha: &Ficha) -> Ficha {
        let por_id: BTreeMap<Uuid, &Decision> = self.decisiones.iter().map(|d| (d.donde, d)).collect();
        let mut salida = ficha.clone();
        salida.requisitos = requisitos(ficha, &por_id);
        self.con_arancel(&mut salida);
        salida
    }

    fn con_arancel(&self, ficha: &mut Ficha) {
        let t = &mut ficha.tramite;
        if let Some(centavos) = self.indirecto {
            t.costo_indirecto = Some(centavos);
            t.costo_indirecto_fuente = Some("Propuesto por el comité en el rediseño".to_owned());
        }
        let Some(centavos) = self.arancel else { return };
        t.costo_tipo = Some(if centavos == 0 { TipoCosto::Gratuito } else { TipoCosto::Fijo });
        t.costo_monto = Some(centavos);
        t.costo_moneda = Some(Moneda::Gtq);
        t.costo_base_legal = None;
    }
}

/// Pasos of today, in order.
pub fn actuales(ficha: &Ficha) -> impl Iterator<Item = &Paso> {
    ficha.pasos.iter().filter(|p| p.version.unwrap_or(VersionPaso::Actual) == VersionPaso::Actual)
}

fn requisitos(ficha: &Ficha, por_id: &BTreeMap<Uuid, &Decision>) -> Vec<Requisito> {
    let mut salida = Vec::with_capacity(ficha.requisitos.len());
    // What hangs from a requisito goes with it.
    let mut se_va_desde: Option<i64> = None;
    for r in &ficha.requisitos {
        if se_va_desde.is_some_and(|nivel| r.nivel > nivel) {
            continue;
        }
        se_va_desde = None;
        let Some(d) = por_id.get(&r.id) else {
            salida.push(r.clone());
            continue;
        };
        let Accion::Requisito(accion) = d.accion else { continue };
        if d.accion.se_va() {
            se_va_desde = Some(r.nivel);
            continue;
        }
        let mut queda = r.clone();
        queda.accion = Some(accion);
        match accion {
            AccionRequisito::Sustituir => {
                if let Some(t) = &d.texto {
                    queda.texto.clone_from(t);
                }
                // What is asked instead is not the copy that was asked.
                queda.forma = Some(FormaRequisito::NoAplica);
                queda.copias = None;
                queda.emisor_publico = None;
            }
            AccionRequisito::Digitalizar => {
                queda.forma = Some(FormaRequisito::Digital);
                queda.copias = None;
                if let Some(t) = &d.texto {
                    queda.texto.clone_from(t);
                }
            }
            AccionRequisito::Mantener
            | AccionRequisito::RequiereReforma
            | AccionRequisito::Eliminar
            | AccionRequisito::ConsultarEntreEntidades
            | AccionRequisito::Fusionar => {}
        }
        salida.push(queda);
    }
    salida
}

fn pasos(ficha: &Ficha, por_id: &BTreeMap<Uuid, &Decision>) -> Vec<Paso> {
    let hoy: Vec<&Paso> = actuales(ficha).collect();
    let requisitos_que_quedan: BTreeSet<Uuid> = requisitos(ficha, por_id).iter().map(|r| r.id).collect();
    let mut quedan: Vec<Paso> = Vec::with_capacity(hoy.len());
    // New number of each paso of today: its own, or that of the next one that stays.
    let mut numero = Vec::with_capacity(hoy.len());
    for p in &hoy {
        numero.push(quedan.len() + 1);
        let decision = por_id.get(&p.id).copied();
        if decision.is_some_and(|d| d.accion.se_va()) {
            continue;
        }
        quedan.push(propuesto(p, decision, &requisitos_que_quedan));
    }
    let ultimo = quedan.len();
    let nuevo = |n: usize| n.checked_sub(1).and_then(|i| numero.get(i)).copied().filter(|m| *m <= ultimo);
    for p in &mut quedan {
        if let Some(t) = p.resultados.take() {
            p.resultados = renumerar(&t, &nuevo);
            p.decision = p.decision && p.resultados.is_some();
        }
    }
    // The work of a paso that is joined with another is still done, there.
    for (de, d) in por_id {
        let (Accion::Paso(AccionPaso::Fusionar), Some(con)) = (d.accion, d.con) else { continue };
        let minutos = hoy.iter().find(|p| p.id == *de).and_then(|p| p.duracion_minutos);
        let fijado = por_id.get(&con).is_some_and(|c| c.duracion.is_some());
        if let (Some(p), Some(m), false) = (quedan.iter_mut().find(|p| p.origen == Some(con)), d.duracion.or(minutos), fijado) {
            p.duracion_minutos = p.duracion_minutos.map(|suyos| suyos.saturating_add(m));
            p.duracion_minima = None;
            p.duracion_maxima = None;
        }
    }
    quedan
}

fn propuesto(p: &Paso, decision: Option<&Decision>, requisitos: &BTreeSet<Uuid>) -> Paso {
    let mut queda = Paso { version: Some(VersionPaso::Propuesta), origen: Some(p.id), accion: None, ..p.clone() };
    queda.requisitos.retain(|r| requisitos.contains(r));
    let Some(d) = decision else { return queda };
    if let Some(t) = &d.texto {
        queda.texto.clone_from(t);
    }
    if d.duracion.is_some() {
        (queda.duracion_minutos, queda.duracion_minima, queda.duracion_maxima) = (d.duracion, None, None);
    }
    if d.espera.is_some() {
        queda.espera_minutos = d.espera;
    }
    match d.accion {
        Accion::Paso(AccionPaso::Automatizar) => {
            queda.actor = Some(ActorPaso::Sistema);
            queda.canal = Some(Canal::EnLinea);
        }
        Accion::Paso(AccionPaso::MoverAInterno) => {
            queda.actor = Some(ActorPaso::Institucion);
            queda.canal = None;
        }
        Accion::Paso(AccionPaso::Mantener | AccionPaso::Eliminar | AccionPaso::Fusionar) | Accion::Requisito(_) => {}
    }
    queda
}

/// The results of a decision with the new numbers of the pasos that they name; `None` when nothing is left to decide.
fn renumerar(texto: &str, nuevo: &dyn Fn(usize) -> Option<usize>) -> Option<String> {
    let plano = plegar(texto);
    if plano.starts_with("a la vez:") {
        let lista = texto.split_once(':').map(|(_, l)| l).unwrap_or_default();
        let mut numeros: Vec<usize> = lista.split('/').filter_map(|n| nuevo(n.trim().parse().ok()?)).collect();
        numeros.dedup();
        let juntos: Vec<String> = numeros.iter().map(usize::to_string).collect();
        return (juntos.len() >= 2).then(|| format!("a la vez: {}", juntos.join(" / ")));
    }
    let partes: Vec<String> = texto.split('/').map(|parte| renumerar_parte(parte, nuevo)).collect();
    Some(partes.join("/"))
}

fn renumerar_parte(parte: &str, nuevo: &dyn Fn(usize) -> Option<usize>) -> String {
    let bajas: String = parte.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect();
    // Same number of bytes: only ASCII is looked for, and lower case of one letter may differ in length elsewhere.
    let Some(lugar) = bajas.find("paso ").filter(|_| bajas.len() == parte.len()) else { return parte.to_owned() };
    let desde = lugar + "paso ".len();
    let (Some(antes), Some(resto)) = (parte.get(..desde), parte.get(desde..)) else { return parte.to_owned() };
    let digitos: String = resto.chars().take_while(char::is_ascii_digit).collect();
    let cola = resto.get(digitos.len()..).unwrap_or_default();
    match digitos.parse().ok().map(nuevo) {
        Some(Some(n)) => format!("{antes}{n}{cola}"),
        Some(None) => {
            // It led to the end: nothing is left to name.
            let limpio = antes.get(..lugar).unwrap_or_default().trim_end_matches([' ', ':', ',']);
            format!("{limpio}{cola}")
        }
        None => parte.to_owned(),
    }
}

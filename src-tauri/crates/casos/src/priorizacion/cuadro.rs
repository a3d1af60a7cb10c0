//! A round in memory: what the inventory measures, what people rated, and the ranking ready to be weighted.

use std::collections::{BTreeMap, HashMap};

use almacen::{Consultas, EntidadLeida, Instalacion};
use dominio::Dato;
use dominio::ficha::{EstadoTramite, Ficha};
use dominio::priorizacion::criterios::Umbrales;
use dominio::priorizacion::orden::{Celda, Clasificacion, Corte, Cuadro, Lugar, Participante, Renglon};
use dominio::priorizacion::{Eje, EstadoRonda, Medidas, ModoDeCorte, Movida, Origen};
use num_rational::BigRational;
use uuid::Uuid;

use super::escala::{self, FueraDeEscala};
use super::{RONDA, celda_de_nota, estado, texto};
use crate::falla::Falla;
use crate::sesion::{clase, institucion_de, uuid};

/// A trámite with what the inventory knows of it.
pub(crate) struct Medido {
    pub id: Uuid,
    pub codigo: String,
    pub nombre: String,
    pub estado: EstadoTramite,
    pub medidas: Medidas,
}

/// A criterion of the round.
pub(crate) struct CriterioCargado {
    pub entidad: EntidadLeida,
    pub codigo: String,
    pub nombre: String,
    pub origen: Origen,
    pub eje: Eje,
    pub puntos: BigRational,
    /// `None` when people rate it, or when its thresholds do not part anything.
    pub umbrales: Option<Umbrales>,
}

/// The place that a trámite had when the round was closed.
pub(crate) struct Congelado {
    pub entidad: EntidadLeida,
    pub tramite: Uuid,
}

/// A round with everything that belongs to it.
pub(crate) struct RondaCargada {
    pub entidad: EntidadLeida,
    pub criterios: Vec<CriterioCargado>,
    pub votantes: Vec<EntidadLeida>,
    pub participantes: Vec<Participante>,
    /// In the order of the trámites.
    pub renglones: Vec<Renglon>,
    /// Why a person gave a note: (person, trámite, criterion).
    pub razones: HashMap<(usize, usize, usize), String>,
    /// Moves by hand, by trámite.
    pub movimientos: BTreeMap<Uuid, EntidadLeida>,
    pub cuadro: Cuadro,
    pub corte: Corte,
    /// Places when it was closed, in their order; empty while it is open.
    pub congelados: Vec<Congelado>,
    /// What does not count because it is out of scale.
    pub fuera: FueraDeEscala,
    /// Cells with two values.
    pub dudosos: usize,
}

/// An institution's prioritisation.
pub(crate) struct Cargada {
    /// Newest first.
    pub rondas: Vec<EntidadLeida>,
    pub ronda: Option<RondaCargada>,
    /// By code.
    pub tramites: Vec<Medido>,
}

fn numero(e: &EntidadLeida, campo: &str) -> i64 {
    match e.valor(campo) {
        Some(Dato::Entero(n)) => *n,
        _ => 0,
    }
}

pub(crate) fn numero_de(ronda: &EntidadLeida) -> i64 {
    numero(ronda, "numero")
}

/// The rounds, newest first.
pub(crate) fn rondas(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid) -> Result<Vec<EntidadLeida>, Falla> {
    let mut rondas = c.por_clase(&clase(instalacion, "priorizacion"), Some(ambito))?;
    rondas.sort_by(|a, b| numero_de(b).cmp(&numero_de(a)).then(b.id.cmp(&a.id)));
    Ok(rondas)
}

/// Entities of a class that are of a round, in their order.
pub(crate) fn de_ronda(
    c: &Consultas<'_>,
    instalacion: &Instalacion,
    ambito: Uuid,
    base: &str,
    ronda: Uuid,
) -> Result<Vec<EntidadLeida>, Falla> {
    let ronda = ronda.to_string();
    let mut todas = c.por_clase(&clase(instalacion, base), Some(ambito))?;
    todas.retain(|e| texto(e, RONDA) == ronda);
    Ok(todas)
}

/// Trámites with their measures.
pub(crate) fn medidos(c: &Consultas<'_>, ambito: Uuid) -> Result<Vec<Medido>, Falla> {
    let leidos = c.medidas(Some(ambito))?;
    let contar = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(leidos
        .into_iter()
        .map(|m| {
            let ficha = Ficha::desde_entidades(m.id, &m.entidades).unwrap_or_default();
            let medidas = Medidas::de_ficha(&ficha, contar(m.requisitos), contar(m.hallazgos));
            Medido { id: m.id, codigo: m.codigo, nombre: m.nombre, estado: m.estado, medidas }
        })
        .collect())
}

/// How the selection of a round is cut.
pub(crate) fn corte(ronda: &EntidadLeida) -> Corte {
    let n = numero(ronda, "corte").max(0);
    match texto(ronda, "modo_corte").parse().unwrap_or(ModoDeCorte::Puntaje) {
        ModoDeCorte::Puntaje => Corte::Puntaje(n),
        ModoDeCorte::Primeros => Corte::Primeros(usize::try_from(n).unwrap_or(usize::MAX)),
    }
}

/// Cells of an entity with two values, those that `cuenta`; one retired and edited apart is one more.
fn en_duda(e: &EntidadLeida, cuenta: impl Fn(&str) -> bool) -> usize {
    e.celdas.iter().filter(|(campo, c)| c.conflicto && *campo != "borrado" && cuenta(campo)).count() + usize::from(e.borrado_y_editado)
}

fn criterio(e: EntidadLeida) -> CriterioCargado {
    let origen = texto(&e, "origen").parse().unwrap_or(Origen::Personas);
    CriterioCargado {
        codigo: texto(&e, "codigo").to_owned(),
        nombre: texto(&e, "nombre").to_owned(),
        origen,
        eje: texto(&e, "eje").parse().unwrap_or(Eje::Impacto),
        puntos: escala::puntos(&e),
        umbrales: (origen != Origen::Personas).then(|| Umbrales::leer(texto(&e, "umbrales")).ok()).flatten(),
        entidad: e,
    }
}

/// Reads the prioritisation of an institution, with the round asked for or the newest.
pub(crate) fn cargar(c: &Consultas<'_>, institucion: Option<&str>, ronda: Option<&str>) -> Result<Cargada, Falla> {
    let instalacion = c.instalacion()?;
    let ambito = institucion_de(&instalacion, institucion)?.id;
    let rondas = rondas(c, &instalacion, ambito)?;
    let elegida = match ronda {
        None => rondas.first(),
        Some(id) => {
            let id = uuid(id, "la ronda")?;
            Some(rondas.iter().find(|r| r.id == id).ok_or_else(|| Falla::NoExiste { que: "la ronda de priorización".to_owned() })?)
        }
    };
    let tramites = medidos(c, ambito)?;
    let ronda = elegida.map(|r| cargar_ronda(c, &instalacion, ambito, r.clone(), &tramites)).transpose()?;
    Ok(Cargada { rondas, ronda, tramites })
}

fn cargar_ronda(
    c: &Consultas<'_>,
    instalacion: &Instalacion,
    ambito: Uuid,
    entidad: EntidadLeida,
    tramites: &[Medido],
) -> Result<RondaCargada, Falla> {
    let suyas = |base: &str| de_ronda(c, instalacion, ambito, base, entidad.id);
    let criterios: Vec<CriterioCargado> = suyas("criterio")?.into_iter().map(criterio).collect();
    let votantes = suyas("votante")?;
    let participantes: Vec<Participante> = votantes.iter().map(|v| Participante { peso: escala::peso_de_voto(v) }).collect();
    let mut fuera = FueraDeEscala::default();
    fuera.ronda(&entidad);
    criterios.iter().for_each(|c| fuera.criterio(c));
    votantes.iter().for_each(|v| fuera.votante(v, &criterios));
    let mut dudosos = en_duda(&entidad, |_| true);
    dudosos += criterios.iter().map(|c| en_duda(&c.entidad, |_| true)).sum::<usize>();
    let viva = |codigo: &str| criterios.iter().any(|c| c.codigo == codigo);
    dudosos += votantes
        .iter()
        .map(|v| {
            en_duda(v, |campo| match (campo.strip_prefix("p_").and_then(|p| p.split_once("__")), campo.strip_prefix("b_")) {
                (Some((a, b)), _) => viva(a) && viva(b),
                (None, Some(c)) => viva(c),
                (None, None) => true,
            })
        })
        .sum::<usize>();
    let lugar: HashMap<Uuid, usize> = tramites.iter().enumerate().map(|(i, t)| (t.id, i)).collect();
    let de_votante: HashMap<String, usize> = votantes.iter().enumerate().map(|(i, v)| (v.id.to_string(), i)).collect();
    let mut renglones: Vec<Renglon> = tramites.iter().map(|t| renglon(t, &criterios)).collect();
    let mut razones = HashMap::new();
    for p in suyas("puntaje")? {
        let donde = texto(&p, "tramite").parse().ok().and_then(|t: Uuid| lugar.get(&t)).zip(de_votante.get(texto(&p, "votante")));
        let Some((&i, &v)) = donde else { continue };
        dudosos += en_duda(&p, |campo| match (campo.strip_prefix("c_"), campo.strip_prefix("r_")) {
            (Some(c), _) => viva(c),
            // With its note, it is chosen with it.
            (None, Some(c)) => viva(c) && !p.celdas.get(&celda_de_nota(c).0).is_some_and(|x| x.conflicto),
            (None, None) => true,
        });
        for (k, cr) in criterios.iter().enumerate() {
            let (nota, razon) = celda_de_nota(&cr.codigo);
            let Some(valor) = p.valor(&nota).filter(|d| !d.esta_vacio()) else { continue };
            let celda = renglones.get_mut(i).and_then(|r| r.celdas.get_mut(k));
            match (celda, escala::nota(valor)) {
                (Some(celda), Some(n)) => {
                    celda.votos.push((v, n));
                    razones.insert((v, i, k), texto(&p, &razon).to_owned());
                }
                (Some(_), None) => {
                    let (persona, tramite) = (votantes.get(v), tramites.get(i).map_or("", |t| t.codigo.as_str()));
                    persona.into_iter().for_each(|e| fuera.nota(e, tramite, &cr.nombre, valor));
                }
                (None, _) => {}
            }
        }
    }
    let movidos = suyas("seleccion_manual")?;
    dudosos += movidos.iter().map(|m| en_duda(m, |_| true)).sum::<usize>();
    let movimientos = movidos
        .into_iter()
        .filter(|m| texto(m, "hacia").parse::<Movida>().is_ok())
        .filter_map(|m| Some((texto(&m, "tramite").parse().ok()?, m)))
        .collect();
    let mut congelados = Vec::new();
    if estado(&entidad) == EstadoRonda::Cerrada {
        for p in suyas("puesto")? {
            congelados.extend(texto(&p, "tramite").parse().ok().map(|tramite| Congelado { entidad: p, tramite }));
        }
        congelados.sort_by_key(|p| (numero(&p.entidad, "lugar"), p.tramite));
    }
    let cuadro = Cuadro::new(criterios.len(), &renglones, &participantes);
    let corte = corte(&entidad);
    Ok(RondaCargada {
        entidad,
        criterios,
        votantes,
        participantes,
        renglones,
        razones,
        movimientos,
        cuadro,
        corte,
        congelados,
        fuera,
        dudosos,
    })
}

/// The notes that the inventory gives by itself.
fn renglon(t: &Medido, criterios: &[CriterioCargado]) -> Renglon {
    let celda = |c: &CriterioCargado| Celda {
        automatica: c.umbrales.as_ref().zip(t.medidas.valor(c.origen)).map(|(u, v)| u.nota(&v)),
        votos: Vec::new(),
    };
    Renglon {
        codigo: t.codigo.clone(),
        volumen: t.medidas.volumen.unwrap_or(0),
        requisitos: t.medidas.requisitos,
        celdas: criterios.iter().map(celda).collect(),
    }
}

impl RondaCargada {
    pub fn puntos(&self) -> Vec<BigRational> {
        self.criterios.iter().map(|c| c.puntos.clone()).collect()
    }

    pub fn cerrada(&self) -> bool {
        estado(&self.entidad) == EstadoRonda::Cerrada
    }

    pub fn clasificar(&self, puntos: &[BigRational]) -> Clasificacion {
        self.cuadro.clasificar(puntos)
    }

    pub fn a_mano(&self, tramite: Uuid) -> Option<Movida> {
        self.movimientos.get(&tramite).and_then(|m| texto(m, "hacia").parse().ok())
    }

    /// In the selection: by the cut, unless a person moved it.
    pub fn seleccionado(&self, tramite: Uuid, lugar: &Lugar) -> bool {
        match self.a_mano(tramite) {
            Some(Movida::Dentro) => true,
            Some(Movida::Fuera) => false,
            None => self.corte.entra(lugar),
        }
    }

    pub fn lugar_de_criterio(&self, codigo: &str) -> Option<usize> {
        self.criterios.iter().position(|c| c.codigo == codigo)
    }

    /// Criteria that people rate, by place.
    pub fn de_personas(&self) -> impl Iterator<Item = (usize, &CriterioCargado)> {
        self.criterios.iter().enumerate().filter(|(_, c)| c.origen == Origen::Personas)
    }
}

//! The process of demonstration: the gobernación that still asks to print, fill, scan and upload.
//!
//! It is written by the same verbs that a committee uses, so that what it shows is what the product does.

mod gae;

use std::collections::BTreeMap;

use dominio::Dato;
use dominio::ficha::EstadoTramite;
use dominio::reglas::{EstadoHallazgo, Severidad};
use serde::Deserialize;

use crate::dto::{
    AgregarFilas, AgregarVotante, AnotarParametro, CeldaNueva, CerrarRonda, Confianza, CrearTramite, DecidirEscenario, DecidirHallazgo,
    DecisionDto, GuardarCeldas, GuardarEscenario, IniciarRonda, MoverTramite, PedirRonda, PorId, UnidadDeParametro, ValorDto,
};
use crate::falla::Falla;
use crate::sesion::Sesion;

pub(crate) use gae::{INICIO, media_manana};

const PROCESO: &str = include_str!("../datos/demo_gobernacion.json");
const MOTIVO: &str = "Datos de demostración";

type Celdas = BTreeMap<String, ValorDto>;

#[derive(Deserialize)]
struct Proceso {
    tramite: Tramite,
    parametros: Vec<Parametro>,
    requisitos: Vec<Celdas>,
    pasos: Vec<Celdas>,
    usa: Vec<(usize, Vec<usize>)>,
    tiempos: Vec<Celdas>,
    volumenes: Vec<Celdas>,
    escenarios: Vec<Escenario>,
}

#[derive(Deserialize)]
struct Tramite {
    nombre: String,
    celdas: Celdas,
}

#[derive(Deserialize)]
struct Parametro {
    codigo: String,
    valor: String,
    #[serde(default)]
    valor_bajo: String,
    #[serde(default)]
    valor_alto: String,
    unidad: UnidadDeParametro,
}

#[derive(Deserialize)]
struct Escenario {
    nombre: String,
    #[serde(default)]
    costo_indirecto: Option<i64>,
    #[serde(default)]
    elegido: Option<String>,
    requisitos: Vec<(usize, Marca)>,
    pasos: Vec<(usize, Marca)>,
}

#[derive(Deserialize)]
struct Marca {
    accion: String,
    #[serde(default)]
    con: Option<usize>,
    #[serde(default)]
    texto: Option<String>,
    #[serde(default)]
    duracion_minutos: Option<i64>,
    #[serde(default)]
    espera_minutos: Option<i64>,
    #[serde(default)]
    justificacion: Option<String>,
}

fn decision(ids: &[String], lugar: usize, m: Marca) -> Option<DecisionDto> {
    Some(DecisionDto {
        donde: ids.get(lugar)?.clone(),
        accion: m.accion,
        con: m.con.and_then(|c| ids.get(c).cloned()),
        texto: m.texto,
        duracion_minutos: m.duracion_minutos,
        espera_minutos: m.espera_minutos,
        justificacion: m.justificacion,
    })
}

impl Sesion {
    fn poner(&self, entidad: &str, celdas: Celdas) -> Result<(), Falla> {
        let actual = self.entidad_para_cambiar(entidad)?;
        let celda = |(campo, valor): (String, ValorDto)| CeldaNueva {
            entidad: entidad.to_owned(),
            padres: actual.celdas.get(&campo).map(|c| c.padres.clone()).unwrap_or_default(),
            campo,
            valor,
        };
        let celdas = celdas.into_iter().map(celda).collect();
        self.guardar_celdas(GuardarCeldas { celdas, motivo: String::new() }).map(|_| ())
    }

    /// Writes the process of demonstration.
    ///
    /// # Errors
    /// Those of each verb; a broken data file of the product is `interno`.
    pub(crate) fn escribir_demostracion(&self) -> Result<(), Falla> {
        let p: Proceso = serde_json::from_str(PROCESO).map_err(|_| Falla::Interno("the process of demonstration cannot be read"))?;
        for x in p.parametros {
            self.anotar_parametro(AnotarParametro {
                institucion: None,
                codigo: x.codigo,
                nombre: String::new(),
                valor: x.valor,
                valor_bajo: x.valor_bajo,
                valor_alto: x.valor_alto,
                unidad: x.unidad,
                fuente: "Demostración".to_owned(),
                fecha: "2026-01-15".to_owned(),
                confianza: Confianza::Estimado,
                tramite: None,
            })?;
        }
        let pide = CrearTramite { nombre: p.tramite.nombre, codigo: None, institucion: None };
        let id = primero(self.crear_tramite(pide)?.valor.ids)?;
        self.poner(&id, p.tramite.celdas)?;
        let agregar = |clase: &str, filas: Vec<Celdas>| {
            self.agregar_filas(AgregarFilas { padre: Some(id.clone()), clase: clase.to_owned(), despues_de: None, filas })
                .map(|h| h.valor.ids)
        };
        let requisitos = agregar("requisito", p.requisitos)?;
        let pasos = agregar("paso", p.pasos)?;
        agregar("tiempo", p.tiempos)?;
        agregar("volumen", p.volumenes)?;
        for (paso, usados) in p.usa {
            let ids: Vec<&str> = usados.iter().filter_map(|u| requisitos.get(*u)).map(String::as_str).collect();
            let paso = pasos.get(paso).ok_or(Falla::Interno("the process of demonstration names a paso that it does not have"))?;
            self.poner(paso, Celdas::from([("requisitos".to_owned(), ValorDto(Dato::from(ids.join(" "))))]))?;
        }
        self.llevar_a_rediseno(&id)?;
        for e in p.escenarios {
            let de = |ids: &[String], marcas: Vec<(usize, Marca)>| -> Vec<DecisionDto> {
                marcas.into_iter().filter_map(|(lugar, m)| decision(ids, lugar, m)).collect()
            };
            let mut decisiones = de(&requisitos, e.requisitos);
            decisiones.extend(de(&pasos, e.pasos));
            let pide = GuardarEscenario {
                tramite: id.clone(),
                id: None,
                nombre: e.nombre,
                arancel: None,
                costo_indirecto: e.costo_indirecto,
                decisiones,
            };
            let escenario = primero(self.guardar_escenario(pide)?.valor.ids)?;
            if let Some(motivo) = e.elegido {
                self.decidir_escenario(DecidirEscenario { id: escenario, elegir: true, motivo })?;
            }
        }
        Ok(())
    }

    /// By the way that every trámite goes: complete, prioritised by a closed round, looked into, and in redesign.
    fn llevar_a_rediseno(&self, id: &str) -> Result<(), Falla> {
        let mover = |a| self.mover_tramite(MoverTramite { ids: vec![id.to_owned()], a, motivo: MOTIVO.to_owned() }).map(|_| ());
        mover(EstadoTramite::FichaCompleta)?;
        let pide = IniciarRonda { institucion: None, nombre: "Ronda de demostración".to_owned(), como: None };
        let ronda = primero(self.iniciar_ronda(pide)?.valor.ids)?;
        self.agregar_votante(AgregarVotante { ronda: ronda.clone(), nombre: "Comité de demostración".to_owned(), cargo: String::new() })?;
        let leida = self.priorizacion(PedirRonda::default())?.ronda.ok_or(Falla::Interno("the round of demonstration was not read"))?;
        self.poner(&leida.entidad.id, Celdas::from([("pesos_de".to_owned(), ValorDto(Dato::from(MOTIVO)))]))?;
        self.cerrar_ronda(CerrarRonda { ronda })?;
        if self.ficha_en(id)? == EstadoTramite::EnCartera {
            mover(EstadoTramite::Priorizado)?;
        }
        mover(EstadoTramite::EnDiagnostico)?;
        let ficha = self.abrir_ficha(PorId { id: id.to_owned() })?;
        let ids: Vec<String> = ficha.hallazgos.iter().filter(|h| h.severidad == Severidad::Alta).map(|h| h.id.clone()).collect();
        if !ids.is_empty() {
            self.decidir_hallazgo(DecidirHallazgo { ids, estado: EstadoHallazgo::Aceptado, justificacion: String::new() })?;
        }
        mover(EstadoTramite::EnRediseno)
    }

    fn ficha_en(&self, id: &str) -> Result<EstadoTramite, Falla> {
        Ok(self.abrir_ficha(PorId { id: id.to_owned() })?.resumen.estado)
    }
}

fn primero(ids: Vec<String>) -> Result<String, Falla> {
    ids.into_iter().next().ok_or(Falla::Interno("a verb of the demonstration gave no identifier"))
}

//! The verb of the flow.

use dominio::costos::calendario::MINUTOS_DIA;
use dominio::costos::rutas::{Ruta, rutas};
use dominio::costos::tiempo::decisiones::Camino;
use dominio::costos::tiempo::{Flujo, PasoMedido, Peticion, flujo};
use dominio::metodos::cifra::{Cifra, Proporcion};
use dominio::metodos::exacto::{decimal, entero, mostrado};
use num_rational::BigRational;
use num_traits::Zero;

use super::explicar::{Autores, cifra, rango, ver};
use super::{REDONDEO, leer};
use crate::dto::{CaminoDto, EstimacionDto, FlujoDeRuta, FlujoDto, PasoDeFlujo, PedirFlujo, PlazoDto, PorcentajeDto, SimulacionDto};
use crate::falla::Falla;
use crate::sesion::Sesion;

const DIA: &str = "dia_calendario";
const METODOS: &str = "Flujo (versión 1), ruta crítica (versión 1), PERT (versión 1)";
const CORRIDAS: u32 = 1_000;
const MAX_CORRIDAS: u32 = 100_000;
/// Greatest integer that JSON carries everywhere.
const MAX_SEMILLA: u64 = 9_007_199_254_740_991;

fn porcentaje(p: &Proporcion) -> PorcentajeDto {
    PorcentajeDto {
        numerador: decimal(&p.numerador),
        denominador: decimal(&p.denominador),
        regla: p.regla.to_string(),
        porcentaje: p.porcentaje().map(|c| mostrado(&c.valor, 1)),
    }
}

fn en_dias(minutos: &BigRational) -> BigRational {
    minutos / entero(MINUTOS_DIA)
}

fn numero(ruta: &Ruta<'_>, lugar: usize) -> u32 {
    ruta.pasos.get(lugar).and_then(|p| u32::try_from(p.numero).ok()).unwrap_or(0)
}

fn paso(ruta: &Ruta<'_>, f: &Flujo, p: &PasoMedido, total: Option<&BigRational>) -> Option<PasoDeFlujo> {
    let de = ruta.pasos.get(p.lugar)?.paso;
    let tiempos = f.red.as_ref().and_then(|r| r.tiempos.get(p.lugar));
    Some(PasoDeFlujo {
        id: de.id.to_string(),
        numero: numero(ruta, p.lugar),
        texto: de.texto.clone(),
        actor: de.actor,
        trabajo: p.trabajo.as_ref().map(|r| rango(r, "min")),
        espera: p.espera.as_ref().map(|m| ver(m, "min")),
        veces: mostrado(&p.veces, 2),
        esperado: ver(&en_dias(&p.esperado), DIA),
        participacion: total.map(|t| {
            porcentaje(&Proporcion::new(p.esperado.clone(), t.clone(), "minutos esperados del paso / minutos esperados de todos los pasos"))
        }),
        inicio: tiempos.map(|t| decimal(&t.inicio_temprano)),
        fin: tiempos.map(|t| decimal(&t.fin_temprano)),
        holgura: tiempos.map(|t| ver(&t.holgura_total, DIA)),
        critico: tiempos.is_some_and(|t| t.critica),
    })
}

fn camino(ruta: &Ruta<'_>, c: &Camino) -> CaminoDto {
    CaminoDto {
        desde: numero(ruta, c.desde),
        resultado: c.resultado.clone(),
        hacia: c.hacia.map(|h| numero(ruta, h)),
        porcentaje: c.probabilidad.as_ref().map(|p| mostrado(&(p * entero(100)), 1)),
    }
}

fn simulacion(f: &Flujo, pide: Peticion) -> Option<SimulacionDto> {
    let s = f.simulacion.as_ref()?;
    let ver = |m: &BigRational| ver(&en_dias(m), DIA);
    Some(SimulacionDto {
        semilla: pide.semilla,
        corridas: pide.corridas,
        media: ver(&s.media),
        p50: ver(&s.p50),
        p90: ver(&s.p90),
        minimo: ver(&s.minimo),
        maximo: ver(&s.maximo),
        error_estandar: Cifra::desviacion(en_dias(&s.error_estandar), DIA).mostrado(),
        diferencia: s.diferencia.as_ref().map(|d| mostrado(d, 2)),
        concuerda: s.concuerda,
        explicacion: f.diferencia.unwrap_or_default().to_owned(),
    })
}

fn plazos(f: &Flujo, legal: Option<&BigRational>) -> (Vec<PlazoDto>, Option<EstimacionDto>) {
    let Some(x) = &f.a_tiempo else { return (vec![], None) };
    let Some(larga) = x.pert.rutas.first() else { return (vec![], None) };
    let plazos = x
        .plazos
        .iter()
        .zip(&larga.probabilidades)
        .map(|((dias, fecha), p)| PlazoDto {
            dias: mostrado(dias, 0),
            fecha: fecha.to_string(),
            legal: legal == Some(dias),
            probabilidad: mostrado(&(&p.probabilidad * entero(100)), 1),
        })
        .collect();
    let estimacion = EstimacionDto {
        esperada: ver(&larga.duracion, DIA),
        desviacion: Cifra::desviacion(larga.desviacion.clone(), DIA).mostrado(),
        formula: "duración esperada = (corta + 4 × la de siempre + larga) ÷ 6; supone que los pasos son independientes".to_owned(),
    };
    (plazos, Some(estimacion))
}

fn de_ruta(
    ruta: &Ruta<'_>,
    f: &Flujo,
    pide: Peticion,
    legal: Option<&BigRational>,
    autores: &mut Autores<'_>,
) -> Result<FlujoDeRuta, Falla> {
    let suma = f.pasos.iter().fold(BigRational::zero(), |t, p| t + &p.esperado);
    let total = f.red.is_some().then_some(&suma);
    let (plazos, estimacion) = plazos(f, legal);
    let criticas = f.red.as_ref().map(|r| r.rutas_criticas.rutas.as_slice()).unwrap_or_default();
    Ok(FlujoDeRuta {
        nombre: ruta.nombre.clone().filter(|_| !ruta.unica),
        proceso: cifra(&f.proceso, autores)?,
        ciclo: cifra(&f.ciclo, autores)?,
        eficiencia: f.eficiencia.as_ref().map(porcentaje),
        pasos: f.pasos.iter().filter_map(|p| paso(ruta, f, p, total)).collect(),
        caminos: f.caminos.iter().map(|c| camino(ruta, c)).collect(),
        cuello: f.cuello.map(|i| numero(ruta, i)),
        // A list of thousands of equal paths tells nobody anything.
        rutas_criticas: criticas.iter().take(20).map(|r| r.iter().map(|i| numero(ruta, *i)).collect()).collect(),
        simulacion: simulacion(f, pide),
        plazos,
        estimacion,
        termina: f.termina.as_ref().ok().map(ToString::to_string),
        sin_fecha: f.termina.as_ref().err().cloned(),
        notas: f.notas.clone(),
    })
}

impl Sesion {
    /// How long a trámite takes, what decides it and how sure it is.
    ///
    /// # Errors
    /// `no_existe` when the trámite is not there or was retired; `campos_invalidos` for a date, a seed or a number of runs
    /// out of range.
    pub fn flujo_de_tramite(&self, pide: PedirFlujo) -> Result<FlujoDto, Falla> {
        let hoy = self.hoy();
        let desde = match pide.desde.as_deref() {
            None => hoy,
            Some(t) => t.parse().map_err(|_| Falla::campo("desde", "Escriba la fecha como AAAA-MM-DD."))?,
        };
        let peticion = Peticion { desde, semilla: pide.semilla.unwrap_or(1), corridas: pide.corridas.unwrap_or(CORRIDAS) };
        if !(100..=MAX_CORRIDAS).contains(&peticion.corridas) {
            return Err(Falla::campo("corridas", "Las corridas van de 100 a 100,000."));
        }
        if peticion.semilla > MAX_SEMILLA {
            return Err(Falla::campo("semilla", "La semilla es demasiado grande."));
        }
        self.leer(|c| {
            let mut leido = leer(&c, &pide.id, hoy)?;
            let t = &leido.ficha.tramite;
            let legal = t
                .plazo_legal
                .zip(t.plazo_legal_unidad)
                .and_then(|(n, u)| dominio::costos::calendario::dias_en(&entero(n), u, false, desde).ok());
            let mut lista = Vec::new();
            for ruta in rutas(&leido.ficha, pide.version) {
                let f = flujo(&leido.ficha, &ruta, peticion);
                lista.push(de_ruta(&ruta, &f, peticion, legal.as_ref(), &mut leido.autores)?);
            }
            Ok(FlujoDto {
                tramite: leido.leida.tramite.id.to_string(),
                version: pide.version,
                desde: desde.to_string(),
                corte: hoy.to_string(),
                rutas: lista,
                metodos: METODOS.to_owned(),
                redondeo: REDONDEO.to_owned(),
            })
        })
    }
}

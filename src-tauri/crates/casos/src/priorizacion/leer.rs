//! What the screens of the prioritisation read.

use std::collections::BTreeMap;

use almacen::Consultas;
use dominio::formato;
use dominio::metodos::ahp::{self, Juicio, MetodoPrioridad, Prioridades};
use dominio::metodos::exacto::{Decimal, decimal, entero, leer_razon, mostrado, sumar};
use dominio::metodos::ponderado::tabla::Firmeza;
use dominio::priorizacion::criterios::BIBLIOTECA;
use dominio::priorizacion::orden::{Clasificacion, DESACUERDO, Lugar, ejes, pesos};
use dominio::texto::plegar;
use dominio::{Dato, Razon};
use num_rational::BigRational;
use num_traits::Zero;

use super::cuadro::{Cargada, RondaCargada, numero_de};
use super::votos::saaty;
use super::{celda_de_base, celda_de_par, estado, texto};
use crate::contexto::rfc3339;
use crate::dto::{
    AhpDto, ClasificacionDto, CodigoDeFalta, CriterioDto, DispersionDto, FaltaParaCerrar, MovimientoDto, NotaDto, OrdenDeClasificacion,
    PedirClasificacion, PedirRonda, PlantillaDto, PorcentajeDto, PriorizacionDto, PuestoDto, RazonDto, RondaDto, RondaResumida, VotanteDto,
};
use crate::falla::Falla;
use crate::ficha::entidad_dto;
use crate::historial::Nombres;
use crate::inventario::{cuantos, razon};
use crate::sesion::Sesion;

/// Part of 1 that each weight moves to tell the range of positions.
const MOVIMIENTO: (i64, i64) = (10, 100);
/// Pairs whose disagreement is told.
const PARES_DICHOS: usize = 5;

fn de(numerador: usize, denominador: usize, regla: &str) -> RazonDto {
    razon(Razon::new(numerador as u64, denominador as u64), regla, None)
}

fn seleccion(n: usize, de_cuantos: usize) -> RazonDto {
    de(n, de_cuantos, "trámites seleccionados / trámites que cuentan")
}

fn peso_dto(puntos: &BigRational, total: &BigRational) -> PorcentajeDto {
    PorcentajeDto {
        numerador: decimal(puntos),
        denominador: decimal(total),
        regla: "puntos del criterio / suma de los puntos".to_owned(),
        porcentaje: (!total.is_zero()).then(|| mostrado(&(puntos * entero(100) / total), 1)),
    }
}

fn pesos_dto(puntos: &[BigRational]) -> Vec<PorcentajeDto> {
    let total = sumar(puntos);
    puntos.iter().map(|p| peso_dto(p, &total)).collect()
}

/// How firm the first place is, in one sentence that a committee can read aloud.
pub(super) fn firmeza(r: &RondaCargada, c: &Clasificacion, puntos: &[BigRational], codigo: impl Fn(usize) -> String) -> String {
    let cien = entero(100);
    match &c.firmeza {
        Firmeza::SinPrimero => "Todavía no hay trámites que se puedan comparar.".to_owned(),
        Firmeza::Empate => "Varios trámites comparten el primer lugar.".to_owned(),
        Firmeza::NoDisponible => {
            "No se puede decir qué tan firme es el primer lugar: a algún trámite comparable le falta un dato.".to_owned()
        }
        Firmeza::Estable => "El primer lugar es firme: ningún cambio en un solo peso lo mueve.".to_owned(),
        Firmeza::Cambio { criterio, rival, peso_critico } => {
            let nombre = r.criterios.get(*criterio).map_or("", |c| c.nombre.as_str());
            let actual = pesos(puntos).get(*criterio).cloned().unwrap_or_else(BigRational::zero);
            let verbo = if *peso_critico > actual { "sube" } else { "baja" };
            format!(
                "El primer lugar cambia si el peso de «{nombre}» {verbo} de {} % a {} %: lo alcanza {}.",
                mostrado(&(actual * &cien), 1),
                mostrado(&(peso_critico * &cien), 1),
                codigo(*rival)
            )
        }
    }
}

/// The judgements of a person, when every pair is compared.
fn juicio(r: &RondaCargada, persona: usize) -> (usize, Option<Juicio>) {
    let (Some(v), Some(p)) = (r.votantes.get(persona), r.participantes.get(persona)) else { return (0, None) };
    let valores: Vec<Option<BigRational>> = ahp::pares(r.criterios.len())
        .map(|(i, j)| {
            let (a, b) = r.criterios.get(i).zip(r.criterios.get(j))?;
            let escrito = texto(v, &celda_de_par(&a.codigo, &b.codigo));
            // A package may bring what the scale does not have, and the logarithm of 0 is no judgement.
            saaty(escrito).and_then(|_| leer_razon(escrito))
        })
        .collect();
    let hechos = valores.iter().flatten().count();
    let triangulo: Option<Vec<BigRational>> = valores.into_iter().collect();
    (hechos, triangulo.filter(|_| r.criterios.len() > 1).map(|triangulo| Juicio { peso: p.peso.clone(), triangulo }))
}

/// Percentages with two decimals that add up to 100.00: what is left by rounding goes to those that lost most.
fn en_centesimas(p: &Prioridades) -> Vec<String> {
    let diez_mil = entero(10_000);
    let exactas: Vec<BigRational> = p.prioridades.iter().map(|c| &c.valor * &diez_mil).collect();
    let mut partes: Vec<BigRational> = exactas.iter().map(BigRational::floor).collect();
    let mut orden: Vec<usize> = (0..partes.len()).collect();
    let perdida = |i: usize| exactas.get(i).map_or_else(BigRational::zero, |x| x - x.floor());
    orden.sort_by(|a, b| perdida(*b).cmp(&perdida(*a)).then(a.cmp(b)));
    let mut faltan = diez_mil - sumar(&partes);
    for i in orden {
        if faltan <= BigRational::zero() {
            break;
        }
        if let Some(parte) = partes.get_mut(i) {
            *parte += entero(1);
            faltan -= entero(1);
        }
    }
    partes.iter().map(|p| mostrado(&(p / entero(100)), 2)).collect()
}

fn ahp_dto(r: &RondaCargada, juicios: &[Juicio]) -> Option<AhpDto> {
    let n = r.criterios.len();
    if juicios.is_empty() || !(2..=ahp::MAXIMO).contains(&n) {
        return None;
    }
    let p = ahp::priorizar(n, juicios, MetodoPrioridad::VectorPropio);
    let codigo = |i: usize| r.criterios.get(i).map(|c| c.codigo.clone()).unwrap_or_default();
    let par = |(i, j): (usize, usize)| (codigo(i), codigo(j));
    let mut dispersion: Vec<&ahp::Dispersion> = p.dispersion.iter().filter(|d| d.minimo != d.maximo).collect();
    dispersion.sort_by(|a, b| b.razon_max_min.cmp(&a.razon_max_min));
    Some(AhpDto {
        pesos: en_centesimas(&p),
        cr: mostrado(&p.cr.valor, 4),
        consistente: p.consistente,
        por_revisar: p.por_revisar.map(par),
        personas: juicios.len() as u64,
        dispersion: dispersion
            .into_iter()
            .take(PARES_DICHOS)
            .map(|d| DispersionDto {
                par: par(d.par),
                minimo: como_juicio(&d.minimo),
                maximo: como_juicio(&d.maximo),
                media: mostrado(&d.media_geometrica, 2),
            })
            .collect(),
    })
}

/// `3`, `1/3`.
fn como_juicio(valor: &BigRational) -> String {
    if *valor >= entero(1) { mostrado(valor, 0) } else { format!("1/{}", mostrado(&valor.recip(), 0)) }
}

fn votante_dto(r: &RondaCargada, persona: usize) -> Option<VotanteDto> {
    let entidad = r.votantes.get(persona)?;
    let pedidas = r.de_personas().count() * r.renglones.len();
    let suyas = |k: usize| {
        let dio = |c: &dominio::priorizacion::Celda| c.votos.iter().any(|(v, _)| *v == persona);
        r.renglones.iter().filter(|f| f.celdas.get(k).is_some_and(dio)).count()
    };
    let dadas: Vec<(usize, &str)> = r.de_personas().map(|(k, c)| (suyas(k), c.codigo.as_str())).collect();
    let sin_base = dadas
        .iter()
        .filter(|(n, codigo)| *n > 0 && texto(entidad, &celda_de_base(codigo)).trim().is_empty())
        .map(|(_, codigo)| (*codigo).to_owned())
        .collect();
    let (hechos, propio) = juicio(r, persona);
    let mut comparaciones = BTreeMap::new();
    for (i, j) in ahp::pares(r.criterios.len()) {
        if let Some((a, b)) = r.criterios.get(i).zip(r.criterios.get(j)) {
            let valor = texto(entidad, &celda_de_par(&a.codigo, &b.codigo));
            if !valor.is_empty() {
                comparaciones.insert(format!("{}/{}", a.codigo, b.codigo), valor.to_owned());
            }
        }
    }
    Some(VotanteDto {
        entidad: entidad_dto(entidad),
        nombre: texto(entidad, "nombre").to_owned(),
        notas: de(dadas.iter().map(|(n, _)| n).sum(), pedidas, "notas dadas / notas que se piden a las personas"),
        pares: de(hechos, ahp::pares(r.criterios.len()).count(), "pares comparados / pares de criterios"),
        sin_base,
        ahp: propio.and_then(|j| ahp_dto(r, &[j])),
        comparaciones,
    })
}

/// What a round still needs to be closed (`dominio.md` §2, phase 4).
pub(super) fn faltan(carga: &Cargada, r: &RondaCargada) -> Vec<FaltaParaCerrar> {
    let mut faltan = Vec::new();
    let mut poner = |codigo: CodigoDeFalta, mensaje: String| faltan.push(FaltaParaCerrar { codigo, mensaje });
    if r.dudosos > 0 {
        let mensaje = match r.dudosos {
            1 => "1 dato de la ronda tiene dos valores: elija uno.".to_owned(),
            n => format!("{n} datos de la ronda tienen dos valores: elija uno de cada uno."),
        };
        poner(CodigoDeFalta::Valores, mensaje);
    }
    if carga.tramites.is_empty() {
        poner(CodigoDeFalta::Tramites, "No hay trámites en el inventario.".to_owned());
    }
    if r.criterios.is_empty() || sumar(&r.puntos()).is_zero() {
        poner(CodigoDeFalta::Puntos, "Dé puntos a por lo menos un criterio.".to_owned());
    }
    if r.votantes.is_empty() && r.de_personas().next().is_some() {
        poner(CodigoDeFalta::Personas, "Agregue a las personas que califican.".to_owned());
    }
    if texto(&r.entidad, "pesos_de").trim().is_empty() {
        poner(CodigoDeFalta::PesosDe, "Escriba quién fijó los pesos.".to_owned());
    }
    for (persona, v) in r.votantes.iter().enumerate() {
        let Some(dto) = votante_dto(r, persona) else { continue };
        let nombres: Vec<&str> =
            dto.sin_base.iter().filter_map(|codigo| r.criterios.iter().find(|c| c.codigo == *codigo).map(|c| c.nombre.as_str())).collect();
        if !nombres.is_empty() {
            poner(
                CodigoDeFalta::Bases,
                format!("{} no ha dicho en qué se basan sus notas de {}.", texto(v, "nombre"), formato::enumerar(&nombres)),
            );
        }
    }
    faltan
}

fn movimientos(c: &Consultas<'_>, carga: &Cargada, r: &RondaCargada) -> Result<Vec<MovimientoDto>, Falla> {
    let mut nombres = Nombres::new(*c);
    let mut salida = Vec::new();
    for (tramite, m) in &r.movimientos {
        let Some(hacia) = r.a_mano(*tramite) else { continue };
        let medido = carga.tramites.iter().find(|t| t.id == *tramite);
        let ultima = c.historial_de_celda(m.id, "hacia")?.into_iter().max_by_key(|v| (v.ms, v.opid));
        salida.push(MovimientoDto {
            id: m.id.to_string(),
            tramite: tramite.to_string(),
            codigo: medido.map(|t| t.codigo.clone()).unwrap_or_default(),
            nombre: medido.map(|t| t.nombre.clone()).unwrap_or_default(),
            hacia,
            razon: texto(m, "razon").to_owned(),
            quien: ultima.as_ref().map(|v| nombres.de(v.actor)).transpose()?.unwrap_or_default(),
            cuando: ultima.map(|v| rfc3339(v.ms)).unwrap_or_default(),
        });
    }
    salida.sort_by(|a, b| a.codigo.cmp(&b.codigo));
    Ok(salida)
}

fn ronda_dto(c: &Consultas<'_>, carga: &Cargada, r: &RondaCargada) -> Result<RondaDto, Falla> {
    let (puntos, n) = (r.puntos(), carga.tramites.len());
    let clasificacion = r.clasificar(&puntos);
    let con_dato = |k: usize| r.renglones.iter().filter(|f| f.celdas.get(k).is_some_and(|c| c.nota(&r.participantes).is_some())).count();
    let juicios: Vec<Juicio> = (0..r.votantes.len()).filter_map(|v| juicio(r, v).1).collect();
    let (seleccionados, firme) = if r.cerrada() {
        let dentro = |p: &&super::cuadro::Congelado| p.entidad.valor("seleccionado") == Some(&Dato::Logico(true));
        (seleccion(r.congelados.iter().filter(dentro).count(), r.congelados.len()), texto(&r.entidad, "firmeza").to_owned())
    } else {
        let dentro = clasificacion.lugares.iter().filter(|l| carga.tramites.get(l.renglon).is_some_and(|t| r.seleccionado(t.id, l)));
        let codigo = |i: usize| carga.tramites.get(i).map(|t| t.codigo.clone()).unwrap_or_default();
        (seleccion(dentro.count(), n), firmeza(r, &clasificacion, &puntos, codigo))
    };
    Ok(RondaDto {
        entidad: entidad_dto(&r.entidad),
        numero: numero_de(&r.entidad),
        estado: estado(&r.entidad),
        cerrada_el: fecha_de_cierre(&r.entidad),
        criterios: r
            .criterios
            .iter()
            .zip(pesos_dto(&puntos))
            .enumerate()
            .map(|(k, (cr, peso))| CriterioDto {
                entidad: entidad_dto(&cr.entidad),
                codigo: cr.codigo.clone(),
                nombre: cr.nombre.clone(),
                origen: cr.origen,
                puntos: decimal(&cr.puntos),
                peso,
                con_dato: de(con_dato(k), n, "trámites con nota / trámites que cuentan"),
            })
            .collect(),
        votantes: (0..r.votantes.len()).filter_map(|v| votante_dto(r, v)).collect(),
        ahp: ahp_dto(r, &juicios),
        desacuerdos: r.renglones.iter().flat_map(|f| &f.celdas).filter(|c| c.desacuerdo() >= DESACUERDO).count() as u64,
        movimientos: movimientos(c, carga, r)?,
        faltan: if r.cerrada() { Vec::new() } else { faltan(carga, r) },
        con_dos_valores: r.dudosos as u64,
        fuera_de_escala: if r.cerrada() { Vec::new() } else { r.fuera.dichos() },
        seleccionados,
        firmeza: firme,
    })
}

fn fecha_de_cierre(e: &almacen::EntidadLeida) -> Option<String> {
    Some(texto(e, "cerrada_el")).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// A place of the ranking before its page is cut.
struct Vista {
    renglon: usize,
    lugar: Lugar,
}

pub(super) fn nota_dto(
    r: &RondaCargada,
    carga: &Cargada,
    i: usize,
    k: usize,
    aporte: Option<&BigRational>,
    quien: Option<usize>,
) -> NotaDto {
    let (Some(celda), Some(criterio)) = (r.renglones.get(i).and_then(|f| f.celdas.get(k)), r.criterios.get(k)) else {
        return NotaDto::default();
    };
    let nota = celda.nota(&r.participantes);
    let de_persona = |v: usize| celda.votos.iter().find(|(w, _)| *w == v).map(|(_, n)| u64::from(*n));
    NotaDto {
        nota: nota.map(|n| if n.is_integer() { decimal(&n) } else { mostrado(&n, 2) }),
        automatica: celda.es_automatica(),
        valor: carga.tramites.get(i).map(|t| t.medidas.texto(criterio.origen)).unwrap_or_default(),
        aporte: aporte.map(|a| mostrado(a, 2)),
        desacuerdo: u64::from(celda.desacuerdo()),
        votos: (0..r.votantes.len()).map(de_persona).collect(),
        razon: quien.and_then(|v| r.razones.get(&(v, i, k))).cloned().unwrap_or_default(),
        razones: (0..r.votantes.len()).map(|v| r.razones.get(&(v, i, k)).cloned().unwrap_or_default()).collect(),
    }
}

/// Points by code over those saved.
fn puntos_pedidos(r: &RondaCargada, pedidos: Option<&BTreeMap<String, String>>) -> Result<Vec<BigRational>, Falla> {
    let mut puntos = r.puntos();
    for (codigo, valor) in pedidos.into_iter().flatten() {
        let k = r.lugar_de_criterio(codigo).ok_or_else(|| Falla::campo("puntos", "Uno de los criterios ya no está en la ronda."))?;
        if let Some(p) = puntos.get_mut(k) {
            *p = puntos_de("puntos", valor)?;
        }
    }
    Ok(puntos)
}

/// Points of one criterion: 0 to 1,000, two decimals at most.
pub(super) fn puntos_de(campo: &str, valor: &str) -> Result<BigRational, Falla> {
    Decimal::leer(valor.trim())
        .filter(|d| d.valor >= BigRational::zero() && d.valor <= entero(1_000) && d.decimales <= 2)
        .map(|d| d.valor)
        .ok_or_else(|| {
            Falla::campo(campo, format!("Los puntos son un número de 0 a 1,000 con dos decimales a lo más. Usted escribió «{valor}»."))
        })
}

impl Sesion {
    /// The rounds of an institution, and one of them.
    ///
    /// # Errors
    /// `no_existe` for an unknown round or institution; `campos_invalidos` at GAE without one.
    pub fn priorizacion(&self, pide: PedirRonda) -> Result<PriorizacionDto, Falla> {
        let carga = self.cuadro(pide.institucion.as_deref(), pide.ronda.as_deref())?;
        self.leer(|c| {
            let usado = |codigo: &str| carga.ronda.as_ref().is_some_and(|r| r.lugar_de_criterio(codigo).is_some());
            Ok(PriorizacionDto {
                rondas: carga
                    .rondas
                    .iter()
                    .map(|e| RondaResumida {
                        id: e.id.to_string(),
                        numero: numero_de(e),
                        nombre: texto(e, "nombre").to_owned(),
                        estado: estado(e),
                        cerrada_el: fecha_de_cierre(e),
                    })
                    .collect(),
                ronda: carga.ronda.as_ref().map(|r| ronda_dto(&c, &carga, r)).transpose()?,
                biblioteca: BIBLIOTECA
                    .iter()
                    .map(|p| PlantillaDto {
                        codigo: p.codigo.to_owned(),
                        nombre: p.nombre.to_owned(),
                        definicion: p.definicion.to_owned(),
                        peso: p.peso,
                        origen: p.origen,
                        usado: usado(p.codigo),
                    })
                    .collect(),
                tramites: carga.tramites.len() as u64,
            })
        })
    }

    /// A page of the ranking, with the points saved or with others that are being tried.
    ///
    /// # Errors
    /// `no_existe` without rounds; `campos_invalidos` for points that are not.
    pub fn clasificar(&self, pide: PedirClasificacion) -> Result<ClasificacionDto, Falla> {
        let carga = self.cuadro(pide.institucion.as_deref(), pide.ronda.as_deref())?;
        let r = carga.ronda.as_ref().ok_or_else(|| Falla::NoExiste { que: "una ronda de priorización".to_owned() })?;
        let quien = pide.votante.as_deref().and_then(|v| r.votantes.iter().position(|e| e.id.to_string() == v));
        if r.cerrada() {
            return Ok(super::rondas::congelada(&carga, r, &pide));
        }
        let puntos = puntos_pedidos(r, pide.puntos.as_ref())?;
        let c = r.clasificar(&puntos);
        let n = carga.tramites.len();
        let codigo = |i: usize| carga.tramites.get(i).map(|t| t.codigo.clone()).unwrap_or_default();
        let seleccionados = c.lugares.iter().filter(|l| carga.tramites.get(l.renglon).is_some_and(|t| r.seleccionado(t.id, l))).count();
        let comparables = c.lugares.iter().filter(|l| l.posicion.is_some()).count();
        let firme = firmeza(r, &c, &puntos, codigo);
        let rangos = pide.con_rangos.then(|| r.cuadro.rangos(&puntos, &BigRational::new(MOVIMIENTO.0.into(), MOVIMIENTO.1.into())));
        let mut vistas: Vec<Vista> = c.lugares.into_iter().map(|lugar| Vista { renglon: lugar.renglon, lugar }).collect();
        filtrar_y_ordenar(&carga, r, &pide, &mut vistas);
        let total = vistas.len() as u64;
        let pagina = vistas.into_iter().skip(pide.desde as usize).take(cuantos(pide.cuantos) as usize);
        let criterios: Vec<_> = r.criterios.iter().zip(&puntos).map(|(c, p)| (c.eje, p.clone())).collect();
        let filas = pagina
            .filter_map(|v| {
                let (t, renglon) = carga.tramites.get(v.renglon).zip(r.renglones.get(v.renglon))?;
                let aportes = r.cuadro.aportes(v.renglon, &puntos);
                let (impacto, factibilidad) = ejes(std::slice::from_ref(renglon), &r.participantes, &criterios).pop().unwrap_or_default();
                Some(PuestoDto {
                    tramite: t.id.to_string(),
                    codigo: t.codigo.clone(),
                    nombre: t.nombre.clone(),
                    posicion: v.lugar.posicion.map(|p| p as u64),
                    empatado: v.lugar.empatado,
                    puntaje: v.lugar.puntaje.as_ref().map(|p| mostrado(p, 2)),
                    completitud: de(v.lugar.con_dato, r.criterios.len(), "criterios con dato / criterios"),
                    notas: (0..r.criterios.len())
                        .map(|k| nota_dto(r, &carga, v.renglon, k, aportes.get(k).and_then(Option::as_ref), quien))
                        .collect(),
                    rango: rangos.as_ref().and_then(|r| *r.get(v.renglon)?).map(|(a, b)| (a as u64, b as u64)),
                    seleccionado: r.seleccionado(t.id, &v.lugar),
                    a_mano: r.a_mano(t.id),
                    impacto: impacto.map(|x| mostrado(&x, 2)),
                    factibilidad: factibilidad.map(|x| mostrado(&x, 2)),
                })
            })
            .collect();
        Ok(ClasificacionDto {
            total,
            seleccionados: seleccion(seleccionados, n),
            comparables: de(comparables, n, "trámites comparables / trámites que cuentan"),
            firmeza: firme,
            cambio: String::new(),
            pesos: pesos_dto(&puntos),
            filas,
        })
    }
}

fn filtrar_y_ordenar(carga: &Cargada, r: &RondaCargada, pide: &PedirClasificacion, vistas: &mut Vec<Vista>) {
    let palabras: Vec<String> = plegar(&pide.texto).split_whitespace().map(str::to_owned).collect();
    if !palabras.is_empty() {
        vistas.retain(|v| {
            let Some(t) = carga.tramites.get(v.renglon) else { return false };
            let donde = plegar(&format!("{} {}", t.codigo, t.nombre));
            palabras.iter().all(|p| donde.contains(p.as_str()))
        });
    }
    let peor = |v: &Vista| r.renglones.get(v.renglon).map_or(0, |f| f.celdas.iter().map(|c| c.desacuerdo()).max().unwrap_or(0));
    match pide.orden {
        OrdenDeClasificacion::Posicion => {}
        OrdenDeClasificacion::Desacuerdo => vistas.sort_by_key(|v| std::cmp::Reverse(peor(v))),
        OrdenDeClasificacion::SinDato => vistas.sort_by_key(|v| v.lugar.con_dato),
        // The trámites were read by code.
        OrdenDeClasificacion::Codigo => vistas.sort_by_key(|v| v.renglon),
    }
}

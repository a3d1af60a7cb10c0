//! The report `avance`: the figures of one institution gathered in one snapshot.

mod cambios;
mod comite;
mod hallazgos;

use std::collections::{BTreeMap, BTreeSet};

use almacen::{Consultas, Instalacion};
use dominio::ficha::{ClaseTramite, EstadoTramite};
use dominio::instituciones::Institucion;
use dominio::reglas::{EstadoHallazgo, Regla};
use dominio::{Dato, Razon};
use informes::avance::{
    AvanceDeFase, CifrasDeAvance, Condicion, FilaDeTramite, MedidaSumada, PriorizacionDeAvance, PuestoDeAvance, RedisenoDeAvance,
    ResumenDeInventario, Seccion, componer, que_cambio,
};
use jiff::civil::Date;

use self::cambios::cambios;
pub(super) use self::cambios::legible;
use self::comite::{documentos, integrantes};
pub(super) use self::hallazgos::detalle;
use self::hallazgos::{hallazgos_de, por_regla};
use super::corte::{codigo_del_papel, leer_comparacion, leer_corte, momento_de};
use super::membrete::MembreteLeido;
use super::{Compuesto, credencial_en_palabras};
use crate::dto::PedirInforme;
use crate::falla::Falla;
use crate::fases::{recorrido, todos_los_tramites};
use crate::rediseno::{medida_del_papel, redisenos_leidos};
use crate::sesion::{Sesion, institucion_de};
use crate::trabajos::Trabajo;

fn secciones(pedidas: &[String]) -> Result<Vec<Seccion>, Falla> {
    if pedidas.is_empty() {
        return Ok(Seccion::TODAS.into_iter().filter(|s| s.de_base()).collect());
    }
    let leidas: Option<Vec<Seccion>> = pedidas.iter().map(|s| Seccion::desde(s)).collect();
    let hay: Vec<&str> = Seccion::TODAS.iter().map(|s| s.id()).collect();
    leidas.ok_or_else(|| Falla::campo("secciones", format!("Las secciones son: {}.", dominio::formato::enumerar(&hay))))
}

/// Everything the report prints, in one snapshot.
pub(super) fn cifras(
    s: &Sesion,
    c: &Consultas<'_>,
    instalacion: &Instalacion,
    i: &Institucion,
    corte: Date,
    dibujos: bool,
) -> Result<CifrasDeAvance, Falla> {
    let fases = recorrido(c, instalacion, i.id, corte)?;
    let todas = todos_los_tramites(c, i.id)?;
    let cuentan: Vec<_> =
        todas.iter().filter(|f| f.clase != ClaseTramite::Interno.as_str() && f.estado != EstadoTramite::Suprimido).collect();
    let total = cuentan.len() as u64;
    let abiertos = hallazgos_de(c, i.id, EstadoHallazgo::Abierto)?;
    let mut decididos = hallazgos_de(c, i.id, EstadoHallazgo::Aceptado)?;
    decididos.extend(hallazgos_de(c, i.id, EstadoHallazgo::Descartado)?);

    let mut categorias: BTreeMap<&str, u64> = BTreeMap::new();
    let mut estados: BTreeMap<EstadoTramite, u64> = BTreeMap::new();
    for f in &cuentan {
        *categorias.entry(f.categoria.as_str()).or_default() += 1;
        *estados.entry(f.estado).or_default() += 1;
    }
    let mut por_categoria: Vec<(String, u64)> = categorias.into_iter().map(|(k, n)| (k.to_owned(), n)).collect();
    por_categoria.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    // R1 speaks of the sheet itself only when none of its norms is a ley or an acuerdo gubernativo.
    let sin_base: BTreeSet<_> = abiertos
        .iter()
        .chain(&decididos)
        .filter(|h| h.hallazgo.regla == Regla::R1 && matches!(h.hallazgo.clase, "tramite" | "base_legal"))
        .map(|h| h.tramite)
        .collect();
    let contar = |f: &dyn Fn(&almacen::FilaTramite) -> bool| Razon::new(cuentan.iter().filter(|x| f(x)).count() as u64, total);
    let con_hallazgos = contar(&|f| f.hallazgos > 0);
    let inventario = ResumenDeInventario {
        tramites: total,
        requisitos: cuentan.iter().map(|f| u64::from(f.requisitos)).sum(),
        pasos: cuentan.iter().map(|f| u64::from(f.pasos)).sum(),
        por_categoria,
        por_estado: EstadoTramite::TODOS.iter().filter_map(|e| Some((*e, *estados.get(e)?))).collect(),
        fichas_completas: contar(&|f| f.completitud.numerador == f.completitud.denominador && f.banderas == 0),
        tiempos_legibles: contar(&|f| !f.tiempo.is_empty()),
        costos_conocidos: contar(&|f| !f.costo.is_empty()),
        con_base_legal: contar(&|f| !sin_base.contains(&f.id)),
        banderas_pendientes: cuentan.iter().map(|f| u64::from(f.banderas)).sum(),
        cerrado_el: crate::fases::leer_fase(c, instalacion, i.id, dominio::fase::Fase::Inventario)?
            .entidad
            .and_then(|e| e.valor("cerrado_el").and_then(Dato::texto).and_then(|t| t.parse().ok())),
    };
    let hechos = crate::fases::hechos(c, instalacion, i.id, corte)?;
    let vacantes = dominio::comite::roles_vacantes(&hechos.roles_obligatorios, &hechos.integrantes, corte);
    let faltantes = fases
        .fases
        .iter()
        .filter(|f| f.destino.is_some() && !f.estado.cuenta())
        .flat_map(|f| f.condiciones.iter().filter(|x| !x.cumple).map(move |x| format!("{}: {}.", f.nombre, x.texto)))
        .collect();
    let (cambiados, cambios_en_total) = cambios(c, i.id)?;
    let (redisenos, suma) = redisenos(s, c, i, corte, dibujos)?;
    Ok(CifrasDeAvance {
        institucion: i.nombre.clone(),
        sigla: i.sigla.clone(),
        tipo: i.tipo.etiqueta().to_owned(),
        por_confirmar: !i.confirmada,
        corte,
        momento: momento_de(c)?,
        demostracion: instalacion.demo,
        credencial: credencial_en_palabras(c)?,
        codigo: codigo_del_papel(c)?,
        comite: integrantes(c, instalacion, i.id, corte)?,
        documentos: documentos(c, instalacion, i.id)?,
        roles_vacantes: vacantes.into_iter().map(|r| r.etiqueta().to_owned()).collect(),
        avance: Razon::new(fases.avance.numerador, fases.avance.denominador),
        fases: fases
            .fases
            .iter()
            .map(|f| AvanceDeFase {
                fase: f.fase,
                codigo_guia: f.codigo_guia.clone(),
                estado: f.estado,
                fecha: f.fecha.as_deref().and_then(|t| t.parse().ok()),
                condiciones: f.condiciones.iter().map(|x| Condicion { texto: x.texto.clone(), cumple: x.cumple }).collect(),
                cumplidas: Razon::new(f.cumplidas.numerador, f.cumplidas.denominador),
                regla: format!("condiciones cumplidas de la regla {}", f.regla_version),
                evidencias: f.evidencias.len() as u64,
            })
            .collect(),
        inventario,
        reglas: por_regla(&abiertos, &decididos, total),
        con_hallazgos,
        tramites: todas
            .iter()
            .map(|f| FilaDeTramite {
                codigo: f.codigo.clone(),
                nombre: f.nombre.clone(),
                categoria: f.categoria.clone(),
                estado: f.estado,
                requisitos: u64::from(f.requisitos),
                pasos: u64::from(f.pasos),
                tiempo: f.tiempo.clone(),
                costo: f.costo.clone(),
                completitud: f.completitud,
                hallazgos: u64::from(f.hallazgos),
            })
            .collect(),
        hallazgos: {
            let mut detalles: Vec<_> = abiertos.iter().chain(&decididos).collect();
            detalles.sort_by(|a, b| {
                (&a.tramite_codigo, a.hallazgo.regla, a.hallazgo.fila).cmp(&(&b.tramite_codigo, b.hallazgo.regla, b.hallazgo.fila))
            });
            detalles.into_iter().map(detalle).collect()
        },
        cambios: cambiados,
        cambios_en_total,
        faltantes,
        priorizacion: priorizacion(c, instalacion, i)?,
        redisenos,
        suma,
        comparacion: None,
    })
}

/// The ranking of the last closed round.
fn priorizacion(c: &Consultas<'_>, instalacion: &Instalacion, i: &Institucion) -> Result<Option<PriorizacionDeAvance>, Falla> {
    let Some(cerrada) = crate::priorizacion::ultima_cerrada(c, instalacion, i.id)? else { return Ok(None) };
    let o = cerrada.orden;
    Ok(Some(PriorizacionDeAvance {
        ronda: cerrada.nombre,
        cerrada_el: cerrada.cerrada_el,
        seleccionados: Razon::new(o.seleccionados.numerador, o.seleccionados.denominador),
        comparables: Razon::new(o.comparables.numerador, o.comparables.denominador),
        firmeza: o.firmeza,
        puestos: o
            .filas
            .into_iter()
            .map(|p| PuestoDeAvance {
                posicion: match p.posicion {
                    Some(n) if p.empatado => format!("{n} (empate)"),
                    Some(n) => n.to_string(),
                    None => String::new(),
                },
                codigo: p.codigo,
                nombre: p.nombre,
                puntaje: p.puntaje.unwrap_or_default(),
                seleccionado: p.seleccionado,
                a_mano: p.a_mano.is_some(),
            })
            .collect(),
    }))
}

/// What the redesigns change, one by one and added up.
fn redisenos(
    s: &Sesion,
    c: &Consultas<'_>,
    i: &Institucion,
    corte: Date,
    dibujos: bool,
) -> Result<(Vec<RedisenoDeAvance>, Vec<MedidaSumada>), Falla> {
    let leidos = redisenos_leidos(c, i.id, corte)?;
    if leidos.filas.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let suma = leidos
        .total
        .medidas
        .iter()
        .map(|m| MedidaSumada {
            medida: medida_del_papel(&m.breve, String::new()),
            comparables: Razon::new(u64::from(m.comparables), u64::from(m.de)),
        })
        .collect();
    let mut lista = Vec::with_capacity(leidos.filas.len());
    for f in leidos.filas {
        let mas = s.rediseno_del_avance(c, &f.tramite, corte, dibujos && f.con_propuesta)?;
        lista.push(RedisenoDeAvance {
            codigo: f.codigo,
            nombre: f.nombre,
            estado: f.estado.etiqueta().to_owned(),
            version: mas.version,
            aprobado_el: mas.aprobada_el,
            medidas: f.medidas.iter().map(|m| medida_del_papel(m, String::new())).collect(),
            normas: mas.normas,
            diagramas: mas.diagramas,
        });
    }
    Ok((lista, suma))
}

/// What a report `avance` needs besides its institution.
pub(super) struct PedidoDeAvance {
    corte: Date,
    comparar: Option<Date>,
    secciones: Vec<Seccion>,
    /// Nobody chose the sections: their order is the institution's.
    de_base: bool,
}

impl PedidoDeAvance {
    pub fn leer(pide: &PedirInforme, hoy: Date) -> Result<Self, Falla> {
        let corte = leer_corte(pide.corte.as_deref(), hoy)?;
        Ok(PedidoDeAvance {
            corte,
            comparar: leer_comparacion(pide.comparar.as_deref(), corte)?,
            secciones: secciones(&pide.secciones)?,
            de_base: pide.secciones.is_empty(),
        })
    }

    pub fn corte(&self) -> Date {
        self.corte
    }
}

impl Sesion {
    /// The figures of each institution at the earlier cut-off, in their order; none when nothing is compared.
    pub(super) fn avances_de_antes(
        &self,
        pedido: &PedidoDeAvance,
        instituciones: &[&Institucion],
        trabajo: &Trabajo,
    ) -> Result<Vec<CifrasDeAvance>, Falla> {
        let Some(antes) = pedido.comparar else { return Ok(Vec::new()) };
        self.en_corte(antes, trabajo, |c| {
            let instalacion = c.instalacion()?;
            instituciones.iter().map(|i| cifras(self, &c, &instalacion, i, antes, false)).collect()
        })
    }

    /// The report of one institution from a snapshot at the cut-off.
    pub(super) fn avance_en(
        &self,
        c: &Consultas<'_>,
        i: &Institucion,
        pedido: &PedidoDeAvance,
        antes: Option<&CifrasDeAvance>,
    ) -> Result<Compuesto, Falla> {
        let instalacion = c.instalacion()?;
        let membrete = MembreteLeido::leer(c, &instalacion, i.id)?.para_papel(c)?;
        let mut cifras = cifras(self, c, &instalacion, i, pedido.corte, pedido.secciones.contains(&Seccion::Diagramas))?;
        cifras.comparacion = antes.map(|a| que_cambio(a, &cifras));
        let orden = if pedido.de_base { ordenar(&pedido.secciones, &membrete.orden) } else { pedido.secciones.clone() };
        Ok(Compuesto {
            documento: componer(&cifras, &orden),
            cifras_sha256: informes::cifras_sha256(&cifras),
            codigo: cifras.codigo,
            corte: pedido.corte,
            institucion: cifras.sigla,
            tramite: String::new(),
            membrete,
        })
    }

    /// The report `avance` as a document.
    pub(super) fn avance(&self, pide: &PedirInforme, trabajo: &Trabajo) -> Result<Compuesto, Falla> {
        let pedido = PedidoDeAvance::leer(pide, self.hoy())?;
        let i = self.leer(|c| institucion_de(&c.instalacion()?, pide.institucion.as_deref()))?;
        let antes = self.avances_de_antes(&pedido, &[i], trabajo)?;
        self.en_corte(pedido.corte, trabajo, |c| self.avance_en(&c, i, &pedido, antes.first()))
    }
}

/// The sections with those that the institution names first, in its order.
fn ordenar(secciones: &[Seccion], orden: &[String]) -> Vec<Seccion> {
    let mut salida: Vec<Seccion> = Vec::with_capacity(secciones.len());
    for s in orden.iter().filter_map(|id| Seccion::desde(id)) {
        if secciones.contains(&s) && !salida.contains(&s) {
            salida.push(s);
        }
    }
    salida.extend(secciones.iter().filter(|s| !orden.iter().any(|id| id == s.id())));
    salida
}

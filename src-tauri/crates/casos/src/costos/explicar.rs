//! A figure of the domain in the shape of the contract, with who wrote each datum and when.

use std::collections::HashMap;

use almacen::Consultas;
use dominio::costos::{Explicada, Insumo, Origen, Rango};
use dominio::metodos::cifra::Cifra;
use dominio::metodos::exacto::{decimal, mostrado};
use num_rational::BigRational;
use num_traits::Zero;
use uuid::Uuid;

use crate::contexto::rfc3339;
use crate::dto::{CifraExplicada, Confianza, EstadoDeCifra, FaltaDeCifra, InsumoDto, RangoDto};
use crate::falla::Falla;
use crate::historial::Nombres;

/// Who wrote each cell of a trámite, and its parameters on demand.
pub(crate) struct Autores<'c> {
    consultas: Consultas<'c>,
    nombres: Nombres<'c>,
    celdas: HashMap<(Uuid, String), (Uuid, u64)>,
}

/// A person and a moment.
type Firma = (Option<String>, Option<String>);

impl<'c> Autores<'c> {
    /// Reads the history of a trámite once.
    pub(crate) fn leer(c: Consultas<'c>, tramite: Uuid) -> Result<Self, Falla> {
        let mut celdas = HashMap::new();
        // Newest first: the first one met is who wrote what is shown.
        for v in c.historial_de_entidad(tramite)? {
            celdas.entry((v.entidad, v.campo)).or_insert((v.actor, v.ms));
        }
        Ok(Autores { consultas: c, nombres: Nombres::new(c), celdas })
    }

    fn firma(&mut self, entidad: Uuid, campo: &str) -> Result<Firma, Falla> {
        let clave = (entidad, campo.to_owned());
        if !self.celdas.contains_key(&clave)
            && let Some(v) = self.consultas.historial_de_celda(entidad, campo)?.first()
        {
            self.celdas.insert(clave.clone(), (v.actor, v.ms));
        }
        match self.celdas.get(&clave) {
            None => Ok((None, None)),
            Some((actor, ms)) => Ok((Some(self.nombres.de(*actor)?), Some(rfc3339(*ms)))),
        }
    }

    fn de(&mut self, origen: &Origen) -> Result<Firma, Falla> {
        match origen {
            Origen::Celda { entidad, campo } => self.firma(*entidad, campo),
            Origen::Parametro(id) => self.firma(*id, "valor"),
            Origen::PorOmision | Origen::Contado => Ok((None, None)),
        }
    }
}

/// A value as its unit shows it.
pub(crate) fn ver(valor: &BigRational, unidad: &str) -> String {
    Cifra::new(valor.clone(), unidad).mostrado()
}

pub(crate) fn rango(r: &Rango, unidad: &str) -> RangoDto {
    RangoDto {
        bajo: ver(&r.bajo, unidad),
        valor: ver(&r.probable, unidad),
        alto: ver(&r.alto, unidad),
        exacto: decimal(&r.probable),
        fijo: r.es_fijo(),
    }
}

fn insumo(i: &Insumo, autores: &mut Autores<'_>) -> Result<InsumoDto, Falla> {
    let (quien, cuando) = autores.de(&i.origen)?;
    Ok(InsumoDto {
        nombre: i.nombre.clone(),
        valor: rango(&i.valor, &i.unidad),
        unidad: i.unidad.clone(),
        fuente: i.fuente.clone(),
        fecha: i.fecha.clone(),
        confianza: i.confianza,
        quien,
        cuando,
    })
}

/// A figure that has no parts.
pub(crate) fn vacia(unidad: &str) -> CifraExplicada {
    CifraExplicada {
        estado: EstadoDeCifra::NoIncluida,
        valor: None,
        conocido: None,
        unidad: unidad.to_owned(),
        formula: String::new(),
        insumos: vec![],
        faltan: vec![],
        nota: None,
        diferencia: None,
    }
}

pub(crate) fn cifra(x: &Explicada, autores: &mut Autores<'_>) -> Result<CifraExplicada, Falla> {
    let decimales = Cifra::new(BigRational::zero(), &x.unidad).decimales;
    Ok(CifraExplicada {
        estado: x.estado,
        valor: x.valor.as_ref().map(|r| rango(r, &x.unidad)),
        conocido: x.conocido.as_ref().filter(|r| !r.alto.is_zero()).map(|r| rango(r, &x.unidad)),
        unidad: x.unidad.clone(),
        formula: x.formula.clone(),
        insumos: x.insumos.iter().map(|i| insumo(i, autores)).collect::<Result<_, _>>()?,
        faltan: x
            .faltan
            .iter()
            .map(|f| FaltaDeCifra {
                que: f.que.clone(),
                parametro: f.parametro.clone(),
                entidad: f.celda.map(|(e, _)| e.to_string()),
                campo: f.celda.map(|(_, c)| c.to_owned()),
            })
            .collect(),
        nota: x.nota.clone(),
        diferencia: x.diferencia.as_ref().filter(|d| !d.is_zero()).map(|d| mostrado(d, decimales)),
    })
}

/// The default is not something that a person may claim of a parameter.
pub(crate) fn confianza_de_persona(c: Confianza) -> bool {
    c != Confianza::PorOmision
}

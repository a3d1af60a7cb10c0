//! The catalogue of parameters: reading it and writing a new row.

use almacen::{Consultas, EntidadLeida, Escritura, Operacion};
use dominio::Dato;
use dominio::costos::parametros::{CONOCIDOS, MINUTOS_MES, Parametro, Vigentes, conocido, nombre_de};
use dominio::metodos::exacto::Decimal;
use uuid::Uuid;

use super::explicar::confianza_de_persona;
use crate::contexto::rfc3339;
use crate::dto::{AnotarParametro, ConocidoDto, Creados, FallaDeCampo, Hecho, ParametroDto, ParametrosDto, PedirParametros};
use crate::falla::Falla;
use crate::ficha::tramite_nombrado;
use crate::guardar::validar;
use crate::historial::Nombres;
use crate::sesion::{Sesion, clase, institucion_de};

fn filas(c: &Consultas<'_>, ambito: Uuid) -> Result<Vec<EntidadLeida>, Falla> {
    Ok(c.por_clase(&clase(&c.instalacion()?, "parametro"), Some(ambito))?)
}

/// Every readable row of an institution.
pub(crate) fn todos(c: &Consultas<'_>, ambito: Uuid) -> Result<Vec<Parametro>, Falla> {
    Ok(filas(c, ambito)?.iter().filter_map(|e| Parametro::leer(&e.entidad())).collect())
}

impl Sesion {
    /// The parameters of an institution: every row that was ever written, and the codes that the calculations know.
    ///
    /// # Errors
    /// `campos_invalidos` when GAE's file is not told which institution.
    pub fn parametros(&self, pide: PedirParametros) -> Result<ParametrosDto, Falla> {
        let hoy = self.hoy();
        self.leer(|c| {
            let ambito = institucion_de(&c.instalacion()?, pide.institucion.as_deref())?.id;
            let mut nombres = Nombres::new(c);
            let mut leidos: Vec<(Parametro, EntidadLeida)> =
                filas(&c, ambito)?.into_iter().filter_map(|e| Some((Parametro::leer(&e.entidad())?, e))).collect();
            leidos.sort_by(|(a, _), (b, _)| (&a.codigo, a.tramite, b.fecha, b.id).cmp(&(&b.codigo, b.tramite, a.fecha, a.id)));
            let solo: Vec<Parametro> = leidos.iter().map(|(p, _)| p.clone()).collect();
            let mut parametros = Vec::with_capacity(leidos.len());
            for (p, e) in &leidos {
                // In force where it holds: for its trámite, or for one that has none of its own.
                let vigentes = Vigentes::elegir(solo.clone(), p.tramite.unwrap_or(Uuid::nil()), hoy);
                let (quien, cuando) = match c.historial_de_celda(p.id, "valor")?.first() {
                    Some(v) => (nombres.de(v.actor)?, rfc3339(v.ms)),
                    None => (String::new(), String::new()),
                };
                let texto = |campo: &str| e.valor(campo).and_then(Dato::texto).map(str::to_owned);
                parametros.push(ParametroDto {
                    id: p.id.to_string(),
                    codigo: p.codigo.clone(),
                    nombre: p.nombre.clone(),
                    valor: texto("valor").unwrap_or_default(),
                    valor_bajo: texto("valor_bajo"),
                    valor_alto: texto("valor_alto"),
                    unidad: p.unidad,
                    fuente: p.fuente.clone().unwrap_or_default(),
                    fecha: p.fecha.to_string(),
                    confianza: p.confianza,
                    tramite: p.tramite.map(|t| t.to_string()),
                    quien,
                    cuando,
                    vigente: vigentes.de(&p.codigo).is_some_and(|v| v.id == p.id),
                });
            }
            Ok(ParametrosDto {
                parametros,
                conocidos: CONOCIDOS
                    .iter()
                    .map(|c| ConocidoDto {
                        codigo: c.codigo.to_owned(),
                        nombre: c.nombre.to_owned(),
                        unidades: c.unidades.to_vec(),
                        para_que: c.para_que.to_owned(),
                    })
                    .collect(),
                minutos_mes: MINUTOS_MES.to_string(),
            })
        })
    }

    /// Writes a row of the catalogue. Earlier rows of the same code stay.
    ///
    /// # Errors
    /// `campos_invalidos` with every wrong field; `no_existe` for the trámite.
    pub fn anotar_parametro(&self, pide: AnotarParametro) -> Result<Hecho<Creados>, Falla> {
        let id = self.id_nuevo();
        let hoy = self.hoy();
        self.escribir(Operacion::AnotarParametro, |tx, instalacion| {
            let c = tx.consultas();
            let (ambito, tramite) = match pide.tramite.as_deref() {
                None => (institucion_de(instalacion, pide.institucion.as_deref())?.id, None),
                Some(t) => {
                    let t = tramite_nombrado(&c, t)?;
                    let fila =
                        c.fila_tramite(t)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
                    (fila.ambito, Some(t.to_string()))
                }
            };
            let nombre = if pide.nombre.trim().is_empty() { nombre_de(&pide.codigo) } else { pide.nombre.clone() };
            let clase = clase(instalacion, "parametro");
            let mut fallas: Vec<FallaDeCampo> = Vec::new();
            let mut escrituras = Vec::new();
            for (campo, valor) in [
                ("codigo", pide.codigo.as_str()),
                ("nombre", nombre.as_str()),
                ("valor", pide.valor.as_str()),
                ("valor_bajo", pide.valor_bajo.as_str()),
                ("valor_alto", pide.valor_alto.as_str()),
                ("unidad", pide.unidad.as_str()),
                ("fuente", pide.fuente.as_str()),
                ("fecha", pide.fecha.as_str()),
                ("confianza", pide.confianza.as_str()),
                ("tramite", tramite.as_deref().unwrap_or_default()),
            ] {
                let Some(valor) = validar(&clase, campo, &Dato::from(valor), &mut fallas) else { continue };
                if !valor.esta_vacio() {
                    escrituras.push(Escritura { entidad: id, clase: clase.clone(), campo: campo.to_owned(), valor, padres: Vec::new() });
                }
            }
            fallas.extend(reglas(&pide, hoy));
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            tx.escribir(ambito, escrituras, "")?;
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }
}

/// What no field can tell by itself.
fn reglas(p: &AnotarParametro, hoy: jiff::civil::Date) -> Vec<FallaDeCampo> {
    let mut fallas = Vec::new();
    let mut falla = |campo: &str, mensaje: String| fallas.push(FallaDeCampo { campo: format!("parametro.{campo}"), mensaje });
    let numero = |t: &str| Decimal::leer(t.trim()).map(|d| d.valor);
    if let Some(valor) = numero(&p.valor) {
        if numero(&p.valor_bajo).is_some_and(|b| b > valor) {
            falla("valor_bajo", "El valor más bajo es mayor que el probable.".to_owned());
        }
        if numero(&p.valor_alto).is_some_and(|a| a < valor) {
            falla("valor_alto", "El valor más alto es menor que el probable.".to_owned());
        }
    }
    if let Some(c) = conocido(&p.codigo).filter(|c| !c.unidades.contains(&p.unidad)) {
        let debe: Vec<&str> = c.unidades.iter().map(|u| u.etiqueta()).collect();
        falla("unidad", format!("«{}» se mide en {}.", c.nombre, debe.join(" o ")));
    }
    if p.fecha.trim().parse::<jiff::civil::Date>().is_ok_and(|f| f > hoy) {
        falla("fecha", "La fecha todavía no llega. Escriba desde cuándo vale el dato.".to_owned());
    }
    if !confianza_de_persona(p.confianza) {
        falla("confianza", "El valor por omisión lo pone el programa. Elija medido, publicado o estimado.".to_owned());
    }
    fallas
}

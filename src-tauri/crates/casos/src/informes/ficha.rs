//! The ficha of one trámite: every declared field with data, its lists and its findings, as of a cut-off.

use almacen::{Consultas, EntidadLeida, FichaLeida};
use dominio::campos::{Seccion, de_clase};
use informes::ficha::{CifrasDeFicha, ListaDeFicha, SeccionDeFicha, cifras_sha256, componer};
use jiff::civil::Date;

use super::avance::{detalle, legible};
use super::corte::{codigo_del_papel, leer_corte, momento_de};
use super::membrete::MembreteLeido;
use super::{Compuesto, MembreteDelPapel, credencial_en_palabras};
use crate::dto::PedirInforme;
use crate::falla::Falla;
use crate::ficha::tramite_nombrado;
use crate::sesion::{Sesion, institucion_de, sin_prefijo};
use crate::trabajos::Trabajo;

/// Lists of each section: class, caption, head of its main text, and its main field.
const LISTAS: [(Seccion, &str, &str, &str, &str); 5] = [
    (Seccion::Requisitos, "requisito", "Requisitos", "Requisito", "texto"),
    (Seccion::Pasos, "paso", "Pasos", "Paso", "texto"),
    (Seccion::TiempoCosto, "tiempo", "Tiempos", "Tiempo", "texto_original"),
    (Seccion::BaseLegal, "base_legal", "Base legal", "Norma", "texto"),
    (Seccion::Volumen, "volumen", "Volumen de solicitudes", "Año", "anio"),
];

/// Identifiers and machine fields say nothing on paper.
fn se_imprime(campo: &dominio::campos::Campo) -> bool {
    !matches!(campo.regla, dominio::campos::Regla::Identificador | dominio::campos::Regla::Identificadores)
        && !matches!(campo.campo, "procedencia" | "estado" | "codigo" | "nombre")
}

fn datos(ficha: &FichaLeida, e: &EntidadLeida, seccion: Option<Seccion>, menos: &str) -> Vec<(String, String)> {
    de_clase(&e.clase)
        .filter(|c| seccion.is_none_or(|s| c.seccion == Some(s)) && c.campo != menos && se_imprime(c))
        .filter_map(|c| {
            let valor = e.valor(c.campo).map(|v| legible(ficha, e.id, c.campo, v)).unwrap_or_default();
            (!valor.trim().is_empty()).then(|| (c.etiqueta.to_owned(), valor))
        })
        .collect()
}

fn lista(ficha: &FichaLeida, (_, clase, titulo, que, principal): (Seccion, &str, &str, &str, &str)) -> ListaDeFicha {
    ListaDeFicha {
        titulo: titulo.to_owned(),
        que: que.to_owned(),
        filas: ficha
            .filas
            .iter()
            .filter(|f| sin_prefijo(&f.clase) == clase)
            .map(|f| (f.valor(principal).map(|v| legible(ficha, f.id, principal, v)).unwrap_or_default(), datos(ficha, f, None, principal)))
            .collect(),
    }
}

fn secciones(ficha: &FichaLeida) -> Vec<SeccionDeFicha> {
    Seccion::TODOS
        .iter()
        .map(|s| SeccionDeFicha {
            titulo: s.etiqueta().to_owned(),
            datos: datos(ficha, &ficha.tramite, Some(*s), ""),
            listas: LISTAS.iter().filter(|l| l.0 == *s).map(|l| lista(ficha, *l)).collect(),
        })
        .collect()
}

fn reunir(c: &Consultas<'_>, clave: &str, corte: Date) -> Result<(CifrasDeFicha, MembreteDelPapel), Falla> {
    let id = tramite_nombrado(c, clave)?;
    let ficha = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
    let instalacion = c.instalacion()?;
    let i = institucion_de(&instalacion, Some(&ficha.tramite.ambito.to_string()))?;
    let dominio_de = crate::ficha::ficha_de_dominio(&ficha);
    let adjuntos = crate::adjuntos::adjuntos_de(c, &ficha.filas)?;
    let cifras = CifrasDeFicha {
        institucion: i.nombre.clone(),
        sigla: i.sigla.clone(),
        corte,
        momento: momento_de(c)?,
        demostracion: instalacion.demo,
        credencial: credencial_en_palabras(c)?,
        codigo: codigo_del_papel(c)?,
        tramite: ficha.fila.codigo.clone(),
        nombre: ficha.fila.nombre.clone(),
        estado: ficha.fila.estado.etiqueta().to_owned(),
        tiempo: ficha.fila.tiempo.clone(),
        costo: ficha.fila.costo.clone(),
        completitud: ficha.fila.completitud,
        secciones: secciones(&ficha),
        faltan: faltantes(&dominio::completitud::completitud(&dominio_de).faltan),
        hallazgos: ficha.hallazgos.iter().map(detalle).collect(),
        adjuntos: adjuntos.into_iter().map(|a| a.nombre).collect(),
    };
    let membrete = MembreteLeido::leer(c, &instalacion, i.id)?.para_papel(c)?;
    Ok((cifras, membrete))
}

/// What is missing, the same datum of many rows in one line with how many they are.
fn faltantes(faltan: &[dominio::completitud::Falta]) -> Vec<String> {
    let mut vistos: Vec<(&dominio::completitud::Falta, u64)> = Vec::new();
    for f in faltan {
        match vistos.iter_mut().find(|(v, _)| v.clase == f.clase && v.etiqueta == f.etiqueta && v.por_que == f.por_que) {
            Some((_, n)) => *n += 1,
            None => vistos.push((f, 1)),
        }
    }
    let en = |f: &dominio::completitud::Falta, n: u64| match (f.clase, n) {
        (_, 1) => String::new(),
        ("requisito", _) => format!(" ({n} requisitos)"),
        ("paso", _) => format!(" ({n} pasos)"),
        _ => format!(" ({n} veces)"),
    };
    vistos.iter().map(|(f, n)| format!("{}{}: {}", f.etiqueta, en(f, *n), f.por_que)).collect()
}

impl Sesion {
    /// The ficha of a trámite as a document.
    pub(super) fn ficha_de_tramite(&self, pide: &PedirInforme, trabajo: &Trabajo) -> Result<Compuesto, Falla> {
        let corte = leer_corte(pide.corte.as_deref(), self.hoy())?;
        let clave = pide.tramite.as_deref().ok_or_else(|| Falla::campo("tramite", "Indique de qué trámite es la ficha."))?;
        let (cifras, membrete) = self.en_corte(corte, trabajo, |c| reunir(&c, clave, corte))?;
        Ok(Compuesto {
            documento: componer(&cifras),
            cifras_sha256: cifras_sha256(&cifras),
            codigo: cifras.codigo,
            corte,
            institucion: cifras.sigla,
            tramite: cifras.tramite,
            membrete,
        })
    }
}

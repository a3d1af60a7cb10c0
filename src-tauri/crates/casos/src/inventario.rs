//! The inventory as a grid: pages, filters, a trámite typed by hand.

use std::collections::BTreeMap;

use almacen::{Completa, Consultas, Escritura, FiltroTramites, Hallado, Operacion, Orden};
use dominio::campos::{self, Campo};
use dominio::ficha::EstadoTramite;
use dominio::instituciones;
use dominio::reglas::Regla;

use crate::contexto::fin_del_dia;
use crate::dto::{
    CompletitudPedida, Creados, CrearTramite, Faceta, Facetas, FallaDeCampo, FilaTramite, HalladoEn, Hecho, ListarTramites, Nada,
    OrdenTramites, PaginaTramites, RazonDto,
};
use crate::falla::Falla;
use crate::ficha::celda_dto;
use crate::sesion::{Sesion, ambito_de, clase, institucion_de, recortar, uuid};

/// Rows of a page when the caller says 0, and at most.
pub(crate) const PAGINA: (u32, u32) = (100, 500);

pub(crate) fn cuantos(pedidos: u32) -> u32 {
    if pedidos == 0 { PAGINA.0 } else { pedidos.min(PAGINA.1) }
}

/// A ratio with its rule, one decimal.
pub(crate) fn razon(r: dominio::Razon, regla: &str, corte: Option<String>) -> RazonDto {
    RazonDto { numerador: r.numerador, denominador: r.denominador, regla: regla.to_owned(), corte, porcentaje: r.porcentaje(1) }
}

pub(crate) fn sigla(ambito: uuid::Uuid) -> String {
    instituciones::por_id(ambito).map(|i| i.sigla.clone()).unwrap_or_default()
}

pub(crate) fn fila_dto(f: &almacen::FilaTramite) -> FilaTramite {
    FilaTramite {
        id: f.id.to_string(),
        codigo: f.codigo.clone(),
        nombre: f.nombre.clone(),
        institucion: sigla(f.ambito),
        unidad: f.unidad.clone(),
        categoria: f.categoria.clone(),
        estado: f.estado,
        requisitos: f.requisitos,
        pasos: f.pasos,
        tiempo: f.tiempo.clone(),
        costo: f.costo.clone(),
        completitud: razon(f.completitud, "datos con valor / datos que pide la ficha completa", None),
        hallazgos: f.hallazgos,
        severidad: f.severidad,
        banderas: f.banderas,
        fragmento: f.fragmento.clone(),
        hallado: f.hallado.map(hallado),
        celdas: BTreeMap::new(),
    }
}

fn hallado(h: Hallado) -> HalladoEn {
    match h {
        Hallado::Codigo => HalladoEn::Codigo,
        Hallado::Nombre => HalladoEn::Nombre,
        Hallado::Requisito => HalladoEn::Requisito,
        Hallado::Norma => HalladoEn::Norma,
    }
}

fn orden(o: OrdenTramites) -> Orden {
    match o {
        OrdenTramites::Relevancia => Orden::Relevancia,
        OrdenTramites::Codigo => Orden::Codigo,
        OrdenTramites::Nombre => Orden::Nombre,
        OrdenTramites::Unidad => Orden::Unidad,
        OrdenTramites::Categoria => Orden::Categoria,
        OrdenTramites::Requisitos => Orden::Requisitos,
        OrdenTramites::Pasos => Orden::Pasos,
        OrdenTramites::Completitud => Orden::Completitud,
        OrdenTramites::Hallazgos => Orden::Hallazgos,
        OrdenTramites::Estado => Orden::Estado,
    }
}

/// Columns that a page may bring, and conditions and orders that it may combine.
const MAX_COLUMNAS: usize = 30;
const MAX_CONDICIONES: usize = 10;
const MAX_ORDENES: usize = 5;
const MS_DEL_DIA: u64 = 86_400_000;

/// The fields of the trámite that the grid asks for; another name is refused.
fn columnas(pedidas: &[String]) -> Result<Vec<&'static str>, Falla> {
    if pedidas.len() > MAX_COLUMNAS {
        return Err(Falla::campo("columnas", "La tabla muestra hasta 30 columnas."));
    }
    pedidas.iter().map(|c| campo_de_tramite(c).map(|campo| campo.campo)).collect()
}

/// A field of the class `tramite`, by name.
pub(crate) fn campo_de_tramite(campo: &str) -> Result<&'static Campo, Falla> {
    campos::campo("tramite", campo).ok_or_else(|| Falla::campo("campo", format!("El trámite no tiene el dato «{}».", recortar(campo, 60))))
}

/// The last millisecond of a day in Guatemala.
fn fin(campo: &str, dia: Option<&str>) -> Result<Option<u64>, Falla> {
    let Some(texto) = dia.map(str::trim).filter(|d| !d.is_empty()) else { return Ok(None) };
    let dia = texto.parse().map_err(|_| Falla::campo(campo, "Escriba la fecha como día/mes/año, por ejemplo 20/11/2026."))?;
    Ok(Some(fin_del_dia(dia)))
}

/// The store's filter of a request; also that of a bulk change.
///
/// # Errors
/// `campos_invalidos` for what is not understood; `no_existe` for an unknown institution.
pub(crate) fn filtro_de(c: &Consultas<'_>, pide: &ListarTramites) -> Result<FiltroTramites, Falla> {
    if pide.texto.chars().count() > 200 {
        return Err(Falla::campo("texto", "La búsqueda admite hasta 200 caracteres."));
    }
    if pide.condiciones.len() > MAX_CONDICIONES || pide.luego.len() > MAX_ORDENES {
        return Err(Falla::campo("condiciones", "Se combinan hasta 10 condiciones y 5 columnas de orden."));
    }
    let mut condiciones = Vec::with_capacity(pide.condiciones.len());
    for condicion in &pide.condiciones {
        let campo = campo_de_tramite(&condicion.campo)?;
        if let Some(valor) = &condicion.valor
            && !campo.opciones().iter().any(|o| o.id == valor)
        {
            return Err(Falla::campo("condiciones", format!("«{}» no es una opción de «{}».", recortar(valor, 60), campo.etiqueta)));
        }
        condiciones.push(almacen::CondicionDeCampo { campo: campo.campo.to_owned(), valor: condicion.valor.clone() });
    }
    Ok(FiltroTramites {
        texto: pide.texto.clone(),
        ambito: ambito_de(&c.instalacion()?, pide.institucion.as_deref())?,
        categoria: pide.categoria.clone(),
        estado: pide.estado,
        regla: pide.regla.as_deref().map(regla).transpose()?.map(|r| r.as_str().to_owned()),
        severidad: pide.severidad,
        con_banderas: pide.con_banderas,
        importacion: pide.importacion.as_deref().map(|i| uuid(i, "la importación")).transpose()?,
        unidad: pide.unidad.clone(),
        completa: pide.completitud.map(|c| match c {
            CompletitudPedida::Completa => Completa::Si,
            CompletitudPedida::Incompleta => Completa::No,
        }),
        con_conflictos: pide.con_conflictos,
        condiciones,
        cambiado_desde: fin("cambiado_desde", pide.cambiado_desde.as_deref())?.map(|ms| (ms + 1).saturating_sub(MS_DEL_DIA)),
        sin_cambios_desde: fin("sin_cambios_desde", pide.sin_cambios_desde.as_deref())?.map(|ms| ms + 1),
        orden: orden(pide.orden),
        descendente: pide.descendente,
        luego: pide.luego.iter().map(|l| (orden(l.orden), l.descendente)).collect(),
        desde: pide.desde,
        cuantos: cuantos(pide.cuantos),
    })
}

/// Reads the identifier of a rule.
pub(crate) fn regla(texto: &str) -> Result<Regla, Falla> {
    texto.trim().to_ascii_uppercase().parse().map_err(|_| Falla::campo("regla", "Las reglas van de R1 a R15, por ejemplo R2."))
}

impl Sesion {
    /// A page of the inventory.
    ///
    /// # Errors
    /// `campos_invalidos`, `no_existe` for an unknown institution.
    pub fn listar_tramites(&self, pide: ListarTramites) -> Result<PaginaTramites, Falla> {
        let columnas = columnas(&pide.columnas)?;
        self.leer(|c| {
            let pagina = c.tramites(&filtro_de(&c, &pide)?)?;
            let mut filas = Vec::with_capacity(pagina.filas.len());
            for leida in &pagina.filas {
                let mut fila = fila_dto(leida);
                if !columnas.is_empty() {
                    fila.celdas =
                        c.celdas_de(leida.id, &columnas)?.iter().map(|(campo, celda)| (campo.clone(), celda_dto(celda))).collect();
                }
                filas.push(fila);
            }
            Ok(PaginaTramites { total: pagina.total, desde: pide.desde, filas })
        })
    }

    /// Values to filter by, with counts.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn facetas(&self, _: Nada) -> Result<Facetas, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let f = c.facetas(instalacion.institucion)?;
            let faceta =
                |valor: &str, etiqueta: &str, cuantos: u64| Faceta { valor: valor.to_owned(), etiqueta: etiqueta.to_owned(), cuantos };
            Ok(Facetas {
                categorias: f.categorias.iter().map(|(v, n)| faceta(v, v, *n)).collect(),
                estados: f
                    .estados
                    .iter()
                    .map(|(v, n)| faceta(v, v.parse::<EstadoTramite>().map_or(v.as_str(), |e| e.etiqueta()), *n))
                    .collect(),
                unidades: f.unidades.iter().map(|(v, n)| faceta(v, v, *n)).collect(),
                reglas: f.reglas.iter().map(|(v, n)| faceta(v, v.parse::<Regla>().map_or(v.as_str(), |r| r.titulo()), *n)).collect(),
                instituciones: f
                    .instituciones
                    .iter()
                    .map(|(id, n)| {
                        let i = instituciones::por_id(*id);
                        faceta(i.map_or("", |i| i.sigla.as_str()), i.map_or("", |i| i.nombre.as_str()), *n)
                    })
                    .collect(),
                con_banderas: f.con_banderas,
            })
        })
    }

    /// A trámite typed by hand: name and code, the rest in its ficha.
    ///
    /// # Errors
    /// `campos_invalidos` with every wrong field; a repeated code.
    pub fn crear_tramite(&self, pide: CrearTramite) -> Result<Hecho<Creados>, Falla> {
        let id = self.id_nuevo();
        self.escribir(Operacion::CrearTramite, |tx, instalacion| {
            let institucion = institucion_de(instalacion, pide.institucion.as_deref())?;
            let mut fallas = Vec::new();
            let mut valido = |campo: &str, texto: &str| {
                dominio::campos::validar("tramite", campo, &texto.trim().into()).unwrap_or_else(|e| {
                    fallas.push(FallaDeCampo { campo: format!("tramite.{campo}"), mensaje: e.mensaje() });
                    dominio::Dato::Nulo
                })
            };
            let nombre = valido("nombre", &pide.nombre);
            let codigo = match pide.codigo.as_deref().map(str::trim).filter(|c| !c.is_empty()) {
                Some(c) => valido("codigo", c),
                None => siguiente_codigo(&tx.consultas(), institucion)?.into(),
            };
            if let Some(c) = codigo.texto()
                && tx.consultas().tramite_con_codigo(institucion.id, c)?.is_some()
            {
                fallas.push(FallaDeCampo {
                    campo: "tramite.codigo".to_owned(),
                    mensaje: format!("Ya hay un trámite con el código {c}. Escriba otro."),
                });
            }
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            let clase = clase(instalacion, "tramite");
            let celdas = vec![
                Escritura::nueva(id, &clase, "codigo", codigo),
                Escritura::nueva(id, &clase, "nombre", nombre),
                Escritura::nueva(id, &clase, "estado", EstadoTramite::Identificado.as_str()),
            ];
            tx.escribir(institucion.id, celdas, "")?;
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }
}

/// `MARN-0105`: the sigla and the number after the greatest ever used, retired ones included.
pub(crate) fn siguiente_codigo(c: &Consultas<'_>, institucion: &instituciones::Institucion) -> Result<String, Falla> {
    let prefijo = format!("{}-", institucion.sigla);
    let ultimo = c.ultimo_codigo(institucion.id, &prefijo)?;
    Ok(format!("{prefijo}{:04}", ultimo + 1))
}

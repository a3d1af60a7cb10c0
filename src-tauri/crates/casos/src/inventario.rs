//! The inventory as a grid: pages, filters, a trámite typed by hand.

use almacen::{Consultas, Escritura, FiltroTramites, Operacion, Orden};
use dominio::ficha::EstadoTramite;
use dominio::instituciones;
use dominio::reglas::Regla;

use crate::dto::{
    Creados, CrearTramite, Faceta, Facetas, FallaDeCampo, FilaTramite, Hecho, ListarTramites, Nada, OrdenTramites, PaginaTramites, RazonDto,
};
use crate::falla::Falla;
use crate::sesion::{Sesion, ambito_de, clase, institucion_de, uuid};

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
    }
}

fn orden(o: OrdenTramites) -> Orden {
    match o {
        OrdenTramites::Relevancia => Orden::Relevancia,
        OrdenTramites::Codigo => Orden::Codigo,
        OrdenTramites::Nombre => Orden::Nombre,
        OrdenTramites::Categoria => Orden::Categoria,
        OrdenTramites::Requisitos => Orden::Requisitos,
        OrdenTramites::Pasos => Orden::Pasos,
        OrdenTramites::Completitud => Orden::Completitud,
        OrdenTramites::Hallazgos => Orden::Hallazgos,
        OrdenTramites::Estado => Orden::Estado,
    }
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
        if pide.texto.chars().count() > 200 {
            return Err(Falla::campo("texto", "La búsqueda admite hasta 200 caracteres."));
        }
        let regla = pide.regla.as_deref().map(regla).transpose()?.map(|r| r.as_str().to_owned());
        let importacion = pide.importacion.as_deref().map(|i| uuid(i, "la importación")).transpose()?;
        self.leer(|c| {
            let filtro = FiltroTramites {
                texto: pide.texto.clone(),
                ambito: ambito_de(&c.instalacion()?, pide.institucion.as_deref())?,
                categoria: pide.categoria.clone(),
                estado: pide.estado,
                regla: regla.clone(),
                severidad: pide.severidad,
                con_banderas: pide.con_banderas,
                importacion,
                orden: orden(pide.orden),
                descendente: pide.descendente,
                desde: pide.desde,
                cuantos: cuantos(pide.cuantos),
            };
            let pagina = c.tramites(&filtro)?;
            Ok(PaginaTramites { total: pagina.total, desde: pide.desde, filas: pagina.filas.iter().map(fila_dto).collect() })
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

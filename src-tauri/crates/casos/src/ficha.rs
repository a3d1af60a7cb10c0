//! The whole sheet of one trámite, as the window and the console read it.

use std::collections::BTreeMap;

use almacen::{Consultas, EntidadLeida, FichaLeida, HallazgoLeido};
use dominio::Ficha;
use dominio::campos::{self, Campo, Exigencia, TipoDeCampo};
use uuid::Uuid;

use crate::dto::{
    AdvertenciaDto, BanderaDto, CampoDto, CeldaDto, EntidadDto, ExigenciaDto, Faltante, FichaDto, HallazgoDto, Nada, OpcionDto,
    OriginalDto, PorId, Seccion, TipoDeCampoDto, ValorDto,
};
use crate::falla::Falla;
use crate::inventario::fila_dto;
use crate::sesion::{Sesion, sin_prefijo, uuid};

pub(crate) fn celda_dto(celda: &almacen::Celda) -> CeldaDto {
    let padres = celda.padres.iter().map(ToString::to_string).collect();
    CeldaDto { valor: ValorDto(celda.valor.clone()), padres, conflicto: celda.conflicto }
}

pub(crate) fn entidad_dto(e: &EntidadLeida) -> EntidadDto {
    EntidadDto {
        id: e.id.to_string(),
        clase: e.clase.clone(),
        celdas: e
            .celdas
            .iter()
            .filter(|(campo, _)| !campo.starts_with("original_"))
            .map(|(campo, celda)| (campo.clone(), celda_dto(celda)))
            .collect(),
    }
}

pub(crate) fn hallazgo_dto(h: &HallazgoLeido) -> HallazgoDto {
    let regla = h.hallazgo.regla;
    HallazgoDto {
        id: h.hallazgo.clave(h.tramite),
        regla: regla.as_str().to_owned(),
        titulo: regla.titulo().to_owned(),
        severidad: h.hallazgo.severidad,
        tramite: h.tramite.to_string(),
        tramite_codigo: h.tramite_codigo.clone(),
        tramite_nombre: h.tramite_nombre.clone(),
        clase: h.hallazgo.clase.to_owned(),
        entidad: h.hallazgo.entidad.to_string(),
        campo: h.hallazgo.campo.to_owned(),
        fila: h.hallazgo.fila,
        fragmento: h.hallazgo.fragmento.clone(),
        mensaje: h.hallazgo.mensaje.clone(),
        fundamento: regla.fundamento().to_owned(),
        que_hacer: regla.que_hacer().to_owned(),
        texto_propuesto: h.hallazgo.texto_propuesto.clone(),
        accion_sugerida: h.hallazgo.accion_sugerida,
        estado: h.estado,
        justificacion: h.justificacion.clone(),
    }
}

pub(crate) fn seccion(s: campos::Seccion) -> Seccion {
    match s {
        campos::Seccion::General => Seccion::General,
        campos::Seccion::Requisitos => Seccion::Requisitos,
        campos::Seccion::Pasos => Seccion::Pasos,
        campos::Seccion::TiempoCosto => Seccion::TiempoCosto,
        campos::Seccion::BaseLegal => Seccion::BaseLegal,
        campos::Seccion::Volumen => Seccion::Volumen,
    }
}

fn campo_dto(c: &Campo) -> CampoDto {
    CampoDto {
        clase: c.clase.to_owned(),
        campo: c.campo.to_owned(),
        etiqueta: c.etiqueta.to_owned(),
        tipo: match c.tipo {
            TipoDeCampo::Texto => TipoDeCampoDto::Texto,
            TipoDeCampo::TextoLargo => TipoDeCampoDto::TextoLargo,
            TipoDeCampo::Entero => TipoDeCampoDto::Entero,
            TipoDeCampo::Decimal => TipoDeCampoDto::Decimal,
            TipoDeCampo::Dinero => TipoDeCampoDto::Dinero,
            TipoDeCampo::Lista => TipoDeCampoDto::Lista,
            TipoDeCampo::Fecha => TipoDeCampoDto::Fecha,
            TipoDeCampo::Logico => TipoDeCampoDto::Logico,
        },
        opciones: c.opciones().into_iter().map(|o| OpcionDto { id: o.id.to_owned(), etiqueta: o.etiqueta.to_owned() }).collect(),
        exigencia: match c.exigencia {
            Exigencia::Guardar => ExigenciaDto::Guardar,
            Exigencia::Ficha => ExigenciaDto::Ficha,
            Exigencia::Rediseno => ExigenciaDto::Rediseno,
            Exigencia::Opcional => ExigenciaDto::Opcional,
        },
        seccion: c.seccion.map(seccion),
        ayuda: c.ayuda.to_owned(),
        ejemplo: c.ejemplo.to_owned(),
        error_frecuente: c.error_frecuente.to_owned(),
        maximo: c.maximo,
        editable: c.editable,
    }
}

/// The rules' view of a stored ficha.
pub(crate) fn ficha_de_dominio(f: &FichaLeida) -> Ficha {
    let entidades: Vec<dominio::Entidad> = std::iter::once(&f.tramite).chain(&f.filas).map(EntidadLeida::entidad).collect();
    Ficha::desde_entidades(f.tramite.id, &entidades).unwrap_or_default()
}

/// A trámite by its UUID or its code.
pub(crate) fn tramite_nombrado(c: &Consultas<'_>, clave: &str) -> Result<Uuid, Falla> {
    if let Ok(id) = clave.trim().parse::<Uuid>() {
        return Ok(id);
    }
    match c.tramites_con_codigo(clave.trim())?.as_slice() {
        [uno] => Ok(*uno),
        [] => Err(Falla::NoExiste { que: format!("el trámite «{}»", crate::sesion::recortar(clave, 60)) }),
        varios => Err(Falla::campo("id", format!("Hay {} trámites con el código {clave}. Use su identificador.", varios.len()))),
    }
}

fn banderas(e: &EntidadLeida) -> Vec<BanderaDto> {
    let mut banderas: Vec<BanderaDto> = e
        .celdas
        .iter()
        .filter_map(|(campo, celda)| {
            let resto = campo.strip_prefix("bandera_")?;
            let estado = celda.valor.texto()?.to_owned();
            let (codigo, columna) = crate::importar::avisos::separar_bandera(resto);
            Some(BanderaDto {
                celda: campo.clone(),
                codigo: codigo.to_owned(),
                campo: columna.to_owned(),
                mensaje: crate::importar::avisos::mensaje_de_bandera(codigo, columna),
                estado,
            })
        })
        .collect();
    banderas.sort_by_key(|b| (b.estado != "pendiente", b.celda.clone()));
    banderas
}

/// Columns of the catalogue as people know them; an unknown one keeps its own name.
fn columna(clave: &str) -> String {
    match clave {
        "id" => "Id en el catálogo",
        "institucion" => "Institución",
        "unidad_ejecutora" => "Unidad ejecutora",
        "nombre" => "Nombre",
        "categoria" => "Categoría",
        "subcategoria" => "Subcategoría",
        "descripcion" => "Descripción",
        "instrucciones" => "Pasos (instrucciones)",
        "requisitos" => "Requisitos",
        "costo" => "Costo",
        "costo_descripcion" => "Descripción del costo",
        "codigo_moneda" => "Moneda",
        "tiempo_de_respuesta" => "Tiempo de respuesta",
        "documento_obtenible" => "Documento obtenible",
        "enlace" => "Enlace",
        "respaldo_legal" => "Respaldo legal",
        "fecha_actualizado" => "Actualizado en la fuente",
        otra => return otra.replace('_', " "),
    }
    .to_owned()
}

fn originales(e: &EntidadLeida) -> Vec<OriginalDto> {
    const ORDEN: &[&str] = &["nombre", "descripcion", "requisitos", "instrucciones", "costo", "tiempo_de_respuesta", "respaldo_legal"];
    let mut filas: Vec<(usize, OriginalDto)> = e
        .celdas
        .iter()
        .filter_map(|(campo, celda)| {
            let clave = campo.strip_prefix("original_")?;
            let lugar = ORDEN.iter().position(|c| *c == clave).unwrap_or(ORDEN.len());
            Some((lugar, OriginalDto { columna: columna(clave), texto: celda.valor.texto()?.to_owned() }))
        })
        .collect();
    filas.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.columna.cmp(&b.1.columna)));
    filas.into_iter().map(|(_, o)| o).collect()
}

fn advertencias(ficha: &Ficha) -> Vec<AdvertenciaDto> {
    campos::validar_ficha(ficha)
        .into_iter()
        .map(|a| {
            let campo = campos::campo(a.clase, a.campo);
            AdvertenciaDto {
                entidad: a.entidad.to_string(),
                clase: a.clase.to_owned(),
                campo: a.campo.to_owned(),
                seccion: campo.and_then(|c| c.seccion).map_or(Seccion::General, seccion),
                etiqueta: campo.map_or_else(|| a.campo.to_owned(), |c| c.etiqueta.to_owned()),
                mensaje: a.mensaje,
            }
        })
        .collect()
}

impl Sesion {
    /// The catalogue of fields: one declaration for form, validation and help.
    ///
    /// # Errors
    /// None today; the shape is that of every command.
    pub fn campos(&self, _: Nada) -> Result<Vec<CampoDto>, Falla> {
        Ok(campos::todos().map(campo_dto).collect())
    }

    /// The whole sheet of one trámite.
    ///
    /// # Errors
    /// `no_existe` when it is not there or was retired.
    pub fn abrir_ficha(&self, pide: PorId) -> Result<FichaDto, Falla> {
        let id = uuid(&pide.id, "el trámite")?;
        self.leer(|c| {
            let leida = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
            let vecinos = c.vecinos(id)?;
            let ficha = ficha_de_dominio(&leida);
            let completitud = dominio::completitud::completitud(&ficha);
            let de = |base: &str| leida.filas.iter().filter(|e| sin_prefijo(&e.clase) == base).map(entidad_dto).collect::<Vec<_>>();
            Ok(FichaDto {
                id: id.to_string(),
                resumen: fila_dto(&leida.fila),
                tramite: entidad_dto(&leida.tramite),
                requisitos: de("requisito"),
                pasos: de("paso"),
                base_legal: de("base_legal"),
                tiempos: de("tiempo"),
                volumenes: de("volumen"),
                adjuntos: crate::adjuntos::adjuntos_de(&c, &leida.filas)?,
                faltan: completitud
                    .faltan
                    .iter()
                    .map(|f| Faltante {
                        entidad: f.entidad.to_string(),
                        clase: f.clase.to_owned(),
                        campo: f.campo.clone().into_owned(),
                        seccion: seccion(f.seccion),
                        etiqueta: f.etiqueta.clone().into_owned(),
                        por_que: f.por_que.to_owned(),
                    })
                    .collect(),
                advertencias: advertencias(&ficha),
                hallazgos: leida.hallazgos.iter().map(hallazgo_dto).collect(),
                banderas: banderas(&leida.tramite),
                originales: originales(&leida.tramite),
                transiciones: crate::tramite_estado::transiciones(&c.instalacion()?, &leida, &ficha),
                anterior: vecinos.anterior.map(|v| v.to_string()),
                siguiente: vecinos.siguiente.map(|v| v.to_string()),
            })
        })
    }

    /// The ficha with raw cells for the console: `(fields of the trámite, rows by class)`.
    ///
    /// # Errors
    /// `no_existe` for an unknown id or code.
    pub fn ficha_completa(&self, clave: &str) -> Result<FichaEnCrudo, Falla> {
        self.leer(|c| {
            let id = tramite_nombrado(&c, clave)?;
            let leida = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: format!("el trámite «{clave}»") })?;
            Ok(FichaEnCrudo {
                id: id.to_string(),
                tramite: crudo(&leida.tramite),
                filas: leida.filas.iter().map(|f| (f.clase.clone(), crudo(f))).collect(),
            })
        })
    }
}

/// Cells by field, plus `id`.
pub type Crudo = BTreeMap<String, ValorDto>;

/// A ficha as the console prints it.
#[derive(Debug, Clone)]
pub struct FichaEnCrudo {
    /// UUID.
    pub id: String,
    /// Fields of the trámite.
    pub tramite: Crudo,
    /// Class and fields of each row, in order.
    pub filas: Vec<(String, Crudo)>,
}

fn crudo(e: &EntidadLeida) -> Crudo {
    let mut m: Crudo = e.celdas.iter().map(|(c, v)| (c.clone(), ValorDto(v.valor.clone()))).collect();
    m.insert("id".to_owned(), ValorDto(e.id.to_string().into()));
    m
}

//! Our own tables coming back: a workbook, CSV or JSON that this program wrote, or its template filled.
//!
//! Nothing is interpreted. A trámite is recognised by its number in the catalogue, its code or its name,
//! and compared cell by cell: what is missing in the ficha goes in; what a person wrote in the ficha
//! after the last import is only proposed; and a blank in the file says nothing.

use std::collections::BTreeMap;
use std::path::Path;

use almacen::{Consultas, Escritura, Operacion};
use datos_abiertos::catalogo::codificacion;
use datos_abiertos::catalogo::{Aviso, FilaRechazada, MotivoDeRechazo, TramiteImportado};
use datos_abiertos::tablas::leer::{self, LecturaDeTablas, TablaDeTextos, TramiteLeido};
use datos_abiertos::tablas::{Tabla, TramiteEnTablas};
use dominio::campos;
use dominio::interpretacion::banderas::CodigoBandera;
use dominio::{Dato, Entidad, Ficha};
use uuid::Uuid;

use super::clasificar::{Cambio, Diferencia, Efecto, legible};
use crate::exportar;
use crate::falla::{Falla, FallaDeEntrada};
use crate::guardar::ordenados;
use crate::{entrada, orden};

const ILEGIBLE: &str = "No se reconoció lo escrito en la celda; quedó en los textos originales del trámite.";

/// What a path holds: its bytes, and our tables when it is a set of our CSV.
pub(crate) struct Archivo {
    pub bytes: Vec<u8>,
    pub nombre: String,
    pub tablas: Option<Vec<TablaDeTextos>>,
}

/// Reads the file, or the set of CSV to which it belongs: a folder of them, or those beside it.
pub(crate) fn abrir(ruta: &Path) -> Result<Archivo, Falla> {
    let nombre = entrada::nombre(ruta);
    let describe = ruta.file_name().is_some_and(|n| n == "datapackage.json");
    let carpeta = if describe { ruta.parent() } else { ruta.is_dir().then_some(ruta) };
    let principal = match carpeta {
        None => ruta.to_owned(),
        Some(c) => {
            let candidatas = [c.join("datos").join("tramites.csv"), c.join("tramites.csv")];
            candidatas.into_iter().find(|r| r.is_file()).ok_or(Falla::Entrada(FallaDeEntrada::EsCarpeta))?
        }
    };
    let bytes = entrada::leer(&principal, entrada::LIMITE_CATALOGO)?;
    if !bytes.starts_with(b"\xEF\xBB\xBF") && !bytes.starts_with(b"institucion") && !bytes.starts_with(b"\"institucion\"") {
        return Ok(Archivo { bytes, nombre, tablas: None });
    }
    let Some(tramites) = de_csv(Tabla::Tramites, &bytes)? else { return Ok(Archivo { bytes, nombre, tablas: None }) };
    let mut tablas = vec![tramites];
    for tabla in Tabla::TODAS.into_iter().skip(1) {
        let vecina = match carpeta {
            Some(_) => principal.with_file_name(format!("{}.csv", tabla.nombre())),
            None if principal.file_name().is_some_and(|n| n == "tramites.csv") => {
                principal.with_file_name(format!("{}.csv", tabla.nombre()))
            }
            None => exportar::ruta_de_csv(&principal, tabla),
        };
        if vecina.is_file() {
            tablas.extend(de_csv(tabla, &entrada::leer(&vecina, entrada::LIMITE_CATALOGO)?)?);
        }
    }
    Ok(Archivo { bytes, nombre, tablas: Some(tablas) })
}

fn de_csv(tabla: Tabla, bytes: &[u8]) -> Result<Option<TablaDeTextos>, Falla> {
    codificacion::primeros_bytes(bytes)?;
    let (texto, _) = codificacion::decodificar(bytes)?;
    Ok(leer::de_csv(tabla, &texto)?)
}

/// The records of the import, and the rows that no trámite takes.
pub(crate) fn registros(lectura: LecturaDeTablas) -> (Vec<TramiteImportado>, Vec<FilaRechazada>) {
    let (mut tramites, mut rechazadas) = (Vec::with_capacity(lectura.tramites.len()), Vec::new());
    for t in lectura.tramites {
        let nombre = t.tramite.celdas.get("nombre").and_then(Dato::texto).unwrap_or_default().trim().to_owned();
        if nombre.is_empty() {
            let texto = t.tramite.celdas.values().filter_map(Dato::texto).collect::<Vec<_>>().join("\t");
            rechazadas.push(FilaRechazada { numero: t.fila, linea: t.fila, motivo: MotivoDeRechazo::SinNombre, texto });
        } else {
            tramites.push(registro(t, nombre));
        }
    }
    rechazadas.extend(lectura.huerfanas.into_iter().map(|h| {
        let motivo = MotivoDeRechazo::SinTramite { tabla: h.tabla.hoja(), cita: h.cita };
        FilaRechazada { numero: h.fila, linea: h.fila, motivo, texto: h.texto }
    }));
    (tramites, rechazadas)
}

fn registro(t: TramiteLeido, nombre: String) -> TramiteImportado {
    let id = Uuid::from_u128(1);
    let raiz = Entidad { id, clase: "tramite".to_owned(), celdas: t.tramite.celdas.clone() };
    let filas = t.tramite.filas.iter().enumerate().map(|(i, f)| Entidad {
        id: Uuid::from_u128(i as u128 + 2),
        clase: f.clase.clone(),
        celdas: f.celdas.clone(),
    });
    let entidades: Vec<Entidad> = std::iter::once(raiz).chain(filas).collect();
    let avisos = t
        .avisos
        .iter()
        .map(|a| Aviso {
            campo: campos::campo(a.tabla.clase(), &a.campo).map_or("fila", |c| c.campo),
            codigo: CodigoBandera::ValorNoReconocido,
            mensaje: ILEGIBLE,
            original: a.original.clone(),
        })
        .collect();
    TramiteImportado {
        numero: t.fila,
        institucion_texto: t.tramite.institucion.clone(),
        sigla: None,
        nombre,
        actualizado_en_fuente: None,
        ficha: Ficha::desde_entidades(id, &entidades).unwrap_or_default(),
        originales: Vec::new(),
        banderas: Vec::new(),
        avisos,
        en_tablas: Some(Box::new(t.tramite)),
    }
}

/// Cells that a comparison leaves alone: the code names the trámite, its acts move the state, and what
/// an import kept is not a datum of the ficha.
fn se_compara(campo: &str) -> bool {
    !matches!(campo, "codigo" | "estado") && !campo.starts_with("original_") && !campo.starts_with("bandera_")
}

/// What the file would change of a trámite that is already there.
pub(crate) fn comparar(c: &Consultas<'_>, id: Uuid, t: &TramiteEnTablas) -> Result<Cambio, Falla> {
    let leido = c.entidad(id)?.ok_or(Falla::Interno("a candidate of the import is not there"))?;
    let (guardado, ids) = exportar::en_tablas(c, id)?.ok_or(Falla::Interno("a candidate of the import is not there"))?;
    let mut cambio = Cambio { tramite: id, ..Cambio::default() };
    for (campo, nueva) in t.celdas.iter().filter(|(campo, _)| se_compara(campo)) {
        let actual = guardado.celdas.get(campo).unwrap_or(&Dato::Nulo);
        if actual == nueva {
            continue;
        }
        let editado = *actual != Dato::Nulo && !de_importacion(c, id, campo)?;
        cambio.diferencias.push(Diferencia {
            etiqueta: campos::campo("tramite", campo).map_or(campo.as_str(), |x| x.etiqueta).to_owned(),
            antes: legible("tramite", campo, actual),
            despues: legible("tramite", campo, nueva),
            aplica: !editado,
            editado,
            efecto: Efecto::Celda(Escritura {
                entidad: id,
                clase: leido.clase.clone(),
                campo: campo.clone(),
                valor: super::acotado(nueva.clone()),
                padres: ordenados(leido.padres(campo)),
            }),
            campo: campo.clone(),
        });
    }
    let mut cambian_requisitos = false;
    for tabla in Tabla::DE_FILAS {
        let base = tabla.clase();
        let (nuevas, viejas): (Vec<_>, Vec<_>) = (t.de_clase(base).collect(), guardado.de_clase(base).collect());
        // Norms of a requisito go with it: when the requisitos are written anew, so are they.
        let arrastra = base == "base_legal" && cambian_requisitos && viejas.iter().chain(&nuevas).any(|f| f.requisito.is_some());
        if nuevas.is_empty() || nuevas == viejas && !arrastra {
            continue;
        }
        cambian_requisitos |= base == "requisito";
        let retirar: Vec<Uuid> = guardado.filas.iter().zip(&ids).filter(|(f, _)| f.clase == base).map(|(_, id)| *id).collect();
        let mut editado = false;
        for (fila, id) in guardado.filas.iter().zip(&ids).filter(|(f, _)| f.clase == base) {
            for campo in fila.celdas.keys() {
                editado = editado || !de_importacion(c, *id, campo)?;
            }
        }
        let lineas = |filas: &[&datos_abiertos::tablas::FilaEnTablas]| {
            let texto = |f: &&datos_abiertos::tablas::FilaEnTablas| {
                let de = |campo: &str| f.celdas.get(campo).map(|d| legible(base, campo, d));
                de("texto")
                    .or_else(|| de("texto_original"))
                    .or_else(|| Some(format!("{} {}", de("minimo")?, de("unidad")?)))
                    .or_else(|| Some(format!("{}: {}", de("anio")?, de("solicitudes")?)))
                    .unwrap_or_default()
            };
            filas.iter().map(texto).collect::<Vec<_>>().join("\n")
        };
        cambio.diferencias.push(Diferencia {
            campo: tabla.nombre().to_owned(),
            etiqueta: tabla.hoja().to_owned(),
            antes: lineas(&viejas),
            despues: lineas(&nuevas),
            aplica: !editado,
            editado,
            efecto: Efecto::Lista { base, retirar },
        });
    }
    Ok(cambio)
}

/// True when the value that is shown was written by an import.
fn de_importacion(c: &Consultas<'_>, entidad: Uuid, campo: &str) -> Result<bool, Falla> {
    Ok(c.historial_de_celda(entidad, campo)?.first().is_some_and(|v| v.operacion == Some(Operacion::Importar)))
}

/// The cells of a new trámite, but for its code, and of all its rows.
pub(crate) fn escrituras(t: &TramiteEnTablas, prefijo: &str, id: Uuid, id_nuevo: &mut dyn FnMut() -> Uuid) -> Vec<Escritura> {
    let clase = format!("{prefijo}tramite");
    let celda = |(campo, valor): (&String, &Dato)| Escritura {
        entidad: id,
        clase: clase.clone(),
        campo: campo.clone(),
        valor: super::acotado(valor.clone()),
        padres: Vec::new(),
    };
    let mut todas: Vec<Escritura> = t.celdas.iter().filter(|(campo, _)| *campo != "codigo").map(celda).collect();
    todas.extend(filas(t, prefijo, id, |_| true, &[], id_nuevo));
    todas
}

/// The cells of the rows whose class `quiere` accepts. `guardados` are the requisitos that stay, in
/// order, when they are not written anew.
pub(crate) fn filas(
    t: &TramiteEnTablas,
    prefijo: &str,
    tramite: Uuid,
    quiere: impl Fn(&str) -> bool,
    guardados: &[Uuid],
    id_nuevo: &mut dyn FnMut() -> Uuid,
) -> Vec<Escritura> {
    let mut requisitos: Vec<Uuid> = if quiere("requisito") { Vec::new() } else { guardados.to_vec() };
    let mut claves: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for base in Tabla::DE_FILAS.map(Tabla::clase) {
        let mut propias = orden::iniciales(t.de_clase(base).count());
        propias.reverse();
        claves.insert(base, propias);
    }
    let mut todas = Vec::new();
    // Requisitos go first in the tables, so the norms that cite them find them.
    for f in t.filas.iter().filter(|f| quiere(&f.clase)) {
        let id = id_nuevo();
        let clase = format!("{prefijo}{}", f.clase);
        if f.clase == "requisito" {
            requisitos.push(id);
        }
        let de_requisito = f.requisito.and_then(|n| requisitos.get((n as usize).checked_sub(1)?));
        let padre = de_requisito.copied().unwrap_or(tramite).to_string();
        let clave = claves.get_mut(f.clase.as_str()).and_then(Vec::pop).unwrap_or_else(|| "i".to_owned());
        todas.push(Escritura::nueva(id, &clase, "padre", padre));
        todas.push(Escritura::nueva(id, &clase, "orden", clave));
        todas.extend(f.celdas.iter().map(|(campo, valor)| Escritura {
            entidad: id,
            clase: clase.clone(),
            campo: campo.clone(),
            valor: super::acotado(valor.clone()),
            padres: Vec::new(),
        }));
    }
    todas
}

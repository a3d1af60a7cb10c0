//! The inventory leaves: workbook, CSV, JSON, data package or diagrams, and the template to fill.
//!
//! The same data give the same bytes. Each file is written under a temporary name and renamed whole,
//! the description of a package last, so that a folder with it is complete.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use almacen::{Consultas, EntidadLeida, FiltroTramites, Lector, Orden};
use datos_abiertos::tablas::{Columnas, FilaEnTablas, Tabla, TramiteEnTablas, csv, en_filas, es_interna, json, paquete, xlsx};
use dominio::Dato;
use uuid::Uuid;

use crate::dto::{ExportarInventario, FormatoDeInventario, InventarioExportado, Nada, PedirPlantilla};
use crate::entrada;
use crate::falla::Falla;
use crate::salida;
use crate::sesion::{Sesion, ambito_de, sin_prefijo};
use crate::trabajos::Trabajo;

/// Trámites of a page of the list.
const LOTE: u32 = 500;

fn celdas(e: &EntidadLeida) -> BTreeMap<String, Dato> {
    let propias = e.celdas.iter().filter(|(campo, celda)| !es_interna(campo) && celda.valor != Dato::Nulo);
    propias.map(|(campo, celda)| (campo.clone(), celda.valor.clone())).collect()
}

/// A visible trámite as the tables hold it, with the identities of its rows in the same order.
pub(crate) fn en_tablas(c: &Consultas<'_>, id: Uuid) -> Result<Option<(TramiteEnTablas, Vec<Uuid>)>, Falla> {
    let Some((tramite, descendientes)) = c.con_descendientes(id)? else { return Ok(None) };
    let base = |e: &EntidadLeida| sin_prefijo(&e.clase).to_owned();
    let requisitos: Vec<Uuid> = descendientes.iter().filter(|e| base(e) == "requisito").map(|e| e.id).collect();
    let (mut filas, mut ids) = (Vec::with_capacity(descendientes.len()), Vec::with_capacity(descendientes.len()));
    for tabla in Tabla::DE_FILAS {
        for e in descendientes.iter().filter(|e| base(e) == tabla.clase()) {
            let requisito = e.padre.and_then(|p| requisitos.iter().position(|r| *r == p)).and_then(|n| u32::try_from(n + 1).ok());
            filas.push(FilaEnTablas { clase: tabla.clase().to_owned(), requisito, celdas: celdas(e) });
            ids.push(e.id);
        }
    }
    Ok(Some((TramiteEnTablas { institucion: crate::inventario::sigla(tramite.ambito), celdas: celdas(&tramite), filas }, ids)))
}

/// Gives every visible trámite, by institution and code, until told to stop.
fn recorrer(
    c: &Consultas<'_>,
    institucion: Option<&str>,
    trabajo: &Trabajo,
    mut recibe: impl FnMut(TramiteEnTablas) -> bool,
) -> Result<(), Falla> {
    por_tramite(c, institucion, trabajo, |id| Ok(en_tablas(c, id)?.is_none_or(|(tramite, _)| recibe(tramite))))
}

/// The same by their identity.
fn por_tramite(
    c: &Consultas<'_>,
    institucion: Option<&str>,
    trabajo: &Trabajo,
    mut recibe: impl FnMut(Uuid) -> Result<bool, Falla>,
) -> Result<(), Falla> {
    let ambito = ambito_de(&c.instalacion()?, institucion)?;
    let mut lista = Vec::new();
    loop {
        let desde = u32::try_from(lista.len()).unwrap_or(u32::MAX);
        let filtro = FiltroTramites { ambito, orden: Orden::Codigo, desde, cuantos: LOTE, ..FiltroTramites::default() };
        let pagina = c.tramites(&filtro)?;
        let leidas = pagina.filas.len();
        lista.extend(pagina.filas.into_iter().map(|f| (crate::inventario::sigla(f.ambito), f.codigo, f.id)));
        if leidas == 0 || lista.len() as u64 >= pagina.total {
            break;
        }
    }
    // The order of the list may change with a version of SQLite; that of the file may not.
    lista.sort();
    trabajo.etapa("Escribiendo el inventario", lista.len() as u64);
    for (n, (_, _, id)) in lista.into_iter().enumerate() {
        trabajo.avanzar(n as u64)?;
        if !recibe(id)? {
            break;
        }
    }
    Ok(())
}

/// Trámites read ahead of the one that is being written.
const ADELANTE: usize = 64;

/// The workbook, and how many trámites it holds: one thread reads them while another writes their rows.
fn en_libro(lector: Lector, institucion: Option<&str>, trabajo: &Trabajo) -> Result<(xlsx::LibroEscrito, u64), Falla> {
    let no_se_pudo = |_| Falla::Interno("the workbook of the inventory could not be written");
    std::thread::scope(|hilos| {
        let (manda, recibe) = mpsc::sync_channel::<TramiteEnTablas>(ADELANTE);
        let lectura = hilos.spawn(move || {
            // A writer that ended has said why; there is nobody left to read for.
            lector.en_un_corte(|c| recorrer(&c, institucion, trabajo, |t| manda.send(t).is_ok()))
        });
        let mut escritor = xlsx::Escritor::nuevo().map_err(no_se_pudo)?;
        let mut filas = 0u64;
        for tramite in recibe {
            escritor.poner(&tramite).map_err(no_se_pudo)?;
            filas += 1;
        }
        lectura.join().map_err(|_| Falla::Interno("the thread that reads the inventory failed"))??;
        Ok((escritor.terminar().map_err(no_se_pudo)?, filas))
    })
}

/// The CSV of every table that has rows; that of the trámites always.
fn en_csv(tramites: &[TramiteEnTablas], trabajo: &Trabajo) -> Result<Vec<(Tabla, String)>, Falla> {
    let columnas = Columnas::default();
    let mut textos: Vec<(Tabla, Vec<_>, String, bool)> = Tabla::TODAS
        .into_iter()
        .map(|t| {
            let propias = t.columnas();
            let texto = csv::encabezado(&propias);
            (t, propias, texto, t == Tabla::Tramites)
        })
        .collect();
    for (n, t) in tramites.iter().enumerate() {
        trabajo.avanzar(n as u64)?;
        en_filas(&columnas, t, |tabla, valores| {
            if let Some((_, propias, texto, usada)) = textos.iter_mut().find(|(x, ..)| *x == tabla) {
                csv::fila(texto, propias, valores);
                *usada = true;
            }
        });
    }
    Ok(textos.into_iter().filter(|(.., usada)| *usada).map(|(t, _, texto, _)| (t, texto)).collect())
}

/// Name of the CSV of a table: beside `X.csv`, `X.requisitos.csv`; inside a folder, `requisitos.csv`.
pub(crate) fn ruta_de_csv(destino: &Path, tabla: Tabla) -> PathBuf {
    let suelto = destino.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    match (suelto, tabla) {
        (true, Tabla::Tramites) => destino.to_owned(),
        (true, _) => destino.with_extension(format!("{}.csv", tabla.nombre())),
        (false, _) => destino.join(format!("{}.csv", tabla.nombre())),
    }
}

fn carpeta_para(destino: &Path) -> Result<(), Falla> {
    std::fs::create_dir_all(destino).map_err(Falla::Salida)
}

impl Sesion {
    /// Writes the inventory where a person chose.
    ///
    /// # Errors
    /// `sin_permiso` for a handle that does not serve, those of writing the file, `cancelado`.
    pub fn exportar_inventario(&self, pide: ExportarInventario) -> Result<InventarioExportado, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let destino = self.ruta_de_escritura(&pide.destino)?;
        let hecho = self.exportar_en(pide.formato, &destino, pide.institucion.as_deref(), &trabajo)?;
        self.anotar_exportado(&pide.destino, destino);
        Ok(hecho)
    }

    /// The same at a path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::exportar_inventario`].
    pub fn exportar_en_ruta(
        &self,
        formato: FormatoDeInventario,
        destino: &Path,
        institucion: Option<&str>,
    ) -> Result<InventarioExportado, Falla> {
        let trabajo = self.trabajos.empezar(Some("consola"))?;
        self.exportar_en(formato, destino, institucion, &trabajo)
    }

    fn exportar_en(
        &self,
        formato: FormatoDeInventario,
        destino: &Path,
        institucion: Option<&str>,
        trabajo: &Trabajo,
    ) -> Result<InventarioExportado, Falla> {
        let mut filas = 0;
        let mut todos = || {
            let mut tramites = Vec::new();
            self.leer(|c| {
                recorrer(&c, institucion, trabajo, |t| {
                    tramites.push(t);
                    true
                })
            })?;
            filas = tramites.len() as u64;
            Ok::<_, Falla>(tramites)
        };
        let (mut archivos, mut cortados) = (Vec::new(), Vec::new());
        let mut escribir = |ruta: PathBuf, bytes: &[u8]| {
            salida::escribir(&ruta, bytes)?;
            archivos.push(ruta);
            Ok::<_, Falla>(())
        };
        match formato {
            FormatoDeInventario::Xlsx => {
                let libro;
                (libro, filas) = en_libro(self.lector()?, institucion, trabajo)?;
                trabajo.revisar()?;
                cortados = libro.cortados;
                escribir(destino.to_owned(), &libro.bytes)?;
            }
            FormatoDeInventario::Json => {
                let texto = json::escribir(&todos()?);
                escribir(destino.to_owned(), texto.as_bytes())?;
            }
            FormatoDeInventario::Csv => {
                let textos = en_csv(&todos()?, trabajo)?;
                if !destino.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")) {
                    carpeta_para(destino)?;
                }
                for (tabla, texto) in &textos {
                    escribir(ruta_de_csv(destino, *tabla), texto.as_bytes())?;
                }
            }
            FormatoDeInventario::Bpmn => {
                carpeta_para(destino)?;
                let mut usados = BTreeSet::new();
                self.leer(|c| {
                    por_tramite(&c, institucion, trabajo, |id| {
                        let diagramas = crate::bpmn::archivos_de(&c, id)?;
                        filas += u64::from(!diagramas.is_empty());
                        crate::bpmn::en_carpeta(diagramas, destino, &mut usados, &mut escribir)?;
                        Ok(true)
                    })
                })?;
            }
            FormatoDeInventario::Datapackage => {
                let textos = en_csv(&todos()?, trabajo)?;
                let carpeta = if destino.extension().is_some_and(|e| e == "json") { destino.parent().unwrap_or(destino) } else { destino };
                carpeta_para(&carpeta.join("datos"))?;
                let rutas: Vec<String> = textos.iter().map(|(t, _)| format!("datos/{}.csv", t.nombre())).collect();
                let recursos: Vec<paquete::Recurso<'_>> = textos
                    .iter()
                    .zip(&rutas)
                    .map(|((tabla, texto), ruta)| paquete::Recurso { tabla: *tabla, ruta, bytes: texto.as_bytes() })
                    .collect();
                let mut sumas = String::new();
                let mut con_suma = |nombre: &str, bytes: &[u8]| {
                    sumas.push_str(&format!("{}  {nombre}\n", paquete::suma(bytes)));
                    escribir(carpeta.join(nombre), bytes)
                };
                con_suma("LEEME.txt", paquete::leeme().as_bytes())?;
                for r in &recursos {
                    con_suma(r.ruta, r.bytes)?;
                }
                con_suma("datapackage.json", paquete::describir(&recursos).as_bytes())?;
                escribir(carpeta.join("SUMAS.txt"), sumas.as_bytes())?;
            }
        }
        Ok(InventarioExportado { archivos: archivos.iter().map(|r| r.display().to_string()).collect(), filas, cortados })
    }

    /// Writes the empty workbook that people fill, where a person chose.
    ///
    /// # Errors
    /// Those of [`Sesion::exportar_inventario`].
    pub fn guardar_plantilla(&self, pide: PedirPlantilla) -> Result<Nada, Falla> {
        let destino = self.ruta_de_escritura(&pide.destino)?;
        self.plantilla_en_ruta(&destino)?;
        self.anotar_exportado(&pide.destino, destino);
        Ok(Nada {})
    }

    /// The same at a path (the console). Needs no data file. Gives the name of the file.
    ///
    /// # Errors
    /// Those of writing the file.
    pub fn plantilla_en_ruta(&self, destino: &Path) -> Result<String, Falla> {
        let bytes = xlsx::plantilla().map_err(|_| Falla::Interno("the template could not be written"))?;
        salida::escribir(destino, &bytes)?;
        Ok(entrada::nombre(destino))
    }
}

//! Restoring a backup: verified first, in a private copy; the present file is set aside, never lost.
//!
//! What is put in place is the very copy that was verified, so a stick that changes its mind in
//! between changes nothing. Its computed tables are rebuilt from its asientos: rows that come from
//! outside are not believed. Opening it then opens a new device when this computer had written more
//! ([`crate::rama`]).

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::almacen::{Almacen, Aperturas, poner_meta};
use crate::cerrojo::{Cerrojo, al_lado};
use crate::claves::sincronizar_carpeta;
use crate::respaldo::{comprobar, nombre};
use crate::valor::natural;
use crate::verificar::taller;
use crate::{Avance, Consultas, FallaAlmacen, adjunto, esquema};

type R<T> = Result<T, FallaAlmacen>;

/// What a restore would do, to be told before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prevista {
    /// Asientos of the copy.
    pub asientos: u64,
    /// Asientos of the present file that the copy does not have; `None` when it cannot be read.
    pub despues: Option<u64>,
    /// The copy belongs to this data file (or there is none to compare with).
    pub propia: bool,
}

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restaurada {
    /// Asientos of the copy that was restored.
    pub asientos: u64,
    /// Root of the set of asientos of the copy.
    pub raiz_asientos: bitacora::Hash,
    /// Where the file of before is now; `None` when there was none.
    pub apartado: Option<PathBuf>,
    /// Asientos that stayed only in the file set aside; `None` when it could not be read.
    pub despues: Option<u64>,
    /// Attachments that its rows name and are nowhere, by the name people gave them.
    pub adjuntos_faltan: Vec<String>,
    /// The device that writes now is not the one that wrote the copy.
    pub dispositivo_nuevo: bool,
}

impl Almacen {
    /// What restoring `copia` over the data file `ruta` would leave behind. Quick: nothing is verified.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExisteBase`], [`FallaAlmacen::NoReconocido`], [`FallaAlmacen::MasNuevo`],
    /// [`FallaAlmacen::RespaldoNoVerificado`] when it cannot be read.
    pub fn prever_restauracion(ruta: &Path, copia: &Path) -> R<Prevista> {
        if !copia.is_file() {
            return Err(FallaAlmacen::NoExisteBase { ruta: copia.to_owned() });
        }
        let ver = || -> R<Prevista> {
            let con = esquema::abrir_lectura(copia).map_err(|e| esquema::con_ruta(e, copia))?;
            esquema::identificar(&con, copia)?;
            let (asientos, _) = comprobar::cuantos_y_ultimo(&con)?;
            let base = Consultas::new(&con).instalacion()?.base;
            let presente = base_de(ruta);
            let propia = presente.is_none_or(|p| p == base);
            Ok(Prevista { asientos, despues: if propia { solo_en(ruta, copia) } else { None }, propia })
        };
        ver().map_err(como_copia)
    }

    /// Verifies `copia`, sets the present file aside and opens the copy in its place. The caller has
    /// closed the data file.
    ///
    /// # Errors
    /// [`FallaAlmacen::RespaldoNoVerificado`], [`FallaAlmacen::RespaldoAjeno`],
    /// [`FallaAlmacen::NoReconocido`], [`FallaAlmacen::MasNuevo`], [`FallaAlmacen::EnUso`],
    /// [`FallaAlmacen::DiscoLleno`], [`FallaAlmacen::Cancelado`]: the present file is as it was.
    pub fn restaurar(ruta: &Path, copia: &Path, aperturas: &Aperturas, avance: &Avance) -> R<(Almacen, Restaurada)> {
        Self::restaurar_en(ruta, copia, aperturas, avance).map_err(|e| e.con_sonda(ruta))
    }

    fn restaurar_en(ruta: &Path, copia: &Path, aperturas: &Aperturas, avance: &Avance) -> R<(Almacen, Restaurada)> {
        let carpeta = ruta.parent().filter(|c| !c.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !copia.is_file() {
            return Err(FallaAlmacen::NoExisteBase { ruta: copia.to_owned() });
        }
        std::fs::create_dir_all(carpeta).map_err(|e| FallaAlmacen::de_archivo(carpeta, e))?;
        let cerrojo = Cerrojo::tomar(ruta, &aperturas.programa, aperturas.espera)?;
        let nueva = al_lado(ruta, ".restaurando");
        esquema::borrar_base(&nueva)?;
        let preparada = preparar(ruta, copia, &nueva, avance);
        let (mut restaurada, escribia) = match preparada {
            Ok(preparada) => preparada,
            Err(falla) => {
                // What failed is the news; a leftover is removed by the next attempt.
                let _ = esquema::borrar_base(&nueva);
                return Err(falla);
            }
        };
        restaurada.despues = solo_en(ruta, &nueva);
        let apartado = sustituir(ruta, &nueva, aperturas.ahora_ms);
        // Its companions (and itself when it did not take the place) are of no more use.
        let _ = esquema::borrar_base(&nueva);
        restaurada.apartado = apartado?;
        let almacen = Almacen::abrir_con(ruta, aperturas, avance, cerrojo)?;
        restaurada.dispositivo_nuevo = almacen.dispositivo() != escribia;
        let nombrados = adjunto::nombrados(&almacen.con)?;
        adjunto::copiar_todos(copia, ruta, &nombrados, avance)?;
        restaurada.adjuntos_faltan = adjunto::faltantes(ruta, &nombrados);
        Ok((almacen, restaurada))
    }
}

/// Brings the copy beside the data file and verifies what was brought. Gives the device that wrote it too.
fn preparar(ruta: &Path, copia: &Path, nueva: &Path, avance: &Avance) -> R<(Restaurada, [u8; 16])> {
    for sufijo in ["", "-wal"] {
        let (de, a) = (al_lado(copia, sufijo), al_lado(nueva, sufijo));
        if sufijo.is_empty() || de.exists() {
            std::fs::copy(&de, &a).map_err(|e| FallaAlmacen::de_archivo(&a, e))?;
        }
    }
    let resumen = comprobar::comprobar(nueva, avance).map_err(|e| esquema::con_ruta(como_copia(e), copia))?;
    if base_de(ruta).is_some_and(|b| b != resumen.base) {
        return Err(FallaAlmacen::RespaldoAjeno { ruta: copia.to_owned() });
    }
    let con = esquema::abrir_escritura(nueva, false)?;
    // Empty: no projector has that name, so the tables are rebuilt when it is opened.
    poner_meta(&con, "proyector", "")?;
    let escribia = Consultas::new(&con).dispositivo()?;
    esquema::cerrar_del_todo(con)?;
    File::options().read(true).write(true).open(nueva).and_then(|f| f.sync_all()).map_err(|e| FallaAlmacen::de_archivo(nueva, e))?;
    let restaurada = Restaurada {
        asientos: resumen.asientos,
        raiz_asientos: resumen.raiz_asientos,
        apartado: None,
        despues: None,
        adjuntos_faltan: Vec::new(),
        dispositivo_nuevo: false,
    };
    Ok((restaurada, escribia))
}

/// Damage met while reading a copy is the copy's, not the data file's.
fn como_copia(falla: FallaAlmacen) -> FallaAlmacen {
    let danada = matches!(falla, FallaAlmacen::Danado { .. } | FallaAlmacen::Sqlite(_));
    if danada { FallaAlmacen::RespaldoNoVerificado { detalle: falla.to_string() } } else { falla }
}

/// Identity of the present data file; `None` when there is none or it cannot be read.
fn base_de(ruta: &Path) -> Option<uuid::Uuid> {
    if !ruta.is_file() {
        return None;
    }
    let con = esquema::abrir_lectura(ruta).ok()?;
    Some(Consultas::new(&con).instalacion().ok()?.base)
}

/// How many asientos are in `ruta` and not in `copia`.
fn solo_en(ruta: &Path, copia: &Path) -> Option<u64> {
    if !ruta.is_file() {
        return Some(0);
    }
    let con: Connection = taller(ruta).ok()?;
    con.execute("ATTACH ? AS copia", [esquema::uri(copia, "mode=ro").ok()?]).ok()?;
    let sql = "SELECT count(*) FROM base.asiento WHERE hash NOT IN (SELECT hash FROM copia.asiento)";
    con.query_row(sql, [], |f| f.get(0)).ok().map(natural)
}

/// Puts `nueva` in the place of `ruta`, whose file goes on under another name. At any cut, `ruta` is
/// one of the two, whole. Gives the name of the file set aside.
pub(crate) fn sustituir(ruta: &Path, nueva: &Path, ms: u64) -> R<Option<PathBuf>> {
    let falla = |e| FallaAlmacen::de_archivo(ruta, e);
    let carpeta = ruta.parent().filter(|c| !c.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut apartado = None;
    if ruta.exists() {
        // A healthy file takes its log of pages in; a damaged one keeps it beside, as it is.
        let _ = esquema::abrir_escritura(ruta, false).and_then(esquema::cerrar_del_todo);
        let nombre = |n: u32| {
            let sufijo = if n == 1 { String::new() } else { format!("-{n}") };
            al_lado(ruta, &format!(".apartada-{}{sufijo}", nombre::momento(ms)))
        };
        let aparte = (1..1_000).map(nombre).find(|r| !r.exists()).unwrap_or_else(|| nombre(1_000));
        // A second name of the same file; where there are none (memory sticks), its bytes.
        if std::fs::hard_link(ruta, &aparte).is_err() {
            std::fs::copy(ruta, &aparte).map_err(falla)?;
            File::options().read(true).write(true).open(&aparte).and_then(|f| f.sync_all()).map_err(falla)?;
        }
        let diario = al_lado(ruta, "-wal");
        if std::fs::metadata(&diario).is_ok_and(|m| m.len() > 0) {
            let aparte = al_lado(&aparte, "-wal");
            std::fs::copy(&diario, &aparte).map_err(falla)?;
            File::options().read(true).write(true).open(&aparte).and_then(|f| f.sync_all()).map_err(falla)?;
        }
        sincronizar_carpeta(carpeta).map_err(falla)?;
        apartado = Some(aparte);
    }
    // A log of pages of the old file would be applied over the new one.
    for sufijo in ["-wal", "-shm"] {
        match std::fs::remove_file(al_lado(ruta, sufijo)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(falla(e)),
            _ => {}
        }
    }
    std::fs::rename(nueva, ruta).map_err(falla)?;
    sincronizar_carpeta(carpeta).map_err(falla)?;
    Ok(apartado)
}

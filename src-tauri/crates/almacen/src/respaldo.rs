//! Backups: a copy counts only after it was opened again and found equal to the data file.
//!
//! It owns the folder `respaldos/` beside the data file: names, what a copy must pass, its companion
//! file (`….comprobada`, written only after the check), the attachments kept with the copies, and
//! which copies may be removed. It refuses to overwrite anything, to count a copy that it did not
//! reopen, and to remove a file that it did not make. It does not decide when to copy: `casos` does,
//! except before a migration, where the copy is part of the migration itself.
//!
//! A copy is taken through SQLite's online backup inside one read transaction, so work goes on
//! meanwhile and the figures compared are those of the moment copied.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use bitacora::Hash;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use crate::cerrojo::{Cerrojo, al_lado};
use crate::claves::{crear_carpeta, sincronizar_carpeta};
use crate::{Avance, FallaAlmacen, adjunto, esquema};

mod adelgazar;
pub(crate) mod comprobar;
pub(crate) mod nombre;

pub use adelgazar::{DIAS, Fichada, MESES, SEMANAS, sobran};
pub(crate) use comprobar::Resumen;
pub use nombre::Motivo;

type R<T> = Result<T, FallaAlmacen>;

/// Pages copied between two looks at the cancel flag (8 MiB).
const PAGINAS: i32 = 2_048;
/// How long to wait for another program that is making a backup.
const ESPERA: Duration = Duration::from_secs(20);

/// One backup of the folder, or the one just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respaldo {
    /// Where it is.
    pub ruta: PathBuf,
    /// Its file name: what the screens use to speak of it.
    pub nombre: String,
    /// When it was made; for a file made elsewhere, when it was made at that place.
    pub ms: u64,
    /// Why; `None` for a copy outside the folder.
    pub motivo: Option<Motivo>,
    /// Size of the file.
    pub bytes: u64,
    /// What its companion says, when there is one and the size is still that of then.
    pub ficha: Option<FichaDeRespaldo>,
}

/// What was found when the copy was opened and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FichaDeRespaldo {
    /// SHA-256 of the file.
    pub sha256: Hash,
    /// Asientos it holds.
    pub asientos: u64,
    /// The last of them; zeros when it holds none.
    pub ultimo: Hash,
    /// Root of the set of asientos.
    pub raiz_asientos: Hash,
    /// Root of the state; zeros before a migration, when this program cannot compute it.
    pub raiz_estado: Hash,
    /// Attachments kept with it.
    pub adjuntos: u64,
    /// Attachments that its rows name and were missing or damaged in the source.
    pub adjuntos_faltan: u64,
    /// When the check passed, milliseconds since 1970.
    pub comprobada: u64,
}

/// The folder of backups of a data file.
#[must_use]
pub fn carpeta(ruta: &Path) -> PathBuf {
    ruta.parent().filter(|c| !c.as_os_str().is_empty()).unwrap_or(Path::new(".")).join("respaldos")
}

fn tallo(ruta: &Path) -> String {
    ruta.file_stem().map(|t| t.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Makes a verified copy in the folder of backups, and removes those that the policy does not keep.
///
/// # Errors
/// [`FallaAlmacen::RespaldoNoVerificado`] when the copy does not equal the data file;
/// [`FallaAlmacen::Danado`] when the data file cannot be read; [`FallaAlmacen::DiscoLleno`],
/// [`FallaAlmacen::SoloLectura`], [`FallaAlmacen::Cancelado`]. Nothing is left behind then.
pub fn en_carpeta(ruta: &Path, motivo: Motivo, ms: u64, avance: &Avance) -> R<Respaldo> {
    let carpeta = carpeta(ruta);
    crear_carpeta(&carpeta).map_err(|e| FallaAlmacen::de_archivo(&carpeta, e))?;
    let _uno = Cerrojo::tomar(&carpeta.join(tallo(ruta)), "una copia de respaldo", ESPERA)?;
    barrer(&carpeta, &tallo(ruta));
    let libre = |n: u32| carpeta.join(nombre::nombre(&tallo(ruta), ms, motivo, n));
    let salida = (0..1_000).map(libre).find(|r| !r.exists()).ok_or_else(|| FallaAlmacen::YaExiste { ruta: libre(0) })?;
    let hecho = hacer(ruta, &salida, Some(motivo), ms, avance)?;
    for sobra in podar(ruta, ms)? {
        // A copy too many is no reason to fail: it is looked at again next time.
        let _ = std::fs::remove_file(&sobra).and_then(|()| std::fs::remove_file(companera(&sobra)));
    }
    Ok(hecho)
}

/// Makes a verified copy at a place that a person chose; attachments go beside it, in `adjuntos/`.
///
/// # Errors
/// [`FallaAlmacen::YaExiste`]; otherwise as [`en_carpeta`].
pub fn en_archivo(ruta: &Path, salida: &Path, ms: u64, avance: &Avance) -> R<Respaldo> {
    if salida.exists() {
        return Err(FallaAlmacen::YaExiste { ruta: salida.to_owned() });
    }
    hacer(ruta, salida, None, ms, avance)
}

/// The backups of the folder, newest first.
///
/// # Errors
/// [`FallaAlmacen::SoloLectura`] or [`FallaAlmacen::Archivo`] when the folder cannot be read; one that
/// is not there holds none.
pub fn lista(ruta: &Path) -> R<Vec<Respaldo>> {
    let carpeta = carpeta(ruta);
    let entradas = match std::fs::read_dir(&carpeta) {
        Ok(entradas) => entradas,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(FallaAlmacen::de_archivo(&carpeta, e)),
    };
    let tallo = tallo(ruta);
    let mut copias: Vec<Respaldo> = entradas
        .filter_map(|e| {
            let e = e.ok()?;
            let nombre = e.file_name().to_str()?.to_owned();
            let (ms, motivo) = nombre::leer_nombre(&tallo, &nombre)?;
            let bytes = e.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
            let ficha = leer_companera(&e.path()).filter(|(n, _)| *n == bytes).map(|(_, f)| f);
            Some(Respaldo { ruta: e.path(), nombre, ms, motivo: Some(motivo), bytes, ficha })
        })
        .collect();
    // Names tell the second; what the check noted tells two of one second apart.
    let cuando = |r: &Respaldo| (r.ms, r.ficha.as_ref().map(|f| f.comprobada));
    copias.sort_by(|a, b| (cuando(b), &b.nombre).cmp(&(cuando(a), &a.nombre)));
    Ok(copias)
}

/// Whether the newest good backup of the folder holds every asiento of the data file. Cheap: reads
/// one row and the companion files.
///
/// # Errors
/// Those of reading the data file or the folder.
pub fn al_dia(ruta: &Path) -> R<bool> {
    let con = esquema::abrir_lectura(ruta).map_err(|e| esquema::con_ruta(e, ruta))?;
    let (asientos, ultimo) = comprobar::cuantos_y_ultimo(&con)?;
    let nueva = lista(ruta)?.into_iter().find_map(|r| r.ficha);
    Ok(nueva.map_or(asientos == 0, |f| (f.asientos, f.ultimo) == (asientos, ultimo)))
}

/// Backups that the policy does not keep at `ahora`.
fn podar(ruta: &Path, ahora: u64) -> R<Vec<PathBuf>> {
    // Oldest first: of two of one moment, the policy takes the later one as the newer.
    let copias: Vec<(PathBuf, Fichada)> = lista(ruta)?
        .into_iter()
        .rev()
        .filter_map(|r| Some((r.ruta, Fichada { ms: r.ms, motivo: r.motivo?, buena: r.ficha.is_some() })))
        .collect();
    let fichadas: Vec<Fichada> = copias.iter().map(|(_, f)| *f).collect();
    Ok(sobran(&fichadas, ahora).into_iter().filter_map(|i| copias.get(i).map(|(r, _)| r.clone())).collect())
}

/// Removes what an interrupted backup left; the lock of the folder says that no other runs.
fn barrer(carpeta: &Path, tallo: &str) {
    let Ok(entradas) = std::fs::read_dir(carpeta) else { return };
    for entrada in entradas.flatten() {
        let nombre = entrada.file_name().to_string_lossy().into_owned();
        let nuestro = [".parcial", ".parcial-journal", ".parcial-wal", ".parcial-shm"]
            .iter()
            .find_map(|s| nombre.strip_suffix(s))
            .is_some_and(|n| nombre::leer_nombre(tallo, n.strip_suffix(".comprobada").unwrap_or(n)).is_some());
        if nuestro {
            let _ = std::fs::remove_file(entrada.path());
        }
    }
}

/// The companion of a copy: what its check found.
#[must_use]
pub fn companera(copia: &Path) -> PathBuf {
    al_lado(copia, ".comprobada")
}

fn hacer(ruta: &Path, salida: &Path, motivo: Option<Motivo>, ms: u64, avance: &Avance) -> R<Respaldo> {
    let parcial = al_lado(salida, ".parcial");
    esquema::borrar_base(&parcial)?;
    let hecho = hacer_en(ruta, &parcial, salida, motivo, ms, avance);
    if hecho.is_err() {
        // What failed is the news; a leftover is removed again by the next backup.
        let _ = esquema::borrar_base(&parcial);
    }
    hecho.map_err(|e| e.con_sonda(salida))
}

fn hacer_en(ruta: &Path, parcial: &Path, salida: &Path, motivo: Option<Motivo>, ms: u64, avance: &Avance) -> R<Respaldo> {
    let origen = esquema::abrir_lectura(ruta).map_err(|e| esquema::con_ruta(e, ruta))?;
    esquema::identificar(&origen, ruta)?;
    let corte = origen.unchecked_transaction()?;
    let antes = Resumen::de(&corte)?;
    avance.poner_total(antes.asientos);
    copiar(&corte, parcial, avance)?;
    let adjuntos = adjunto::nombrados(&corte)?;
    drop(corte);
    drop(origen);
    // The copy is one file from here on: what SQLite could not take away beside it is not part of it, and the
    // check reads the file alone.
    esquema::borrar_lo_de_al_lado(parcial)?;
    let despues = comprobar::comprobar(parcial, avance)?;
    if despues != antes {
        return Err(no_verificado("the copy does not hold the entries and the state of the data file"));
    }
    let faltan = adjunto::copiar_todos(ruta, salida, &adjuntos, avance)?;
    let archivo = |e| FallaAlmacen::de_archivo(parcial, e);
    // For writing: a handle that only reads may not be flushed on every system.
    File::options().read(true).write(true).open(parcial).and_then(|f| f.sync_all()).map_err(archivo)?;
    let (bytes, sha256) = huella(parcial, avance)?;
    let ficha = FichaDeRespaldo {
        sha256,
        asientos: antes.asientos,
        ultimo: antes.ultimo,
        raiz_asientos: antes.raiz_asientos,
        raiz_estado: antes.raiz_estado,
        adjuntos: adjuntos.len() as u64 - faltan,
        adjuntos_faltan: faltan,
        comprobada: ms,
    };
    escribir_companera(salida, bytes, &ficha)?;
    publicar(parcial, salida)?;
    // Checked through a connection of its own, which may have left its index behind.
    let _ = esquema::borrar_lo_de_al_lado(parcial);
    let nombre = salida.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Respaldo { ruta: salida.to_owned(), nombre, ms, motivo, bytes, ficha: Some(ficha) })
}

fn no_verificado(detalle: &str) -> FallaAlmacen {
    FallaAlmacen::RespaldoNoVerificado { detalle: detalle.to_owned() }
}

/// Copies the snapshot of an open read transaction into a new file, one plain file without a log.
pub(crate) fn copiar(origen: &Connection, salida: &Path, avance: &Avance) -> R<()> {
    let modo = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut destino = Connection::open_with_flags(salida, modo)?;
    // Nobody reads it until it is whole, and then it is flushed at once.
    destino.pragma_update(None, "synchronous", "OFF")?;
    {
        let copia = Backup::new(origen, &mut destino)?;
        loop {
            if avance.cancelado() {
                return Err(FallaAlmacen::Cancelado);
            }
            let paso = copia.step(PAGINAS)?;
            if matches!(paso, StepResult::Done) {
                break;
            }
            if !matches!(paso, StepResult::More) {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
    // The header says «log beside the file»; a copy is one file, readable where nothing can be written.
    let diario: String = destino.query_row("PRAGMA journal_mode = DELETE", [], |f| f.get(0))?;
    if diario != "delete" {
        return Err(no_verificado("the copy still needs a log beside it"));
    }
    destino.close().map_err(|(_, e)| e)?;
    Ok(())
}

/// Gives the copy its name, refusing to overwrite, and makes the name durable.
fn publicar(parcial: &Path, salida: &Path) -> R<()> {
    // The folder is held by its lock, or the person has just chosen the name.
    if salida.exists() {
        return Err(FallaAlmacen::YaExiste { ruta: salida.to_owned() });
    }
    let carpeta = salida.parent().filter(|c| !c.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let poner = || -> std::io::Result<()> {
        std::fs::rename(parcial, salida)?;
        sincronizar_carpeta(carpeta)
    };
    poner().map_err(|e| FallaAlmacen::de_archivo(salida, e))
}

/// Size and SHA-256 of a file.
pub(crate) fn huella(ruta: &Path, avance: &Avance) -> R<(u64, Hash)> {
    let falla = |e| FallaAlmacen::de_archivo(ruta, e);
    let mut archivo = File::open(ruta).map_err(falla)?;
    let mut suma = Sha256::new();
    let mut trozo = vec![0u8; 1 << 20];
    let mut bytes = 0u64;
    loop {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let n = archivo.read(&mut trozo).map_err(falla)?;
        let Some(leido) = trozo.get(..n).filter(|l| !l.is_empty()) else { break };
        suma.update(leido);
        bytes += leido.len() as u64;
    }
    Ok((bytes, Hash(suma.finalize().into())))
}

const CABEZA: &str = "diligencia-respaldo 1";

fn escribir_companera(copia: &Path, bytes: u64, f: &FichaDeRespaldo) -> R<()> {
    let destino = companera(copia);
    let parcial = al_lado(&destino, ".parcial");
    let texto = format!(
        "{CABEZA}\nbytes={bytes}\nsha256={}\nasientos={}\nultimo={}\nraiz_asientos={}\nraiz_estado={}\nadjuntos={}\nadjuntos_faltan={}\ncomprobada={}\n",
        f.sha256, f.asientos, f.ultimo, f.raiz_asientos, f.raiz_estado, f.adjuntos, f.adjuntos_faltan, f.comprobada
    );
    let escribir = || -> std::io::Result<()> {
        let mut archivo = File::create(&parcial)?;
        archivo.write_all(texto.as_bytes())?;
        archivo.sync_all()?;
        std::fs::rename(&parcial, &destino)
    };
    let hecho = escribir();
    if hecho.is_err() {
        let _ = std::fs::remove_file(&parcial);
    }
    hecho.map_err(|e| FallaAlmacen::de_archivo(&destino, e))
}

/// Size and findings that the companion of a copy tells; `None` when it is missing or torn.
pub(crate) fn leer_companera(copia: &Path) -> Option<(u64, FichaDeRespaldo)> {
    let texto = std::fs::read_to_string(companera(copia)).ok()?;
    let resto = texto.strip_prefix(CABEZA)?;
    fn de<T: FromStr>(texto: &str, clave: &str) -> Option<T> {
        texto.lines().find_map(|l| l.strip_prefix(clave)?.strip_prefix('=')).and_then(|v| v.parse().ok())
    }
    let ficha = FichaDeRespaldo {
        sha256: de(resto, "sha256")?,
        asientos: de(resto, "asientos")?,
        ultimo: de(resto, "ultimo")?,
        raiz_asientos: de(resto, "raiz_asientos")?,
        raiz_estado: de(resto, "raiz_estado")?,
        adjuntos: de(resto, "adjuntos")?,
        adjuntos_faltan: de(resto, "adjuntos_faltan")?,
        comprobada: de(resto, "comprobada")?,
    };
    Some((de(resto, "bytes")?, ficha))
}

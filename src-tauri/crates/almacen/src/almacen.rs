//! Opening, local tables, readers and closing. The write path is in `transar`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bitacora::{Cabo, ClaveDispositivo, ClavePublica, Hash};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::cerrojo::{Cerrojo, al_lado};
use crate::claves::{self, Custodia, Marca, MarcaLeida};
use crate::esquema;
use crate::jueces::{DispositivoDeConfianza, Jueces};
use crate::llavero::LlaveroDelSistema;
use crate::proyeccion::PROYECTOR;
use crate::rama::{self, Identidad};
use crate::valor::hash_de;
use crate::verificar::suma_local;
use crate::{Avance, Consultas, FallaAlmacen, Verificacion};

type R<T> = Result<T, FallaAlmacen>;

/// What a new data file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NuevaBase {
    /// Identity of the data file, minted by the caller.
    pub base: Uuid,
    /// GAE file, or a committee's.
    pub gae: bool,
    /// Institution of a committee.
    pub institucion: Option<Uuid>,
    /// Demonstration data.
    pub demo: bool,
    /// The person who works here.
    pub actor: Uuid,
}

/// How to open.
#[derive(Clone, Debug)]
pub struct Aperturas {
    /// Folder of device keys (the user's own data folder).
    pub carpeta_usuario: PathBuf,
    /// Name of this program, for the message of who has the file.
    pub programa: String,
    /// How long to wait for another process (5 s).
    pub espera: Duration,
    /// The present moment, milliseconds since 1970: dates the backup before a migration and the first
    /// act of a new device.
    pub ahora_ms: u64,
    /// The system's keyring, where the key may be ([`crate::llavero::del_sistema`]).
    pub llavero: Arc<dyn LlaveroDelSistema>,
}

/// The open data file: one writing connection, the lock, the device key.
pub struct Almacen {
    pub(crate) con: Connection,
    pub(crate) ruta: PathBuf,
    pub(crate) clave: ClaveDispositivo,
    pub(crate) disp: [u8; 16],
    pub(crate) cabos: HashMap<[u8; 16], Cabo>,
    pub(crate) hlc: u64,
    pub(crate) hay_ajenos: bool,
    pub(crate) marca: Marca,
    pub(crate) jueces: Jueces,
    pub(crate) custodia: Custodia,
    pub(crate) carpeta_usuario: PathBuf,
    pub(crate) llavero: Arc<dyn LlaveroDelSistema>,
    /// Inside [`Almacen::en_tanda`].
    tanda: bool,
    _cerrojo: Cerrojo,
}

impl Almacen {
    /// Makes a new data file and opens it; refuses to overwrite anything but what an interrupted
    /// creation left: a file where nobody has written a thing.
    ///
    /// The file appears under its name only when it is complete.
    ///
    /// # Errors
    /// [`FallaAlmacen::YaExiste`], [`FallaAlmacen::EnUso`], [`FallaAlmacen::SoloLectura`],
    /// [`FallaAlmacen::DiscoLleno`].
    pub fn crear(ruta: &Path, aperturas: &Aperturas, nueva: &NuevaBase) -> R<Almacen> {
        Self::crear_en(ruta, aperturas, nueva).map_err(|e| e.con_sonda(ruta))
    }

    fn crear_en(ruta: &Path, aperturas: &Aperturas, nueva: &NuevaBase) -> R<Almacen> {
        let carpeta = ruta.parent().filter(|c| !c.as_os_str().is_empty()).unwrap_or(Path::new("."));
        claves::crear_carpeta(carpeta).map_err(|e| FallaAlmacen::de_archivo(carpeta, e))?;
        let cerrojo = Cerrojo::tomar(ruta, &aperturas.programa, aperturas.espera)?;
        if ruta.exists() {
            if !sin_estrenar(ruta) {
                return Err(FallaAlmacen::YaExiste { ruta: ruta.to_owned() });
            }
            esquema::borrar_base(ruta)?;
        }
        let provisional = al_lado(ruta, ".nueva");
        esquema::borrar_base(&provisional)?;
        let hecho = preparar(&provisional, nueva).and_then(|()| {
            let publicar = || -> std::io::Result<()> {
                std::fs::File::open(&provisional)?.sync_all()?;
                std::fs::rename(&provisional, ruta)?;
                claves::sincronizar_carpeta(carpeta)
            };
            publicar().map_err(|e| FallaAlmacen::de_archivo(ruta, e))
        });
        if let Err(falla) = hecho {
            let _ = esquema::borrar_base(&provisional);
            return Err(falla);
        }
        Almacen::abrir_con(ruta, aperturas, &Avance::default(), cerrojo)
    }

    /// Opens for writing: lock, identity, version, settings, quick check after an unclean close, last
    /// asiento, migrations, projector.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExisteBase`], [`FallaAlmacen::EnUso`], [`FallaAlmacen::NoReconocido`],
    /// [`FallaAlmacen::MasNuevo`] (a [`Lector`] still reads it), [`FallaAlmacen::Danado`],
    /// [`FallaAlmacen::AjusteInseguro`], [`FallaAlmacen::MigracionFallida`], [`FallaAlmacen::ClaveIlegible`],
    /// [`FallaAlmacen::LlaveroCerrado`].
    pub fn abrir(ruta: &Path, aperturas: &Aperturas, avance: &Avance) -> R<Almacen> {
        Self::abrir_en(ruta, aperturas, avance).map_err(|e| e.con_sonda(ruta))
    }

    fn abrir_en(ruta: &Path, aperturas: &Aperturas, avance: &Avance) -> R<Almacen> {
        if !ruta.is_file() {
            return Err(FallaAlmacen::NoExisteBase { ruta: ruta.to_owned() });
        }
        let cerrojo = Cerrojo::tomar(ruta, &aperturas.programa, aperturas.espera)?;
        Almacen::abrir_con(ruta, aperturas, avance, cerrojo)
    }

    pub(crate) fn abrir_con(ruta: &Path, aperturas: &Aperturas, avance: &Avance, cerrojo: Cerrojo) -> R<Almacen> {
        let quedo_diario = hay_diario(ruta);
        // Looked at through a reader first: a file that is not ours, or is newer, must stay untouched.
        let de = {
            let lectura = esquema::abrir_lectura(ruta).map_err(|e| esquema::con_ruta(e, ruta))?;
            esquema::identificar(&lectura, ruta)?
        };
        if de < esquema::ESQUEMA {
            esquema::migrar(ruta, de, aperturas.ahora_ms, avance)?;
        }
        let con = esquema::abrir_escritura(ruta, false)?;
        if quedo_diario {
            let revision: String = con.query_row("PRAGMA quick_check(1)", [], |f| f.get(0))?;
            if revision != "ok" {
                return Err(FallaAlmacen::Danado { detalle: revision });
            }
        }
        crate::meta::revisar(&con)?;
        let base = Consultas::new(&con).instalacion()?.base;
        let ultimo = revisar_ultimo(&con)?;
        let mut marca = Marca::new(&aperturas.carpeta_usuario, base);
        let Identidad { clave, custodia, causa } = rama::identificar(&con, aperturas, base, &mut marca, quedo_diario)?;
        let disp = clave.dispositivo();
        let mut almacen = Almacen {
            con,
            ruta: ruta.to_owned(),
            hlc: ultimo.unwrap_or(0),
            hay_ajenos: false,
            clave,
            disp,
            cabos: HashMap::new(),
            marca,
            jueces: Jueces::default(),
            custodia,
            carpeta_usuario: aperturas.carpeta_usuario.clone(),
            llavero: Arc::clone(&aperturas.llavero),
            tanda: false,
            _cerrojo: cerrojo,
        };
        almacen.presentar_dispositivo()?;
        if almacen.meta("proyector")?.as_deref() != Some(PROYECTOR) {
            almacen.reproyectar(avance)?;
        }
        if let Some(hlc) = almacen.meta("hlc")?.and_then(|h| h.parse().ok()) {
            almacen.hlc = almacen.hlc.max(hlc);
        }
        almacen.jueces = Jueces::cargar(&almacen.con)?;
        almacen.limpiar_si_toca();
        almacen.abrir_rama(causa, aperturas.ahora_ms)?;
        Ok(almacen)
    }

    /// Notes the public key of this device, and that it is this computer's own, once.
    fn presentar_dispositivo(&mut self) -> R<()> {
        let (disp, publica) = (self.disp, self.clave.publica());
        let conocido = self.con.prepare("SELECT 1 FROM dispositivo WHERE disp = ?")?.exists([disp])?;
        // Known by its writes, believed as this computer's own: a file of an earlier version has only the first.
        let conocido = conocido && self.con.prepare("SELECT 1 FROM confianza_local WHERE disp = ? AND propio = 1")?.exists([disp])?;
        if !conocido {
            let instalacion = Consultas::new(&self.con).instalacion()?;
            let transaccion = self.con.transaction()?;
            transaccion.execute("INSERT OR IGNORE INTO dispositivo (disp, clave) VALUES (?, ?)", params![disp, publica])?;
            // Before there was trust nothing came from outside: every device of such a file was this
            // computer's own, now or before a restore.
            if !transaccion.prepare("SELECT 1 FROM confianza_local WHERE propio = 1")?.exists([])? {
                let mut consulta = transaccion.prepare("SELECT clave FROM dispositivo")?;
                let claves: Vec<[u8; 32]> = consulta.query_map([], |f| f.get(0))?.collect::<Result<_, _>>()?;
                for clave in claves {
                    DispositivoDeConfianza::propio(clave, &instalacion).poner(&transaccion)?;
                }
            }
            // Work counts on its own computer before anybody accredits it.
            DispositivoDeConfianza::propio(publica, &instalacion).poner(&transaccion)?;
            transaccion.commit()?;
        }
        self.hay_ajenos = self.con.prepare("SELECT 1 FROM dispositivo WHERE disp <> ?")?.exists([disp])?;
        Ok(())
    }

    fn meta(&self, clave: &str) -> R<Option<String>> {
        crate::meta::leer(&self.con, clave)
    }

    /// A separate read-only connection to the same file, for another thread.
    ///
    /// # Errors
    /// As [`Lector::abrir`].
    pub fn lector(&self) -> R<Lector> {
        Lector::abrir(&self.ruta)
    }

    /// Reads over the writing connection.
    #[must_use]
    pub fn consultas(&self) -> Consultas<'_> {
        Consultas::new(&self.con)
    }

    /// Where the file is.
    #[must_use]
    pub fn ruta(&self) -> &Path {
        &self.ruta
    }

    /// Public key of this device.
    #[must_use]
    pub fn clave_publica(&self) -> [u8; 32] {
        self.clave.publica()
    }

    /// The key pair of this device, for what it signs outside the log: its request and its packages.
    #[must_use]
    pub fn clave(&self) -> &ClaveDispositivo {
        &self.clave
    }

    /// The credencial with which this device writes in an ámbito; `None` = «sin credencial».
    #[must_use]
    pub fn credencial(&self, ambito: Uuid) -> Option<&bitacora::Credencial> {
        self.jueces.autoridad.credencial(&self.disp, &ambito.into_bytes())
    }

    /// Everybody whom a credencial that counts names, by device.
    pub fn credenciales(&self) -> impl Iterator<Item = &bitacora::Credencial> {
        self.jueces.autoridad.credenciales()
    }

    /// Whether a dismissal reaches a device.
    #[must_use]
    pub fn revocado(&self, disp: &[u8; 16]) -> bool {
        self.jueces.autoridad.revocado(disp)
    }

    /// Identity of this device: first 16 bytes of SHA-256 of its public key.
    #[must_use]
    pub fn dispositivo(&self) -> [u8; 16] {
        self.disp
    }

    /// Runs several large writes one after another. Each is durable when it returns, as always; what it
    /// saves is the end: pages stay in memory from one to the next, and the log of pages goes into the
    /// main file once, after the last.
    ///
    /// # Errors
    /// Those of `f`, and of the store.
    pub fn en_tanda<T, E: From<FallaAlmacen>>(&mut self, f: impl FnOnce(&mut Almacen) -> Result<T, E>) -> Result<T, E> {
        if self.tanda {
            return f(self);
        }
        masivo(&self.con, true)?;
        self.tanda = true;
        let hecho = f(self);
        self.tanda = false;
        // What was written already stands (or left no trace): this only tunes the connection.
        let _ = masivo(&self.con, false);
        hecho
    }

    pub(crate) fn esta_en_tanda(&self) -> bool {
        self.tanda
    }

    /// Empties the projections and replays the log, in one transaction. Gives the asientos replayed.
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`] leaves the projections as they were.
    pub fn reproyectar(&mut self, avance: &Avance) -> R<u64> {
        let con = &mut self.con;
        masivo(con, true)?;
        let hecho = (|| {
            let transaccion = con.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let asientos = crate::retirar::rehacer(&transaccion, avance)?;
            poner_meta(&transaccion, "proyector", PROYECTOR)?;
            transaccion.commit()?;
            Ok(asientos)
        })();
        // The rebuild already stands (or left no trace): what follows only tunes the connection.
        let _ = masivo(con, false);
        hecho
    }

    /// Checks everything; changes nothing.
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`]; damage is not an error but a line of the result.
    pub fn verificar(&self, avance: &Avance) -> R<Verificacion> {
        crate::verificar::verificar(&self.ruta, avance)
    }

    /// Keeps or (with `None`) discards a draft of this computer.
    ///
    /// # Errors
    /// [`FallaAlmacen::DiscoLleno`], [`FallaAlmacen::SoloLectura`].
    pub fn guardar_borrador(&mut self, clave: &str, texto: Option<&str>, ms: u64) -> R<()> {
        let con = &self.con;
        match texto {
            Some(texto) => {
                let suma = suma_local(clave, texto);
                con.prepare_cached("INSERT OR REPLACE INTO borrador (clave, texto, ms, suma) VALUES (?, ?, ?, ?)")?.execute(params![
                    clave,
                    texto,
                    ms.cast_signed(),
                    suma
                ])?;
            }
            None => {
                con.prepare_cached("DELETE FROM borrador WHERE clave = ?")?.execute([clave])?;
            }
        }
        Ok(())
    }

    /// Checkpoints into the main file and closes (also done on drop, ignoring errors).
    ///
    /// # Errors
    /// [`FallaAlmacen::DiscoLleno`]: what was saved is still safe in the `-wal` file.
    pub fn cerrar(self) -> R<()> {
        esquema::punto_de_control(&self.con)
    }
}

impl Drop for Almacen {
    fn drop(&mut self) {
        // Nothing is lost: what could not be copied stays in the `-wal` file for the next open.
        let _ = esquema::punto_de_control(&self.con);
    }
}

/// The content of a new data file, before it has its name.
fn preparar(provisional: &Path, nueva: &NuevaBase) -> R<()> {
    let mut con = esquema::abrir_escritura(provisional, true)?;
    esquema::migraciones().to_latest(&mut con).map_err(|e| esquema::falla_al_migrar(0, e))?;
    let transaccion = con.transaction()?;
    poner_meta(&transaccion, "base", &nueva.base.to_string())?;
    poner_meta(&transaccion, "como", if nueva.gae { "gae" } else { "comite" })?;
    poner_meta(&transaccion, "institucion", &nueva.institucion.map(|i| i.to_string()).unwrap_or_default())?;
    poner_meta(&transaccion, "demo", if nueva.demo { "1" } else { "0" })?;
    poner_meta(&transaccion, "actor", &nueva.actor.to_string())?;
    poner_meta(&transaccion, "proyector", PROYECTOR)?;
    transaccion.commit()?;
    esquema::cerrar_del_todo(con)
}

/// Whether a file is what an interrupted creation leaves: one of ours where nobody has written a thing.
fn sin_estrenar(ruta: &Path) -> bool {
    let escrito = |lector: &Lector| -> rusqlite::Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM asiento) OR EXISTS (SELECT 1 FROM espera) OR EXISTS (SELECT 1 FROM borrador)";
        lector.con.query_row(sql, [], |f| f.get(0))
    };
    Lector::abrir(ruta).is_ok_and(|lector| escrito(&lector) == Ok(false))
}

/// Settings for a large write, and back.
pub(crate) fn masivo(con: &Connection, si: bool) -> R<()> {
    con.pragma_update(None, "cache_size", if si { -65_536 } else { esquema::PAGINAS })?;
    con.pragma_update(None, "wal_autocheckpoint", if si { esquema::PUNTO_DE_CONTROL_MASIVO } else { esquema::PUNTO_DE_CONTROL })?;
    if !si {
        con.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok(())
}

pub(crate) fn poner_meta(con: &Connection, clave: &str, valor: &str) -> R<()> {
    crate::meta::poner(con, clave, valor)
}

/// The last asiento must be what its name and its signature say. Gives its clock.
fn revisar_ultimo(con: &Connection) -> R<Option<u64>> {
    let mut consulta = con.prepare(
        "SELECT a.n, a.hash, a.cuerpo, a.firma, d.clave FROM asiento a LEFT JOIN dispositivo d ON d.disp = a.disp ORDER BY a.n DESC LIMIT 1",
    )?;
    let mut filas = consulta.query([])?;
    let Some(fila) = filas.next()? else { return Ok(None) };
    let n: i64 = fila.get(0)?;
    let danado = |que: &str| FallaAlmacen::Danado { detalle: format!("entry {n}: {que}") };
    let hash = hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
    let cuerpo = fila.get_ref(2)?.as_blob().unwrap_or_default();
    if bitacora::nombre_de(cuerpo) != hash {
        return Err(danado("its content does not match its name"));
    }
    let hlc = match bitacora::Talon::decodificar(cuerpo) {
        Some(talon) => talon.hlc,
        None => bitacora::Asiento::decodificar(cuerpo).map_err(|e| danado(&e.to_string()))?.hlc,
    };
    if let Some(clave) = fila.get::<_, Option<[u8; 32]>>(4)? {
        let firma: [u8; 64] = fila.get(3)?;
        ClavePublica::desde_bytes(&clave).and_then(|c| c.verificar(&hash, &firma)).map_err(|e| danado(&e.to_string()))?;
    }
    Ok(Some(hlc))
}

/// A read-only connection; may live in another thread or process. Never changes the main file.
pub struct Lector {
    con: Connection,
    ruta: PathBuf,
}

impl Lector {
    /// Opens for reading, without the lock.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExisteBase`], [`FallaAlmacen::NoReconocido`], [`FallaAlmacen::MasNuevo`], and
    /// [`FallaAlmacen::MigracionFallida`] when the file is older and must first be opened for writing.
    pub fn abrir(ruta: &Path) -> R<Lector> {
        if !ruta.is_file() {
            return Err(FallaAlmacen::NoExisteBase { ruta: ruta.to_owned() });
        }
        let con = esquema::abrir_lectura(ruta).map_err(|e| esquema::con_ruta(e, ruta))?;
        let de = esquema::identificar(&con, ruta)?;
        if de < esquema::ESQUEMA {
            return Err(FallaAlmacen::MigracionFallida { de, detalle: "the file must be opened for writing once".to_owned() });
        }
        Ok(Lector { con, ruta: ruta.to_owned() })
    }

    pub(crate) fn conexion(&self) -> &Connection {
        &self.con
    }

    /// Reads, each in its own snapshot.
    #[must_use]
    pub fn consultas(&self) -> Consultas<'_> {
        Consultas::new(&self.con)
    }

    /// Several reads in one snapshot: a long report sees one state and blocks nobody.
    ///
    /// # Errors
    /// Those of `f`.
    pub fn en_un_corte<T, E: From<FallaAlmacen>>(&self, f: impl FnOnce(Consultas<'_>) -> Result<T, E>) -> Result<T, E> {
        let corte = self.con.unchecked_transaction().map_err(FallaAlmacen::from)?;
        f(Consultas::new(&corte))
    }

    /// The data file as it stood at `hasta_ms` (milliseconds since 1970): what was written later is
    /// not there. Costs a replay of the log, so it is for reports, not for screens.
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`], [`FallaAlmacen::Danado`].
    pub fn al_corte(&self, hasta_ms: u64, avance: &Avance) -> R<Lector> {
        Ok(Lector { con: crate::corte::al_corte(&self.ruta, hasta_ms, avance)?, ruta: self.ruta.clone() })
    }

    /// Entries and root of the log up to each of `cortes` (milliseconds since 1970, ascending); with none,
    /// at the end of each day that has an entry.
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`], [`FallaAlmacen::Danado`].
    pub fn raices(&self, cortes: &[u64], fin_del_dia: impl Fn(u64) -> u64, avance: &Avance) -> R<Vec<crate::corte::RaizAlCorte>> {
        crate::corte::raices(&self.ruta, cortes, fin_del_dia, avance)
    }

    /// Open findings by rule at each of `cortes` (milliseconds since 1970, ascending), of one institution
    /// or of all. Costs a replay of the log.
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`], [`FallaAlmacen::Danado`].
    pub fn hallazgos_en(&self, cortes: &[u64], ambito: Option<Uuid>, avance: &Avance) -> R<Vec<Vec<crate::tipos::ConteoDeRegla>>> {
        crate::corte::hallazgos_en(&self.ruta, cortes, ambito, avance)
    }

    /// Checks everything, like [`Almacen::verificar`].
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`].
    pub fn verificar(&self, avance: &Avance) -> R<Verificacion> {
        crate::verificar::verificar(&self.ruta, avance)
    }

    /// Checks everything, and that the last entry noted on this computer is there.
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`].
    pub fn verificar_aqui(&self, carpeta_usuario: &Path, avance: &Avance) -> R<Verificacion> {
        let mut visto = self.verificar(avance)?;
        if self.falta_lo_ultimo(carpeta_usuario)? {
            visto.agregar(crate::verificar::Problema::new(
                crate::verificar::ClaseDeProblema::Registro,
                "Faltan los últimos cambios guardados en este equipo: el diario del archivo está dañado.".to_owned(),
            ));
        }
        Ok(visto)
    }

    /// Whether the last entry noted beside the key is missing while a log of pages lies beside the file:
    /// SQLite stops reading that log at its first damaged page, without a word, and what came after is
    /// gone from sight. A copy put back from elsewhere has no such log.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn falta_lo_ultimo(&self, carpeta_usuario: &Path) -> R<bool> {
        if !hay_diario(&self.ruta) {
            return Ok(false);
        }
        let marca = Marca::new(carpeta_usuario, self.consultas().instalacion()?.base);
        match marca.leer() {
            MarcaLeida::Asiento { hash, .. } => Ok(!rama::esta(&self.con, &hash)?),
            MarcaLeida::NoEsta | MarcaLeida::Rota | MarcaLeida::Nueva { .. } => Ok(false),
        }
    }

    /// Bytes of an attachment, checked against their name.
    ///
    /// # Errors
    /// [`FallaAlmacen::AdjuntoAlterado`].
    pub fn leer_adjunto(&self, sha256: &str) -> R<Vec<u8>> {
        crate::adjunto::leer(&self.ruta, sha256)
    }

    /// A copy of an attachment for the system's viewer, in `carpeta` (made private), under a name
    /// that uses nothing of the one people gave it.
    ///
    /// # Errors
    /// [`FallaAlmacen::AdjuntoAlterado`], [`FallaAlmacen::AdjuntoNoReconocido`],
    /// [`FallaAlmacen::DiscoLleno`].
    pub fn adjunto_para_abrir(&self, sha256: &str, carpeta: &Path) -> R<PathBuf> {
        crate::adjunto::para_abrir(&self.ruta, sha256, carpeta)
    }

    /// Files of `adjuntos/` that no row names: left by a save that did not finish. Harmless.
    ///
    /// # Errors
    /// Those of reading the folder.
    pub fn adjuntos_huerfanos(&self) -> R<Vec<String>> {
        crate::adjunto::huerfanos(&self.ruta, &crate::adjunto::nombrados(&self.con)?)
    }

    /// Attachments that rows name and are missing or damaged, by the name people gave them.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn adjuntos_faltantes(&self) -> R<Vec<String>> {
        Ok(crate::adjunto::faltantes(&self.ruta, &crate::adjunto::nombrados(&self.con)?))
    }
}

/// Whether a log of pages was left beside the file.
fn hay_diario(ruta: &Path) -> bool {
    std::fs::metadata(al_lado(ruta, "-wal")).is_ok_and(|m| m.len() > 0)
}

impl Almacen {
    /// Bytes of an attachment, checked against their name.
    ///
    /// # Errors
    /// [`FallaAlmacen::AdjuntoAlterado`].
    pub fn leer_adjunto(&self, sha256: &str) -> R<Vec<u8>> {
        crate::adjunto::leer(&self.ruta, sha256)
    }

    /// Head of this device's chain in an ámbito.
    pub(crate) fn cabo(con: &Connection, ambito: &[u8; 16], disp: &[u8; 16]) -> R<Cabo> {
        let mut consulta = con.prepare_cached("SELECT seq, hash FROM asiento WHERE ambito = ? AND disp = ? ORDER BY seq DESC LIMIT 1")?;
        let cabo = consulta
            .query_row(params![ambito, disp], |f| Ok((f.get::<_, i64>(0)?, f.get::<_, [u8; 32]>(1)?)))
            .optional()?
            .map(|(seq, hash)| Cabo { seq: seq.cast_unsigned(), hash: Hash(hash) });
        Ok(cabo.unwrap_or_default())
    }
}

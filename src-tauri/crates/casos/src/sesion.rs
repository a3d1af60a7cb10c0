//! The open installation: one writer, a pool of readers, running jobs and file handles.
//!
//! Every command of the table is a method of [`Sesion`], in the file of its aggregate. Reads go
//! through separate read-only connections inside one snapshot, so a long report never blocks a
//! save; writes go one at a time through the store's only write path.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use almacen::llavero::LlaveroDelSistema;
use almacen::{Almacen, Aperturas, Autor, Avance, Consultas, Custodia, FallaAlmacen, Instalacion, Lector, Operacion, Tx};
use uuid::Uuid;

use crate::contexto::{Identificadores, Reloj, RelojDelSistema, dia_en_guatemala, rfc3339};
use crate::dto;
use crate::falla::Falla;
use crate::manijas::{Manijas, Uso};
use crate::priorizacion::Cargada;
use crate::tablero::Libro;
use crate::trabajos::Trabajos;

/// Ámbito of what travels to everybody; fixed for ever.
pub const AMBITO_NACIONAL: Uuid = Uuid::from_bytes(bitacora::admision::NACIONAL);
/// Ámbito of GAE's own work, which never leaves GAE; fixed for ever.
pub const AMBITO_INTERNO: Uuid = Uuid::from_bytes(bitacora::admision::INTERNO);

/// Where things are and where time and identifiers come from.
pub struct OpcionesDeSesion {
    /// The user's own data folder: data file, device keys, logs.
    pub carpeta: PathBuf,
    /// Another data file than the folder's.
    pub base: Option<PathBuf>,
    /// Name of the program, for the message of who has the file.
    pub programa: String,
    /// Clock.
    pub reloj: Arc<dyn Reloj>,
    /// Identifiers.
    pub ids: Identificadores,
    /// Where the key of this computer may be, besides its file.
    pub llavero: Arc<dyn LlaveroDelSistema>,
}

impl OpcionesDeSesion {
    /// The system's clock, identifiers and keyring.
    #[must_use]
    pub fn new(carpeta: PathBuf, base: Option<PathBuf>, programa: &str) -> Self {
        OpcionesDeSesion {
            carpeta,
            base,
            programa: programa.to_owned(),
            reloj: Arc::new(RelojDelSistema),
            ids: Identificadores::Sistema,
            llavero: almacen::llavero::del_sistema(),
        }
    }
}

/// The user's own data folder: `%LOCALAPPDATA%\Diligencia`, `~/Library/Application Support/Diligencia`
/// or `~/.local/share/diligencia`; `DILIGENCIA_DATOS` names another one (tests, portable use).
#[must_use]
pub fn carpeta_de_datos() -> PathBuf {
    let variable = |v: &str| std::env::var_os(v).filter(|x| !x.is_empty()).map(PathBuf::from);
    if let Some(c) = variable("DILIGENCIA_DATOS") {
        return c;
    }
    if cfg!(windows) {
        return variable("LOCALAPPDATA").unwrap_or_default().join("Diligencia");
    }
    let hogar = variable("HOME").unwrap_or_default();
    if cfg!(target_os = "macos") {
        return hogar.join("Library/Application Support/Diligencia");
    }
    variable("XDG_DATA_HOME").unwrap_or_else(|| hogar.join(".local/share")).join("diligencia")
}

/// Generation of the file, asientos in it, institution and round.
type ClaveDeCuadro = (u64, u64, Option<String>, Option<String>);

/// Generation of the file and asientos in it.
type ClaveDeLibro = (u64, u64);

/// Generation of the file, asientos in it, day, and the request as JSON.
type ClaveDePrevisto = (u64, u64, jiff::civil::Date, String);

/// One open installation. Shared between threads.
pub struct Sesion {
    opciones: OpcionesDeSesion,
    escritor: Mutex<Option<Almacen>>,
    lectores: Mutex<Vec<Lector>>,
    /// Long jobs that run now.
    pub(crate) trabajos: Trabajos,
    manijas: Manijas,
    exportados: Mutex<HashMap<String, PathBuf>>,
    /// Private folders of attachments handed to the viewer, removed on closing.
    temporales: Mutex<Vec<PathBuf>>,
    /// Grows when another file takes the place of the data file: readers of before are let go.
    generacion: AtomicU64,
    /// Clock of the demonstration while it is written; 0: the one of the options.
    reloj_fijado: AtomicU64,
    /// The round of prioritisation read last, with the generation and the asientos it was read at.
    cuadro: Mutex<Option<(ClaveDeCuadro, Arc<Cargada>)>>,
    /// The report laid out last for the preview, with the request that it answers.
    previsto: Mutex<Option<(ClaveDePrevisto, Arc<crate::informes::Previsto>)>>,
    /// The board read last, with the generation and the asientos it was read at.
    libro: Mutex<Option<(ClaveDeLibro, Arc<Libro>)>>,
    /// Program that hosts the child processes; this same one when nobody says another.
    hijo: std::sync::OnceLock<PathBuf>,
}

fn cerrojo<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sesion {
    /// Prepares a session; the data file is opened when something needs it.
    #[must_use]
    pub fn abrir(opciones: OpcionesDeSesion) -> Sesion {
        Sesion {
            opciones,
            escritor: Mutex::new(None),
            lectores: Mutex::new(Vec::new()),
            trabajos: Trabajos::default(),
            manijas: Manijas::default(),
            exportados: Mutex::new(HashMap::new()),
            temporales: Mutex::new(Vec::new()),
            generacion: AtomicU64::new(0),
            reloj_fijado: AtomicU64::new(0),
            cuadro: Mutex::new(None),
            previsto: Mutex::new(None),
            libro: Mutex::new(None),
            hijo: std::sync::OnceLock::new(),
        }
    }

    /// Names the program that hosts the child processes. Only tests and benches need it, whose own
    /// binary does not begin by [`crate::proceso_hijo::atender`]; the first call stands.
    pub fn hospedar_hijo_en(&self, programa: PathBuf) {
        let _ = self.hijo.set(programa);
    }

    pub(crate) fn programa_del_hijo(&self) -> Result<PathBuf, Falla> {
        match self.hijo.get() {
            Some(programa) => Ok(programa.clone()),
            None => std::env::current_exe().map_err(|e| Falla::Hijo(crate::proceso_hijo::FallaDeHijo::NoArranca(e.kind()))),
        }
    }

    /// Where the data file is, or will be.
    #[must_use]
    pub fn ruta_base(&self) -> PathBuf {
        self.opciones.base.clone().unwrap_or_else(|| self.opciones.carpeta.join("diligencia.dlgb"))
    }

    /// True when there is a data file.
    #[must_use]
    pub fn hay_base(&self) -> bool {
        self.ruta_base().exists()
    }

    /// Opens the data file for writing now (the window does it after its first paint), so that the
    /// first save does not wait and damage or another owner is known at once.
    ///
    /// # Errors
    /// Those of opening the store.
    pub fn preparar_escritura(&self) -> Result<(), Falla> {
        self.con_escritor(|_| Ok(()))
    }

    /// Closes readers and the writer, which checkpoints into the main file.
    ///
    /// # Errors
    /// Those of closing the store.
    pub fn cerrar(&self) -> Result<(), Falla> {
        self.trabajos.cancelar_todos();
        for carpeta in cerrojo(&self.temporales).drain(..) {
            // A viewer that still has it open keeps it on some systems; it is only a copy.
            let _ = std::fs::remove_dir_all(carpeta);
        }
        cerrojo(&self.lectores).clear();
        match cerrojo(&self.escritor).take() {
            Some(almacen) => Ok(almacen.cerrar()?),
            None => Ok(()),
        }
    }

    /// Asks every running job to stop; false when none is running.
    pub fn cancelar_todo(&self) -> bool {
        self.trabajos.cancelar_todos()
    }

    pub(crate) fn ahora(&self) -> u64 {
        // Each reading of a fixed clock is a millisecond later, so that two saves of a day keep their order.
        match self.reloj_fijado.fetch_update(Ordering::AcqRel, Ordering::Acquire, |ms| (ms > 0).then_some(ms + 1)) {
            Ok(ms) => ms,
            Err(_) => self.opciones.reloj.ahora_ms(),
        }
    }

    /// Puts the clock of this session at a moment, for the demonstration of another year.
    pub(crate) fn fijar_reloj(&self, ms: u64) {
        self.reloj_fijado.store(ms, Ordering::Release);
    }

    /// Gives the clock back.
    pub(crate) fn soltar_reloj(&self) {
        self.reloj_fijado.store(0, Ordering::Release);
    }

    pub(crate) fn hoy(&self) -> jiff::civil::Date {
        dia_en_guatemala(self.ahora())
    }

    pub(crate) fn id_nuevo(&self) -> Uuid {
        self.opciones.ids.uuid(self.ahora())
    }

    pub(crate) fn aperturas(&self) -> Aperturas {
        Aperturas {
            carpeta_usuario: self.opciones.carpeta.clone(),
            programa: self.opciones.programa.clone(),
            espera: Duration::from_secs(5),
            ahora_ms: self.ahora(),
            llavero: Arc::clone(&self.opciones.llavero),
        }
    }

    /// Where the key of a data file is, as its folder says: nothing is opened and no keyring is asked.
    pub(crate) fn custodia(&self, base: Uuid) -> Custodia {
        almacen::claves::custodia_en(&self.opciones.carpeta, base)
    }

    pub(crate) fn poner_escritor(&self, almacen: Almacen) {
        *cerrojo(&self.escritor) = Some(almacen);
    }

    pub(crate) fn con_escritor<T>(&self, f: impl FnOnce(&mut Almacen) -> Result<T, Falla>) -> Result<T, Falla> {
        let mut lugar = cerrojo(&self.escritor);
        if lugar.is_none() {
            let ruta = self.ruta_base();
            if !ruta.exists() {
                return Err(Falla::SinBase);
            }
            *lugar = Some(Almacen::abrir(&ruta, &self.aperturas(), &Avance::default())?);
        }
        match lugar.as_mut() {
            Some(almacen) => f(almacen),
            None => Err(Falla::SinBase),
        }
    }

    /// Reads inside one snapshot, on a connection of its own.
    pub(crate) fn leer<T>(&self, f: impl FnOnce(Consultas<'_>) -> Result<T, Falla>) -> Result<T, Falla> {
        let generacion = self.generacion.load(Ordering::Acquire);
        let libre = cerrojo(&self.lectores).pop();
        let lector = match libre {
            Some(l) => l,
            None => self.lector()?,
        };
        let resultado = lector.en_un_corte(f);
        if !matches!(resultado, Err(Falla::Almacen(_))) {
            let mut lectores = cerrojo(&self.lectores);
            if generacion == self.generacion.load(Ordering::Acquire) {
                lectores.push(lector);
            }
        }
        resultado
    }

    /// What `leer` gives, kept until something is written or another round is asked for.
    pub(crate) fn cuadro_guardado(
        &self,
        institucion: Option<&str>,
        ronda: Option<&str>,
        leer: impl FnOnce(&Consultas<'_>) -> Result<Cargada, Falla>,
    ) -> Result<Arc<Cargada>, Falla> {
        let generacion = self.generacion.load(Ordering::Acquire);
        self.leer(|c| {
            let clave = (generacion, c.asientos()?, institucion.map(str::to_owned), ronda.map(str::to_owned));
            if let Some((_, guardada)) = cerrojo(&self.cuadro).as_ref().filter(|(k, _)| *k == clave) {
                return Ok(Arc::clone(guardada));
            }
            let cargada = Arc::new(leer(&c)?);
            *cerrojo(&self.cuadro) = Some((clave, Arc::clone(&cargada)));
            Ok(cargada)
        })
    }

    /// The report that `componer` gives, kept until something is written, the day ends or another is asked for.
    pub(crate) fn previsto_guardado(
        &self,
        pide: &str,
        componer: impl FnOnce() -> Result<Arc<crate::informes::Previsto>, Falla>,
    ) -> Result<Arc<crate::informes::Previsto>, Falla> {
        let asientos = self.leer(|c| Ok(c.asientos()?))?;
        let clave = (self.generacion.load(Ordering::Acquire), asientos, self.hoy(), pide.to_owned());
        if let Some((_, guardado)) = cerrojo(&self.previsto).as_ref().filter(|(k, _)| *k == clave) {
            return Ok(Arc::clone(guardado));
        }
        let previsto = componer()?;
        *cerrojo(&self.previsto) = Some((clave, Arc::clone(&previsto)));
        Ok(previsto)
    }

    /// Which data file this is, of those that had its place.
    pub(crate) fn generacion_actual(&self) -> u64 {
        self.generacion.load(Ordering::Acquire)
    }

    /// The board of this file and of these asientos, when it is the one read last.
    pub(crate) fn libro_guardado(&self, clave: ClaveDeLibro) -> Option<Arc<Libro>> {
        cerrojo(&self.libro).as_ref().filter(|(k, _)| *k == clave).map(|(_, libro)| Arc::clone(libro))
    }

    /// The board of this file as it was before, taken out to be brought up to date; `None` while somebody looks at it.
    pub(crate) fn tomar_libro(&self, (generacion, asientos): ClaveDeLibro) -> Option<Libro> {
        let mut guardado = cerrojo(&self.libro);
        guardado.take_if(|((g, n), _)| *g == generacion && *n < asientos).and_then(|(_, libro)| Arc::into_inner(libro))
    }

    /// Forgets the board it has in memory: the next look reads all of it from the file. For tests and measures, where
    /// what was brought up to date is compared with what is read from nothing.
    pub fn olvidar_tablero(&self) {
        *cerrojo(&self.libro) = None;
    }

    pub(crate) fn guardar_libro(&self, clave: ClaveDeLibro, libro: Arc<Libro>) {
        *cerrojo(&self.libro) = Some((clave, libro));
    }

    /// Closes the data file, lets `f` put another in its place and keeps the one it opened. When `f`
    /// fails, the file is opened again at the next need.
    pub(crate) fn con_base_cerrada<T>(&self, f: impl FnOnce() -> Result<(Almacen, T), Falla>) -> Result<T, Falla> {
        let mut lugar = cerrojo(&self.escritor);
        *lugar = None;
        let soltar = || {
            self.generacion.fetch_add(1, Ordering::AcqRel);
            cerrojo(&self.lectores).clear();
        };
        soltar();
        let (almacen, valor) = f()?;
        // A read that began meanwhile may have opened the file of before.
        soltar();
        *lugar = Some(almacen);
        Ok(valor)
    }

    /// Closes the data file and lets `f` take it away: nothing is open afterwards.
    pub(crate) fn sin_base<T>(&self, f: impl FnOnce() -> T) -> Result<T, Falla> {
        let mut lugar = cerrojo(&self.escritor);
        if let Some(almacen) = lugar.take() {
            almacen.cerrar()?;
        }
        self.generacion.fetch_add(1, Ordering::AcqRel);
        cerrojo(&self.lectores).clear();
        let valor = f();
        self.generacion.fetch_add(1, Ordering::AcqRel);
        Ok(valor)
    }

    /// A read-only connection of one's own, for work that takes long.
    pub(crate) fn lector(&self) -> Result<Lector, Falla> {
        let ruta = self.ruta_base();
        if !ruta.exists() {
            return Err(Falla::SinBase);
        }
        match Lector::abrir(&ruta) {
            // A file of an older program: reading never migrates, so it is opened for writing once.
            Err(FallaAlmacen::MigracionFallida { .. }) => {
                self.con_escritor(|_| Ok(()))?;
                Ok(Lector::abrir(&ruta)?)
            }
            otro => Ok(otro?),
        }
    }

    /// The one way verbs write: store's transaction, then what the screen must read again.
    pub(crate) fn escribir<T>(
        &self,
        op: Operacion,
        f: impl FnOnce(&mut Tx<'_>, &Instalacion) -> Result<T, Falla>,
    ) -> Result<dto::Hecho<T>, Falla> {
        self.escribir_eligiendo(|_| Ok(op), f)
    }

    /// The same, when what is written decides which operation it is. It is read on the writing
    /// connection, whose cache is warm; a reader would have to load its pages again after each save.
    pub(crate) fn escribir_eligiendo<T>(
        &self,
        elegir: impl FnOnce(&Consultas<'_>) -> Result<Operacion, Falla>,
        f: impl FnOnce(&mut Tx<'_>, &Instalacion) -> Result<T, Falla>,
    ) -> Result<dto::Hecho<T>, Falla> {
        let ms = self.ahora();
        self.con_escritor(|almacen| {
            let consultas = almacen.consultas();
            let instalacion = consultas.instalacion()?;
            let op = elegir(&consultas)?;
            let autor = Autor { actor: instalacion.actor, ms };
            let hecho = almacen.transar(op, &autor, |tx| f(tx, &instalacion))?;
            a_hecho(almacen, hecho, ms)
        })
    }

    /// Registers a file that a person chose to read; the page gets the id.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn registrar_archivo(&self, ruta: &Path) -> Result<String, Falla> {
        self.manijas.registrar(ruta, Uso::Leer, self.ahora())
    }

    /// Registers a destination that a person chose to write.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn registrar_destino(&self, ruta: &Path) -> Result<String, Falla> {
        self.manijas.registrar(ruta, Uso::Escribir, self.ahora())
    }

    /// Registers a folder that a person chose, for a batch of reports.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn registrar_carpeta(&self, ruta: &Path) -> Result<String, Falla> {
        self.manijas.registrar(ruta, Uso::Carpeta, self.ahora())
    }

    pub(crate) fn ruta_de_carpeta(&self, id: &str) -> Result<PathBuf, Falla> {
        self.manijas.ruta(id, Uso::Carpeta, self.ahora())
    }

    pub(crate) fn ruta_de_lectura(&self, id: &str) -> Result<PathBuf, Falla> {
        self.manijas.ruta(id, Uso::Leer, self.ahora())
    }

    pub(crate) fn ruta_de_escritura(&self, id: &str) -> Result<PathBuf, Falla> {
        self.manijas.ruta(id, Uso::Escribir, self.ahora())
    }

    pub(crate) fn anotar_exportado(&self, id: &str, ruta: PathBuf) {
        cerrojo(&self.exportados).insert(id.to_owned(), ruta);
    }

    pub(crate) fn anotar_temporal(&self, carpeta: PathBuf) {
        cerrojo(&self.temporales).push(carpeta);
    }

    /// The finished file behind a destination that was used in this run.
    #[must_use]
    pub fn ruta_exportada(&self, id: &str) -> Option<PathBuf> {
        cerrojo(&self.exportados).get(id).cloned()
    }

    /// How a long job goes; a finished or unknown one is not active.
    ///
    /// # Errors
    /// None today; the shape is that of every command.
    pub fn progreso(&self, pide: dto::PorId) -> Result<dto::ProgresoDto, Falla> {
        Ok(self.trabajos.progreso(&pide.id))
    }

    /// Asks a long job to stop; it leaves nothing behind.
    ///
    /// # Errors
    /// None today; the shape is that of every command.
    pub fn cancelar(&self, pide: dto::PorId) -> Result<dto::Nada, Falla> {
        self.trabajos.cancelar(&pide.id);
        Ok(dto::Nada {})
    }
}

/// The result of a write as the screen gets it.
pub(crate) fn a_hecho<T>(almacen: &Almacen, hecho: almacen::Hecho<T>, ms: u64) -> Result<dto::Hecho<T>, Falla> {
    let consultas = almacen.consultas();
    let (deshacer, rehacer) = pila(&consultas)?;
    Ok(dto::Hecho {
        valor: hecho.valor,
        cambios: hecho
            .cambios
            .iter()
            .map(|c| dto::CambioDto { entidad: c.entidad.as_str().to_owned(), id: c.id.map(|i| i.to_string()) })
            .collect(),
        guardado: (!hecho.asientos.is_empty()).then(|| rfc3339(ms)),
        deshacer,
        rehacer,
    })
}

/// Phrases of what would be undone and redone.
pub(crate) fn pila(consultas: &Consultas<'_>) -> Result<(Option<String>, Option<String>), FallaAlmacen> {
    let frase = |o: Option<almacen::OperacionLeida>| o.map(|o| frase_de(o.operacion).to_owned());
    Ok((frase(consultas.por_deshacer()?), frase(consultas.por_rehacer()?)))
}

/// Phrase of an operation; one of a newer version says so.
pub(crate) fn frase_de(operacion: Option<Operacion>) -> &'static str {
    operacion.map_or("Cambio de una versión más nueva", Operacion::frase)
}

/// Class as this file writes it: GAE's reference copies carry the prefix.
pub(crate) fn clase(instalacion: &Instalacion, base: &str) -> String {
    if instalacion.gae { format!("gae_{base}") } else { base.to_owned() }
}

/// Class without the prefix of GAE's copies.
pub(crate) fn sin_prefijo(clase: &str) -> &str {
    clase.strip_prefix("gae_").unwrap_or(clase)
}

/// Reads an identifier.
pub(crate) fn uuid(texto: &str, que: &str) -> Result<Uuid, Falla> {
    texto.parse().map_err(|_| Falla::NoExiste { que: format!("{que} «{}»", recortar(texto, 60)) })
}

/// The institution that a text names, which must be one of this file's.
pub(crate) fn institucion_de(
    instalacion: &Instalacion,
    clave: Option<&str>,
) -> Result<&'static dominio::instituciones::Institucion, Falla> {
    let propia = instalacion.institucion.and_then(dominio::instituciones::por_id);
    let pedida = match clave.map(str::trim).filter(|c| !c.is_empty()) {
        None => {
            return propia.ok_or_else(|| Falla::campo("institucion", "Indique la institución: su código o su sigla, por ejemplo MARN."));
        }
        Some(c) => {
            dominio::instituciones::buscar(c).ok_or_else(|| Falla::NoExiste { que: format!("la institución «{}»", recortar(c, 60)) })?
        }
    };
    match propia {
        Some(p) if p.id != pedida.id => {
            Err(Falla::Permiso { motivo: format!("Este archivo es del comité de {}. No contiene datos de {}.", p.sigla, pedida.sigla) })
        }
        _ => Ok(pedida),
    }
}

/// Filter by institution: `None` in a GAE file means all.
pub(crate) fn ambito_de(instalacion: &Instalacion, clave: Option<&str>) -> Result<Option<Uuid>, Falla> {
    if instalacion.gae && clave.is_none_or(|c| c.trim().is_empty()) {
        return Ok(None);
    }
    institucion_de(instalacion, clave).map(|i| Some(i.id))
}

/// At most `n` characters, with an ellipsis when cut.
pub(crate) fn recortar(texto: &str, n: usize) -> String {
    let mut salida: String = texto.chars().take(n).collect();
    if texto.chars().count() > n {
        salida.push('…');
    }
    salida
}

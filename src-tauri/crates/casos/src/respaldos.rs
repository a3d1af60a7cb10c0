//! Backups, restoring and recovering: when to copy, and the verbs behind Ajustes and the console.
//!
//! It owns the calendar (every 4 hours of work, on closing, before an import at most once an hour),
//! the notice about another disk, and the words. What a copy must pass, and how one file takes the
//! place of another without losing anything, is `almacen`'s.

use std::path::{Path, PathBuf};

use almacen::respaldo::{self, Motivo, Respaldo};
use almacen::{Almacen, Avance};
use dominio::instituciones;

use crate::contexto::rfc3339;
use crate::dto::{
    AdjuntoListo, ConTrabajo, CrearRespaldo, ElegirCopia, Nada, PorId, Reconstruidas, RecuperadaDto, RespaldoDto, RespaldosDto,
    RestauracionPrevista, RestauradaDto, Restaurar,
};
use crate::entrada;
use crate::falla::Falla;
use crate::sesion::{AMBITO_INTERNO, AMBITO_NACIONAL, Sesion, uuid};
use crate::trabajos::Trabajo;
use crate::verificar::con_avance;

mod paquetes;

const HORA_MS: u64 = 3_600_000;
const DIA_MS: u64 = 24 * HORA_MS;
/// Hours of work after which a copy is made.
pub const HORAS_ENTRE_COPIAS: u64 = 4;
/// Days without a good copy on another disk after which people are told.
pub const DIAS_SIN_OTRO_DISCO: u64 = 7;
/// Preference of this computer: when the last good copy on another disk was made.
const OTRO_DISCO: &str = "respaldo_otro_disco";

/// When the program thinks of copying by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ocasion {
    /// From time to time, while it is open.
    Periodica,
    /// On closing.
    Cierre,
}

fn motivo_texto(motivo: Option<Motivo>) -> String {
    match motivo {
        Some(Motivo::Automatico) => "Automática".to_owned(),
        Some(Motivo::AntesDeImportar) => "Antes de importar".to_owned(),
        Some(Motivo::AntesDeMigrar(_)) => "Antes de actualizar la base".to_owned(),
        Some(Motivo::Manual) => "A petición".to_owned(),
        None => "En otro lugar".to_owned(),
    }
}

fn respaldo_dto(r: &Respaldo) -> RespaldoDto {
    RespaldoDto {
        nombre: r.nombre.clone(),
        cuando: rfc3339(r.ms),
        motivo: r.motivo.map(|m| m.to_string()),
        motivo_texto: motivo_texto(r.motivo),
        bytes: r.bytes,
        asientos: r.ficha.as_ref().map(|f| f.asientos),
        adjuntos: r.ficha.as_ref().map_or(0, |f| f.adjuntos),
        adjuntos_faltan: r.ficha.as_ref().map_or(0, |f| f.adjuntos_faltan),
        comprobada: r.ficha.as_ref().map(|f| rfc3339(f.comprobada)),
        raiz_estado: r.ficha.as_ref().map(|f| f.raiz_estado.to_string()).unwrap_or_default(),
    }
}

fn nombre_de(ruta: &Path) -> String {
    entrada::nombre(ruta)
}

impl Sesion {
    /// The backups of the folder and whether one lies on another disk. Works without opening the
    /// data file, which may be damaged.
    ///
    /// # Errors
    /// `solo_lectura` when the folder cannot be read.
    pub fn respaldos(&self, _: Nada) -> Result<RespaldosDto, Falla> {
        let ruta = self.ruta_base();
        let copias = respaldo::lista(&ruta)?;
        // What the file says is left out when the file cannot say it.
        let dato = self.leer(|c| Ok((c.instalacion()?.base, c.preferencias()?.get(OTRO_DISCO).and_then(|v| v.parse::<u64>().ok())))).ok();
        let otro_disco = dato.and_then(|(_, ms)| ms);
        let creada = dato.map_or(0, |(base, _)| u64::try_from(base.as_u128() >> 80).unwrap_or(0));
        let desde = otro_disco.unwrap_or(creada);
        let dias = if dato.is_some() { self.ahora().saturating_sub(desde) / DIA_MS } else { 0 };
        Ok(RespaldosDto {
            copias: copias.iter().map(respaldo_dto).collect(),
            al_dia: respaldo::al_dia(&ruta).unwrap_or(false),
            otro_disco: otro_disco.map(rfc3339),
            falta_otro_disco: dias >= DIAS_SIN_OTRO_DISCO,
            dias_sin_otro_disco: dias,
        })
    }

    /// Makes a verified copy, in the folder of backups or where the person chose.
    ///
    /// # Errors
    /// `respaldo_no_verificado`, `disco_lleno`, `solo_lectura`, `cancelado`: nothing is left behind.
    pub fn crear_respaldo(&self, pide: CrearRespaldo) -> Result<RespaldoDto, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        match pide.destino {
            None => self.copiar(Motivo::Manual, &trabajo),
            Some(id) => self.respaldar_en(&self.ruta_de_escritura(&id)?, &trabajo, true),
        }
    }

    /// The same at a path (the console), which refuses to overwrite.
    ///
    /// # Errors
    /// Those of [`Sesion::crear_respaldo`]; `campos_invalidos` when the file exists.
    pub fn respaldar_en_ruta(&self, salida: &Path) -> Result<RespaldoDto, Falla> {
        let trabajo = self.trabajos.empezar(Some("consola"))?;
        self.respaldar_en(salida, &trabajo, false)
    }

    /// `reemplazar`: the save dialog already asked about a file of that name; it is set aside until
    /// the new copy is in place, and only then removed.
    fn respaldar_en(&self, salida: &Path, trabajo: &Trabajo, reemplazar: bool) -> Result<RespaldoDto, Falla> {
        let (ruta, ms) = (self.base_existente()?, self.ahora());
        if std::path::absolute(salida).ok() == std::path::absolute(&ruta).ok() {
            return Err(Falla::YaExiste { ruta: salida.display().to_string() });
        }
        let previa = salida.with_extension("anterior.parcial");
        let reemplaza = reemplazar && salida.is_file();
        if reemplaza {
            std::fs::rename(salida, &previa).map_err(Falla::Salida)?;
        }
        let hecho = con_avance(trabajo, "Haciendo y comprobando la copia", |a| respaldo::en_archivo(&ruta, salida, ms, a))?;
        if reemplaza {
            match &hecho {
                Ok(_) => drop(std::fs::remove_file(&previa)),
                // The copy of before comes back; if it cannot, it is still there under the other name.
                Err(_) => drop(std::fs::rename(&previa, salida)),
            }
        }
        let hecho = hecho?;
        if en_otro_disco(&ruta, salida) {
            self.con_escritor(|a| Ok(a.guardar_preferencia(OTRO_DISCO, &ms.to_string())?))?;
        }
        Ok(respaldo_dto(&hecho))
    }

    fn copiar(&self, motivo: Motivo, trabajo: &Trabajo) -> Result<RespaldoDto, Falla> {
        let (ruta, ms) = (self.base_existente()?, self.ahora());
        let hecho = con_avance(trabajo, "Haciendo y comprobando la copia", |a| respaldo::en_carpeta(&ruta, motivo, ms, a))?;
        Ok(respaldo_dto(&hecho?))
    }

    fn base_existente(&self) -> Result<PathBuf, Falla> {
        if self.hay_base() { Ok(self.ruta_base()) } else { Err(Falla::SinBase) }
    }

    /// Makes the copy that the calendar asks for, if any: every 4 hours of work and on closing, and
    /// never when nothing was written since the last one.
    ///
    /// # Errors
    /// Those of [`Sesion::crear_respaldo`].
    pub fn respaldar_si_toca(&self, ocasion: Ocasion) -> Result<Option<RespaldoDto>, Falla> {
        let ruta = self.ruta_base();
        if !self.hay_base() || respaldo::al_dia(&ruta)? {
            return Ok(None);
        }
        let ultima = respaldo::lista(&ruta)?.into_iter().find(|r| r.ficha.is_some()).map(|r| r.ms);
        let reciente = ultima.is_some_and(|ms| self.ahora().saturating_sub(ms) < HORAS_ENTRE_COPIAS * HORA_MS);
        if ocasion == Ocasion::Periodica && reciente {
            return Ok(None);
        }
        let trabajo = self.trabajos.empezar(None)?;
        self.copiar(Motivo::Automatico, &trabajo).map(Some)
    }

    /// The copy before an import: at most one an hour, and none when the last one holds everything.
    /// An import that cannot be preceded by its copy does not begin.
    pub(crate) fn respaldar_antes_de_importar(&self, trabajo: &Trabajo) -> Result<(), Falla> {
        let ruta = self.base_existente()?;
        let reciente = respaldo::lista(&ruta)?
            .iter()
            .any(|r| r.ficha.is_some() && r.motivo == Some(Motivo::AntesDeImportar) && self.ahora().saturating_sub(r.ms) < HORA_MS);
        if reciente || respaldo::al_dia(&ruta)? {
            return Ok(());
        }
        self.copiar(Motivo::AntesDeImportar, trabajo).map(|_| ())
    }

    fn ruta_de_copia(&self, copia: Option<&str>, archivo: Option<&str>) -> Result<PathBuf, Falla> {
        match (copia, archivo) {
            // A name becomes a path only by being one of the list.
            (Some(nombre), None) => respaldo::lista(&self.ruta_base())?
                .into_iter()
                .find(|r| r.nombre == nombre)
                .map(|r| r.ruta)
                .ok_or_else(|| Falla::NoExiste { que: "esa copia de respaldo".to_owned() }),
            (None, Some(id)) => self.ruta_de_lectura(id),
            (None, None) | (Some(_), Some(_)) => Err(Falla::campo("copia", "Elija una copia de la lista o un archivo.")),
        }
    }

    /// What restoring a copy would leave behind.
    ///
    /// # Errors
    /// `no_existe`, `archivo_no_reconocido`, `archivo_mas_nuevo`, `respaldo_no_verificado`.
    pub fn prever_restauracion(&self, pide: ElegirCopia) -> Result<RestauracionPrevista, Falla> {
        let copia = self.ruta_de_copia(pide.copia.as_deref(), pide.archivo.as_deref())?;
        let prevista = Almacen::prever_restauracion(&self.ruta_base(), &copia)?;
        Ok(RestauracionPrevista {
            nombre: nombre_de(&copia),
            asientos: prevista.asientos,
            despues: prevista.despues,
            propia: prevista.propia,
        })
    }

    /// Puts a verified copy in the place of the data file, which is set aside.
    ///
    /// # Errors
    /// `respaldo_no_verificado`, `archivo_no_reconocido`, `archivo_mas_nuevo`, `archivo_en_uso`,
    /// `disco_lleno`, `cancelado`: the data file is as it was.
    pub fn restaurar(&self, pide: Restaurar) -> Result<RestauradaDto, Falla> {
        let copia = self.ruta_de_copia(pide.copia.as_deref(), pide.archivo.as_deref())?;
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        self.restaurar_de(&copia, &trabajo)
    }

    /// The same from a path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::restaurar`].
    pub fn restaurar_ruta(&self, copia: &Path) -> Result<RestauradaDto, Falla> {
        let trabajo = self.trabajos.empezar(Some("consola"))?;
        self.restaurar_de(copia, &trabajo)
    }

    fn restaurar_de(&self, copia: &Path, trabajo: &Trabajo) -> Result<RestauradaDto, Falla> {
        if !copia.is_file() {
            return Err(Falla::NoExiste { que: format!("la copia «{}»", nombre_de(copia)) });
        }
        let (ruta, aperturas) = (self.ruta_base(), self.aperturas());
        let hecha = self.con_base_cerrada(|| {
            let hecho = con_avance(trabajo, "Comprobando la copia", |a| Almacen::restaurar(&ruta, copia, &aperturas, a))?;
            let (almacen, hecha) = hecho?;
            let valor = RestauradaDto {
                asientos: hecha.asientos,
                raiz_estado: almacen.consultas().raiz_estado()?.to_string(),
                apartado: hecha.apartado.as_deref().map(nombre_de),
                despues: hecha.despues,
                adjuntos_faltan: hecha.adjuntos_faltan,
                dispositivo_nuevo: hecha.dispositivo_nuevo,
            };
            Ok((almacen, valor))
        })?;
        self.olvidar_danos()?;
        Ok(hecha)
    }

    /// Unites the newest good backup with what still reads of a damaged file, which is set aside, and with
    /// the packages that lie in its folder and in that of the backups.
    ///
    /// # Errors
    /// `no_existe`, `archivo_no_reconocido`, `disco_lleno`, `cancelado`: the file is as it was.
    pub fn recuperar(&self, pide: ConTrabajo) -> Result<RecuperadaDto, Falla> {
        let ruta = self.base_existente()?;
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let aperturas = self.aperturas();
        let (mut recuperada, faltaban) = self.con_base_cerrada(|| {
            let hecho = con_avance(&trabajo, "Buscando lo que todavía se lee", |a| Almacen::recuperar(&ruta, &aperturas, a))?;
            let (almacen, hecha) = hecho?;
            let mut valor = RecuperadaDto {
                asientos: hecha.asientos,
                raiz_estado: almacen.consultas().raiz_estado()?.to_string(),
                copia: hecha.copia,
                rescatados: hecha.rescatados,
                faltan_total: 0,
                faltan: Vec::new(),
                copias_malas: hecha.copias_malas,
                apartado: hecha.apartado.as_deref().map(nombre_de),
                adjuntos_faltan: hecha.adjuntos_faltan,
                paquetes: Vec::new(),
            };
            paquetes::poner_faltan(&mut valor, &hecha.faltan);
            Ok((almacen, (valor, hecha.faltan)))
        })?;
        self.olvidar_danos()?;
        self.reunir_paquetes(&mut recuperada, &faltaban, &trabajo)?;
        Ok(recuperada)
    }

    /// Rebuilds the tables from the log, with progress.
    ///
    /// # Errors
    /// Those of the store; a failure or a cancel leaves the tables as they were.
    pub fn reconstruir(&self, pide: ConTrabajo) -> Result<Reconstruidas, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let inicio = std::time::Instant::now();
        let asientos =
            self.con_escritor(|almacen| Ok(con_avance(&trabajo, "Reconstruyendo las tablas", |a: &Avance| almacen.reproyectar(a))??))?;
        Ok(Reconstruidas { asientos, ms: u64::try_from(inicio.elapsed().as_millis()).unwrap_or(u64::MAX) })
    }

    /// Prepares an attachment for the system's viewer: a private copy under a name of the program's own.
    ///
    /// # Errors
    /// `no_existe`, `adjunto_alterado`, `archivo_no_reconocido`.
    pub fn abrir_adjunto(&self, pide: PorId) -> Result<AdjuntoListo, Falla> {
        let id = uuid(&pide.id, "el adjunto")?;
        let leido = self.leer(|c| Ok(c.adjunto(id)?))?;
        let leido = leido.ok_or_else(|| Falla::NoExiste { que: "ese adjunto".to_owned() })?;
        let llave = crate::contexto::token_al_azar().ok_or(Falla::Interno("the system gave no randomness"))?;
        let carpeta = std::env::temp_dir().join(format!("diligencia-{llave}"));
        let ruta = self.lector()?.adjunto_para_abrir(&leido.sha256, &carpeta)?;
        self.anotar_exportado(&llave, ruta);
        self.anotar_temporal(carpeta);
        Ok(AdjuntoListo { id: llave, nombre: leido.nombre, bytes: leido.tamano })
    }
}

fn nombre_de_ambito(ambito: uuid::Uuid) -> String {
    match instituciones::por_id(ambito) {
        Some(i) => i.sigla.clone(),
        None if ambito == AMBITO_NACIONAL => "nacional".to_owned(),
        None if ambito == AMBITO_INTERNO => "GAE".to_owned(),
        None => ambito.to_string(),
    }
}

/// Whether two files lie on different disks, as far as the system says: by device on Unix, by volume
/// on Windows.
fn en_otro_disco(una: &Path, otra: &Path) -> bool {
    let carpeta = |r: &Path| std::path::absolute(r).ok().and_then(|r| r.parent().map(Path::to_owned));
    match (carpeta(una).as_deref().and_then(disco), carpeta(otra).as_deref().and_then(disco)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

#[cfg(unix)]
fn disco(carpeta: &Path) -> Option<u64> {
    std::fs::metadata(carpeta).ok().map(|m| std::os::unix::fs::MetadataExt::dev(&m))
}

#[cfg(not(unix))]
fn disco(carpeta: &Path) -> Option<String> {
    match carpeta.components().next()? {
        std::path::Component::Prefix(p) => Some(p.as_os_str().to_string_lossy().to_uppercase()),
        std::path::Component::RootDir
        | std::path::Component::CurDir
        | std::path::Component::ParentDir
        | std::path::Component::Normal(_) => None,
    }
}

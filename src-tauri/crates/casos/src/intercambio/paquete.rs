//! Packages: out, looked at, and in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use almacen::{Avance, CaboDeclarado, Exportacion, Incorporado, Procedencia};
use bitacora::cifrado::{Cifrador, descifrar, es_cifrado};
use bitacora::paquete::{Destinatario, Limites, Manifiesto, PaqueteAbierto};
use bitacora::{ErrorPaquete, dispositivo_de};
use uuid::Uuid;

use super::{aparte, nombre_de_dispositivo, sigla};
use crate::falla::{Falla, FallaDeEntrada};
use crate::instalacion::nombre_de_persona;
use crate::intercambio::identidad::nombre_o_falta;
use crate::salida::Testigo;
use crate::sesion::{AMBITO_NACIONAL, Sesion, institucion_de};
use crate::{entrada, salida};

/// What to export.
#[derive(Clone, Debug, Default)]
pub struct Exportar {
    /// Request file of the addressee: the package is encrypted for it and brings only what it lacks.
    pub para: Option<PathBuf>,
    /// UUID, codigo or sigla; `None` = the file's own, the addressee's, or all in a GAE file.
    pub institucion: Option<String>,
    /// Only what travels to everybody: credenciales given by GAE.
    pub solo_nacional: bool,
    /// Words for whoever opens it.
    pub nota: String,
}

/// What was exported.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Exportado {
    /// Name of the file.
    pub archivo: String,
    /// Bytes on the medium.
    pub bytes: u64,
    /// Asientos in it.
    pub asientos: u64,
    /// Attachments that travel.
    pub adjuntos: u64,
    /// Code to be read aloud.
    pub codigo: String,
    /// Encrypted for its addressee.
    pub cifrado: bool,
    /// Root of the state of this file, hexadecimal.
    pub raiz_estado: String,
}

/// What a package holds, and what became of it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Recibido {
    /// Asientos of the package: the four counts add up to it.
    pub asientos: u64,
    /// Appended.
    pub nuevos: u64,
    /// Already here.
    pub conocidos: u64,
    /// Kept apart.
    pub en_espera: u64,
    /// Refused.
    pub rechazados: u64,
    /// Of the new ones, without effect.
    pub sin_efecto: u64,
    /// That waited from before and count now.
    pub admitidos: u64,
    /// Open conflicts in the file.
    pub conflictos: u64,
    /// Root of the state afterwards, hexadecimal.
    pub raiz_estado: String,
    /// Why those of the package wait.
    pub causas: BTreeMap<String, u64>,
    /// Attachments that came, and that are named but did not come.
    pub adjuntos: u64,
    /// Named by the package and not in it nor here.
    pub adjuntos_que_faltan: u64,
    /// Computers with two histories.
    pub bifurcados: Vec<String>,
    /// Computers whose clock runs ahead, with the hours.
    pub relojes_adelantados: BTreeMap<String, u64>,
    /// Code of the package.
    pub codigo: String,
    /// Computer that packed it.
    pub de: String,
    /// Name of its person.
    pub de_nombre: String,
    /// Institutions.
    pub ambitos: Vec<String>,
    /// It came encrypted.
    pub cifrado: bool,
    /// Words of the sender.
    pub nota: String,
}

/// A private temporary file that goes away with its owner.
struct Aparte {
    archivo: File,
    ruta: PathBuf,
}

impl Aparte {
    fn new(carpeta: &Path, que: &str) -> Result<Aparte, Falla> {
        let token = crate::contexto::token_al_azar().ok_or(Falla::Interno("the system gives no randomness"))?;
        let ruta = carpeta.join(format!("{que}-{token}.parcial"));
        let mut opciones = OpenOptions::new();
        opciones.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut opciones, 0o600);
        let archivo = opciones.open(&ruta).map_err(Falla::Salida)?;
        Ok(Aparte { archivo, ruta })
    }
}

impl Drop for Aparte {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.ruta);
    }
}

/// Something to read a package from: the file itself, or what was decrypted from it.
trait Fuente: Read + Seek {}
impl<T: Read + Seek> Fuente for T {}

impl Sesion {
    /// Writes a package at `destino`: temporary name, fsync, read back, rename.
    ///
    /// # Errors
    /// Those of the store and of the medium; nothing is left under the final name then.
    pub fn exportar_paquete(&self, destino: &Path, pide: &Exportar) -> Result<Exportado, Falla> {
        let trabajo = self.trabajos.empezar(Some("paquete"))?;
        trabajo.etapa("Reuniendo los registros", 0);
        let para = pide.para.as_deref().map(|p| -> Result<_, Falla> {
            let bytes = entrada::leer(p, bitacora::solicitud::SOLICITUD_MAXIMA as u64)?;
            Ok(bitacora::Solicitud::leer(&bytes)?)
        });
        let para = para.transpose()?;
        let aparte = Aparte::new(&self.carpeta_propia()?, "exportando")?;
        let hecho = salida::escribir_con(destino, |archivo| {
            self.con_escritor(|almacen| {
                let consultas = almacen.consultas();
                let i = consultas.instalacion()?;
                let todos = || dominio::instituciones::todas().iter().map(|x| x.id).collect::<Vec<_>>();
                let suya = para.as_ref().and_then(|s| s.institucion).map(Uuid::from_bytes);
                let ambitos = match (&pide.institucion, i.institucion.filter(|_| !i.gae), suya) {
                    _ if pide.solo_nacional => Vec::new(),
                    (Some(pedida), _, _) => vec![institucion_de(&i, Some(pedida))?.id],
                    (None, Some(propia), _) => vec![propia],
                    (None, None, Some(suya)) => vec![suya],
                    (None, None, None) => todos(),
                };
                let exportacion = Exportacion {
                    ambitos: ambitos.into_iter().map(Uuid::into_bytes).collect(),
                    para: para
                        .iter()
                        .map(|s| Destinatario { clave_age: Some(s.clave_age), persona: Some(s.actor) })
                        .collect::<BTreeSet<_>>(),
                    segun: para.as_ref().map(|s| dispositivo_de(&s.clave)),
                    app: env!("CARGO_PKG_VERSION").to_owned(),
                    nombre: nombre_o_falta(nombre_de_persona(&consultas, i.actor)?),
                    nota: pide.nota.chars().take(500).collect(),
                };
                let aparte = aparte.archivo.try_clone().map_err(Falla::Salida)?;
                let mut testigo = Testigo::new(archivo);
                let avance = Avance::default();
                let sellado = match &para {
                    None => almacen.empaquetar(&exportacion, aparte, &mut testigo, &avance)?,
                    Some(s) => {
                        // Whoever packs it can open it too.
                        let mut cifrador = Cifrador::new(&mut testigo, &[s.clave_age, almacen.clave().clave_age()])?;
                        let sellado = almacen.empaquetar(&exportacion, aparte, &mut cifrador, &avance)?;
                        cifrador.terminar()?;
                        sellado
                    }
                };
                let raiz_estado = consultas.raiz_estado()?.to_string();
                let (bytes, suma) = testigo.terminar();
                Ok((sellado, bytes, suma, raiz_estado))
            })
            .map(|(sellado, bytes, suma, raiz)| ((sellado, bytes, raiz), suma))
        })?;
        let (sellado, bytes, raiz_estado) = hecho;
        Ok(Exportado {
            archivo: entrada::nombre(destino),
            bytes,
            asientos: sellado.manifiesto.n,
            adjuntos: sellado.manifiesto.incluidos().count() as u64,
            codigo: sellado.codigo.to_string(),
            cifrado: para.is_some(),
            raiz_estado,
        })
    }

    /// Folder of the user's own data, made if it is not there.
    fn carpeta_propia(&self) -> Result<PathBuf, Falla> {
        let carpeta = self.ruta_base().parent().map(Path::to_path_buf).unwrap_or_default();
        let carpeta = if carpeta.as_os_str().is_empty() { PathBuf::from(".") } else { carpeta };
        std::fs::create_dir_all(&carpeta).map_err(Falla::Salida)?;
        Ok(carpeta)
    }

    /// Takes a package in, or with `seco` says what would happen.
    ///
    /// # Errors
    /// Those of `intercambio.md` §12; nothing is changed then.
    pub fn importar_paquete(&self, ruta: &Path, seco: bool) -> Result<Recibido, Falla> {
        let trabajo = self.trabajos.empezar(Some("paquete"))?;
        trabajo.etapa("Comprobando el paquete", 0);
        let mut archivo = abrir(ruta)?;
        let mut primeros = [0u8; 21];
        let leidos = leer_primeros(&mut archivo, &mut primeros)?;
        let cifrado = es_cifrado(primeros.get(..leidos).unwrap_or_default());
        let mut aparte = None;
        if cifrado {
            let abierto = Aparte::new(&self.carpeta_propia()?, "importando")?;
            let mut salida = abierto.archivo.try_clone().map_err(Falla::Salida)?;
            self.con_escritor(|almacen| {
                let entrada = BufReader::new(archivo.try_clone().map_err(Falla::Salida)?);
                descifrar(entrada, almacen.clave().secreto_age(), &mut salida, Limites::default().paquete)?;
                Ok(())
            })?;
            aparte = Some(abierto);
        }
        let claro = aparte.as_ref().map_or(&archivo, |a| &a.archivo).try_clone().map_err(Falla::Salida)?;
        if claro.metadata().is_ok_and(|m| m.len() > aparte::DESDE) {
            aparte::comprobar(self, claro, &trabajo)?;
        }
        let fuente: Box<dyn Fuente> = match &aparte {
            Some(a) => {
                let mut copia = a.archivo.try_clone().map_err(Falla::Salida)?;
                copia.seek(SeekFrom::Start(0)).map_err(Falla::Salida)?;
                Box::new(BufReader::new(copia))
            }
            None => Box::new(BufReader::new(archivo)),
        };
        let mut paquete = PaqueteAbierto::abrir(fuente, &Limites::default())?;
        self.con_escritor(|almacen| {
            let instalacion = almacen.consultas().instalacion()?;
            let manifiesto = paquete.manifiesto().clone();
            revisar_ambitos(&manifiesto, instalacion.institucion.filter(|_| !instalacion.gae))?;
            if !seco {
                self.respaldar_antes_de_importar(&trabajo)?;
            }
            let adjuntos = if seco { Vec::new() } else { guardar_adjuntos(almacen.ruta(), &mut paquete, &manifiesto)? };
            let de = Procedencia {
                de: Some(dispositivo_de(&manifiesto.cabecera.de.clave)),
                claves: vec![manifiesto.cabecera.de.clave],
                acuse: manifiesto
                    .cabecera
                    .acuse
                    .iter()
                    .map(|(ambito, disp, cabo)| CaboDeclarado { ambito: *ambito, disp: *disp, seq: cabo.seq, hash: cabo.hash })
                    .collect(),
                adjuntos: adjuntos.clone(),
                ms: self.ahora(),
                anunciados: Some(manifiesto.n),
                seco,
                con_raiz: true,
            };
            trabajo.etapa("Incorporando los registros", manifiesto.n);
            let mut i = 0;
            let avance = Avance::default();
            let informe = almacen.incorporar::<Falla>(&de, &avance, || {
                trabajo.avanzar(avance.leer().0)?;
                if i >= paquete.partes() {
                    return Ok(None);
                }
                let parte = paquete.parte(i)?;
                i += 1;
                Ok(Some(parte.iter().map(|e| (e.cuerpo.to_vec(), *e.firma)).collect()))
            })?;
            Ok(recibido(&informe, &manifiesto, &adjuntos, paquete.codigo().to_string(), cifrado))
        })
    }
}

fn recibido(x: &Incorporado, m: &Manifiesto, adjuntos: &[(bitacora::Hash, u64, bool)], codigo: String, cifrado: bool) -> Recibido {
    let de = &m.cabecera.de;
    Recibido {
        asientos: m.n,
        nuevos: x.nuevos,
        conocidos: x.conocidos,
        en_espera: x.en_espera,
        rechazados: x.rechazados,
        sin_efecto: x.sin_efecto,
        admitidos: x.admitidos_de_espera,
        conflictos: x.conflictos,
        raiz_estado: x.raiz_estado.map(|h| h.to_string()).unwrap_or_default(),
        causas: x.causas.iter().map(|(causa, n)| ((*causa).to_owned(), *n)).collect(),
        adjuntos: m.incluidos().count() as u64,
        adjuntos_que_faltan: adjuntos.iter().filter(|(_, _, presente)| !presente).count() as u64,
        bifurcados: x.bifurcados.iter().map(nombre_de_dispositivo).collect(),
        relojes_adelantados: x.relojes.iter().map(|(d, ms)| (nombre_de_dispositivo(d), ms / 3_600_000)).collect(),
        codigo,
        de: nombre_de_dispositivo(&dispositivo_de(&de.clave)),
        de_nombre: de.nombre.clone(),
        ambitos: m.cabecera.ambitos.iter().filter(|a| **a != AMBITO_NACIONAL.into_bytes()).map(sigla).collect(),
        cifrado,
        nota: m.cabecera.nota.clone(),
    }
}

/// A committee takes in what is of its own institution or of everybody; GAE takes in all.
fn revisar_ambitos(m: &Manifiesto, propia: Option<Uuid>) -> Result<(), Falla> {
    let Some(propia) = propia else { return Ok(()) };
    let ajeno = m.cabecera.ambitos.iter().find(|a| **a != propia.into_bytes() && **a != AMBITO_NACIONAL.into_bytes());
    match ajeno {
        None => Ok(()),
        Some(a) => Err(Falla::PaqueteDeOtra { de: sigla(a), propia: sigla(propia.as_bytes()) }),
    }
}

/// Attachments go to their place before the rows that name them; an orphan file is harmless.
fn guardar_adjuntos(
    base: &Path,
    paquete: &mut PaqueteAbierto<Box<dyn Fuente>>,
    m: &Manifiesto,
) -> Result<Vec<(bitacora::Hash, u64, bool)>, Falla> {
    let mut estados = Vec::new();
    for a in &m.adjuntos {
        let mut presente = almacen::adjunto::esta(base, &a.sha256);
        if a.incluido
            && !presente
            && let Some(mut lector) = paquete.adjunto(&a.sha256)?
        {
            let mut bytes = Vec::new();
            lector.read_to_end(&mut bytes).map_err(|e| Falla::Paquete(ErrorPaquete::Medio(e.kind())))?;
            presente = almacen::adjunto::guardar(base, &bytes)? == a.sha256;
        }
        estados.push((a.sha256, a.bytes, presente));
    }
    Ok(estados)
}

fn abrir(ruta: &Path) -> Result<File, Falla> {
    use std::io::ErrorKind as K;
    let causa = |e: &std::io::Error| {
        let causas = [
            (K::NotFound, FallaDeEntrada::NoEsta),
            (K::PermissionDenied, FallaDeEntrada::SinPermiso),
            (K::IsADirectory, FallaDeEntrada::EsCarpeta),
        ];
        causas.into_iter().find(|(k, _)| *k == e.kind()).map_or(FallaDeEntrada::Medio, |(_, f)| f)
    };
    let archivo = File::open(ruta).map_err(|e| Falla::Entrada(causa(&e)))?;
    if archivo.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(Falla::Entrada(FallaDeEntrada::EsCarpeta));
    }
    Ok(archivo)
}

fn leer_primeros(archivo: &mut File, primeros: &mut [u8]) -> Result<usize, Falla> {
    let mut leidos = 0;
    while let Some(resto) = primeros.get_mut(leidos..).filter(|r| !r.is_empty()) {
        match archivo.read(resto).map_err(|_| Falla::Entrada(FallaDeEntrada::Medio))? {
            0 => break,
            n => leidos += n,
        }
    }
    archivo.seek(SeekFrom::Start(0)).map_err(|_| Falla::Entrada(FallaDeEntrada::Medio))?;
    Ok(leidos)
}

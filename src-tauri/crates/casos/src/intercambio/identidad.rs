//! Identity: the key of this computer, the request that others read, whom it believes, and the
//! credenciales that a coordinator or GAE gives and takes away.

use std::path::Path;

pub use almacen::Custodia;
use almacen::{Avance, DispositivoDeConfianza, Operacion};
pub use bitacora::Rol;
use bitacora::admision::{Nombramiento, Revocacion};
use bitacora::palabras::palabras_de;
use bitacora::solicitud::{SOLICITUD_MAXIMA, Solicitud};
use bitacora::{ErrorPaquete, dispositivo_de};
use uuid::Uuid;

use super::{nombre_de_dispositivo, sigla};
use crate::falla::Falla;
use crate::guardar::motivo_valido;
use crate::instalacion::nombre_de_persona;
use crate::intercambio::paquete::{Exportado, Exportar};
use crate::sesion::{AMBITO_NACIONAL, Sesion, institucion_de, recortar};
use crate::{entrada, salida};

/// A computer that this one knows.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Conocido {
    /// Name of the device, hexadecimal.
    pub dispositivo: String,
    /// Name of its person.
    pub nombre: String,
    /// `integrante`, `coordinador`, `asesor`, `jefe`, or `sin_credencial`.
    pub rol: String,
    /// Sigla of its institution, or «GAE».
    pub institucion: String,
    /// Believed on this computer only.
    pub confianza_local: bool,
    /// A dismissal reaches it.
    pub de_baja: bool,
}

/// Who this computer is.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Identidad {
    /// Name of the device, hexadecimal.
    pub dispositivo: String,
    /// Name of the person, or empty.
    pub persona: String,
    /// Role of the credencial, or `sin_credencial`.
    pub rol: String,
    /// `con_credencial`, `sin_credencial`, `de_baja`.
    pub estado: String,
    /// Where the private key is: `llavero` or `archivo`.
    pub custodia: String,
    /// Eight words of the request, to be compared aloud.
    pub palabras: Vec<String>,
    /// Everybody else.
    pub conocidos: Vec<Conocido>,
}

/// A request that was read or written.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct SolicitudLeida {
    /// Name of the file.
    pub archivo: String,
    /// Name of the device, hexadecimal.
    pub dispositivo: String,
    /// Name of its person.
    pub nombre: String,
    /// Sigla of its institution, or «GAE».
    pub institucion: String,
    /// Eight words, to be compared aloud.
    pub palabras: Vec<String>,
}

const SIN_CREDENCIAL: &str = "sin_credencial";

/// What others read while the person has not written a name.
pub(crate) fn nombre_o_falta(nombre: String) -> String {
    if nombre.trim().is_empty() { "Sin nombre".to_owned() } else { nombre }
}

fn leer_solicitud(ruta: &Path) -> Result<(Solicitud, SolicitudLeida), Falla> {
    let bytes = entrada::leer(ruta, SOLICITUD_MAXIMA as u64)?;
    let s = Solicitud::leer(&bytes).map_err(Falla::Paquete)?;
    let leida = SolicitudLeida {
        archivo: entrada::nombre(ruta),
        dispositivo: nombre_de_dispositivo(&dispositivo_de(&s.clave)),
        nombre: s.nombre.clone(),
        institucion: s.institucion.as_ref().map_or_else(|| "GAE".to_owned(), sigla),
        palabras: palabras_de(&bytes).map(str::to_owned).to_vec(),
    };
    Ok((s, leida))
}

impl Sesion {
    /// Bytes of this computer's request; the same while nobody changes the person's name.
    fn solicitud_propia(&self) -> Result<Vec<u8>, Falla> {
        self.con_escritor(|almacen| {
            let consultas = almacen.consultas();
            let i = consultas.instalacion()?;
            let clave = almacen.clave();
            let solicitud = Solicitud {
                nombre: nombre_o_falta(nombre_de_persona(&consultas, i.actor)?),
                cargo: String::new(),
                institucion: i.institucion.filter(|_| !i.gae).map(Uuid::into_bytes),
                actor: i.actor.into_bytes(),
                clave: clave.publica(),
                clave_age: clave.clave_age(),
            };
            solicitud.firmar(clave).map_err(Falla::Paquete)
        })
    }

    /// Who this computer is, and whom it knows.
    ///
    /// # Errors
    /// Those of the store.
    pub fn identidad(&self) -> Result<Identidad, Falla> {
        let palabras = palabras_de(&self.solicitud_propia()?).map(str::to_owned).to_vec();
        self.con_escritor(|almacen| {
            let consultas = almacen.consultas();
            let i = consultas.instalacion()?;
            let propio = almacen.dispositivo();
            let ambito = i.institucion.filter(|_| !i.gae).unwrap_or(AMBITO_NACIONAL);
            let credencial = almacen.credencial(ambito);
            let de_baja = almacen.revocado(&propio);
            let mut conocidos: Vec<Conocido> = Vec::new();
            for c in almacen.credenciales().filter(|c| c.disp != propio) {
                conocidos.push(Conocido {
                    dispositivo: nombre_de_dispositivo(&c.disp),
                    nombre: c.datos.nombre.clone(),
                    rol: c.datos.rol.as_str().to_owned(),
                    institucion: sigla(&c.datos.ambito),
                    confianza_local: false,
                    de_baja: almacen.revocado(&c.disp),
                });
            }
            for d in consultas.de_confianza()?.into_iter().filter(|d| !d.propio) {
                let dispositivo = nombre_de_dispositivo(&dispositivo_de(&d.clave));
                match conocidos.iter_mut().find(|c| c.dispositivo == dispositivo) {
                    Some(c) => c.confianza_local = true,
                    None => conocidos.push(Conocido {
                        dispositivo,
                        nombre: d.nombre,
                        rol: SIN_CREDENCIAL.to_owned(),
                        institucion: d.ambito.as_ref().map_or_else(|| "GAE".to_owned(), sigla),
                        confianza_local: true,
                        de_baja: false,
                    }),
                }
            }
            Ok(Identidad {
                dispositivo: nombre_de_dispositivo(&propio),
                persona: nombre_de_persona(&consultas, i.actor)?,
                rol: credencial.map_or(SIN_CREDENCIAL, |c| c.datos.rol.as_str()).to_owned(),
                estado: if de_baja {
                    "de_baja"
                } else if credencial.is_some() {
                    "con_credencial"
                } else {
                    SIN_CREDENCIAL
                }
                .to_owned(),
                custodia: almacen.custodia().as_str().to_owned(),
                palabras,
                conocidos,
            })
        })
    }

    /// Takes the key from its file to the system's keyring, where there is one that is open. True when it
    /// is there now. The data file is not held while the keyring is asked, so that no save waits for it.
    ///
    /// # Errors
    /// `llavero_cerrado`: the key stays in its file, which is as good. Those of the store.
    pub fn llevar_clave_al_llavero(&self) -> Result<bool, Falla> {
        let Some(mudanza) = self.con_escritor(|almacen| Ok(almacen.preparar_mudanza()?))? else {
            return self.con_escritor(|almacen| Ok(almacen.custodia() == Custodia::Llavero));
        };
        let llevada = mudanza.llevar()?;
        self.con_escritor(|almacen| {
            almacen.concluir_mudanza(&llevada)?;
            Ok(almacen.custodia() == Custodia::Llavero)
        })
    }

    /// Takes the key where a person wants it; one that was asked to stay in its file stays there.
    ///
    /// # Errors
    /// `llavero_cerrado`: the key is where it was.
    pub fn mudar_clave(&self, a: Custodia) -> Result<(), Falla> {
        self.con_escritor(|almacen| Ok(almacen.mudar_clave(a)?))
    }

    /// Writes this computer's request.
    ///
    /// # Errors
    /// Those of writing the file.
    pub fn escribir_solicitud(&self, destino: &Path) -> Result<SolicitudLeida, Falla> {
        let bytes = self.solicitud_propia()?;
        salida::escribir(destino, &bytes)?;
        leer_solicitud(destino).map(|(_, leida)| leida)
    }

    /// Reads a request without believing it.
    ///
    /// # Errors
    /// `archivo_no_reconocido`, `paquete_alterado`.
    pub fn ver_solicitud(&self, ruta: &Path) -> Result<SolicitudLeida, Falla> {
        leer_solicitud(ruta).map(|(_, leida)| leida)
    }

    /// Believes a computer on this one only. Gives how many asientos that waited count now.
    ///
    /// # Errors
    /// `sin_permiso` for the request of another institution.
    pub fn confiar(&self, ruta: &Path) -> Result<(SolicitudLeida, u64), Falla> {
        let (s, leida) = leer_solicitud(ruta)?;
        let ms = self.ahora();
        let admitidos = self.con_escritor(|almacen| {
            let i = almacen.consultas().instalacion()?;
            if let (false, Some(propia), Some(suya)) = (i.gae, i.institucion, s.institucion)
                && propia.into_bytes() != suya
            {
                return Err(Falla::Permiso {
                    motivo: format!(
                        "La ficha es de {} y este archivo es de {}. No se confió en esa computadora.",
                        sigla(&suya),
                        sigla(propia.as_bytes())
                    ),
                });
            }
            let quien = DispositivoDeConfianza {
                clave: s.clave,
                clave_age: Some(s.clave_age),
                nombre: s.nombre.clone(),
                ambito: s.institucion,
                propio: false,
                ms,
            };
            Ok(almacen.confiar(&quien, &Avance::default())?.admitidos_de_espera)
        })?;
        Ok((leida, admitidos))
    }

    /// Gives a credencial to the computer of a request, and writes the package that carries it.
    ///
    /// # Errors
    /// `sin_permiso` when this computer may not name that role; `campos_invalidos` without institution.
    pub fn nombrar(&self, ruta: &Path, rol: Rol, institucion: Option<&str>, destino: &Path) -> Result<(SolicitudLeida, Exportado), Falla> {
        let (s, leida) = leer_solicitud(ruta)?;
        let mut solo_nacional = true;
        self.escribir(Operacion::Nombrar, |tx, instalacion| {
            let pedida = institucion.or_else(|| {
                instalacion
                    .institucion
                    .is_none()
                    .then_some(())
                    .and(s.institucion.as_ref())
                    .and_then(|id| dominio::instituciones::por_id(Uuid::from_bytes(*id)))
                    .map(|i| i.sigla.as_str())
            });
            let ambito = match (rol.es_de_gae(), pedida) {
                (true, None) => AMBITO_NACIONAL,
                _ => institucion_de(instalacion, pedida)?.id,
            };
            if let Some(suya) = s.institucion.filter(|suya| rol.es_de_gae() || *suya != ambito.into_bytes()) {
                return Err(Falla::Permiso {
                    motivo: format!("La ficha es de {} y no puede recibir ese nombramiento. No se nombró a nadie.", sigla(&suya)),
                });
            }
            // What a coordination gives stays in its institution's chain; what GAE gives travels to all.
            let donde = if instalacion.gae { AMBITO_NACIONAL } else { ambito };
            solo_nacional = instalacion.gae;
            let nombramiento = Nombramiento {
                clave: s.clave,
                clave_age: Some(s.clave_age),
                actor: s.actor,
                nombre: recortar(&s.nombre, 190),
                cargo: recortar(&s.cargo, 190),
                rol,
                ambito: ambito.into_bytes(),
                desde_seq: 1,
            };
            tx.actuar(donde, "nombrar", "", nombramiento.a_datos())?;
            Ok(())
        })?;
        // A member of this computer may be among the ones it names: what waited counts now.
        self.con_escritor(|almacen| Ok(almacen.rejuzgar(&Avance::default())?))?;
        let exportar = Exportar { solo_nacional, nota: "Credencial".to_owned(), ..Exportar::default() };
        Ok((leida, self.exportar_paquete(destino, &exportar)?))
    }

    /// Takes the credencial of a computer away from a number of its chain on.
    ///
    /// # Errors
    /// `no_existe`; `sin_permiso`; `campos_invalidos` without a reason of ten characters.
    pub fn revocar(&self, dispositivo: &str, ultimo_seq: u64, motivo: &str) -> Result<Conocido, Falla> {
        let no_existe = || Falla::NoExiste { que: format!("la computadora «{}»", recortar(dispositivo, 60)) };
        let disp = dispositivo.trim().parse::<Uuid>().map_err(|_| no_existe())?.into_bytes();
        let motivo = motivo_valido(motivo, 10)?;
        let (credencial, otros) = self.con_escritor(|almacen| {
            let credencial = almacen.credenciales().find(|c| c.disp == disp).cloned().ok_or_else(no_existe)?;
            let acuse = almacen.consultas().acuse()?;
            let otros: Vec<([u8; 16], u64)> = acuse
                .iter()
                .filter(|(ambito, d, _)| **d == disp && **ambito != credencial.datos.ambito)
                .map(|(ambito, _, cabo)| (*ambito, cabo.seq))
                .collect();
            Ok((credencial, otros))
        })?;
        let de = credencial.datos.ambito;
        self.escribir(Operacion::Revocar, |tx, instalacion| {
            let donde = if instalacion.gae { AMBITO_NACIONAL } else { Uuid::from_bytes(de) };
            let revocacion = Revocacion { disp, ambito: de, ultimo_seq, otros: otros.clone() };
            tx.actuar(donde, "revocar", &motivo, revocacion.a_datos(&motivo))?;
            Ok(())
        })?;
        // What it wrote after that number was stored before: it is judged again now.
        self.con_escritor(|almacen| Ok(almacen.rejuzgar(&Avance::default())?))?;
        Ok(Conocido {
            dispositivo: nombre_de_dispositivo(&disp),
            nombre: credencial.datos.nombre,
            rol: credencial.datos.rol.as_str().to_owned(),
            institucion: sigla(&de),
            confianza_local: false,
            de_baja: true,
        })
    }
}

/// A request that is not one.
impl From<ErrorPaquete> for Falla {
    fn from(e: ErrorPaquete) -> Self {
        Falla::Paquete(e)
    }
}

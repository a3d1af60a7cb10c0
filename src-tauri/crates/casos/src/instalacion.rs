//! Start: what this file is, creating it, preferences of this computer.

use almacen::{Almacen, Autor, Consultas, Escritura, Instalacion, NuevaBase, Operacion};
use dominio::instituciones::{self, Institucion, TipoInstitucion};

use crate::demostracion::{INICIO, media_manana};
use crate::dto::{ComoInstalacion, CrearInstalacion, EstadoInicial, GuardarPreferencia, Hecho, InstalacionDto, InstitucionDto, Nada};
use crate::falla::Falla;
use crate::importar;
use crate::sesion::{AMBITO_INTERNO, Sesion, a_hecho, pila};
use crate::verificar::RevisionDiaria;

/// The real trámites of the demonstration: MARN's 104 in the public export of December 2023.
const DEMO_MARN: &[u8] = include_bytes!("../datos/demo_marn.csv");
/// Sigla of the demonstration's committee.
const DEMO_SIGLA: &str = "MARN";

/// One of the 66 as the screens know it.
pub(crate) fn institucion_dto(i: &Institucion) -> InstitucionDto {
    InstitucionDto {
        id: i.id.to_string(),
        codigo: i.codigo.clone(),
        sigla: i.sigla.clone(),
        nombre: i.nombre.clone(),
        tipo: i.tipo.as_str().to_owned(),
        departamento: i.departamento.clone(),
        confirmada: i.confirmada,
    }
}

/// Name of a person, from the entity that carries it.
pub(crate) fn nombre_de_persona(consultas: &Consultas<'_>, actor: uuid::Uuid) -> Result<String, Falla> {
    let nombre = consultas.entidad(actor)?.and_then(|e| e.valor("nombre").and_then(|v| v.texto().map(str::to_owned)));
    Ok(nombre.unwrap_or_default())
}

/// Role of this computer's credencial, `de_baja`, or `sin_credencial`.
pub(crate) fn credencial(consultas: &Consultas<'_>) -> Result<&'static str, Falla> {
    Ok(match consultas.credencial_propia()? {
        (_, true) => "de_baja",
        (Some(rol), false) => rol.as_str(),
        (None, false) => "sin_credencial",
    })
}

pub(crate) fn instalacion_dto(sesion: &Sesion, consultas: &Consultas<'_>) -> Result<InstalacionDto, Falla> {
    let i = consultas.instalacion()?;
    let (deshacer, rehacer) = pila(consultas)?;
    let preferencias = consultas.preferencias()?;
    Ok(InstalacionDto {
        como: if i.gae { ComoInstalacion::Gae } else { ComoInstalacion::Comite },
        institucion: i.institucion.and_then(instituciones::por_id).map(institucion_dto),
        demo: i.demo,
        persona: nombre_de_persona(consultas, i.actor)?,
        credencial: credencial(consultas)?.to_owned(),
        custodia: sesion.custodia(i.base).as_str().to_owned(),
        danos_hallados: RevisionDiaria::leer(&preferencias).danos,
        solo_lectura: false,
        tramites: consultas.cuantos_tramites()?,
        deshacer,
        rehacer,
        preferencias: preferencias.into_iter().filter(|(clave, _)| !crate::vistas::es_trozo(clave)).collect(),
    })
}

impl Sesion {
    /// What the window needs for its first screen.
    ///
    /// # Errors
    /// Those of opening the data file.
    pub fn estado_inicial(&self, _: Nada) -> Result<EstadoInicial, Falla> {
        let instalacion = if self.hay_base() { Some(self.leer(|c| instalacion_dto(self, &c))?) } else { None };
        Ok(EstadoInicial {
            instalacion,
            instituciones: instituciones::todas().iter().map(institucion_dto).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Creates the data file and leaves it open. Refuses to overwrite one.
    ///
    /// # Errors
    /// `campos_invalidos` without institution; those of the store.
    pub fn crear_instalacion(&self, pide: CrearInstalacion) -> Result<Hecho<InstalacionDto>, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let gae = pide.como == ComoInstalacion::Gae;
        let clave = match (gae, pide.institucion.as_deref().map(str::trim).filter(|t| !t.is_empty())) {
            (true, _) => None,
            (false, Some(c)) => Some(c),
            (false, None) if pide.demo => Some(DEMO_SIGLA),
            (false, None) => return Err(Falla::campo("institucion", "Elija la institución de su comité.")),
        };
        let institucion = match clave {
            None => None,
            Some(c) => Some(instituciones::buscar(c).ok_or_else(|| Falla::NoExiste { que: format!("la institución «{c}»") })?),
        };
        let persona = dominio::campos::validar("persona", "nombre", &pide.persona.trim().into()).or_else(|e| {
            if pide.persona.trim().is_empty() { Ok(dominio::Dato::Nulo) } else { Err(Falla::campo("persona", e.mensaje())) }
        })?;
        // The identity of the file says when it was made, so it is of today even in the demonstration of 2021.
        let nueva =
            NuevaBase { base: self.id_nuevo(), gae, institucion: institucion.map(|i| i.id), demo: pide.demo, actor: self.id_nuevo() };
        let reloj = RelojDeDemostracion(self);
        if pide.demo && gae {
            self.fijar_reloj(media_manana(INICIO));
        }
        let (actor, ms) = (nueva.actor, self.ahora());
        let ruta = self.ruta_base();
        let mut almacen = Almacen::crear(&ruta, &self.aperturas(), &nueva)?;
        let autor = Autor { actor, ms };
        let primero = almacen.transar(Operacion::CrearInstalacion, &autor, |tx| {
            let lista: Vec<&Institucion> = match institucion {
                Some(i) => vec![i],
                None => instituciones::todas().iter().collect(),
            };
            for i in lista {
                tx.escribir(i.id, celdas_de_institucion(i, gae), "")?;
            }
            if !persona.esta_vacio() {
                let (ambito, clase) = institucion.map_or((AMBITO_INTERNO, "gae_persona"), |i| (i.id, "persona"));
                tx.escribir(ambito, vec![Escritura::nueva(actor, clase, "nombre", persona.clone())], "")?;
            }
            Ok::<(), Falla>(())
        });
        let hecho = match primero {
            Ok(hecho) => hecho,
            Err(falla) => {
                // Without its first entry it is not the file that was asked for.
                drop(almacen);
                borrar_base(&ruta);
                return Err(falla);
            }
        };
        let mut hecho = a_hecho(&almacen, hecho, ms)?;
        self.poner_escritor(almacen);
        if pide.demo {
            // A gobernación shows one process whole; the others, the real trámites of MARN; GAE, the end of 2021.
            let gobernacion = institucion.is_some_and(|i| i.tipo == TipoInstitucion::Gobernacion);
            let demostrado = if gae {
                self.escribir_demostracion_de_gae(&trabajo).map(|()| Vec::new())
            } else if gobernacion {
                self.escribir_demostracion().map(|()| Vec::new())
            } else {
                importar::importar_bytes(self, DEMO_MARN, "catalogo_2023_MARN.csv", None, &trabajo).map(|h| h.cambios)
            };
            match demostrado {
                Ok(cambios) => hecho.cambios.extend(cambios),
                Err(falla) => {
                    // A demonstration without its trámites is not one: leave nothing behind.
                    self.cerrar()?;
                    borrar_base(&ruta);
                    return Err(falla);
                }
            }
        }
        drop(reloj);
        let valor = self.leer(|c| instalacion_dto(self, &c))?;
        // The facts of a demonstration are of 2021; the file was saved now.
        let guardado = hecho.guardado.map(|_| crate::contexto::rfc3339(self.ahora()));
        Ok(Hecho { valor, cambios: hecho.cambios, guardado, deshacer: hecho.deshacer, rehacer: hecho.rehacer })
    }

    /// Keeps a preference of this computer (theme, density…): never exported.
    ///
    /// # Errors
    /// `campos_invalidos` for another shape.
    pub fn guardar_preferencia(&self, pide: GuardarPreferencia) -> Result<Nada, Falla> {
        let forma = !pide.clave.is_empty() && pide.clave.len() <= 40 && pide.clave.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !forma {
            return Err(Falla::campo("clave", "El nombre de la preferencia lleva solo letras minúsculas y guion bajo."));
        }
        if pide.valor.chars().count() > 200 {
            return Err(Falla::campo("valor", "El valor de la preferencia tiene más de 200 caracteres."));
        }
        self.con_escritor(|a| Ok(a.guardar_preferencia(&pide.clave, &pide.valor)?))?;
        Ok(Nada {})
    }

    /// What this file is, for verbs that only read.
    pub(crate) fn instalacion(&self) -> Result<Instalacion, Falla> {
        self.leer(|c| Ok(c.instalacion()?))
    }

    /// Identity of this device, hexadecimal (the console's `crear`).
    ///
    /// # Errors
    /// Those of opening the data file.
    pub fn dispositivo(&self) -> Result<String, Falla> {
        self.con_escritor(|a| Ok(a.dispositivo().iter().map(|b| format!("{b:02x}")).collect()))
    }
}

/// Gives the session its clock back, whatever happened.
struct RelojDeDemostracion<'s>(&'s Sesion);

impl Drop for RelojDeDemostracion<'_> {
    fn drop(&mut self) {
        self.0.soltar_reloj();
    }
}

pub(crate) fn celdas_de_institucion(i: &Institucion, gae: bool) -> Vec<Escritura> {
    let clase = if gae { "gae_institucion" } else { "institucion" };
    let mut celdas = vec![
        Escritura::nueva(i.id, clase, "codigo", i.codigo.as_str()),
        Escritura::nueva(i.id, clase, "sigla", i.sigla.as_str()),
        Escritura::nueva(i.id, clase, "nombre", i.nombre.as_str()),
        Escritura::nueva(i.id, clase, "tipo", i.tipo.as_str()),
        Escritura::nueva(i.id, clase, "confirmada", i.confirmada),
    ];
    if let Some(d) = &i.departamento {
        celdas.push(Escritura::nueva(i.id, clase, "departamento", d.as_str()));
    }
    celdas
}

/// Removes a file that this very call made a moment ago and nobody has used.
pub(crate) fn borrar_base(ruta: &std::path::Path) {
    for sufijo in ["", "-wal", "-shm"] {
        let mut nombre = ruta.as_os_str().to_os_string();
        nombre.push(sufijo);
        let _ = std::fs::remove_file(nombre);
    }
}

//! What is durable and what is pending, by file and by name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Suceso;
use crate::azar::Azar;

/// What a disk writes whole or not: 512 bytes.
const SECTOR: usize = 512;

/// One file or folder after the cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sobreviviente {
    /// A file with these bytes.
    Archivo(Vec<u8>),
    /// A folder.
    Carpeta,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nodo {
    /// Number of the file: names come and go, the file stays.
    Archivo(usize),
    Carpeta,
}

#[derive(Clone, Debug)]
enum Cambio {
    Escribir { desde: usize, bytes: Vec<u8> },
    Recortar { largo: usize },
}

#[derive(Clone, Debug, Default)]
struct Archivo {
    durable: Vec<u8>,
    pendientes: Vec<Cambio>,
    /// Length that programs see now.
    largo: usize,
}

#[derive(Clone, Debug)]
enum CambioDeNombre {
    Poner(PathBuf, Nodo),
    Quitar(PathBuf),
    Mover(PathBuf, PathBuf, Nodo),
}

/// A disk in the middle of its work.
#[derive(Clone, Debug, Default)]
pub struct Disco {
    archivos: Vec<Archivo>,
    vivos: BTreeMap<PathBuf, Nodo>,
    durables: BTreeMap<PathBuf, Nodo>,
    nombres: Vec<(PathBuf, CambioDeNombre)>,
}

impl Disco {
    /// A disk at rest: all of it durable. The empty path is the folder that is watched.
    #[must_use]
    pub fn new(inicial: impl IntoIterator<Item = (PathBuf, Sobreviviente)>) -> Self {
        let mut disco = Disco::default();
        disco.vivos.insert(PathBuf::new(), Nodo::Carpeta);
        for (ruta, que) in inicial {
            let nodo = match que {
                Sobreviviente::Carpeta => Nodo::Carpeta,
                Sobreviviente::Archivo(bytes) => {
                    disco.archivos.push(Archivo { largo: bytes.len(), durable: bytes, pendientes: Vec::new() });
                    Nodo::Archivo(disco.archivos.len() - 1)
                }
            };
            disco.vivos.insert(ruta, nodo);
        }
        disco.durables = disco.vivos.clone();
        disco
    }

    /// One more thing happens.
    ///
    /// # Errors
    /// Something that the model does not know: the log would be misread.
    pub fn aplicar(&mut self, suceso: &Suceso) -> Result<(), String> {
        match suceso {
            Suceso::Anuncio(_) => {}
            Suceso::Crear(ruta) => {
                if !self.vivos.contains_key(ruta) {
                    self.archivos.push(Archivo::default());
                    let nodo = Nodo::Archivo(self.archivos.len() - 1);
                    self.nombrar(ruta, CambioDeNombre::Poner(ruta.clone(), nodo));
                    self.vivos.insert(ruta.clone(), nodo);
                }
            }
            Suceso::Carpeta(ruta) => {
                self.nombrar(ruta, CambioDeNombre::Poner(ruta.clone(), Nodo::Carpeta));
                self.vivos.insert(ruta.clone(), Nodo::Carpeta);
            }
            Suceso::Escribir { ruta, desde, bytes } => {
                let archivo = self.archivo(ruta)?;
                let desde = match desde {
                    Some(d) => usize::try_from(*d).map_err(|e| e.to_string())?,
                    None => archivo.largo,
                };
                archivo.largo = archivo.largo.max(desde + bytes.len());
                archivo.pendientes.push(Cambio::Escribir { desde, bytes: bytes.clone() });
            }
            Suceso::Recortar(ruta, largo) => {
                let archivo = self.archivo(ruta)?;
                archivo.largo = usize::try_from(*largo).map_err(|e| e.to_string())?;
                archivo.pendientes.push(Cambio::Recortar { largo: archivo.largo });
            }
            Suceso::Sincronizar(ruta) => self.sincronizar(ruta)?,
            Suceso::Renombrar(de, a) => {
                let nodo = self.vivos.remove(de).ok_or_else(|| format!("rename of an unknown name: {}", de.display()))?;
                if nodo == Nodo::Carpeta || de.parent() != a.parent() {
                    return Err(format!("rename the model does not know: {} → {}", de.display(), a.display()));
                }
                self.nombrar(a, CambioDeNombre::Mover(de.clone(), a.clone(), nodo));
                self.vivos.insert(a.clone(), nodo);
            }
            Suceso::Enlazar(de, a) => {
                let nodo = *self.vivos.get(de).ok_or_else(|| format!("a second name of an unknown one: {}", de.display()))?;
                self.nombrar(a, CambioDeNombre::Poner(a.clone(), nodo));
                self.vivos.insert(a.clone(), nodo);
            }
            Suceso::Quitar(ruta) => {
                self.vivos.remove(ruta).ok_or_else(|| format!("removal of an unknown name: {}", ruta.display()))?;
                self.nombrar(ruta, CambioDeNombre::Quitar(ruta.clone()));
            }
        }
        Ok(())
    }

    fn nombrar(&mut self, ruta: &Path, cambio: CambioDeNombre) {
        self.nombres.push((ruta.parent().unwrap_or(Path::new("")).to_owned(), cambio));
    }

    fn archivo(&mut self, ruta: &Path) -> Result<&mut Archivo, String> {
        match self.vivos.get(ruta) {
            Some(Nodo::Archivo(n)) => self.archivos.get_mut(*n).ok_or_else(|| "lost file".to_owned()),
            _ => Err(format!("a write to an unknown file: {}", ruta.display())),
        }
    }

    fn sincronizar(&mut self, ruta: &Path) -> Result<(), String> {
        if self.vivos.get(ruta) != Some(&Nodo::Carpeta) {
            let archivo = self.archivo(ruta)?;
            for cambio in std::mem::take(&mut archivo.pendientes) {
                aplicar_entero(&mut archivo.durable, &cambio);
            }
            return Ok(());
        }
        for (carpeta, cambio) in std::mem::take(&mut self.nombres) {
            if carpeta == ruta {
                aplicar_nombre(&mut self.durables, &cambio);
            } else {
                self.nombres.push((carpeta, cambio));
            }
        }
        Ok(())
    }

    /// What one power cut now may leave: each pending name by a coin, each pending sector by its own
    /// draw, with a probability of its own for each file.
    #[must_use]
    pub fn cortar(&self, azar: &mut Azar) -> BTreeMap<PathBuf, Sobreviviente> {
        let mut nombres = self.durables.clone();
        for (_, cambio) in &self.nombres {
            if azar.moneda() {
                aplicar_nombre(&mut nombres, cambio);
            }
        }
        let hay = |ruta: &Path| nombres.get(ruta) == Some(&Nodo::Carpeta);
        let mut quedan = BTreeMap::new();
        for (ruta, nodo) in &nombres {
            if !ruta.ancestors().skip(1).all(hay) || ruta.as_os_str().is_empty() {
                continue;
            }
            let que = match nodo {
                Nodo::Carpeta => Sobreviviente::Carpeta,
                Nodo::Archivo(n) => Sobreviviente::Archivo(self.archivos.get(*n).map(|a| romper(a, azar)).unwrap_or_default()),
            };
            quedan.insert(ruta.clone(), que);
        }
        quedan
    }
}

fn aplicar_nombre(nombres: &mut BTreeMap<PathBuf, Nodo>, cambio: &CambioDeNombre) {
    match cambio {
        CambioDeNombre::Poner(ruta, nodo) => {
            nombres.insert(ruta.clone(), *nodo);
        }
        CambioDeNombre::Quitar(ruta) => {
            nombres.remove(ruta);
        }
        CambioDeNombre::Mover(de, a, nodo) => {
            nombres.remove(de);
            nombres.insert(a.clone(), *nodo);
        }
    }
}

fn poner(contenido: &mut Vec<u8>, desde: usize, bytes: &[u8]) {
    let hasta = desde + bytes.len();
    if contenido.len() < hasta {
        contenido.resize(hasta, 0);
    }
    contenido[desde..hasta].copy_from_slice(bytes);
}

fn aplicar_entero(contenido: &mut Vec<u8>, cambio: &Cambio) {
    match cambio {
        Cambio::Escribir { desde, bytes } => poner(contenido, *desde, bytes),
        Cambio::Recortar { largo } => contenido.resize(*largo, 0),
    }
}

/// The bytes of a file after the cut.
fn romper(archivo: &Archivo, azar: &mut Azar) -> Vec<u8> {
    let mut contenido = archivo.durable.clone();
    let de_mil = azar.menor(1001);
    for cambio in &archivo.pendientes {
        match cambio {
            Cambio::Recortar { largo } => {
                if azar.menor(1000) < de_mil {
                    contenido.resize(*largo, 0);
                }
            }
            Cambio::Escribir { desde, bytes } => {
                let mut hecho = 0;
                while hecho < bytes.len() {
                    let lugar = desde + hecho;
                    let trozo = (SECTOR - lugar % SECTOR).min(bytes.len() - hecho);
                    if azar.menor(1000) < de_mil {
                        poner(&mut contenido, lugar, &bytes[hecho..hecho + trozo]);
                    } else if azar.menor(8) == 0 {
                        poner(&mut contenido, lugar, &bytes[hecho..hecho + trozo / 2]);
                    }
                    hecho += trozo;
                }
            }
        }
    }
    contenido
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn escribir(ruta: &str, desde: u64, bytes: &[u8]) -> Suceso {
        Suceso::Escribir { ruta: ruta.into(), desde: Some(desde), bytes: bytes.to_vec() }
    }

    fn disco(sucesos: &[Suceso]) -> Disco {
        let mut disco = Disco::new([]);
        for suceso in sucesos {
            disco.aplicar(suceso).unwrap();
        }
        disco
    }

    /// Every outcome of 400 cuts.
    fn cortes(disco: &Disco) -> BTreeSet<Option<Vec<u8>>> {
        (0..400)
            .map(|i| match disco.cortar(&mut Azar::de_ensayo(1, i)).get(Path::new("a")) {
                Some(Sobreviviente::Archivo(bytes)) => Some(bytes.clone()),
                Some(Sobreviviente::Carpeta) => panic!("a file"),
                None => None,
            })
            .collect()
    }

    #[test]
    fn what_was_synced_with_its_folder_is_always_there() {
        let todo = [Suceso::Crear("a".into()), escribir("a", 0, b"uno"), Suceso::Sincronizar("a".into()), Suceso::Sincronizar("".into())];
        assert_eq!(cortes(&disco(&todo)), BTreeSet::from([Some(b"uno".to_vec())]));
    }

    #[test]
    fn a_synced_file_without_its_folder_may_be_gone() {
        let todo = [Suceso::Crear("a".into()), escribir("a", 0, b"uno"), Suceso::Sincronizar("a".into())];
        assert_eq!(cortes(&disco(&todo)), BTreeSet::from([None, Some(b"uno".to_vec())]));
    }

    #[test]
    fn sectors_that_were_not_synced_stay_go_or_tear_each_by_itself() {
        let mut todo = vec![Suceso::Crear("a".into()), escribir("a", 0, &[1; 1024]), Suceso::Sincronizar("a".into())];
        todo.extend([Suceso::Sincronizar("".into()), escribir("a", 0, &[2; 1024])]);
        let vistos: BTreeSet<(u8, u8, u8, u8)> =
            cortes(&disco(&todo)).into_iter().flatten().map(|b| (b[0], b[511], b[512], b[1023])).collect();
        for esperado in [(1, 1, 1, 1), (2, 2, 2, 2), (2, 2, 1, 1), (1, 1, 2, 2), (2, 1, 1, 1), (1, 1, 2, 1)] {
            assert!(vistos.contains(&esperado), "{esperado:?} in {vistos:?}");
        }
    }

    #[test]
    fn a_rename_is_the_old_file_or_the_new_one_until_the_folder_is_synced() {
        let mut todo = vec![Suceso::Crear("a".into()), escribir("a", 0, b"viejo"), Suceso::Sincronizar("a".into())];
        todo.extend([Suceso::Sincronizar("".into()), Suceso::Crear("b".into()), escribir("b", 0, b"nuevo")]);
        todo.extend([Suceso::Sincronizar("b".into()), Suceso::Renombrar("b".into(), "a".into())]);
        let ambos = BTreeSet::from([Some(b"viejo".to_vec()), Some(b"nuevo".to_vec())]);
        assert_eq!(cortes(&disco(&todo)), ambos);
        todo.push(Suceso::Sincronizar("".into()));
        assert_eq!(cortes(&disco(&todo)), BTreeSet::from([Some(b"nuevo".to_vec())]));
    }

    #[test]
    fn a_removed_name_made_again_starts_clean_and_a_dropped_removal_brings_the_old_file() {
        let mut todo = vec![Suceso::Crear("a".into()), escribir("a", 0, b"viejo"), Suceso::Sincronizar("a".into())];
        todo.extend([Suceso::Sincronizar("".into()), Suceso::Quitar("a".into()), Suceso::Crear("a".into())]);
        todo.extend([escribir("a", 0, b"x"), Suceso::Sincronizar("a".into())]);
        let tres = BTreeSet::from([None, Some(b"viejo".to_vec()), Some(b"x".to_vec())]);
        assert_eq!(cortes(&disco(&todo)), tres);
    }

    #[test]
    fn a_file_in_a_folder_that_was_not_synced_into_its_own_may_be_gone() {
        let mut todo = vec![Suceso::Carpeta("c".into()), Suceso::Crear("c/a".into()), Suceso::Sincronizar("c/a".into())];
        todo.push(Suceso::Sincronizar("c".into()));
        let hay = |d: &Disco| (0..100).filter(|i| d.cortar(&mut Azar::de_ensayo(3, *i)).contains_key(Path::new("c/a"))).count();
        assert!((1..100).contains(&hay(&disco(&todo))));
        todo.push(Suceso::Sincronizar("".into()));
        assert_eq!(hay(&disco(&todo)), 100);
    }

    #[test]
    fn what_the_model_does_not_know_stops_it() {
        let mut disco = Disco::new([]);
        assert!(disco.aplicar(&escribir("nadie", 0, b"x")).is_err());
        assert!(disco.aplicar(&Suceso::Renombrar("nadie".into(), "a".into())).is_err());
        assert!(disco.aplicar(&Suceso::Quitar("nadie".into())).is_err());
    }
}

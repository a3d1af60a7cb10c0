//! The log of `strace -f -y -xx -a 0` as one ordered list of what happened inside a folder.
//!
//! It refuses what it cannot follow: a shortened string, a way of writing that it does not know, a
//! file of the folder mapped for shared writing. `-shm` files are left out: recovery makes them again.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Calls to record, for `strace -e trace=`. Those that [`leer`] only knows to refuse are in it too, so
/// that nothing writes unseen.
pub const LLAMADAS: &str = "openat,open,creat,read,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,\
fsync,fdatasync,sync,syncfs,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,\
symlinkat,mmap,dup,dup2,dup3,copy_file_range,sendfile,splice,io_uring_setup";

/// One thing that happened, with paths relative to the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suceso {
    /// A file was opened that may have to be made.
    Crear(PathBuf),
    /// A folder was made.
    Carpeta(PathBuf),
    /// Bytes were written; without a place, at the end.
    Escribir {
        /// File.
        ruta: PathBuf,
        /// Offset.
        desde: Option<u64>,
        /// Bytes.
        bytes: Vec<u8>,
    },
    /// The length was set.
    Recortar(PathBuf, u64),
    /// fsync or fdatasync of a file or of a folder.
    Sincronizar(PathBuf),
    /// A rename.
    Renombrar(PathBuf, PathBuf),
    /// A second name for a file.
    Enlazar(PathBuf, PathBuf),
    /// A name was removed.
    Quitar(PathBuf),
    /// The child said something on its standard output.
    Anuncio(String),
}

/// Reads a whole log.
///
/// # Errors
/// The line that cannot be followed, and why.
pub fn leer(log: &str, carpeta: &Path) -> Result<Vec<Suceso>, String> {
    let mut lectura = Lectura { carpeta, a_medias: HashMap::new(), lugares: HashMap::new(), sucesos: Vec::new() };
    for (n, linea) in log.lines().enumerate() {
        lectura.linea(linea).map_err(|e| format!("line {}: {e}: {}", n + 1, linea.chars().take(200).collect::<String>()))?;
    }
    Ok(lectura.sucesos)
}

struct Lectura<'a> {
    carpeta: &'a Path,
    a_medias: HashMap<String, String>,
    /// Place of each descriptor; `None` writes at the end.
    lugares: HashMap<u32, Option<u64>>,
    sucesos: Vec<Suceso>,
}

impl Lectura<'_> {
    fn linea(&mut self, linea: &str) -> Result<(), String> {
        let Some((proceso, resto)) = linea.split_once(' ') else { return Ok(()) };
        let resto = resto.trim_start();
        if resto.starts_with("+++") || resto.starts_with("---") {
            return Ok(());
        }
        if let Some(inicio) = resto.strip_suffix("<unfinished ...>") {
            self.a_medias.insert(proceso.to_owned(), inicio.trim_end().to_owned());
            return Ok(());
        }
        if resto.starts_with("<...") {
            let (_, fin) = resto.split_once("resumed>").ok_or("half a call")?;
            let inicio = self.a_medias.remove(proceso).ok_or("the end of a call without its start")?;
            return self.llamada(&format!("{inicio}{fin}"));
        }
        self.llamada(resto)
    }

    fn llamada(&mut self, texto: &str) -> Result<(), String> {
        let corte = texto.rfind(" = ").ok_or("no result")?;
        let (llamada, resultado) = (texto[..corte].trim_end(), &texto[corte + 3..]);
        let (nombre, argumentos) = llamada.strip_suffix(')').and_then(|l| l.split_once('(')).ok_or("no call")?;
        if resultado.starts_with('-') || resultado.starts_with('?') {
            return Ok(());
        }
        let entero = resultado.split(|c: char| !c.is_ascii_hexdigit() && c != 'x').next().unwrap_or_default();
        let partes: Vec<&str> = argumentos.split(", ").collect();
        let arg = |i: usize| partes.get(i).copied().unwrap_or_default();
        match nombre {
            "openat" | "open" | "creat" => self.abrir(nombre, &partes, entero),
            "read" => {
                if let Some(Some(lugar)) = self.lugares.get_mut(&descriptor(arg(0)).0) {
                    *lugar += entero.parse::<u64>().map_err(|e| e.to_string())?;
                }
                Ok(())
            }
            "lseek" => {
                if let Some(Some(lugar)) = self.lugares.get_mut(&descriptor(arg(0)).0) {
                    *lugar = entero.parse().map_err(|_| "no place")?;
                }
                Ok(())
            }
            "write" | "writev" | "pwrite64" => self.escribir(nombre, argumentos, &partes, entero),
            "ftruncate" => {
                let Some(ruta) = self.de_descriptor(arg(0))? else { return Ok(()) };
                self.sucesos.push(Suceso::Recortar(ruta, arg(1).parse().map_err(|_| "no length")?));
                Ok(())
            }
            "fsync" | "fdatasync" => {
                let Some(ruta) = self.de_descriptor(arg(0))? else { return Ok(()) };
                self.sucesos.push(Suceso::Sincronizar(ruta));
                Ok(())
            }
            "rename" | "renameat" | "renameat2" | "link" | "linkat" => {
                let rutas = self.rutas(&partes)?;
                match (self.dentro(&rutas[0]), self.dentro(rutas.get(1).ok_or("no destination")?)) {
                    (None, None) => {}
                    (Some(de), Some(a)) if nombre.starts_with("link") => self.sucesos.push(Suceso::Enlazar(de, a)),
                    (Some(de), Some(a)) => self.sucesos.push(Suceso::Renombrar(de, a)),
                    _ => return Err("a rename across the border of the folder".to_owned()),
                }
                Ok(())
            }
            "unlink" | "unlinkat" | "rmdir" | "mkdir" | "mkdirat" => {
                let Some(ruta) = self.dentro(&self.rutas(&partes)?[0]) else { return Ok(()) };
                self.sucesos.push(if nombre.starts_with("mkdir") { Suceso::Carpeta(ruta) } else { Suceso::Quitar(ruta) });
                Ok(())
            }
            "mmap" => {
                let ajeno = !arg(3).contains("MAP_SHARED") || !arg(2).contains("PROT_WRITE");
                if !ajeno && self.de_descriptor(arg(4))?.is_some() {
                    return Err("a file of the folder mapped for shared writing".to_owned());
                }
                Ok(())
            }
            _ => {
                let toca = partes.iter().any(|p| self.de_descriptor(p).is_ok_and(|r| r.is_some()))
                    || self.rutas(&partes).is_ok_and(|r| r.iter().any(|x| self.dentro(x).is_some()));
                let de_todo = matches!(nombre, "sync" | "io_uring_setup");
                if toca || de_todo { Err("a way of writing that is not followed".to_owned()) } else { Ok(()) }
            }
        }
    }

    fn abrir(&mut self, nombre: &str, partes: &[&str], resultado: &str) -> Result<(), String> {
        let banderas = partes.iter().find(|p| p.starts_with("O_")).copied().unwrap_or_default();
        let numero = resultado.parse().map_err(|_| "no descriptor")?;
        self.lugares.insert(numero, (!banderas.contains("O_APPEND")).then_some(0));
        let Some(ruta) = self.dentro(&self.rutas(partes)?[0]) else { return Ok(()) };
        if banderas.contains("O_TMPFILE") || nombre == "creat" {
            return Err("a way of opening that is not followed".to_owned());
        }
        if banderas.contains("O_CREAT") {
            self.sucesos.push(Suceso::Crear(ruta.clone()));
        }
        if banderas.contains("O_TRUNC") {
            self.sucesos.push(Suceso::Recortar(ruta, 0));
        }
        Ok(())
    }

    fn escribir(&mut self, nombre: &str, argumentos: &str, partes: &[&str], resultado: &str) -> Result<(), String> {
        let (numero, _) = descriptor(partes.first().copied().unwrap_or_default());
        let escritos: usize = resultado.parse().map_err(|_| "no count")?;
        if argumentos.contains("\"...") {
            return Err("a shortened string".to_owned());
        }
        let ruta = self.de_descriptor(partes.first().copied().unwrap_or_default())?;
        if ruta.is_none() && numero != 1 {
            return Ok(());
        }
        let mut bytes: Vec<u8> = argumentos.split('"').skip(1).step_by(2).map(bytes_de).collect::<Result<Vec<_>, _>>()?.concat();
        let pedidos = if nombre == "writev" { bytes.len() } else { partes.get(2).and_then(|p| p.parse().ok()).unwrap_or(0) };
        if bytes.len() != pedidos || escritos > pedidos {
            return Err(format!("{} bytes in the log, {pedidos} asked, {escritos} written", bytes.len()));
        }
        bytes.truncate(escritos);
        let desde = if nombre == "pwrite64" {
            Some(partes.get(3).and_then(|p| p.parse().ok()).ok_or("no offset")?)
        } else {
            let lugar = self.lugares.entry(numero).or_insert(Some(0));
            let desde = *lugar;
            *lugar = desde.map(|l| l + escritos as u64);
            desde
        };
        match ruta {
            Some(ruta) => self.sucesos.push(Suceso::Escribir { ruta, desde, bytes }),
            None => self.sucesos.push(Suceso::Anuncio(String::from_utf8_lossy(&bytes).into_owned())),
        }
        Ok(())
    }

    /// The path inside the folder of an argument like `5<\x2f…>`.
    fn de_descriptor(&self, argumento: &str) -> Result<Option<PathBuf>, String> {
        let (_, ruta) = descriptor(argumento);
        if argumento.contains("deleted") {
            // Nothing can name it again: what is written there is gone with the power.
            return Ok(None);
        }
        Ok(self.dentro(&ruta_de(ruta)?))
    }

    fn dentro(&self, ruta: &Path) -> Option<PathBuf> {
        let propia = ruta.strip_prefix(self.carpeta).ok()?;
        (!propia.to_string_lossy().ends_with("-shm")).then(|| propia.to_owned())
    }

    /// Paths given as strings, each relative to the folder that stands before it.
    fn rutas(&self, partes: &[&str]) -> Result<Vec<PathBuf>, String> {
        let mut base = PathBuf::new();
        let mut rutas = Vec::new();
        for parte in partes {
            if let Some(texto) = parte.strip_prefix('"').and_then(|p| p.strip_suffix('"')) {
                let ruta = base.join(ruta_de(texto)?);
                if ruta.components().any(|c| c == Component::ParentDir) {
                    return Err("a path with «..»".to_owned());
                }
                rutas.push(ruta.components().filter(|c| *c != Component::CurDir).collect());
            } else if parte.contains('<') {
                base = ruta_de(descriptor(parte).1)?;
            }
        }
        if rutas.is_empty() { Err("no path".to_owned()) } else { Ok(rutas) }
    }
}

/// Number and path of `5<\x2f\x74>`; `AT_FDCWD` has none.
fn descriptor(argumento: &str) -> (u32, &str) {
    let (numero, resto) = argumento.split_once('<').unwrap_or((argumento, ""));
    (numero.parse().unwrap_or(u32::MAX), resto.split('>').next().unwrap_or_default())
}

fn bytes_de(texto: &str) -> Result<Vec<u8>, String> {
    texto.split("\\x").skip(1).map(|par| u8::from_str_radix(par, 16).map_err(|_| format!("no byte: {par}"))).collect()
}

fn ruta_de(texto: &str) -> Result<PathBuf, String> {
    Ok(PathBuf::from(String::from_utf8(bytes_de(texto)?).map_err(|e| e.to_string())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x(texto: &str) -> String {
        texto.bytes().map(|b| format!("\\x{b:02x}")).collect()
    }

    fn sucesos(lineas: &[String]) -> Result<Vec<Suceso>, String> {
        leer(&lineas.join("\n"), Path::new("/d"))
    }

    #[test]
    fn a_write_its_sync_its_rename_and_the_announcement_are_read_in_order() {
        let (d, a, b) = (x("/d"), x("/d/a"), x("/d/b"));
        let leidos = sucesos(&[
            format!("7 openat(AT_FDCWD<{}>, \"{a}\", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 5<{a}>", x("/")),
            format!("7 write(5<{a}>, \"{}\", 3) = 3", x("uno")),
            format!("7 pwrite64(5<{a}>, \"{}\", 3, 512) = 2", x("dos")),
            format!("7 write(5<{a}>, \"{}\", 1) = 1", x("!")),
            format!("7 fsync(5<{a}>) = 0"),
            format!("7 rename(\"{a}\", \"{b}\") = 0"),
            format!("7 fsync(6<{d}>) = 0"),
            format!("7 write(1<{}>, \"{}\", 8) = 8", x("pipe:[9]"), x("hecho 1\n")),
            "7 +++ exited with 0 +++".to_owned(),
        ])
        .unwrap();
        let escribir = |desde, bytes: &[u8]| Suceso::Escribir { ruta: "a".into(), desde: Some(desde), bytes: bytes.to_vec() };
        assert_eq!(
            leidos,
            [
                Suceso::Crear("a".into()),
                escribir(0, b"uno"),
                escribir(512, b"do"),
                escribir(3, b"!"),
                Suceso::Sincronizar("a".into()),
                Suceso::Renombrar("a".into(), "b".into()),
                Suceso::Sincronizar("".into()),
                Suceso::Anuncio("hecho 1\n".into()),
            ]
        );
    }

    #[test]
    fn a_call_cut_in_two_by_another_thread_counts_when_it_ends() {
        let a = x("/d/a");
        let leidos = sucesos(&[
            format!("7 pwrite64(5<{a}>, \"{}\", 1, 8 <unfinished ...>", x("u")),
            format!("8 ftruncate(6<{}>, 9) = 0", x("/d/b")),
            "7 <... pwrite64 resumed>) = 1".to_owned(),
        ]);
        let escrito = Suceso::Escribir { ruta: "a".into(), desde: Some(8), bytes: b"u".to_vec() };
        assert_eq!(leidos.unwrap(), [Suceso::Recortar("b".into(), 9), escrito]);
    }

    #[test]
    fn what_failed_and_what_is_elsewhere_is_left_out() {
        let leidos = sucesos(&[
            format!("7 unlink(\"{}\") = -1 ENOENT (No such file or directory)", x("/d/a")),
            format!("7 fsync(5<{}>) = 0", x("/otra/a")),
            format!("7 mmap(NULL, 32768, PROT_READ|PROT_WRITE, MAP_SHARED, 5<{}>, 0) = 0x7f24", x("/d/a-shm")),
        ]);
        assert_eq!(leidos.unwrap(), []);
    }

    #[test]
    fn what_it_cannot_follow_is_refused() {
        let a = x("/d/a");
        for linea in [
            format!("7 write(5<{a}>, \"{}\"..., 300) = 300", x("uno")),
            format!("7 write(5<{a}>, \"{}\", 4) = 4", x("uno")),
            format!("7 mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 5<{a}>, 0) = 0x7f24"),
            format!("7 copy_file_range(4<{}>, NULL, 5<{a}>, NULL, 9, 0) = 9", x("/otra")),
            format!("7 pwritev(5<{a}>, [], 0, 0) = 0"),
            format!("7 symlink(\"{a}\", \"{}\") = 0", x("/d/b")),
            format!("7 rename(\"{a}\", \"{}\") = 0", x("/fuera")),
        ] {
            assert!(sucesos(std::slice::from_ref(&linea)).is_err(), "{linea}");
        }
    }
}

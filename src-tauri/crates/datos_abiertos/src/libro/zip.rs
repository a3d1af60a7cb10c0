//! The container of a workbook, walked by its central directory; nothing is ever written to disk.
//!
//! Owns the look before any parsing (`seguridad.md` §2.2): number of parts, declared size and
//! density, encryption, repeated names; and the opening of one part, which stops at its declared
//! size. Names are only compared, never used as paths.

use std::collections::HashSet;
use std::io::Read;

use super::{FallaDeLibro, LimitesDeLibro};

const FIN: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
/// Parts under this size may be as dense as they like.
const SIN_DENSIDAD: u64 = 1 << 20;

/// One part, still packed.
#[derive(Clone, Debug)]
pub struct Parte<'a> {
    /// Name inside the container.
    pub nombre: &'a str,
    /// Declared size once open.
    pub abierto: u64,
    deflate: bool,
    crc: u32,
    datos: &'a [u8],
}

/// The parts of a container that passed the look.
#[derive(Debug)]
pub struct Zip<'a> {
    partes: Vec<Parte<'a>>,
}

struct Lector<'a>(&'a [u8]);

impl<'a> Lector<'a> {
    fn tomar(&mut self, n: usize) -> Option<&'a [u8]> {
        let (tomado, resto) = self.0.split_at_checked(n)?;
        self.0 = resto;
        Some(tomado)
    }
    fn numero(&mut self, n: usize) -> Option<u64> {
        Some(self.tomar(n)?.iter().rev().fold(0, |suma, b| suma << 8 | u64::from(*b)))
    }
}

fn danado() -> FallaDeLibro {
    FallaDeLibro::Danado { parte: "ZIP".to_owned() }
}

impl<'a> Zip<'a> {
    /// Reads the directory and refuses what the limits do not allow; no part is opened.
    ///
    /// # Errors
    /// [`FallaDeLibro`].
    pub fn abrir(bytes: &'a [u8], limites: &LimitesDeLibro) -> Result<Self, FallaDeLibro> {
        let cola = bytes.len().saturating_sub(65_557);
        let fin = bytes.get(cola..).and_then(|b| b.windows(4).rposition(|v| v == FIN)).map(|p| p + cola).ok_or_else(danado)?;
        let mut l = Lector(bytes.get(fin + 8..).unwrap_or_default());
        let mut leer = |n| l.numero(n).ok_or_else(danado);
        leer(2)?;
        let cuantas = usize::try_from(leer(2)?).unwrap_or(usize::MAX);
        leer(4)?;
        let desde = usize::try_from(leer(4)?).unwrap_or(usize::MAX);
        if cuantas > limites.partes {
            return Err(FallaDeLibro::DemasiadasPartes { partes: cuantas, limite: limites.partes });
        }
        let mut directorio = Lector(bytes.get(desde..fin).ok_or_else(danado)?);
        let mut partes = Vec::with_capacity(cuantas);
        let (mut nombres, mut suma) = (HashSet::new(), 0u64);
        for _ in 0..cuantas {
            let parte = parte(bytes, &mut directorio)?;
            suma = suma.saturating_add(parte.abierto);
            if suma > limites.abierto {
                return Err(FallaDeLibro::CreceDemasiado { abierto: suma, limite: limites.abierto });
            }
            let empacado = parte.datos.len() as u64;
            if parte.abierto > SIN_DENSIDAD && parte.abierto / empacado.max(1) > limites.densidad {
                return Err(FallaDeLibro::CreceDemasiado { abierto: parte.abierto, limite: limites.abierto });
            }
            if !nombres.insert(parte.nombre.to_ascii_lowercase()) {
                return Err(FallaDeLibro::ParteRepetida { parte: parte.nombre.to_owned() });
            }
            partes.push(parte);
        }
        // A directory longer than it says hides parts from this look and not from another reader.
        if directorio.0.starts_with(CENTRAL) {
            return Err(FallaDeLibro::DemasiadasPartes { partes: cuantas + 1, limite: cuantas });
        }
        Ok(Zip { partes })
    }

    /// Every part, in the order of the directory.
    pub fn partes(&self) -> impl Iterator<Item = &Parte<'a>> {
        self.partes.iter()
    }

    /// A part by its name, whatever its capitals.
    #[must_use]
    pub fn parte(&self, nombre: &str) -> Option<&Parte<'a>> {
        self.partes.iter().find(|p| p.nombre.eq_ignore_ascii_case(nombre))
    }
}

/// One record of the directory, with the bytes that its local header stands before.
fn parte<'a>(bytes: &'a [u8], directorio: &mut Lector<'a>) -> Result<Parte<'a>, FallaDeLibro> {
    if directorio.tomar(4) != Some(CENTRAL) {
        return Err(danado());
    }
    let mut leer = |n| directorio.numero(n).ok_or_else(danado);
    leer(4)?;
    let (banderas, metodo) = (leer(2)?, leer(2)?);
    leer(4)?;
    let crc = u32::try_from(leer(4)?).unwrap_or(0);
    let (mut empacado, mut abierto) = (leer(4)?, leer(4)?);
    let (n_nombre, n_extra, n_nota) = (leer(2)?, leer(2)?, leer(2)?);
    leer(8)?;
    let mut lugar = leer(4)?;
    let mut tomar = |n: u64| directorio.tomar(usize::try_from(n).unwrap_or(usize::MAX)).ok_or_else(danado);
    let nombre = std::str::from_utf8(tomar(n_nombre)?).map_err(|_| danado())?;
    let mut extra = Lector(tomar(n_extra)?);
    tomar(n_nota)?;
    // Sizes over 4 GiB stand in an extra field; some writers use it for small ones too.
    while let (Some(clase), Some(largo)) = (extra.numero(2), extra.numero(2)) {
        let mut campo = Lector(extra.tomar(usize::try_from(largo).unwrap_or(usize::MAX)).ok_or_else(danado)?);
        for valor in [&mut abierto, &mut empacado, &mut lugar] {
            if clase == 1 && *valor == u64::from(u32::MAX) {
                *valor = campo.numero(8).ok_or_else(danado)?;
            }
        }
    }
    if banderas & 1 != 0 {
        return Err(FallaDeLibro::Cifrado);
    }
    let deflate = match metodo {
        0 => false,
        8 => true,
        _ => return Err(danado()),
    };
    let lugar = usize::try_from(lugar).map_err(|_| danado())?;
    let mut local = Lector(bytes.get(lugar..).ok_or_else(danado)?);
    if local.tomar(4) != Some(LOCAL) || local.tomar(22).is_none() {
        return Err(danado());
    }
    let (n_nombre, n_extra) = (local.numero(2).ok_or_else(danado)?, local.numero(2).ok_or_else(danado)?);
    local.tomar(usize::try_from(n_nombre + n_extra).unwrap_or(usize::MAX)).ok_or_else(danado)?;
    let datos = local.tomar(usize::try_from(empacado).unwrap_or(usize::MAX)).ok_or_else(danado)?;
    Ok(Parte { nombre, abierto, deflate, crc, datos })
}

impl Parte<'_> {
    /// True for what is read as XML, relationships included.
    #[must_use]
    pub fn es_xml(&self) -> bool {
        [".xml", ".rels"].iter().any(|f| self.nombre.to_ascii_lowercase().ends_with(f))
    }

    fn danada(&self) -> FallaDeLibro {
        FallaDeLibro::Danado { parte: self.nombre.to_owned() }
    }

    /// At most its first `n` bytes, open.
    ///
    /// # Errors
    /// [`FallaDeLibro::Danado`].
    pub fn principio(&self, n: u64) -> Result<Vec<u8>, FallaDeLibro> {
        let mut salida = Vec::new();
        let leido = if self.deflate {
            flate2::read::DeflateDecoder::new(self.datos).take(n).read_to_end(&mut salida)
        } else {
            self.datos.take(n).read_to_end(&mut salida)
        };
        leido.map_err(|_| self.danada())?;
        Ok(salida)
    }

    /// The whole part. It is as long as the directory declared, or it is refused.
    ///
    /// # Errors
    /// [`FallaDeLibro::Danado`].
    pub fn abrir(&self) -> Result<Vec<u8>, FallaDeLibro> {
        let salida = self.principio(self.abierto + 1)?;
        let mut crc = flate2::Crc::new();
        crc.update(&salida);
        if salida.len() as u64 != self.abierto || crc.sum() != self.crc {
            return Err(self.danada());
        }
        Ok(salida)
    }

    /// The whole part as UTF-8 text, without its mark.
    ///
    /// # Errors
    /// [`FallaDeLibro::Danado`] also for another encoding, which no workbook uses.
    pub fn texto(&self) -> Result<String, FallaDeLibro> {
        let mut texto = String::from_utf8(self.abrir()?).map_err(|_| self.danada())?;
        if texto.starts_with('\u{FEFF}') {
            texto.drain(..'\u{FEFF}'.len_utf8());
        }
        Ok(texto)
    }
}

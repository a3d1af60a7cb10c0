//! Reading a package: everything is checked before anything is given.
//!
//! One pass from the first byte to the last. The manifest comes first and says, with its signature,
//! what must follow; each header must be the one that this manifest demands, and each part and
//! attachment must have its size, CRC and SHA-256. A file cut on the way therefore names the part
//! that is missing. Only the manifest is kept in memory. When the medium changes afterwards, the
//! hash of a part or attachment is checked again as it is given.

use std::io::{self, Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::error::no_mas;
use super::zip::{self, Ficha};
use super::{
    CodigoPaquete, ErrorPaquete, Limite, Limites, Manifiesto, PRIMEROS_BYTES, ParteAbierta, ParteCerrada, hash_de_manifiesto,
    nombre_de_parte,
};
use crate::{ClavePublica, Hash};

const FIRMA: u64 = 64;
const TRAMO: usize = 64 * 1024;

/// A package that was verified whole.
pub struct PaqueteAbierto<L> {
    lector: L,
    limites: Limites,
    manifiesto: Manifiesto,
    hash: Hash,
    bytes: u64,
    // Parts first, then the attachments that travel.
    piezas: Vec<Pieza>,
}

#[derive(Clone, Debug)]
struct Pieza {
    nombre: String,
    desde: u64,
    bytes: u64,
    sha256: Hash,
}

impl<L: Read + Seek> PaqueteAbierto<L> {
    /// Walks and verifies the whole package.
    ///
    /// # Errors
    /// Every variant of [`ErrorPaquete`] but those about encryption; an encrypted package is
    /// [`ErrorPaquete::NoReconocido`] here, since it must be decrypted first.
    pub fn abrir(lector: L, limites: &Limites) -> Result<Self, ErrorPaquete> {
        let mut paso = Paso::new(lector)?;
        no_mas(Limite::Paquete, paso.largo, limites.paquete)?;
        let codificado = paso.pequena("manifiesto.cbor", Limite::Manifiesto, limites.manifiesto)?;
        let firma = paso.pequena("manifiesto.firma", Limite::Manifiesto, limites.manifiesto)?;
        let hash = hash_de_manifiesto(&codificado);
        let manifiesto = Manifiesto::decodificar(&codificado, limites)?;
        let firma: [u8; FIRMA as usize] = firma.try_into().map_err(|_| paso.no("the signature of the manifest has 64 bytes"))?;
        ClavePublica::desde_bytes(&manifiesto.cabecera.de.clave)?.verificar(&hash, &firma)?;

        let partes = manifiesto.partes.iter().enumerate().map(|(i, p)| (nombre_de_parte(i), p.bytes, p.sha256));
        let adjuntos = manifiesto.incluidos().map(|a| (a.entrada(), a.bytes, a.sha256));
        let piezas = partes.chain(adjuntos).map(|(nombre, bytes, sha256)| Pieza { nombre, desde: 0, bytes, sha256 });
        let mut piezas: Vec<Pieza> = piezas.collect();
        let codigo = CodigoPaquete::de(&hash);
        let de = piezas.len() as u64;
        let mut pendientes = piezas.as_mut_slice();
        let mut parte = 0;
        while let Some((pieza, otras)) = pendientes.split_first_mut() {
            parte += 1;
            let falta = ErrorPaquete::Incompleto { parte, de, codigo };
            pieza.desde = paso.pieza(pieza, otras, falta)?;
            pendientes = otras;
        }
        paso.cerrar()?;
        let Paso { lector, largo, .. } = paso;
        Ok(PaqueteAbierto { lector, limites: *limites, manifiesto, hash, bytes: largo, piezas })
    }

    /// What the author says; the signature was checked.
    #[must_use]
    pub fn manifiesto(&self) -> &Manifiesto {
        &self.manifiesto
    }

    /// Hash of the manifest: the name of the package.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// What it is read aloud by.
    #[must_use]
    pub fn codigo(&self) -> CodigoPaquete {
        CodigoPaquete::de(&self.hash)
    }

    /// Bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many parts.
    #[must_use]
    pub fn partes(&self) -> usize {
        self.manifiesto.partes.len()
    }

    /// One part as stored, checked again; `i` counts from 0. Opening it may go to another thread.
    ///
    /// # Errors
    /// [`ErrorPaquete::Incompleto`] when there is none or it changed, [`ErrorPaquete::Medio`].
    pub fn parte_cerrada(&mut self, i: usize) -> Result<ParteCerrada, ErrorPaquete> {
        let falta = self.falta(i);
        let declarada = self.manifiesto.partes.get(i).ok_or_else(|| falta.clone())?;
        let pieza = self.piezas.get(i).ok_or_else(|| falta.clone())?;
        self.lector.seek(SeekFrom::Start(pieza.desde))?;
        let mut bytes = Vec::new();
        self.lector.by_ref().take(pieza.bytes).read_to_end(&mut bytes)?;
        ParteCerrada::new(bytes, declarada.clone(), self.limites).ok_or(falta)
    }

    /// One part, open; `i` counts from 0.
    ///
    /// # Errors
    /// As [`PaqueteAbierto::parte_cerrada`] and [`ParteCerrada::abrir`].
    pub fn parte(&mut self, i: usize) -> Result<ParteAbierta, ErrorPaquete> {
        self.parte_cerrada(i)?.abrir()
    }

    /// The bytes of an attachment that travels; `None` when it does not. The reader fails at its end
    /// if the bytes are no longer those of the hash.
    ///
    /// # Errors
    /// [`ErrorPaquete::Medio`].
    pub fn adjunto(&mut self, sha256: &Hash) -> Result<Option<LectorAdjunto<'_, L>>, ErrorPaquete> {
        let pieza = self.piezas.iter().skip(self.manifiesto.partes.len()).find(|p| p.sha256 == *sha256);
        let Some(pieza) = pieza else { return Ok(None) };
        self.lector.seek(SeekFrom::Start(pieza.desde))?;
        let lector = self.lector.by_ref().take(pieza.bytes);
        Ok(Some(LectorAdjunto { lector, sha: Sha256::new(), esperado: pieza.sha256 }))
    }

    fn falta(&self, i: usize) -> ErrorPaquete {
        ErrorPaquete::Incompleto { parte: i as u64 + 1, de: self.piezas.len() as u64, codigo: self.codigo() }
    }
}

/// Reads one attachment.
pub struct LectorAdjunto<'p, L> {
    lector: io::Take<&'p mut L>,
    sha: Sha256,
    esperado: Hash,
}

impl<L: Read> Read for LectorAdjunto<'_, L> {
    fn read(&mut self, destino: &mut [u8]) -> io::Result<usize> {
        let n = self.lector.read(destino)?;
        self.sha.update(destino.get(..n).unwrap_or_default());
        if n == 0 && !destino.is_empty() && Hash(self.sha.clone().finalize().into()) != self.esperado {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the attachment changed after it was checked"));
        }
        Ok(n)
    }
}

/// One pass over the file.
struct Paso<L> {
    lector: L,
    largo: u64,
    posicion: u64,
    directorio: Vec<u8>,
    entradas: u16,
}

impl<L: Read + Seek> Paso<L> {
    fn new(mut lector: L) -> Result<Self, ErrorPaquete> {
        let largo = lector.seek(SeekFrom::End(0))?;
        lector.seek(SeekFrom::Start(0))?;
        let mut paso = Paso { lector, largo, posicion: 0, directorio: Vec::new(), entradas: 0 };
        if paso.tomar(PRIMEROS_BYTES.len() as u64)? != PRIMEROS_BYTES {
            return Err(ErrorPaquete::NoReconocido);
        }
        paso.lector.seek(SeekFrom::Start(0))?;
        paso.posicion = 0;
        Ok(paso)
    }

    fn no(&self, que: &'static str) -> ErrorPaquete {
        ErrorPaquete::Estructura { que, posicion: self.posicion }
    }

    /// Up to `n` bytes; fewer only where the file ends. For headers and the manifest.
    fn tomar(&mut self, n: u64) -> Result<Vec<u8>, ErrorPaquete> {
        let mut bytes = Vec::new();
        self.lector.by_ref().take(n).read_to_end(&mut bytes)?;
        self.posicion += bytes.len() as u64;
        Ok(bytes)
    }

    fn anotar(&mut self, ficha: &Ficha, desde: u64) -> Result<(), ErrorPaquete> {
        let desde = u32::try_from(desde).map_err(|_| self.no("an offset over 32 bits"))?;
        self.directorio.extend_from_slice(&ficha.central(desde));
        self.entradas = self.entradas.checked_add(1).ok_or_else(|| self.no("entries over 16 bits"))?;
        Ok(())
    }

    /// A whole entry that fits in memory.
    fn pequena(&mut self, nombre: &str, que: Limite, maximo: u64) -> Result<Vec<u8>, ErrorPaquete> {
        let desde = self.posicion;
        let cabecera = self.tomar(zip::ocupa(nombre, 0))?;
        let ficha = zip::leer_local(&cabecera, nombre)
            .ok_or(ErrorPaquete::Estructura { que: "not the header of the entry expected here", posicion: desde })?;
        no_mas(que, u64::from(ficha.bytes), maximo)?;
        let bytes = self.tomar(u64::from(ficha.bytes))?;
        if bytes.len() as u64 != u64::from(ficha.bytes) || crc32fast::hash(&bytes) != ficha.crc {
            return Err(ErrorPaquete::Estructura { que: "an entry is cut or its CRC differs", posicion: desde });
        }
        self.anotar(&ficha, desde)?;
        Ok(bytes)
    }

    /// Checks a part or an attachment as it passes; gives the byte where its content starts.
    /// `despues` are those that must follow it: finding one of them here means that this one is
    /// missing, while any other header is a structure that is not admitted.
    fn pieza(&mut self, pieza: &Pieza, despues: &[Pieza], falta: ErrorPaquete) -> Result<u64, ErrorPaquete> {
        let desde = self.posicion;
        let largo_cabecera = zip::ocupa(&pieza.nombre, 0);
        let cabecera = self.tomar(largo_cabecera)?;
        let Some(ficha) = zip::leer_local(&cabecera, &pieza.nombre) else {
            let hallado = cabecera.get(zip::LOCAL as usize..).unwrap_or_default();
            let de_otra = |p: &Pieza| {
                let nombre = p.nombre.as_bytes();
                !hallado.is_empty() && (nombre.starts_with(hallado) || hallado.starts_with(nombre))
            };
            let acaba_aqui = cabecera.starts_with(b"PK\x01\x02") || (cabecera.len() as u64) < largo_cabecera;
            let ausente = acaba_aqui || (cabecera.starts_with(&PRIMEROS_BYTES) && despues.iter().any(de_otra));
            let que = "not the header of the entry expected here";
            return Err(if ausente { falta } else { ErrorPaquete::Estructura { que, posicion: desde } });
        };
        if u64::from(ficha.bytes) != pieza.bytes {
            return Err(falta);
        }
        let contenido = self.posicion;
        let (mut sha, mut crc, mut quedan) = (Sha256::new(), crc32fast::Hasher::new(), pieza.bytes);
        let mut tramo = vec![0u8; TRAMO];
        while quedan > 0 {
            let cuanto = usize::try_from(quedan).unwrap_or(TRAMO).min(TRAMO);
            let n = match self.lector.read(tramo.get_mut(..cuanto).unwrap_or_default()) {
                Ok(0) => return Err(falta),
                Ok(n) => n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e.into()),
            };
            let leido = tramo.get(..n).unwrap_or_default();
            sha.update(leido);
            crc.update(leido);
            quedan -= n as u64;
            self.posicion += n as u64;
        }
        if Hash(sha.finalize().into()) != pieza.sha256 || crc.finalize() != ficha.crc {
            return Err(falta);
        }
        self.anotar(&ficha, desde)?;
        Ok(contenido)
    }

    /// The central directory repeats the local headers and its end is the last byte.
    fn cerrar(&mut self) -> Result<(), ErrorPaquete> {
        let desde = self.posicion;
        let estructura = |que| ErrorPaquete::Estructura { que, posicion: desde };
        let corto = |n: u64| u32::try_from(n).map_err(|_| estructura("an offset over 32 bits"));
        let fin = zip::fin(self.entradas, corto(self.directorio.len() as u64)?, corto(desde)?);
        let mut esperado = std::mem::take(&mut self.directorio);
        esperado.extend_from_slice(&fin);
        if self.tomar(esperado.len() as u64)? != esperado {
            return Err(estructura("the central directory does not repeat the entries"));
        }
        if self.posicion == self.largo { Ok(()) } else { Err(self.no("bytes after the end")) }
    }
}

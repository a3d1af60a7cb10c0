//! The one ZIP that a package may be, as a function of the names, sizes and CRC of its entries.
//!
//! Local headers, central directory and end are built here by both directions: the writer sends
//! them out, the reader compares. A header that differs in one bit is refused, so there is no
//! second way to say the same thing: no ZIP64, descriptors, extra fields, comments, encryption,
//! attributes (hence no links), dates, gaps or overlaps.

/// Bytes of the end of the central directory.
pub(super) const FIN: u64 = 22;
/// Bytes of a local header before its name.
pub(super) const LOCAL: u64 = 30;
/// Bytes of an entry of the central directory before its name.
const CENTRAL: u64 = 46;

/// Version needed: stored entries and nothing else.
const VERSION: u16 = 10;
/// 1 January 1980, midnight: the first moment that the format can say, the same for all.
const FECHA: u32 = 0x0021_0000;

/// What the ZIP says of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ficha {
    pub nombre: String,
    pub bytes: u32,
    pub crc: u32,
}

impl Ficha {
    fn comun(&self, d: &mut Vec<u8>) {
        d.extend_from_slice(&VERSION.to_le_bytes());
        d.extend_from_slice(&[0; 4]); // flags, method: stored
        d.extend_from_slice(&FECHA.to_le_bytes());
        d.extend_from_slice(&self.crc.to_le_bytes());
        d.extend_from_slice(&self.bytes.to_le_bytes());
        d.extend_from_slice(&self.bytes.to_le_bytes());
        d.extend_from_slice(&u16::try_from(self.nombre.len()).unwrap_or(u16::MAX).to_le_bytes());
        d.extend_from_slice(&[0; 2]); // extra fields
    }

    /// Local header, name included.
    pub fn local(&self) -> Vec<u8> {
        let mut d = b"PK\x03\x04".to_vec();
        self.comun(&mut d);
        d.extend_from_slice(self.nombre.as_bytes());
        d
    }

    /// Entry of the central directory, for the local header at byte `desde`.
    pub fn central(&self, desde: u32) -> Vec<u8> {
        let mut d = b"PK\x01\x02".to_vec();
        d.extend_from_slice(&VERSION.to_le_bytes());
        self.comun(&mut d);
        d.extend_from_slice(&[0; 10]); // comment, disk, attributes
        d.extend_from_slice(&desde.to_le_bytes());
        d.extend_from_slice(self.nombre.as_bytes());
        d
    }
}

/// Bytes that an entry takes in the file before the central directory.
pub(super) fn ocupa(nombre: &str, bytes: u64) -> u64 {
    LOCAL.saturating_add(nombre.len() as u64).saturating_add(bytes)
}

/// Bytes that an entry takes in the central directory.
pub(super) fn ocupa_en_directorio(nombre: &str) -> u64 {
    CENTRAL.saturating_add(nombre.len() as u64)
}

/// End of the central directory.
pub(super) fn fin(entradas: u16, directorio: u32, desde: u32) -> Vec<u8> {
    let mut d = b"PK\x05\x06".to_vec();
    d.extend_from_slice(&[0; 4]); // disks
    d.extend_from_slice(&entradas.to_le_bytes());
    d.extend_from_slice(&entradas.to_le_bytes());
    d.extend_from_slice(&directorio.to_le_bytes());
    d.extend_from_slice(&desde.to_le_bytes());
    d.extend_from_slice(&[0; 2]); // comment
    d
}

/// Sizes and CRC that a local header declares for an entry of this name; `None` unless each other
/// byte is the one that [`Ficha::local`] writes.
pub(super) fn leer_local(bytes: &[u8], nombre: &str) -> Option<Ficha> {
    let u32_en = |desde: usize| bytes.get(desde..desde + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    let ficha = Ficha { nombre: nombre.to_owned(), bytes: u32_en(18)?, crc: u32_en(14)? };
    (ficha.local() == bytes).then_some(ficha)
}

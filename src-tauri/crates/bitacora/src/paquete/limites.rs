//! How large a package may be.

/// Limits of a package; the default is the one of the format. They hold for what is declared and
/// for what is found, before and while reading. Tests and a smaller machine may lower them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limites {
    /// Largest file, bytes.
    pub paquete: u64,
    /// Most entries of the ZIP.
    pub entradas: u64,
    /// Most parts.
    pub partes: u64,
    /// Most asientos in all.
    pub asientos: u64,
    /// Largest sum of open parts, bytes.
    pub abierto: u64,
    /// Largest manifest, bytes.
    pub manifiesto: u64,
    /// Largest part as stored, bytes.
    pub parte: u64,
    /// Largest part once open, bytes.
    pub parte_abierta: u64,
    /// Largest window of zstd, bytes.
    pub ventana: u64,
    /// Largest attachment, bytes.
    pub adjunto: u64,
    /// Largest sum of attachments that travel, bytes.
    pub adjuntos: u64,
}

const MIB: u64 = 1 << 20;

impl Default for Limites {
    fn default() -> Self {
        Limites {
            paquete: 2048 * MIB,
            entradas: 4_096,
            partes: 512,
            asientos: 5_000_000,
            abierto: 4096 * MIB,
            manifiesto: MIB,
            parte: 8 * MIB,
            parte_abierta: 64 * MIB,
            ventana: 8 * MIB,
            adjunto: 25 * MIB,
            adjuntos: 1024 * MIB,
        }
    }
}

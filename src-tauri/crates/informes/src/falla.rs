//! What can go wrong between a document and its PDF.

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FallaDeInforme {
    /// The person asked to stop; nothing was produced.
    #[error("the export was cancelled")]
    Cancelado,
    /// An embedded font cannot be read: the build is broken.
    #[error("embedded font {nombre} is not readable")]
    Fuente {
        /// PostScript name.
        nombre: &'static str,
    },
    /// The PDF could not be written to memory.
    #[error("the PDF could not be serialized: {detalle}")]
    Escritura {
        /// What the library said.
        detalle: String,
    },
}

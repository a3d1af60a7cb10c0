//! Why the bytes of an asiento are refused.

/// One variant per code of the format (`asiento_no_canonico`, `asiento_excede`, …).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErrorAsiento {
    /// Not canonical CBOR, or not the shape of an asiento.
    #[error("entry is not canonical at byte {posicion}: {que}")]
    NoCanonico {
        /// What was expected or found.
        que: &'static str,
        /// Byte of the body.
        posicion: usize,
    },
    /// Over a limit of the format.
    #[error("{que} is {hay}, the limit is {maximo}")]
    Excede {
        /// Which limit.
        que: &'static str,
        /// What was found.
        hay: u64,
        /// The limit.
        maximo: u64,
    },
    /// A rule between fields does not hold (a reason is missing, a celda appears twice…).
    #[error("rule broken: {que}")]
    Regla {
        /// Which rule.
        que: &'static str,
    },
    /// A newer envelope: kept whole until the program is updated.
    #[error("envelope version {v} is newer than 1")]
    MasNuevo {
        /// Version found.
        v: u64,
    },
    /// The signature does not correspond to the body and the key.
    #[error("the signature does not verify")]
    FirmaInvalida,
    /// A public key that cannot be one, or of small order.
    #[error("the public key is not acceptable")]
    ClaveInvalida,
    /// The chain breaks: number or previous hash is not the expected one.
    #[error("chain broken at seq {seq}")]
    CadenaRota {
        /// Number of the asiento that does not follow.
        seq: u64,
    },
}

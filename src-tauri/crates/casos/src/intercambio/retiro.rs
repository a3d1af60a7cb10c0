//! Withdrawal of a body that must not exist: two signatures, what is asked, what is done.

use almacen::{ActoDeRetiro, Hash, Operacion, RetiroLeido};

use super::sigla;
use crate::contexto::rfc3339;
use crate::falla::Falla;
use crate::guardar::motivo_valido;
use crate::historial::Nombres;
use crate::sesion::{Sesion, recortar};

/// Shortest reason (`intercambio.md` §3 key 11).
const MOTIVO_MINIMO: usize = 10;

/// Who asked for it, when and why.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct FirmaDeRetiro {
    /// `coordinacion` or `gae`.
    pub lado: &'static str,
    /// Person, or «sin nombre».
    pub quien: String,
    /// Moment, RFC 3339 UTC.
    pub cuando: String,
    /// Reason.
    pub motivo: String,
}

/// A withdrawal and how far it has come.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Retirado {
    /// Name of the asiento, hexadecimal.
    pub asiento: String,
    /// Sigla of its institution.
    pub institucion: String,
    /// When it was written, RFC 3339 UTC.
    pub escrito: String,
    /// `pendiente` until both have signed, then `retirado`.
    pub estado: &'static str,
    /// Whose signature is missing: `coordinacion` or `gae`; `None` when it is done.
    pub falta: Option<&'static str>,
    /// The acts there are.
    pub firmas: Vec<FirmaDeRetiro>,
}

impl Retirado {
    fn de(leido: &RetiroLeido, nombres: &mut Nombres<'_>) -> Result<Retirado, Falla> {
        let mut firma = |lado, acto: &Option<ActoDeRetiro>| -> Result<Option<FirmaDeRetiro>, Falla> {
            let Some(a) = acto else { return Ok(None) };
            Ok(Some(FirmaDeRetiro { lado, quien: nombres.de(a.actor)?, cuando: rfc3339(a.ms), motivo: a.motivo.clone() }))
        };
        let firmas = [firma("coordinacion", &leido.coordinacion)?, firma("gae", &leido.gae)?];
        // Once the body is gone it stays gone, even if one who asked is dismissed later.
        let hecho = leido.vigente || leido.sin_cuerpo;
        let falta = if leido.coordinacion.is_none() { "coordinacion" } else { "gae" };
        Ok(Retirado {
            asiento: leido.asiento.to_string(),
            institucion: sigla(leido.ambito.as_bytes()),
            escrito: rfc3339(leido.ms),
            estado: if hecho { "retirado" } else { "pendiente" },
            falta: (!hecho).then_some(falta),
            firmas: firmas.into_iter().flatten().collect(),
        })
    }
}

impl Sesion {
    /// Asks for the withdrawal of one asiento with the role of this computer; with the other signature there,
    /// its body goes now. Asking again says how it stands and writes nothing.
    ///
    /// # Errors
    /// `no_existe`; `sin_permiso`; `campos_invalidos` without a reason of ten characters, or for an asiento that
    /// cannot be withdrawn.
    pub fn retirar(&self, asiento: &str, motivo: &str) -> Result<Retirado, Falla> {
        let no_existe = || Falla::NoExiste { que: format!("el registro «{}»", recortar(asiento, 80)) };
        let hash: Hash = asiento.trim().parse().map_err(|_| no_existe())?;
        let motivo = motivo_valido(motivo, MOTIVO_MINIMO)?;
        self.escribir(Operacion::Retirar, |tx, _| Ok(tx.retirar(hash, &motivo)?))?;
        self.leer(|c| {
            let leido = c.retiro(hash)?.ok_or(Falla::Interno("a withdrawal left no trace"))?;
            Retirado::de(&leido, &mut Nombres::new(c))
        })
    }

    /// Every withdrawal asked for, the ones that wait for a signature first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn retiros(&self) -> Result<Vec<Retirado>, Falla> {
        self.leer(|c| {
            let mut nombres = Nombres::new(c);
            c.retiros()?.iter().map(|r| Retirado::de(r, &mut nombres)).collect()
        })
    }
}

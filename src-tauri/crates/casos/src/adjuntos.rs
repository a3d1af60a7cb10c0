//! Files that people attach: actas, evidence, legal texts, the form that the citizen fills.
//!
//! The bytes are stored once under their SHA-256 and the row that names them is an entity of class
//! `adjunto`, written in the same transaction. What is not on the list of types is refused.

use std::path::Path;

use almacen::adjunto::TipoDeAdjunto;
use almacen::{Consultas, EntidadLeida, Escritura, FallaAlmacen, Instalacion, Operacion, Tx};
use uuid::Uuid;

use crate::dto::{Adjuntar, AdjuntoDto, Creados, Hecho};
use crate::entrada;
use crate::falla::Falla;
use crate::guardar::entidad_propia;
use crate::sesion::{Sesion, clase, sin_prefijo, uuid};

/// A chosen file, read and recognised.
#[derive(Clone)]
pub(crate) struct ArchivoAdjunto {
    pub nombre: String,
    bytes: Vec<u8>,
    tipo: TipoDeAdjunto,
}

impl ArchivoAdjunto {
    /// Reads a file whole, within the limit of an attachment.
    pub fn leer(ruta: &Path) -> Result<Self, Falla> {
        Self::de_bytes(ruta, entrada::leer(ruta, entrada::LIMITE_ADJUNTO)?)
    }

    /// The same with the bytes that were read already.
    pub fn de_bytes(ruta: &Path, bytes: Vec<u8>) -> Result<Self, Falla> {
        let tipo = TipoDeAdjunto::reconocer(&bytes).ok_or(Falla::Almacen(FallaAlmacen::AdjuntoNoReconocido))?;
        Ok(ArchivoAdjunto { nombre: entrada::nombre_de_adjunto(ruta), bytes, tipo })
    }

    /// Keeps the bytes as an attachment of an entity. Gives the row that names them and its cells, which are none when a
    /// sister names the same bytes already.
    pub fn colgar(
        &self,
        tx: &mut Tx<'_>,
        instalacion: &Instalacion,
        duena: &EntidadLeida,
        id: Uuid,
    ) -> Result<(Uuid, Option<Vec<Escritura>>), Falla> {
        let clase = clase(instalacion, "adjunto");
        let mut celdas = self.guardar(tx, id, &clase)?;
        let suma = celdas.first().map(|c| c.valor.clone());
        let hermanas = tx.consultas().descendientes(duena.id, false)?;
        if let Some(repetido) = hermanas.iter().find(|e| e.clase == clase && e.valor("sha256") == suma.as_ref()) {
            return Ok((repetido.id, None));
        }
        celdas.push(Escritura::nueva(id, &clase, "padre", duena.id.to_string()));
        Ok((id, Some(celdas)))
    }

    /// Keeps the bytes and gives the cells of the row that names them.
    pub fn guardar(&self, tx: &mut Tx<'_>, id: Uuid, clase: &str) -> Result<Vec<Escritura>, Falla> {
        let sha256 = tx.adjuntar(&self.bytes)?;
        let tamano = i64::try_from(self.bytes.len()).unwrap_or(i64::MAX);
        Ok(vec![
            Escritura::nueva(id, clase, "sha256", sha256),
            Escritura::nueva(id, clase, "tamano", tamano),
            Escritura::nueva(id, clase, "nombre", self.nombre.as_str()),
            Escritura::nueva(id, clase, "tipo", self.tipo.medio()),
        ])
    }
}

/// Attachments among the rows of a ficha, as they came.
pub(crate) fn adjuntos_de(c: &Consultas<'_>, filas: &[EntidadLeida]) -> Result<Vec<AdjuntoDto>, Falla> {
    let mut adjuntos = Vec::new();
    for fila in filas.iter().filter(|f| sin_prefijo(&f.clase) == "adjunto") {
        if let Some(a) = c.adjunto(fila.id)? {
            adjuntos.push(AdjuntoDto { id: a.id.to_string(), nombre: a.nombre, tipo: a.tipo, bytes: a.tamano });
        }
    }
    adjuntos.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(adjuntos)
}

impl Sesion {
    /// Attaches a chosen file to a trámite. A file that is there already is not attached twice.
    ///
    /// # Errors
    /// `adjunto_excede`, `archivo_no_reconocido`, `no_existe`, and those of reading the file.
    pub fn adjuntar(&self, pide: Adjuntar) -> Result<Hecho<Creados>, Falla> {
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        self.adjuntar_archivo(&pide.tramite, &ruta)
    }

    /// The same with the path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::adjuntar`].
    pub fn adjuntar_archivo(&self, tramite: &str, ruta: &Path) -> Result<Hecho<Creados>, Falla> {
        let tramite = uuid(tramite, "el trámite")?;
        let archivo = ArchivoAdjunto::leer(ruta)?;
        let id = self.id_nuevo();
        self.escribir(Operacion::Adjuntar, |tx, instalacion| {
            let duena = entidad_propia(&tx.consultas(), instalacion, tramite)?;
            let (id, celdas) = archivo.colgar(tx, instalacion, &duena, id)?;
            if let Some(celdas) = celdas {
                tx.escribir(duena.ambito, celdas, "")?;
            }
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }
}

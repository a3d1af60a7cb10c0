//! The reports that this computer exported: one line each in a file of the user's folder.
//!
//! It is not in the data file on purpose: printing never changes the data, not even while another program
//! has them open. A line that was cut (a full disk, a power cut) is skipped when the list is read, and the
//! export that could not be noted is still an export.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::disponibles;
use crate::contexto::rfc3339;
use crate::dto::{ExportacionDto, FormatoDeInforme, InformeHecho, Nada, PedirInforme};
use crate::falla::{Falla, FallaDeEntrada};
use crate::sesion::Sesion;

/// Exports that the list shows.
const MOSTRADAS: usize = 500;

/// One export, as its line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Renglon {
    pub tipo: String,
    pub institucion: String,
    pub tramite: String,
    pub corte: String,
    pub ms: u64,
    pub codigo: String,
    pub cifras_sha256: String,
    pub archivo: String,
    pub formato: FormatoDeInforme,
    pub paginas: u32,
    pub bytes: u64,
}

impl Renglon {
    fn dto(&self) -> ExportacionDto {
        ExportacionDto {
            tipo: self.tipo.clone(),
            titulo: disponibles::titulo(&self.tipo).to_owned(),
            institucion: self.institucion.clone(),
            tramite: self.tramite.clone(),
            corte: self.corte.clone(),
            momento: rfc3339(self.ms),
            codigo: self.codigo.clone(),
            cifras_sha256: self.cifras_sha256.clone(),
            archivo: self.archivo.clone(),
            formato: self.formato,
            paginas: self.paginas,
            bytes: self.bytes,
        }
    }
}

/// First digits of the SHA-256 of a line, which come before it.
fn suma(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// The lines that are whole, oldest first.
fn leer(texto: &str) -> Vec<Renglon> {
    texto
        .lines()
        .filter_map(|l| {
            let (dice, json) = l.split_once(' ')?;
            (dice == suma(json)).then(|| serde_json::from_str(json).ok()).flatten()
        })
        .collect()
}

impl Sesion {
    fn archivo_de_exportaciones(&self, base: Uuid) -> PathBuf {
        self.aperturas().carpeta_usuario.join(format!("{base}.informes"))
    }

    /// Notes an export. One that cannot be noted is told to the log of the program and nobody else: the
    /// paper is written and is the same paper.
    pub(super) fn anotar_informe(&self, pide: &PedirInforme, hecho: &InformeHecho, institucion: &str, tramite: &str) {
        let renglon = Renglon {
            tipo: pide.tipo.clone(),
            institucion: institucion.to_owned(),
            tramite: tramite.to_owned(),
            corte: hecho.corte.clone(),
            ms: self.ahora(),
            codigo: hecho.codigo.clone(),
            cifras_sha256: hecho.cifras_sha256.clone(),
            archivo: hecho.archivo.clone(),
            formato: hecho.formato,
            paginas: hecho.paginas,
            bytes: hecho.bytes,
        };
        let hecho = self.leer(|c| Ok(c.instalacion()?.base)).and_then(|base| {
            let json = serde_json::to_string(&renglon).map_err(|_| Falla::Interno("a line of the exports is not JSON"))?;
            let ruta = self.archivo_de_exportaciones(base);
            // One write of one line at the end: two programs that export at once leave two lines. A line feed
            // first, so that a line cut by a power cut spoils only itself; empty lines are skipped.
            let linea = format!("\n{} {json}\n", suma(&json));
            let mut archivo = OpenOptions::new().append(true).create(true).open(ruta).map_err(Falla::Salida)?;
            archivo.write_all(linea.as_bytes()).map_err(Falla::Salida)
        });
        if let Err(falla) = hecho {
            tracing::warn!("the export was not noted: {falla}");
        }
    }

    /// Exports of this computer, newest first.
    pub(super) fn exportados(&self) -> Result<Vec<Renglon>, Falla> {
        let base = self.leer(|c| Ok(c.instalacion()?.base))?;
        let texto = match std::fs::read(self.archivo_de_exportaciones(base)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(_) => return Err(Falla::Entrada(FallaDeEntrada::Medio)),
        };
        let mut lista = leer(&texto);
        lista.reverse();
        Ok(lista)
    }

    /// The last exports of this computer with that code.
    pub(super) fn exportados_con(&self, codigo: &str) -> Result<Vec<ExportacionDto>, Falla> {
        Ok(self.exportados()?.iter().filter(|r| r.codigo == codigo).take(MOSTRADAS).map(Renglon::dto).collect())
    }

    /// The reports that this computer exported, newest first.
    ///
    /// # Errors
    /// Those of reading the user's folder.
    pub fn exportaciones(&self, _: Nada) -> Result<Vec<ExportacionDto>, Falla> {
        Ok(self.exportados()?.iter().take(MOSTRADAS).map(Renglon::dto).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_or_changed_is_skipped_and_the_others_stay() {
        let uno = Renglon {
            tipo: "avance".to_owned(),
            institucion: "MARN".to_owned(),
            tramite: String::new(),
            corte: "2026-11-20".to_owned(),
            ms: 1,
            codigo: "0123456789abcdef".to_owned(),
            cifras_sha256: "ab".repeat(32),
            archivo: "avance.pdf".to_owned(),
            formato: FormatoDeInforme::Pdf,
            paginas: 9,
            bytes: 100,
        };
        let dos = Renglon { tipo: "ficha".to_owned(), ..uno.clone() };
        let linea = |r: &Renglon| {
            let json = serde_json::to_string(r).unwrap();
            format!("\n{} {json}\n", suma(&json))
        };
        let entero = linea(&uno) + &linea(&dos);
        assert_eq!(leer(&entero), [uno.clone(), dos.clone()]);
        let cortado = linea(&uno).trim_end().get(..40).unwrap().to_owned() + &linea(&dos);
        assert_eq!(leer(&cortado), std::slice::from_ref(&dos), "the cut line spoils only itself");
        assert_eq!(leer(&entero.replacen("\"paginas\":9", "\"paginas\":8", 1)), [dos], "a changed line is not believed");
    }
}

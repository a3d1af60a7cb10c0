//! A large package is first read whole by a child process, capped in memory and time.
//!
//! What could hurt is reading: the ZIP, the manifest, the unpacking and the decoding of every part. A small
//! package cannot hold enough to do so; over [`DESDE`] the child does it first and the parent opens the file
//! only when the child came out well. The parent then checks everything again, so a child that lies gains
//! nothing.
//!
//! The child gets the open file as its standard input (never a path) and answers with one line: [`BIEN`], or
//! the code and the sentence of its refusal. Any other end is a refusal too.

use std::fs::File;
use std::io::{BufReader, Read, Write};

use bitacora::Asiento;
use bitacora::paquete::{Limites, PaqueteAbierto};

use crate::falla::{CodigoFalla, Falla};
use crate::proceso_hijo::{self, Entrada, FallaDeHijo, Tarea};
use crate::sesion::Sesion;
use crate::trabajos::Trabajo;

/// Bytes from which a package is read aside.
pub const DESDE: u64 = 50 << 20;

/// What the child says of a package that it could read.
const BIEN: &str = "bien";

/// Longest answer that is listened to.
const RESPUESTA_MAXIMA: u64 = 4_096;

/// Codes that a package can be refused with.
const CODIGOS: &[CodigoFalla] = &[
    CodigoFalla::ArchivoNoReconocido,
    CodigoFalla::LimiteExcedido,
    CodigoFalla::PaqueteAlterado,
    CodigoFalla::PaqueteIncompleto,
    CodigoFalla::ArchivoMasNuevo,
    CodigoFalla::MedioNoConfiable,
];

/// Has a child read the package whole.
pub(super) fn comprobar(sesion: &Sesion, archivo: File, trabajo: &Trabajo) -> Result<(), Falla> {
    trabajo.etapa("Comprobando un paquete grande", 0);
    let leer = |salida: &mut dyn Read| -> Result<String, FallaDeHijo> {
        let mut dicho = String::new();
        salida.take(RESPUESTA_MAXIMA).read_to_string(&mut dicho).map_err(|_| FallaDeHijo::Murio)?;
        Ok(dicho)
    };
    match proceso_hijo::ejecutar(&sesion.programa_del_hijo()?, Tarea::Paquete, Entrada::Archivo(archivo), trabajo, leer) {
        Ok(dicho) => entender(&dicho),
        Err(FallaDeHijo::Tiempo | FallaDeHijo::Murio) => Err(demasiado()),
        Err(falla @ (FallaDeHijo::NoArranca(_) | FallaDeHijo::Rechazado { .. })) => Err(Falla::Hijo(falla)),
        Err(FallaDeHijo::Cancelado) => Err(Falla::Cancelado),
    }
}

/// What an answer means; one that is not of ours is a child that did not finish.
fn entender(dicho: &str) -> Result<(), Falla> {
    let Some(linea) = dicho.strip_suffix('\n').filter(|l| !l.contains('\n')) else { return Err(demasiado()) };
    if linea == BIEN {
        return Ok(());
    }
    let (codigo, mensaje) = linea.split_once('\t').unwrap_or_default();
    match CODIGOS.iter().find(|c| c.as_str() == codigo) {
        Some(codigo) => Err(Falla::PaqueteRehusado { codigo: *codigo, mensaje: mensaje.to_owned() }),
        None => Err(demasiado()),
    }
}

fn demasiado() -> Falla {
    Falla::PaqueteRehusado {
        codigo: CodigoFalla::LimiteExcedido,
        mensaje:
            "El paquete pide más memoria o más tiempo de lo que un paquete necesita, y se dejó de leer. No se importó nada. Pida que lo \
                  envíen en varias partes."
                .to_owned(),
    }
}

/// The work of the child.
pub(crate) fn hijo() -> std::io::Result<()> {
    let respuesta = match recorrer(proceso_hijo::entrada_como_archivo()?) {
        Ok(()) => BIEN.to_owned(),
        Err(falla) => {
            let dto = Falla::Paquete(falla).a_dto();
            format!("{}\t{}", dto.codigo.as_str(), dto.mensaje.replace(['\n', '\t'], " "))
        }
    };
    let mut salida = std::io::stdout().lock();
    writeln!(salida, "{respuesta}")?;
    salida.flush()
}

/// Opens the package and every part of it, and decodes every asiento; what is in them is judged by the
/// parent.
fn recorrer(archivo: File) -> Result<(), bitacora::ErrorPaquete> {
    let mut paquete = PaqueteAbierto::abrir(BufReader::new(archivo), &Limites::default())?;
    for i in 0..paquete.partes() {
        for entrada in paquete.parte(i)?.iter() {
            // One that is malformed is counted and refused by itself, not with its package.
            let _ = Asiento::decodificar(entrada.cuerpo);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_of_ours_is_believed() {
        assert!(entender("bien\n").is_ok());
        for (dicho, codigo) in [
            ("paquete_alterado\tLa estructura no se admite.\n", CodigoFalla::PaqueteAlterado),
            ("", CodigoFalla::LimiteExcedido),
            ("bien", CodigoFalla::LimiteExcedido),
            ("bien\nbien\n", CodigoFalla::LimiteExcedido),
            ("interno\tx\n", CodigoFalla::LimiteExcedido),
            ("hijo-paquete\n", CodigoFalla::LimiteExcedido),
        ] {
            assert_eq!(entender(dicho).err().map(|f| f.a_dto().codigo), Some(codigo), "{dicho:?}");
        }
    }
}

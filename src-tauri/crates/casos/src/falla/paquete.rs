//! Codes and sentences of packages and requests (`intercambio.md` §12).

use bitacora::ErrorPaquete;
use bitacora::paquete::Limite;

use super::CodigoFalla;

/// Code of a refusal.
pub(super) fn codigo(p: &ErrorPaquete) -> CodigoFalla {
    use std::io::ErrorKind as K;
    match p {
        ErrorPaquete::NoReconocido | ErrorPaquete::CifradoNoAdmitido { .. } => CodigoFalla::ArchivoNoReconocido,
        ErrorPaquete::LimiteExcedido { .. } => CodigoFalla::LimiteExcedido,
        ErrorPaquete::Estructura { .. } | ErrorPaquete::Manifiesto(_) => CodigoFalla::PaqueteAlterado,
        ErrorPaquete::Incompleto { .. } => CodigoFalla::PaqueteIncompleto,
        ErrorPaquete::MasNuevo { .. } => CodigoFalla::ArchivoMasNuevo,
        ErrorPaquete::CifradoParaOtro => CodigoFalla::PaqueteParaOtro,
        ErrorPaquete::Medio(k) if [K::StorageFull, K::QuotaExceeded, K::FileTooLarge].contains(k) => CodigoFalla::DiscoLleno,
        ErrorPaquete::Medio(k) if [K::PermissionDenied, K::ReadOnlyFilesystem].contains(k) => CodigoFalla::SoloLectura,
        ErrorPaquete::Medio(_) => CodigoFalla::MedioNoConfiable,
    }
}

/// Sentence of a refusal.
pub(super) fn mensaje(p: &ErrorPaquete) -> String {
    match p {
        ErrorPaquete::NoReconocido => {
            "Este archivo no es un paquete ni una ficha de Diligencia. No se cambió nada. Revise cuál le enviaron.".to_owned()
        }
        ErrorPaquete::LimiteExcedido { que: Limite::Parte | Limite::ParteAbierta | Limite::Ventana, .. } => {
            "Una parte del paquete supera el tamaño permitido. No se importó nada.".to_owned()
        }
        ErrorPaquete::LimiteExcedido { que: Limite::Adjunto, .. } => {
            "Un adjunto del paquete supera 25 MB. No se importó nada. Pida que lo envíen más pequeño.".to_owned()
        }
        ErrorPaquete::LimiteExcedido { maximo, .. } => {
            format!("El archivo es más grande de lo permitido ({maximo}). No se importó nada. Pida que lo envíen en varias partes.")
        }
        ErrorPaquete::Estructura { .. } => {
            "El paquete tiene una estructura que no se admite. No se importó nada. Pida que lo exporten de nuevo.".to_owned()
        }
        ErrorPaquete::Incompleto { parte, de, codigo } => {
            format!("Falta o está dañada la parte {parte} de {de} (código {codigo}). No se importó nada. Pida que lo envíen otra vez.")
        }
        ErrorPaquete::Manifiesto(_) => {
            "No se pudo comprobar quién hizo este archivo. No se importó nada. Pida que lo envíen otra vez.".to_owned()
        }
        ErrorPaquete::MasNuevo { app, .. } if app.is_empty() => {
            "Este archivo necesita una versión más nueva de Diligencia. No se cambió nada. Consérvelo hasta actualizar.".to_owned()
        }
        ErrorPaquete::MasNuevo { app, .. } => {
            format!("Este archivo necesita Diligencia {app} o posterior. No se cambió nada. Consérvelo hasta actualizar.")
        }
        ErrorPaquete::CifradoNoAdmitido { .. } => "El paquete usa un cifrado que Diligencia no admite. No se importó nada.".to_owned(),
        ErrorPaquete::CifradoParaOtro => {
            "Este paquete está cifrado para otra persona. No se importó nada. Pida que lo exporten para usted.".to_owned()
        }
        ErrorPaquete::Medio(_) => {
            "La memoria o el disco falló al leer o escribir. No se cambió nada. Cópielo a este equipo e intente otra vez.".to_owned()
        }
    }
}

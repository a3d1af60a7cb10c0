//! The Spanish sentence of every error, chosen by one exhaustive match: what happened, what was
//! kept and what to do. Nothing outside this file writes texts of failures of storage or paper.

use almacen::llavero::FallaDeLlavero;
use almacen::{CausaNoRetirable, FallaAlmacen};
use datos_abiertos::catalogo::FallaDeLectura;
use datos_abiertos::libro::FallaDeLibro;
use informes::FallaDeInforme;

use super::{CodigoFalla, Falla, FallaDeEntrada, paquete};
use crate::proceso_hijo::FallaDeHijo;

/// Code of an error.
pub(crate) fn codigo(f: &Falla) -> CodigoFalla {
    match f {
        Falla::Campos(_) => CodigoFalla::CamposInvalidos,
        Falla::Transicion { .. } | Falla::Deshacer { .. } => CodigoFalla::TransicionNoPermitida,
        Falla::Evidencia { .. } => CodigoFalla::FaltaEvidencia,
        Falla::Permiso { .. } => CodigoFalla::SinPermiso,
        Falla::NoExiste { .. } | Falla::SinBase => CodigoFalla::NoExiste,
        Falla::YaExiste { .. } => CodigoFalla::CamposInvalidos,
        Falla::Lectura(l) => codigo_de_lectura(l),
        Falla::Libro(l) => codigo_de_libro(l),
        Falla::Bpmn(b) if b.es_limite() => CodigoFalla::LimiteExcedido,
        Falla::Bpmn(_) => CodigoFalla::ArchivoNoReconocido,
        Falla::Hijo(h) => codigo_de_hijo(h),
        Falla::HojaSinTabla { .. } => CodigoFalla::HojaNoReconocida,
        Falla::Entrada(e) => match e {
            FallaDeEntrada::Grande { .. } => CodigoFalla::LimiteExcedido,
            // Not the file's fault: another medium may hold the same one whole.
            FallaDeEntrada::Medio => CodigoFalla::DiscoDanado,
            FallaDeEntrada::EsCarpeta | FallaDeEntrada::NoEsta | FallaDeEntrada::SinPermiso => CodigoFalla::ArchivoNoReconocido,
        },
        Falla::Almacen(a) => codigo_de_almacen(a),
        Falla::Informe(FallaDeInforme::Cancelado) | Falla::Cancelado => CodigoFalla::Cancelado,
        Falla::Informe(FallaDeInforme::Fuente { .. } | FallaDeInforme::Escritura { .. }) => CodigoFalla::Interno,
        Falla::Salida(e) => codigo_de_salida(e),
        Falla::Paquete(p) => paquete::codigo(p),
        Falla::PaqueteRehusado { codigo, .. } => *codigo,
        Falla::PaqueteDeOtra { .. } => CodigoFalla::PaqueteParaOtro,
        Falla::MedioNoConfiable => CodigoFalla::MedioNoConfiable,
        Falla::Interno(_) => CodigoFalla::Interno,
    }
}

fn es_disco_lleno(e: &std::io::Error) -> bool {
    use std::io::ErrorKind as K;
    [K::StorageFull, K::QuotaExceeded, K::FileTooLarge].contains(&e.kind())
}

fn codigo_de_salida(e: &std::io::Error) -> CodigoFalla {
    if es_disco_lleno(e) {
        CodigoFalla::DiscoLleno
    } else if almacen::es_del_aparato(e) {
        CodigoFalla::DiscoDanado
    } else {
        CodigoFalla::SoloLectura
    }
}

fn codigo_de_almacen(a: &FallaAlmacen) -> CodigoFalla {
    match a {
        FallaAlmacen::EnUso { .. } => CodigoFalla::ArchivoEnUso,
        FallaAlmacen::YaExiste { .. } | FallaAlmacen::Asiento(_) | FallaAlmacen::NoSonLoMismo { .. } => CodigoFalla::CamposInvalidos,
        FallaAlmacen::NoRetirable { causa, .. } => match causa {
            CausaNoRetirable::NoEsta => CodigoFalla::NoExiste,
            CausaNoRetirable::DeAutoridad | CausaNoRetirable::SinInstitucion => CodigoFalla::CamposInvalidos,
        },
        FallaAlmacen::NoExisteBase { .. } | FallaAlmacen::NoExiste { .. } => CodigoFalla::NoExiste,
        FallaAlmacen::NoReconocido { .. } => CodigoFalla::ArchivoNoReconocido,
        FallaAlmacen::MasNuevo { .. } => CodigoFalla::ArchivoMasNuevo,
        FallaAlmacen::Danado { .. } => CodigoFalla::ArchivoDanado,
        FallaAlmacen::DiscoLleno => CodigoFalla::DiscoLleno,
        FallaAlmacen::DiscoDanado => CodigoFalla::DiscoDanado,
        FallaAlmacen::LlaveroCerrado { .. } => CodigoFalla::LlaveroCerrado,
        FallaAlmacen::SoloLectura => CodigoFalla::SoloLectura,
        FallaAlmacen::ConflictoPendiente { .. } => CodigoFalla::ConflictoPendiente,
        FallaAlmacen::SinPermiso { .. } => CodigoFalla::SinPermiso,
        FallaAlmacen::EsperaLlena => CodigoFalla::LimiteExcedido,
        FallaAlmacen::InformeNoCuadra => CodigoFalla::Interno,
        FallaAlmacen::NadaQueDeshacer | FallaAlmacen::CambiadoDespues { .. } => CodigoFalla::TransicionNoPermitida,
        FallaAlmacen::AdjuntoExcede { .. } => CodigoFalla::AdjuntoExcede,
        FallaAlmacen::AdjuntoNoReconocido => CodigoFalla::ArchivoNoReconocido,
        FallaAlmacen::Cancelado => CodigoFalla::Cancelado,
        FallaAlmacen::AdjuntoAlterado { .. } => CodigoFalla::AdjuntoAlterado,
        FallaAlmacen::RespaldoNoVerificado { .. } | FallaAlmacen::RespaldoAjeno { .. } => CodigoFalla::RespaldoNoVerificado,
        FallaAlmacen::MigracionFallida { .. } => CodigoFalla::MigracionFallida,
        FallaAlmacen::Archivo { error, .. } => codigo_de_salida(error),
        FallaAlmacen::AjusteInseguro { .. } | FallaAlmacen::ClaveIlegible { .. } | FallaAlmacen::Sqlite(_) => CodigoFalla::Interno,
    }
}

/// The sentence that people read.
pub(crate) fn mensaje(f: &Falla, incidente: Option<&str>) -> String {
    let numero = incidente.unwrap_or("0000");
    match f {
        Falla::Campos(campos) => match campos.as_slice() {
            [uno] => uno.mensaje.clone(),
            varios => format!("Hay {} datos por corregir. No se guardó nada todavía; lo escrito sigue en pantalla.", varios.len()),
        },
        Falla::Transicion { motivo } | Falla::Evidencia { motivo } | Falla::Permiso { motivo } | Falla::Deshacer { motivo } => {
            motivo.clone()
        }
        Falla::NoExiste { que } => format!("No se encontró {que}."),
        Falla::SinBase => "Todavía no hay un archivo de datos. Créelo con la pregunta inicial, o con «diligencia-cli crear».".to_owned(),
        Falla::YaExiste { ruta } => format!("Ya existe un archivo de datos en {ruta}. No se reemplazó. Elija otro lugar con --base."),
        Falla::Lectura(l) => mensaje_de_lectura(l),
        Falla::Libro(l) => format!("{} No se importó nada.", l.mensaje()),
        Falla::Bpmn(b) => b.mensaje(),
        Falla::Hijo(h) => mensaje_de_hijo(h, numero),
        Falla::HojaSinTabla { pedida, hojas } => {
            let lista = hojas.iter().take(10).map(|h| format!("«{h}»")).collect::<Vec<_>>().join(", ");
            let donde = if pedida.is_empty() {
                "Ninguna hoja del libro tiene".to_owned()
            } else {
                format!("La hoja «{pedida}» no existe o no tiene")
            };
            format!(
                "{donde} una fila de encabezados con el nombre del trámite y otra columna conocida. No se importó nada. Hojas del libro: {lista}."
            )
        }
        Falla::Entrada(e) => match e {
            FallaDeEntrada::EsCarpeta => {
                "Eligió una carpeta. Elija el archivo que contiene el inventario: Excel, ODS, CSV o JSON.".to_owned()
            }
            FallaDeEntrada::NoEsta => "El archivo ya no está en ese lugar. Revise la memoria o la carpeta y elíjalo otra vez.".to_owned(),
            FallaDeEntrada::SinPermiso => {
                "El sistema no permite leer ese archivo. Cópielo a sus Documentos y elíjalo desde allí.".to_owned()
            }
            FallaDeEntrada::Grande { tiene, limite } => {
                format!("El archivo mide {tiene} MB y se admiten hasta {limite} MB. No se importó nada. Divídalo en partes.")
            }
            FallaDeEntrada::Medio => {
                "La memoria o el disco falló al leer el archivo. No se importó nada. Cópielo a este equipo e intente otra vez.".to_owned()
            }
        },
        Falla::Almacen(a) => mensaje_de_almacen(a, numero),
        Falla::Informe(FallaDeInforme::Cancelado) | Falla::Cancelado => "Se canceló. No se cambió nada.".to_owned(),
        Falla::Paquete(p) => paquete::mensaje(p),
        Falla::PaqueteRehusado { mensaje, .. } => mensaje.clone(),
        Falla::PaqueteDeOtra { de, propia } => {
            format!("El paquete es de {de} y esta instalación es de {propia}. No se importó nada.")
        }
        Falla::MedioNoConfiable => "La memoria no guardó bien el archivo. Use otra y exporte de nuevo.".to_owned(),
        Falla::Salida(e) if es_disco_lleno(e) => {
            "No hay espacio en el disco para el archivo. No quedó nada a medias. Libere espacio e intente otra vez.".to_owned()
        }
        Falla::Salida(e) if almacen::es_del_aparato(e) => {
            "El disco o la memoria falló al escribir el archivo. No quedó nada a medias. Use otra memoria u otra carpeta.".to_owned()
        }
        Falla::Salida(_) => "No se puede escribir en esa carpeta. Elija otra, por ejemplo sus Documentos.".to_owned(),
        Falla::Informe(FallaDeInforme::Fuente { .. } | FallaDeInforme::Escritura { .. }) | Falla::Interno(_) => general(numero),
    }
}

fn general(numero: &str) -> String {
    format!("No se pudo completar la acción y no se cambió nada. Si vuelve a ocurrir, envíe a soporte el número {numero}.")
}

fn mensaje_de_almacen(a: &FallaAlmacen, numero: &str) -> String {
    match a {
        FallaAlmacen::EnUso { quien } if quien.is_empty() => {
            "Otro programa está usando su archivo de datos. Ciérrelo e intente otra vez; lo escrito sigue en pantalla.".to_owned()
        }
        FallaAlmacen::EnUso { quien } => {
            format!("Otro programa está usando su archivo de datos ({quien}). Ciérrelo e intente otra vez; lo escrito sigue en pantalla.")
        }
        FallaAlmacen::YaExiste { ruta } => {
            format!("Ya existe un archivo de datos en {}. No se reemplazó. Elija otro lugar.", ruta.display())
        }
        FallaAlmacen::NoExisteBase { ruta } => format!("No hay un archivo de datos en {}. Créelo primero.", ruta.display()),
        FallaAlmacen::NoReconocido { ruta } => format!("El archivo {} no es una base de Diligencia. No se cambió.", ruta.display()),
        FallaAlmacen::MasNuevo { .. } => {
            "La base es de una versión más nueva de Diligencia. No se cambió nada. Instale la versión nueva para abrirla.".to_owned()
        }
        FallaAlmacen::Danado { .. } => {
            "La base tiene un daño. No se borró nada. Use «Recuperar» para reunir la última copia comprobada con lo que todavía se lee."
                .to_owned()
        }
        FallaAlmacen::DiscoLleno => {
            "No hay espacio en el disco. Lo último guardado está a salvo; libere espacio e intente de nuevo.".to_owned()
        }
        FallaAlmacen::DiscoDanado => {
            "El disco falló al leer o escribir; no es falta de espacio. Lo último guardado está a salvo. Guarde una copia en otra memoria y \
             avise a quien atiende su equipo."
                .to_owned()
        }
        FallaAlmacen::LlaveroCerrado { falla } => llavero_cerrado(*falla).to_owned(),
        FallaAlmacen::SoloLectura => {
            "No se puede escribir en la carpeta de datos. Lo guardado está a salvo; revise los permisos e intente de nuevo.".to_owned()
        }
        FallaAlmacen::NoExiste { .. } => "No se encontró el dato que quiere cambiar. Vuelva a abrir la pantalla.".to_owned(),
        FallaAlmacen::ConflictoPendiente { .. } => {
            "Este dato tiene dos valores. Elija uno de los dos antes de cambiarlo.".to_owned()
        }
        FallaAlmacen::NoSonLoMismo { .. } => {
            "Solo se pueden reunir dos del mismo tipo y de la misma institución, y ninguno dentro del otro. No se cambió nada.".to_owned()
        }
        FallaAlmacen::NoRetirable { causa, .. } => match causa {
            CausaNoRetirable::NoEsta => "Ese registro no está en este archivo. No se retiró nada. Revise su huella.".to_owned(),
            CausaNoRetirable::DeAutoridad => {
                "Ese registro da o quita un permiso, o es una entrega o un dictamen, y no se puede retirar. No se cambió nada.".to_owned()
            }
            CausaNoRetirable::SinInstitucion => {
                "Solo se retiran registros de una institución, con la firma de su coordinación y la de la GAE. No se cambió nada.".to_owned()
            }
        },
        FallaAlmacen::InformeNoCuadra => {
            format!("La importación no cuadró y se deshizo completa. Envíe el informe {numero} a soporte.")
        }
        FallaAlmacen::EsperaLlena => {
            "La sala de espera está llena. No se importó nada. Importe primero las credenciales que faltan.".to_owned()
        }
        FallaAlmacen::SinPermiso { revocada: true, .. } => {
            "Esta computadora fue dada de baja y ya no puede cambiar datos. Lo escrito sigue en pantalla. Hable con la coordinación del comité."
                .to_owned()
        }
        FallaAlmacen::SinPermiso { rol, .. } => format!(
            "{} no puede realizar esta acción aquí. No se cambió nada. Pida que la realice quien tiene ese permiso.",
            match rol {
                0 => "El rol integrante",
                1 => "El rol coordinador",
                2 => "El rol asesor",
                3 => "El rol jefe",
                _ => "Una computadora sin credencial",
            }
        ),
        FallaAlmacen::Asiento(_) => {
            "El texto es demasiado largo para un solo dato (64 KB). No se guardó; sigue en pantalla. Divídalo.".to_owned()
        }
        FallaAlmacen::NadaQueDeshacer => "No hay nada que deshacer o rehacer.".to_owned(),
        FallaAlmacen::CambiadoDespues { cuantas, .. } => format!(
            "No se puede deshacer: después se {} {} de los mismos datos. Revise el historial y corrija a mano.",
            if *cuantas == 1 { "cambió" } else { "cambiaron" },
            dominio::formato::plural(*cuantas, "dato", "datos"),
        ),
        FallaAlmacen::AdjuntoExcede { .. } => "El adjunto supera 25 MB. Redúzcalo o divídalo; no se guardó nada.".to_owned(),
        FallaAlmacen::AdjuntoNoReconocido => {
            "El documento debe ser PDF, PNG, JPEG, DOCX, XLSX, ODT o texto, y no puede llevar macros. No se guardó nada. Guárdelo en uno de \
             esos formatos."
                .to_owned()
        }
        FallaAlmacen::RespaldoNoVerificado { .. } => {
            "La copia no pasó la comprobación y no cuenta. No se cambió nada. Use otra copia o haga una nueva.".to_owned()
        }
        FallaAlmacen::RespaldoAjeno { .. } => {
            "Esa copia es de otra base de datos, no de esta. No se cambió nada. Elija una copia de esta base.".to_owned()
        }
        FallaAlmacen::AdjuntoAlterado { .. } => "Un adjunto está dañado o falta. Lo demás está a salvo. Vuelva a adjuntarlo.".to_owned(),
        FallaAlmacen::Cancelado => "Se canceló. No se cambió nada.".to_owned(),
        FallaAlmacen::Archivo { error, .. } if es_disco_lleno(error) => {
            "No hay espacio en el disco. Lo último guardado está a salvo; libere espacio e intente de nuevo.".to_owned()
        }
        FallaAlmacen::Archivo { .. } => {
            "No se puede usar la carpeta de datos. Lo guardado está a salvo; revise los permisos e intente de nuevo.".to_owned()
        }
        FallaAlmacen::MigracionFallida { .. } => {
            format!("No se pudo actualizar la base; sigue como estaba. Envíe a soporte el número {numero}.")
        }
        FallaAlmacen::AjusteInseguro { .. } | FallaAlmacen::ClaveIlegible { .. } | FallaAlmacen::Sqlite(_) => general(numero),
    }
}

/// The data are read all the same: only signing needs the key.
fn llavero_cerrado(falla: FallaDeLlavero) -> &'static str {
    match falla {
        FallaDeLlavero::NoHay => {
            "La clave de este equipo está en el llavero del sistema y aquí no hay llavero. No se guardó nada; los datos se pueden leer y \
             copiar. Abra Diligencia en su sesión de escritorio."
        }
        FallaDeLlavero::Cerrado => {
            "La clave de este equipo está en el llavero del sistema y el llavero está cerrado. No se guardó nada; los datos se pueden leer \
             y copiar. Abra el llavero e intente de nuevo."
        }
        FallaDeLlavero::NoResponde => {
            "La clave de este equipo está en el llavero del sistema y el llavero no responde. No se guardó nada; los datos se pueden leer y \
             copiar. Intente de nuevo o reinicie su sesión."
        }
    }
}

/// Eight digits to find the details in the log file: a fingerprint of the error, the same for the
/// same cause, with no content of anybody's data.
pub(crate) fn incidente(f: &Falla) -> String {
    let mut h: u32 = 0x811c_9dc5;
    for b in f.to_string().bytes() {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    let texto = format!("{h:08x}");
    let (a, b) = texto.split_at_checked(4).unwrap_or((&texto, ""));
    format!("{a}-{b}")
}

fn codigo_de_lectura(l: &FallaDeLectura) -> CodigoFalla {
    match l {
        FallaDeLectura::DemasiadoGrande { .. } | FallaDeLectura::DemasiadasFilas { .. } | FallaDeLectura::DemasiadasColumnas { .. } => {
            CodigoFalla::LimiteExcedido
        }
        FallaDeLectura::JsonDeOtraForma { .. } | FallaDeLectura::SinEncabezado { .. } => CodigoFalla::HojaNoReconocida,
        FallaDeLectura::Vacio
        | FallaDeLectura::EsZip
        | FallaDeLectura::EsPdf
        | FallaDeLectura::NoEsTexto
        | FallaDeLectura::Nulo { .. }
        | FallaDeLectura::Utf16
        | FallaDeLectura::ByteDesconocido { .. }
        | FallaDeLectura::NoEsJson { .. }
        | FallaDeLectura::JsonTruncado { .. }
        | FallaDeLectura::ComillasSinCerrar { .. } => CodigoFalla::ArchivoNoReconocido,
    }
}

fn codigo_de_libro(l: &FallaDeLibro) -> CodigoFalla {
    match l {
        FallaDeLibro::Texto(t) => codigo_de_lectura(t),
        FallaDeLibro::Vacio => CodigoFalla::HojaNoReconocida,
        FallaDeLibro::Salida => CodigoFalla::Interno,
        limite if limite.es_limite() => CodigoFalla::LimiteExcedido,
        FallaDeLibro::Grande { .. }
        | FallaDeLibro::DemasiadasPartes { .. }
        | FallaDeLibro::CreceDemasiado { .. }
        | FallaDeLibro::DemasiadasHojas { .. }
        | FallaDeLibro::DemasiadasFilas { .. }
        | FallaDeLibro::DemasiadasColumnas { .. }
        | FallaDeLibro::TextoLargo { .. }
        | FallaDeLibro::LibroViejo
        | FallaDeLibro::ConMacros
        | FallaDeLibro::Cifrado
        | FallaDeLibro::NoEsLibro
        | FallaDeLibro::OtroZip
        | FallaDeLibro::Danado { .. }
        | FallaDeLibro::ParteRepetida { .. }
        | FallaDeLibro::Doctype { .. }
        | FallaDeLibro::Xml { .. }
        | FallaDeLibro::Nulo { .. } => CodigoFalla::ArchivoNoReconocido,
    }
}

fn codigo_de_hijo(h: &FallaDeHijo) -> CodigoFalla {
    match h {
        FallaDeHijo::NoArranca(_) => CodigoFalla::Interno,
        FallaDeHijo::Tiempo | FallaDeHijo::Murio => CodigoFalla::HojaNoReconocida,
        FallaDeHijo::Rechazado { limite: true, .. } => CodigoFalla::LimiteExcedido,
        FallaDeHijo::Rechazado { limite: false, .. } => CodigoFalla::ArchivoNoReconocido,
        FallaDeHijo::Cancelado => CodigoFalla::Cancelado,
    }
}

fn mensaje_de_hijo(h: &FallaDeHijo, numero: &str) -> String {
    match h {
        FallaDeHijo::NoArranca(_) => general(numero),
        FallaDeHijo::Tiempo | FallaDeHijo::Murio => {
            "El libro pide más memoria o más tiempo de lo que un inventario necesita, y se dejó de leer. No se importó nada. Copie solo la hoja \
             del inventario a un libro nuevo."
                .to_owned()
        }
        FallaDeHijo::Rechazado { mensaje, .. } => format!("{mensaje} No se importó nada."),
        FallaDeHijo::Cancelado => "Se canceló. No se cambió nada.".to_owned(),
    }
}

fn mensaje_de_lectura(l: &FallaDeLectura) -> String {
    format!("{} No se importó nada.", l.mensaje())
}

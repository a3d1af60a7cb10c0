//! `paquete`, `conflictos`, `resolver`, `identidad`: exchange and its decisions.

use std::fmt::Write as _;
use std::path::PathBuf;

use casos::Sesion;
use casos::falla::Falla;
use casos::intercambio::identidad::{Custodia, Rol, SolicitudLeida};
use casos::intercambio::paquete::{Exportado, Exportar, Recibido};
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::ordenes::{Cumplida, hecha};

/// Paquetes de intercambio.
#[derive(Debug, Subcommand)]
pub enum OrdenPaquete {
    /// Escribe un paquete con lo que este archivo tiene.
    Exportar {
        /// Archivo de salida.
        #[arg(long)]
        salida: PathBuf,
        /// Ficha de quien lo recibe: va cifrado y lleva solo lo que le falta.
        #[arg(long)]
        para: Option<PathBuf>,
        /// Institución (en un archivo de GAE).
        #[arg(long)]
        institucion: Option<String>,
        /// Nota para quien lo abre.
        #[arg(long, default_value = "")]
        nota: String,
    },
    /// Comprueba un paquete y dice qué traería, sin cambiar nada.
    Ver {
        /// Paquete.
        paquete: PathBuf,
    },
    /// Incorpora un paquete.
    Importar {
        /// Paquete.
        paquete: PathBuf,
        /// Muestra lo que haría, sin cambiar nada.
        #[arg(long)]
        seco: bool,
    },
}

/// Rol de una credencial.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RolPedido {
    /// Coordina el comité.
    Coordinador,
    /// Integra el comité.
    Integrante,
    /// Asesora instituciones.
    Asesor,
    /// Dirige a quienes asesoran.
    Jefe,
}

/// Dónde queda la clave.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum CustodiaPedida {
    /// En el llavero del sistema.
    Llavero,
    /// En un archivo que solo usted puede leer.
    Archivo,
}

/// Llaves, confianza y credenciales.
#[derive(Debug, Subcommand)]
pub enum OrdenIdentidad {
    /// Muestra quién es esta computadora y a quiénes conoce.
    Ver,
    /// Lleva la clave de este equipo al llavero del sistema o la deja en un archivo que solo usted puede leer.
    Custodia {
        /// Dónde: llavero o archivo.
        #[arg(value_enum)]
        en: CustodiaPedida,
    },
    /// Escribe la ficha pública de esta computadora.
    Solicitud {
        /// Archivo de salida.
        #[arg(long)]
        salida: PathBuf,
    },
    /// Confía en otra computadora, solo en este equipo, después de comparar las ocho palabras.
    Confiar {
        /// Ficha pública.
        ficha: PathBuf,
    },
    /// Da una credencial y escribe el paquete que la lleva.
    Nombrar {
        /// Ficha pública.
        ficha: PathBuf,
        /// Rol.
        #[arg(long, value_enum)]
        rol: RolPedido,
        /// Institución: id, código o sigla.
        #[arg(long)]
        institucion: Option<String>,
        /// Paquete de salida.
        #[arg(long)]
        salida: PathBuf,
    },
    /// Da de baja una computadora.
    Revocar {
        /// Dispositivo.
        dispositivo: String,
        /// Último número de su cadena que cuenta.
        #[arg(long)]
        ultimo_seq: u64,
        /// Motivo.
        #[arg(long)]
        motivo: String,
    },
}

fn a_json(valor: &impl serde::Serialize) -> Result<Value, Falla> {
    serde_json::to_value(valor).map_err(|_| Falla::Interno("a result is not JSON"))
}

/// The counts that every package command gives; what was exported is all known here.
fn exportado(e: &Exportado) -> Value {
    json!({
        "archivo": e.archivo, "bytes": e.bytes, "asientos": e.asientos, "nuevos": 0, "conocidos": e.asientos, "en_espera": 0,
        "rechazados": 0, "conflictos": 0, "adjuntos": e.adjuntos, "codigo": e.codigo, "cifrado": e.cifrado, "raiz_estado": e.raiz_estado,
    })
}

fn frase_de_causa(causa: &str) -> &'static str {
    match causa {
        "credencial_desconocida" => "son de una computadora sin credencial. Esperan hasta que la coordinación o la GAE la acredite",
        "credencial_revocada" => "son posteriores a la baja de su computadora",
        "cadena_incompleta" => "siguen a otros que todavía no llegan",
        "retiro_incompleto" => "están retirados y falta el acto de la coordinación o el de la GAE",
        "archivo_mas_nuevo" => "necesitan una versión más nueva de Diligencia",
        _ => "esperan",
    }
}

fn recibido(r: &Recibido, seco: bool) -> Result<Cumplida, Falla> {
    let mut texto = String::new();
    let verbo = if seco { "Traería" } else { "Se comprobaron" };
    let _ = writeln!(texto, "Paquete {} de {} ({}): {verbo} {} registros.", r.codigo, r.de_nombre, r.ambitos.join(", "), r.asientos);
    if !r.cifrado {
        let _ = writeln!(texto, "Este paquete va firmado pero no cifrado: quien lo tenga puede leerlo.");
    }
    for (nombre, n) in [
        ("nuevos", r.nuevos),
        ("que ya estaban", r.conocidos),
        ("en la sala de espera", r.en_espera),
        ("rechazados", r.rechazados),
        ("que esperaban y ahora cuentan", r.admitidos),
    ] {
        let _ = writeln!(texto, "  {n:>7} {nombre}");
    }
    for (causa, n) in &r.causas {
        let _ = writeln!(texto, "  {n} {}.", frase_de_causa(causa));
    }
    for equipo in &r.bifurcados {
        let _ = writeln!(texto, "  La computadora {equipo} tiene dos historias; nada se perdió. Avise a la coordinación.");
    }
    for (equipo, horas) in &r.relojes_adelantados {
        let _ = writeln!(texto, "  El reloj de la computadora {equipo} va {horas} h adelantado.");
    }
    if r.adjuntos_que_faltan > 0 {
        let _ = writeln!(texto, "  Faltan {} adjuntos que el paquete nombra.", r.adjuntos_que_faltan);
    }
    if r.conflictos > 0 {
        let _ = writeln!(texto, "Hay {} datos con dos valores: vea «diligencia-cli conflictos».", r.conflictos);
    }
    let pide = r.en_espera + r.rechazados + r.conflictos > 0;
    Ok(Cumplida { espera_a_alguien: pide && !seco, ..hecha(a_json(r)?, texto) })
}

/// Runs a package command.
pub fn paquete(s: &Sesion, orden: &OrdenPaquete) -> Result<Cumplida, Falla> {
    match orden {
        OrdenPaquete::Exportar { salida, para, institucion, nota } => {
            let pide = Exportar { para: para.clone(), institucion: institucion.clone(), nota: nota.clone(), solo_nacional: false };
            let e = s.exportar_paquete(salida, &pide)?;
            let mut texto = format!("{}: {} registros, {} bytes. Código {}.\n", e.archivo, e.asientos, e.bytes, e.codigo);
            if !e.cifrado {
                texto.push_str("Este paquete va firmado pero no cifrado: quien lo tenga puede leerlo.\n");
            }
            Ok(hecha(exportado(&e), texto))
        }
        OrdenPaquete::Ver { paquete } => recibido(&s.importar_paquete(paquete, true)?, true),
        OrdenPaquete::Importar { paquete, seco } => recibido(&s.importar_paquete(paquete, *seco)?, *seco),
    }
}

/// Lists the open conflicts.
pub fn conflictos(s: &Sesion, institucion: Option<&str>) -> Result<Cumplida, Falla> {
    let lista = s.listar_conflictos(institucion)?;
    let mut texto = format!("{} datos con dos o más valores\n", lista.len());
    for c in &lista {
        let _ = writeln!(texto, "{} {} ({})", c.id, c.etiqueta, c.tramite);
        for v in &c.valores {
            let _ = writeln!(texto, "    {} · {} · {} {}", crate::ordenes::legible(&v.valor), v.quien, v.cuando, v.motivo);
        }
    }
    Ok(hecha(json!({ "total": lista.len(), "conflictos": a_json(&lista)? }), texto))
}

/// Decides one conflict.
pub fn resolver(s: &Sesion, id: &str, valor: &str, motivo: &str) -> Result<Cumplida, Falla> {
    let asiento = s.resolver(id, valor, motivo)?;
    Ok(hecha(json!({ "asiento": asiento, "cambios": 1 }), "Se guardó la decisión. Los dos valores quedan en el historial.\n".to_owned()))
}

fn frase_de_custodia(custodia: &str) -> &'static str {
    if custodia == "llavero" {
        "La clave de este equipo está en el llavero del sistema."
    } else {
        "La clave de este equipo está en un archivo que solo usted puede leer."
    }
}

fn palabras(s: &SolicitudLeida) -> String {
    format!("Compare de viva voz estas ocho palabras:\n    {}\n", s.palabras.join(" "))
}

/// Runs an identity command.
pub fn identidad(s: &Sesion, orden: &OrdenIdentidad) -> Result<Cumplida, Falla> {
    match orden {
        OrdenIdentidad::Ver => {
            let i = s.identidad()?;
            let mut texto = format!("Computadora {}\nPersona: {}\nEstado: {}\n", i.dispositivo, i.persona, i.estado.replace('_', " "));
            let _ = writeln!(texto, "{}", frase_de_custodia(&i.custodia));
            let _ = writeln!(texto, "Palabras: {}", i.palabras.join(" "));
            for c in &i.conocidos {
                let como = if c.confianza_local { " · confianza solo en este equipo" } else { "" };
                let baja = if c.de_baja { " · de baja" } else { "" };
                let _ = writeln!(texto, "  {} {} · {} · {}{como}{baja}", c.dispositivo, c.nombre, c.rol.replace('_', " "), c.institucion);
            }
            Ok(hecha(a_json(&i)?, texto))
        }
        OrdenIdentidad::Custodia { en } => {
            let custodia = match en {
                CustodiaPedida::Llavero => Custodia::Llavero,
                CustodiaPedida::Archivo => Custodia::Archivo,
            };
            s.mudar_clave(custodia)?;
            let texto = format!("{}\n", frase_de_custodia(custodia.as_str()));
            Ok(hecha(json!({ "custodia": custodia.as_str() }), texto))
        }
        OrdenIdentidad::Solicitud { salida } => {
            let ficha = s.escribir_solicitud(salida)?;
            let texto = format!("Ficha de {} escrita en {}.\n{}", ficha.institucion, ficha.archivo, palabras(&ficha));
            Ok(hecha(a_json(&ficha)?, texto))
        }
        OrdenIdentidad::Confiar { ficha } => {
            let (leida, admitidos) = s.confiar(ficha)?;
            let texto = format!(
                "Este equipo confía en la computadora de {}. {admitidos} registros que esperaban cuentan ahora.\n{}",
                leida.nombre,
                palabras(&leida)
            );
            let mut json = a_json(&leida)?;
            if let Some(o) = json.as_object_mut() {
                o.insert("admitidos".to_owned(), admitidos.into());
                o.insert("estado".to_owned(), "confianza_local".into());
            }
            Ok(hecha(json, texto))
        }
        OrdenIdentidad::Nombrar { ficha, rol, institucion, salida } => {
            let rol = match rol {
                RolPedido::Integrante => Rol::Integrante,
                RolPedido::Coordinador => Rol::Coordinador,
                RolPedido::Asesor => Rol::Asesor,
                RolPedido::Jefe => Rol::Jefe,
            };
            let (leida, e) = s.nombrar(ficha, rol, institucion.as_deref(), salida)?;
            let texto = format!(
                "Se dio la credencial de {} a {}. Entregue el paquete {} (código {}).\n{}",
                rol.as_str(),
                leida.nombre,
                e.archivo,
                e.codigo,
                palabras(&leida)
            );
            let mut json = exportado(&e);
            if let (Some(o), Value::Object(ficha)) = (json.as_object_mut(), a_json(&leida)?) {
                o.extend(ficha.into_iter().filter(|(k, _)| k != "archivo"));
                o.insert("rol".to_owned(), rol.as_str().into());
            }
            Ok(hecha(json, texto))
        }
        OrdenIdentidad::Revocar { dispositivo, ultimo_seq, motivo } => {
            let c = s.revocar(dispositivo, *ultimo_seq, motivo)?;
            let texto = format!("La computadora de {} quedó de baja desde su registro {}.\n", c.nombre, ultimo_seq.saturating_add(1));
            Ok(hecha(a_json(&c)?, texto))
        }
    }
}

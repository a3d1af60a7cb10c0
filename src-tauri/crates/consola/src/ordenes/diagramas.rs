//! `bpmn ver`, `bpmn importar`, `bpmn dibujar`: foreign and own diagrams.

use std::fmt::Write as _;
use std::path::Path;

use casos::Sesion;
use casos::dto::{AvisoDeBpmnDto, CuentaDeBpmn, VersionPaso};
use casos::falla::Falla;
use serde_json::{Value, json};

use super::{Cumplida, hecha};
use crate::argumentos::{ComoVersion, OrdenBpmn};

fn a_json(valor: &impl serde::Serialize) -> Result<Value, Falla> {
    serde_json::to_value(valor).map_err(|_| Falla::Interno("a result is not JSON"))
}

const fn version(como: ComoVersion) -> VersionPaso {
    match como {
        ComoVersion::Actual => VersionPaso::Actual,
        ComoVersion::Propuesta => VersionPaso::Propuesta,
    }
}

fn avisos(texto: &mut String, lista: &[AvisoDeBpmnDto]) {
    for a in lista {
        let _ = writeln!(texto, "  · {}", a.mensaje);
    }
}

fn cuenta(c: &CuentaDeBpmn) -> String {
    let mut texto = format!(
        "{} procesos, {} participantes, {} carriles\n{} actividades, {} compuertas, {} eventos, {} flujos, {} mensajes, {} objetos de datos\n",
        c.procesos, c.participantes, c.carriles, c.actividades, c.compuertas, c.eventos, c.flujos, c.mensajes, c.objetos_de_datos
    );
    texto.push_str(if c.con_di { "Trae su propio dibujo.\n" } else { "No trae dibujo: se dibuja con el orden propio.\n" });
    for n in &c.no_reconocidos {
        let _ = writeln!(texto, "  no reconocido: {} ({})", n.elemento, n.cuantos);
    }
    avisos(&mut texto, &c.avisos);
    texto
}

/// Runs one of them.
pub fn cumplir(s: &Sesion, orden: &OrdenBpmn) -> Result<Cumplida, Falla> {
    match orden {
        OrdenBpmn::Ver { archivo } => {
            let c = s.ver_bpmn(archivo)?;
            Ok(hecha(a_json(&c)?, cuenta(&c)))
        }
        OrdenBpmn::Dibujar { archivo, tramite, como, salida } => {
            let d = match (archivo, tramite) {
                (_, Some(t)) => s.dibujar_tramite(t, version(*como), salida)?,
                (Some(a), None) => s.dibujar_bpmn(a, salida)?,
                (None, None) => return Err(Falla::campo("archivo", "Indique un archivo, o un trámite con --tramite.")),
            };
            let archivos = [salida.display().to_string()];
            let texto = format!("Se dibujaron {} figuras y {} flechas en {}.\n", d.nodos, d.flechas, salida.display());
            Ok(hecha(json!({ "archivos": archivos, "nodos": d.nodos, "flechas": d.flechas, "carriles": d.carriles }), texto))
        }
        OrdenBpmn::Importar { archivo, tramite, como } => importar(s, archivo, tramite, version(*como)),
    }
}

fn importar(s: &Sesion, archivo: &Path, tramite: &str, version: VersionPaso) -> Result<Cumplida, Falla> {
    let h = s.importar_bpmn_de(archivo, tramite, version)?.valor;
    let mut json = a_json(&h.cuenta)?;
    if let Some(o) = json.as_object_mut() {
        o.insert("pasos".to_owned(), json!(h.pasos));
        o.insert("nuevos".to_owned(), json!(h.nuevos));
        o.insert("conservados".to_owned(), json!(h.conservados));
        o.insert("retirados".to_owned(), json!(h.retirados));
        o.insert("adjunto".to_owned(), json!(h.adjunto));
        o.insert("sin_lugar".to_owned(), a_json(&h.sin_lugar)?);
    }
    let mut texto = format!("{}: {} pasos tomados del diagrama.\n", version.etiqueta(), h.pasos);
    if h.conservados > 0 {
        let _ = writeln!(texto, "{} ya estaban y quedaron como dice el archivo.", h.conservados);
    }
    if h.retirados > 0 {
        let _ = writeln!(texto, "{} que había antes se retiraron. «deshacer» los trae de vuelta, todos a la vez.", h.retirados);
    }
    texto.push_str("El archivo quedó adjunto al trámite, tal como vino.\n");
    if !h.sin_lugar.is_empty() {
        texto.push_str("No cabe en la tabla, y queda solo en el archivo:\n");
        avisos(&mut texto, &h.sin_lugar);
    }
    avisos(&mut texto, &h.cuenta.avisos);
    Ok(hecha(json, texto))
}

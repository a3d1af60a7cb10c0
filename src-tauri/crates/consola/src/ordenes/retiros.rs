//! `retirar`, `retiros`: what must not exist, with the two signatures that it takes.

use std::fmt::Write as _;

use casos::Sesion;
use casos::falla::Falla;
use casos::intercambio::retiro::Retirado;
use serde_json::json;

use super::{Cumplida, hecha};

fn a_json(valor: &impl serde::Serialize) -> Result<serde_json::Value, Falla> {
    serde_json::to_value(valor).map_err(|_| Falla::Interno("a result is not JSON"))
}

fn lado(lado: &str) -> &'static str {
    if lado == "gae" { "la jefatura de la GAE" } else { "la coordinación del comité" }
}

fn frase(r: &Retirado) -> String {
    let mut texto = format!("Registro {} de {}: ", r.asiento, r.institucion);
    match r.falta {
        Some(falta) => {
            let _ = writeln!(texto, "pendiente de la otra firma ({}). Su contenido sigue en este archivo.", lado(falta));
        }
        None => texto.push_str("retirado. Quedan su huella, su firma y quién lo retiró.\n"),
    }
    for f in &r.firmas {
        let _ = writeln!(texto, "    {} · {} · {} · {}", lado(f.lado), f.quien, f.cuando, f.motivo);
    }
    texto
}

/// Signs the withdrawal of one asiento.
pub fn retirar(s: &Sesion, asiento: &str, motivo: &str) -> Result<Cumplida, Falla> {
    let r = s.retirar(asiento, motivo)?;
    let mut texto = frase(&r);
    if r.falta.is_none() {
        texto.push_str(
            "Las copias de respaldo hechas antes y los paquetes ya enviados todavía lo contienen: bórrelos o guárdelos como corresponda.\n",
        );
    }
    Ok(Cumplida { espera_a_alguien: r.falta.is_some(), ..hecha(a_json(&r)?, texto) })
}

/// Lists what was withdrawn and what waits.
pub fn listar(s: &Sesion) -> Result<Cumplida, Falla> {
    let todos = s.retiros()?;
    let pendientes = todos.iter().filter(|r| r.falta.is_some()).count();
    let mut texto = format!("{} retirados y {pendientes} pendientes de la otra firma\n", todos.len() - pendientes);
    todos.iter().for_each(|r| texto.push_str(&frase(r)));
    Ok(hecha(json!({ "total": todos.len(), "pendientes": pendientes, "retiros": a_json(&todos)? }), texto))
}

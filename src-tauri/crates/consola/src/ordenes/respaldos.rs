//! `respaldar`, `respaldos`, `restaurar`, `recuperar`.

use std::fmt::Write as _;
use std::path::Path;

use casos::Sesion;
use casos::dto::{ConTrabajo, Nada};
use casos::falla::Falla;
use serde_json::json;

use super::{Cumplida, hecha};

fn trabajo() -> ConTrabajo {
    ConTrabajo { trabajo: Some("consola".to_owned()) }
}

pub(super) fn respaldar(s: &Sesion, salida: &Path) -> Result<Cumplida, Falla> {
    let r = s.respaldar_en_ruta(salida)?;
    let asientos = r.asientos.unwrap_or(0);
    let mut texto =
        format!("Copia comprobada en {}: {asientos} registros y {} adjuntos, {} bytes.\n", salida.display(), r.adjuntos, r.bytes);
    if r.adjuntos_faltan > 0 {
        let _ = writeln!(texto, "Aviso: {} adjuntos ya faltaban o estaban dañados y no van en la copia.", r.adjuntos_faltan);
    }
    let json = json!({
        "archivo": salida.display().to_string(), "bytes": r.bytes, "asientos": asientos, "raiz_estado": r.raiz_estado,
        "adjuntos": r.adjuntos, "adjuntos_faltan": r.adjuntos_faltan,
    });
    Ok(Cumplida { espera_a_alguien: r.adjuntos_faltan > 0, ..hecha(json, texto) })
}

pub(super) fn lista(s: &Sesion) -> Result<Cumplida, Falla> {
    let r = s.respaldos(Nada {})?;
    let mut texto = format!("{} copias de respaldo\n", r.copias.len());
    for c in &r.copias {
        let estado = c.asientos.map_or_else(|| "sin comprobar".to_owned(), |n| format!("comprobada, {n} registros"));
        let _ = writeln!(texto, "{}  {:<24} {:>12} bytes  {estado}  {}", c.cuando, c.motivo_texto, c.bytes, c.nombre);
    }
    if r.falta_otro_disco {
        let _ = writeln!(
            texto,
            "Ninguna copia buena está en otro disco desde hace {} días. Haga una con: respaldar --salida",
            r.dias_sin_otro_disco
        );
    }
    let json = serde_json::to_value(&r).map_err(|_| Falla::Interno("the list of backups is not JSON"))?;
    Ok(hecha(json, texto))
}

pub(super) fn restaurar(s: &Sesion, copia: &Path) -> Result<Cumplida, Falla> {
    let r = s.restaurar_ruta(copia)?;
    let mut texto = format!("Se restauró la copia: {} registros. Raíz del estado {}.\n", r.asientos, r.raiz_estado);
    if let Some(apartado) = &r.apartado {
        let cuantos = r.despues.map_or_else(|| "lo que no se pudo contar".to_owned(), |n| format!("{n} registros posteriores a la copia"));
        let _ = writeln!(texto, "El archivo de antes quedó apartado como {apartado}, con {cuantos}.");
    }
    if r.dispositivo_nuevo {
        let _ = writeln!(texto, "Este equipo sigue con una identidad nueva; la coordinación debe reconocerla otra vez.");
    }
    for nombre in &r.adjuntos_faltan {
        let _ = writeln!(texto, "Falta el adjunto «{nombre}».");
    }
    let json = json!({
        "asientos": r.asientos, "raiz_estado": r.raiz_estado, "apartado": r.apartado, "despues": r.despues,
        "dispositivo_nuevo": r.dispositivo_nuevo, "adjuntos_faltan": r.adjuntos_faltan,
    });
    Ok(Cumplida { espera_a_alguien: !r.adjuntos_faltan.is_empty(), ..hecha(json, texto) })
}

pub(super) fn recuperar(s: &Sesion) -> Result<Cumplida, Falla> {
    let r = s.recuperar(trabajo())?;
    let mut texto = format!("Se recuperaron {} registros ({} leídos del archivo dañado).\n", r.asientos, r.rescatados);
    match &r.copia {
        Some(copia) => drop(writeln!(texto, "Se partió de la copia {copia}.")),
        None => drop(writeln!(texto, "No había una copia comprobada: todo se leyó del archivo dañado.")),
    }
    for p in &r.paquetes {
        match &p.problema {
            None => {
                let en_espera = if p.en_espera > 0 { format!(", {} en la sala de espera", p.en_espera) } else { String::new() };
                let _ = writeln!(texto, "El paquete {} trajo {} registros ({} ya estaban{en_espera}).", p.archivo, p.nuevos, p.conocidos);
            }
            Some(problema) => drop(writeln!(texto, "El paquete {} no sirvió. {problema}", p.archivo)),
        }
    }
    for f in &r.faltan {
        let _ = writeln!(texto, "Faltan los registros {} a {} de la computadora {} ({}).", f.desde, f.hasta, f.dispositivo, f.ambito);
    }
    for nombre in &r.copias_malas {
        let _ = writeln!(texto, "La copia {nombre} no pasó la comprobación y no se usó.");
    }
    for nombre in &r.adjuntos_faltan {
        let _ = writeln!(texto, "Falta el adjunto «{nombre}».");
    }
    if let Some(apartado) = &r.apartado {
        let _ = writeln!(texto, "El archivo dañado quedó apartado como {apartado}.");
    }
    let json = serde_json::to_value(&r).map_err(|_| Falla::Interno("the recovery is not JSON"))?;
    Ok(Cumplida { espera_a_alguien: r.faltan_total > 0 || !r.adjuntos_faltan.is_empty(), ..hecha(json, texto) })
}

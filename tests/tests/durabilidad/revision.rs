//! What is left after the child was stopped: all that it acknowledged, whole, and able to go on.

use std::collections::BTreeSet;
use std::path::Path;

use almacen::{Almacen, Avance, FallaAlmacen, FiltroTramites, Lector};
use rusqlite::Connection;

use crate::hijo::{
    CADA_ADJUNTO, Dicho, EN_HOJA, FILAS, GUARDADOS, Papel, aperturas, base, copia, equipo, guardar_uno, id, informe, por_migrar, tabla,
};

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Falta {
    /// Something acknowledged is not there.
    Perdido(String),
    /// It does not open, or does not verify.
    Danado(String),
    /// Half of something that goes whole or not at all.
    AMedias(String),
}

impl From<FallaAlmacen> for Falta {
    fn from(falla: FallaAlmacen) -> Self {
        Falta::Danado(falla.to_string())
    }
}

/// Checks what the role left in `datos`.
pub fn revisar(papel: Papel, datos: &Path, dicho: &Dicho) -> Result<(), Falta> {
    match papel {
        Papel::Guardar => guardados(datos, dicho),
        Papel::Importar => importados(datos, dicho),
        Papel::Migrar => migrados(datos, dicho),
        Papel::Exportar => exportados(datos, dicho.hecho),
        Papel::Respaldar => respaldados(datos, dicho.hecho),
        Papel::Control(..) => controlados(datos, dicho.hecho),
    }
}

fn abrir(ruta: &Path, datos: &Path) -> Result<Almacen, Falta> {
    Ok(Almacen::abrir(ruta, &aperturas(datos), &Avance::default())?)
}

fn en_orden(almacen: &Almacen) -> Result<(), Falta> {
    let visto = almacen.verificar(&Avance::default())?;
    if visto.problemas.is_empty() { Ok(()) } else { Err(Falta::Danado(visto.problemas.join(" "))) }
}

/// One more save and one more opening.
fn sigue(mut almacen: Almacen, ruta: &Path, datos: &Path, dicho: &Dicho) -> Result<(), Falta> {
    let antes = almacen.consultas().asientos()?;
    // Far from the numbers of the child, which may go on with this same file.
    guardar_uno(&mut almacen, 1_000_000 + antes)?;
    almacen.cerrar()?;
    let almacen = abrir(ruta, datos)?;
    let hay = almacen.consultas().asientos()?;
    if hay != antes + 1 {
        return Err(Falta::Perdido(format!("the save after it: {hay} of {}", antes + 1)));
    }
    if dicho.equipo.is_some_and(|e| e != equipo(almacen.dispositivo())) {
        return Err(Falta::Danado("another device was minted".to_owned()));
    }
    en_orden(&almacen)
}

/// Trámites that are seen, all or those that a search finds.
fn total(almacen: &Almacen, texto: &str) -> Result<u64, Falta> {
    let filtro = FiltroTramites { texto: texto.to_owned(), cuantos: 1, ..FiltroTramites::default() };
    Ok(almacen.consultas().tramites(&filtro)?.total)
}

fn guardados(datos: &Path, dicho: &Dicho) -> Result<(), Falta> {
    let ruta = base(datos);
    let Some(confirmado) = dicho.hecho else { return Ok(()) };
    let almacen = abrir(&ruta, datos)?;
    let hay = almacen.consultas().asientos()?;
    if hay < confirmado {
        return Err(Falta::Perdido(format!("{hay} of {confirmado} saves")));
    }
    let visibles = total(&almacen, "")?;
    if visibles != hay {
        return Err(Falta::AMedias(format!("{visibles} trámites of {hay} saves")));
    }
    for n in (1..=hay).filter(|n| n.is_multiple_of(CADA_ADJUNTO)) {
        let falta = || Falta::Perdido(format!("attachment of save {n}"));
        let Some(leido) = almacen.consultas().entidad(id(n, 2))? else { continue };
        let suma = leido.valor("sha256").and_then(|v| v.texto().map(str::to_owned)).ok_or_else(falta)?;
        almacen.leer_adjunto(&suma).map_err(|_| falta())?;
    }
    en_orden(&almacen)?;
    sigue(almacen, &ruta, datos, dicho)
}

fn importados(datos: &Path, dicho: &Dicho) -> Result<(), Falta> {
    let ruta = base(datos);
    let Some(confirmado) = dicho.hecho else { return Ok(()) };
    let almacen = abrir(&ruta, datos)?;
    let hay = total(&almacen, EN_HOJA)?;
    if hay % FILAS != 0 {
        return Err(Falta::AMedias(format!("{hay} trámites of imports of {FILAS}")));
    }
    if hay / FILAS < confirmado {
        return Err(Falta::Perdido(format!("{} of {confirmado} imports", hay / FILAS)));
    }
    en_orden(&almacen)?;
    sigue(almacen, &ruta, datos, dicho)
}

fn migrados(datos: &Path, dicho: &Dicho) -> Result<(), Falta> {
    let mut raices = BTreeSet::new();
    for k in dicho.listo.saturating_sub(2).max(dicho.primero)..=dicho.listo {
        let ruta = por_migrar(datos, k);
        if dicho.hecho.is_some_and(|h| k <= h) {
            // Reading never migrates: it opens only when the migration stands.
            Lector::abrir(&ruta).map_err(|e| Falta::Perdido(format!("migration {k}: {e}")))?;
        }
        let almacen = abrir(&ruta, datos)?;
        let consultas = almacen.consultas();
        let hay = consultas.asientos()?;
        if hay != 20 {
            return Err(Falta::Perdido(format!("{hay} of 20 entries after migration {k}")));
        }
        raices.insert((consultas.raiz_asientos()?.0, consultas.raiz_estado()?.0));
        en_orden(&almacen)?;
    }
    if raices.len() > 1 { Err(Falta::AMedias("two roots of one file".to_owned())) } else { Ok(()) }
}

fn exportados(datos: &Path, hecho: Option<u64>) -> Result<(), Falta> {
    let confirmado = hecho.unwrap_or_default();
    for k in 1..=confirmado + 2 {
        match std::fs::read(informe(datos, k)) {
            Ok(bytes) if bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF") && bytes.len() > 5_000 => {}
            Ok(bytes) => return Err(Falta::AMedias(format!("report {k} has {} bytes", bytes.len()))),
            Err(_) if k > confirmado => {}
            Err(e) => return Err(Falta::Perdido(format!("report {k}: {e}"))),
        }
    }
    en_orden(&abrir(&base(datos), datos)?)
}

fn respaldados(datos: &Path, hecho: Option<u64>) -> Result<(), Falta> {
    let confirmado = hecho.unwrap_or_default();
    // The last acknowledged one and the two that may have been under way.
    for k in confirmado.saturating_sub(1).max(1)..=confirmado + 2 {
        let ruta = copia(datos, k);
        if !ruta.exists() {
            if k <= confirmado {
                return Err(Falta::Perdido(format!("copy {k}")));
            }
            continue;
        }
        let lector = Lector::abrir(&ruta)?;
        let (hay, visto) = (lector.consultas().asientos()?, lector.verificar(&Avance::default())?);
        if hay != GUARDADOS {
            return Err(Falta::AMedias(format!("copy {k} has {hay} entries")));
        }
        if !visto.problemas.is_empty() {
            return Err(Falta::Danado(format!("copy {k}: {}", visto.problemas.join(" "))));
        }
    }
    en_orden(&abrir(&base(datos), datos)?)
}

fn controlados(datos: &Path, hecho: Option<u64>) -> Result<(), Falta> {
    let leer = || -> rusqlite::Result<(String, i64, i64, i64)> {
        let con = Connection::open(tabla(datos))?;
        let revision = con.query_row("PRAGMA integrity_check", [], |f| f.get(0))?;
        let (cuantos, ultimo) = con.query_row("SELECT count(*), coalesce(max(n), 0) FROM guardado", [], |f| Ok((f.get(0)?, f.get(1)?)))?;
        Ok((revision, cuantos, ultimo, con.query_row("SELECT total FROM cuenta", [], |f| f.get(0))?))
    };
    let (revision, cuantos, ultimo, cuenta) = leer().map_err(|e| Falta::Danado(e.to_string()))?;
    if revision != "ok" {
        return Err(Falta::Danado(revision));
    }
    if cuantos != ultimo || cuenta != ultimo {
        return Err(Falta::AMedias(format!("{cuantos} rows, last {ultimo}, counted {cuenta}")));
    }
    match hecho {
        Some(confirmado) if ultimo.cast_unsigned() < confirmado => Err(Falta::Perdido(format!("{ultimo} of {confirmado}"))),
        _ => Ok(()),
    }
}

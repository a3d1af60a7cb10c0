//! `tablero`, `que-cambio`, `institucion`, `quitar-demostracion`: what GAE looks at, for people and for scripts.

use std::fmt::Write as _;

use casos::Sesion;
use casos::dto::{
    EstadoFase, FaseDelTablero, FilaDelTablero, PedirCambios, PedirInstitucion, PedirTablero, QuitarDemostracion, TableroDto,
    TipoInstitucion,
};
use casos::falla::Falla;

use super::{Cumplida, hecha};

fn a_json(valor: &impl serde::Serialize) -> Result<serde_json::Value, Falla> {
    serde_json::to_value(valor).map_err(|_| Falla::Interno("a result is not JSON"))
}

/// How a state is written in the narrow columns of the matrix.
const fn corto(estado: EstadoFase) -> &'static str {
    match estado {
        EstadoFase::NoIniciada => "·",
        EstadoFase::EnProceso => "curso",
        EstadoFase::Entregada => "entreg",
        EstadoFase::Observada => "observ",
        EstadoFase::Aprobada => "aprob",
        EstadoFase::NoAplica => "n/a",
    }
}

const COLUMNAS: [&str; 9] = ["comité", "capac", "invent", "prior", "plan", "diagn", "rediseño", "implem", "mejora"];

fn cifra(texto: &mut String, f: &FaseDelTablero) {
    let porcentaje = f.porcentaje.as_ref().map_or_else(|| "n/d".to_owned(), |p| format!("{p} %"));
    let _ = write!(
        texto,
        "{:<6} {:<42} {:>3} de {:<3} {:>9} ({})",
        f.codigo_guia.as_deref().unwrap_or(""),
        f.nombre,
        f.numerador,
        f.denominador,
        porcentaje,
        f.regla
    );
    if let Some(antes) = &f.antes {
        let _ = write!(texto, " · antes {} de {}", antes.numerador, antes.denominador);
    }
    if let (Some(r), Some(corte)) = (&f.reportado, &f.reportado_corte) {
        let _ = write!(texto, " · reportado al {corte}: {r} %");
        match f.diferencia {
            Some(0) => texto.push_str(", coincide"),
            Some(d) => {
                let _ = write!(texto, ", difiere en {}", d.unsigned_abs());
            }
            None => {}
        }
    }
    texto.push('\n');
    if f.numerador + f.en_proceso > 0 {
        let _ = writeln!(
            texto,
            "       con evidencia {}, verificado por GAE {}, en proceso {}, observadas {}",
            f.con_evidencia, f.verificado, f.en_proceso, f.observadas
        );
    }
}

fn matriz(texto: &mut String, t: &TableroDto) {
    for grupo in &t.grupos {
        let _ = writeln!(texto, "\n{} ({})", grupo.nombre, grupo.instituciones);
        let _ = write!(texto, "{:<12}", "");
        for columna in COLUMNAS {
            let _ = write!(texto, "{columna:<9}");
        }
        texto.push_str("trámites  último dato\n");
        let filas: Vec<&FilaDelTablero> = t.filas.iter().filter(|f| f.tipo == grupo.tipo).collect();
        for f in filas {
            let _ = write!(texto, "{:<12}", f.sigla);
            for celda in &f.celdas {
                let _ = write!(texto, "{:<9}", corto(celda.estado));
            }
            let _ = writeln!(texto, "{:>8}  {}", f.tramites, f.datos_del.as_deref().unwrap_or("sin datos"));
        }
    }
}

/// The board: figures, matrix and pending lists.
pub fn tablero(s: &Sesion, corte: Option<&str>, comparar: Option<&str>, tipos: &[String], buscar: Option<&str>) -> Result<Cumplida, Falla> {
    let leer = |t: &String| {
        t.parse::<TipoInstitucion>().map_err(|_| {
            let todos: Vec<&str> = TipoInstitucion::TODOS.iter().map(|t| t.as_str()).collect();
            Falla::campo("tipo", format!("Los tipos son: {}.", todos.join(", ")))
        })
    };
    let t = s.tablero(PedirTablero {
        corte: corte.map(str::to_owned),
        comparar: comparar.map(str::to_owned),
        tipos: tipos.iter().map(leer).collect::<Result<_, _>>()?,
        buscar: buscar.map(str::to_owned),
        ..PedirTablero::default()
    })?;
    let mut texto = format!("{}\nCorte al {}", t.titular, t.corte);
    if t.total < t.instituciones {
        let _ = write!(texto, " · {} de {} instituciones", t.total, t.instituciones);
    }
    texto.push('\n');
    if let Some(aviso) = &t.aviso {
        let _ = writeln!(texto, "{aviso}");
    }
    texto.push('\n');
    t.fases.iter().for_each(|f| cifra(&mut texto, f));
    matriz(&mut texto, &t);
    let listas: Vec<&str> = t.listas.iter().filter(|l| l.cuantas > 0 && l.tipo.is_some()).map(|l| l.texto.as_str()).collect();
    if !listas.is_empty() {
        let _ = writeln!(texto, "\n{}", listas.join("\n"));
    }
    for nota in &t.notas {
        let _ = writeln!(texto, "\n{nota}");
    }
    Ok(hecha(a_json(&t)?, texto))
}

/// What changed between two cut-offs.
pub fn que_cambio(s: &Sesion, desde: &str, hasta: Option<&str>, institucion: Option<&str>, con_hallazgos: bool) -> Result<Cumplida, Falla> {
    let c = s.que_cambio(PedirCambios {
        desde: desde.to_owned(),
        hasta: hasta.map(str::to_owned),
        institucion: institucion.map(str::to_owned),
        con_hallazgos,
        trabajo: Some("consola".to_owned()),
    })?;
    let mut texto = format!("{}\n\n", c.titular);
    for parrafo in &c.parrafos {
        let _ = writeln!(texto, "- {parrafo}");
    }
    for m in &c.movimientos {
        let _ = writeln!(
            texto,
            "  {:<10} {:<40} {} → {} ({})",
            m.fecha.as_deref().unwrap_or("sin fecha"),
            m.fase.etiqueta(),
            m.de.etiqueta(),
            m.a.etiqueta(),
            m.sigla
        );
    }
    Ok(hecha(a_json(&c)?, texto))
}

/// Everything of one institution.
pub fn institucion(s: &Sesion, clave: &str, corte: Option<&str>) -> Result<Cumplida, Falla> {
    let i = s.institucion(PedirInstitucion { institucion: clave.to_owned(), corte: corte.map(str::to_owned) })?;
    let mut texto = format!("{} ({})\nCorte al {}\n\n", i.institucion.nombre, i.institucion.sigla, i.corte);
    if i.asignacion_ficticia {
        texto.push_str("Datos de demostración: el estado de cada fase es ficticio.\n\n");
    }
    for f in &i.fases {
        let _ = writeln!(
            texto,
            "{:<6} {:<42} {:<12} {} · {}",
            f.codigo_guia.as_deref().unwrap_or(""),
            f.nombre,
            f.celda.estado.etiqueta(),
            f.celda.fecha.as_deref().unwrap_or("sin fecha"),
            f.celda.verificacion.etiqueta()
        );
    }
    let dato = i.fila.datos_del.as_deref().unwrap_or("sin datos");
    let _ = writeln!(
        texto,
        "\n{} trámites, {} fichas completas, {} posibles hallazgos. Último dato: {dato}.",
        i.fila.tramites,
        i.fichas_completas.numerador,
        i.hallazgos.iter().map(|h| h.abiertos).sum::<u64>()
    );
    Ok(hecha(a_json(&i)?, texto))
}

/// Puts the demonstration away as a verified copy.
pub fn quitar_demostracion(s: &Sesion) -> Result<Cumplida, Falla> {
    let q = s.quitar_demostracion(QuitarDemostracion { trabajo: Some("consola".to_owned()) })?;
    let texto = format!("{}\n", q.mensaje);
    Ok(hecha(a_json(&q)?, texto))
}

//! Inicio: what is next, with its reason, and the figures that matter.

use almacen::{Cifras, Consultas, Instalacion};
use dominio::Razon;
use dominio::calendario::{self, FECHA_VIGENCIA};
use dominio::formato::{entero_sin_signo, plural};
use jiff::civil::Date;

use crate::dto::{Inicio, Nada, PlazoLegal, RazonDto, Recorrido, SiguientePaso};
use crate::falla::Falla;
use crate::fases::recorrido;
use crate::hallazgos::conteo_dto;
use crate::historial::{Nombres, operacion_dto};
use crate::inventario::razon;
use crate::sesion::{Sesion, clase, institucion_de};

fn paso(titulo: String, motivo: &str, accion: &str, destino: &str) -> SiguientePaso {
    SiguientePaso { titulo, motivo: motivo.to_owned(), accion: accion.to_owned(), destino: destino.to_owned() }
}

/// Everything that waits, most useful first. Deterministic: the same file says the same.
fn pasos(c: &Cifras, integrantes: u64, espera: u64, fases: Option<&Recorrido>, persona: bool) -> Vec<SiguientePaso> {
    let mut lista = Vec::new();
    if c.filas == 0 {
        lista.push(paso(
            "Importe el inventario de su institución".to_owned(),
            "El Catálogo Nacional ya tiene sus trámites: empiece con ellos en lugar de escribirlos.",
            "Importar inventario",
            "importar",
        ));
    }
    if c.con_banderas > 0 {
        lista.push(paso(
            format!("Revise {} con avisos de la importación", plural(c.con_banderas, "trámite", "trámites")),
            "Son textos que el programa no pudo leer con seguridad. El inventario no se puede entregar mientras queden pendientes.",
            "Ver los trámites",
            "inventario?banderas=1",
        ));
    }
    if c.con_hallazgos > 0 {
        lista.push(paso(
            format!("Decida sobre {}", plural(c.hallazgos, "posible hallazgo", "posibles hallazgos")),
            "Cada uno señala algo que el Decreto 5-2021 podría no permitir. Asesoría Jurídica decide.",
            "Ver posibles hallazgos",
            "hallazgos",
        ));
    }
    if integrantes == 0 {
        lista.push(paso(
            "Registre a las personas del comité".to_owned(),
            "Sin comité conformado no se puede entregar ninguna fase, y el informe sale sin responsables.",
            "Registrar el comité",
            "comite",
        ));
    }
    let incompletas = c.tramites.saturating_sub(c.fichas_completas);
    if incompletas > 0 {
        lista.push(paso(
            format!("Complete {}", plural(incompletas, "ficha", "fichas")),
            "Una ficha completa permite priorizar y medir cuánto le cuesta el trámite a la ciudadanía.",
            "Ver el inventario",
            "inventario?orden=completitud",
        ));
    }
    if espera > 0 {
        lista.push(paso(
            format!("{} en espera de la importación", plural(espera, "fila quedó", "filas quedaron")),
            "Son de otra institución o de una que no se reconoce. No se perdió nada.",
            "Ver las filas en espera",
            "importar",
        ));
    }
    if let Some(lista_para) =
        fases.and_then(|r| r.fases.iter().find(|f| f.transiciones.iter().any(|t| t.accion == "Entregar fase" && t.impedimento.is_none())))
    {
        lista.insert(
            0,
            paso(
                format!("Entregue la fase «{}»", lista_para.nombre),
                "Cumple todas las condiciones de su regla.",
                "Ir al recorrido",
                "recorrido",
            ),
        );
    }
    if !persona {
        lista.push(paso(
            "Escriba su nombre".to_owned(),
            "Cada cambio queda en el historial con el nombre de quien lo hizo.",
            "Ir a ajustes",
            "ajustes",
        ));
    }
    lista.push(paso(
        "Exporte el informe de avance".to_owned(),
        "El PDF reúne fases, inventario y posibles hallazgos con las mismas cifras de esta pantalla.",
        "Ver el informe",
        "informes",
    ));
    lista
}

fn titular(c: &Cifras) -> String {
    match (c.tramites, c.con_hallazgos) {
        (0, _) => "Todavía no hay trámites en el inventario".to_owned(),
        (n, 0) => format!("{} en el inventario, sin posibles hallazgos abiertos", plural(n, "trámite", "trámites")),
        (n, h) => format!(
            "{} en el inventario; {} {} posibles hallazgos",
            plural(n, "trámite", "trámites"),
            entero_sin_signo(h),
            if h == 1 { "tiene" } else { "tienen" },
        ),
    }
}

pub(crate) fn fichas_completas(c: &Cifras, corte: &str) -> RazonDto {
    razon(Razon::new(c.fichas_completas, c.tramites), "fichas con todos sus datos / trámites del inventario", Some(corte.to_owned()))
}

pub(crate) fn con_hallazgos(c: &Cifras, corte: &str) -> RazonDto {
    razon(
        Razon::new(c.con_hallazgos, c.tramites),
        "trámites con al menos un posible hallazgo abierto / trámites del inventario",
        Some(corte.to_owned()),
    )
}

pub(crate) fn plazos(hoy: Date) -> Vec<PlazoLegal> {
    calendario::plazos_de_ley(FECHA_VIGENCIA)
        .into_iter()
        .map(|p| PlazoLegal {
            nombre: p.nombre.to_owned(),
            fecha: p.fecha.to_string(),
            situacion: calendario::situacion(p.fecha, hoy),
            por_confirmar: p.por_confirmar,
        })
        .collect()
}

fn armar(c: &Consultas<'_>, instalacion: &Instalacion, hoy: Date) -> Result<Inicio, Falla> {
    let cifras = c.cifras(instalacion.institucion)?;
    let corte = hoy.to_string();
    let fases = if instalacion.gae { None } else { Some(recorrido(c, instalacion, institucion_de(instalacion, None)?.id, hoy)?) };
    let integrantes = if instalacion.gae { 1 } else { c.cuantas(&clase(instalacion, "integrante"), instalacion.institucion)? };
    let espera = c.cuantas(&clase(instalacion, "fila_en_espera"), None)?;
    let persona = !crate::instalacion::nombre_de_persona(c, instalacion.actor)?.is_empty();
    let mut lista = pasos(&cifras, integrantes, espera, fases.as_ref(), persona).into_iter();
    let siguiente = lista.next().ok_or(Falla::Interno("there is always something to do"))?;
    let mut nombres = Nombres::new(*c);
    let recientes = c.operaciones(0, 8)?.filas.iter().map(|o| operacion_dto(o, &mut nombres)).collect::<Result<_, _>>()?;
    Ok(Inicio {
        titular: titular(&cifras),
        siguiente,
        pendientes: lista.collect(),
        tramites: cifras.tramites,
        fichas_completas: fichas_completas(&cifras, &corte),
        requisitos: cifras.requisitos,
        pasos: cifras.pasos,
        con_hallazgos: con_hallazgos(&cifras, &corte),
        por_regla: c.conteo_por_regla(instalacion.institucion)?.iter().map(conteo_dto).collect(),
        plazos: plazos(hoy),
        fases: fases.map_or_else(|| razon(Razon::new(0, 0), "fases entregadas o aprobadas / fases que aplican", Some(corte)), |r| r.avance),
        recientes,
        filas_en_espera: espera,
    })
}

impl Sesion {
    /// What is next and the figures of the first screen.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn inicio(&self, _: Nada) -> Result<Inicio, Falla> {
        let hoy = self.hoy();
        self.leer(|c| armar(&c, &c.instalacion()?, hoy))
    }
}

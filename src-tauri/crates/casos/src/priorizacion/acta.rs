//! The acta of a round as a paper: what the screens say, gathered for print.

use almacen::Consultas;
use dominio::Razon;
use dominio::priorizacion::orden::DESACUERDO;
use dominio::priorizacion::{ModoDeCorte, ModoDePesos};
use informes::priorizacion::{
    CifrasDePriorizacion, CriterioDelActa, MovimientoDelActa, PersonaDelActa, PuestoDelActa, RazonDeNota, cifras_sha256, componer,
};

use super::cuadro::{Cargada, RondaCargada};
use super::{celda_de_base, texto};
use crate::contexto::dia_en_guatemala;
use crate::dto::{ClasificacionDto, NotaDto, PedirClasificacion, PedirInforme, PedirRonda, PuestoDto, RazonDto, RondaDto};
use crate::falla::Falla;
use crate::informes::{Compuesto, codigo_del_papel, credencial_en_palabras, momento_de};
use crate::inventario::PAGINA;
use crate::sesion::{Sesion, institucion_de};

fn razon(r: &RazonDto) -> Razon {
    Razon::new(r.numerador, r.denominador)
}

fn nota(n: &NotaDto) -> String {
    match &n.nota {
        Some(nota) if n.automatica => format!("{nota}*"),
        Some(nota) => nota.clone(),
        None => String::new(),
    }
}

fn puesto(p: &PuestoDto) -> PuestoDelActa {
    PuestoDelActa {
        posicion: match p.posicion {
            Some(n) if p.empatado => format!("{n} (empate)"),
            Some(n) => n.to_string(),
            None => String::new(),
        },
        codigo: p.codigo.clone(),
        nombre: p.nombre.clone(),
        puntaje: p.puntaje.clone().unwrap_or_default(),
        completitud: razon(&p.completitud),
        seleccionado: p.seleccionado,
        a_mano: p.a_mano,
        notas: p.notas.iter().map(nota).collect(),
        desacuerdo: p.notas.iter().any(|n| n.desacuerdo >= u64::from(DESACUERDO)),
    }
}

fn corte(r: &RondaCargada) -> String {
    let n = match r.corte {
        dominio::priorizacion::Corte::Puntaje(n) => n.to_string(),
        dominio::priorizacion::Corte::Primeros(n) => n.to_string(),
    };
    match texto(&r.entidad, "modo_corte").parse().unwrap_or(ModoDeCorte::Puntaje) {
        ModoDeCorte::Puntaje => format!("Puntaje de {n} o más, sobre 100"),
        ModoDeCorte::Primeros => format!("Los primeros {n} de la lista"),
    }
}

fn modo(r: &RondaCargada, dto: &RondaDto) -> String {
    match (texto(&r.entidad, "modo_pesos").parse().unwrap_or(ModoDePesos::Puntos), &dto.ahp) {
        (ModoDePesos::Ahp, Some(ahp)) => format!(
            "Comparando los criterios de dos en dos (AHP): razón de consistencia {}, {}",
            ahp.cr,
            if ahp.consistente { "consistente" } else { "no consistente: pasa de 0.10" }
        ),
        (ModoDePesos::Ahp, None) => ModoDePesos::Ahp.etiqueta().to_owned(),
        (ModoDePesos::Puntos, _) => ModoDePesos::Puntos.etiqueta().to_owned(),
    }
}

fn criterios(r: &RondaCargada, dto: &RondaDto) -> Vec<CriterioDelActa> {
    r.criterios
        .iter()
        .zip(&dto.criterios)
        .map(|(c, d)| {
            let en = |campo: &str| texto(&c.entidad, campo);
            let notas: Vec<String> = [("1", "nota_1"), ("3", "nota_3"), ("5", "nota_5")]
                .into_iter()
                .filter(|(_, campo)| !en(campo).is_empty())
                .map(|(n, campo)| format!("{n}:\u{a0}{}", en(campo)))
                .collect();
            CriterioDelActa {
                nombre: c.nombre.clone(),
                definicion: en("definicion").to_owned(),
                origen: c.origen.etiqueta().to_owned(),
                escala: notas.join(" · "),
                puntos: d.puntos.clone(),
                peso: d.peso.porcentaje.clone().unwrap_or_else(|| "n/d".to_owned()),
                con_dato: razon(&d.con_dato),
            }
        })
        .collect()
}

fn personas(r: &RondaCargada, dto: &RondaDto) -> Vec<PersonaDelActa> {
    r.votantes
        .iter()
        .zip(&dto.votantes)
        .map(|(v, d)| PersonaDelActa {
            nombre: d.nombre.clone(),
            cargo: texto(v, "cargo").to_owned(),
            peso: Some(texto(v, "peso")).filter(|t| !t.is_empty()).unwrap_or("1").to_owned(),
            notas: razon(&d.notas),
            bases: r
                .criterios
                .iter()
                .map(|c| (c.nombre.clone(), texto(v, &celda_de_base(&c.codigo)).to_owned()))
                .filter(|(_, base)| !base.is_empty())
                .collect(),
        })
        .collect()
}

/// Why each person gave a note, where it said so.
fn razones(dto: &RondaDto, orden: &ClasificacionDto) -> Vec<RazonDeNota> {
    let mut lista = Vec::new();
    for p in &orden.filas {
        for (k, criterio) in p.notas.iter().zip(&dto.criterios) {
            for ((v, voto), razon) in dto.votantes.iter().zip(&k.votos).zip(&k.razones) {
                if let (Some(nota), false) = (voto, razon.trim().is_empty()) {
                    lista.push(RazonDeNota {
                        codigo: p.codigo.clone(),
                        criterio: criterio.nombre.clone(),
                        persona: v.nombre.clone(),
                        nota: nota.to_string(),
                        razon: razon.clone(),
                    });
                }
            }
        }
    }
    lista
}

impl Sesion {
    /// Every page of the ranking.
    fn todo_el_orden(&self, pide: &PedirInforme) -> Result<ClasificacionDto, Falla> {
        let pagina = |desde: usize| {
            self.clasificar(PedirClasificacion {
                institucion: pide.institucion.clone(),
                ronda: pide.ronda.clone(),
                desde: u32::try_from(desde).unwrap_or(u32::MAX),
                cuantos: PAGINA.1,
                ..PedirClasificacion::default()
            })
        };
        let mut todo = pagina(0)?;
        while (todo.filas.len() as u64) < todo.total {
            let siguiente = pagina(todo.filas.len())?.filas;
            if siguiente.is_empty() {
                break;
            }
            todo.filas.extend(siguiente);
        }
        Ok(todo)
    }

    /// The acta of a round, or its draft while it is open.
    pub(crate) fn acta_de_priorizacion(&self, pide: &PedirInforme) -> Result<Compuesto, Falla> {
        let ms = self.ahora();
        if pide.corte.as_deref().is_some_and(|c| c.trim() != dia_en_guatemala(ms).to_string()) {
            let mensaje =
                "El acta se imprime con las cifras de su cierre, o con las de hoy si la ronda sigue abierta. No indique otra fecha.";
            return Err(Falla::campo("corte", mensaje));
        }
        let ronda = PedirRonda { institucion: pide.institucion.clone(), ronda: pide.ronda.clone() };
        let dto = self.priorizacion(ronda)?.ronda.ok_or_else(|| Falla::NoExiste { que: "una ronda de priorización".to_owned() })?;
        let orden = self.todo_el_orden(pide)?;
        let carga = self.cuadro(pide.institucion.as_deref(), pide.ronda.as_deref())?;
        let cifras = self.leer(|c| reunir(&c, &carga, &dto, &orden, pide))?;
        let membrete = self.membrete_de(&cifras.sigla)?;
        Ok(Compuesto {
            documento: componer(&cifras),
            cifras_sha256: cifras_sha256(&cifras),
            codigo: cifras.codigo,
            corte: dia_en_guatemala(ms),
            institucion: cifras.sigla,
            tramite: String::new(),
            membrete,
        })
    }
}

fn reunir(
    c: &Consultas<'_>,
    carga: &Cargada,
    dto: &RondaDto,
    orden: &ClasificacionDto,
    pide: &PedirInforme,
) -> Result<CifrasDePriorizacion, Falla> {
    let r = carga.ronda.as_ref().ok_or(Falla::Interno("the round of the acta was not read"))?;
    let instalacion = c.instalacion()?;
    let institucion = institucion_de(&instalacion, pide.institucion.as_deref())?;
    Ok(CifrasDePriorizacion {
        institucion: institucion.nombre.clone(),
        sigla: institucion.sigla.clone(),
        momento: momento_de(c)?,
        demostracion: instalacion.demo,
        credencial: credencial_en_palabras(c)?,
        codigo: codigo_del_papel(c)?,
        ronda: texto(&r.entidad, "nombre").to_owned(),
        numero: dto.numero,
        cerrada_el: dto.cerrada_el.as_deref().and_then(|t| t.parse().ok()),
        pesos_de: texto(&r.entidad, "pesos_de").to_owned(),
        modo_pesos: modo(r, dto),
        corte: corte(r),
        firmeza: orden.firmeza.clone(),
        seleccionados: razon(&orden.seleccionados),
        comparables: razon(&orden.comparables),
        criterios: criterios(r, dto),
        personas: personas(r, dto),
        puestos: orden.filas.iter().map(puesto).collect(),
        movimientos: dto
            .movimientos
            .iter()
            .map(|m| MovimientoDelActa {
                codigo: m.codigo.clone(),
                nombre: m.nombre.clone(),
                hacia: m.hacia,
                razon: m.razon.clone(),
                quien: m.quien.clone(),
                cuando: m.cuando.parse::<jiff::Timestamp>().ok().map(|t| dia_en_guatemala(u64::try_from(t.as_millisecond()).unwrap_or(0))),
            })
            .collect(),
        faltan: dto.faltan.iter().map(|f| f.mensaje.clone()).collect(),
        cambio: orden.cambio.clone(),
        razones: razones(dto, orden),
    })
}

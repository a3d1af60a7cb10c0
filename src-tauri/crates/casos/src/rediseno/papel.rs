//! The ficha de rediseño as a paper: what the screens say, gathered for print.

use almacen::Consultas;
use dominio::costos::rutas::rutas;
use dominio::diagrama::desde_pasos::{grafo, trabajo};
use dominio::diagrama::texto::ruta_con;
use dominio::diagrama::trazado::trazar;
use dominio::ficha::VersionPaso;
use dominio::formato;
use informes::avance::NormaPorCambiar;
use informes::diagrama::Diagrama;
use informes::rediseno::{
    ActoDelPapel, Cambio, CifrasDeRediseno, EntregaDelPapel, MedidaDelPapel, ReformaDelPapel, RequisitoDelPapel, cifras_sha256, componer,
};

use super::Leido;
use crate::costos::anexo::con_unidad;
use crate::dto::{EscenarioDto, EstadoEscenario, MedidaBreve, MedidaDto, PedirInforme, RedisenoDto, Sentido};
use crate::falla::Falla;
use crate::informes::{Compuesto, codigo_del_papel, credencial_en_palabras, momento_de};
use crate::sesion::{Sesion, institucion_de};

fn fuente(m: &MedidaDto) -> String {
    if let Some(razon) = &m.breve.sin_comparar {
        let mut faltan: Vec<&str> = Vec::new();
        for f in m.antes.faltan.iter().chain(&m.despues.faltan) {
            if !faltan.contains(&f.que.as_str()) {
                faltan.push(&f.que);
            }
        }
        return if faltan.is_empty() { razon.clone() } else { faltan.into_iter().take(2).collect::<Vec<_>>().join(" ") };
    }
    let mut dichas: Vec<String> = Vec::new();
    for i in m.antes.insumos.iter().chain(&m.despues.insumos) {
        let Some(f) = i.fuente.as_ref().filter(|f| !f.is_empty()) else { continue };
        let con_fecha = i.fecha.as_ref().map_or_else(|| f.clone(), |d| format!("{f}, {d}"));
        if !dichas.contains(&con_fecha) {
            dichas.push(con_fecha);
        }
    }
    dichas.into_iter().take(3).collect::<Vec<_>>().join(" · ")
}

/// A measure as a paper says it; `fuente` says where its figures come from.
pub(crate) fn medida_del_papel(b: &MedidaBreve, fuente: String) -> MedidaDelPapel {
    // A column of figures has no room for the long name of a unit: the measure says it once.
    let calendario = b.unidad == "dia_calendario";
    let unidad = if calendario { "dias_sin_especificar" } else { &b.unidad };
    let dicha = |t: &Option<String>| t.as_ref().map(|t| con_unidad(t, unidad)).unwrap_or_default();
    MedidaDelPapel {
        nombre: if calendario { format!("{}, en días calendario", b.nombre) } else { b.nombre.clone() },
        de_ley: b.de_ley,
        antes: dicha(&b.antes),
        despues: dicha(&b.despues),
        diferencia: dicha(&b.diferencia),
        porcentaje: b
            .porcentaje
            .as_ref()
            .and_then(|p| {
                Some(format!("{}\u{a0}% ({}\u{a0}de\u{a0}{})", p.porcentaje.as_ref()?, b.diferencia.as_ref()?, b.antes.as_ref()?))
            })
            .unwrap_or_default(),
        cambio: match b.sentido {
            Sentido::Mejora => Cambio::Mejora,
            Sentido::Igual => Cambio::Igual,
            Sentido::Empeora => Cambio::Empeora,
            Sentido::SinDato => Cambio::SinDato,
        },
        anual: dicha(&b.anual),
        fuente,
    }
}

fn medida(m: &MedidaDto) -> MedidaDelPapel {
    medida_del_papel(&m.breve, fuente(m))
}

fn requisitos(d: &RedisenoDto) -> Vec<RequisitoDelPapel> {
    use dominio::ficha::AccionRequisito;
    use dominio::rediseno::aplicar::Accion;
    d.requisitos
        .iter()
        .map(|r| {
            let otro = r.se_une_con.as_ref().and_then(|id| d.requisitos.iter().find(|o| o.id == *id));
            let queda = match r.accion {
                Some(AccionRequisito::Fusionar) => otro.map(|o| o.texto.clone()).unwrap_or_default(),
                Some(_) | None => r.texto_propuesto.clone().unwrap_or_default(),
            };
            RequisitoDelPapel {
                numero: r.numero.map(|n| n.to_string()).unwrap_or_default(),
                texto: r.texto.clone(),
                accion: r.accion.map(|a| a.etiqueta().to_owned()).unwrap_or_default(),
                condicional: r.condicion.is_some(),
                se_va: r.accion.is_some_and(|a| Accion::Requisito(a).se_va()),
                justificacion: r.justificacion.clone().unwrap_or_default(),
                queda,
                acto: r.acto.as_ref().map(|a| a.nombre.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

/// «1, 2 y 5»: numbers of the requisitos of an act.
fn numeros(d: &RedisenoDto, ids: &[String]) -> String {
    let de = |id: &String| d.requisitos.iter().find(|r| r.id == *id).map(|r| r.numero.map_or_else(|| r.texto.clone(), |n| n.to_string()));
    let lista: Vec<String> = ids.iter().filter_map(de).collect();
    formato::enumerar(&lista.iter().map(String::as_str).collect::<Vec<_>>())
}

fn diagramas(leido: &Leido, corte: &str) -> Vec<Diagrama> {
    let ficha = &leido.ficha;
    let mut salida = Vec::new();
    for (version, nombre) in [(VersionPaso::Actual, "Situación actual"), (VersionPaso::Propuesta, "Propuesta")] {
        for ruta in rutas(ficha, version).iter().filter(|r| !r.pasos.is_empty()) {
            let grafo = grafo(ficha, ruta);
            let pasos = formato::plural(ruta.pasos.len() as u64, "paso", "pasos");
            let de_ruta = ruta.nombre.as_ref().filter(|_| !ruta.unica).map(|n| format!(", ruta «{n}»")).unwrap_or_default();
            salida.push(Diagrama {
                titulo: format!("{nombre}{de_ruta}: {pasos}"),
                trazado: trazar(&grafo),
                ruta: ruta_con(&grafo, &|n| trabajo(ruta, n)),
                fuente: format!("Dibujado de la tabla de pasos de la ficha. Corte: {corte}."),
                grafo,
            });
        }
    }
    salida
}

/// What the report `avance` says of one redesign besides its measures.
pub(crate) struct DelAvance {
    pub version: Option<i64>,
    pub aprobada_el: Option<jiff::civil::Date>,
    pub normas: Vec<NormaPorCambiar>,
    pub diagramas: Vec<Diagrama>,
}

impl Sesion {
    /// The redesign of a trámite as the report `avance` tells it, as of a day.
    pub(crate) fn rediseno_del_avance(
        &self,
        c: &Consultas<'_>,
        id: &str,
        corte: jiff::civil::Date,
        con_diagramas: bool,
    ) -> Result<DelAvance, Falla> {
        let d = self.rediseno_leido(c, id, corte)?;
        let vigente = d.entregas.iter().find(|e| e.vigente).or_else(|| d.entregas.first());
        Ok(DelAvance {
            version: vigente.map(|e| e.version),
            aprobada_el: vigente.and_then(|e| e.aprobada_el.as_deref()).and_then(|t| t.parse().ok()),
            normas: d
                .actos
                .iter()
                .map(|a| NormaPorCambiar { acto: a.nombre.clone(), norma: a.norma.clone().unwrap_or_default(), firma: a.firma.clone() })
                .collect(),
            diagramas: if con_diagramas { diagramas(&Leido::leer(c, id, corte)?, &formato::fecha_corta(corte)) } else { Vec::new() },
        })
    }

    /// The ficha de rediseño: of the version delivered, or its draft.
    pub(crate) fn ficha_de_rediseno(&self, pide: &PedirInforme) -> Result<Compuesto, Falla> {
        let hoy = self.hoy();
        if pide.corte.as_deref().is_some_and(|c| c.trim() != hoy.to_string()) {
            return Err(Falla::campo("corte", "La ficha de rediseño se imprime con los datos de hoy. No indique otra fecha."));
        }
        let id = pide.tramite.as_deref().ok_or_else(|| Falla::campo("tramite", "Indique de qué trámite es la ficha de rediseño."))?;
        let cifras = self.leer(|c| {
            let dto = self.rediseno_leido(&c, id, hoy)?;
            reunir(&c, &Leido::leer(&c, id, hoy)?, &dto)
        })?;
        let membrete = self.membrete_de(&cifras.sigla)?;
        Ok(Compuesto {
            documento: componer(&cifras),
            cifras_sha256: cifras_sha256(&cifras),
            codigo: cifras.codigo,
            corte: hoy,
            institucion: cifras.sigla,
            tramite: cifras.tramite_codigo,
            membrete,
        })
    }
}

fn reunir(c: &Consultas<'_>, leido: &Leido, d: &RedisenoDto) -> Result<CifrasDeRediseno, Falla> {
    let instalacion = c.instalacion()?;
    let sigla = crate::inventario::sigla(leido.leida.tramite.ambito);
    let institucion = institucion_de(&instalacion, Some(&sigla))?;
    let fecha = |t: &str| t.parse().ok();
    let elegido: Option<&EscenarioDto> = d.escenarios.iter().find(|e| e.estado == EstadoEscenario::Elegido);
    Ok(CifrasDeRediseno {
        institucion: institucion.nombre.clone(),
        sigla: institucion.sigla.clone(),
        momento: momento_de(c)?,
        demostracion: instalacion.demo,
        credencial: credencial_en_palabras(c)?,
        codigo: codigo_del_papel(c)?,
        tramite_codigo: d.codigo.clone(),
        tramite: d.nombre.clone(),
        unidad: leido.ficha.tramite.unidad_ejecutora.clone().unwrap_or_default(),
        estado: d.estado.etiqueta().to_owned(),
        // A paper is of a version only when it says exactly what was delivered.
        entrega: d.entregas.iter().find(|e| e.vigente).map(|e| EntregaDelPapel {
            version: e.version,
            huella: e.huella.clone(),
            fecha: fecha(&e.fecha),
            quien: e.quien.clone(),
            aprobada_el: e.aprobada_el.as_deref().and_then(fecha),
            archivo: e.archivo.as_ref().map(|a| a.nombre.clone()).unwrap_or_default(),
        }),
        faltan: d.faltan.iter().map(|f| f.texto.clone()).collect(),
        escenario: elegido.map(|e| (e.nombre.clone(), e.motivo.clone().unwrap_or_default())),
        medidas: d.medidas.iter().map(medida).collect(),
        requisitos: requisitos(d),
        diagramas: diagramas(leido, &formato::fecha_corta(leido.corte)),
        actos: d
            .actos
            .iter()
            .map(|a| ActoDelPapel {
                nombre: a.nombre.clone(),
                norma: a.norma.clone().unwrap_or_default(),
                firma: a.firma.clone(),
                por_que: a.por_que.clone(),
                requisitos: numeros(d, &a.requisitos),
                borrador: a.borrador.clone(),
            })
            .collect(),
        reformas: d
            .reformas
            .iter()
            .map(|r| ReformaDelPapel {
                nombre: r.nombre.clone(),
                norma: r.norma.clone().unwrap_or_default(),
                estado: r.estado.etiqueta().to_owned(),
                dias: r.dias,
                publicada: [r.numero.clone(), r.fecha.clone()].into_iter().flatten().collect::<Vec<_>>().join(", "),
            })
            .collect(),
    })
}

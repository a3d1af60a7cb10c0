//! The verbs that read: the redesign whole, and decisions that are only tried.

use std::collections::BTreeMap;

use almacen::Consultas;
use dominio::ficha::{AccionRequisito, Paso, VersionPaso};
use dominio::metodos::cifra::Cifra;
use dominio::metodos::exacto::{decimal, mostrado};
use dominio::rediseno::actos::{ActoNecesario, acto_necesario};
use dominio::rediseno::aplicar::{Accion, Cambios, Decision, actuales};
use dominio::rediseno::medidas::Comparada;
use dominio::rediseno::sugerencias::{Sugerencia, pasos_sin_razon, sin_uso, sugerir};
use dominio::reglas::EstadoHallazgo;
use num_traits::{Signed, Zero};
use uuid::Uuid;

use super::{FALTA_RAZON_DIGITAL, JUSTIFICACION_MINIMA, Leido, estado, letras, no_vacio, texto};
use crate::costos::explicar::{Autores, cifra, ver};
use crate::dto::{
    ActoDto, AdvertenciaDeEnsayo, CodigoDeEnsayo, DecisionDto, EnsayarCambios, EnsayoDto, EscenarioDto, MedidaBreve, MedidaDto,
    PasoDeRediseno, PasoQueSobra, PorId, PorcentajeDto, RedisenoDto, RequisitoDeRediseno, Sentido, SugerenciaDto,
};
use crate::falla::Falla;
use crate::sesion::Sesion;

pub(super) fn breve(c: &Comparada) -> MedidaBreve {
    let shown = |x: &dominio::costos::Explicada| x.valor.as_ref().map(|r| ver(&r.probable, &x.unidad));
    let unidad = if c.antes.unidad.is_empty() { &c.despues.unidad } else { &c.antes.unidad };
    MedidaBreve {
        medida: c.medida,
        nombre: c.medida.etiqueta().to_owned(),
        de_ley: c.medida.es_de_ley(),
        unidad: unidad.clone(),
        antes: shown(&c.antes),
        despues: shown(&c.despues),
        diferencia: c.diferencia.as_ref().map(|d| ver(d, unidad)),
        sentido: match &c.diferencia {
            None => Sentido::SinDato,
            Some(d) if d.is_zero() => Sentido::Igual,
            Some(d) if d.is_positive() => Sentido::Mejora,
            Some(_) => Sentido::Empeora,
        },
        porcentaje: c.porcentaje.as_ref().map(porcentaje),
        sin_comparar: c.sin_comparar.clone(),
        anual: c.anual.as_ref().and_then(shown),
    }
}

pub(super) fn porcentaje(p: &dominio::metodos::cifra::Proporcion) -> PorcentajeDto {
    PorcentajeDto {
        numerador: decimal(&p.numerador),
        denominador: decimal(&p.denominador),
        regla: p.regla.to_string(),
        porcentaje: p.porcentaje().map(|c: Cifra| mostrado(&c.valor, 1)),
    }
}

fn medida(c: &Comparada, autores: &mut Autores<'_>) -> Result<MedidaDto, Falla> {
    Ok(MedidaDto {
        breve: breve(c),
        antes: cifra(&c.antes, autores)?,
        despues: cifra(&c.despues, autores)?,
        anual: c.anual.as_ref().map(|a| cifra(a, autores)).transpose()?,
    })
}

pub(super) fn acto_dto(a: ActoNecesario, requisito: Uuid) -> ActoDto {
    ActoDto {
        acto: a.acto,
        nombre: a.acto.etiqueta().to_owned(),
        norma: a.norma,
        heredada: a.heredada,
        firma: a.acto.firma().to_owned(),
        por_que: a.por_que,
        requisitos: vec![requisito.to_string()],
        borrador: a.borrador,
    }
}

/// One act for each norm that is changed: what one agreement can do is not done with two.
pub(super) fn actos(leido: &Leido, decisiones: &[Decision]) -> Vec<ActoDto> {
    let mut por_norma: BTreeMap<(u8, Option<String>), ActoDto> = BTreeMap::new();
    for d in decisiones {
        let Some(r) = leido.ficha.requisitos.iter().find(|r| r.id == d.donde) else { continue };
        let Some(a) = acto_necesario(&leido.ficha, r, d) else { continue };
        let clave = (u8::MAX - a.acto.peso(), a.norma.clone());
        match por_norma.get_mut(&clave) {
            Some(ya) => {
                ya.requisitos.push(r.id.to_string());
                ya.heredada = ya.heredada || a.heredada;
                ya.borrador = unir_borradores(&ya.borrador, &a.borrador);
            }
            None => {
                por_norma.insert(clave, acto_dto(a, r.id));
            }
        }
    }
    por_norma.into_values().collect()
}

/// One text with every article: the first and the last paragraphs are one, those between are numbered again.
fn unir_borradores(uno: &str, otro: &str) -> String {
    let partes: Vec<&str> = uno.split("\n\n").collect();
    let (Some(inicio), Some(fin)) = (partes.first(), partes.last()) else { return uno.to_owned() };
    let nuevos = otro.split("\n\n").skip(1).take_while(|p| !p.starts_with("ARTÍCULO 2"));
    let medio = partes.iter().skip(1).take(partes.len().saturating_sub(2)).copied().chain(nuevos);
    let sin_numero = |p: &str| p.split_once(". ").map_or_else(|| p.to_owned(), |(_, t)| t.to_owned());
    let mut salida = vec![(*inicio).to_owned()];
    let mut n = 0;
    for p in medio.chain(std::iter::once(*fin)) {
        n += 1;
        salida.push(format!("ARTÍCULO {n}. {}", sin_numero(p)));
    }
    salida.join("\n\n")
}

pub(super) fn decision_dto(d: &Decision) -> DecisionDto {
    DecisionDto {
        donde: d.donde.to_string(),
        accion: d.accion.as_str().to_owned(),
        con: d.con.map(|c| c.to_string()),
        texto: d.texto.clone(),
        duracion_minutos: d.duracion,
        espera_minutos: d.espera,
        justificacion: d.justificacion.clone(),
    }
}

fn advertencias(leido: &Leido, cambios: &Cambios) -> Vec<AdvertenciaDeEnsayo> {
    let mut salida = Vec::new();
    for d in &cambios.decisiones {
        let mut decir = |codigo, mensaje: &str| {
            salida.push(AdvertenciaDeEnsayo { codigo, donde: Some(d.donde.to_string()), mensaje: mensaje.to_owned() });
        };
        let razonada = letras(d.justificacion.as_deref()) >= JUSTIFICACION_MINIMA;
        if d.accion.es_digital() && !leido.aprobado() {
            let mensaje = if razonada {
                "Digitalizar antes de simplificar copia el papel a la pantalla: quedará escrita su razón."
            } else {
                FALTA_RAZON_DIGITAL
            };
            decir(CodigoDeEnsayo::DigitalAntesDeAprobar, mensaje);
        } else if !razonada && matches!(d.accion, Accion::Requisito(_)) && !d.accion.mantiene() {
            decir(CodigoDeEnsayo::SinJustificacion, "Falta la razón de esta decisión: al menos 10 letras.");
        }
        if d.accion == Accion::Requisito(AccionRequisito::Sustituir) && d.texto.is_none() {
            decir(CodigoDeEnsayo::SinTexto, "Escriba qué se pide en su lugar.");
        }
    }
    let hay = actuales(&leido.ficha).next().is_some();
    let quedan = cambios.aplicar(&leido.ficha).pasos.iter().any(|p| p.version == Some(VersionPaso::Propuesta));
    if hay && !quedan {
        let mensaje = "La propuesta se queda sin pasos. Si el trámite deja de existir, suprímalo desde su ficha.".to_owned();
        salida.push(AdvertenciaDeEnsayo { codigo: CodigoDeEnsayo::SinPasos, donde: None, mensaje });
    }
    salida
}

/// Requisitos that would no longer be asked.
fn se_van(cambios: &Cambios) -> Vec<Uuid> {
    cambios.decisiones.iter().filter(|d| matches!(d.accion, Accion::Requisito(_)) && d.accion.se_va()).map(|d| d.donde).collect()
}

fn pasos_de(leido: &Leido, version: VersionPaso) -> Vec<(u32, &Paso)> {
    let suyos = leido.ficha.pasos.iter().filter(|p| p.version.unwrap_or(VersionPaso::Actual) == version);
    (1..).zip(suyos).collect()
}

fn paso_dto(numero: u32, p: &Paso) -> PasoDeRediseno {
    PasoDeRediseno {
        id: p.id.to_string(),
        numero,
        texto: p.texto.clone(),
        actor: p.actor,
        unidad: p.unidad.clone(),
        duracion_minutos: p.duracion_minutos,
        espera_minutos: p.espera_minutos,
        requisitos: p.requisitos.iter().map(Uuid::to_string).collect(),
        origen: p.origen.map(|o| o.to_string()),
    }
}

fn requisitos(leido: &Leido) -> Vec<RequisitoDeRediseno> {
    let ociosos = sin_uso(&leido.ficha);
    let pasos = pasos_de(leido, VersionPaso::Actual);
    let decididos = leido.guardados().decisiones;
    let mut numero = 0;
    leido
        .ficha
        .requisitos
        .iter()
        .map(|r| {
            if r.nivel == 0 {
                numero += 1;
            }
            let acto = decididos.iter().find(|d| d.donde == r.id).and_then(|d| acto_necesario(&leido.ficha, r, d));
            RequisitoDeRediseno {
                id: r.id.to_string(),
                numero: (r.nivel == 0).then_some(numero),
                texto: r.texto.clone(),
                condicion: r.condicion.clone(),
                grupo: r.grupo.clone(),
                accion: r.accion,
                justificacion: r.justificacion.clone(),
                texto_propuesto: r.texto_propuesto.clone(),
                se_une_con: r.se_une_con.map(|c| c.to_string()),
                normas: leido.ficha.base_legal.iter().filter(|b| b.requisito == Some(r.id)).map(|b| b.texto.clone()).collect(),
                acto: acto.map(|a| acto_dto(a, r.id)),
                hallazgos: abiertos(leido).filter(|h| h.entidad == r.id).map(|h| h.mensaje.clone()).collect(),
                usado_en: pasos.iter().filter(|(_, p)| p.requisitos.contains(&r.id)).map(|(n, _)| *n).collect(),
                sin_uso: ociosos.contains(&r.id),
            }
        })
        .collect()
}

fn abiertos(leido: &Leido) -> impl Iterator<Item = &dominio::reglas::Hallazgo> {
    leido.leida.hallazgos.iter().filter(|h| h.estado == EstadoHallazgo::Abierto).map(|h| &h.hallazgo)
}

fn sugerencia(s: &Sugerencia) -> SugerenciaDto {
    let cuantas = match s.accion {
        None => 0,
        // A whole group is received in digital; of the other suggestions only the first row changes.
        Some(a) if a.es_digital() => s.filas.len(),
        Some(_) => 1,
    };
    let decision = |donde: &Uuid| {
        s.accion.map(|accion| DecisionDto {
            donde: donde.to_string(),
            accion: accion.as_str().to_owned(),
            con: s.con.map(|c| c.to_string()),
            texto: s.texto_propuesto.clone(),
            ..DecisionDto::default()
        })
    };
    SugerenciaDto {
        principio: s.principio,
        nombre: s.principio.etiqueta().to_owned(),
        pregunta: s.principio.pregunta().to_owned(),
        texto: s.texto.clone(),
        evidencia: s.evidencia.clone(),
        filas: s.filas.iter().map(Uuid::to_string).collect(),
        decisiones: s.filas.iter().take(cuantas).filter_map(decision).collect(),
        espera_aprobacion: s.espera_aprobacion,
    }
}

fn escenario(leido: &Leido, e: &almacen::EntidadLeida) -> EscenarioDto {
    let cambios = leido.cambios_de(e);
    let rechazo = cambios.comprobar(&leido.ficha).err();
    let comparadas = if rechazo.is_none() { leido.comparar(&cambios.aplicar(&leido.ficha)) } else { Vec::new() };
    EscenarioDto {
        id: e.id.to_string(),
        nombre: texto(e, "nombre").to_owned(),
        estado: estado(e),
        motivo: no_vacio(texto(e, "motivo")),
        arancel: cambios.arancel,
        costo_indirecto: cambios.indirecto,
        decisiones: cambios.decisiones.iter().map(decision_dto).collect(),
        medidas: comparadas.iter().map(breve).collect(),
        actos: actos(leido, &cambios.decisiones),
        imposible: rechazo.map(|r| format!("La ficha cambió y una de sus decisiones ya no se puede aplicar. {}", r.motivo.etiqueta())),
    }
}

impl Sesion {
    /// The redesign of a trámite, whole.
    ///
    /// # Errors
    /// `no_existe`.
    pub fn rediseno(&self, pide: PorId) -> Result<RedisenoDto, Falla> {
        let corte = self.hoy();
        self.leer(|c| self.rediseno_leido(&c, &pide.id, corte))
    }

    pub(crate) fn rediseno_leido(&self, c: &Consultas<'_>, id: &str, corte: jiff::civil::Date) -> Result<RedisenoDto, Falla> {
        let leido = Leido::leer(c, id, corte)?;
        let guardados = leido.guardados();
        let comparadas = leido.comparar(&guardados.aplicar_a_requisitos(&leido.ficha));
        let mut autores = Autores::leer(*c, leido.id())?;
        let hallazgos: Vec<dominio::reglas::Hallazgo> = abiertos(&leido).cloned().collect();
        let breves = |v| pasos_de(&leido, v).into_iter().map(|(n, p)| paso_dto(n, p)).collect();
        Ok(RedisenoDto {
            tramite: leido.id().to_string(),
            codigo: leido.leida.fila.codigo.clone(),
            nombre: leido.leida.fila.nombre.clone(),
            estado: leido.ficha.tramite.estado.unwrap_or(dominio::ficha::EstadoTramite::Identificado),
            corte: corte.to_string(),
            requisitos: requisitos(&leido),
            actuales: breves(VersionPaso::Actual),
            propuestos: breves(VersionPaso::Propuesta),
            medidas: comparadas.iter().map(|x| medida(x, &mut autores)).collect::<Result<_, _>>()?,
            actos: actos(&leido, &guardados.decisiones),
            escenarios: leido.filas("escenario").map(|e| escenario(&leido, e)).collect(),
            sugerencias: sugerir(&leido.ficha, &hallazgos).iter().map(sugerencia).collect(),
            reformas: super::reformas::de(c, &leido)?,
            entregas: super::entrega::de(c, &leido)?,
            faltan: super::entrega::faltan(&leido, &comparadas),
            digital_espera: !leido.aprobado(),
        })
    }

    /// What some decisions would change, without saving anything.
    ///
    /// # Errors
    /// `campos_invalidos` naming the decision that cannot be; `no_existe`.
    pub fn ensayar_cambios(&self, pide: EnsayarCambios) -> Result<EnsayoDto, Falla> {
        let corte = self.hoy();
        self.leer(|c| {
            let leido = Leido::leer(&c, &pide.id, corte)?;
            let cambios = leido.cambios(&pide.decisiones, pide.arancel, pide.costo_indirecto)?;
            let comparadas = leido.comparar(&cambios.aplicar(&leido.ficha));
            let explicadas = if pide.explicar {
                let mut autores = Autores::leer(c, leido.id())?;
                Some(comparadas.iter().map(|x| medida(x, &mut autores)).collect::<Result<_, _>>()?)
            } else {
                None
            };
            let sobran = pasos_sin_razon(&leido.ficha, &se_van(&cambios));
            let decididos: Vec<Uuid> = cambios.decisiones.iter().map(|d| d.donde).collect();
            Ok(EnsayoDto {
                medidas: comparadas.iter().map(breve).collect(),
                explicadas,
                actos: actos(&leido, &cambios.decisiones),
                sobran: pasos_de(&leido, VersionPaso::Actual)
                    .into_iter()
                    .filter(|(_, p)| sobran.contains(&p.id) && !decididos.contains(&p.id))
                    .map(|(numero, p)| PasoQueSobra { id: p.id.to_string(), numero, texto: p.texto.clone() })
                    .collect(),
                advertencias: advertencias(&leido, &cambios),
            })
        })
    }
}

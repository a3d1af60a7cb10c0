//! Completeness of a ficha: which data the state `ficha_completa` needs and does not have.
//!
//! The rule, version [`REGLA_VERSION`] (a criterion of this tool, from `dominio.md` §4). Each line
//! is one item of the denominator, and what is missing is `denominador − numerador`, always:
//!
//! * Trámite: every field that [`crate::campos`] asks to save or for the complete ficha. The fee is
//!   answered when its kind is other than «no se sabe», which is what an import without cost
//!   leaves; a fixed fee also needs a positive amount and its currency, a variable one how it is
//!   computed, and both the norm that sets it. The other «no se sabe» are answers.
//! * At least one requisito, or `sin_requisitos`; each needs text and kind; a documento or a
//!   formulario (or a row without kind) also its form; a documento also who issues it and
//!   whether that is a public body.
//! * At least one paso of today's procedure; each needs text and actor. Pasos of the proposal are
//!   not asked for.
//! * Each norm needs its kind, other than «sin identificar», and its number and year; the
//!   Constitución needs neither, and convenio, manual, tarifario and «otra norma» need no number.
//!   A trámite without norms is finding R1, not a missing datum.
//! * At least one time, or `sin_plazo`; each needs a value and a known unit (or its componentes).
//! * Each import flag, resolved or discarded.

use std::borrow::Cow;

use uuid::Uuid;

use crate::Razon;
use crate::campos::{self, Seccion};
use crate::ficha::{BaseLegal, Ficha, Paso, Requisito, Tiempo, TipoCosto, TipoNorma, TipoRequisito, Tramite, UnidadTiempo, VersionPaso};

/// Version of the rule; a changed rule gets a new number.
pub const REGLA_VERSION: u32 = 1;

/// A datum that the complete ficha needs and does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Falta {
    /// Entity where it is missing; the trámite when a whole row is missing.
    pub entidad: Uuid,
    /// Class of the datum; not the entity's when a whole row is missing.
    pub clase: &'static str,
    /// Field, or the cell of the flag.
    pub campo: Cow<'static, str>,
    /// Section of the ficha.
    pub seccion: Seccion,
    /// Label.
    pub etiqueta: Cow<'static, str>,
    /// Why it matters.
    pub por_que: &'static str,
}

/// How complete a ficha is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completitud {
    /// Items with data / items needed.
    pub razon: Razon,
    /// Missing ones, in the order of the ficha.
    pub faltan: Vec<Falta>,
}

impl Completitud {
    /// Nothing is missing: the trámite may be marked `ficha_completa`.
    #[must_use]
    pub fn es_completa(&self) -> bool {
        self.faltan.is_empty()
    }
}

/// What is there and what is missing.
#[must_use]
pub fn completitud(ficha: &Ficha) -> Completitud {
    let mut c = Completitud { razon: Razon::new(0, 0), faltan: Vec::new() };
    recorrer(ficha, &mut |item| {
        c.razon.denominador += 1;
        if item.hay {
            c.razon.numerador += 1;
        } else {
            c.faltan.push(item.falta());
        }
    });
    c
}

/// Only the ratio, without writing down what is missing: for lists of thousands.
#[must_use]
pub fn razon(ficha: &Ficha) -> Razon {
    let mut r = Razon::new(0, 0);
    recorrer(ficha, &mut |item| {
        r.denominador += 1;
        r.numerador += u64::from(item.hay);
    });
    r
}

/// One item of the rule. Borrowed: nothing is written down until it turns out to be missing.
struct Item<'a> {
    hay: bool,
    entidad: Uuid,
    que: Que<'a>,
}

enum Que<'a> {
    Campo(&'static str, &'static str),
    Fila(&'static str, &'static str, Seccion, &'static str, &'static str),
    Bandera(&'a str),
}

impl Item<'_> {
    fn falta(&self) -> Falta {
        let entidad = self.entidad;
        match self.que {
            Que::Campo(clase, campo) => {
                let declarado = campos::campo(clase, campo);
                Falta {
                    entidad,
                    clase,
                    campo: campo.into(),
                    seccion: declarado.and_then(|c| c.seccion).unwrap_or(Seccion::General),
                    etiqueta: declarado.map_or(campo, |c| c.etiqueta).into(),
                    por_que: declarado.map_or("", |c| c.por_que),
                }
            }
            Que::Fila(clase, campo, seccion, etiqueta, por_que) => {
                Falta { entidad, clase, campo: campo.into(), seccion, etiqueta: etiqueta.into(), por_que }
            }
            Que::Bandera(celda) => {
                let (seccion, dato) = dato_de_bandera(celda);
                Falta {
                    entidad,
                    clase: "tramite",
                    campo: celda.to_owned().into(),
                    seccion,
                    etiqueta: format!("Aviso de importación: {dato}").into(),
                    por_que: "La fuente traía un dato dudoso. Alguien debe confirmarlo o corregirlo antes de dar la ficha por completa.",
                }
            }
        }
    }
}

/// Section and name of the datum that a flag speaks of: `bandera_<codigo>_<campo>`, where the field
/// is one of the trámite, one of its lists, or a source column.
fn dato_de_bandera(celda: &str) -> (Seccion, &'static str) {
    const LISTAS: [(&str, Seccion); 9] = [
        ("_requisitos", Seccion::Requisitos),
        ("_instrucciones", Seccion::Pasos),
        ("_pasos", Seccion::Pasos),
        ("_tiempo_de_respuesta", Seccion::TiempoCosto),
        ("_tiempos", Seccion::TiempoCosto),
        ("_costo", Seccion::TiempoCosto),
        ("_codigo_moneda", Seccion::TiempoCosto),
        ("_respaldo_legal", Seccion::BaseLegal),
        ("_base_legal", Seccion::BaseLegal),
    ];
    let termina_en = |campo: &str| celda.strip_suffix(campo).is_some_and(|r| r.ends_with('_'));
    let del_tramite = campos::de_clase("tramite").filter(|c| termina_en(c.campo)).max_by_key(|c| c.campo.len());
    let de_lista = || LISTAS.iter().find(|(fin, _)| celda.ends_with(fin)).map(|(_, s)| (*s, s.etiqueta()));
    del_tramite.and_then(|c| Some((c.seccion?, c.etiqueta))).or_else(de_lista).unwrap_or((Seccion::General, Seccion::General.etiqueta()))
}

type Visita<'v, 'a> = &'v mut dyn FnMut(Item<'a>);

fn recorrer<'a>(ficha: &'a Ficha, visita: Visita<'_, 'a>) {
    let t = &ficha.tramite;
    let fila = |hay: bool, que: Que<'static>| Item { hay, entidad: t.id, que };
    general(t, visita);
    visita(fila(!ficha.requisitos.is_empty() || t.sin_requisitos, SIN_REQUISITO));
    ficha.requisitos.iter().for_each(|r| requisito(r, visita));
    let mut actuales = ficha.pasos.iter().filter(|p| p.version != Some(VersionPaso::Propuesta)).peekable();
    visita(fila(actuales.peek().is_some(), SIN_PASO));
    actuales.for_each(|p| paso(p, visita));
    visita(fila(!ficha.tiempos.is_empty() || t.sin_plazo, SIN_TIEMPO));
    ficha.tiempos.iter().for_each(|x| tiempo(x, visita));
    costo(t, visita);
    ficha.base_legal.iter().for_each(|b| base_legal(b, visita));
    for (celda, estado) in &t.banderas {
        visita(Item { hay: estado != "pendiente", entidad: t.id, que: Que::Bandera(celda) });
    }
}

const SIN_REQUISITO: Que<'static> = Que::Fila(
    "requisito",
    "texto",
    Seccion::Requisitos,
    "Al menos un requisito",
    "El requisito es lo primero que revisa la ley. Si no se pide nada, marque «No pide requisitos».",
);
const SIN_PASO: Que<'static> =
    Que::Fila("paso", "texto", Seccion::Pasos, "Al menos un paso", "Sin los pasos de hoy no se puede ver qué sobra ni medir la mejora.");
const SIN_TIEMPO: Que<'static> = Que::Fila(
    "tiempo",
    "minimo",
    Seccion::TiempoCosto,
    "Tiempo de respuesta",
    "La persona usuaria necesita saber cuánto esperar. Si no hay plazo, marque «No existe plazo».",
);

fn general<'a>(t: &'a Tramite, visita: Visita<'_, 'a>) {
    let mut ver = |campo: &'static str, hay: bool| visita(Item { hay, entidad: t.id, que: Que::Campo("tramite", campo) });
    ver("codigo", t.codigo.is_some());
    ver("nombre", t.nombre.is_some());
    ver("unidad_ejecutora", t.unidad_ejecutora.is_some());
    ver("clase", t.clase.is_some());
    ver("descripcion", t.descripcion.is_some());
    ver("usuario_objetivo", t.usuario_objetivo.is_some());
    ver("modalidad", t.modalidad.is_some());
    ver("resultado", t.resultado.is_some());
    ver("formulario_gratuito", t.formulario_gratuito.is_some());
    ver("calificacion_unica", t.calificacion_unica.is_some());
    ver("evalua_servicio", t.evalua_servicio.is_some());
    ver("permite_tercero", t.permite_tercero.is_some());
    ver("consulta_estado", t.consulta_estado.is_some());
    ver("responsable", t.responsable.is_some());
}

fn requisito<'a>(r: &'a Requisito, visita: Visita<'_, 'a>) {
    let mut ver = |campo: &'static str, hay: bool| visita(Item { hay, entidad: r.id, que: Que::Campo("requisito", campo) });
    ver("texto", !r.texto.trim().is_empty());
    ver("tipo", r.tipo.is_some());
    let (pide_forma, pide_emisor) = match r.tipo {
        Some(TipoRequisito::Documento) => (true, true),
        Some(TipoRequisito::Formulario) | None => (true, false),
        Some(
            TipoRequisito::Pago
            | TipoRequisito::Dato
            | TipoRequisito::Condicion
            | TipoRequisito::Inspeccion
            | TipoRequisito::Presencia
            | TipoRequisito::Otro,
        ) => (false, false),
    };
    if pide_forma {
        ver("forma", r.forma.is_some());
    }
    if pide_emisor {
        ver("emisor", r.emisor.is_some());
        ver("emisor_publico", r.emisor_publico.is_some());
    }
}

fn paso<'a>(p: &'a Paso, visita: Visita<'_, 'a>) {
    let mut ver = |campo: &'static str, hay: bool| visita(Item { hay, entidad: p.id, que: Que::Campo("paso", campo) });
    ver("texto", !p.texto.trim().is_empty());
    ver("actor", p.actor.is_some());
}

fn tiempo<'a>(x: &'a Tiempo, visita: Visita<'_, 'a>) {
    let mut ver = |campo: &'static str, hay: bool| visita(Item { hay, entidad: x.id, que: Que::Campo("tiempo", campo) });
    let compuesto = x.componentes.is_some();
    ver("minimo", compuesto || x.minimo.is_some() || x.maximo.is_some());
    ver("unidad", compuesto || x.unidad.is_some_and(|u| u != UnidadTiempo::Desconocida));
}

fn costo<'a>(t: &'a Tramite, visita: Visita<'_, 'a>) {
    let mut ver = |campo: &'static str, hay: bool| visita(Item { hay, entidad: t.id, que: Que::Campo("tramite", campo) });
    ver("costo_tipo", t.costo_tipo.is_some_and(|c| c != TipoCosto::NoSabe));
    match t.costo_tipo {
        Some(TipoCosto::Fijo) => {
            ver("costo_monto", t.costo_monto.is_some_and(|m| m > 0));
            ver("costo_moneda", t.costo_moneda.is_some());
            ver("costo_base_legal", t.costo_base_legal.is_some());
        }
        Some(TipoCosto::Variable) => {
            ver("costo_descripcion", t.costo_descripcion.is_some());
            ver("costo_base_legal", t.costo_base_legal.is_some());
        }
        Some(TipoCosto::Gratuito | TipoCosto::NoSabe) | None => {}
    }
}

fn base_legal<'a>(b: &'a BaseLegal, visita: Visita<'_, 'a>) {
    let mut ver = |campo: &'static str, hay: bool| visita(Item { hay, entidad: b.id, que: Que::Campo("base_legal", campo) });
    ver("tipo_norma", b.tipo_norma.is_some_and(|t| t != TipoNorma::SinIdentificar));
    let (numero, anio) = match b.tipo_norma {
        Some(TipoNorma::Constitucion) => (false, false),
        Some(TipoNorma::Convenio | TipoNorma::Manual | TipoNorma::Tarifario | TipoNorma::Otro) => (false, true),
        Some(
            TipoNorma::LeyDecreto
            | TipoNorma::DecretoLey
            | TipoNorma::AcuerdoGubernativo
            | TipoNorma::AcuerdoMinisterial
            | TipoNorma::ReglamentoTecnico
            | TipoNorma::NormaTecnica
            | TipoNorma::Resolucion
            | TipoNorma::SinIdentificar,
        )
        | None => (true, true),
    };
    if numero {
        ver("numero", b.numero.is_some());
    }
    if anio {
        ver("anio", b.anio.is_some());
    }
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use crate::campos::Exigencia;
    use crate::ficha::{ActorPaso, ClaseTramite, ConsultaEstado, EmisorPublico, FormaRequisito, Modalidad, Moneda, SiNo, UsuarioObjetivo};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn completa() -> Ficha {
        Ficha {
            tramite: Tramite {
                id: Uuid::from_u128(1),
                codigo: Some("MARN-0001".into()),
                nombre: Some("Licencia ambiental".into()),
                unidad_ejecutora: Some("Dirección de Gestión Ambiental".into()),
                clase: Some(ClaseTramite::Tramite),
                descripcion: Some("Autoriza una obra que puede afectar el ambiente.".into()),
                usuario_objetivo: Some(UsuarioObjetivo::Ambos),
                modalidad: Some(Modalidad::Presencial),
                resultado: Some("Licencia".into()),
                formulario_gratuito: Some(SiNo::Si),
                calificacion_unica: Some(SiNo::NoSabe),
                evalua_servicio: Some(SiNo::No),
                permite_tercero: Some(SiNo::Si),
                consulta_estado: Some(ConsultaEstado::Presencial),
                responsable: Some("Jefatura".into()),
                costo_tipo: Some(TipoCosto::Gratuito),
                ..Tramite::default()
            },
            requisitos: vec![Requisito {
                id: Uuid::from_u128(2),
                texto: "Fotocopia de DPI".into(),
                tipo: Some(TipoRequisito::Documento),
                forma: Some(FormaRequisito::CopiaSimple),
                emisor: Some("RENAP".into()),
                emisor_publico: Some(EmisorPublico::Si),
                ..Requisito::default()
            }],
            pasos: vec![Paso {
                id: Uuid::from_u128(3),
                texto: "Presentar la solicitud".into(),
                actor: Some(ActorPaso::Usuario),
                ..Paso::default()
            }],
            base_legal: vec![BaseLegal {
                id: Uuid::from_u128(4),
                texto: "AG 137-2016".into(),
                tipo_norma: Some(TipoNorma::AcuerdoGubernativo),
                numero: Some("137".into()),
                anio: Some(2016),
                ..BaseLegal::default()
            }],
            volumenes: Vec::new(),
            tiempos: vec![Tiempo {
                id: Uuid::from_u128(5),
                minimo: Some("30".into()),
                maximo: Some("30".into()),
                unidad: Some(UnidadTiempo::DiasHabiles),
                ..Tiempo::default()
            }],
        }
    }

    fn campos_que_faltan(f: &Ficha) -> Vec<String> {
        completitud(f).faltan.iter().map(|x| format!("{}.{}", x.clase, x.campo)).collect()
    }

    #[test]
    fn una_ficha_llena_esta_completa() {
        let c = completitud(&completa());
        assert_eq!(campos_que_faltan(&completa()), Vec::<String>::new());
        assert!(c.es_completa());
        assert_eq!(c.razon, Razon::new(15 + 1 + 5 + 1 + 2 + 1 + 2 + 3, 30));
    }

    #[test]
    fn una_ficha_vacia_dice_todo_lo_que_falta_y_por_que() {
        let c = completitud(&Ficha::default());
        assert_eq!(c.razon, Razon::new(0, 18), "fourteen fields, the fee and three kinds of row");
        for falta in &c.faltan {
            assert!(falta.por_que.ends_with('.') && !falta.etiqueta.is_empty(), "{falta:?}");
        }
    }

    #[test]
    fn cada_campo_declarado_para_la_ficha_se_revisa_y_ninguno_mas() {
        let mut fijo = completa();
        fijo.tramite = Tramite { costo_tipo: Some(TipoCosto::Fijo), ..Tramite::default() };
        let mut variable = fijo.clone();
        variable.tramite.costo_tipo = Some(TipoCosto::Variable);
        let mut vistos: Vec<String> = campos_que_faltan(&fijo).into_iter().chain(campos_que_faltan(&variable)).collect();
        vistos.push("tramite.costo_tipo".into());
        vistos.sort();
        vistos.dedup();
        let mut declarados: Vec<String> = campos::de_clase("tramite")
            .filter(|c| c.editable && matches!(c.exigencia, Exigencia::Guardar | Exigencia::Ficha))
            .map(|c| format!("tramite.{}", c.campo))
            .collect();
        declarados.sort();
        assert_eq!(vistos, declarados);
    }

    #[test]
    fn un_documento_necesita_saber_quien_lo_emite_y_un_pago_no() {
        let mut f = completa();
        f.requisitos[0].emisor = None;
        f.requisitos[0].emisor_publico = None;
        assert_eq!(campos_que_faltan(&f), ["requisito.emisor", "requisito.emisor_publico"]);
        f.requisitos[0].tipo = Some(TipoRequisito::Pago);
        f.requisitos[0].forma = None;
        assert!(completitud(&f).es_completa());
    }

    #[test]
    fn sin_requisitos_sin_plazo_y_sin_pasos() {
        let mut f = completa();
        f.requisitos.clear();
        f.tiempos.clear();
        f.pasos.clear();
        assert_eq!(campos_que_faltan(&f), ["requisito.texto", "paso.texto", "tiempo.minimo"]);
        f.tramite.sin_requisitos = true;
        f.tramite.sin_plazo = true;
        assert_eq!(campos_que_faltan(&f), ["paso.texto"], "the steps have no exception");
        f.pasos.push(Paso { version: Some(VersionPaso::Propuesta), texto: "x".into(), ..Paso::default() });
        assert_eq!(campos_que_faltan(&f), ["paso.texto"], "a proposal is not today's procedure");
    }

    #[test]
    fn el_costo_que_nadie_dijo_falta_y_el_fijo_en_cero_tambien() {
        let mut f = completa();
        f.tramite.costo_tipo = Some(TipoCosto::NoSabe);
        assert_eq!(campos_que_faltan(&f), ["tramite.costo_tipo"]);
        f.tramite.costo_tipo = Some(TipoCosto::Fijo);
        f.tramite.costo_monto = Some(0);
        f.tramite.costo_moneda = Some(Moneda::Gtq);
        assert_eq!(campos_que_faltan(&f), ["tramite.costo_monto", "tramite.costo_base_legal"]);
        f.tramite.costo_tipo = Some(TipoCosto::Variable);
        assert_eq!(campos_que_faltan(&f), ["tramite.costo_descripcion", "tramite.costo_base_legal"]);
    }

    #[test]
    fn una_norma_sin_identificar_falta_y_la_constitucion_no_lleva_numero() {
        let mut f = completa();
        f.base_legal[0] = BaseLegal { id: Uuid::from_u128(4), tipo_norma: Some(TipoNorma::SinIdentificar), ..BaseLegal::default() };
        assert_eq!(campos_que_faltan(&f), ["base_legal.tipo_norma", "base_legal.numero", "base_legal.anio"]);
        f.base_legal[0].tipo_norma = Some(TipoNorma::Constitucion);
        assert!(completitud(&f).es_completa());
        f.base_legal[0].tipo_norma = Some(TipoNorma::Manual);
        assert_eq!(campos_que_faltan(&f), ["base_legal.anio"]);
        f.base_legal.clear();
        assert!(completitud(&f).es_completa(), "no norm at all is finding R1");
    }

    #[test]
    fn un_tiempo_sin_unidad_conocida_falta_y_el_compuesto_no() {
        let mut f = completa();
        f.tiempos[0].unidad = Some(UnidadTiempo::Desconocida);
        assert_eq!(campos_que_faltan(&f), ["tiempo.unidad"]);
        f.tiempos[0] = Tiempo { componentes: Some("1 meses + 15 dias_sin_especificar".into()), ..Tiempo::default() };
        assert!(completitud(&f).es_completa());
    }

    #[test]
    fn un_aviso_de_importacion_pendiente_impide_la_ficha_completa() {
        let mut f = completa();
        f.tramite.banderas = BTreeMap::from([
            ("bandera_texto_no_dividido_requisitos".into(), "pendiente".into()),
            ("bandera_relleno_tiempo_de_respuesta".into(), "descartada".into()),
        ]);
        let c = completitud(&f);
        assert_eq!(c.razon, Razon::new(31, 32));
        assert_eq!(c.faltan[0].campo, "bandera_texto_no_dividido_requisitos");
        assert_eq!((c.faltan[0].seccion, c.faltan[0].etiqueta.as_ref()), (Seccion::Requisitos, "Aviso de importación: Requisitos"));
    }

    #[test]
    fn un_aviso_se_muestra_junto_al_dato_del_que_habla() {
        for (celda, esperado) in [
            ("bandera_costo_cero_dudoso_costo_monto", (Seccion::TiempoCosto, "Monto")),
            ("bandera_nombre_en_mayusculas_nombre", (Seccion::General, "Nombre del trámite")),
            ("bandera_relleno_tiempos", (Seccion::TiempoCosto, "Tiempo y costo")),
            ("bandera_relleno_tiempo_de_respuesta", (Seccion::TiempoCosto, "Tiempo y costo")),
            ("bandera_norma_sin_identificar_base_legal", (Seccion::BaseLegal, "Base legal")),
            ("bandera_bloque_repetido_pasos", (Seccion::Pasos, "Pasos")),
            ("bandera_de_otra_version", (Seccion::General, "General")),
        ] {
            assert_eq!(dato_de_bandera(celda), esperado, "{celda}");
        }
    }

    proptest! {
        #[test]
        fn lo_que_falta_es_denominador_menos_numerador(reqs in 0usize..5, pasos in 0usize..5, con_tipo: bool, banderas in 0usize..4) {
            let mut f = completa();
            f.requisitos = vec![Requisito { tipo: con_tipo.then_some(TipoRequisito::Documento), ..Requisito::default() }; reqs];
            f.pasos = vec![Paso::default(); pasos];
            f.tramite.banderas = (0..banderas).map(|i| (format!("bandera_x{i}_costo"), "pendiente".to_owned())).collect();
            let c = completitud(&f);
            prop_assert_eq!(c.faltan.len() as u64, c.razon.denominador - c.razon.numerador);
            prop_assert_eq!(razon(&f), c.razon);
        }
    }
}

use proptest::prelude::*;
use uuid::Uuid;

use super::actos::{acto_de, acto_necesario};
use super::aplicar::{Accion, Cambios, Decision, MotivoDeRechazo, actuales};
use super::medidas::{Medida, Version, comparar, medir, volumen_de};
use super::sugerencias::{Principio, pasos_sin_razon, sin_uso, sugerir};
use super::{ActoLegal, EstadoReforma};
use crate::costos::parametros::Vigentes;
use crate::ficha::{
    AccionPaso, AccionRequisito, ActorPaso, AgregaValor, BaseLegal, Canal, ClaseTiempo, EmisorPublico, Ficha, FormaRequisito, Paso,
    Requisito, Tiempo, TipoCosto, TipoNorma, Tramite, UnidadTiempo, VersionPaso,
};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}
fn requisito(n: u128, texto: &str) -> Requisito {
    Requisito { id: id(n), texto: texto.to_owned(), ..Requisito::default() }
}
fn paso(n: u128, texto: &str, actor: ActorPaso) -> Paso {
    Paso { id: id(n), texto: texto.to_owned(), actor: Some(actor), ..Paso::default() }
}
fn decision(donde: u128, accion: Accion) -> Decision {
    Decision { donde: id(donde), accion, con: None, texto: None, duracion: None, espera: None, justificacion: None }
}
const QUITAR: Accion = Accion::Requisito(AccionRequisito::Eliminar);
const SALTAR: Accion = Accion::Paso(AccionPaso::Eliminar);

/// The gobernación of the drawn screen: print, fill, scan, upload, and come back for the paper.
fn acta() -> Ficha {
    let mut pasos = vec![
        paso(101, "Descargar e imprimir el formulario", ActorPaso::Usuario),
        paso(102, "Llenar a mano y firmar", ActorPaso::Usuario),
        paso(103, "Foliar y escanear", ActorPaso::Usuario),
        paso(104, "Recibir el expediente", ActorPaso::Institucion),
        Paso {
            decision: true,
            resultados: Some("cumple / no cumple: paso 2, 20 %".to_owned()),
            ..paso(105, "Revisar", ActorPaso::Institucion)
        },
        paso(106, "Firmar el acta", ActorPaso::Institucion),
        Paso { canal: Some(Canal::Presencial), ..paso(107, "Volver por el acta", ActorPaso::Usuario) },
    ];
    for p in &mut pasos {
        p.duracion_minutos = Some(10);
        p.espera_minutos = Some(0);
        p.canal = p.canal.or(Some(Canal::EnLinea));
    }
    Ficha {
        tramite: Tramite { id: id(1), costo_tipo: Some(TipoCosto::Gratuito), volumen_anual: Some(100), ..Tramite::default() },
        requisitos: vec![
            requisito(11, "Fotocopia del DPI"),
            requisito(12, "Declaración jurada ante notario"),
            Requisito { nivel: 1, ..requisito(13, "con timbre") },
            requisito(14, "Certificación de nacimiento"),
        ],
        pasos,
        ..Ficha::default()
    }
}

#[test]
fn un_requisito_se_va_con_lo_que_cuelga_de_el() {
    let cambios = Cambios { decisiones: vec![decision(12, QUITAR)], ..Cambios::default() };
    let queda: Vec<Uuid> = cambios.aplicar(&acta()).requisitos.iter().map(|r| r.id).collect();
    assert_eq!(queda, [id(11), id(14)]);
}

#[test]
fn lo_que_requiere_reforma_se_sigue_pidiendo() {
    let cambios = Cambios { decisiones: vec![decision(14, Accion::Requisito(AccionRequisito::RequiereReforma))], ..Cambios::default() };
    assert_eq!(cambios.aplicar(&acta()).requisitos.len(), 4);
}

#[test]
fn los_regresos_siguen_a_su_paso_cuando_cambia_de_numero() {
    let con = |quitados: &[u128]| {
        let cambios = Cambios { decisiones: quitados.iter().map(|n| decision(*n, SALTAR)).collect(), ..Cambios::default() };
        let ficha = cambios.aplicar(&acta());
        let p = ficha.pasos.iter().find(|p| p.origen == Some(id(105))).cloned().unwrap();
        (p.decision, p.resultados)
    };
    let dice = |t: &str| (true, Some(t.to_owned()));
    assert_eq!(con(&[]), dice("cumple / no cumple: paso 2, 20 %"));
    assert_eq!(con(&[101]), dice("cumple / no cumple: paso 1, 20 %"));
    // The paso it went back to is gone: it goes to the next that stays.
    assert_eq!(con(&[101, 102]), dice("cumple / no cumple: paso 1, 20 %"));
    assert_eq!(con(&[103]), dice("cumple / no cumple: paso 2, 20 %"));
}

#[test]
fn un_salto_al_final_deja_de_nombrarlo() {
    let mut ficha = acta();
    ficha.pasos[4].resultados = Some("cumple: paso 7, 30 % / falta dato".to_owned());
    let cambios = Cambios { decisiones: vec![decision(106, SALTAR), decision(107, SALTAR)], ..Cambios::default() };
    let p = cambios.aplicar(&ficha).pasos.into_iter().find(|p| p.origen == Some(id(105))).unwrap();
    assert_eq!(p.resultados.as_deref(), Some("cumple, 30 % / falta dato"));
}

#[test]
fn lo_que_iba_a_la_vez_con_uno_solo_ya_no_es_decision() {
    let mut ficha = acta();
    ficha.pasos[4].resultados = Some("a la vez: 6 / 7".to_owned());
    let cambios = Cambios { decisiones: vec![decision(107, SALTAR)], ..Cambios::default() };
    let p = cambios.aplicar(&ficha).pasos.into_iter().find(|p| p.origen == Some(id(105))).unwrap();
    assert_eq!((p.decision, p.resultados), (false, None));
}

#[test]
fn el_trabajo_de_un_paso_unido_se_suma_al_otro() {
    let une = Decision { con: Some(id(104)), ..decision(103, Accion::Paso(AccionPaso::Fusionar)) };
    let minutos = |cambios: Cambios| cambios.aplicar(&acta()).pasos.iter().find(|p| p.origen == Some(id(104))).unwrap().duracion_minutos;
    assert_eq!(minutos(Cambios { decisiones: vec![une.clone()], ..Cambios::default() }), Some(20));
    let fija = Decision { duracion: Some(12), ..decision(104, Accion::Paso(AccionPaso::Mantener)) };
    assert_eq!(minutos(Cambios { decisiones: vec![une, fija], ..Cambios::default() }), Some(12));
}

#[test]
fn cada_decision_imposible_dice_por_que() {
    let ficha = acta();
    let une =
        |donde: u128, con: Option<u128>| Decision { con: con.map(id), ..decision(donde, Accion::Requisito(AccionRequisito::Fusionar)) };
    let casos = [
        (vec![decision(999, QUITAR)], MotivoDeRechazo::NoEsta),
        (vec![decision(101, QUITAR)], MotivoDeRechazo::AccionAjena),
        (vec![decision(11, SALTAR)], MotivoDeRechazo::AccionAjena),
        (vec![decision(11, QUITAR), decision(11, QUITAR)], MotivoDeRechazo::Repetida),
        (vec![une(11, None)], MotivoDeRechazo::SinPareja),
        (vec![une(11, Some(11))], MotivoDeRechazo::SeUneConsigo),
        (vec![une(11, Some(101))], MotivoDeRechazo::ParejaDeOtraLista),
        (vec![une(11, Some(14)), decision(14, QUITAR)], MotivoDeRechazo::ParejaQueSeVa),
        (vec![une(11, Some(14)), une(14, Some(11))], MotivoDeRechazo::ParejaQueSeVa),
    ];
    for (decisiones, motivo) in casos {
        let dicho = Cambios { decisiones, ..Cambios::default() }.comprobar(&ficha).map_err(|e| e.motivo);
        assert_eq!(dicho, Err(motivo));
    }
    assert_eq!(Cambios { decisiones: vec![une(11, Some(14))], arancel: Some(0), ..Cambios::default() }.comprobar(&ficha), Ok(()));
}

fn comparado(ficha: &Ficha, cambios: &Cambios) -> Vec<super::medidas::Comparada> {
    let parametros = Vigentes::elegir(vec![], id(1), "2026-11-30".parse().unwrap());
    let corte = "2026-11-30".parse().unwrap();
    let despues = cambios.aplicar(ficha);
    let lado = |ficha, version| medir(&Version { ficha, version, parametros: &parametros, corte });
    comparar(lado(ficha, VersionPaso::Actual), lado(&despues, VersionPaso::Propuesta), &volumen_de(ficha))
}

#[test]
fn las_cuatro_medidas_van_primero_y_dicen_su_base() {
    assert_eq!(Medida::TODOS.iter().take_while(|m| m.es_de_ley()).count(), 4);
    let mut ficha = acta();
    let tiempo = |clase, minimo: &str, maximo: Option<&str>, unidad| Tiempo {
        id: id(200),
        clase: Some(clase),
        minimo: Some(minimo.to_owned()),
        maximo: maximo.map(str::to_owned),
        unidad: Some(unidad),
        ..Tiempo::default()
    };
    ficha.tiempos = vec![
        tiempo(ClaseTiempo::Publicado, "3", Some("5"), UnidadTiempo::DiasHabiles),
        tiempo(ClaseTiempo::Propuesto, "1", None, UnidadTiempo::DiasHabiles),
    ];
    let cambios = Cambios { decisiones: vec![decision(12, QUITAR), decision(103, SALTAR), decision(107, SALTAR)], ..Cambios::default() };
    let medidas = comparado(&ficha, &cambios);
    let de = |m: Medida| medidas.iter().find(|c| c.medida == m).unwrap();
    let dif = |m: Medida| de(m).diferencia.clone().map(|d| d.to_string());
    assert_eq!(dif(Medida::Procedimientos).as_deref(), Some("2"));
    assert_eq!(dif(Medida::Requisitos).as_deref(), Some("1"));
    assert_eq!(dif(Medida::Tiempo).as_deref(), Some("4"));
    assert_eq!(dif(Medida::PasosPersona).as_deref(), Some("2"));
    assert_eq!(dif(Medida::Legalizadas).as_deref(), Some("0"));
    assert_eq!(dif(Medida::Visitas).as_deref(), Some("1"));
    let p = de(Medida::Procedimientos).porcentaje.clone().unwrap();
    assert_eq!((p.numerador.to_string(), p.denominador.to_string()), ("2".to_owned(), "7".to_owned()));
    // A hundred requests a year, one visit less in each.
    assert_eq!(de(Medida::Visitas).anual.clone().unwrap().valor.unwrap().probable.to_string(), "100");
    assert_eq!(de(Medida::Procedimientos).anual, None);
}

#[test]
fn dos_familias_de_unidad_no_se_comparan() {
    let mut ficha = acta();
    let tiempo = |clase, unidad| Tiempo { clase: Some(clase), minimo: Some("2".to_owned()), unidad: Some(unidad), ..Tiempo::default() };
    ficha.tiempos = vec![tiempo(ClaseTiempo::Publicado, UnidadTiempo::DiasHabiles), tiempo(ClaseTiempo::Propuesto, UnidadTiempo::Horas)];
    let medidas = comparado(&ficha, &Cambios::default());
    let c = medidas.iter().find(|c| c.medida == Medida::Tiempo).unwrap();
    assert_eq!(c.diferencia, None);
    assert!(c.sin_comparar.as_deref().unwrap().starts_with("No comparable"));
}

#[test]
fn sin_cambios_nada_mejora_ni_empeora() {
    for c in comparado(&acta(), &Cambios::default()) {
        assert!(c.diferencia.as_ref().is_none_or(|d| d.to_string() == "0"), "{c:?}");
    }
}

#[test]
fn el_acto_tiene_el_rango_de_la_norma() {
    let casos = [
        (TipoNorma::LeyDecreto, ActoLegal::Ley),
        (TipoNorma::DecretoLey, ActoLegal::Ley),
        (TipoNorma::AcuerdoGubernativo, ActoLegal::AcuerdoGubernativo),
        (TipoNorma::AcuerdoMinisterial, ActoLegal::AcuerdoMinisterial),
        (TipoNorma::Manual, ActoLegal::DisposicionInterna),
        (TipoNorma::SinIdentificar, ActoLegal::PorIdentificar),
    ];
    for (norma, acto) in casos {
        assert_eq!(acto_de(Some(norma)), acto);
    }
    let mut ficha = acta();
    let r = ficha.requisitos[1].clone();
    let d = Decision {
        texto: Some("Declaración simple en el formulario.".to_owned()),
        justificacion: Some("La buena fe se presume.".to_owned()),
        ..decision(12, Accion::Requisito(AccionRequisito::Sustituir))
    };
    let sin = acto_necesario(&ficha, &r, &d).unwrap();
    assert_eq!((sin.acto, sin.norma), (ActoLegal::DisposicionInterna, None));
    let norma = |n: u128, requisito: Option<u128>, tipo: TipoNorma, texto: &str| BaseLegal {
        id: id(n),
        requisito: requisito.map(id),
        texto: texto.to_owned(),
        tipo_norma: Some(tipo),
        articulos: Some("5 literal b".to_owned()),
        ..BaseLegal::default()
    };
    ficha.base_legal.push(norma(31, None, TipoNorma::LeyDecreto, "Decreto 8-97"));
    let heredado = acto_necesario(&ficha, &r, &d).unwrap();
    assert_eq!((heredado.acto, heredado.heredada), (ActoLegal::Ley, true));
    // Its own norm decides, whatever that of the trámite is; of two, the heavier.
    ficha.base_legal.push(norma(32, Some(12), TipoNorma::AcuerdoMinisterial, "Acuerdo Ministerial 12-2010"));
    ficha.base_legal.push(norma(33, Some(12), TipoNorma::AcuerdoGubernativo, "Acuerdo Gubernativo 408-99"));
    let propio = acto_necesario(&ficha, &r, &d).unwrap();
    assert_eq!((propio.acto, propio.heredada), (ActoLegal::AcuerdoGubernativo, false));
    assert_eq!(propio.norma.as_deref(), Some("Acuerdo Gubernativo 408-99, artículo 5 literal b"));
    assert_eq!(
        propio.borrador,
        "CONSIDERANDO: Que el Decreto 5-2021 obliga a simplificar los trámites administrativos, y que la buena fe se presume.\n\n\
         ARTÍCULO 1. Se reforma Acuerdo Gubernativo 408-99, artículo 5 literal b: se sustituye el requisito «Declaración jurada ante notario» \
         por el siguiente: «Declaración simple en el formulario».\n\n\
         ARTÍCULO 2. La presente reforma entra en vigor el día siguiente de su publicación en el Diario de Centro América."
    );
    assert_eq!(acto_necesario(&ficha, &r, &decision(12, Accion::Requisito(AccionRequisito::Mantener))), None);
}

#[test]
fn cada_reforma_avanza_de_una_en_una_y_puede_desistirse() {
    let nombres = |e: EstadoReforma| e.siguientes().iter().map(|s| s.as_str()).collect::<Vec<_>>().join(" ");
    let camino: Vec<String> = EstadoReforma::TODOS.iter().map(|e| nombres(*e)).collect();
    assert_eq!(camino, ["en_dictamen desistida", "en_firma desistida", "publicada desistida", "vigente desistida", "", ""]);
}

#[test]
fn se_hallan_los_requisitos_que_nadie_usa() {
    let mut ficha = acta();
    assert_eq!(sin_uso(&ficha), Vec::<Uuid>::new(), "nobody said what is read: nothing is known");
    ficha.pasos[4].requisitos = vec![id(11)];
    ficha.pasos[3].requisitos = vec![id(14)];
    assert_eq!(sin_uso(&ficha), [id(12)]);
    assert_eq!(pasos_sin_razon(&ficha, &[id(14), id(11)]), [id(104)], "a decision stays: it is more than reading");
}

#[test]
fn las_sugerencias_van_en_orden_y_lo_digital_espera() {
    let mut ficha = acta();
    ficha.requisitos[3].emisor_publico = Some(EmisorPublico::Si);
    ficha.requisitos[3].emisor = Some("RENAP".to_owned());
    ficha.requisitos[0].forma = Some(FormaRequisito::CopiaSimple);
    ficha.requisitos.push(requisito(15, "fotocopia del  DPI"));
    ficha.pasos[2].agrega_valor = Some(AgregaValor::No);
    ficha.pasos[3].unidad = Some("Ventanilla".to_owned());
    ficha.pasos[2].unidad = Some("ventanilla".to_owned());
    ficha.pasos[2].actor = Some(ActorPaso::Institucion);
    let dichas = sugerir(&ficha, &[]);
    let principios: Vec<Principio> = dichas.iter().map(|s| s.principio).collect();
    assert!(principios.is_sorted_by_key(|p| Principio::TODOS.iter().position(|q| q == p)), "{principios:?}");
    let de = |p: Principio| dichas.iter().filter(|s| s.principio == p).collect::<Vec<_>>();
    assert_eq!(de(Principio::Eliminar)[0].filas, [id(103)]);
    assert_eq!(de(Principio::Unir)[0].con, Some(id(11)));
    assert_eq!(de(Principio::Unir)[1].filas, [id(104), id(103)]);
    assert!(de(Principio::Interoperar)[0].texto.contains("RENAP"));
    assert!(de(Principio::Digitalizar).iter().all(|s| s.espera_aprobacion));
    ficha.tramite.estado = Some(crate::ficha::EstadoTramite::RedisenoAprobado);
    assert!(sugerir(&ficha, &[]).iter().all(|s| !s.espera_aprobacion));
}

fn ficha_al_azar() -> impl Strategy<Value = (Ficha, Vec<bool>, Vec<bool>)> {
    (1_usize..12, 1_usize..12).prop_flat_map(|(p, r)| {
        let saltos = prop::collection::vec(prop::option::of(1_usize..14), p);
        (saltos, prop::collection::vec(any::<bool>(), p), prop::collection::vec(any::<bool>(), r)).prop_map(
            move |(saltos, quitados, idos)| {
                let pasos = saltos
                    .iter()
                    .enumerate()
                    .map(|(i, salto)| Paso {
                        decision: salto.is_some(),
                        resultados: salto.map(|n| format!("sigue / Vuelve al Paso {n}, 10 %")),
                        ..paso(100 + i as u128, "Paso", ActorPaso::Institucion)
                    })
                    .collect();
                let requisitos = (0..r).map(|i| requisito(10 + i as u128, "Requisito")).collect();
                (Ficha { pasos, requisitos, ..Ficha::default() }, quitados, idos)
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Applying keeps today as it is, keeps order, and every number that it writes names a paso that is there.
    #[test]
    fn aplicar_no_toca_lo_de_hoy((ficha, quitados, idos) in ficha_al_azar()) {
        let pasos = quitados.iter().enumerate().filter(|(_, q)| **q).map(|(i, _)| decision(100 + i as u128, SALTAR));
        let requisitos = idos.iter().enumerate().filter(|(_, q)| **q).map(|(i, _)| decision(10 + i as u128, QUITAR));
        let cambios = Cambios { decisiones: pasos.chain(requisitos).collect(), ..Cambios::default() };
        prop_assert_eq!(cambios.comprobar(&ficha), Ok(()));
        let despues = cambios.aplicar(&ficha);
        prop_assert_eq!(actuales(&despues).collect::<Vec<_>>(), ficha.pasos.iter().collect::<Vec<_>>());
        let propuestos: Vec<&Paso> = despues.pasos.iter().filter(|p| p.version == Some(VersionPaso::Propuesta)).collect();
        let esperados: Vec<Option<Uuid>> = ficha.pasos.iter().zip(&quitados).filter(|(_, q)| !**q).map(|(p, _)| Some(p.id)).collect();
        prop_assert_eq!(propuestos.iter().map(|p| p.origen).collect::<Vec<_>>(), esperados);
        prop_assert_eq!(despues.requisitos.len(), idos.iter().filter(|q| !**q).count());
        for (i, p) in propuestos.iter().enumerate() {
            let Some(t) = &p.resultados else { continue };
            if let Some((_, n)) = t.split_once("Paso ") {
                let n: usize = n.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
                prop_assert!((1..=propuestos.len()).contains(&n), "{} of {}", t, propuestos.len());
                // It names the same paso as before, or the next one that stays.
                let origen = ficha.pasos.iter().position(|q| Some(q.id) == p.origen).unwrap();
                let antes: usize = ficha.pasos[origen].resultados.as_deref().unwrap().split_once("Paso ").unwrap().1
                    .chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
                let destino = ficha.pasos.iter().skip(antes - 1).zip(quitados.iter().skip(antes - 1)).find(|(_, q)| !**q).map(|(q, _)| q.id);
                prop_assert_eq!(propuestos[n - 1].origen, destino, "from {}", i);
            }
        }
    }

    /// The order in which the ticks were made changes nothing.
    #[test]
    fn el_orden_de_las_marcas_no_importa((ficha, quitados, idos) in ficha_al_azar()) {
        let mut decisiones: Vec<Decision> = quitados.iter().enumerate().filter(|(_, q)| **q).map(|(i, _)| decision(100 + i as u128, SALTAR)).collect();
        decisiones.extend(idos.iter().enumerate().filter(|(_, q)| **q).map(|(i, _)| decision(10 + i as u128, QUITAR)));
        let directo = Cambios { decisiones: decisiones.clone(), ..Cambios::default() }.aplicar(&ficha);
        decisiones.reverse();
        prop_assert_eq!(Cambios { decisiones, ..Cambios::default() }.aplicar(&ficha), directo);
    }
}

//! Values that are each right and contradict one another: warnings, never a refusal to save.

use std::cmp::Ordering;

use uuid::Uuid;

use crate::ficha::{
    AccionRequisito, ClaseTiempo, EmisorPublico, Ficha, FormaRequisito, SiNo, TipoCosto, TipoNorma, TipoRequisito, Tramite,
};

/// A contradiction between fields, shown beside one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advertencia {
    /// Entity.
    pub entidad: Uuid,
    /// Class.
    pub clase: &'static str,
    /// Field beside which it is shown.
    pub campo: &'static str,
    /// What does not fit and what to do.
    pub mensaje: String,
}

/// Every contradiction of a ficha, in the order of its sections.
#[must_use]
pub fn validar_ficha(ficha: &Ficha) -> Vec<Advertencia> {
    let mut salida = Vec::new();
    general(ficha, &mut salida);
    requisitos(ficha, &mut salida);
    tiempos(ficha, &mut salida);
    costo(&ficha.tramite, &mut salida);
    pasos(ficha, &mut salida);
    volumen(&ficha.tramite, &mut salida);
    volumenes(ficha, &mut salida);
    normas(ficha, &mut salida);
    salida
}

fn avisar(salida: &mut Vec<Advertencia>, si: bool, entidad: Uuid, clase: &'static str, campo: &'static str, mensaje: &str) {
    if si {
        salida.push(Advertencia { entidad, clase, campo, mensaje: mensaje.to_owned() });
    }
}

fn general(f: &Ficha, salida: &mut Vec<Advertencia>) {
    let t = &f.tramite;
    let mut ver = |si: bool, campo: &'static str, mensaje: &str| avisar(salida, si, t.id, "tramite", campo, mensaje);
    if let Some(nombre) = t.nombre.as_deref() {
        let letras: Vec<char> = nombre.chars().filter(|c| c.is_alphabetic()).collect();
        let gritado = letras.len() >= 8 && letras.iter().all(|c| c.is_uppercase());
        ver(gritado, "nombre", "El nombre está todo en mayúsculas. Escríbalo como se lee: «Licencia ambiental».");
        let numerado = nombre.trim_start().starts_with(|c: char| c.is_ascii_digit());
        ver(numerado, "nombre", "El nombre empieza con un número. Si es el orden de una lista, quítelo.");
    }
    if let Some(descripcion) = t.descripcion.as_deref() {
        let letras = descripcion.chars().filter(|c| c.is_alphabetic()).count();
        ver(letras < 20, "descripcion", "La descripción es muy corta. Diga para qué sirve el trámite y quién lo pide.");
        let igual = t.nombre.as_deref().is_some_and(|n| n.trim().to_lowercase() == descripcion.trim().to_lowercase());
        ver(igual, "descripcion", "La descripción repite el nombre. Diga para qué sirve el trámite y quién lo pide.");
    }
    let sin_norma = f.base_legal_del_tramite().next().is_none();
    ver(
        t.permite_tercero == Some(SiNo::No) && sin_norma,
        "permite_tercero",
        "Solo una ley o un acuerdo gubernativo puede exigir que el trámite sea personal. Agregue esa norma en «Base legal».",
    );
    ver(
        t.interacciones.zip(t.visitas).is_some_and(|(i, v)| v > i),
        "visitas",
        "Hay más visitas que contactos. Cada visita es también un contacto: revise los dos números.",
    );
    ver(
        t.sin_requisitos && !f.requisitos.is_empty(),
        "sin_requisitos",
        "Marcó «No pide requisitos» y hay requisitos en la lista. Quite la marca o retire los requisitos.",
    );
    let indefinida = t.vigencia_unidad.as_deref() == Some("indefinida");
    ver(indefinida && t.vigencia_cantidad.is_some(), "vigencia_cantidad", "La vigencia es indefinida: deje vacía la cantidad.");
    ver(
        !indefinida && t.vigencia_unidad.is_some() && t.vigencia_cantidad.is_none(),
        "vigencia_cantidad",
        "Falta la cantidad de la vigencia.",
    );
    ver(t.vigencia_cantidad.is_some() && t.vigencia_unidad.is_none(), "vigencia_unidad", "Falta la unidad de la vigencia.");
}

fn requisitos(f: &Ficha, salida: &mut Vec<Advertencia>) {
    for r in &f.requisitos {
        let mut ver = |si: bool, campo: &'static str, mensaje: &str| avisar(salida, si, r.id, "requisito", campo, mensaje);
        let cambia = r.accion.is_some_and(|a| a != AccionRequisito::Mantener);
        let letras = r.justificacion.as_deref().unwrap_or_default().chars().filter(|c| c.is_alphabetic()).count();
        ver(cambia && letras < 10, "justificacion", "Explique por qué propone ese cambio, con al menos 10 letras.");
        ver(
            r.tipo == Some(TipoRequisito::Documento) && r.forma == Some(FormaRequisito::NoAplica),
            "forma",
            "Un documento se pide en alguna forma. Elija original, copia simple, copia legalizada o digital.",
        );
        ver(
            r.accion == Some(AccionRequisito::ConsultarEntreEntidades) && r.emisor_publico == Some(EmisorPublico::No),
            "accion",
            "Lo emite un particular: ninguna entidad pública lo puede consultar. Revise la acción o quién lo emite.",
        );
        ver(
            r.accion == Some(AccionRequisito::RequiereReforma) && r.reforma.is_none(),
            "reforma",
            "Diga qué norma habría que reformar y en qué artículo.",
        );
        ver(r.copias.is_some_and(|c| c > 3), "copias", "Se piden más de tres copias. Confirme el número.");
    }
}

fn tiempos(f: &Ficha, salida: &mut Vec<Advertencia>) {
    let t = &f.tramite;
    avisar(
        salida,
        t.sin_plazo && f.tiempos.iter().any(|x| x.minimo.is_some()),
        t.id,
        "tramite",
        "sin_plazo",
        "Marcó «No existe plazo» y hay tiempos en la lista. Quite la marca o retire los tiempos.",
    );
    for x in &f.tiempos {
        let mut ver = |si: bool, campo: &'static str, mensaje: &str| avisar(salida, si, x.id, "tiempo", campo, mensaje);
        let al_reves = x.minimo.as_deref().zip(x.maximo.as_deref()).and_then(|(a, b)| comparar(a, b)) == Some(Ordering::Greater);
        ver(al_reves, "maximo", "El máximo es menor que el mínimo. Revise los dos números.");
        let medido = x.clase == Some(ClaseTiempo::Medido);
        ver(medido && x.fuente.is_none(), "fuente", "Un tiempo medido necesita su fuente: de dónde salió el dato.");
        ver(medido && x.fecha.is_none(), "fecha", "Un tiempo medido necesita la fecha de la medición.");
        ver(medido && x.muestra.is_none(), "muestra", "Un tiempo medido necesita cuántos casos se midieron.");
    }
}

/// Two decimals as text, compared without floats; `None` when one is not a decimal.
fn comparar(a: &str, b: &str) -> Option<Ordering> {
    let leer = |t: &str| -> Option<u128> {
        let (e, d) = t.trim().split_once('.').unwrap_or((t.trim(), ""));
        if d.len() > 9 || e.len() > 20 {
            return None;
        }
        format!("{e}{d:0<9}").parse().ok()
    };
    Some(leer(a)?.cmp(&leer(b)?))
}

fn costo(t: &Tramite, salida: &mut Vec<Advertencia>) {
    let mut ver = |si: bool, campo: &'static str, mensaje: &str| avisar(salida, si, t.id, "tramite", campo, mensaje);
    let monto = t.costo_monto.unwrap_or(0);
    ver(
        t.costo_tipo == Some(TipoCosto::Gratuito) && monto > 0,
        "costo_monto",
        "El trámite está como gratuito y tiene un monto. Cambie el tipo de costo o borre el monto.",
    );
    ver(
        t.costo_tipo == Some(TipoCosto::Fijo) && t.costo_monto == Some(0),
        "costo_monto",
        "El monto es cero. Si no se cobra, elija «Gratuito»; si no lo sabe, elija «No se sabe».",
    );
    ver(
        t.costo_tipo == Some(TipoCosto::Variable) && t.costo_descripcion.is_none(),
        "costo_descripcion",
        "Un costo variable necesita decir cómo se calcula. Por ejemplo: «Q 150 por módulo».",
    );
    ver(t.costo_monto.is_some() && t.costo_moneda.is_none(), "costo_moneda", "Falta la moneda del monto.");
}

fn volumen(t: &Tramite, salida: &mut Vec<Advertencia>) {
    let mut ver = |si: bool, campo: &'static str, mensaje: &str| avisar(salida, si, t.id, "tramite", campo, mensaje);
    let excede = |parte: Option<i64>| parte.zip(t.volumen_anual).is_some_and(|(p, anual)| p > anual);
    ver(excede(t.volumen_rechazos), "volumen_rechazos", "Hay más rechazos que solicitudes en el año. Revise los dos números.");
    ver(excede(t.volumen_previos), "volumen_previos", "Hay más devoluciones con previo que solicitudes en el año. Revise los dos números.");
    ver(t.volumen_anual.is_some() && t.volumen_anio.is_none(), "volumen_anio", "Diga de qué año son las solicitudes.");
}

fn pasos(f: &Ficha, salida: &mut Vec<Advertencia>) {
    for p in &f.pasos {
        let caminos = p.resultados.as_deref().unwrap_or_default().split('/').filter(|c| !c.trim().is_empty()).count();
        let falta = p.decision && caminos < 2;
        avisar(salida, falta, p.id, "paso", "resultados", "Una decisión tiene dos caminos o más, separados con «/»: «cumple / no cumple».");
    }
}

fn volumenes(f: &Ficha, salida: &mut Vec<Advertencia>) {
    let mut vistas = std::collections::BTreeSet::new();
    for v in &f.volumenes {
        let mut ver = |si: bool, campo: &'static str, mensaje: &str| avisar(salida, si, v.id, "volumen", campo, mensaje);
        let excede = |parte: Option<i64>| parte.zip(v.solicitudes).is_some_and(|(p, todas)| p > todas);
        ver(excede(v.rechazos), "rechazos", "Hay más rechazos que solicitudes en esta fila. Revise los dos números.");
        ver(excede(v.previos), "previos", "Hay más devoluciones con previo que solicitudes en esta fila. Revise los dos números.");
        let repetida = v.anio.is_some() && !vistas.insert((v.anio, v.canal.map(|c| c.as_str())));
        ver(repetida, "canal", "Ya hay una fila de ese año y esa vía. Una de las dos sobra, o le falta decir la vía.");
    }
    let t = &f.tramite;
    let del_anio = f.volumenes.iter().filter(|v| v.anio == t.volumen_anio && v.canal.is_some());
    let suma = del_anio.map(|v| v.solicitudes).try_fold(0i64, |a, n| n.and_then(|n| a.checked_add(n)));
    let difiere = suma.zip(t.volumen_anual).is_some_and(|(suma, anual)| suma > anual);
    avisar(
        salida,
        difiere,
        t.id,
        "tramite",
        "volumen_anual",
        "Las vías de ese año suman más que las solicitudes del año. Revise los números.",
    );
}

fn normas(f: &Ficha, salida: &mut Vec<Advertencia>) {
    for b in &f.base_legal {
        let exige_digitos = matches!(
            b.tipo_norma,
            Some(TipoNorma::LeyDecreto | TipoNorma::DecretoLey | TipoNorma::AcuerdoGubernativo | TipoNorma::AcuerdoMinisterial)
        );
        let raro = b.numero.as_deref().is_some_and(|n| !n.bytes().all(|c| c.is_ascii_digit()));
        avisar(
            salida,
            exige_digitos && raro,
            b.id,
            "base_legal",
            "numero",
            "El número de un decreto o de un acuerdo lleva solo dígitos: «85», y el año aparte.",
        );
        avisar(salida, b.con_duda, b.id, "base_legal", "anio", "El año se leyó con duda al importar. Confírmelo con la norma.");
    }
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use crate::ficha::{BaseLegal, Requisito, Tiempo};

    fn avisos(f: &Ficha) -> Vec<String> {
        validar_ficha(f).iter().map(|a| format!("{}.{}", a.clase, a.campo)).collect()
    }
    fn con(tramite: Tramite) -> Ficha {
        Ficha { tramite, ..Ficha::default() }
    }

    #[test]
    fn una_ficha_sin_datos_no_tiene_contradicciones() {
        assert_eq!(validar_ficha(&Ficha::default()), []);
    }

    #[test]
    fn el_maximo_no_puede_ser_menor_que_el_minimo_aunque_sean_decimales() {
        let tiempo = |a: &str, b: &str| Ficha {
            tiempos: vec![Tiempo { minimo: Some(a.into()), maximo: Some(b.into()), ..Tiempo::default() }],
            ..Ficha::default()
        };
        assert_eq!(avisos(&tiempo("36", "4")), ["tiempo.maximo"]);
        assert_eq!(avisos(&tiempo("9", "10")), Vec::<String>::new(), "compared as numbers, not as text");
        assert_eq!(avisos(&tiempo("1.5", "1.25")), ["tiempo.maximo"]);
        assert_eq!(avisos(&tiempo("1.5", "1.50")), Vec::<String>::new());
    }

    #[test]
    fn lo_medido_necesita_fuente_fecha_y_casos() {
        let f = Ficha { tiempos: vec![Tiempo { clase: Some(ClaseTiempo::Medido), ..Tiempo::default() }], ..Ficha::default() };
        assert_eq!(avisos(&f), ["tiempo.fuente", "tiempo.fecha", "tiempo.muestra"]);
    }

    #[test]
    fn los_rechazos_y_los_previos_caben_en_las_solicitudes() {
        let t = Tramite {
            volumen_anual: Some(100),
            volumen_anio: Some(2025),
            volumen_rechazos: Some(101),
            volumen_previos: Some(100),
            ..Tramite::default()
        };
        assert_eq!(avisos(&con(t)), ["tramite.volumen_rechazos"]);
    }

    #[test]
    fn exigir_que_sea_personal_necesita_base_legal() {
        let mut f = con(Tramite { permite_tercero: Some(SiNo::No), ..Tramite::default() });
        assert_eq!(avisos(&f), ["tramite.permite_tercero"]);
        f.base_legal.push(BaseLegal { requisito: Some(Uuid::from_u128(9)), ..BaseLegal::default() });
        assert_eq!(avisos(&f), ["tramite.permite_tercero"], "the norm of a requisito is not the trámite's");
        f.base_legal.push(BaseLegal::default());
        assert_eq!(avisos(&f), Vec::<String>::new());
    }

    #[test]
    fn el_nombre_en_mayusculas_o_con_numero_y_la_descripcion_repetida_se_avisan() {
        let t = |nombre: &str, descripcion: &str| {
            con(Tramite { nombre: Some(nombre.into()), descripcion: Some(descripcion.into()), ..Tramite::default() })
        };
        assert_eq!(avisos(&t("LICENCIA AMBIENTAL", "Autoriza una obra que puede afectar.")), ["tramite.nombre"]);
        assert_eq!(avisos(&t("1. Constancia zoosanitaria", "Solicitud de constancia zoosanitaria.")), ["tramite.nombre"]);
        assert_eq!(avisos(&t("Registro sanitario de alimentos", "registro sanitario de alimentos")), ["tramite.descripcion"]);
        assert_eq!(avisos(&t("Permiso AILA", "Permiso.")), ["tramite.descripcion"]);
    }

    #[test]
    fn el_costo_dice_una_sola_cosa() {
        let t = |tipo, monto| {
            con(Tramite { costo_tipo: Some(tipo), costo_monto: monto, costo_moneda: Some(crate::ficha::Moneda::Gtq), ..Tramite::default() })
        };
        assert_eq!(avisos(&t(TipoCosto::Gratuito, Some(100))), ["tramite.costo_monto"]);
        assert_eq!(avisos(&t(TipoCosto::Fijo, Some(0))), ["tramite.costo_monto"]);
        assert_eq!(avisos(&t(TipoCosto::Variable, None)), ["tramite.costo_descripcion"]);
        assert_eq!(avisos(&t(TipoCosto::Fijo, Some(100))), Vec::<String>::new());
    }

    #[test]
    fn cambiar_un_requisito_necesita_razon() {
        let mut f =
            Ficha { requisitos: vec![Requisito { accion: Some(AccionRequisito::Eliminar), ..Requisito::default() }], ..Ficha::default() };
        assert_eq!(avisos(&f), ["requisito.justificacion"]);
        f.requisitos[0].justificacion = Some("Ya lo tiene la institución.".into());
        assert_eq!(avisos(&f), Vec::<String>::new());
    }

    #[test]
    fn las_marcas_que_dicen_que_no_hay_contradicen_a_las_filas() {
        let f = Ficha {
            tramite: Tramite { sin_requisitos: true, sin_plazo: true, ..Tramite::default() },
            requisitos: vec![Requisito::default()],
            tiempos: vec![Tiempo { minimo: Some("1".into()), ..Tiempo::default() }],
            ..Ficha::default()
        };
        assert_eq!(avisos(&f), ["tramite.sin_requisitos", "tramite.sin_plazo"]);
    }

    #[test]
    fn cada_aviso_cae_en_un_campo_declarado() {
        let f = Ficha {
            tramite: Tramite {
                nombre: Some("1 TRÁMITE GRITADO".into()),
                descripcion: Some("1 trámite gritado".into()),
                permite_tercero: Some(SiNo::No),
                visitas: Some(3),
                interacciones: Some(1),
                vigencia_unidad: Some("anios".into()),
                sin_requisitos: true,
                sin_plazo: true,
                costo_tipo: Some(TipoCosto::Fijo),
                costo_monto: Some(0),
                volumen_anual: Some(1),
                volumen_rechazos: Some(2),
                volumen_previos: Some(2),
                ..Tramite::default()
            },
            requisitos: vec![Requisito {
                tipo: Some(TipoRequisito::Documento),
                forma: Some(FormaRequisito::NoAplica),
                accion: Some(AccionRequisito::ConsultarEntreEntidades),
                emisor_publico: Some(EmisorPublico::No),
                copias: Some(9),
                ..Requisito::default()
            }],
            tiempos: vec![Tiempo {
                clase: Some(ClaseTiempo::Medido),
                minimo: Some("2".into()),
                maximo: Some("1".into()),
                ..Tiempo::default()
            }],
            base_legal: vec![BaseLegal {
                requisito: Some(Uuid::nil()),
                tipo_norma: Some(TipoNorma::LeyDecreto),
                numero: Some("5-2021".into()),
                con_duda: true,
                ..BaseLegal::default()
            }],
            ..Ficha::default()
        };
        let todos = validar_ficha(&f);
        assert!(todos.len() >= 18, "{todos:#?}");
        for a in todos {
            assert!(super::super::campo(a.clase, a.campo).is_some(), "{}.{}", a.clase, a.campo);
            assert!(a.mensaje.ends_with('.'), "{}", a.mensaje);
        }
    }
}

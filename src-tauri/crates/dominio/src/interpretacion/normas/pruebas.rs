use super::*;
use TipoNorma::{
    AcuerdoGubernativo, AcuerdoMinisterial, Constitucion, DecretoLey, LeyDecreto, NormaTecnica, ReglamentoTecnico, Resolucion,
    SinIdentificar,
};

type Breve<'a> = (TipoNorma, Option<&'a str>, Option<i64>);

fn breve(n: &NormaLeida) -> Breve<'_> {
    (n.tipo, n.numero.as_deref(), n.anio)
}

#[track_caller]
fn es(texto: &str, esperado: &[Breve<'_>]) -> Vec<NormaLeida> {
    let l = leer(texto);
    assert_eq!(l.iter().map(breve).collect::<Vec<_>>(), esperado, "{texto}\n{l:#?}");
    entero(texto, &l);
    l
}

#[track_caller]
fn entero(texto: &str, l: &[NormaLeida]) {
    let letras = |t: &str| t.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let junto: String = l.iter().map(|n| letras(&n.texto)).collect();
    assert!(letras(texto).ends_with(&junto) && letras(texto).len() <= junto.len() + 3 * texto.lines().count(), "{texto}\n{l:#?}");
}

#[test]
fn las_expresiones_compilan() {
    assert!(ANCLA.is_some() && TECNICO.is_some() && CONSTITUCION.is_some() && ARTICULOS.is_some());
}

#[test]
fn las_formas_de_citar_de_la_fuente() {
    for (texto, esperado) in [
        ("Acuerdo Gubernativo No. 85-2011", (AcuerdoGubernativo, Some("85"), Some(2011))),
        ("Decreto Número 94-96", (LeyDecreto, Some("94"), Some(1996))),
        ("Decreto No.82-2005", (LeyDecreto, Some("82"), Some(2005))),
        ("Decreto 85 - 2005", (LeyDecreto, Some("85"), Some(2005))),
        ("Dto. 5-2021", (LeyDecreto, Some("5"), Some(2021))),
        ("AG 408-99", (AcuerdoGubernativo, Some("408"), Some(1999))),
        ("A.M. 125-2016", (AcuerdoMinisterial, Some("125"), Some(2016))),
        ("Decreto Ley Número 107", (DecretoLey, Some("107"), None)),
        ("Decreto Ley 11-86, Ley para el Control", (DecretoLey, Some("11"), Some(1986))),
        ("Código Postal Decreto No. 650", (LeyDecreto, Some("650"), None)),
        ("Decreto 5-202", (SinIdentificar, None, None)),
        ("Acuerdo Ministerial Número 284 A-2012 del Ministerio", (AcuerdoMinisterial, Some("284A"), Some(2012))),
        ("Resolución SIT-355-2005", (Resolucion, Some("SIT-355"), Some(2005))),
        ("Norma Técnica 42-2020 versión 8", (NormaTecnica, Some("42"), Some(2020))),
        ("Reglamento Técnico Centroamericano RTCA 65.05.54:15. Requisitos", (ReglamentoTecnico, Some("65.05.54:15"), Some(2015))),
        ("Reglamento Técnico Centro Americano 65.05.61:16 Plaguicidas", (ReglamentoTecnico, Some("65.05.61:16"), Some(2016))),
        ("CPRG art. 28", (Constitucion, None, Some(1985))),
        ("Código de Trabajo", (SinIdentificar, None, None)),
        ("Ordinaria y reglamentaria", (SinIdentificar, None, None)),
        ("Acuerdo Gubernativo S/N del 5 de marzo de 1971", (AcuerdoGubernativo, None, Some(1971))),
    ] {
        es(texto, &[esperado]);
    }
}

#[test]
fn los_anios_de_dos_cifras_de_este_siglo_dejan_duda() {
    assert!(leer("Acuerdo Gubernativo 14-05")[0].con_duda);
    assert!(!leer("Acuerdo Gubernativo 14-74")[0].con_duda);
}

#[test]
fn una_cita_con_varias_normas_da_una_fila_por_norma() {
    let l = es(
        "Acuerdo Gubernativo 969-99 Reglamento para la Inocuidad de Alimentos (artículo 66), Acuerdo Gubernativo 177-2016 Reformas al Acuerdo Gubernativo 745-99, Acuerdo Ministerial 1090-2001 Normas generales",
        &[
            (AcuerdoGubernativo, Some("969"), Some(1999)),
            (AcuerdoGubernativo, Some("177"), Some(2016)),
            (AcuerdoMinisterial, Some("1090"), Some(2001)),
        ],
    );
    assert_eq!(l[0].articulos.as_deref(), Some("66"));
    assert!(l[1].texto.contains("Reformas al Acuerdo Gubernativo 745-99"));
    let l = es(
        "Artículos 23, 24 y 53 del Decreto Número 94-96, Ley General de Telecomunicaciones / 3, 5 y 25 del Acuerdo Gubernativo 408-99, Reglamento / 1, 2 y 42 del Decreto Número 5-2021, Ley",
        &[(LeyDecreto, Some("94"), Some(1996)), (AcuerdoGubernativo, Some("408"), Some(1999)), (LeyDecreto, Some("5"), Some(2021))],
    );
    assert_eq!(l.iter().map(|n| n.articulos.as_deref().unwrap()).collect::<Vec<_>>(), ["23, 24 y 53", "3, 5 y 25", "1, 2 y 42"]);
    let l = es(
        "Reglamento Orgánico Interno de MARN, Acuerdo Gubernativo 73-2021. Convenio de Estocolmo, Decreto No. 60-2007.",
        &[(AcuerdoGubernativo, Some("73"), Some(2021)), (LeyDecreto, Some("60"), Some(2007))],
    );
    assert!(l[0].texto.starts_with("Reglamento Orgánico") && l[1].texto.starts_with("Convenio"));
    es(
        "•\tAcuerdo Ministerial 269-2010 •\tAcuerdo Ministerial 646-2010",
        &[(AcuerdoMinisterial, Some("269"), Some(2010)), (AcuerdoMinisterial, Some("646"), Some(2010))],
    );
    es(
        "1. Ley de Hidrocarburos y su Reglamento.\n2. Acuerdo Gubernativo 74-2002.\n}",
        &[(SinIdentificar, None, None), (AcuerdoGubernativo, Some("74"), Some(2002))],
    );
}

#[test]
fn los_limites_entre_normas_no_cortan_nombres() {
    let l = es(
        "Decreto 68-86 Ley de Protección, Decreto 44-2003. Aprueba el Protocolo de Cartagena, Acuerdo Ministerial 137-2007",
        &[(LeyDecreto, Some("68"), Some(1986)), (LeyDecreto, Some("44"), Some(2003)), (AcuerdoMinisterial, Some("137"), Some(2007))],
    );
    assert!(l[1].texto.contains("Aprueba el Protocolo"));
    let l = es(
        "Ley General de Pesca y Acuicultura Decreto 80-2002 Reglamento de la Ley General de Pesca y Acuicultura Acuerdo Gubernativo No.223-2005",
        &[(LeyDecreto, Some("80"), Some(2002)), (AcuerdoGubernativo, Some("223"), Some(2005))],
    );
    assert!(l[1].texto.starts_with("Reglamento de la Ley"));
    let l = es(
        "Acuerdo Gubernativo No 969-99, “Reglamento para la Inocuidad” Decreto 36-98, Ley de Sanidad",
        &[(AcuerdoGubernativo, Some("969"), Some(1999)), (LeyDecreto, Some("36"), Some(1998))],
    );
    assert!(l[1].texto.starts_with("Decreto"));
    es("Decreto 26 - 97 reformado por el Decreto 81-98", &[(LeyDecreto, Some("26"), Some(1997))]);
    es("Acuerdo Gubernativo Número 37 2019", &[(AcuerdoGubernativo, Some("37"), Some(2019))]);
    es("Acuerdo Guberantivo 173-2021 Tarifario", &[(SinIdentificar, None, None)]);
    es(
        "A.M. 0095-2010 (Art. 4) y Acuerdo Ministerial No. 301-2019",
        &[(AcuerdoMinisterial, Some("0095"), Some(2010)), (AcuerdoMinisterial, Some("301"), Some(2019))],
    );
}

#[test]
fn un_relleno_no_es_una_norma() {
    assert_eq!(leer("...."), []);
    assert_eq!(leer(""), []);
}

proptest::proptest! {
    #[test]
    fn ningun_texto_revienta(t in "(\\PC|Decreto |Acuerdo Gubernativo |No\\. |[0-9]{1,4}|-|; |, | y |\n|artículo ){0,40}") {
        let _ = leer(&t);
    }
    #[test]
    fn ninguna_letra_de_la_cita_se_pierde(t in "(Decreto|Acuerdo Gubernativo|RTCA|Ley|de|No\\.|[0-9]{1,4}-[0-9]{2,4}|;|,|y|artículo| ){0,40}") {
        let t = format!("Ley {t}");
        let limpio = |s: &str| s.chars().filter(|c| !es_blanco_(*c)).collect::<String>();
        let junto: String = leer(&t).iter().map(|n| limpio(&n.texto)).collect();
        proptest::prop_assert_eq!(junto, limpio(&t));
    }
}

fn es_blanco_(c: char) -> bool {
    crate::interpretacion::es_blanco(c)
}

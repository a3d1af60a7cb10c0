//! A round of prioritisation through its verbs: from the proposal to the closed ranking.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::collections::BTreeMap;

use apoyo::comite;
use casos::Sesion;
use casos::dto::*;
use casos::falla::{CodigoFalla, Falla};
use dominio::Dato;

fn dato(d: impl Into<Dato>) -> ValorDto {
    ValorDto(d.into())
}

/// A trámite with what the criteria measure: requests, fee in centavos, days and requisitos.
fn tramite(s: &Sesion, nombre: &str, volumen: i64, centavos: i64, dias: &str, requisitos: usize) -> String {
    let id = s.crear_tramite(CrearTramite { nombre: nombre.to_owned(), codigo: None, institucion: None }).unwrap().valor.ids.remove(0);
    let celda = |campo: &str, valor| CeldaNueva { entidad: id.clone(), campo: campo.to_owned(), valor, padres: vec![] };
    let celdas = vec![
        celda("volumen_anual", dato(Dato::Entero(volumen))),
        celda("costo_tipo", dato(if centavos == 0 { "gratuito" } else { "fijo" })),
        celda("costo_monto", dato(if centavos == 0 { Dato::Nulo } else { Dato::Entero(centavos) })),
        celda("costo_moneda", dato(if centavos == 0 { Dato::Nulo } else { Dato::from("GTQ") })),
    ];
    let celdas = celdas.into_iter().filter(|c| !c.valor.0.esta_vacio()).collect();
    s.guardar_celdas(GuardarCeldas { celdas, motivo: String::new() }).unwrap();
    let agregar = |clase: &str, filas: Vec<BTreeMap<String, ValorDto>>| {
        s.agregar_filas(AgregarFilas { padre: Some(id.clone()), clase: clase.to_owned(), despues_de: None, filas }).unwrap()
    };
    agregar(
        "tiempo",
        vec![BTreeMap::from([
            ("clase".to_owned(), dato("publicado")),
            ("minimo".to_owned(), dato(dias)),
            ("maximo".to_owned(), dato(dias)),
            ("unidad".to_owned(), dato("dias_calendario")),
        ])],
    );
    agregar("requisito", (0..requisitos).map(|i| BTreeMap::from([("texto".to_owned(), dato(format!("Documento número {i}")))])).collect());
    id
}

fn iniciar(s: &Sesion, nombre: &str, como: Option<&str>) -> Result<String, Falla> {
    let pide = IniciarRonda { institucion: None, nombre: nombre.to_owned(), como: como.map(str::to_owned) };
    s.iniciar_ronda(pide).map(|h| h.valor.ids[0].clone())
}

fn ver(s: &Sesion, ronda: &str) -> RondaDto {
    s.priorizacion(PedirRonda { institucion: None, ronda: Some(ronda.to_owned()) }).unwrap().ronda.unwrap()
}

fn clasificar(s: &Sesion, ronda: &str) -> ClasificacionDto {
    s.clasificar(PedirClasificacion { ronda: Some(ronda.to_owned()), con_rangos: true, ..Default::default() }).unwrap()
}

fn persona(s: &Sesion, ronda: &str, nombre: &str) -> String {
    let pide = AgregarVotante { ronda: ronda.to_owned(), nombre: nombre.to_owned(), cargo: "Integrante".to_owned() };
    s.agregar_votante(pide).unwrap().valor.ids[0].clone()
}

fn calificar(s: &Sesion, ronda: &str, votante: &str, notas: &[(&str, &str, Option<u8>, &str)]) -> Result<(), Falla> {
    let notas = notas
        .iter()
        .map(|(t, c, n, r)| NotaNueva { tramite: (*t).to_owned(), criterio: (*c).to_owned(), nota: *n, razon: (*r).to_owned() })
        .collect();
    s.calificar(Calificar { ronda: ronda.to_owned(), votante: votante.to_owned(), notas, bases: BTreeMap::new() }).map(|_| ())
}

fn guardar(s: &Sesion, e: &EntidadDto, campo: &str, valor: ValorDto) -> Result<(), Falla> {
    let padres = e.celdas.get(campo).map(|c| c.padres.clone()).unwrap_or_default();
    let celda = CeldaNueva { entidad: e.id.clone(), campo: campo.to_owned(), valor, padres };
    s.guardar_celdas(GuardarCeldas { celdas: vec![celda], motivo: String::new() }).map(|_| ())
}

fn pesos(pares: &[(&str, &str)]) -> BTreeMap<String, String> {
    pares.iter().map(|(c, p)| ((*c).to_owned(), (*p).to_owned())).collect()
}

/// Three trámites: one of everybody, one in the middle, one of few.
fn tres(s: &Sesion) -> [String; 3] {
    [
        tramite(s, "Licencia ambiental", 20_000, 200_000, "61", 11),
        tramite(s, "Permiso de tala", 1_000, 10_000, "8", 5),
        tramite(s, "Constancia de archivo", 50, 0, "1", 2),
    ]
}

#[test]
fn el_inventario_da_las_notas_y_la_propuesta_ordena() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    let [alta, media, baja] = tres(s);
    let ronda = iniciar(s, "Priorización 2026", None).unwrap();
    let r = ver(s, &ronda);
    assert_eq!(r.criterios.len(), 9);
    let partes: Vec<_> = r.criterios.iter().map(|c| c.peso.porcentaje.clone().unwrap()).collect();
    assert_eq!(partes, ["20.0", "15.0", "15.0", "10.0", "10.0", "10.0", "8.0", "7.0", "5.0"]);
    let c = clasificar(s, &ronda);
    // Four of nine criteria have data: under 60 % nothing compares until people rate.
    assert_eq!((c.comparables.numerador, c.filas[0].posicion), (0, None));
    let ana = persona(s, &ronda, "Ana López");
    for (i, t) in [&alta, &media, &baja].into_iter().enumerate() {
        let nota = Some(5 - 2 * u8::try_from(i).unwrap());
        calificar(s, &ronda, &ana, &[(t, "impacto", nota, ""), (t, "normativa", nota, ""), (t, "tecnologia", nota, "")]).unwrap();
    }
    let c = clasificar(s, &ronda);
    let vistos: Vec<_> = c.filas.iter().map(|f| (f.posicion, f.puntaje.as_deref().unwrap(), f.completitud.numerador)).collect();
    // demanda 5, tiempo 5, requisitos 5, costo 5 and the three rated: the other two are «sin dato».
    assert_eq!(vistos, [(Some(1), "100.00", 7), (Some(2), "60.00", 7), (Some(3), "20.00", 7)]);
    assert_eq!(c.filas.iter().map(|f| f.seleccionado).collect::<Vec<_>>(), [true, true, false], "the cut of 60 takes what reaches it");
    let demanda = &c.filas[0].notas[0];
    assert_eq!((demanda.nota.as_deref(), demanda.automatica, demanda.valor.as_str()), (Some("5"), true, "20,000 solicitudes al año"));
    assert_eq!(c.filas[0].rango, Some((1, 1)));
    // 20 points of 85 with data: 20/85 of 100.
    assert_eq!(demanda.aporte.as_deref(), Some("23.53"));
}

#[test]
fn tres_personas_disienten_se_promedian_y_se_ve() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    let [alta, ..] = tres(s);
    let ronda = iniciar(s, "Priorización 2026", None).unwrap();
    let gente: Vec<String> = ["Ana López", "Beto Pérez", "Carla Ruiz"].iter().map(|n| persona(s, &ronda, n)).collect();
    for (v, n) in gente.iter().zip([1, 4, 4]) {
        calificar(s, &ronda, v, &[(&alta, "impacto", Some(n), "")]).unwrap();
    }
    let nota =
        |s: &Sesion, criterio: usize| clasificar(s, &ronda).filas.into_iter().find(|f| f.tramite == alta).unwrap().notas.remove(criterio);
    let impacto = nota(s, 2);
    assert_eq!((impacto.nota.as_deref(), impacto.desacuerdo, impacto.votos), (Some("3"), 3, vec![Some(1), Some(4), Some(4)]));
    assert_eq!(ver(s, &ronda).desacuerdos, 1);
    // The vote of the first counts double: (2·1 + 4 + 4) / 4.
    let ana = ver(s, &ronda).votantes.remove(0).entidad;
    guardar(s, &ana, "peso", dato("2")).unwrap();
    assert_eq!(nota(s, 2).nota.as_deref(), Some("2.50"));
    // To correct the inventory a reason is needed; who does not correct it stands by it: (2·5 + 2 + 5) / 4.
    let sin = calificar(s, &ronda, &gente[1], &[(&alta, "demanda", Some(2), "corta")]).unwrap_err().a_dto();
    assert_eq!((sin.codigo, sin.campos[0].campo.as_str()), (CodigoFalla::CamposInvalidos, "notas.0.razon"));
    calificar(s, &ronda, &gente[1], &[(&alta, "demanda", Some(2), "Incluye solicitudes repetidas")]).unwrap();
    let corregida = nota(s, 0);
    assert_eq!((corregida.nota.as_deref(), corregida.automatica), (Some("4.25"), false));
    // Taken back, the inventory speaks again; and each of these is one undo.
    s.deshacer(Nada {}).unwrap();
    assert!(nota(s, 0).automatica);
}

#[test]
fn mover_un_peso_se_prueba_sin_guardar_y_se_guarda_de_una_vez() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    tramite(s, "De muchos", 20_000, 0, "1", 1);
    tramite(s, "De muchos requisitos", 10, 0, "1", 12);
    let ronda = iniciar(s, "Ronda", None).unwrap();
    let quitar: Vec<String> = ver(s, &ronda)
        .criterios
        .iter()
        .filter(|c| !["demanda", "requisitos"].contains(&c.codigo.as_str()))
        .map(|c| c.entidad.id.clone())
        .collect();
    s.retirar_filas(RetirarFilas { ids: quitar, motivo: "Solo dos criterios".to_owned() }).unwrap();
    let primero = |puntos: Option<&[(&str, &str)]>| {
        let pide = PedirClasificacion { ronda: Some(ronda.clone()), puntos: puntos.map(pesos), ..Default::default() };
        let c = s.clasificar(pide).unwrap();
        (c.filas[0].nombre.clone(), c.firmeza)
    };
    let (nombre, firmeza) = primero(None);
    assert_eq!(nombre, "De muchos");
    // 20 and 10 points: they are level at one half.
    assert!(firmeza.contains("«Demanda» baja de 66.7 % a 50.0 %"), "{firmeza}");
    assert_eq!(primero(Some(&[("demanda", "5")])).0, "De muchos requisitos");
    assert_eq!(primero(Some(&[("demanda", "10")])).1, "Varios trámites comparten el primer lugar.");
    assert_eq!(primero(None).0, "De muchos", "trying saves nothing");
    let pide = FijarPesos { ronda: ronda.clone(), puntos: pesos(&[("demanda", "5")]), modo: ModoDePesos::Puntos };
    s.fijar_pesos(pide).unwrap();
    assert_eq!(primero(None).0, "De muchos requisitos");
    for malo in ["-1", "1001", "1.234", "mucho", ""] {
        let pide = FijarPesos { ronda: ronda.clone(), puntos: pesos(&[("demanda", malo)]), modo: ModoDePesos::Puntos };
        assert_eq!(s.fijar_pesos(pide).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos, "{malo}");
    }
}

/// 8 : 4 : 2 : 1 is consistent. With the first worth an eighth of the last, that pair is the one to look at.
#[test]
fn comparar_de_dos_en_dos_da_pesos_y_nombra_el_par_que_no_concuerda() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    tres(s);
    let ronda = iniciar(s, "Ronda", None).unwrap();
    let quitar: Vec<String> = ver(s, &ronda).criterios.iter().skip(4).map(|c| c.entidad.id.clone()).collect();
    s.retirar_filas(RetirarFilas { ids: quitar, motivo: "Solo cuatro criterios".to_owned() }).unwrap();
    let ana = persona(s, &ronda, "Ana López");
    let comparar = |a: &str, b: &str, valor: Option<&str>| {
        let (primero, segundo) = (a.to_owned(), b.to_owned());
        s.comparar(Comparar { ronda: ronda.clone(), votante: ana.clone(), primero, segundo, valor: valor.map(str::to_owned) })
    };
    comparar("demanda", "tiempo", Some("2")).unwrap();
    comparar("demanda", "impacto", Some("4")).unwrap();
    // The pair backwards is the same pair.
    comparar("impacto", "tiempo", Some("1/2")).unwrap();
    comparar("tiempo", "requisitos", Some("4")).unwrap();
    comparar("impacto", "requisitos", Some("2")).unwrap();
    let r = ver(s, &ronda);
    assert!(r.ahp.is_none(), "a pair is missing");
    assert_eq!((r.votantes[0].pares.numerador, r.votantes[0].pares.denominador), (5, 6));
    comparar("demanda", "requisitos", Some("8")).unwrap();
    let ahp = ver(s, &ronda).ahp.unwrap();
    // 8, 4, 2 and 1 out of 15; what is left by rounding makes them 100.00.
    assert_eq!(ahp.pesos, ["53.33", "26.67", "13.33", "6.67"]);
    assert!(ahp.consistente && ahp.por_revisar.is_none());
    assert_eq!(ver(s, &ronda).votantes[0].comparaciones["tiempo/impacto"], "2");
    comparar("demanda", "requisitos", Some("1/8")).unwrap();
    let ahp = ver(s, &ronda).ahp.unwrap();
    assert!(!ahp.consistente);
    assert_eq!(ahp.por_revisar, Some(("demanda".to_owned(), "requisitos".to_owned())));
    for malo in ["0", "10", "1/10", "2.5", "x"] {
        assert_eq!(comparar("demanda", "tiempo", Some(malo)).unwrap_err().a_dto().campos[0].campo, "valor", "{malo}");
    }
}

#[test]
fn cerrar_congela_el_orden_mueve_los_tramites_y_se_deshace_de_una_vez() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    let [alta, media, _] = tres(s);
    let ronda = iniciar(s, "Priorización 2026", None).unwrap();
    let segunda = iniciar(s, "Otra", None).unwrap_err().a_dto();
    assert_eq!(segunda.codigo, CodigoFalla::TransicionNoPermitida, "one round at a time");
    let quitar: Vec<String> =
        ver(s, &ronda).criterios.iter().filter(|c| c.origen == Origen::Personas).map(|c| c.entidad.id.clone()).collect();
    s.retirar_filas(RetirarFilas { ids: quitar, motivo: "Solo lo que se mide".to_owned() }).unwrap();
    let sin_autor = s.cerrar_ronda(CerrarRonda { ronda: ronda.clone() }).unwrap_err().a_dto();
    assert_eq!(sin_autor.codigo, CodigoFalla::FaltaEvidencia);
    assert!(sin_autor.mensaje.contains("quién fijó los pesos"), "{}", sin_autor.mensaje);
    guardar(s, &ver(s, &ronda).entidad, "pesos_de", dato("Comité, sesión 4-2026")).unwrap();
    let mover = |tramite: &str, hacia, razon: &str| {
        s.mover_seleccion(MoverSeleccion { ronda: ronda.clone(), tramite: tramite.to_owned(), hacia, razon: razon.to_owned() })
    };
    assert_eq!(mover(&media, Some(Movida::Fuera), "no").unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos);
    mover(&media, Some(Movida::Fuera), "Se elimina con la reforma en curso").unwrap();
    let antes = clasificar(s, &ronda);
    let fila = antes.filas.iter().find(|f| f.tramite == media).unwrap();
    assert_eq!((fila.seleccionado, fila.a_mano), (false, Some(Movida::Fuera)));
    assert_eq!(ver(s, &ronda).movimientos[0].razon, "Se elimina con la reforma en curso");

    s.cerrar_ronda(CerrarRonda { ronda: ronda.clone() }).unwrap();
    let cerrada = ver(s, &ronda);
    assert_eq!((cerrada.estado, cerrada.cerrada_el.as_deref()), (EstadoRonda::Cerrada, Some("2026-11-21")));
    let orden = |c: &ClasificacionDto| {
        c.filas.iter().map(|f| (f.tramite.clone(), f.posicion, f.puntaje.clone(), f.seleccionado)).collect::<Vec<_>>()
    };
    assert_eq!(orden(&clasificar(s, &ronda)), orden(&antes));
    // What is edited afterwards does not change a closed order.
    let f = s.abrir_ficha(PorId { id: alta.clone() }).unwrap();
    guardar(s, &f.tramite, "volumen_anual", dato(Dato::Entero(3))).unwrap();
    assert_eq!(orden(&clasificar(s, &ronda)), orden(&antes));
    assert_eq!(clasificar(s, &ronda).filas[0].notas[0].valor, "20,000 solicitudes al año");
    // Nothing of it can be changed, by any door.
    let criterio = &cerrada.criterios[0].entidad;
    for falla in [
        guardar(s, criterio, "peso", dato("1")).unwrap_err(),
        guardar(s, &cerrada.entidad, "corte", dato(Dato::Entero(1))).unwrap_err(),
        s.retirar_filas(RetirarFilas { ids: vec![criterio.id.clone()], motivo: "Ya no hace falta".to_owned() }).unwrap_err(),
        mover(&media, None, "Ya no hace falta moverlo").unwrap_err(),
        s.cerrar_ronda(CerrarRonda { ronda: ronda.clone() }).unwrap_err(),
    ] {
        assert_eq!(falla.a_dto().codigo, CodigoFalla::TransicionNoPermitida);
    }
    // The next one may begin as this one was; this one stays.
    let otra = iniciar(s, "Priorización 2027", Some(&ronda)).unwrap();
    let nueva = ver(s, &otra);
    assert_eq!((nueva.numero, nueva.criterios.len(), nueva.estado), (2, cerrada.criterios.len(), EstadoRonda::Abierta));
    assert_eq!(s.priorizacion(PedirRonda::default()).unwrap().rondas.len(), 2);
    s.deshacer(Nada {}).unwrap();
    s.deshacer(Nada {}).unwrap();
    s.deshacer(Nada {}).unwrap();
    assert_eq!(ver(s, &ronda).estado, EstadoRonda::Abierta, "closing is undone whole");
}

/// Fills whatever is missing of a ficha with the example of each field.
fn completar(s: &Sesion, tramite: &str) {
    for _ in 0..100 {
        let f = s.abrir_ficha(PorId { id: tramite.to_owned() }).unwrap();
        let Some(falta) = f.faltan.first().cloned() else { return };
        for falta in if falta.clase == "tramite" { f.faltan.clone() } else { vec![falta] } {
            let campo = dominio::campos::campo(&falta.clase, &falta.campo).unwrap();
            let valor = match campo.opciones().iter().find(|o| o.etiqueta == campo.ejemplo) {
                Some(o) => dato(o.id),
                None => s.leer_valor(&falta.clase, &falta.campo, &campo.ejemplo.replace(',', "")),
            };
            if falta.clase != "tramite" && falta.entidad == tramite {
                let filas = vec![BTreeMap::from([(falta.campo.clone(), valor)])];
                s.agregar_filas(AgregarFilas { padre: Some(tramite.to_owned()), clase: falta.clase, despues_de: None, filas }).unwrap();
                continue;
            }
            let todas = [&f.requisitos, &f.pasos, &f.base_legal, &f.tiempos].into_iter().flatten().chain([&f.tramite]);
            let entidad = todas.into_iter().find(|e| e.id == falta.entidad).unwrap().clone();
            guardar(s, &entidad, &falta.campo, valor).unwrap();
        }
    }
    let faltan = s.abrir_ficha(PorId { id: tramite.to_owned() }).unwrap().faltan;
    assert!(faltan.is_empty(), "{faltan:?}");
}

#[test]
fn un_tramite_con_la_ficha_completa_pasa_a_priorizado_o_a_cartera() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    let [alta, _, baja] = tres(s);
    for t in [&alta, &baja] {
        completar(s, t);
        let a = dominio::ficha::EstadoTramite::FichaCompleta;
        s.mover_tramite(MoverTramite { ids: vec![t.clone()], a, motivo: String::new() }).unwrap();
    }
    let ronda = iniciar(s, "Ronda", None).unwrap();
    let quitar: Vec<String> =
        ver(s, &ronda).criterios.iter().filter(|c| c.origen == Origen::Personas).map(|c| c.entidad.id.clone()).collect();
    s.retirar_filas(RetirarFilas { ids: quitar, motivo: "Solo lo que se mide".to_owned() }).unwrap();
    guardar(s, &ver(s, &ronda).entidad, "pesos_de", dato("Comité, sesión 4-2026")).unwrap();
    s.cerrar_ronda(CerrarRonda { ronda: ronda.clone() }).unwrap();
    let estado = |t: &str| s.abrir_ficha(PorId { id: t.to_owned() }).unwrap().resumen.estado;
    use dominio::ficha::EstadoTramite as E;
    assert_eq!((estado(&alta), estado(&baja)), (E::Priorizado, E::EnCartera));
}

#[test]
fn el_pareto_dice_su_formula_y_lo_que_falta() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    tres(s);
    s.crear_tramite(CrearTramite { nombre: "Sin datos".to_owned(), codigo: None, institucion: None }).unwrap();
    let p = s.pareto(PedirPareto::default()).unwrap();
    // 20,000 × 11 = 220,000; 1,000 × 5 = 5,000; 50 × 2 = 100.
    assert_eq!((p.total.as_str(), p.formula.as_str()), ("225,100 requisitos", "solicitudes al año × número de requisitos"));
    let filas: Vec<_> = p.filas.iter().map(|f| (f.monto.as_str(), f.participacion.as_str(), f.clase.as_str())).collect();
    assert_eq!(filas, [("220,000 requisitos", "97.73", "A"), ("5,000 requisitos", "2.22", "C"), ("100 requisitos", "0.04", "C")]);
    assert_eq!((p.sin_dato.numerador, p.sin_dato.denominador, p.pocos.numerador), (1, 4, 1));
    let q = s.pareto(PedirPareto { carga: CargaDeTramite::Quetzales, ..Default::default() }).unwrap();
    assert_eq!(q.total, "Q 40,100,000.00");
}

/// The text of the pages, in order.
fn paginas(s: &Sesion) -> String {
    let pide = PedirInforme { tipo: "priorizacion".to_owned(), ..PedirInforme::default() };
    let vista = s.vista_previa_informe(pide).unwrap();
    let marcas = vista.paginas.iter().flat_map(|p| &p.marcas);
    marcas.filter_map(|m| if let MarcaDto::Texto { texto, .. } = m { Some(texto.as_str()) } else { None }).collect::<Vec<_>>().join(" ")
}

#[test]
fn el_acta_dice_lo_que_se_decidio_y_el_borrador_lo_que_falta() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    let [alta, media, _] = tres(s);
    let ronda = iniciar(s, "Priorización 2026", None).unwrap();
    let gente: Vec<String> = ["Ana López", "Beto Pérez", "Carla Ruiz"].iter().map(|n| persona(s, &ronda, n)).collect();
    for (v, n) in gente.iter().zip([1, 4, 4]) {
        let notas: Vec<_> =
            ["impacto", "normativa", "tecnologia", "compromiso"].into_iter().flat_map(|c| [(&alta, c), (&media, c)]).collect();
        let notas: Vec<(&str, &str, Option<u8>, &str)> = notas.iter().map(|(t, c)| (t.as_str(), *c, Some(n), "")).collect();
        calificar(s, &ronda, v, &notas).unwrap();
    }
    let borrador = paginas(s);
    for dice in
        ["Borrador del acta de priorización", "la ronda sigue abierta", "Escriba quién fijó los pesos", "no ha dicho en qué se basan"]
    {
        assert!(borrador.contains(dice), "«{dice}»");
    }
    for v in &gente {
        let bases =
            ["impacto", "normativa", "tecnologia", "compromiso"].map(|c| (c.to_owned(), "Visitas de octubre a ventanilla".to_owned()));
        let pide = Calificar { ronda: ronda.clone(), votante: v.clone(), notas: vec![], bases: BTreeMap::from(bases) };
        s.calificar(pide).unwrap();
    }
    guardar(s, &ver(s, &ronda).entidad, "pesos_de", dato("Comité, sesión 4-2026")).unwrap();
    let razon = "Se elimina con la reforma en curso".to_owned();
    s.mover_seleccion(MoverSeleccion { ronda: ronda.clone(), tramite: media, hacia: Some(Movida::Fuera), razon }).unwrap();
    assert_eq!(ver(s, &ronda).faltan, vec![]);
    s.cerrar_ronda(CerrarRonda { ronda }).unwrap();
    let acta = paginas(s);
    for dice in [
        "Acta de priorización",
        "Comité, sesión 4-2026",
        "Carla Ruiz",
        "Visitas de octubre a ventanilla",
        "Se elimina con la reforma en curso",
        "Sale a mano",
        "la guía metodológica no los fija",
        "promedio de las notas de las personas",
    ] {
        assert!(acta.contains(dice), "«{dice}» in {acta}");
    }
    assert!(!acta.contains("Borrador"));
    let de_ayer = PedirInforme { tipo: "priorizacion".to_owned(), corte: Some("2026-11-01".to_owned()), ..PedirInforme::default() };
    assert_eq!(s.vista_previa_informe(de_ayer).unwrap_err().a_dto().campos[0].campo, "corte");
}

/// The committee of MARN on another laptop, which trusts the first and is trusted by it.
fn otra_portatil(una: &Sesion, de_una: &std::path::Path, carpeta: &std::path::Path) -> Sesion {
    let otra = apoyo::abrir(carpeta, apoyo::AHORA + 60_000);
    apoyo::crear(&otra, ComoInstalacion::Comite, Some("MARN"), false);
    for (de, a, donde) in [(una, &otra, de_una), (&otra, una, carpeta)] {
        let solicitud = donde.join("equipo.ficha");
        de.escribir_solicitud(&solicitud).unwrap();
        a.confiar(&solicitud).unwrap();
    }
    otra
}

fn enviar(de: &Sesion, a: &Sesion, carpeta: &std::path::Path) {
    let paquete = carpeta.join("envio.dlg");
    let _ = std::fs::remove_file(&paquete);
    de.exportar_paquete(&paquete, &casos::intercambio::paquete::Exportar::default()).unwrap();
    let r = a.importar_paquete(&paquete, false).unwrap();
    assert_eq!((r.en_espera, r.rechazados), (0, 0));
}

#[test]
fn cada_quien_califica_en_su_portatil_y_al_reunirse_el_orden_es_el_mismo() {
    let (una_carpeta, otra_carpeta) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ana = comite(una_carpeta.path());
    let [alta, media, baja] = tres(&ana);
    let ronda = iniciar(&ana, "Priorización 2026", None).unwrap();
    let (v1, v2) = (persona(&ana, &ronda, "Ana López"), persona(&ana, &ronda, "Beto Pérez"));
    let beto = otra_portatil(&ana, una_carpeta.path(), otra_carpeta.path());
    enviar(&ana, &beto, una_carpeta.path());

    // Apart, each rates what it wants, and one of them corrects the weights meanwhile.
    let notas = |n: u8| ["impacto", "normativa", "tecnologia"].map(|c| (c, Some(n)));
    for (s, v, n) in [(&ana, &v1, [5, 3, 1]), (&beto, &v2, [1, 3, 5])] {
        for (t, n) in [&alta, &media, &baja].into_iter().zip(n) {
            let suyas: Vec<_> = notas(n).into_iter().map(|(c, n)| (t.as_str(), c, n, "")).collect();
            calificar(s, &ronda, v, &suyas).unwrap();
        }
    }
    beto.fijar_pesos(FijarPesos { ronda: ronda.clone(), puntos: pesos(&[("impacto", "30")]), modo: ModoDePesos::Puntos }).unwrap();
    enviar(&ana, &beto, una_carpeta.path());
    enviar(&beto, &ana, otra_carpeta.path());

    let (de_ana, de_beto) = (clasificar(&ana, &ronda), clasificar(&beto, &ronda));
    assert_eq!(de_ana, de_beto, "the same votes, the same order on both");
    let primera = de_ana.filas.iter().find(|f| f.tramite == alta).unwrap();
    assert_eq!((primera.notas[2].votos.clone(), primera.notas[2].desacuerdo), (vec![Some(5), Some(1)], 4));
    assert_eq!(ver(&ana, &ronda).criterios[2].puntos, "30");
    assert_eq!(ver(&ana, &ronda).desacuerdos, 6);
}

#[test]
fn una_ronda_cerrada_muestra_aportes_votos_ejes_y_dice_lo_que_cambio_despues() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    let [alta, media, _] = tres(s);
    let ronda = iniciar(s, "Priorización 2026", None).unwrap();
    let ana = persona(s, &ronda, "Ana López");
    let de_ana = ["impacto", "normativa", "tecnologia", "compromiso"].map(|c| (alta.as_str(), c, Some(4), "Porque lo pide la ley"));
    calificar(s, &ronda, &ana, &de_ana).unwrap();
    let bases = ["impacto", "normativa", "tecnologia", "compromiso"].map(|c| (c.to_owned(), "Sesión del comité".to_owned()));
    s.calificar(Calificar { ronda: ronda.clone(), votante: ana, notas: vec![], bases: BTreeMap::from(bases) }).unwrap();
    guardar(s, &ver(s, &ronda).entidad, "pesos_de", dato("Comité")).unwrap();
    let pide = |orden| PedirClasificacion { orden, ..PedirClasificacion::default() };
    let abierta = s.clasificar(pide(OrdenDeClasificacion::Posicion)).unwrap();
    s.cerrar_ronda(CerrarRonda { ronda }).unwrap();
    let cerrada = s.clasificar(pide(OrdenDeClasificacion::Posicion)).unwrap();
    assert_eq!(cerrada.cambio, "", "nothing changed yet");
    for (a, c) in abierta.filas.iter().zip(&cerrada.filas) {
        assert_eq!((&a.codigo, &a.impacto, &a.factibilidad), (&c.codigo, &c.impacto, &c.factibilidad));
        for (a, c) in a.notas.iter().zip(&c.notas) {
            assert_eq!((&a.nota, &a.aporte, &a.votos, &a.razones), (&c.nota, &c.aporte, &c.votos, &c.razones));
        }
    }
    let la_de_ana = cerrada.filas.iter().find(|f| f.tramite == alta).unwrap();
    assert!(la_de_ana.notas.iter().any(|n| n.razones == ["Porque lo pide la ley"]), "the reason of each voter is read");
    assert!(paginas(s).contains("Porque lo pide la ley"), "and printed");
    let por_codigo = s.clasificar(pide(OrdenDeClasificacion::Codigo)).unwrap();
    assert!(por_codigo.filas.is_sorted_by_key(|f| f.codigo.clone()), "by code");

    // What the inventory says of a trámite changes: the frozen note stays, and it is told.
    let filas = vec![BTreeMap::from([("texto".to_owned(), ValorDto(Dato::from("Copia del DPI")))]); 40];
    s.agregar_filas(AgregarFilas { padre: Some(media), clase: "requisito".to_owned(), despues_de: None, filas }).unwrap();
    let despues = s.clasificar(pide(OrdenDeClasificacion::Posicion)).unwrap();
    assert!(despues.cambio.contains("cambiaron los datos de 1 trámite"), "{}", despues.cambio);
    assert_eq!(despues.filas.iter().map(|f| &f.puntaje).collect::<Vec<_>>(), cerrada.filas.iter().map(|f| &f.puntaje).collect::<Vec<_>>());
    assert!(paginas(s).contains("Después del cierre cambiaron"));
}

//! Parameters, costs and flow of one trámite through their verbs, with the worked numbers of the methods.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::collections::BTreeMap;

use apoyo::comite;
use casos::Sesion;
use casos::dto::*;
use casos::falla::CodigoFalla;
use dominio::Dato;
use dominio::ficha::VersionPaso;

fn tramite(s: &Sesion, celdas: &[(&str, Dato)]) -> String {
    let pide = CrearTramite { nombre: "Licencia de aguas".to_owned(), codigo: None, institucion: None };
    let id = s.crear_tramite(pide).unwrap().valor.ids.remove(0);
    let celdas: Vec<CeldaNueva> = celdas
        .iter()
        .map(|(campo, v)| CeldaNueva { entidad: id.clone(), campo: (*campo).to_owned(), valor: ValorDto(v.clone()), padres: vec![] })
        .collect();
    if !celdas.is_empty() {
        s.guardar_celdas(GuardarCeldas { celdas, motivo: String::new() }).unwrap();
    }
    id
}

fn filas(s: &Sesion, padre: &str, clase: &str, filas: &[&[(&str, Dato)]]) {
    let filas = filas.iter().map(|f| f.iter().map(|(c, v)| ((*c).to_owned(), ValorDto(v.clone()))).collect::<BTreeMap<_, _>>()).collect();
    s.agregar_filas(AgregarFilas { padre: Some(padre.to_owned()), clase: clase.to_owned(), despues_de: None, filas }).unwrap();
}

fn paso<'a>(actor: &'a str, minutos: i64, unidad: &'a str) -> Vec<(&'a str, Dato)> {
    let mut p = vec![("texto", Dato::from("Hacer lo que toca")), ("actor", Dato::from(actor)), ("duracion_minutos", Dato::Entero(minutos))];
    if !unidad.is_empty() {
        p.push(("unidad", Dato::from(unidad)));
    }
    p
}

fn pasos(s: &Sesion, id: &str, lista: &[Vec<(&str, Dato)>]) {
    let todos: Vec<&[(&str, Dato)]> = lista.iter().map(Vec::as_slice).collect();
    filas(s, id, "paso", &todos);
}

fn parametro(codigo: &str, valor: &str, unidad: UnidadDeParametro) -> AnotarParametro {
    AnotarParametro {
        institucion: None,
        codigo: codigo.to_owned(),
        nombre: String::new(),
        valor: valor.to_owned(),
        valor_bajo: String::new(),
        valor_alto: String::new(),
        unidad,
        fuente: "Encuesta de la institución".to_owned(),
        fecha: "2026-01-15".to_owned(),
        confianza: Confianza::Medido,
        tramite: None,
    }
}

fn anotar(s: &Sesion, codigo: &str, valor: &str, unidad: UnidadDeParametro) {
    s.anotar_parametro(parametro(codigo, valor, unidad)).unwrap();
}

fn costos(s: &Sesion, id: &str) -> CostosDto {
    s.costos_de_tramite(PedirCostos { id: id.to_owned(), version: VersionPaso::Actual }).unwrap()
}

fn linea<'d>(d: &'d CostosDto, codigo: &str) -> &'d LineaDeCosto {
    let r = &d.rutas[0];
    r.lineas.iter().chain(&r.totales).find(|l| l.codigo == codigo).unwrap()
}

fn ver(x: &CifraExplicada) -> &str {
    x.valor.as_ref().map_or("sin dato", |r| r.valor.as_str())
}

use UnidadDeParametro as U;

#[test]
fn el_costo_por_actividades_da_los_numeros_publicados_y_los_propios() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    // O-12: 10, 10, 2 and 10 minutes at 0.1136, 0.120, 0.1136 and 0.1432 a minute add up to 3.9952, shown 4.00.
    let id = tramite(&s, &[]);
    pasos(
        &s,
        &id,
        &[
            paso("institucion", 10, "Recepción"),
            paso("institucion", 10, "Jurídico"),
            paso("institucion", 2, "recepcion"),
            paso("institucion", 10, "Dirección"),
        ],
    );
    let faltan = costos(&s, &id).parametros_que_faltan;
    let juridico = faltan.iter().find(|p| p.codigo == "remuneracion_juridico").unwrap();
    assert_eq!(juridico.nombre, "Remuneración mensual: Jurídico", "with the accent that the code has not");
    for (codigo, valor) in [("recepcion", "1199.616"), ("juridico", "1267.2"), ("direccion", "1512.192")] {
        anotar(&s, &format!("remuneracion_{codigo}"), valor, U::PorMes);
    }
    let d = costos(&s, &id);
    let mano = &linea(&d, "mano_de_obra").caso.dinero;
    assert_eq!((ver(mano), mano.valor.as_ref().unwrap().exacto.as_str()), ("4.00", "3.9952"));
    let mes = mano.insumos.iter().find(|i| i.confianza == Confianza::PorOmision).unwrap();
    assert_eq!((mes.valor.valor.as_str(), mes.quien.as_deref()), ("10,560", None), "the only default says that it is one");
    let sueldo = mano.insumos.iter().find(|i| i.nombre.contains("recepcion")).unwrap();
    assert_eq!(
        (sueldo.quien.as_deref(), sueldo.fuente.as_deref(), sueldo.confianza),
        (Some("Ana López"), Some("Encuesta de la institución"), Confianza::Medido)
    );
    assert_eq!(ver(linea(&d, "mano_de_obra").caso.horas.as_ref().unwrap()), "0.53");
    assert_eq!(ver(&linea(&d, "mano_de_obra").anio.dinero), "sin dato", "nobody counted the requests");
    assert_eq!(linea(&d, "materiales").caso.dinero.estado, EstadoDeCifra::NoIncluida);

    // The own example: 21.48 a case, 8,590.43 a year.
    let id = tramite(&s, &[("volumen_anual", Dato::Entero(400))]);
    pasos(&s, &id, &[paso("institucion", 24, "Archivo")]);
    for (codigo, valor, unidad) in [
        ("remuneracion_archivo", "4000", U::PorMes),
        ("beneficios_archivo", "666.67", U::PorMes),
        ("aportes_archivo", "426.80", U::PorMes),
        ("material_caso", "0.90", U::PorCaso),
        ("costo_anual_alquiler", "24000", U::PorAnio),
        ("parte_alquiler", "12", U::Cantidad),
        ("total_alquiler", "80", U::Cantidad),
    ] {
        anotar(&s, codigo, valor, unidad);
    }
    let d = costos(&s, &id);
    assert_eq!(linea(&d, "mano_de_obra").caso.dinero.valor.as_ref().unwrap().exacto, "11.5760681818");
    assert_eq!(ver(&linea(&d, "compartidos").caso.dinero), "9.00");
    let total = linea(&d, "total_institucion");
    assert_eq!((ver(&total.caso.dinero), ver(&total.anio.dinero)), ("21.48", "8,590.43"));
}

#[test]
fn el_lado_de_la_persona_va_en_tres_monedas_con_y_sin_costo_de_oportunidad() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    // O-04b: 1.65, 2.25 and 0.75 hours are 4.65, at 24.61 an hour 114.4365.
    let id = tramite(
        &s,
        &[
            ("volumen_anual", Dato::Entero(1_000)),
            ("visitas", Dato::Entero(3)),
            ("costo_tipo", Dato::from("fijo")),
            ("costo_monto", Dato::Entero(4_700)),
            ("costo_moneda", Dato::from("GTQ")),
            ("vigencia_cantidad", Dato::Entero(4)),
            ("vigencia_unidad", Dato::from("anios")),
        ],
    );
    pasos(&s, &id, &[paso("usuario", 99, ""), paso("usuario", 135, ""), paso("usuario", 45, "")]);
    filas(
        &s,
        &id,
        "requisito",
        &[&[("texto", Dato::from("Copia del DPI")), ("forma", Dato::from("copia_simple")), ("copias", Dato::Entero(2))]],
    );
    let vacio = costos(&s, &id);
    let tiempo = &linea(&vacio, "tiempo").caso;
    assert_eq!((ver(tiempo.horas.as_ref().unwrap()), ver(&tiempo.dinero)), ("4.65", "sin dato"), "the hours are known without a wage");
    assert!(tiempo.dinero.conocido.is_none(), "nothing of the money is known, and it is not a zero");
    let faltan: Vec<&str> = vacio.parametros_que_faltan.iter().map(|p| p.codigo.as_str()).collect();
    assert!(
        ["valor_hora_persona", "minutos_viaje", "pasaje", "copia", "costo_dia_espera"].iter().all(|c| faltan.contains(c)),
        "{faltan:?}"
    );
    assert_eq!(linea(&vacio, "total_persona").caso.dinero.conocido.as_ref().unwrap().valor, "47.00", "at least the fee");
    for (codigo, valor, unidad) in [
        ("valor_hora_persona", "24.61", U::PorHora),
        ("minutos_viaje", "60", U::MinutosPorViaje),
        ("pasaje", "10", U::PorViaje),
        ("copia", "0.25", U::PorCopia),
        ("costo_dia_espera", "0", U::PorDiaHabil),
    ] {
        anotar(&s, codigo, valor, unidad);
    }
    let d = costos(&s, &id);
    assert!(
        d.parametros_que_faltan.iter().all(|p| p.codigo.starts_with("remuneracion_") || p.codigo == "x"),
        "{:?}",
        d.parametros_que_faltan
    );
    assert_eq!(ver(&linea(&d, "tiempo").caso.dinero), "114.44");
    assert_eq!(linea(&d, "tiempo").caso.dinero.valor.as_ref().unwrap().exacto, "114.4365");
    assert_eq!(ver(&linea(&d, "pasajes").caso.dinero), "30.00");
    assert_eq!(ver(&linea(&d, "copias").caso.dinero), "0.50");
    let total = linea(&d, "total_persona");
    // 114.4365 + 3 × 24.61 + 30 + 0.50 + 47
    assert_eq!(ver(&total.caso.dinero), "265.77");
    assert_eq!((ver(total.caso.horas.as_ref().unwrap()), ver(total.caso.viajes.as_ref().unwrap())), ("7.65", "3"));
    assert_eq!((ver(&total.anio.dinero), ver(total.anio.horas.as_ref().unwrap())), ("265,766.50", "7,650.00"));
    let sin = linea(&d, "total_persona_sin");
    assert_eq!((ver(&sin.caso.dinero), ver(sin.caso.horas.as_ref().unwrap())), ("77.50", "7.65"), "time stays in its own currency");
    let vigencia = &d.rutas[0].vigencia;
    assert_eq!(vigencia.iter().map(|v| v.codigo.as_str()).collect::<Vec<_>>(), ["anual", "diez_anios", "anual_sin", "diez_anios_sin"]);
    assert_eq!((ver(&vigencia[2].cifra), ver(&vigencia[3].cifra)), ("19.38", "193.75"));
}

#[test]
fn la_espera_se_cuesta_como_el_costo_economico_social_y_los_rangos_se_conservan() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    // M1 of the own example: 80 of requirements and 20 working days at 3.50 are 150 a case, 150,000 a year.
    let id = tramite(
        &s,
        &[
            ("volumen_anual", Dato::Entero(1_000)),
            ("visitas", Dato::Entero(0)),
            ("sin_requisitos", Dato::Logico(true)),
            ("costo_tipo", Dato::from("fijo")),
            ("costo_monto", Dato::Entero(1_000)),
            ("costo_moneda", Dato::from("GTQ")),
            ("costo_indirecto", Dato::Entero(2_000)),
        ],
    );
    pasos(&s, &id, &[paso("usuario", 120, "")]);
    filas(
        &s,
        &id,
        "tiempo",
        &[&[
            ("clase", Dato::from("medido")),
            ("minimo", Dato::from("20")),
            ("maximo", Dato::from("20")),
            ("unidad", Dato::from("dias_habiles")),
            ("fuente", Dato::from("Bitácora")),
            ("fecha", Dato::from("2026-06")),
            ("muestra", Dato::Entero(40)),
        ]],
    );
    anotar(&s, "valor_hora_persona", "25", U::PorHora);
    let mut espera = parametro("costo_dia_espera", "3.50", U::PorDiaHabil);
    espera.valor_bajo = "3".to_owned();
    espera.valor_alto = "5".to_owned();
    s.anotar_parametro(espera).unwrap();
    let d = costos(&s, &id);
    let x = linea(&d, "espera").caso.dinero.valor.clone().unwrap();
    assert_eq!((x.bajo.as_str(), x.valor.as_str(), x.alto.as_str(), x.fijo), ("60.00", "70.00", "100.00", false));
    let total = linea(&d, "total_persona");
    assert_eq!((ver(&total.caso.dinero), ver(&total.anio.dinero)), ("150.00", "150,000.00"));
    assert_eq!(linea(&d, "pasajes").caso.dinero.estado, EstadoDeCifra::NoIncluida, "the indirect cost already has them");
    assert_eq!(ver(&linea(&d, "total_persona_sin").caso.dinero), "30.00");
}

#[test]
fn una_fila_nueva_sustituye_y_la_anterior_queda() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s, &[("visitas", Dato::Entero(2))]);
    pasos(&s, &id, &[paso("usuario", 10, "")]);
    anotar(&s, "pasaje", "5", U::PorViaje);
    s.anotar_parametro(AnotarParametro { fecha: "2026-06-01".to_owned(), ..parametro("pasaje", "8", U::PorViaje) }).unwrap();
    assert_eq!(ver(&linea(&costos(&s, &id), "pasajes").caso.dinero), "16.00");
    s.anotar_parametro(AnotarParametro { tramite: Some(id.clone()), ..parametro("pasaje", "50", U::PorViaje) }).unwrap();
    assert_eq!(ver(&linea(&costos(&s, &id), "pasajes").caso.dinero), "100.00", "that of the trámite is preferred");
    let lista = s.parametros(PedirParametros::default()).unwrap().parametros;
    assert_eq!(lista.len(), 3, "every row stays");
    let de_la_institucion: Vec<(&str, bool)> =
        lista.iter().filter(|p| p.tramite.is_none()).map(|p| (p.valor.as_str(), p.vigente)).collect();
    assert_eq!(de_la_institucion, [("8", true), ("5", false)]);
    assert!(lista.iter().all(|p| p.quien == "Ana López"));
}

#[test]
fn un_parametro_mal_escrito_no_entra() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let bueno = || parametro("pasaje", "5", U::PorViaje);
    for (pide, campo) in [
        (AnotarParametro { valor: "-5".to_owned(), ..bueno() }, "parametro.valor"),
        (AnotarParametro { valor: String::new(), ..bueno() }, "parametro.valor"),
        (AnotarParametro { valor_bajo: "6".to_owned(), ..bueno() }, "parametro.valor_bajo"),
        (AnotarParametro { valor_alto: "4".to_owned(), ..bueno() }, "parametro.valor_alto"),
        (AnotarParametro { unidad: U::PorMes, ..bueno() }, "parametro.unidad"),
        (AnotarParametro { fuente: String::new(), ..bueno() }, "parametro.fuente"),
        (AnotarParametro { fecha: "2026-12-31".to_owned(), ..bueno() }, "parametro.fecha"),
        (AnotarParametro { fecha: "ayer".to_owned(), ..bueno() }, "parametro.fecha"),
        (AnotarParametro { confianza: Confianza::PorOmision, ..bueno() }, "parametro.confianza"),
    ] {
        let falla = s.anotar_parametro(pide).unwrap_err().a_dto();
        assert_eq!(falla.codigo, CodigoFalla::CamposInvalidos);
        assert_eq!(falla.campos[0].campo, campo, "{:?}", falla.campos);
    }
    assert!(s.parametros(PedirParametros::default()).unwrap().parametros.is_empty());
}

#[test]
fn cada_ruta_se_cuesta_aparte_y_se_promedia_con_su_nombre() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s, &[("costo_tipo", Dato::from("gratuito")), ("sin_requisitos", Dato::Logico(true))]);
    let mut en_persona = paso("usuario", 120, "");
    en_persona.extend([("grupo", Dato::from("Presencial")), ("canal", Dato::from("presencial"))]);
    let mut en_linea = paso("usuario", 60, "");
    en_linea.extend([("grupo", Dato::from("En línea")), ("canal", Dato::from("en_linea"))]);
    pasos(&s, &id, &[en_persona, en_linea]);
    let volumen =
        |canal: &'static str, n: i64| vec![("anio", Dato::Entero(2025)), ("canal", Dato::from(canal)), ("solicitudes", Dato::Entero(n))];
    let (a, b) = (volumen("presencial", 300), volumen("en_linea", 100));
    filas(&s, &id, "volumen", &[a.as_slice(), b.as_slice()]);
    for (codigo, valor, unidad) in [
        ("valor_hora_persona", "20", U::PorHora),
        ("minutos_viaje", "0", U::MinutosPorViaje),
        ("pasaje", "10", U::PorViaje),
        ("internet_hora", "5", U::PorHora),
        ("costo_dia_espera", "0", U::PorDiaHabil),
    ] {
        anotar(&s, codigo, valor, unidad);
    }
    let d = costos(&s, &id);
    assert_eq!(d.rutas.iter().map(|r| r.nombre.as_deref()).collect::<Vec<_>>(), [Some("Presencial"), Some("En línea")]);
    let totales: Vec<&str> = d.rutas.iter().map(|r| ver(&r.totales[0].caso.dinero)).collect();
    assert_eq!(totales, ["50.00", "25.00"]);
    // (50 + 25) / 2, and (50 × 300 + 25 × 100) / 400.
    assert_eq!(d.promedios.iter().map(|p| ver(&p.cifra)).collect::<Vec<_>>(), ["37.50", "43.75"]);
}

#[test]
fn el_total_es_la_suma_de_lo_que_se_ve_o_dice_su_redondeo() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let centavos = |t: &str| t.replace([',', '.'], "").parse::<i64>().unwrap();
    for (minutos, hora) in [(7, "10.01"), (13, "24.61"), (59, "0.07"), (101, "33.33"), (1, "0.01")] {
        let id =
            tramite(&s, &[("visitas", Dato::Entero(1)), ("costo_tipo", Dato::from("gratuito")), ("sin_requisitos", Dato::Logico(true))]);
        pasos(&s, &id, &[paso("usuario", minutos, "")]);
        for (codigo, valor, unidad) in [
            ("valor_hora_persona", hora, U::PorHora),
            ("minutos_viaje", "11", U::MinutosPorViaje),
            ("pasaje", "1.0049", U::PorViaje),
            ("costo_dia_espera", "0", U::PorDiaHabil),
        ] {
            s.anotar_parametro(AnotarParametro { tramite: Some(id.clone()), ..parametro(codigo, valor, unidad) }).unwrap();
        }
        let d = costos(&s, &id);
        let visibles: i64 = d.rutas[0]
            .lineas
            .iter()
            .filter(|l| l.lado == Lado::Persona)
            .filter_map(|l| l.caso.dinero.valor.as_ref())
            .map(|r| centavos(&r.valor))
            .sum();
        let total = &linea(&d, "total_persona").caso.dinero;
        let diferencia = total.diferencia.as_deref().map_or(0, centavos);
        assert_eq!(centavos(ver(total)), visibles + diferencia, "{minutos} {hora}");
    }
}

#[test]
fn el_flujo_da_los_numeros_del_ejemplo_y_nombra_lo_que_falta() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s, &[("plazo_legal", Dato::Entero(30)), ("plazo_legal_unidad", Dato::from("dias_calendario"))]);
    let mut revisa = paso("institucion", 120, "Jurídico");
    revisa.extend([
        ("decision", Dato::Logico(true)),
        ("resultados", Dato::from("cumple / no cumple: paso 1, 30 %")),
        ("espera_minutos", Dato::Entero(0)),
        ("duracion_minima", Dato::Entero(60)),
        ("duracion_maxima", Dato::Entero(180)),
    ]);
    // The loop at the beginning: the step that decides goes back to itself.
    let mut firma = paso("institucion", 180, "Dirección");
    firma.push(("espera_minutos", Dato::Entero(1_440)));
    pasos(&s, &id, &[revisa, firma]);
    let pide = |corridas| PedirFlujo {
        id: id.clone(),
        version: VersionPaso::Actual,
        desde: Some("2026-09-11".to_owned()),
        semilla: None,
        corridas,
    };
    let d = s.flujo_de_tramite(pide(None)).unwrap();
    let r = &d.rutas[0];
    // 2 h at 30 % of going back are 2.857, and 3 h more.
    assert_eq!((ver(&r.proceso), r.proceso.valor.as_ref().unwrap().exacto.as_str()), ("5.86", "5.8571428571"));
    assert_eq!(r.cuello, Some(2));
    assert_eq!(r.rutas_criticas, [[1, 2]]);
    assert_eq!(r.pasos[0].veces, "1.43");
    let sim = r.simulacion.as_ref().unwrap();
    assert!(sim.concuerda && !sim.explicacion.is_empty());
    assert_eq!(s.flujo_de_tramite(pide(None)).unwrap(), d, "one seed, one answer");
    assert!(r.plazos.iter().any(|p| p.legal && p.probabilidad == "100.0"), "{:?}", r.plazos);
    // Friday's work, the wait runs on Saturday, and the signature is on Monday.
    assert_eq!(r.termina.as_deref(), Some("2026-09-14"));
    let falla = s.flujo_de_tramite(pide(Some(7))).unwrap_err().a_dto();
    assert_eq!(falla.campos[0].campo, "corridas");

    let id = tramite(&s, &[]);
    pasos(&s, &id, &[paso("usuario", 5, ""), vec![("texto", Dato::from("Firmar la resolución")), ("actor", Dato::from("institucion"))]]);
    let d = s.flujo_de_tramite(PedirFlujo { id, version: VersionPaso::Actual, desde: None, semilla: None, corridas: None }).unwrap();
    let r = &d.rutas[0];
    assert_eq!(r.proceso.estado, EstadoDeCifra::SinDato);
    assert!(r.proceso.faltan[0].que.contains("paso 2") && r.proceso.faltan[0].campo.as_deref() == Some("duracion_minutos"));
    assert!(r.simulacion.is_none() && r.termina.is_none() && r.sin_fecha.is_some() && r.eficiencia.is_none());
}

#[test]
fn el_anexo_imprime_cada_cifra_con_su_formula_sus_datos_y_lo_que_falta() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s, &[]);
    pasos(&s, &id, &[paso("usuario", 30, ""), paso("institucion", 60, "Jurídico")]);
    s.anotar_parametro(parametro("valor_hora_persona", "24.61", UnidadDeParametro::PorHora)).unwrap();
    let calculos = CalculosPedidos {
        tramite: id,
        version: VersionPaso::Actual,
        desde: Some("2026-09-11".to_owned()),
        semilla: Some(7),
        corridas: Some(100),
    };
    let pide = PedirInforme { tipo: "calculos".to_owned(), calculos: Some(calculos), ..PedirInforme::default() };
    let vista = s.vista_previa_informe(pide).unwrap();
    let marcas = vista.paginas.iter().flat_map(|p| &p.marcas);
    let texto: String =
        marcas.filter_map(|m| if let MarcaDto::Texto { texto, .. } = m { Some(format!("{texto} ")) } else { None }).collect();
    let texto = texto.replace('\u{a0}', " ");
    for dicho in [
        "Anexo de cálculo",
        "24.61",
        "Encuesta de la institución",
        "15/01/2026",
        "Medido",
        "la mitad sube",
        "Lo que falta para calcularlo todo",
        "11 de septiembre de 2026",
    ] {
        assert!(texto.contains(dicho), "«{dicho}» is on the paper: {texto}");
    }
    let sin = PedirInforme { tipo: "calculos".to_owned(), ..PedirInforme::default() };
    assert_eq!(s.vista_previa_informe(sin).unwrap_err().a_dto().campos[0].campo, "calculos");
}

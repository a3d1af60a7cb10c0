//! The grid of the inventory through its verbs: blocks, bulk changes, copies, filters, orders, views.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::collections::BTreeMap;

use apoyo::{AHORA, DIA, abrir, comite};
use casos::Sesion;
use casos::dto::*;
use casos::falla::{CodigoFalla, Falla};
use dominio::Dato;

struct Casa {
    carpeta: tempfile::TempDir,
    sesion: Sesion,
}

type Fila<'a> = &'a [(&'a str, &'a str)];

impl Casa {
    fn nueva() -> Casa {
        let carpeta = tempfile::tempdir().unwrap();
        let sesion = comite(carpeta.path());
        Casa { carpeta, sesion }
    }

    fn agregar(&self, filas: &[Fila<'_>]) -> Result<Vec<String>, Falla> {
        self.bloque(Vec::new(), filas)
    }

    fn bloque(&self, celdas: Vec<CeldaNueva>, filas: &[Fila<'_>]) -> Result<Vec<String>, Falla> {
        let nuevas = filas.iter().map(|f| f.iter().map(|(c, v)| ((*c).to_owned(), ValorDto(Dato::from(*v)))).collect()).collect();
        Ok(self.sesion.guardar_bloque(GuardarBloque { celdas, nuevas, institucion: None })?.valor.ids)
    }

    fn listar(&self, pide: ListarTramites) -> Vec<FilaTramite> {
        self.sesion
            .listar_tramites(ListarTramites { columnas: vec!["nombre".into(), "modalidad".into(), "horario".into()], ..pide })
            .unwrap()
            .filas
    }

    fn codigos(&self, pide: ListarTramites) -> Vec<String> {
        self.listar(pide).into_iter().map(|f| f.codigo).collect()
    }
}

fn celda(fila: &FilaTramite, campo: &str, valor: &str) -> CeldaNueva {
    let padres = fila.celdas.get(campo).map(|c| c.padres.clone()).unwrap_or_default();
    CeldaNueva { entidad: fila.id.clone(), campo: campo.to_owned(), valor: ValorDto(valor.into()), padres }
}

fn valor(fila: &FilaTramite, campo: &str) -> String {
    fila.celdas.get(campo).and_then(|c| c.valor.0.texto()).unwrap_or_default().to_owned()
}

fn todo() -> ListarTramites {
    ListarTramites { cuantos: 500, ..ListarTramites::default() }
}

#[test]
fn un_bloque_que_cambia_y_agrega_se_deshace_y_se_rehace_de_una_vez() {
    let casa = Casa::nueva();
    casa.agregar(&[&[("nombre", "Licencia de aguas")], &[("nombre", "Licencia de vertidos"), ("modalidad", "presencial")]]).unwrap();
    let antes = casa.listar(todo());
    let cambios = vec![celda(&antes[0], "nombre", "Licencia de aguas residuales"), celda(&antes[1], "modalidad", "hibrido")];
    let nombres: Vec<String> = (1..=50).map(|n| format!("Trámite pegado número {n}")).collect();
    let filas: Vec<Vec<(&str, &str)>> = nombres.iter().map(|n| vec![("nombre", n.as_str()), ("modalidad", "en_linea")]).collect();
    let filas: Vec<Fila<'_>> = filas.iter().map(Vec::as_slice).collect();
    let ids = casa.bloque(cambios, &filas).unwrap();
    assert_eq!(ids.len(), 50);
    let despues = casa.listar(todo());
    assert_eq!(despues.len(), 52);
    assert_eq!(
        (valor(&despues[0], "nombre").as_str(), valor(&despues[1], "modalidad").as_str()),
        ("Licencia de aguas residuales", "hibrido")
    );
    assert_eq!(despues[51].codigo, "MARN-0052", "codes go on from the last one");
    let hecho = casa.sesion.deshacer(Nada {}).unwrap();
    assert_eq!(hecho.rehacer.as_deref(), Some("Pegó un bloque en el inventario"));
    let vuelta = casa.listar(todo());
    assert_eq!(vuelta.len(), 2, "one undo takes the whole block back");
    assert_eq!((valor(&vuelta[0], "nombre").as_str(), valor(&vuelta[1], "modalidad").as_str()), ("Licencia de aguas", "presencial"));
    casa.sesion.rehacer(Nada {}).unwrap();
    assert_eq!(casa.listar(todo()).len(), 52, "and one redo brings it again");
}

#[test]
fn un_bloque_con_una_fila_mala_no_escribe_nada_y_dice_cual_es() {
    let casa = Casa::nueva();
    casa.agregar(&[&[("nombre", "Licencia de aguas"), ("codigo", "A-1")]]).unwrap();
    let falla = casa
        .agregar(&[
            &[("nombre", "Bien escrito")],
            &[("nombre", "ab")],
            &[("modalidad", "presencial")],
            &[("nombre", "Repetido"), ("codigo", "a-1")],
        ])
        .unwrap_err()
        .a_dto();
    assert_eq!(falla.codigo, CodigoFalla::CamposInvalidos);
    let campos: Vec<&str> = falla.campos.iter().map(|c| c.campo.as_str()).collect();
    assert_eq!(campos, ["nuevas.1.tramite.nombre", "nuevas.2.tramite.nombre", "nuevas.3.tramite.codigo"]);
    assert_eq!(casa.listar(todo()).len(), 1);
}

#[test]
fn dos_filas_nuevas_no_comparten_codigo_y_el_de_un_retirado_no_vuelve() {
    let casa = Casa::nueva();
    let ids = casa.agregar(&[&[("nombre", "Primero de todos")], &[("nombre", "Segundo de todos")]]).unwrap();
    casa.sesion.retirar_filas(RetirarFilas { ids: vec![ids[1].clone()], motivo: "Se escribió por error".to_owned() }).unwrap();
    casa.agregar(&[&[("nombre", "Tercero de todos"), ("codigo", "MARN-0003")], &[("nombre", "Cuarto de todos")]]).unwrap();
    assert_eq!(casa.codigos(todo()), ["MARN-0001", "MARN-0003", "MARN-0004"]);
    let falla = casa.agregar(&[&[("nombre", "Quinto de todos"), ("codigo", "X-1")], &[("nombre", "Sexto de todos"), ("codigo", "x-1")]]);
    assert_eq!(falla.unwrap_err().a_dto().campos[0].campo, "nuevas.1.tramite.codigo");
}

#[test]
fn un_bloque_que_repite_lo_que_ya_esta_no_escribe() {
    let casa = Casa::nueva();
    casa.agregar(&[&[("nombre", "Licencia de aguas"), ("modalidad", "hibrido")]]).unwrap();
    let fila = casa.listar(todo()).remove(0);
    let pide = GuardarBloque { celdas: vec![celda(&fila, "modalidad", "hibrido")], nuevas: Vec::new(), institucion: None };
    let hecho = casa.sesion.guardar_bloque(pide).unwrap();
    assert_eq!(hecho.guardado, None, "leaving a cell as it was is not a change");
}

fn poner(ids: Seleccion, campo: &str, valor: Dato) -> PreverBloque {
    PreverBloque { seleccion: ids, campo: campo.to_owned(), accion: AccionEnBloque::Poner(ValorDto(valor)) }
}

#[test]
fn el_cambio_en_bloque_hace_lo_que_mostro_y_un_solo_deshacer_lo_quita() {
    let casa = Casa::nueva();
    casa.agregar(&[
        &[("nombre", "Licencia de aguas"), ("modalidad", "presencial")],
        &[("nombre", "Licencia de vertidos")],
        &[("nombre", "Licencia de ruido"), ("modalidad", "en_linea")],
    ])
    .unwrap();
    let filtro = Seleccion::Filtro(Box::new(ListarTramites { texto: "licencia".into(), ..ListarTramites::default() }));
    let cambio = poner(filtro, "modalidad", "en_linea".into());
    let previsto = casa.sesion.prever_bloque(cambio.clone()).unwrap();
    assert_eq!((previsto.total, previsto.cambian, previsto.iguales), (3, 2, 1));
    let antes: Vec<&Dato> = previsto.muestra.iter().map(|m| &m.antes.0).collect();
    assert_eq!(antes, [&Dato::from("presencial"), &Dato::Nulo]);
    let hecho =
        casa.sesion.cambiar_bloque(CambiarBloque { cambio, huella: previsto.huella, motivo: "Acta 7-2026 del comité".into() }).unwrap();
    assert_eq!(hecho.valor.cambiados, 2);
    let modalidades = || casa.listar(todo()).iter().map(|f| valor(f, "modalidad")).collect::<Vec<_>>();
    assert_eq!(modalidades(), ["en_linea", "en_linea", "en_linea"]);
    casa.sesion.deshacer(Nada {}).unwrap();
    assert_eq!(modalidades(), ["presencial", "", "en_linea"]);
}

#[test]
fn si_alguien_cambio_un_tramite_tras_la_vista_previa_el_bloque_se_rehusa() {
    let casa = Casa::nueva();
    let ids = casa.agregar(&[&[("nombre", "Licencia de aguas"), ("horario", "De 8 a 16")], &[("nombre", "Licencia de ruido")]]).unwrap();
    let cambio = poner(Seleccion::Ids(ids), "horario", "De 7 a 15".into());
    let previsto = casa.sesion.prever_bloque(cambio.clone()).unwrap();
    let fila = casa.listar(todo()).remove(0);
    casa.bloque(vec![celda(&fila, "horario", "De 9 a 17")], &[]).unwrap();
    let falla = casa.sesion.cambiar_bloque(CambiarBloque { cambio, huella: previsto.huella, motivo: String::new() }).unwrap_err().a_dto();
    assert!(falla.campos[0].campo == "huella" && falla.campos[0].mensaje.contains("vista previa"), "{falla:?}");
    assert_eq!(valor(&casa.listar(todo())[0], "horario"), "De 9 a 17", "what the person wrote meanwhile stays");
}

#[test]
fn reemplazar_texto_cambia_solo_donde_aparece_y_dice_donde_no_puede() {
    let casa = Casa::nueva();
    let ids = casa.agregar(&[&[("nombre", "Constancia de Vivienda")], &[("nombre", "Aguas")], &[("nombre", "Vivienda")]]).unwrap();
    let accion = AccionEnBloque::Reemplazar { buscar: "Vivienda".into(), por: String::new() };
    let previsto =
        casa.sesion.prever_bloque(PreverBloque { seleccion: Seleccion::Ids(ids.clone()), campo: "nombre".into(), accion }).unwrap();
    assert_eq!((previsto.cambian, previsto.iguales), (1, 1));
    assert_eq!(previsto.muestra[0].despues.0, Dato::from("Constancia de"));
    assert_eq!(previsto.impedidos.len(), 1, "a name of nothing is refused, and the others are not");
    for (campo, accion) in [
        ("codigo", AccionEnBloque::Poner(ValorDto("X".into()))),
        ("estado", AccionEnBloque::Poner(ValorDto("priorizado".into()))),
        ("modalidad", AccionEnBloque::Poner(ValorDto("a caballo".into()))),
        ("modalidad", AccionEnBloque::Reemplazar { buscar: "a".into(), por: "b".into() }),
        ("nombre", AccionEnBloque::Reemplazar { buscar: String::new(), por: "b".into() }),
    ] {
        let pide = PreverBloque { seleccion: Seleccion::Ids(ids.clone()), campo: campo.into(), accion };
        assert_eq!(casa.sesion.prever_bloque(pide).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos, "{campo}");
    }
}

#[test]
fn duplicar_copia_la_ficha_con_otro_codigo_y_sin_su_vida() {
    let casa = Casa::nueva();
    let id = casa.agregar(&[&[("nombre", "Licencia de aguas"), ("codigo", "LIC-9"), ("modalidad", "presencial")]]).unwrap().remove(0);
    let agregar = |clase: &str, padre: &str, texto: &str| {
        let fila = BTreeMap::from([("texto".to_owned(), ValorDto(texto.into()))]);
        let pide = AgregarFilas { padre: Some(padre.to_owned()), clase: clase.to_owned(), despues_de: None, filas: vec![fila] };
        casa.sesion.agregar_filas(pide).unwrap().valor.ids.remove(0)
    };
    let requisito = agregar("requisito", &id, "Fotocopia de DPI");
    agregar("paso", &id, "Llenar el formulario");
    agregar("base_legal", &requisito, "Acuerdo Gubernativo 137-2016");
    let copia = casa.sesion.duplicar_tramite(PorId { id: id.clone() }).unwrap().valor.ids.remove(0);
    let (uno, otro) = (casa.sesion.abrir_ficha(PorId { id }).unwrap(), casa.sesion.abrir_ficha(PorId { id: copia.clone() }).unwrap());
    assert_eq!((otro.resumen.codigo.as_str(), otro.resumen.nombre.as_str()), ("MARN-0001", "Licencia de aguas (copia)"));
    assert_eq!(otro.tramite.celdas["modalidad"].valor, uno.tramite.celdas["modalidad"].valor);
    assert_eq!((otro.requisitos.len(), otro.pasos.len(), otro.base_legal.len()), (1, 1, 1));
    assert_ne!(otro.requisitos[0].id, uno.requisitos[0].id, "each row is another one");
    assert_eq!(
        otro.base_legal[0].celdas["padre"].valor.0,
        Dato::from(otro.requisitos[0].id.as_str()),
        "the norm hangs from the copy of its requisito"
    );
    casa.sesion.deshacer(Nada {}).unwrap();
    assert!(casa.sesion.abrir_ficha(PorId { id: copia }).is_err(), "one undo takes the whole copy away");
}

#[test]
fn los_filtros_se_combinan_y_se_ordena_por_varias_columnas() {
    let casa = Casa::nueva();
    casa.agregar(&[
        &[("nombre", "Dos de agua"), ("unidad_ejecutora", "Aguas"), ("categoria", "Ambiente"), ("modalidad", "presencial")],
        &[("nombre", "Uno de agua"), ("unidad_ejecutora", "Aguas"), ("categoria", "Ambiente")],
        &[("nombre", "Tres de ruido"), ("unidad_ejecutora", "Ruido"), ("categoria", "Ambiente"), ("modalidad", "presencial")],
        &[("nombre", "Cuatro de tala"), ("categoria", "Bosques")],
    ])
    .unwrap();
    let orden = |orden, descendente| OrdenDeColumna { orden, descendente };
    let pide = ListarTramites {
        orden: OrdenTramites::Categoria,
        descendente: true,
        luego: vec![orden(OrdenTramites::Unidad, true), orden(OrdenTramites::Nombre, false)],
        ..todo()
    };
    assert_eq!(casa.codigos(pide), ["MARN-0004", "MARN-0003", "MARN-0001", "MARN-0002"]);
    let presencial = CondicionDeCampo { campo: "modalidad".into(), valor: Some("presencial".into()) };
    let pide = ListarTramites { unidad: Some("Aguas".into()), condiciones: vec![presencial.clone()], ..todo() };
    assert_eq!(casa.codigos(pide), ["MARN-0001"]);
    let sin_unidad = CondicionDeCampo { campo: "unidad_ejecutora".into(), valor: None };
    assert_eq!(casa.codigos(ListarTramites { condiciones: vec![sin_unidad], ..todo() }), ["MARN-0004"]);
    let de_agua = ListarTramites { texto: "agua".into(), condiciones: vec![presencial], orden: OrdenTramites::Nombre, ..todo() };
    assert_eq!(casa.codigos(de_agua), ["MARN-0001"], "conditions hold with words too");
    assert!(casa.codigos(ListarTramites { completitud: Some(CompletitudPedida::Completa), ..todo() }).is_empty());
    assert_eq!(casa.codigos(ListarTramites { completitud: Some(CompletitudPedida::Incompleta), ..todo() }).len(), 4);
    let facetas = casa.sesion.facetas(Nada {}).unwrap();
    assert_eq!(facetas.unidades.iter().map(|u| (u.valor.as_str(), u.cuantos)).collect::<Vec<_>>(), [("Aguas", 2), ("Ruido", 1)]);
    for mala in [
        "{\"columnas\":[\"inventado\"]}",
        "{\"condiciones\":[{\"campo\":\"modalidad\",\"valor\":\"a pie\"}]}",
        "{\"cambiado_desde\":\"ayer\"}",
    ] {
        let falla = casos::puerta::despachar(&casa.sesion, "listar_tramites", mala).unwrap_err();
        assert_eq!(falla.codigo, CodigoFalla::CamposInvalidos, "{mala}");
    }
}

#[test]
fn el_filtro_por_fecha_mira_el_tramite_y_sus_filas() {
    let casa = Casa::nueva();
    let ids =
        casa.agregar(&[&[("nombre", "Licencia de aguas")], &[("nombre", "Licencia de ruido")], &[("nombre", "Licencia de tala")]]).unwrap();
    casa.sesion.cerrar().unwrap();
    let tarde = Casa { sesion: abrir(casa.carpeta.path(), AHORA + 3 * DIA), carpeta: tempfile::tempdir().unwrap() };
    let fila = BTreeMap::from([("texto".to_owned(), ValorDto("Fotocopia de DPI".into()))]);
    let pide = AgregarFilas { padre: Some(ids[0].clone()), clase: "requisito".into(), despues_de: None, filas: vec![fila] };
    tarde.sesion.agregar_filas(pide).unwrap();
    let segunda = tarde.listar(todo()).remove(1);
    tarde.bloque(vec![celda(&segunda, "horario", "De 8 a 16")], &[]).unwrap();
    let dia = |d: &str| Some(d.to_owned());
    assert_eq!(tarde.codigos(ListarTramites { cambiado_desde: dia("2026-11-22"), ..todo() }), ["MARN-0001", "MARN-0002"]);
    assert_eq!(tarde.codigos(ListarTramites { sin_cambios_desde: dia("2026-11-22"), ..todo() }), ["MARN-0003"]);
    assert_eq!(tarde.codigos(ListarTramites { cambiado_desde: dia("2026-11-21"), ..todo() }).len(), 3, "the day itself counts");
    assert!(tarde.codigos(ListarTramites { sin_cambios_desde: dia("2026-11-20"), ..todo() }).is_empty());
    tarde.sesion.cerrar().unwrap();
}

#[test]
fn la_busqueda_dice_donde_hallo_las_palabras() {
    let casa = Casa::nueva();
    let id = casa.agregar(&[&[("nombre", "Licencia de aguas"), ("codigo", "LIC-9")]]).unwrap().remove(0);
    for (clase, texto) in [("requisito", "Fotocopia del plano catastral"), ("base_legal", "Acuerdo Gubernativo 137-2016")] {
        let fila = BTreeMap::from([("texto".to_owned(), ValorDto(texto.into()))]);
        let pide = AgregarFilas { padre: Some(id.clone()), clase: clase.into(), despues_de: None, filas: vec![fila] };
        casa.sesion.agregar_filas(pide).unwrap();
    }
    let hallado = |texto: &str| casa.listar(ListarTramites { texto: texto.into(), ..todo() }).remove(0);
    for (texto, donde, fragmento) in [
        ("lic-9", HalladoEn::Codigo, "LIC"),
        ("AGUAS", HalladoEn::Nombre, "aguas"),
        ("catastral", HalladoEn::Requisito, "catastral"),
        ("137-2016", HalladoEn::Norma, "137"),
    ] {
        let fila = hallado(texto);
        assert_eq!(fila.hallado, Some(donde), "{texto}");
        assert!(fila.fragmento.as_ref().unwrap().contains(&format!("\u{2068}{fragmento}")), "{texto}: {:?}", fila.fragmento);
    }
}

#[test]
fn las_vistas_guardadas_vuelven_enteras_y_no_son_preferencias_de_otro() {
    let casa = Casa::nueva();
    let vista = |nombre: &str| VistaDto {
        nombre: nombre.to_owned(),
        filtros: BTreeMap::from([("estado".to_owned(), "identificado".to_owned()), ("texto".to_owned(), "ñandú áéí «» 🙂".repeat(20))]),
        columnas: vec!["nombre".to_owned(), "modalidad".to_owned()],
    };
    let vistas = VistasDto { vistas: vec![vista("Por completar"), vista("Sin unidad")], columnas: vec!["nombre".to_owned()] };
    casa.sesion.guardar_vistas(vistas.clone()).unwrap();
    assert_eq!(casa.sesion.vistas(Nada {}).unwrap(), vistas);
    let preferencias = casa.sesion.estado_inicial(Nada {}).unwrap().instalacion.unwrap().preferencias;
    assert!(preferencias.keys().all(|k| !k.starts_with("vistas")), "{preferencias:?}");
    let una = VistasDto { vistas: vistas.vistas[..1].to_vec(), columnas: Vec::new() };
    casa.sesion.guardar_vistas(una.clone()).unwrap();
    assert_eq!(casa.sesion.vistas(Nada {}).unwrap(), una, "a shorter list leaves no piece of the longer one");
    let repetida = VistasDto { vistas: vec![vista("Mía"), vista("mia")], columnas: Vec::new() };
    assert_eq!(casa.sesion.guardar_vistas(repetida).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos);
    let problemas = casa.sesion.verificar(Verificar::default()).unwrap();
    assert!(problemas.ok, "each piece carries its own sum: {problemas:?}");
}

#[test]
fn una_norma_derogada_enciende_cada_requisito_que_se_apoya_en_ella() {
    let casa = Casa::nueva();
    let ids =
        casa.agregar(&[&[("nombre", "Licencia de aguas")], &[("nombre", "Licencia de ruido"), ("unidad_ejecutora", "Ruido")]]).unwrap();
    let agregar = |clase: &str, padre: &str, celdas: Vec<(&str, Dato)>| {
        let fila = celdas.into_iter().map(|(c, v)| (c.to_owned(), ValorDto(v))).collect();
        let pide = AgregarFilas { padre: Some(padre.to_owned()), clase: clase.into(), despues_de: None, filas: vec![fila] };
        casa.sesion.agregar_filas(pide).unwrap().valor.ids.remove(0)
    };
    let cita = |padre: &str, numero: &str, anio: i64| {
        let celdas = vec![
            ("texto", Dato::from(format!("Acuerdo Gubernativo {numero}-{anio}"))),
            ("tipo_norma", "acuerdo_gubernativo".into()),
            ("numero", numero.into()),
            ("anio", Dato::Entero(anio)),
        ];
        agregar("base_legal", padre, celdas)
    };
    let requisito = agregar("requisito", &ids[0], vec![("texto", "Plano de ubicación".into())]);
    cita(&requisito, "137", 2016);
    cita(&ids[0], "137", 2016);
    cita(&ids[1], "137", 2016);
    cita(&ids[1], "20", 2020);
    agregar("base_legal", &ids[1], vec![("texto", "Código de Salud".into())]);
    let normas = || casa.sesion.normas(ListarNormas::default()).unwrap();
    let leidas = normas();
    assert_eq!((leidas.normas.len(), leidas.sin_identificar), (2, 1));
    let primera = &leidas.normas[0];
    assert_eq!((primera.numero.as_str(), primera.tramites, primera.requisitos, primera.citas), ("137", 2, 1, 3));
    assert!(primera.suficiente, "an acuerdo gubernativo is enough");
    let r13 = || casa.sesion.hallazgos(ListarHallazgos { regla: Some("R13".into()), ..ListarHallazgos::default() }).unwrap();
    assert_eq!(r13().total, 0);
    let pide = GuardarNorma {
        institucion: None,
        tipo_norma: dominio::ficha::TipoNorma::AcuerdoGubernativo,
        numero: "137".into(),
        anio: 2016,
        nombre: "Reglamento ambiental".into(),
        fecha: "2016-07-12".into(),
        vigente_desde: "2016-07-20".into(),
        vigente_hasta: "2025-12-31".into(),
        derogada_por: "Acuerdo Gubernativo 20-2026".into(),
        vigente: dominio::ficha::VigenciaNorma::Derogada,
    };
    casa.sesion.guardar_norma(pide.clone()).unwrap();
    assert_eq!(r13().total, 3, "each citation is pointed at");
    let norma = normas().normas.remove(0);
    assert_eq!((norma.vigente_hasta.as_str(), norma.por_marcar), ("2025-12-31", 0));
    let de_ruido = ListarHallazgos { regla: Some("R13".into()), unidad: Some("Ruido".into()), ..ListarHallazgos::default() };
    assert_eq!(casa.sesion.hallazgos(de_ruido).unwrap().total, 1, "and can be listed by unit");
    cita(&ids[0], "0137", 2016);
    assert_eq!(normas().normas[0].por_marcar, 1, "a later citation of it is told apart until somebody marks it");
    let hecho = casa.sesion.guardar_norma(GuardarNorma { vigente_hasta: "2016-01-01".into(), ..pide.clone() }).unwrap_err().a_dto();
    assert_eq!(hecho.campos[0].campo, "norma.vigente_hasta");
    casa.sesion.retirar_filas(RetirarFilas { ids: vec![ids[1].clone()], motivo: "Se escribió por error".into() }).unwrap();
    assert_eq!(normas().normas[0].tramites, 1, "a retired trámite leans on nothing");
}

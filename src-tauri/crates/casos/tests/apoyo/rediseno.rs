//! A trámite that is ready to be redesigned: the gobernación that asks to print, fill, scan and come back.

use std::collections::BTreeMap;

use casos::Sesion;
use casos::dto::*;
use dominio::Dato;
use dominio::ficha::EstadoTramite;

pub fn agregar(s: &Sesion, padre: &str, clase: &str, filas: &[&[(&str, Dato)]]) -> Vec<String> {
    let filas = filas.iter().map(|f| f.iter().map(|(c, v)| ((*c).to_owned(), ValorDto(v.clone()))).collect::<BTreeMap<_, _>>()).collect();
    s.agregar_filas(AgregarFilas { padre: Some(padre.to_owned()), clase: clase.to_owned(), despues_de: None, filas }).unwrap().valor.ids
}

/// Saves cells over what is there now.
pub fn guardar(s: &Sesion, entidad: &str, celdas: &[(&str, Dato)]) {
    intentar(s, entidad, celdas).unwrap();
}

pub fn intentar(s: &Sesion, entidad: &str, celdas: &[(&str, Dato)]) -> Result<(), casos::falla::Falla> {
    let actual = s.entidad_para_cambiar(entidad).unwrap();
    let celdas = celdas
        .iter()
        .map(|(campo, v)| CeldaNueva {
            entidad: entidad.to_owned(),
            campo: (*campo).to_owned(),
            valor: ValorDto(v.clone()),
            padres: actual.celdas.get(*campo).map(|c| c.padres.clone()).unwrap_or_default(),
        })
        .collect();
    s.guardar_celdas(GuardarCeldas { celdas, motivo: String::new() }).map(|_| ())
}

/// Identifiers of what was made.
pub struct Acta {
    pub id: String,
    pub requisitos: Vec<String>,
    pub pasos: Vec<String>,
}

fn t(x: &str) -> Dato {
    Dato::from(x)
}

pub fn acta(s: &Sesion) -> Acta {
    let pide = CrearTramite { nombre: "Acta de supervivencia".to_owned(), codigo: None, institucion: None };
    let id = s.crear_tramite(pide).unwrap().valor.ids.remove(0);
    guardar(
        s,
        &id,
        &[
            ("costo_tipo", t("gratuito")),
            ("unidad_ejecutora", t("Gobernación")),
            ("clase", t("tramite")),
            ("descripcion", t("Hace constar que la persona vive, para cobrar su pensión.")),
            ("usuario_objetivo", t("individual")),
            ("modalidad", t("presencial")),
            ("resultado", t("Acta de supervivencia")),
            ("formulario_gratuito", t("si")),
            ("calificacion_unica", t("no")),
            ("evalua_servicio", t("no")),
            ("permite_tercero", t("si")),
            ("consulta_estado", t("no")),
            ("responsable", t("Jefatura de atención")),
            ("visitas", Dato::Entero(2)),
            ("visitas_fuente", t("Observación en ventanilla")),
            ("interacciones", Dato::Entero(4)),
            ("unidades_intervienen", t("Ventanilla, Gobernación")),
            ("sistemas", t("ninguno")),
            ("volumen_anual", Dato::Entero(3_200)),
            ("volumen_anio", Dato::Entero(2025)),
            ("volumen_rechazos", Dato::Entero(0)),
            ("volumen_previos", Dato::Entero(640)),
            ("volumen_quejas", Dato::Entero(3)),
            ("costo_indirecto", Dato::Entero(7_450)),
            ("costo_indirecto_fuente", t("Encuesta a 20 personas")),
        ],
    );
    let parametro = |codigo: &str, valor: &str, unidad| AnotarParametro {
        institucion: None,
        codigo: codigo.to_owned(),
        nombre: String::new(),
        valor: valor.to_owned(),
        valor_bajo: String::new(),
        valor_alto: String::new(),
        unidad,
        fuente: "Encuesta en ventanilla".to_owned(),
        fecha: "2026-01-15".to_owned(),
        confianza: Confianza::Medido,
        tramite: None,
    };
    s.anotar_parametro(parametro("internet_hora", "6", UnidadDeParametro::PorHora)).unwrap();
    let requisitos = agregar(
        s,
        &id,
        "requisito",
        &[
            &[
                ("texto", t("Fotocopia del DPI")),
                ("tipo", t("documento")),
                ("forma", t("copia_simple")),
                ("copias", Dato::Entero(1)),
                ("emisor", t("RENAP")),
                ("emisor_publico", t("si")),
            ],
            &[
                ("texto", t("Acta notarial de supervivencia")),
                ("tipo", t("documento")),
                ("forma", t("original")),
                ("emisor", t("Notario")),
                ("emisor_publico", t("no")),
            ],
            &[
                ("texto", t("Certificación de nacimiento")),
                ("tipo", t("documento")),
                ("forma", t("original")),
                ("emisor", t("RENAP")),
                ("emisor_publico", t("si")),
            ],
        ],
    );
    let paso = |texto: &str, actor: &str, unidad: &str, canal: &str, minutos: i64, espera: i64, valor: &str| {
        vec![
            ("texto", t(texto)),
            ("actor", t(actor)),
            ("unidad", t(unidad)),
            ("canal", t(canal)),
            ("duracion_minutos", Dato::Entero(minutos)),
            ("espera_minutos", Dato::Entero(espera)),
            ("agrega_valor", t(valor)),
            ("version", t("actual")),
        ]
    };
    let mut filas = [
        paso("Descargar e imprimir el formulario", "usuario", "Casa", "en_linea", 15, 0, "no"),
        paso("Llenar a mano, foliar y escanear", "usuario", "Casa", "otro", 30, 0, "no"),
        paso("Presentar el expediente", "usuario", "Ventanilla", "presencial", 20, 0, "si"),
        paso("Revisar el expediente", "institucion", "Ventanilla", "presencial", 10, 1_440, "si"),
        paso("Redactar y firmar el acta", "institucion", "Gobernación", "otro", 20, 2_880, "si"),
        paso("Volver por el acta", "usuario", "Ventanilla", "presencial", 10, 1_440, "no"),
    ];
    if let Some(p) = filas.get_mut(3) {
        p.push(("decision", Dato::Logico(true)));
        p.push(("resultados", t("completo / incompleto: paso 2, 20 %")));
    }
    let filas: Vec<&[(&str, Dato)]> = filas.iter().map(Vec::as_slice).collect();
    let pasos = agregar(s, &id, "paso", &filas);
    agregar(
        s,
        &id,
        "tiempo",
        &[
            &[("clase", t("publicado")), ("minimo", t("5")), ("unidad", t("dias_habiles"))],
            &[("clase", t("propuesto")), ("minimo", t("1")), ("unidad", t("dias_habiles"))],
        ],
    );
    agregar(
        s,
        &id,
        "base_legal",
        &[&[
            ("texto", t("Acuerdo Gubernativo 229-2014")),
            ("tipo_norma", t("acuerdo_gubernativo")),
            ("numero", t("229")),
            ("anio", Dato::Entero(2014)),
        ]],
    );
    Acta { id, requisitos, pasos }
}

pub fn decision(donde: &str, accion: &str) -> DecisionDto {
    DecisionDto {
        donde: donde.to_owned(),
        accion: accion.to_owned(),
        justificacion: Some("No cambia la decisión de quien firma.".to_owned()),
        ..DecisionDto::default()
    }
}

/// The scenario that removes what the drawn screen removes.
pub fn sin_papel(a: &Acta) -> Vec<DecisionDto> {
    vec![
        decision(&a.requisitos[1], "eliminar"),
        decision(&a.requisitos[2], "consultar_entre_entidades"),
        decision(&a.pasos[0], "eliminar"),
        decision(&a.pasos[1], "eliminar"),
        decision(&a.pasos[5], "eliminar"),
    ]
}

/// Takes a trámite along its states, by the same verbs that a committee uses.
pub fn hasta(s: &Sesion, id: &str, estado: EstadoTramite) {
    let mover =
        |a| s.mover_tramite(MoverTramite { ids: vec![id.to_owned()], a, motivo: "Compromiso del despacho superior".to_owned() }).unwrap();
    mover(EstadoTramite::FichaCompleta);
    let pide = IniciarRonda { institucion: None, nombre: "Priorización 2026".to_owned(), como: None };
    let ronda = s.iniciar_ronda(pide).unwrap().valor.ids.remove(0);
    s.agregar_votante(AgregarVotante { ronda: ronda.clone(), nombre: "Ana López".to_owned(), cargo: String::new() }).unwrap();
    let entidad = s.priorizacion(PedirRonda::default()).unwrap().ronda.unwrap().entidad;
    guardar(s, &entidad.id, &[("pesos_de", t("Comité, sesión 4")), ("modo_corte", t("primeros")), ("corte", Dato::Entero(10))]);
    s.cerrar_ronda(CerrarRonda { ronda }).unwrap();
    // With so few notes the round leaves it «en cartera»: the committee takes it out, with its reason.
    for a in [EstadoTramite::Priorizado, EstadoTramite::EnDiagnostico, EstadoTramite::EnRediseno] {
        mover(a);
        if a == estado {
            return;
        }
    }
}

/// Decided and with its propuesta: it can be delivered. In the state of redesign.
pub fn listo(s: &Sesion) -> Acta {
    let a = acta(s);
    hasta(s, &a.id, EstadoTramite::EnRediseno);
    let pide = GuardarEscenario {
        tramite: a.id.clone(),
        id: None,
        nombre: "Sin papel, una sola visita".to_owned(),
        arancel: None,
        costo_indirecto: Some(1_800),
        decisiones: sin_papel(&a),
    };
    let escenario = s.guardar_escenario(pide).unwrap().valor.ids.remove(0);
    let pide = DecidirEscenario { id: escenario, elegir: true, motivo: "Quita dos visitas sin reformar ninguna ley.".to_owned() };
    s.decidir_escenario(pide).unwrap();
    a
}

//! The lists that ship: `dominio.md` §5 and the words of the real catalogue. Data of the product, editable.

use super::{DocumentoPublico, PalabrasDeCategoria, TerminoEnDesuso};

fn textos(t: &[&str]) -> Vec<String> {
    t.iter().map(|s| (*s).to_owned()).collect()
}

pub(super) fn documentos() -> Vec<DocumentoPublico> {
    let d = |emisor: &str, siglas: &[&str], identidad: bool, frases: &[&str]| DocumentoPublico {
        frases: textos(frases),
        emisor: emisor.to_owned(),
        siglas: textos(siglas),
        identidad,
    };
    vec![
        d(
            "RENAP",
            &["RENAP"],
            true,
            &["DPI", "documento personal de identificación", "documento de identificación personal", "documento único de identificación"],
        ),
        d("Instituto Guatemalteco de Migración", &["IGM"], true, &["pasaporte"]),
        d("Departamento de Tránsito de la PNC", &[], true, &["licencia de conducir"]),
        d(
            "RENAP",
            &["RENAP"],
            false,
            &[
                "RENAP",
                "Registro Nacional de las Personas",
                "certificado de nacimiento",
                "certificación de nacimiento",
                "partida de nacimiento",
                "certificación de partida de nacimiento",
                "certificado de matrimonio",
                "certificación de matrimonio",
                "partida de matrimonio",
                "certificado de defunción",
                "certificación de defunción",
                "partida de defunción",
            ],
        ),
        d(
            "SAT",
            &["SAT"],
            false,
            &["RTU", "registro tributario unificado", "constancia de NIT", "carné de NIT", "solvencia fiscal", "solvencia tributaria"],
        ),
        d(
            "Registro Mercantil",
            &["MINECO"],
            false,
            &[
                "patente de comercio",
                "patente de comercio de empresa",
                "patente de comercio de sociedad",
                "patente de empresa",
                "patente de sociedad",
            ],
        ),
        d("Organismo Judicial", &[], false, &["antecedentes penales", "carencia de antecedentes penales"]),
        d(
            "Policía Nacional Civil",
            &["PNC", "MINGOB"],
            false,
            &["antecedentes policiacos", "antecedentes policiales", "carencia de antecedentes policiacos"],
        ),
        d("IGSS", &[], false, &["solvencia del IGSS", "solvencia de IGSS", "constancia del IGSS", "carné del IGSS"]),
        d("la municipalidad", &[], false, &["boleto de ornato", "solvencia municipal"]),
        d("la entidad que extiende la solvencia", &[], false, &["solvencia"]),
        d(
            "Registro General de la Propiedad",
            &[],
            false,
            &[
                "certificación del Registro General de la Propiedad",
                "certificación del Registro de la Propiedad",
                "certificación registral",
            ],
        ),
        d("MARN", &["MARN"], false, &["licencia ambiental", "resolución ambiental", "resolución de instrumento ambiental"]),
        d("MSPAS", &["MSPAS"], false, &["licencia sanitaria", "tarjeta de salud", "tarjeta de pulmones"]),
        d(
            "MSPAS",
            &["MSPAS"],
            false,
            &["carné del hospital", "carné de hospital", "carné hospitalario", "carné de citas", "tarjeta del hospital"],
        ),
        d("DIGECAM", &["MINDEF"], false, &["tarjeta de tenencia", "licencia de portación", "licencia de tenencia"]),
        d(
            "Contraloría General de Cuentas",
            &[],
            false,
            &["finiquito de la Contraloría", "constancia transitoria de inexistencia de reclamación de cargos", "cuentadancia"],
        ),
    ]
}

pub(super) fn desuso() -> Vec<TerminoEnDesuso> {
    let t = |frases: &[&str], sustituto: Option<&str>, salvedades: &[&str]| TerminoEnDesuso {
        frases: textos(frases),
        sustituto: sustituto.map(str::to_owned),
        salvedades: textos(salvedades),
    };
    vec![
        t(
            &["cédula de vecindad", "cédula"],
            Some("Documento Personal de Identificación (DPI)"),
            &[
                "cédula de notificación",
                "cédula hipotecaria",
                "cédula profesional",
                "cédula jurídica",
                "cédula de citación",
                "cédula de registro",
                "cédula fiscal",
                "cédula catastral",
                // Wall thickness of a pipe (MEM, «tubería hierro negro cédula 80»).
                "cédula 20",
                "cédula 40",
                "cédula 80",
                "tamaño cédula",
                "tamaña cédula",
                "fotografía cédula",
            ],
        ),
        t(
            &[
                "vacuna COVID",
                "vacunación COVID",
                "vacuna contra COVID",
                "vacunación contra COVID",
                "vacuna contra el COVID",
                "vacunación contra el COVID",
                "COVID",
            ],
            None,
            &[],
        ),
        t(&["fax", "telefax"], Some("correo electrónico"), &[]),
        t(&["disquete", "diskette", "télex", "telegrama"], Some("correo electrónico"), &[]),
    ]
}

pub(super) fn categorias() -> Vec<PalabrasDeCategoria> {
    // «Inscripciones y Registros» is transversal: it has no words of its own and is never doubted.
    let c = |categoria: &str, frases: &[&str]| PalabrasDeCategoria { categoria: categoria.to_owned(), frases: textos(frases) };
    let campo = &[
        "fitosanitario",
        "zoosanitario",
        "sanitario",
        "plaguicidas",
        "fertilizantes",
        "semillas",
        "agrícola",
        "avícola",
        "bovino",
        "animales",
        "mascotas",
        "veterinario",
        "pesca",
        "acuicultura",
        "pecuario",
        "biotecnología",
        "forestal",
        "importación",
        "exportación",
    ];
    let energia = &[
        "energía",
        "energía renovable",
        "hidrocarburos",
        "petróleo",
        "GLP",
        "gas licuado",
        "combustible",
        "minería",
        "minero",
        "electricidad",
        "eléctrica",
    ];
    let armas = &["armas de fuego", "explosivos", "seguridad privada", "polígono de tiro", "denuncia"];
    let con = |propias: &[&'static str], comunes: &[&'static str]| propias.iter().chain(comunes).copied().collect::<Vec<_>>();
    vec![
        c(
            "Medio Ambiente",
            &con(
                &[
                    "ambiental",
                    "medio ambiente",
                    "áreas protegidas",
                    "sustancias agotadoras",
                    "refrigerantes",
                    "desechos",
                    "residuos",
                    "agua residual",
                    "energía renovable",
                ],
                campo,
            ),
        ),
        c("Manejo de Animales y Vegetales", campo),
        c(
            "Salud",
            &[
                "sanitario",
                "hospital",
                "medicamentos",
                "farmacéutico",
                "farmacia",
                "médico",
                "cosméticos",
                "cementerio",
                "mausoleo",
                "nacimiento",
                "defunción",
                "fitosanitario",
                "zoosanitario",
                "importación",
                "exportación",
            ],
        ),
        c(
            "Educación, Cultura y Deporte",
            &[
                "beca",
                "centro educativo",
                "docente",
                "mobiliario escolar",
                "deportiva",
                "deporte",
                "museo",
                "patrimonio cultural",
                "patrimoniales",
                "bienes culturales",
                "arqueológico",
                "espectáculos públicos",
                "obras de teatro",
                "centros deportivos",
                "academias",
                "biblioteca",
                "artesanías",
            ],
        ),
        c(
            "Trabajo",
            &[
                "pensión",
                "pensiones",
                "jubilación",
                "jubilados",
                "pensionado",
                "adulto mayor",
                "supervivencia",
                "laboral",
                "contrato de trabajo",
                "salud ocupacional",
                "seguridad ocupacional",
                "riesgos laborales",
            ],
        ),
        c("Energía", energia),
        c(
            "Territorio, Vivienda e Infraestructura",
            &con(&["vivienda", "inmueble", "lote de terreno", "derecho de vía", "carretera"], energia),
        ),
        c(
            "Comunicaciones y Transporte",
            &[
                "transporte extraurbano",
                "transporte de pasajeros",
                "transporte de carga",
                "aeronave",
                "aeroportuaria",
                "telefonía",
                "numeración",
                "radiodifusión",
                "telecomunicaciones",
                "locutor",
                "postal",
                "filatelista",
                "marítimo",
                "derecho de vía",
                "carretera",
            ],
        ),
        c(
            "Economía",
            &[
                "exportación",
                "importación",
                "consumidor",
                "libro de quejas",
                "marcas",
                "mercantil",
                "normas técnicas",
                "calibración",
                "explosivos",
            ],
        ),
        c("Seguridad", &con(&["seguridad vial", "antecedentes"], armas)),
        c("Mediación y Diálogo", &con(&["mediación", "derecho de vía", "colecta"], armas)),
        c(
            "Servicios de Migración",
            &[
                "pasaporte",
                "visa",
                "residencia temporal",
                "residencia permanente",
                "apostilla",
                "legalización de documentos",
                "migratorio",
                "extranjería",
            ],
        ),
    ]
}

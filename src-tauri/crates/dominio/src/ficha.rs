//! The ficha of a trámite: the sheet of `dominio.md` §4 as typed data.
//!
//! The log stores cells (`entidad`, `campo`, value); this module reads a trámite and its rows out
//! of them ([`Ficha::desde_entidades`]). Reading is lenient on purpose: a value that a newer
//! version wrote, or that is outside a closed list, becomes "unknown" and never an error, because
//! a changed list must not make anybody's file unreadable. Writing is strict, see
//! [`crate::campos`].

use std::collections::BTreeMap;
use std::str::FromStr;

use uuid::Uuid;

use crate::Dato;
use crate::cerrado;

cerrado! {
    /// What the row of the inventory is (`dominio.md` §4.1); `interno` is out of counts by default.
    ClaseTramite { Tramite = "tramite" / "Trámite", Servicio = "servicio" / "Servicio", Consulta = "consulta" / "Consulta", Interno = "interno" / "Interno" }
}
cerrado! {
    /// State of a trámite (`dominio.md` §11).
    EstadoTramite {
        Identificado = "identificado" / "Identificado",
        FichaCompleta = "ficha_completa" / "Ficha completa",
        Priorizado = "priorizado" / "Priorizado",
        EnCartera = "en_cartera" / "En cartera",
        EnDiagnostico = "en_diagnostico" / "En diagnóstico",
        EnRediseno = "en_rediseno" / "En rediseño",
        RedisenoAprobado = "rediseno_aprobado" / "Rediseño aprobado",
        EnImplementacion = "en_implementacion" / "En implementación",
        Implementado = "implementado" / "Implementado",
        EnMejoraContinua = "en_mejora_continua" / "En mejora continua",
        Suprimido = "suprimido" / "Suprimido",
    }
}
cerrado! {
    /// Who asks for the trámite.
    UsuarioObjetivo { Individual = "individual" / "Persona individual", Juridica = "juridica" / "Persona jurídica", Ambos = "ambos" / "Individual y jurídica", ServidorPublico = "servidor_publico" / "Servidor público" }
}
cerrado! {
    /// How it is attended.
    Modalidad { Presencial = "presencial" / "Presencial", Hibrido = "hibrido" / "Híbrido", EnLinea = "en_linea" / "En línea" }
}
cerrado! {
    /// Yes, no, or nobody knows yet.
    SiNo { Si = "si" / "Sí", No = "no" / "No", NoSabe = "no_sabe" / "No se sabe" }
}
cerrado! {
    /// How the user can ask how the file is going.
    ConsultaEstado { No = "no" / "No puede", Presencial = "presencial" / "Presencial", Telefono = "telefono" / "Por teléfono", EnLinea = "en_linea" / "En línea" }
}
cerrado! {
    /// What is asked of the user (`dominio.md` §4.2).
    TipoRequisito {
        Documento = "documento" / "Documento", Formulario = "formulario" / "Formulario", Pago = "pago" / "Pago", Dato = "dato" / "Dato",
        Condicion = "condicion" / "Condición", Inspeccion = "inspeccion" / "Inspección", Presencia = "presencia" / "Presencia", Otro = "otro" / "Otro",
    }
}
cerrado! {
    /// In which form the document is asked.
    FormaRequisito {
        Original = "original" / "Original", CopiaSimple = "copia_simple" / "Copia simple", CopiaLegalizada = "copia_legalizada" / "Copia legalizada",
        Digital = "digital" / "Digital", NoAplica = "no_aplica" / "No aplica",
    }
}
cerrado! {
    /// Whether a public body issues the document.
    EmisorPublico { Si = "si" / "Entidad pública", No = "no" / "Particular", MismaInstitucion = "misma_institucion" / "Esta misma institución" }
}
cerrado! {
    /// What the committee proposes to do with a requisito (`dominio.md` §11).
    AccionRequisito {
        Mantener = "mantener" / "Mantener", Eliminar = "eliminar" / "Eliminar", Sustituir = "sustituir" / "Sustituir",
        ConsultarEntreEntidades = "consultar_entre_entidades" / "Consultar entre entidades", RequiereReforma = "requiere_reforma" / "Requiere reforma",
        Fusionar = "fusionar" / "Unir con otro", Digitalizar = "digitalizar" / "Recibir en digital",
    }
}
cerrado! {
    /// Where a row comes from.
    Procedencia { Interpretado = "interpretado" / "Interpretado", InterpretadoConDuda = "interpretado_con_duda" / "Interpretado con duda", Manual = "manual" / "Escrito por una persona" }
}
cerrado! {
    /// Today's procedure, or the proposed one.
    VersionPaso { Actual = "actual" / "Situación actual", Propuesta = "propuesta" / "Propuesta" }
}
cerrado! {
    /// Who performs a step.
    ActorPaso { Usuario = "usuario" / "Usuario", Institucion = "institucion" / "Institución", OtraEntidad = "otra_entidad" / "Otra entidad", Sistema = "sistema" / "Sistema" }
}
cerrado! {
    /// Yes, no, or it does not apply to this trámite.
    SiNoAplica { Si = "si" / "Sí", No = "no" / "No", NoAplica = "no_aplica" / "No aplica" }
}
cerrado! {
    /// When the user must have a requisito ready.
    MomentoRequisito { AlPresentar = "al_presentar" / "Al presentar la solicitud", Durante = "durante" / "Durante el trámite", AlRecibir = "al_recibir" / "Al recibir el resultado" }
}
cerrado! {
    /// By which way a step is done, or a request came in.
    Canal { Presencial = "presencial" / "Presencial", Telefono = "telefono" / "Por teléfono", Correo = "correo" / "Por correo electrónico", EnLinea = "en_linea" / "En línea", Otro = "otro" / "Otro" }
}
cerrado! {
    /// Whether a step is worth something to the user (`dominio.md` §4.3).
    AgregaValor { Si = "si" / "Sí", No = "no" / "No", Obligatorio = "obligatorio_por_norma" / "Obligatorio por norma" }
}
cerrado! {
    /// What the committee proposes to do with a step (`dominio.md` §4.3).
    AccionPaso {
        Mantener = "mantener" / "Mantener", Eliminar = "eliminar" / "Eliminar", Fusionar = "fusionar" / "Unir con otro",
        Automatizar = "automatizar" / "Automatizar", MoverAInterno = "mover_a_interno" / "Que lo haga la institución",
    }
}
cerrado! {
    /// Kind of norm (`dominio.md` §4.4).
    TipoNorma {
        Constitucion = "constitucion" / "Constitución", LeyDecreto = "ley_decreto" / "Ley (decreto)", DecretoLey = "decreto_ley" / "Decreto ley",
        AcuerdoGubernativo = "acuerdo_gubernativo" / "Acuerdo gubernativo", AcuerdoMinisterial = "acuerdo_ministerial" / "Acuerdo ministerial",
        ReglamentoTecnico = "reglamento_tecnico" / "Reglamento técnico", NormaTecnica = "norma_tecnica" / "Norma técnica", Resolucion = "resolucion" / "Resolución",
        Convenio = "convenio" / "Convenio", Manual = "manual" / "Manual", Tarifario = "tarifario" / "Tarifario", Otro = "otro" / "Otra norma",
        SinIdentificar = "sin_identificar" / "Sin identificar",
    }
}
cerrado! {
    /// Whether the norm is still in force.
    VigenciaNorma { Vigente = "vigente" / "Vigente", Derogada = "derogada" / "Derogada", NoSabe = "no_sabe" / "No se sabe" }
}
cerrado! {
    /// Whether a time is what a rule says, what was published, or what was observed.
    ClaseTiempo { Normado = "normado" / "Normado", Publicado = "publicado" / "Publicado", Propuesto = "propuesto" / "Propuesto", Medido = "medido" / "Medido", Estimado = "estimado" / "Estimado" }
}
cerrado! {
    /// Unit of a time. "15 días" is never assumed to be hábiles or calendario.
    UnidadTiempo {
        Minutos = "minutos" / "minutos", Horas = "horas" / "horas", DiasSinEspecificar = "dias_sin_especificar" / "días (sin especificar)",
        DiasHabiles = "dias_habiles" / "días hábiles", DiasCalendario = "dias_calendario" / "días calendario", Semanas = "semanas" / "semanas",
        Meses = "meses" / "meses", Anios = "anios" / "años", Desconocida = "desconocida" / "unidad desconocida",
    }
}
cerrado! {
    /// How sure the reading of a free text is.
    EstadoLectura { Interpretado = "interpretado" / "Interpretado", ConDuda = "con_duda" / "Con duda", SinInterpretar = "sin_interpretar" / "Sin interpretar" }
}
cerrado! {
    /// What is known of the fee. An absent cost is `no_sabe`, never zero.
    TipoCosto { Fijo = "fijo" / "Fijo", Variable = "variable" / "Variable", Gratuito = "gratuito" / "Gratuito", NoSabe = "no_sabe" / "No se sabe" }
}
cerrado! {
    /// Currency of a fee.
    Moneda { Gtq = "GTQ" / "Quetzales", Usd = "USD" / "Dólares" }
}

/// One entity as the log holds it: its cells by field. The bridge between storage and rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entidad {
    /// Identity, minted once.
    pub id: Uuid,
    /// `tramite`, `requisito`, `paso`, `base_legal`, `tiempo`… (or the same with `gae_`).
    pub clase: String,
    /// Shown value of each field that has one.
    pub celdas: BTreeMap<String, Dato>,
}

impl Entidad {
    /// The class without GAE's prefix: GAE's reference copies obey the same rules.
    #[must_use]
    pub fn clase_base(&self) -> &str {
        self.clase.strip_prefix("gae_").unwrap_or(&self.clase)
    }

    fn texto(&self, campo: &str) -> Option<String> {
        self.celdas.get(campo).and_then(Dato::texto).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
    }
    fn crudo(&self, campo: &str) -> String {
        self.celdas.get(campo).and_then(Dato::texto).unwrap_or_default().to_owned()
    }
    fn entero(&self, campo: &str) -> Option<i64> {
        self.celdas.get(campo).and_then(Dato::entero)
    }
    fn logico(&self, campo: &str) -> bool {
        self.celdas.get(campo).and_then(Dato::logico).unwrap_or(false)
    }
    fn lista<T: FromStr>(&self, campo: &str) -> Option<T> {
        self.celdas.get(campo).and_then(Dato::texto).and_then(|t| t.parse().ok())
    }
    fn padre(&self) -> Option<Uuid> {
        self.celdas.get("padre").and_then(Dato::texto).and_then(|t| t.parse().ok())
    }
    /// Fractional index among its siblings; ties go by id.
    #[must_use]
    pub fn orden(&self) -> &str {
        self.celdas.get("orden").and_then(Dato::texto).unwrap_or("")
    }
    /// True when a retirement covers it (`intercambio.md` §4.1); hidden rows are not part of a ficha.
    #[must_use]
    pub fn retirada(&self) -> bool {
        self.logico("borrado")
    }
}

/// Fields of the trámite itself. `None` is "nobody has said", never a default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tramite {
    /// Identity.
    pub id: Uuid,
    /// Internal code, unique in the institution.
    pub codigo: Option<String>,
    /// Number in the national catalogue.
    pub id_catalogo: Option<i64>,
    /// Part of the institution that runs it.
    pub unidad_ejecutora: Option<String>,
    /// Name that citizens see.
    pub nombre: Option<String>,
    /// Trámite, service, query or internal.
    pub clase: Option<ClaseTramite>,
    /// Category of the national catalogue.
    pub categoria: Option<String>,
    /// Subcategories, separated by «; ».
    pub subcategoria: Option<String>,
    /// What it is for.
    pub descripcion: Option<String>,
    /// Who asks for it.
    pub usuario_objetivo: Option<UsuarioObjetivo>,
    /// How it is attended.
    pub modalidad: Option<Modalidad>,
    /// Document obtained.
    pub resultado: Option<String>,
    /// Validity of the result, number.
    pub vigencia_cantidad: Option<i64>,
    /// Validity of the result, unit; `indefinida` has no number.
    pub vigencia_unidad: Option<String>,
    /// Address on the web, as written.
    pub enlace: Option<String>,
    /// Whether the form is free.
    pub formulario_gratuito: Option<SiNo>,
    /// Whether all defects are asked at once.
    pub calificacion_unica: Option<SiNo>,
    /// Whether the user can evaluate the service (Art. 11).
    pub evalua_servicio: Option<SiNo>,
    /// Whether another person may do it (carta poder).
    pub permite_tercero: Option<SiNo>,
    /// How the user can ask for progress.
    pub consulta_estado: Option<ConsultaEstado>,
    /// Visits in person by the user.
    pub visitas: Option<i64>,
    /// Where the visits and contacts were counted.
    pub visitas_fuente: Option<String>,
    /// Contacts of any kind.
    pub interacciones: Option<i64>,
    /// Units that take part.
    pub unidades_intervienen: Option<String>,
    /// Systems in use.
    pub sistemas: Option<String>,
    /// Attention hours.
    pub horario: Option<String>,
    /// Time that a norm gives to answer.
    pub plazo_legal: Option<i64>,
    /// Its unit.
    pub plazo_legal_unidad: Option<UnidadTiempo>,
    /// Whether what was granted stays in force while its renewal is decided.
    pub prorroga_automatica: Option<SiNoAplica>,
    /// Responsible person or post.
    pub responsable: Option<String>,
    /// State in the journey.
    pub estado: Option<EstadoTramite>,
    /// «No existe plazo»: event-driven trámites, exception of R9.
    pub sin_plazo: bool,
    /// «No pide requisitos»: nothing is asked of the user, and a person said so.
    pub sin_requisitos: bool,
    /// What is known of the fee.
    pub costo_tipo: Option<TipoCosto>,
    /// Fee in centavos.
    pub costo_monto: Option<i64>,
    /// Currency of the fee.
    pub costo_moneda: Option<Moneda>,
    /// How a variable fee is computed.
    pub costo_descripcion: Option<String>,
    /// Norm that sets the fee.
    pub costo_base_legal: Option<String>,
    /// Indirect cost for the user, centavos.
    pub costo_indirecto: Option<i64>,
    /// Where the indirect cost comes from, and what it adds up.
    pub costo_indirecto_fuente: Option<String>,
    /// Requests a year.
    pub volumen_anual: Option<i64>,
    /// Year of the volume.
    pub volumen_anio: Option<i64>,
    /// Month with most requests, 1–12.
    pub volumen_mes_pico: Option<i64>,
    /// Rejected a year.
    pub volumen_rechazos: Option<i64>,
    /// Returned for corrections a year.
    pub volumen_previos: Option<i64>,
    /// Complaints a year.
    pub volumen_quejas: Option<i64>,
    /// Returned and idle over three months (Art. 28).
    pub volumen_inactivos_3m: Option<i64>,
    /// Day on which they were counted, `AAAA-MM-DD`.
    pub volumen_inactivos_corte: Option<String>,
    /// Notes that the source mixed with the requisitos.
    pub notas_requisitos: Option<String>,
    /// Notes that the source mixed with the pasos.
    pub notas_pasos: Option<String>,
    /// Raw text by source column (`original_requisitos`, …): never edited, kept to the last character.
    pub originales: BTreeMap<String, String>,
    /// Import flags `bandera_<codigo>_<campo>` → `pendiente`, `resuelta`, `descartada`.
    pub banderas: BTreeMap<String, String>,
}

/// One thing asked of the user.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requisito {
    /// Identity.
    pub id: Uuid,
    /// Nesting, 0 at the top.
    pub nivel: i64,
    /// Heading it stands under.
    pub grupo: Option<String>,
    /// What is asked.
    pub texto: String,
    /// Kind.
    pub tipo: Option<TipoRequisito>,
    /// Form.
    pub forma: Option<FormaRequisito>,
    /// Who issues it.
    pub emisor: Option<String>,
    /// Whether the issuer is public.
    pub emisor_publico: Option<EmisorPublico>,
    /// «Solo si…».
    pub condicion: Option<String>,
    /// When it must be ready.
    pub momento: Option<MomentoRequisito>,
    /// Number of copies.
    pub copias: Option<i64>,
    /// Proposed action.
    pub accion: Option<AccionRequisito>,
    /// Why.
    pub justificacion: Option<String>,
    /// The reform of a norm that the action needs.
    pub reforma: Option<String>,
    /// What is asked instead, when it is replaced.
    pub texto_propuesto: Option<String>,
    /// The requisito that it is joined with.
    pub se_une_con: Option<Uuid>,
    /// Where the row comes from.
    pub procedencia: Option<Procedencia>,
}

/// One step, by the user or the institution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paso {
    /// Identity.
    pub id: Uuid,
    /// Today's or proposed.
    pub version: Option<VersionPaso>,
    /// Nesting, 0 at the top.
    pub nivel: i64,
    /// Route («En línea», «Presencial»).
    pub grupo: Option<String>,
    /// What is done.
    pub texto: String,
    /// Who does it.
    pub actor: Option<ActorPaso>,
    /// By which way it is done.
    pub canal: Option<Canal>,
    /// Unit.
    pub unidad: Option<String>,
    /// Minutes of work.
    pub duracion_minutos: Option<i64>,
    /// Minutes of work in the easiest case.
    pub duracion_minima: Option<i64>,
    /// Minutes of work in the hardest case.
    pub duracion_maxima: Option<i64>,
    /// Minutes of waiting before the step.
    pub espera_minutos: Option<i64>,
    /// Whether it is worth something to the user.
    pub agrega_valor: Option<AgregaValor>,
    /// The way parts here.
    pub decision: bool,
    /// Where it may go on: «cumple / no cumple».
    pub resultados: Option<String>,
    /// System in which it is done.
    pub sistema: Option<String>,
    /// Document that it takes.
    pub documento_entrada: Option<String>,
    /// Document that it gives.
    pub documento_salida: Option<String>,
    /// Requisitos that it reads.
    pub requisitos: Vec<Uuid>,
    /// The paso of today that this one of the propuesta comes from.
    pub origen: Option<Uuid>,
    /// Proposed action.
    pub accion: Option<AccionPaso>,
    /// Where the row comes from.
    pub procedencia: Option<Procedencia>,
}

/// A norm cited by the trámite or by one requisito.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BaseLegal {
    /// Identity.
    pub id: Uuid,
    /// Requisito it belongs to; `None` when it is the trámite's.
    pub requisito: Option<Uuid>,
    /// Citation as written.
    pub texto: String,
    /// Kind of norm.
    pub tipo_norma: Option<TipoNorma>,
    /// Number.
    pub numero: Option<String>,
    /// Year.
    pub anio: Option<i64>,
    /// Articles, as written.
    pub articulos: Option<String>,
    /// In force?
    pub vigente: Option<VigenciaNorma>,
    /// The reading left a doubt (two-digit year before 1930, for example).
    pub con_duda: bool,
}

/// Whether a norm satisfies Art. 5 (ley or acuerdo gubernativo).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suficiencia {
    /// Ley, decreto ley, Constitución or acuerdo gubernativo.
    Si,
    /// Any other kind of norm.
    No,
    /// The norm was not identified.
    NoSabe,
}

impl BaseLegal {
    /// Decreto 5-2021, Art. 5: only what a ley or an acuerdo gubernativo sets may be demanded.
    #[must_use]
    pub fn suficiente(&self) -> Suficiencia {
        match self.tipo_norma {
            Some(TipoNorma::Constitucion | TipoNorma::LeyDecreto | TipoNorma::DecretoLey | TipoNorma::AcuerdoGubernativo) => {
                Suficiencia::Si
            }
            None | Some(TipoNorma::SinIdentificar) => Suficiencia::NoSabe,
            Some(
                TipoNorma::AcuerdoMinisterial
                | TipoNorma::ReglamentoTecnico
                | TipoNorma::NormaTecnica
                | TipoNorma::Resolucion
                | TipoNorma::Convenio
                | TipoNorma::Manual
                | TipoNorma::Tarifario
                | TipoNorma::Otro,
            ) => Suficiencia::No,
        }
    }
}

/// A response time with its case, unit and source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tiempo {
    /// Identity.
    pub id: Uuid,
    /// Normado, publicado, propuesto, medido, estimado.
    pub clase: Option<ClaseTiempo>,
    /// Lower value, decimal text.
    pub minimo: Option<String>,
    /// Upper value, decimal text; equal to `minimo` when there is one value.
    pub maximo: Option<String>,
    /// Unit.
    pub unidad: Option<UnidadTiempo>,
    /// «1 meses + 15 dias_sin_especificar» when the text adds different units.
    pub componentes: Option<String>,
    /// Case the time is for («Correcciones»).
    pub caso: Option<String>,
    /// Where it comes from.
    pub fuente: Option<String>,
    /// Date of the source, `AAAA-MM` or `AAAA-MM-DD`.
    pub fecha: Option<String>,
    /// Cases measured.
    pub muestra: Option<i64>,
    /// Text as it came.
    pub texto_original: Option<String>,
    /// How sure the reading is.
    pub estado: Option<EstadoLectura>,
}

/// Requests of one year by one way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Volumen {
    /// Identity.
    pub id: Uuid,
    /// Year.
    pub anio: Option<i64>,
    /// By which way they came in; `None`: by all of them.
    pub canal: Option<Canal>,
    /// How many came in.
    pub solicitudes: Option<i64>,
    /// Rejected.
    pub rechazos: Option<i64>,
    /// Returned for corrections.
    pub previos: Option<i64>,
    /// Complaints.
    pub quejas: Option<i64>,
    /// Where the figures come from.
    pub fuente: Option<String>,
}

/// A trámite with all its rows, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ficha {
    /// The sheet itself.
    pub tramite: Tramite,
    /// Requisitos in order.
    pub requisitos: Vec<Requisito>,
    /// Pasos in order (both versions).
    pub pasos: Vec<Paso>,
    /// Norms, the trámite's and the requisitos'.
    pub base_legal: Vec<BaseLegal>,
    /// Times.
    pub tiempos: Vec<Tiempo>,
    /// Requests by year and channel.
    pub volumenes: Vec<Volumen>,
}

impl Ficha {
    /// Reads a ficha out of a trámite entity and its descendants, in any order.
    ///
    /// Retired rows are left out; classes it does not know are ignored. `None` when `raiz` is not
    /// among the entities.
    #[must_use]
    pub fn desde_entidades(raiz: Uuid, entidades: &[Entidad]) -> Option<Ficha> {
        let tramite = entidades.iter().find(|e| e.id == raiz).map(leer_tramite)?;
        let mut filas: Vec<&Entidad> = entidades.iter().filter(|e| e.id != raiz && !e.retirada()).collect();
        filas.sort_by(|a, b| a.orden().cmp(b.orden()).then(a.id.cmp(&b.id)));
        let mut ficha = Ficha { tramite, ..Ficha::default() };
        for fila in filas {
            match fila.clase_base() {
                "requisito" => ficha.requisitos.push(leer_requisito(fila)),
                "paso" => ficha.pasos.push(leer_paso(fila)),
                "base_legal" => ficha.base_legal.push(leer_base_legal(fila, raiz)),
                "tiempo" => ficha.tiempos.push(leer_tiempo(fila)),
                "volumen" => ficha.volumenes.push(leer_volumen(fila)),
                _ => {}
            }
        }
        Some(ficha)
    }

    /// Requisitos at the top level: the count of the law's third measure (`dominio.md` §8).
    #[must_use]
    pub fn cantidad_de_requisitos(&self) -> usize {
        self.requisitos.iter().filter(|r| r.nivel == 0).count()
    }

    /// Steps of today's procedure at the top level.
    #[must_use]
    pub fn cantidad_de_pasos(&self) -> usize {
        self.pasos.iter().filter(|p| p.nivel == 0 && p.version != Some(VersionPaso::Propuesta)).count()
    }

    /// Norms of the trámite itself, which its requisitos inherit as a pending task.
    pub fn base_legal_del_tramite(&self) -> impl Iterator<Item = &BaseLegal> {
        self.base_legal.iter().filter(|b| b.requisito.is_none())
    }
}

fn leer_tramite(e: &Entidad) -> Tramite {
    let prefijo = |p: &str| {
        e.celdas.iter().filter_map(|(c, v)| c.strip_prefix(p).and_then(|_| v.texto().map(|t| (c.clone(), t.to_owned())))).collect()
    };
    Tramite {
        id: e.id,
        codigo: e.texto("codigo"),
        id_catalogo: e.entero("id_catalogo"),
        unidad_ejecutora: e.texto("unidad_ejecutora"),
        nombre: e.texto("nombre"),
        clase: e.lista("clase"),
        categoria: e.texto("categoria"),
        subcategoria: e.texto("subcategoria"),
        descripcion: e.texto("descripcion"),
        usuario_objetivo: e.lista("usuario_objetivo"),
        modalidad: e.lista("modalidad"),
        resultado: e.texto("resultado"),
        vigencia_cantidad: e.entero("vigencia_cantidad"),
        vigencia_unidad: e.texto("vigencia_unidad"),
        enlace: e.texto("enlace"),
        formulario_gratuito: e.lista("formulario_gratuito"),
        calificacion_unica: e.lista("calificacion_unica"),
        evalua_servicio: e.lista("evalua_servicio"),
        permite_tercero: e.lista("permite_tercero"),
        consulta_estado: e.lista("consulta_estado"),
        visitas: e.entero("visitas"),
        visitas_fuente: e.texto("visitas_fuente"),
        interacciones: e.entero("interacciones"),
        unidades_intervienen: e.texto("unidades_intervienen"),
        sistemas: e.texto("sistemas"),
        horario: e.texto("horario"),
        plazo_legal: e.entero("plazo_legal"),
        plazo_legal_unidad: e.lista("plazo_legal_unidad"),
        prorroga_automatica: e.lista("prorroga_automatica"),
        responsable: e.texto("responsable"),
        estado: e.lista("estado"),
        sin_plazo: e.logico("sin_plazo"),
        sin_requisitos: e.logico("sin_requisitos"),
        costo_tipo: e.lista("costo_tipo"),
        costo_monto: e.entero("costo_monto"),
        costo_moneda: e.lista("costo_moneda"),
        costo_descripcion: e.texto("costo_descripcion"),
        costo_base_legal: e.texto("costo_base_legal"),
        costo_indirecto: e.entero("costo_indirecto"),
        costo_indirecto_fuente: e.texto("costo_indirecto_fuente"),
        volumen_anual: e.entero("volumen_anual"),
        volumen_anio: e.entero("volumen_anio"),
        volumen_mes_pico: e.entero("volumen_mes_pico"),
        volumen_rechazos: e.entero("volumen_rechazos"),
        volumen_previos: e.entero("volumen_previos"),
        volumen_quejas: e.entero("volumen_quejas"),
        volumen_inactivos_3m: e.entero("volumen_inactivos_3m"),
        volumen_inactivos_corte: e.texto("volumen_inactivos_corte"),
        notas_requisitos: e.texto("notas_requisitos"),
        notas_pasos: e.texto("notas_pasos"),
        originales: prefijo("original_"),
        banderas: prefijo("bandera_"),
    }
}

fn leer_requisito(e: &Entidad) -> Requisito {
    Requisito {
        id: e.id,
        nivel: e.entero("nivel").unwrap_or(0),
        grupo: e.texto("grupo"),
        texto: e.crudo("texto"),
        tipo: e.lista("tipo"),
        forma: e.lista("forma"),
        emisor: e.texto("emisor"),
        emisor_publico: e.lista("emisor_publico"),
        condicion: e.texto("condicion"),
        momento: e.lista("momento"),
        copias: e.entero("copias"),
        accion: e.lista("accion"),
        justificacion: e.texto("justificacion"),
        reforma: e.texto("reforma"),
        texto_propuesto: e.texto("texto_propuesto"),
        se_une_con: e.texto("se_une_con").and_then(|u| u.parse().ok()),
        procedencia: e.lista("procedencia"),
    }
}

fn leer_paso(e: &Entidad) -> Paso {
    Paso {
        id: e.id,
        version: e.lista("version"),
        nivel: e.entero("nivel").unwrap_or(0),
        grupo: e.texto("grupo"),
        texto: e.crudo("texto"),
        actor: e.lista("actor"),
        canal: e.lista("canal"),
        unidad: e.texto("unidad"),
        duracion_minutos: e.entero("duracion_minutos"),
        duracion_minima: e.entero("duracion_minima"),
        duracion_maxima: e.entero("duracion_maxima"),
        espera_minutos: e.entero("espera_minutos"),
        agrega_valor: e.lista("agrega_valor"),
        decision: e.logico("decision"),
        resultados: e.texto("resultados"),
        sistema: e.texto("sistema"),
        documento_entrada: e.texto("documento_entrada"),
        documento_salida: e.texto("documento_salida"),
        requisitos: e.texto("requisitos").map(|t| t.split(' ').filter_map(|u| u.parse().ok()).collect()).unwrap_or_default(),
        origen: e.texto("origen").and_then(|u| u.parse().ok()),
        accion: e.lista("accion"),
        procedencia: e.lista("procedencia"),
    }
}

fn leer_base_legal(e: &Entidad, raiz: Uuid) -> BaseLegal {
    BaseLegal {
        id: e.id,
        requisito: e.padre().filter(|p| *p != raiz),
        texto: e.crudo("texto"),
        tipo_norma: e.lista("tipo_norma"),
        numero: e.texto("numero"),
        anio: e.entero("anio"),
        articulos: e.texto("articulos"),
        vigente: e.lista("vigente"),
        con_duda: e.logico("con_duda"),
    }
}

fn leer_tiempo(e: &Entidad) -> Tiempo {
    Tiempo {
        id: e.id,
        clase: e.lista("clase"),
        minimo: e.texto("minimo"),
        maximo: e.texto("maximo"),
        unidad: e.lista("unidad"),
        componentes: e.texto("componentes"),
        caso: e.texto("caso"),
        fuente: e.texto("fuente"),
        fecha: e.texto("fecha"),
        muestra: e.entero("muestra"),
        texto_original: e.texto("texto_original"),
        estado: e.lista("estado"),
    }
}

fn leer_volumen(e: &Entidad) -> Volumen {
    Volumen {
        id: e.id,
        anio: e.entero("anio"),
        canal: e.lista("canal"),
        solicitudes: e.entero("solicitudes"),
        rechazos: e.entero("rechazos"),
        previos: e.entero("previos"),
        quejas: e.entero("quejas"),
        fuente: e.texto("fuente"),
    }
}

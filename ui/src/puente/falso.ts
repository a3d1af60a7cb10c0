/**
 * The core, in memory: for unit tests and examples only. It answers every command with the same
 * shapes, keeps what is written and undoes it; the rules behind it are rough on purpose.
 */
import { costosFalsos } from "./falso/costos";
import { metodosFalsos } from "./falso/metodos";
import { bpmnExaminado } from "./falso/diagramas";
import { libroExaminado, resultadoImportacion } from "./falso/importacion";
import { conflictosFalsos } from "./falso/conflictos";
import { priorizacionFalsa } from "./falso/priorizacion";
import { redisenoFalso } from "./falso/rediseno";
import { informesFalsos } from "./falso/informes";
import { revisionFalsa } from "./falso/revision";
import { tableroFalso } from "./falso/tablero";
import { advertenciasDe } from "./falso/volumenes";
import type { CeldaDto } from "./generado/CeldaDto";
import type { ConflictoDto } from "./generado/ConflictoDto";
import type { ConteoPorRegla } from "./generado/ConteoPorRegla";
import type { EntidadDto } from "./generado/EntidadDto";
import type { EstadoFase } from "./generado/EstadoFase";
import type { EstadoHallazgo } from "./generado/EstadoHallazgo";
import type { EstadoTramite } from "./generado/EstadoTramite";
import type { Fase } from "./generado/Fase";
import type { FaseDto } from "./generado/FaseDto";
import type { FilaTramite } from "./generado/FilaTramite";
import type { HallazgoDto } from "./generado/HallazgoDto";
import type { Hecho } from "./generado/Hecho";
import type { InstalacionDto } from "./generado/InstalacionDto";
import type { InstitucionDto } from "./generado/InstitucionDto";
import type { OperacionDto } from "./generado/OperacionDto";
import type { RazonDto } from "./generado/RazonDto";
import type { RespaldoDto } from "./generado/RespaldoDto";
import type { RespaldosDto } from "./generado/RespaldosDto";
import type { Severidad } from "./generado/Severidad";
import type { NormaDto } from "./generado/NormaDto";
import type { PreverBloque } from "./generado/PreverBloque";
import type { VistasDto } from "./generado/VistasDto";
import type { ValorDto } from "./generado/ValorDto";
import type { CambioDto } from "./generado/CambioDto";
import type { FallaDto } from "./generado/FallaDto";
import { NOMBRE_FASE } from "../textos/palabras";
import { CAMPOS } from "./falso/campos";
import INSTITUCIONES from "./falso/instituciones.json";
import MARN from "./falso/marn.json";
import { FallaError } from "./puente";
import type { Comando, Da, Pide, Puente } from "./puente";

export interface OpcionesDelFalso {
  /** Null: first start. */
  como?: "comite" | "gae" | null;
  /** How many trámites there are. */
  tramites?: number;
  demo?: boolean;
  solo_lectura?: boolean;
  /** Bad entries that the daily look found. */
  danos_hallados?: number;
  /** Where the key of this computer is. */
  custodia?: "llavero" | "archivo";
  preferencias?: Record<string, string>;
  persona?: string;
  /** No good copy on another disk for nine days. */
  sin_otro_disco?: boolean;
  /** Failure of the next calls to these commands, until it is taken out. */
  fallas?: Partial<Record<Comando, FallaDto>>;
  /** Milliseconds that each call takes. */
  demora?: number;
}

export interface PuenteFalso extends Puente {
  /** Calls so far, newest last. */
  llamadas: Array<{ comando: Comando; pide: unknown }>;
  fallas: Partial<Record<Comando, FallaDto>>;
  /** What the next file dialog gives. */
  archivo: { id: string; nombre: string } | null;
  /** Two laptops wrote this apart. */
  ponerEnDuda: (conflicto: ConflictoDto) => void;
}

interface Entidad {
  id: string;
  clase: string;
  padre: string | null;
  celdas: Map<string, { valor: ValorDto; version: number }>;
  retirada: boolean;
}

interface Operacion {
  frase: string;
  tramite: string | null;
  deshacer: () => void;
  rehacer: () => void;
  dto: OperacionDto;
}

const MOMENTO = "2026-11-20T16:42:00Z";
const CORTE = "2026-11-20";

const instituciones: InstitucionDto[] = INSTITUCIONES.map((fila, i) => ({
  id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
  codigo: fila[0] ?? "",
  sigla: fila[1] ?? "",
  nombre: fila[2] ?? "",
  tipo: fila[3] ?? "",
  departamento: fila[4] === "" ? null : (fila[4] ?? null),
  confirmada: false,
}));
const marn = instituciones.find(({ sigla }) => sigla === "MARN") ?? null;

export function razon(
  numerador: number,
  denominador: number,
  regla: string,
): RazonDto {
  return {
    numerador,
    denominador,
    regla,
    corte: CORTE,
    porcentaje:
      denominador === 0
        ? null
        : (Math.round((numerador * 1000) / denominador) / 10).toFixed(1),
  };
}

function copiaFalsa(
  cuando: string,
  motivo: string,
  motivo_texto: string,
  comprobada = true,
): RespaldoDto {
  const dia = cuando.slice(0, 10);
  const hora = cuando.slice(11, 19).replaceAll(":", "");
  return {
    nombre: `diligencia_${dia}_${hora}_${motivo}.dlgb`,
    cuando,
    motivo,
    motivo_texto,
    bytes: 8_437_760,
    asientos: comprobada ? 4200 : null,
    adjuntos: comprobada ? 3 : 0,
    adjuntos_faltan: 0,
    comprobada: comprobada ? cuando : null,
    raiz_estado: comprobada ? "a1b2c3d4e5f60718".repeat(4) : "",
  };
}

const plano = (texto: string) =>
  texto
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();

interface ReglaFalsa {
  regla: string;
  titulo: string;
  severidad: Severidad;
  patron: RegExp;
  mensaje: string;
  fundamento: string;
  que_hacer: string;
  accion: HallazgoDto["accion_sugerida"];
  propuesto: string | null;
}

const REGLAS: ReadonlyArray<ReglaFalsa> = [
  {
    regla: "R2",
    titulo: "Pide una declaración jurada",
    severidad: "alta",
    patron: /declaracion(es)? jurada/,
    mensaje: "Posible hallazgo: se pide declaración jurada.",
    fundamento: "artículo 13 del Decreto 5-2021",
    que_hacer:
      "Sustitúyala por una manifestación de la persona en el formulario. Revíselo con Asesoría Jurídica.",
    accion: "sustituir",
    propuesto: "Casilla en el formulario: «Declaro que los datos son ciertos».",
  },
  {
    regla: "R3",
    titulo: "Pide legalizar la firma",
    severidad: "alta",
    patron: /firmas? (legalizada|autenticada)/,
    mensaje: "Posible hallazgo: se pide legalizar la firma.",
    fundamento: "artículo 3 del Decreto 5-2021",
    que_hacer: "Acepte la firma simple.",
    accion: "sustituir",
    propuesto: null,
  },
  {
    regla: "R6",
    titulo: "Pide copia legalizada",
    severidad: "media",
    patron: /(legalizad|autenticad)[oa]/,
    mensaje: "Posible hallazgo: se pide copia legalizada.",
    fundamento: "artículo 3 del Decreto 5-2021",
    que_hacer: "Acepte copia simple, o el original para cotejo.",
    accion: "sustituir",
    propuesto: null,
  },
  {
    regla: "R5",
    titulo: "Documento que el Estado ya tiene",
    severidad: "media",
    patron: /\b(dpi|rtu|patente|renap|antecedentes|solvencia)\b/,
    mensaje: "Posible hallazgo: el documento lo posee una entidad pública.",
    fundamento: "criterio de la herramienta",
    que_hacer: "Consúltelo directamente con la entidad que lo emite.",
    accion: "consultar_entre_entidades",
    propuesto: null,
  },
  {
    regla: "R7",
    titulo: "Requisito abierto",
    severidad: "alta",
    patron: /otros (requisitos|documentos)|cualquier otro|entre otros/,
    mensaje: "Posible hallazgo: el requisito queda abierto.",
    fundamento: "artículo 5 del Decreto 5-2021",
    que_hacer: "Cierre la lista de requisitos.",
    accion: "eliminar",
    propuesto: null,
  },
  {
    regla: "R8",
    titulo: "Formalidad sin efecto",
    severidad: "baja",
    patron: /folder|foliad|gancho|tinta|letra de molde|sellad/,
    mensaje: "Posible hallazgo: formalidad sin efecto en la decisión.",
    fundamento: "artículos 3 y 23 del Decreto 5-2021",
    que_hacer: "Quite la formalidad.",
    accion: "eliminar",
    propuesto: null,
  },
];

/** Builds an in-memory core. */
export function crearPuenteFalso(opciones: OpcionesDelFalso = {}): PuenteFalso {
  const { como = "comite", tramites: cuantosTramites = MARN.length } = opciones;
  const entidades = new Map<string, Entidad>();
  const hijos = new Map<string, string[]>();
  const decisiones = new Map<
    string,
    { estado: EstadoHallazgo; justificacion: string }
  >();
  const fases = new Map<
    Fase,
    { estado: EstadoFase; fecha: string | null; evidencias: string[] }
  >();
  const hechas: Operacion[] = [];
  const deshechas: Operacion[] = [];
  const historial: OperacionDto[] = [];
  const preferencias: Record<string, string> = { ...opciones.preferencias };
  const borradores = new Map<string, string>();
  const importaciones: Array<Da<"importaciones">[number]> = [];
  let instalacion: InstalacionDto | null = null;
  let contador = 0;
  let momento = Date.parse(MOMENTO);
  const respaldos: RespaldosDto = {
    copias: [
      copiaFalsa("2026-11-20T14:00:00Z", "automatico", "Automática"),
      copiaFalsa(
        "2026-11-19T22:10:00Z",
        "antes-de-importar",
        "Antes de importar",
      ),
      copiaFalsa("2026-11-10T15:30:00Z", "manual", "A petición", false),
    ],
    al_dia: false,
    otro_disco: null,
    falta_otro_disco: opciones.sin_otro_disco ?? false,
    dias_sin_otro_disco: opciones.sin_otro_disco === true ? 9 : 2,
  };
  const trabajos = new Map<string, number>();
  const cancelados = new Set<string>();

  const nuevoId = () =>
    `10000000-0000-7000-8000-${String((contador += 1)).padStart(12, "0")}`;

  function crear(
    clase: string,
    padre: string | null,
    celdas: Record<string, ValorDto>,
  ): Entidad {
    const entidad: Entidad = {
      id: nuevoId(),
      clase,
      padre,
      celdas: new Map(),
      retirada: false,
    };
    for (const [campo, valor] of Object.entries(celdas))
      entidad.celdas.set(campo, { valor, version: 1 });
    entidades.set(entidad.id, entidad);
    const lista = hijos.get(padre ?? clase) ?? [];
    lista.push(entidad.id);
    hijos.set(padre ?? clase, lista);
    return entidad;
  }

  function sembrar(): void {
    for (const uno of MARN.slice(0, cuantosTramites)) {
      const costo = Number(uno.costo.replaceAll(/[^\d.]/g, ""));
      const raiz = crear("tramite", null, {
        codigo: `MARN-${String(uno.id).padStart(4, "0")}`,
        nombre: uno.nombre,
        categoria: uno.categoria,
        descripcion: uno.descripcion,
        estado: "identificado",
        ...(costo > 0
          ? { costo_tipo: "fijo", costo_monto: Math.round(costo * 100) }
          : {}),
        original_requisitos: uno.requisitos.join("\n"),
        original_instrucciones: uno.pasos.join("\n"),
        original_tiempo_de_respuesta: uno.tiempo,
      });
      for (const texto of uno.requisitos)
        crear("requisito", raiz.id, { texto });
      for (const texto of uno.pasos) crear("paso", raiz.id, { texto });
      if (uno.norma !== "") crear("base_legal", raiz.id, { texto: uno.norma });
      if (uno.tiempo !== "")
        crear("tiempo", raiz.id, {
          clase: "publicado",
          texto_original: uno.tiempo,
        });
    }
  }

  function abrir(tipo: "comite" | "gae", demo: boolean, persona: string): void {
    instalacion = {
      como: tipo,
      institucion: tipo === "gae" ? null : marn,
      demo,
      persona,
      credencial: "sin_credencial",
      custodia: opciones.custodia ?? "archivo",
      danos_hallados: opciones.danos_hallados ?? 0,
      solo_lectura: opciones.solo_lectura ?? false,
      tramites: 0,
      deshacer: null,
      rehacer: null,
      preferencias,
    };
    sembrar();
    if (tipo === "comite" && cuantosTramites > 0) {
      crear("integrante", null, {
        nombre: "Ana Lucía López Pérez",
        cargo: "Directora de Planificación",
        rol: "coordinacion",
        titular_o_suplente: "titular",
        correo: "ana.lopez@marn.gob.gt",
        desde: "2026-02-03",
      });
      crear("integrante", null, {
        nombre: "Mario Estuardo Cifuentes",
        cargo: "Asesor jurídico",
        rol: "asesoria_juridica",
        titular_o_suplente: "titular",
        desde: "2026-02-03",
      });
      importaciones.push({
        id: nuevoId(),
        archivo: "catalogo_2023.csv",
        cuando: "2026-11-20T15:10:00Z",
        quien: persona === "" ? "sin nombre" : persona,
        filas: 665,
        nuevas: 104,
        en_espera: 561,
        deshecha: false,
      });
      fases.set("inventario", {
        estado: "en_proceso",
        fecha: CORTE,
        evidencias: [],
      });
      fases.set("conformacion_comite", {
        estado: "en_proceso",
        fecha: CORTE,
        evidencias: [],
      });
      anotar(
        "Importó el catálogo de la institución",
        null,
        4210,
        "2026-11-20T15:10:00Z",
      );
      anotar("Agregó una persona al comité", null, 6, "2026-11-20T15:31:00Z");
    }
  }

  function anotar(
    frase: string,
    tramite: string | null,
    celdas: number,
    cuando: string,
  ): OperacionDto {
    const dto: OperacionDto = {
      n: historial.length + 1,
      frase,
      tramite,
      tramite_nombre: tramite === null ? null : texto(tramite, "nombre"),
      celdas,
      quien:
        instalacion?.persona === ""
          ? "sin nombre"
          : (instalacion?.persona ?? "sin nombre"),
      cuando,
      motivo: "",
      deshecha: false,
    };
    historial.push(dto);
    return dto;
  }

  const texto = (id: string, campo: string) =>
    String(entidades.get(id)?.celdas.get(campo)?.valor ?? "");
  const deClase = (padre: string, clase: string) =>
    (hijos.get(padre) ?? [])
      .map((id) => entidades.get(id))
      .filter(
        (uno): uno is Entidad =>
          uno !== undefined && uno.clase === clase && !uno.retirada,
      );
  const tramites = () => deClase("tramite", "tramite");
  let lasNormas: NormaDto[] = [
    {
      tipo_norma: "acuerdo_gubernativo",
      numero: "137",
      anio: 2016,
      nombre: "Reglamento ambiental",
      fecha: "2016-07-12",
      vigente_desde: "2016-07-20",
      vigente_hasta: "",
      derogada_por: "",
      vigente: "vigente",
      suficiente: true,
      tramites: 61,
      requisitos: 4,
      citas: 65,
      por_marcar: 0,
    },
  ];
  let vistasGuardadas: VistasDto = { vistas: [], columnas: [] };
  /** Before and after of each trámite of a bulk change. */
  const enBloque = ({ seleccion, campo, accion }: PreverBloque) =>
    tramites()
      .filter(({ id }) => !("ids" in seleccion) || seleccion.ids.includes(id))
      .map((raiz) => {
        const antes = raiz.celdas.get(campo)?.valor ?? null;
        const despues =
          "poner" in accion
            ? accion.poner
            : typeof antes === "string"
              ? antes.replaceAll(
                  accion.reemplazar.buscar,
                  accion.reemplazar.por,
                )
              : antes;
        return { raiz, antes, despues };
      });

  function celdaDto(
    entidad: Entidad,
    celda: { valor: ValorDto; version: number },
    campo: string,
  ): CeldaDto {
    return {
      valor: celda.valor,
      padres: [`${entidad.id}.${campo}#${celda.version}`],
      conflicto: conflictos.hay(entidad.id, campo),
    };
  }

  function entidadDto(entidad: Entidad): EntidadDto {
    return {
      id: entidad.id,
      clase: entidad.clase,
      celdas: Object.fromEntries(
        [...entidad.celdas]
          .filter(
            ([campo, celda]) =>
              !campo.startsWith("original_") && celda.valor !== null,
          )
          .map(([campo, celda]) => [campo, celdaDto(entidad, celda, campo)]),
      ),
    };
  }

  function raizDe(entidad: Entidad): string | null {
    let actual: Entidad | undefined = entidad;
    while (actual?.padre != null) actual = entidades.get(actual.padre);
    return actual?.clase === "tramite" ? actual.id : null;
  }

  function hallazgosDe(raiz: Entidad): HallazgoDto[] {
    const hallados: HallazgoDto[] = [];
    deClase(raiz.id, "requisito").forEach((requisito, i) => {
      const leido = plano(texto(requisito.id, "texto"));
      for (const regla of REGLAS) {
        const parte = regla.patron.exec(leido);
        if (parte === null) continue;
        if (requisito.celdas.get("accion")?.valor === regla.accion) continue;
        const id = `${regla.regla}|${raiz.id}|${requisito.id}|${leido.length}`;
        const decision = decisiones.get(id);
        hallados.push({
          id,
          regla: regla.regla,
          titulo: regla.titulo,
          severidad: regla.severidad,
          tramite: raiz.id,
          tramite_codigo: texto(raiz.id, "codigo"),
          tramite_nombre: texto(raiz.id, "nombre"),
          clase: "requisito",
          entidad: requisito.id,
          campo: "texto",
          fila: i + 1,
          fragmento: texto(requisito.id, "texto").slice(0, 160),
          mensaje: regla.mensaje,
          fundamento: regla.fundamento,
          que_hacer: regla.que_hacer,
          texto_propuesto: regla.propuesto,
          accion_sugerida: regla.accion,
          estado: decision?.estado ?? "abierto",
          justificacion: decision?.justificacion ?? null,
        });
      }
    });
    if (deClase(raiz.id, "base_legal").length === 0) {
      const id = `R1|${raiz.id}|${raiz.id}|0`;
      const decision = decisiones.get(id);
      hallados.push({
        id,
        regla: "R1",
        titulo: "Sin ley ni acuerdo que lo respalde",
        severidad: "alta",
        tramite: raiz.id,
        tramite_codigo: texto(raiz.id, "codigo"),
        tramite_nombre: texto(raiz.id, "nombre"),
        clase: "tramite",
        entidad: raiz.id,
        campo: "base_legal",
        fila: null,
        fragmento: "",
        mensaje:
          "Posible hallazgo: no se encontró ley ni acuerdo gubernativo que respalde este trámite.",
        fundamento: "artículo 5 del Decreto 5-2021",
        que_hacer: "Agregue la norma, o revise si debe suprimirse.",
        texto_propuesto: null,
        accion_sugerida: null,
        estado: decision?.estado ?? "abierto",
        justificacion: decision?.justificacion ?? null,
      });
    }
    return hallados;
  }

  const ORDEN_SEVERIDAD: ReadonlyArray<Severidad> = [
    "alta",
    "media",
    "baja",
    "dato",
  ];

  function fila(raiz: Entidad, fragmento: string | null = null): FilaTramite {
    const abiertos = hallazgosDe(raiz).filter(
      ({ estado }) => estado === "abierto",
    );
    const necesarios = CAMPOS.filter(
      (campo) => campo.clase === "tramite" && campo.exigencia !== "opcional",
    );
    const llenos = necesarios.filter(
      ({ campo }) => texto(raiz.id, campo) !== "",
    ).length;
    const costo = raiz.celdas.get("costo_monto")?.valor;
    return {
      id: raiz.id,
      codigo: texto(raiz.id, "codigo"),
      nombre: texto(raiz.id, "nombre"),
      institucion: "MARN",
      unidad: texto(raiz.id, "unidad_ejecutora"),
      categoria: texto(raiz.id, "categoria"),
      estado: (texto(raiz.id, "estado") || "identificado") as EstadoTramite,
      requisitos: deClase(raiz.id, "requisito").length,
      pasos: deClase(raiz.id, "paso").length,
      tiempo: texto(raiz.id, "original_tiempo_de_respuesta"),
      costo: typeof costo === "number" ? `Q ${(costo / 100).toFixed(2)}` : "",
      completitud: razon(
        llenos,
        necesarios.length,
        "datos de la ficha completa",
      ),
      hallazgos: abiertos.length,
      severidad:
        ORDEN_SEVERIDAD.find((una) =>
          abiertos.some(({ severidad }) => severidad === una),
        ) ?? null,
      banderas: contarBanderas(raiz),
      fragmento,
      hallado: null,
      celdas: {},
    };
  }

  const contarBanderas = (raiz: Entidad) =>
    texto(raiz.id, "original_tiempo_de_respuesta").includes("*") &&
    texto(raiz.id, "bandera_tiempo_no_interpretado_tiempo_de_respuesta") === ""
      ? 1
      : 0;

  function porRegla(): ConteoPorRegla[] {
    const conteos = new Map<string, ConteoPorRegla & { en: Set<string> }>();
    for (const raiz of tramites())
      for (const uno of hallazgosDe(raiz)) {
        if (uno.estado !== "abierto") continue;
        const conteo = conteos.get(uno.regla) ?? {
          regla: uno.regla,
          titulo: uno.titulo,
          abiertos: 0,
          tramites: 0,
          severidad: uno.severidad,
          en: new Set<string>(),
        };
        conteo.abiertos += 1;
        conteo.en.add(raiz.id);
        conteos.set(uno.regla, conteo);
      }
    return [...conteos.values()]
      .map(({ en, ...resto }) => ({ ...resto, tramites: en.size }))
      .toSorted((a, b) => b.abiertos - a.abiertos);
  }

  function hecho<T>(valor: T, cambios: CambioDto[]): Hecho<T> {
    momento += 60_000;
    return {
      valor,
      cambios,
      guardado: new Date(momento).toISOString(),
      deshacer: hechas.at(-1)?.frase ?? null,
      rehacer: deshechas.at(-1)?.frase ?? null,
    };
  }

  function operar(
    frase: string,
    tramite: string | null,
    celdas: number,
    rehacer: () => void,
    deshacer: () => void,
  ): void {
    rehacer();
    deshechas.length = 0;
    const dto = anotar(frase, tramite, celdas, new Date(momento).toISOString());
    hechas.push({ frase, tramite, deshacer, rehacer, dto });
  }

  function cambiosDe(entidad: Entidad): CambioDto[] {
    const raiz = raizDe(entidad);
    if (raiz !== null)
      return [
        { entidad: "tramite", id: raiz },
        { entidad: "hallazgo", id: null },
      ];
    if (
      [
        "priorizacion",
        "criterio",
        "votante",
        "membrete",
        "firma",
        "reportado",
      ].includes(entidad.clase)
    )
      return [{ entidad: "otro", id: null }];
    return [{ entidad: "integrante", id: entidad.id }];
  }

  function falla(
    codigo: FallaDto["codigo"],
    mensaje: string,
    campos: FallaDto["campos"] = [],
  ): FallaError {
    return new FallaError({ codigo, mensaje, campos, incidente: null });
  }

  function hallar(id: string): Entidad {
    const hallada = entidades.get(id);
    if (hallada === undefined || hallada.retirada)
      throw falla("no_existe", "Ese dato ya no está. Vuelva a la lista.");
    return hallada;
  }

  const CODIGOS: Partial<Record<Fase, string>> = {
    conformacion_comite: "6.1.1",
    capacitacion_comite: "6.1.2",
    inventario: "6.1.3",
    priorizacion: "6.1.4",
  };
  const PROPOSITOS: Record<Fase, string> = {
    conformacion_comite: "Que alguien responda por el proceso.",
    capacitacion_comite: "Que el comité conozca la ley y la guía.",
    inventario: "Conocer todos los trámites con la misma ficha.",
    priorizacion: "Elegir por dónde empezar.",
    plan_institucional: "Comprometer acciones, fechas y presupuesto.",
    diagnostico:
      "Ver los límites legales, de tecnología, de infraestructura y de personal.",
    rediseno: "Diseñar un trámite mejor.",
    implementacion: "Hacerlo y medirlo.",
    mejora_continua: "No retroceder.",
  };
  const DESTINOS: Partial<Record<Fase, string>> = {
    conformacion_comite: "comite",
    inventario: "inventario",
    priorizacion: "priorizacion",
  };

  function fasesDto(): FaseDto[] {
    const integrantes = deClase("integrante", "integrante").length;
    const documentos = deClase(
      "documento_conformacion",
      "documento_conformacion",
    ).length;
    const sinFicha = tramites().filter(
      (raiz) => texto(raiz.id, "estado") !== "ficha_completa",
    ).length;
    return Object.keys(NOMBRE_FASE).map((clave) => {
      const fase = clave as Fase;
      const guardada = fases.get(fase) ?? {
        estado: "no_iniciada" as const,
        fecha: null,
        evidencias: [],
      };
      const condiciones =
        fase === "conformacion_comite"
          ? [
              {
                texto: `Un documento de conformación con tipo, número, fecha y archivo (hay ${documentos})`,
                cumple: documentos > 0,
              },
              {
                texto: `Al menos 3 integrantes activos (hay ${integrantes})`,
                cumple: integrantes >= 3,
              },
              {
                texto: "Cada rol obligatorio tiene titular (faltan 3)",
                cumple: false,
              },
            ]
          : fase === "inventario"
            ? [
                {
                  texto: `Al menos un trámite (hay ${tramites().length})`,
                  cumple: tramites().length > 0,
                },
                {
                  texto: `Ningún trámite sin ficha completa (quedan ${sinFicha})`,
                  cumple: sinFicha === 0,
                },
                {
                  texto: "Ningún aviso de importación pendiente",
                  cumple: tramites().every(
                    (raiz) => contarBanderas(raiz) === 0,
                  ),
                },
                {
                  texto: "Fecha de cierre del inventario",
                  cumple: false,
                },
              ]
            : [
                {
                  texto: "El trabajo de esta fase llega en una versión próxima",
                  cumple: false,
                },
              ];
      const cumplidas = condiciones.filter(({ cumple }) => cumple).length;
      const completa = cumplidas === condiciones.length;
      return {
        fase,
        nombre: NOMBRE_FASE[fase],
        codigo_guia: CODIGOS[fase] ?? null,
        proposito: PROPOSITOS[fase],
        estado: guardada.estado,
        transiciones:
          guardada.estado === "en_proceso"
            ? [
                {
                  a: "entregada",
                  accion: "Entregar fase",
                  impedimento: completa
                    ? null
                    : `Faltan ${condiciones.length - cumplidas} condiciones.`,
                },
              ]
            : guardada.estado === "no_iniciada"
              ? [{ a: "en_proceso", accion: "Iniciar fase", impedimento: null }]
              : [
                  {
                    a: "en_proceso",
                    accion: "Volver a abrir la fase",
                    impedimento: null,
                  },
                ],
        condiciones,
        cumplidas: razon(
          cumplidas,
          condiciones.length,
          "condiciones cumplidas de la regla",
        ),
        regla_version: 1,
        fecha: guardada.fecha,
        evidencias: guardada.evidencias,
        adjuntos: guardada.evidencias.map((nombre) => ({
          id: `adjunto-${nombre}`,
          nombre,
        })),
        destino: DESTINOS[fase] ?? null,
      };
    });
  }

  const avanceDeFases = () =>
    razon(
      [...fases.values()].filter(
        ({ estado }) => estado === "entregada" || estado === "aprobada",
      ).length,
      9,
      "fases entregadas o aprobadas, de las que aplican",
    );

  const informes = informesFalsos({
    gae: () => instalacion?.como === "gae",
    tramites: () =>
      tramites().map(
        (raiz) => `${texto(raiz.id, "codigo")}  ${texto(raiz.id, "nombre")}`,
      ),
    reglas: () => REGLAS,
    trabajar: (id) => trabajar(id),
    corte: CORTE,
  });
  const revision = revisionFalsa({
    filas: () => tramites().map((raiz) => fila(raiz)),
    hallazgos: () => tramites().flatMap(hallazgosDe),
    porRegla: () => porRegla(),
    trabajar: (id) => trabajar(id),
    nuevoId: () => nuevoId(),
    operar,
    hecho,
    retirar: (id, retirada) => {
      const entidad = entidades.get(id);
      if (entidad !== undefined) entidad.retirada = retirada;
    },
    corte: CORTE,
  });
  const tablero = tableroFalso({
    corte: CORTE,
    demo: () => instalacion?.demo ?? false,
    tramites: () => tramites().map((raiz) => fila(raiz)),
    trabajar: (id) => trabajar(id),
    quitar: () => {
      instalacion = null;
    },
    publicadas: () => deClase("reportado", "reportado").map(entidadDto),
  });
  const conflictos = conflictosFalsos({
    dejar: ({ entidad, campo }, valor) => {
      const una = entidades.get(entidad);
      const version = (una?.celdas.get(campo)?.version ?? 0) + 1;
      operar(
        "Eligió entre dos valores",
        null,
        1,
        () => una?.celdas.set(campo, { valor, version }),
        () => {},
      );
      return hecho({}, [
        { entidad: "priorizacion", id: null },
        { entidad: "tramite", id: null },
      ]);
    },
  });
  const priorizacion = priorizacionFalsa({
    dudosos: (ronda) => conflictos.cuantosDe(ronda),
    filas: () => tramites().map((raiz) => fila(raiz)),
    crear,
    deClase,
    entidadDto: (una) => entidadDto({ padre: null, ...una }),
    operar,
    hecho,
    razon,
    quien: () => (instalacion?.persona ?? "") || "sin nombre",
    ahora: () => new Date(momento).toISOString(),
    corte: CORTE,
  });
  const respuestas: {
    [K in Comando]: (pide: Pide<K>) => Da<K> | Promise<Da<K>>;
  } = {
    estado_inicial: () => ({
      instalacion:
        instalacion === null
          ? null
          : {
              ...instalacion,
              tramites: tramites().length,
              deshacer: hechas.at(-1)?.frase ?? null,
              rehacer: deshechas.at(-1)?.frase ?? null,
              preferencias: { ...preferencias },
            },
      instituciones,
      version: "0.1.0",
    }),
    campos: () => [...CAMPOS],
    inicio: () => {
      const lista = tramites();
      const conHallazgos = lista.filter((raiz) =>
        hallazgosDe(raiz).some(({ estado }) => estado === "abierto"),
      ).length;
      const primera = lista[0];
      return {
        titular:
          lista.length === 0
            ? "Su inventario está vacío; empiece por importarlo"
            : `${lista.length} trámites en el inventario; ${conHallazgos} tienen posibles hallazgos`,
        siguiente:
          lista.length === 0 || primera === undefined
            ? {
                titulo: "Importe el inventario de su institución",
                motivo:
                  "El catálogo nacional ya tiene sus trámites; no hace falta escribirlos de nuevo.",
                accion: "Importar inventario",
                destino: "importar",
              }
            : {
                titulo: `Complete la ficha «${texto(primera.id, "nombre")}»`,
                motivo: "Es la que menos datos le faltan: faltan 3.",
                accion: "Abrir ficha",
                destino: `ficha/${primera.id}?seccion=requisitos`,
              },
        pendientes: [
          {
            titulo: "Agregue el documento de conformación del comité",
            motivo: "Sin él no se puede entregar la fase 6.1.1.",
            accion: "Ir a Comité",
            destino: "comite",
          },
          {
            titulo: "Revise 561 filas en espera",
            motivo: "Son de otras instituciones o no se reconocieron.",
            accion: "Ver filas",
            destino: "importar",
          },
        ],
        tramites: lista.length,
        fichas_completas: razon(
          lista.filter((raiz) => texto(raiz.id, "estado") === "ficha_completa")
            .length,
          lista.length,
          "trámites con la ficha completa, de los vigentes",
        ),
        requisitos: lista.reduce(
          (n, raiz) => n + deClase(raiz.id, "requisito").length,
          0,
        ),
        pasos: lista.reduce(
          (n, raiz) => n + deClase(raiz.id, "paso").length,
          0,
        ),
        con_hallazgos: razon(
          conHallazgos,
          lista.length,
          "trámites con al menos un posible hallazgo abierto, de los vigentes",
        ),
        por_regla: porRegla(),
        plazos: [
          {
            nombre: "Formularios y solicitudes en el portal",
            fecha: "2022-02-28",
            situacion: "vencido hace 1,726 días",
            por_confirmar: true,
          },
          {
            nombre: "Medios electrónicos con la información requerida",
            fecha: "2022-08-31",
            situacion: "vencido hace 1,542 días",
            por_confirmar: true,
          },
          {
            nombre: "Sistemas para hacer el trámite en línea",
            fecha: "2023-08-31",
            situacion: "vencido hace 1,177 días",
            por_confirmar: true,
          },
        ],
        fases: avanceDeFases(),
        recientes: historial.toReversed().slice(0, 5),
        filas_en_espera: lista.length === 0 ? 0 : 561,
      };
    },
    recorrido: () => ({ fases: fasesDto(), avance: avanceDeFases() }),
    comite: () => ({
      integrantes: deClase("integrante", "integrante").map(entidadDto),
      documentos: deClase(
        "documento_conformacion",
        "documento_conformacion",
      ).map(entidadDto),
      roles_vacantes: ["Autoridad superior", "Planificación", "Informática"],
    }),
    listar_tramites: (pide) => {
      const palabras = plano(pide.texto).split(/\s+/).filter(Boolean);
      const filas = tramites()
        .filter((raiz) => {
          const todo = plano(
            [
              texto(raiz.id, "codigo"),
              texto(raiz.id, "nombre"),
              texto(raiz.id, "original_requisitos"),
            ].join(" "),
          );
          return palabras.every((palabra) => todo.includes(palabra));
        })
        .map((raiz) => ({ raiz, fila: fila(raiz) }))
        .filter(
          ({ raiz, fila: una }) =>
            (pide.categoria === null || una.categoria === pide.categoria) &&
            (pide.estado === null || una.estado === pide.estado) &&
            (!pide.con_banderas || una.banderas > 0) &&
            (pide.unidad === null || una.unidad === pide.unidad) &&
            pide.condiciones.every(
              ({ campo, valor }) =>
                (raiz.celdas.get(campo)?.valor ?? null) === valor,
            ) &&
            (pide.regla === null ||
              hallazgosDe(raiz).some(
                ({ regla, estado }) =>
                  regla === pide.regla && estado === "abierto",
              )) &&
            (pide.severidad === null ||
              (una.severidad !== null &&
                ORDEN_SEVERIDAD.indexOf(una.severidad) <=
                  ORDEN_SEVERIDAD.indexOf(pide.severidad))),
        )
        .map(({ raiz, fila: una }) => ({
          ...una,
          celdas: Object.fromEntries(
            Object.entries(entidadDto(raiz).celdas).filter(([campo]) =>
              pide.columnas.includes(campo),
            ),
          ),
        }));
      const valor = (una: FilaTramite): string | number => {
        switch (pide.orden) {
          case "requisitos":
            return una.requisitos;
          case "pasos":
            return una.pasos;
          case "hallazgos":
            return una.hallazgos;
          case "completitud":
            return una.completitud.numerador;
          case "nombre":
            return plano(una.nombre);
          case "unidad":
            return plano(una.unidad);
          case "categoria":
            return plano(una.categoria);
          case "estado":
            return una.estado;
          case "codigo":
          case "relevancia":
            return una.codigo;
        }
      };
      const signo = pide.descendente ? -1 : 1;
      filas.sort((a, b) =>
        valor(a) < valor(b) ? -signo : valor(a) > valor(b) ? signo : 0,
      );
      return {
        total: filas.length,
        desde: pide.desde,
        filas: filas.slice(
          pide.desde,
          pide.desde + (pide.cuantos === 0 ? 100 : pide.cuantos),
        ),
      };
    },
    facetas: () => {
      const filas = tramites().map((raiz) => fila(raiz));
      const contar = (de: (una: FilaTramite) => string) => {
        const conteos = new Map<string, number>();
        for (const una of filas)
          conteos.set(de(una), (conteos.get(de(una)) ?? 0) + 1);
        return [...conteos].map(([valor, cuantos]) => ({
          valor,
          etiqueta: valor,
          cuantos,
        }));
      };
      return {
        categorias: contar(({ categoria }) => categoria),
        estados: contar(({ estado }) => estado).map((una) => ({
          ...una,
          etiqueta:
            una.valor === "identificado" ? "Identificado" : "Ficha completa",
        })),
        reglas: porRegla().map(({ regla, titulo, tramites: cuantos }) => ({
          valor: regla,
          etiqueta: titulo,
          cuantos,
        })),
        unidades: contar(({ unidad }) => unidad).filter(
          ({ valor }) => valor !== "",
        ),
        instituciones: [],
        con_banderas: filas.filter(({ banderas }) => banderas > 0).length,
      };
    },
    abrir_ficha: ({ id }) => {
      const raiz = hallar(id);
      const lista = tramites();
      const aqui = lista.indexOf(raiz);
      const banderas =
        contarBanderas(raiz) === 0
          ? []
          : [
              {
                celda: "bandera_tiempo_no_interpretado_tiempo_de_respuesta",
                codigo: "tiempo_no_interpretado",
                campo: "tiempo_de_respuesta",
                mensaje:
                  "El tiempo de respuesta no se pudo leer. Complete el tiempo y marque el aviso como resuelto.",
                estado: "pendiente",
              },
            ];
      const orden: Record<EstadoHallazgo, number> = {
        abierto: 0,
        aceptado: 1,
        descartado: 2,
      };
      return {
        id,
        resumen: fila(raiz),
        tramite: entidadDto(raiz),
        requisitos: deClase(id, "requisito").map(entidadDto),
        pasos: deClase(id, "paso").map(entidadDto),
        base_legal: deClase(id, "base_legal").map(entidadDto),
        tiempos: deClase(id, "tiempo").map(entidadDto),
        volumenes: deClase(id, "volumen").map(entidadDto),
        advertencias: advertenciasDe(deClase(id, "volumen").map(entidadDto)),
        adjuntos: revision.adjuntosDe(id),
        faltan: CAMPOS.filter(
          (campo) =>
            campo.clase === "tramite" &&
            campo.exigencia === "ficha" &&
            texto(id, campo.campo) === "",
        ).map((campo) => ({
          entidad: id,
          clase: "tramite",
          campo: campo.campo,
          seccion: campo.seccion ?? "general",
          etiqueta: campo.etiqueta,
          por_que: "Sin este dato la ficha no está completa.",
        })),
        hallazgos: hallazgosDe(raiz).toSorted(
          (a, b) =>
            orden[a.estado] - orden[b.estado] ||
            ORDEN_SEVERIDAD.indexOf(a.severidad) -
              ORDEN_SEVERIDAD.indexOf(b.severidad),
        ),
        banderas,
        originales: [...raiz.celdas]
          .filter(([campo]) => campo.startsWith("original_"))
          .map(([campo, { valor }]) => ({
            columna: campo.slice("original_".length),
            texto: String(valor ?? ""),
          })),
        transiciones: [
          {
            a: "ficha_completa",
            accion: "Marcar la ficha completa",
            impedimento: "Faltan datos de la ficha.",
            pide_motivo: false,
          },
        ],
        anterior: lista[aqui - 1]?.id ?? null,
        siguiente: lista[aqui + 1]?.id ?? null,
      };
    },
    ...revision.respuestas,
    ...priorizacion.respuestas,
    ...conflictos.respuestas,
    ...metodosFalsos,
    ...costosFalsos({ nuevoId: () => nuevoId(), operar, hecho }),
    ...redisenoFalso({
      tramites,
      deClase,
      celda: (id, campo) => entidades.get(id)?.celdas.get(campo)?.valor ?? null,
      poner: (id, campo, valor) => {
        const celdas = entidades.get(id)?.celdas;
        celdas?.set(campo, {
          valor,
          version: (celdas.get(campo)?.version ?? 0) + 1,
        });
      },
      crear,
      retirar: (id, si) => {
        const una = entidades.get(id);
        if (una !== undefined) una.retirada = si;
      },
      hallazgosDe: (id) => hallazgosDe(hallar(id)),
      nuevoId: () => nuevoId(),
      operar,
      hecho,
      falla,
      corte: CORTE,
    }),
    hallazgos: (pide) => {
      const todos = tramites()
        .flatMap(hallazgosDe)
        .filter(
          (uno) =>
            (pide.regla === null || uno.regla === pide.regla) &&
            uno.estado === (pide.estado ?? "abierto"),
        );
      return {
        total: todos.length,
        por_regla: porRegla(),
        hallazgos: todos.slice(
          pide.desde,
          pide.desde + (pide.cuantos === 0 ? 100 : pide.cuantos),
        ),
      };
    },
    historial_de_celda: ({ entidad: id, campo }) => [
      {
        campo,
        entidad: id,
        antes: null,
        despues: entidades.get(id)?.celdas.get(campo)?.valor ?? null,
        quien: "sin nombre",
        cuando: MOMENTO,
        motivo: "",
        operacion: "Importó el catálogo de la institución",
      },
    ],
    historial: (pide) => ({
      total: historial.length,
      operaciones: historial
        .toReversed()
        .slice(
          pide.desde,
          pide.desde + (pide.cuantos === 0 ? 100 : pide.cuantos),
        ),
    }),
    borradores: () =>
      [...borradores].map(([clave, contenido]) => ({
        clave,
        texto: contenido,
        cuando: MOMENTO,
      })),
    importaciones: () => importaciones.map((una) => ({ ...una })),
    filas_en_espera: () =>
      importaciones.every(({ deshecha }) => deshecha)
        ? []
        : MARN.slice(0, 12).map((uno, i) => ({
            id: nuevoId(),
            fila: i + 105,
            archivo: "catalogo_2023.csv",
            nombre: uno.nombre,
            institucion:
              i % 3 === 0
                ? "Ministerio de Energía y Minas -MEM-"
                : "Dirección de Parques",
            codigo:
              i % 3 === 0 ? "otra_institucion" : "institucion_desconocida",
            mensaje:
              i % 3 === 0
                ? "Es de otra institución (MEM)."
                : "La institución no está en la lista de 66.",
          })),
    auditar_hoja: ({ hoja }) => ({
      hoja: hoja ?? "Trámites",
      revisados: 3,
      correctos: 2,
      por_revisar: [
        {
          tipo: "producto_no_coincide",
          fila: 7,
          columna: "F",
          etiqueta: "Licencia ambiental",
          esperado: "1,266,230",
          encontrado: "694,742",
          diferencia: "-571,488",
          mensaje: "El producto de los factores no da el valor escrito.",
        },
      ],
    }),
    examinar_libro: (pide) => libroExaminado(pide.hoja),
    examinar_bpmn: () => bpmnExaminado(),
    exportar_bpmn: (pide) => ({
      archivos: [`MARN-0001-${pide.version}.bpmn`],
      filas: 1,
      cortados: [],
    }),
    prever_importacion: async (pide) => {
      await trabajar(pide.trabajo);
      return resultadoImportacion(MARN, null, pide);
    },
    exportar_inventario: async (pide) => {
      await trabajar(pide.trabajo);
      return {
        archivos: [pide.formato === "csv" ? "tramites.csv" : "inventario"],
        filas: tramites().length,
        cortados: [],
      };
    },
    guardar_plantilla: () => ({}),
    ...informes,
    membrete: () => {
      const membrete = deClase("membrete", "membrete")[0];
      return {
        entidad: membrete === undefined ? null : entidadDto(membrete),
        logo: null,
        firmas: deClase("firma", "firma").map(entidadDto),
        avisos: [],
      };
    },
    ...tablero,
    verificar: () => ({
      ok: true,
      asientos: 4213,
      raiz_estado: "a1b2c3d4e5f60718".repeat(4),
      problemas: [],
      detalle: [],
      avisos: [],
      retirados: 0,
      adjuntos: 3,
      remedio: "ninguno",
    }),
    respaldos: () => ({ ...respaldos, copias: [...respaldos.copias] }),
    prever_restauracion: ({ copia }) => ({
      nombre: copia ?? "copia.dlgb",
      asientos: 4200,
      despues: 13,
      propia: true,
    }),
    crear_respaldo: async ({ destino, trabajo }) => {
      await trabajar(trabajo);
      const nueva = copiaFalsa("2026-11-20T16:42:00Z", "manual", "A petición");
      if (destino === null) {
        respaldos.copias = [nueva, ...respaldos.copias];
        respaldos.al_dia = true;
      } else {
        respaldos.otro_disco = nueva.cuando;
        respaldos.falta_otro_disco = false;
      }
      return nueva;
    },
    restaurar: async ({ trabajo }) => {
      await trabajar(trabajo);
      return {
        asientos: 4200,
        raiz_estado: "a1b2c3d4e5f60718".repeat(4),
        apartado: "diligencia.dlgb.apartada-2026-11-20_104200",
        despues: 13,
        adjuntos_faltan: [],
        dispositivo_nuevo: true,
      };
    },
    recuperar: async ({ trabajo }) => {
      await trabajar(trabajo);
      return {
        asientos: 4212,
        raiz_estado: "a1b2c3d4e5f60718".repeat(4),
        copia: "diligencia_2026-11-20_080000_automatico.dlgb",
        rescatados: 12,
        faltan: [
          { ambito: "MARN", dispositivo: "a1b2c3d4", desde: 57, hasta: 57 },
        ],
        faltan_total: 1,
        copias_malas: [],
        apartado: "diligencia.dlgb.apartada-2026-11-20_104200",
        adjuntos_faltan: [],
        paquetes: [
          {
            archivo: "MARN_2026-11-18_a1b2c3d4.dlg",
            nuevos: 8,
            conocidos: 4192,
            en_espera: 0,
            rechazados: 0,
            problema: null,
          },
          {
            archivo: "copia de correo.dlg",
            nuevos: 0,
            conocidos: 0,
            en_espera: 0,
            rechazados: 0,
            problema:
              "El paquete es de MAGA y esta instalación es de MARN. No se importó nada.",
          },
        ],
      };
    },
    reconstruir: async ({ trabajo }) => {
      await trabajar(trabajo);
      return { asientos: 4213, ms: 310 };
    },
    abrir_adjunto: ({ id }) => ({
      id: `abrir-${id}`,
      nombre: "acta.pdf",
      bytes: 20_480,
    }),
    progreso: ({ id }) => {
      const hechos = trabajos.get(id) ?? 0;
      return {
        hechos,
        total: 665,
        que: "Leyendo trámites",
        activo: trabajos.has(id),
      };
    },
    crear_instalacion: async (pide) => {
      await trabajar(pide.trabajo);
      abrir(pide.como, pide.demo, pide.persona);
      if (instalacion === null)
        throw falla("interno", "No se pudo crear el archivo.");
      return hecho(instalacion, [{ entidad: "instalacion", id: null }]);
    },
    guardar_celdas: ({ celdas }) => {
      const primera = celdas[0];
      if (primera === undefined)
        throw falla("campos_invalidos", "No hay nada que guardar.");
      if (primera.entidad === "persona" && instalacion !== null) {
        instalacion.persona = String(primera.valor ?? "");
        anotar("Cambió el nombre de quien escribe", null, 1, MOMENTO);
        return hecho({}, [{ entidad: "persona", id: null }]);
      }
      const previas = celdas.map(({ entidad: id, campo, valor }) => ({
        una: hallar(id),
        campo,
        valor,
        antes: hallar(id).celdas.get(campo),
      }));
      for (const { campo, valor } of previas)
        if (campo === "nombre" && (valor === null || String(valor).length < 5))
          throw falla(
            "campos_invalidos",
            "Corrija el nombre. Lo que escribió sigue en pantalla.",
            [
              {
                campo: "tramite.nombre",
                mensaje:
                  "Escriba el nombre del trámite, con al menos 5 letras. Es el que verá la ciudadanía.",
              },
            ],
          );
      operar(
        celdas.length === 1
          ? "Cambió un dato de la ficha"
          : `Cambió ${celdas.length} datos`,
        raizDe(hallar(primera.entidad)),
        celdas.length,
        () =>
          previas.forEach(({ una, campo, valor, antes }) =>
            una.celdas.set(campo, {
              valor,
              version: (antes?.version ?? 0) + 1,
            }),
          ),
        () =>
          previas.forEach(({ una, campo, antes }) =>
            antes === undefined
              ? una.celdas.delete(campo)
              : una.celdas.set(campo, antes),
          ),
      );
      return hecho({}, cambiosDe(hallar(primera.entidad)));
    },
    agregar_filas: ({ padre, clase, filas, despues_de }) => {
      let creadas: Entidad[] = [];
      operar(
        `Agregó ${filas.length} ${filas.length === 1 ? "fila" : "filas"}`,
        padre,
        filas.length,
        () => {
          if (creadas.length > 0)
            creadas.forEach((una) => (una.retirada = false));
          else
            creadas = filas.map((una) =>
              crear(
                clase,
                padre,
                Object.fromEntries(
                  Object.entries(una).map(([campo, valor]) => [
                    campo,
                    valor ?? null,
                  ]),
                ),
              ),
            );
        },
        () => creadas.forEach((una) => (una.retirada = true)),
      );
      const ids = creadas.map(({ id }) => id);
      if (despues_de !== null) {
        const lista = (hijos.get(padre ?? clase) ?? []).filter(
          (id) => !ids.includes(id),
        );
        lista.splice(lista.indexOf(despues_de) + 1, 0, ...ids);
        hijos.set(padre ?? clase, lista);
      }
      const primera = creadas[0];
      return hecho({ ids }, primera === undefined ? [] : cambiosDe(primera));
    },
    mover_fila: ({ id, despues_de }) => {
      const una = hallar(id);
      const clave = una.padre ?? una.clase;
      const antes = [...(hijos.get(clave) ?? [])];
      const despues = antes.filter((otra) => otra !== id);
      despues.splice(
        despues_de === null ? 0 : despues.indexOf(despues_de) + 1,
        0,
        id,
      );
      operar(
        "Movió una fila",
        raizDe(una),
        1,
        () => hijos.set(clave, despues),
        () => hijos.set(clave, antes),
      );
      return hecho({}, cambiosDe(una));
    },
    retirar_filas: ({ ids, motivo }) => {
      if (motivo.trim().length < 10)
        throw falla("campos_invalidos", "Falta el motivo.", [
          {
            campo: "motivo",
            mensaje:
              "Escriba el motivo, con al menos 10 letras. Queda en el historial.",
          },
        ]);
      const sinAdjunto = revision.retirarAdjunto(ids[0]);
      if (sinAdjunto !== null) return sinAdjunto;
      const lista = ids.map(hallar);
      const cambios = lista.flatMap(cambiosDe);
      operar(
        `Retiró ${ids.length} ${ids.length === 1 ? "fila" : "filas"}`,
        lista[0] === undefined ? null : raizDe(lista[0]),
        ids.length,
        () => lista.forEach((una) => (una.retirada = true)),
        () => lista.forEach((una) => (una.retirada = false)),
      );
      return hecho({}, cambios);
    },
    importar_bpmn: ({ tramite }) => {
      const { cuenta, pasos, sin_lugar } = bpmnExaminado();
      return hecho(
        {
          pasos: pasos.length,
          nuevos: pasos.length,
          conservados: 0,
          retirados: 0,
          adjunto: "diagrama",
          cuenta,
          sin_lugar,
        },
        [{ entidad: "tramite", id: tramite }],
      );
    },
    mover_tramite: ({ ids, a }) => {
      const previas = ids.map((id) => {
        const una = hallar(id);
        return { una, antes: una.celdas.get("estado") };
      });
      operar(
        ids.length === 1 ? "Movió un trámite" : `Movió ${ids.length} trámites`,
        ids[0] ?? null,
        ids.length,
        () =>
          previas.forEach(({ una, antes }) =>
            una.celdas.set("estado", {
              valor: a,
              version: (antes?.version ?? 0) + 1,
            }),
          ),
        () =>
          previas.forEach(({ una, antes }) =>
            antes === undefined
              ? una.celdas.delete("estado")
              : una.celdas.set("estado", antes),
          ),
      );
      return hecho({}, [{ entidad: "tramite", id: null }]);
    },
    crear_tramite: ({ nombre, codigo }) => {
      if (nombre.trim().length < 5)
        throw falla("campos_invalidos", "Corrija el nombre.", [
          {
            campo: "nombre",
            mensaje: "Escriba el nombre del trámite, con al menos 5 letras.",
          },
        ]);
      let creada: Entidad | null = null;
      operar(
        "Agregó un trámite",
        null,
        3,
        () => {
          if (creada === null)
            creada = crear("tramite", null, {
              nombre,
              codigo: codigo ?? `MARN-${9000 + contador}`,
              estado: "identificado",
            });
          else creada.retirada = false;
        },
        () => {
          if (creada !== null) creada.retirada = true;
        },
      );
      return hecho({ ids: hijos.get("tramite")?.slice(-1) ?? [] }, [
        { entidad: "tramite", id: null },
      ]);
    },
    guardar_bloque: ({ celdas, nuevas }) => {
      for (const una of nuevas)
        if (String(una["nombre"] ?? "").length < 5)
          throw falla("campos_invalidos", "Corrija el nombre.", [
            {
              campo: "nuevas.0.tramite.nombre",
              mensaje: "Escriba el nombre del trámite, con al menos 5 letras.",
            },
          ]);
      const previas = celdas.map(({ entidad: id, campo, valor }) => ({
        una: hallar(id),
        campo,
        valor,
        antes: hallar(id).celdas.get(campo),
      }));
      let creadas: Entidad[] = [];
      operar(
        nuevas.length > 0
          ? "Pegó un bloque en el inventario"
          : `Cambió ${celdas.length} datos`,
        null,
        celdas.length + nuevas.length,
        () => {
          for (const { una, campo, valor, antes } of previas)
            una.celdas.set(campo, {
              valor,
              version: (antes?.version ?? 0) + 1,
            });
          if (creadas.length > 0)
            for (const una of creadas) una.retirada = false;
          else
            creadas = nuevas.map((valores) =>
              crear("tramite", null, {
                codigo: `MARN-${9000 + contador}`,
                estado: "identificado",
                ...valores,
              }),
            );
        },
        () => {
          for (const { una, campo, antes } of previas)
            if (antes === undefined) una.celdas.delete(campo);
            else una.celdas.set(campo, antes);
          for (const una of creadas) una.retirada = true;
        },
      );
      return hecho({ ids: creadas.map(({ id }) => id) }, [
        { entidad: "tramite", id: null },
      ]);
    },
    prever_bloque: (pide) => {
      const previstos = enBloque(pide);
      return {
        total: previstos.length,
        cambian: previstos.filter(({ antes, despues }) => antes !== despues)
          .length,
        iguales: previstos.filter(({ antes, despues }) => antes === despues)
          .length,
        impedidos: [],
        muestra: previstos
          .filter(({ antes, despues }) => antes !== despues)
          .map(({ raiz, antes, despues }) => ({
            id: raiz.id,
            codigo: texto(raiz.id, "codigo"),
            nombre: texto(raiz.id, "nombre"),
            antes,
            despues,
          })),
        huella: "falsa",
      };
    },
    cambiar_bloque: ({ cambio }) => {
      const previstos = enBloque(cambio).filter(
        ({ antes, despues }) => antes !== despues,
      );
      operar(
        "Cambió varios trámites a la vez",
        null,
        previstos.length,
        () => {
          for (const { raiz, despues } of previstos)
            raiz.celdas.set(cambio.campo, {
              valor: despues,
              version: (raiz.celdas.get(cambio.campo)?.version ?? 0) + 1,
            });
        },
        () => {
          for (const { raiz, antes } of previstos)
            raiz.celdas.set(cambio.campo, {
              valor: antes,
              version: (raiz.celdas.get(cambio.campo)?.version ?? 0) + 1,
            });
        },
      );
      return hecho({ cambiados: previstos.length }, [
        { entidad: "tramite", id: null },
      ]);
    },
    duplicar_tramite: ({ id }) => {
      const raiz = hallar(id);
      let copia: Entidad | null = null;
      operar(
        "Duplicó un trámite",
        null,
        3,
        () => {
          if (copia === null)
            copia = crear("tramite", null, {
              codigo: `MARN-${9000 + contador}`,
              nombre: `${texto(raiz.id, "nombre")} (copia)`,
              estado: "identificado",
            });
          else copia.retirada = false;
        },
        () => {
          if (copia !== null) copia.retirada = true;
        },
      );
      return hecho({ ids: hijos.get("tramite")?.slice(-1) ?? [] }, [
        { entidad: "tramite", id: null },
      ]);
    },
    normas: () => ({ normas: lasNormas, sin_identificar: 3 }),
    guardar_norma: ({ vigente }) => {
      operar(
        "Cambió una norma del catálogo",
        null,
        1,
        () => undefined,
        () => undefined,
      );
      lasNormas = lasNormas.map((n, i) =>
        i === 0 ? { ...n, vigente, por_marcar: 0 } : n,
      );
      return hecho({}, [{ entidad: "tramite", id: null }]);
    },
    vistas: () => vistasGuardadas,
    guardar_vistas: (nuevas) => {
      vistasGuardadas = nuevas;
      return {};
    },
    decidir_hallazgo: ({ ids, estado, justificacion }) => {
      if (estado === "descartado" && justificacion.trim().length < 10)
        throw falla("campos_invalidos", "Falta la justificación.", [
          {
            campo: "justificacion",
            mensaje: "Escriba por qué se descarta, con al menos 10 letras.",
          },
        ]);
      const antes = new Map(ids.map((id) => [id, decisiones.get(id)]));
      operar(
        "Decidió un posible hallazgo",
        ids[0]?.split("|")[1] ?? null,
        2 * ids.length,
        () =>
          ids.forEach((id) => decisiones.set(id, { estado, justificacion })),
        () =>
          antes.forEach((previa, id) =>
            previa === undefined
              ? decisiones.delete(id)
              : decisiones.set(id, previa),
          ),
      );
      return hecho({}, [{ entidad: "hallazgo", id: null }]);
    },
    mover_fase: ({ fase, a, fecha, evidencia }) => {
      const antes = fases.get(fase);
      const evidencias = [
        ...(antes?.evidencias ?? []),
        ...(evidencia === null ? [] : ["acta.pdf"]),
      ];
      operar(
        "Movió una fase",
        null,
        2,
        () => fases.set(fase, { estado: a, fecha: fecha ?? CORTE, evidencias }),
        () =>
          antes === undefined ? fases.delete(fase) : fases.set(fase, antes),
      );
      return hecho({}, [
        { entidad: "fase", id: null },
        { entidad: "avance", id: null },
      ]);
    },
    cerrar_inventario: () => hecho({}, [{ entidad: "fase", id: null }]),
    importar: async (pide) => {
      await trabajar(pide.trabajo);
      const id = nuevoId();
      importaciones.unshift({
        id,
        archivo: "catalogo_2023.csv",
        cuando: new Date(momento).toISOString(),
        quien: "sin nombre",
        filas: 665,
        nuevas: 98,
        en_espera: 560,
        deshecha: false,
      });
      if (tramites().length === 0) {
        sembrar();
        if (tramites().length === 0)
          for (const uno of MARN)
            crear("tramite", null, {
              codigo: `MARN-${uno.id}`,
              nombre: uno.nombre,
              categoria: uno.categoria,
              estado: "identificado",
            });
      }
      anotar(
        "Importó catalogo_2023.csv",
        null,
        4000,
        new Date(momento).toISOString(),
      );
      return hecho(resultadoImportacion(MARN, id), [
        { entidad: "tramite", id: null },
        { entidad: "importacion", id },
      ]);
    },
    deshacer_importacion: ({ id }) => {
      const hallada = importaciones.find((una) => una.id === id);
      if (hallada === undefined)
        throw falla("no_existe", "Esa importación ya no está.");
      hallada.deshecha = true;
      return hecho({ retiradas: hallada.nuevas, conservadas: 0 }, [
        { entidad: "importacion", id },
        { entidad: "tramite", id: null },
      ]);
    },
    deshacer: () => {
      const ultima = hechas.pop();
      if (ultima === undefined) return { ...hecho({}, []), guardado: null };
      ultima.deshacer();
      ultima.dto.deshecha = true;
      deshechas.push(ultima);
      return hecho({}, [{ entidad: "todo", id: null }]);
    },
    rehacer: () => {
      const ultima = deshechas.pop();
      if (ultima === undefined) return { ...hecho({}, []), guardado: null };
      ultima.rehacer();
      ultima.dto.deshecha = false;
      hechas.push(ultima);
      return hecho({}, [{ entidad: "todo", id: null }]);
    },
    guardar_borrador: ({ clave, texto: contenido }) => {
      if (contenido === null) borradores.delete(clave);
      else borradores.set(clave, contenido);
      return {};
    },
    guardar_preferencia: ({ clave, valor }) => {
      preferencias[clave] = valor;
      return {};
    },
    cancelar: ({ id }) => {
      cancelados.add(id);
      return {};
    },
  };

  /** A job of a few steps that can be cancelled. Instant unless the bridge is slow. */
  async function trabajar(id: string | null): Promise<void> {
    if (id === null || (opciones.demora ?? 0) === 0) return;
    for (let i = 0; i <= 10; i += 1) {
      trabajos.set(id, Math.round((665 * i) / 10));
      await new Promise((seguir) => setTimeout(seguir, opciones.demora));
      if (cancelados.has(id)) {
        trabajos.delete(id);
        throw falla("cancelado", "Se canceló. No se cambió nada.");
      }
    }
    trabajos.delete(id);
  }

  if (como !== null)
    abrir(como, opciones.demo ?? false, opciones.persona ?? "");

  const puente: PuenteFalso = {
    llamadas: [],
    ponerEnDuda: (conflicto) => void conflictos.poner(conflicto),
    fallas: { ...opciones.fallas },
    archivo: { id: "archivo-1", nombre: "catalogo_2023.csv" },
    async llamar<K extends Comando>(comando: K, pide: Pide<K>): Promise<Da<K>> {
      puente.llamadas.push({ comando, pide });
      await new Promise((seguir) => setTimeout(seguir, 0));
      const prevista = puente.fallas[comando];
      if (prevista !== undefined) throw new FallaError(prevista);
      return structuredClone(await respuestas[comando](pide));
    },
    elegirArchivo: async () => puente.archivo,
    elegirDestino: async (nombreSugerido) => ({
      id: "destino-1",
      nombre: nombreSugerido,
    }),
    elegirCarpeta: async () => ({ id: "carpeta-1", nombre: "Informes" }),
    abrirCarpeta: async () => {},
    abrirExportado: async () => {},
    avisarPrimeraPantalla: () => {},
    alCerrar: () => () => {},
  };
  return puente;
}

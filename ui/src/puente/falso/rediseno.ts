/** The redesign of each trámite, in memory: the shapes of the core, with rough figures. */
import type { AccionRequisito } from "../generado/AccionRequisito";
import type { ActoDto } from "../generado/ActoDto";
import type { ActorPaso } from "../generado/ActorPaso";
import type { CambioDto } from "../generado/CambioDto";
import type { DecisionDto } from "../generado/DecisionDto";
import type { EntregaDto } from "../generado/EntregaDto";
import type { EscenarioDto } from "../generado/EscenarioDto";
import type { EstadoReforma } from "../generado/EstadoReforma";
import type { EstadoTramite } from "../generado/EstadoTramite";
import type { FallaDto } from "../generado/FallaDto";
import type { FaltaDeRediseno } from "../generado/FaltaDeRediseno";
import type { HallazgoDto } from "../generado/HallazgoDto";
import type { Hecho } from "../generado/Hecho";
import type { Medida } from "../generado/Medida";
import type { MedidaBreve } from "../generado/MedidaBreve";
import type { MedidaDto } from "../generado/MedidaDto";
import type { PasoDeRediseno } from "../generado/PasoDeRediseno";
import type { ReformaDto } from "../generado/ReformaDto";
import type { RequisitoDeRediseno } from "../generado/RequisitoDeRediseno";
import type { SugerenciaDto } from "../generado/SugerenciaDto";
import type { ValorDto } from "../generado/ValorDto";
import type { Comando, Da, Pide } from "../puente";
import { cifraFalsa } from "./costos";
import { diagramaFalso } from "./diagrama";
import type { PasoDibujado } from "./diagrama";

type DeRediseno =
  | "rediseno"
  | "redisenos"
  | "diagrama"
  | "ensayar_cambios"
  | "iniciar_propuesta"
  | "guardar_escenario"
  | "decidir_escenario"
  | "guardar_reforma"
  | "mover_reforma"
  | "entregar_rediseno"
  | "aprobar_rediseno";

type Respuestas = { [K in DeRediseno & Comando]: (pide: Pide<K>) => Da<K> };

interface Fila {
  id: string;
}

export interface Nucleo {
  tramites: () => ReadonlyArray<Fila>;
  deClase: (padre: string, clase: string) => ReadonlyArray<Fila>;
  celda: (id: string, campo: string) => ValorDto;
  poner: (id: string, campo: string, valor: ValorDto) => void;
  crear: (
    clase: string,
    padre: string,
    celdas: Record<string, ValorDto>,
  ) => Fila;
  retirar: (id: string, si: boolean) => void;
  hallazgosDe: (id: string) => ReadonlyArray<HallazgoDto>;
  nuevoId: () => string;
  operar: (
    frase: string,
    tramite: string | null,
    celdas: number,
    rehacer: () => void,
    deshacer: () => void,
  ) => void;
  hecho: <T>(valor: T, cambios: CambioDto[]) => Hecho<T>;
  falla: (
    codigo: FallaDto["codigo"],
    mensaje: string,
    campos?: FallaDto["campos"],
  ) => Error;
  corte: string;
}

const EN_JUEGO: ReadonlySet<string> = new Set([
  "priorizado",
  "en_diagnostico",
  "en_rediseno",
  "rediseno_aprobado",
]);
const SE_VAN: ReadonlySet<string> = new Set([
  "eliminar",
  "fusionar",
  "consultar_entre_entidades",
]);
const SIGUIENTES: Record<EstadoReforma, EstadoReforma[]> = {
  propuesta: ["en_dictamen", "desistida"],
  en_dictamen: ["en_firma", "desistida"],
  en_firma: ["publicada", "desistida"],
  publicada: ["vigente"],
  vigente: [],
  desistida: [],
};
const NOMBRES: ReadonlyArray<[Medida, string, string, boolean]> = [
  ["procedimientos", "Pasos", "paso", true],
  ["requisitos", "Requisitos", "requisito", true],
  ["costo", "Costo para la persona", "GTQ", true],
  ["tiempo", "Tiempo de respuesta", "dias_habiles", true],
  ["ciclo", "Tiempo calculado de los pasos", "dia_calendario", false],
  ["visitas", "Visitas", "viaje", false],
  ["horas_persona", "Horas de la persona", "h", false],
  ["costo_total", "Costo con su tiempo", "GTQ", false],
  ["horas_institucion", "Horas de la institución", "h", false],
  ["costo_institucion", "Costo de la institución", "GTQ", false],
  ["pasos_persona", "Pasos de la persona", "paso", false],
  ["pasos_internos", "Pasos internos", "paso", false],
  ["condicionales", "Requisitos solo en algunos casos", "requisito", false],
  [
    "documentos_publicos",
    "Documentos de entidades públicas",
    "documento",
    false,
  ],
  ["legalizadas", "Copias o firmas legalizadas", "documento", false],
  ["unidades", "Unidades que intervienen", "unidad", false],
];

const letras = (texto: string | null) =>
  (texto ?? "").match(/\p{L}/gu)?.length ?? 0;

/** Hundredths as shown; the fake holds no float. */
const centesimas = (n: number) =>
  `${n < 0 ? "−" : ""}${Math.floor(Math.abs(n) / 100).toLocaleString("en")}.${String(Math.abs(n) % 100).padStart(2, "0")}`;

/** Figures in hundredths, or null when there is no datum. */
type Cifras = Partial<Record<Medida, number | null>>;

function breve(
  [medida, nombre, unidad, de_ley]: (typeof NOMBRES)[number],
  antes: number | null,
  despues: number | null,
): MedidaBreve {
  const ver = (n: number) =>
    unidad === "GTQ" || unidad === "h"
      ? centesimas(n)
      : `${n < 0 ? "−" : ""}${Math.abs(Math.round(n / 100))}`;
  const diferencia =
    antes === null || despues === null ? null : antes - despues;
  return {
    medida,
    nombre,
    de_ley,
    unidad,
    antes: antes === null ? null : ver(antes),
    despues: despues === null ? null : ver(despues),
    diferencia: diferencia === null ? null : ver(diferencia),
    sentido:
      diferencia === null
        ? "sin_dato"
        : diferencia === 0
          ? "igual"
          : diferencia > 0
            ? "mejora"
            : "empeora",
    porcentaje:
      diferencia === null || antes === null || antes === 0
        ? null
        : {
            numerador: String(diferencia),
            denominador: String(antes),
            regla: "(antes − después) / antes",
            porcentaje: (Math.round((diferencia * 1000) / antes) / 10).toFixed(
              1,
            ),
          },
    sin_comparar: diferencia === null ? "Falta un dato de un lado." : null,
    anual:
      diferencia !== null && (unidad === "GTQ" || unidad === "h")
        ? centesimas(diferencia * 400)
        : null,
  };
}

function explicada(m: MedidaBreve): MedidaDto {
  const cifra = (valor: string | null) =>
    cifraFalsa(m.unidad, valor, {
      formula: "contados en la ficha",
      faltan:
        valor === null
          ? [
              {
                que: "Falta un dato de este lado.",
                parametro: null,
                entidad: null,
                campo: null,
              },
            ]
          : [],
    });
  return {
    breve: m,
    antes: cifra(m.antes),
    despues: cifra(m.despues),
    anual:
      m.anual === null
        ? null
        : cifraFalsa(m.unidad, m.anual, {
            formula: "lo de un caso, por las solicitudes del año",
            insumos: [
              {
                nombre: "Solicitudes del año",
                valor: {
                  bajo: "400",
                  valor: "400",
                  alto: "400",
                  exacto: "400",
                  fijo: true,
                },
                unidad: "caso",
                fuente: "Registro de ventanilla",
                fecha: "2025-12-31",
                confianza: "estimado",
                quien: null,
                cuando: null,
              },
            ],
          }),
  };
}

export function redisenoFalso(n: Nucleo): Respuestas {
  const escenarios = new Map<string, EscenarioDto[]>();
  const reformas = new Map<string, ReformaDto[]>();
  const entregas = new Map<string, EntregaDto[]>();
  const texto = (id: string, campo: string) => {
    const valor = n.celda(id, campo);
    return typeof valor === "string" && valor !== "" ? valor : null;
  };
  const entero = (id: string, campo: string) => {
    const valor = n.celda(id, campo);
    return typeof valor === "number" ? valor : null;
  };
  const requisitosDe = (id: string) => n.deClase(id, "requisito");
  const pasosDe = (id: string, version: "actual" | "propuesta") =>
    n
      .deClase(id, "paso")
      .filter(
        (p) =>
          (texto(p.id, "version") === "propuesta") ===
          (version === "propuesta"),
      );
  const pasoDto = (p: Fila, i: number): PasoDeRediseno => ({
    id: p.id,
    numero: i + 1,
    texto: texto(p.id, "texto") ?? "",
    actor: texto(p.id, "actor") as ActorPaso | null,
    unidad: texto(p.id, "unidad"),
    duracion_minutos: entero(p.id, "duracion_minutos"),
    espera_minutos: entero(p.id, "espera_minutos"),
    requisitos: (texto(p.id, "requisitos") ?? "")
      .split(" ")
      .filter((x) => x !== ""),
    origen: texto(p.id, "origen"),
  });

  const contar = (
    id: string,
    pasos: ReadonlyArray<PasoDeRediseno>,
    requisitos: number,
    arancel: number | null,
  ): Cifras => {
    if (pasos.length === 0)
      return { requisitos: requisitos * 100, costo: arancel };
    const persona = pasos.filter((p) => p.actor === "usuario");
    const minutos = (de: ReadonlyArray<PasoDeRediseno>) =>
      de.reduce((suma, p) => suma + (p.duracion_minutos ?? 10), 0);
    const horas = (de: ReadonlyArray<PasoDeRediseno>) =>
      Math.round((minutos(de) * 100) / 60);
    const internos = pasos.filter((p) => p.actor !== "usuario");
    return {
      procedimientos: pasos.length * 100,
      requisitos: requisitos * 100,
      costo: arancel,
      tiempo: entero(id, "dias_publicados"),
      ciclo:
        Math.ceil(
          pasos.reduce((suma, p) => suma + (p.espera_minutos ?? 0), 0) / 1440,
        ) * 100,
      visitas: Math.max(1, Math.ceil(persona.length / 2)) * 100,
      horas_persona: horas(persona),
      costo_total: arancel === null ? null : arancel + horas(persona) * 20,
      horas_institucion: horas(internos),
      pasos_persona: persona.length * 100,
      pasos_internos: internos.length * 100,
      unidades: new Set(pasos.map((p) => p.unidad ?? "")).size * 100,
    };
  };
  const comparar = (antes: Cifras, despues: Cifras): MedidaBreve[] =>
    NOMBRES.map((m) => breve(m, antes[m[0]] ?? null, despues[m[0]] ?? null));
  const arancelDe = (id: string) => entero(id, "costo_monto") ?? 0;

  const guardadas = (id: string): DecisionDto[] =>
    requisitosDe(id).flatMap((r) => {
      const accion = texto(r.id, "accion");
      return accion === null
        ? []
        : [
            {
              donde: r.id,
              accion,
              con: texto(r.id, "se_une_con"),
              texto: texto(r.id, "texto_propuesto"),
              duracion_minutos: null,
              espera_minutos: null,
              justificacion: texto(r.id, "justificacion"),
            },
          ];
    });
  const quedan = (id: string, decisiones: ReadonlyArray<DecisionDto>) =>
    requisitosDe(id).filter(
      (r) => !decisiones.some((d) => d.donde === r.id && SE_VAN.has(d.accion)),
    );
  const aplicados = (id: string, decisiones: ReadonlyArray<DecisionDto>) =>
    pasosDe(id, "actual")
      .map(pasoDto)
      .flatMap((p) => {
        const d = decisiones.find((x) => x.donde === p.id);
        if (d !== undefined && SE_VAN.has(d.accion)) return [];
        const vivos = new Set(quedan(id, decisiones).map((r) => r.id));
        return [
          {
            ...p,
            texto: d?.texto ?? p.texto,
            duracion_minutos: d?.duracion_minutos ?? p.duracion_minutos,
            espera_minutos: d?.espera_minutos ?? p.espera_minutos,
            requisitos: p.requisitos.filter((r) => vivos.has(r)),
            origen: p.id,
          },
        ];
      })
      .map((p, i) => ({ ...p, numero: i + 1 }));
  const medidasDe = (
    id: string,
    pasos: ReadonlyArray<PasoDeRediseno>,
    decisiones: ReadonlyArray<DecisionDto>,
    arancel: number | null,
  ) =>
    comparar(
      contar(
        id,
        pasosDe(id, "actual").map(pasoDto),
        requisitosDe(id).length,
        arancelDe(id),
      ),
      contar(
        id,
        pasos,
        quedan(id, decisiones).length,
        arancel ?? arancelDe(id),
      ),
    );
  const actoDe = (id: string, requisito: string): ActoDto => {
    const norma = n.deClase(id, "base_legal")[0];
    const cita = norma === undefined ? null : texto(norma.id, "texto");
    return {
      acto: cita === null ? "disposicion_interna" : "acuerdo_gubernativo",
      nombre: cita === null ? "Disposición interna" : "Acuerdo gubernativo",
      norma: cita,
      heredada: cita !== null,
      firma:
        cita === null
          ? "Autoridad superior de la institución"
          : "Presidencia de la República, con el ministerio del ramo",
      por_que:
        cita === null
          ? "Ninguna norma lo exige: la institución lo pidió y puede dejar de pedirlo."
          : "Lo exige un acuerdo gubernativo: se cambia con otro del mismo rango.",
      requisitos: [requisito],
      borrador:
        "ARTÍCULO 1. Se suprime el requisito.\n\nARTÍCULO 2. El presente acuerdo entra en vigencia al día siguiente de su publicación.",
    };
  };
  const actosDe = (id: string, decisiones: ReadonlyArray<DecisionDto>) => {
    const suyas = decisiones.filter(
      (d) =>
        d.accion !== "mantener" &&
        requisitosDe(id).some((r) => r.id === d.donde),
    );
    const primera = suyas[0];
    return primera === undefined
      ? []
      : [
          {
            ...actoDe(id, primera.donde),
            requisitos: suyas.map((d) => d.donde),
          },
        ];
  };
  const requisitosDto = (id: string): RequisitoDeRediseno[] => {
    const pasos = pasosDe(id, "actual").map(pasoDto);
    const dicen = pasos.some((p) => p.requisitos.length > 0);
    const suyos = n.hallazgosDe(id);
    return requisitosDe(id).map((r, i) => {
      const accion = texto(r.id, "accion") as AccionRequisito | null;
      const usado = pasos
        .filter((p) => p.requisitos.includes(r.id))
        .map((p) => p.numero);
      return {
        id: r.id,
        numero: i + 1,
        texto: texto(r.id, "texto") ?? "",
        condicion: null,
        grupo: null,
        accion,
        justificacion: texto(r.id, "justificacion"),
        texto_propuesto: texto(r.id, "texto_propuesto"),
        se_une_con: texto(r.id, "se_une_con"),
        normas: [],
        acto:
          accion === null || accion === "mantener" ? null : actoDe(id, r.id),
        hallazgos: suyos
          .filter((h) => h.entidad === r.id && h.estado === "abierto")
          .map((h) => h.mensaje),
        usado_en: usado,
        sin_uso: dicen && usado.length === 0,
      };
    });
  };
  const sugerenciasDe = (id: string): SugerenciaDto[] => {
    const requisitos = requisitosDto(id);
    const una = (
      principio: SugerenciaDto["principio"],
      nombre: string,
      pregunta: string,
      r: RequisitoDeRediseno,
      verbo: string,
      accion: AccionRequisito,
      evidencia: string,
    ): SugerenciaDto => ({
      principio,
      nombre,
      pregunta,
      texto: `${verbo} «${r.texto.slice(0, 70)}».`,
      evidencia,
      filas: [r.id],
      decisiones: [
        {
          donde: r.id,
          accion,
          con: null,
          texto: null,
          duracion_minutos: null,
          espera_minutos: null,
          justificacion: null,
        },
      ],
      espera_aprobacion: accion === "digitalizar",
    });
    const ociosos = requisitos
      .filter((r) => r.sin_uso)
      .map((r) =>
        una(
          "eliminar",
          "Quitar lo que no hace falta",
          "¿Qué pasaría si no se pidiera?",
          r,
          "Elimine",
          "eliminar",
          "Ningún paso dice que lo lea.",
        ),
      );
    const publicos = requisitos
      .filter((r) => r.hallazgos.some((h) => h.includes("entidad pública")))
      .map((r) =>
        una(
          "interoperar",
          "Consultar entre entidades",
          "¿Lo tiene ya otra entidad del Estado?",
          r,
          "Consulte a quien emite",
          "consultar_entre_entidades",
          "Lo emite una entidad pública.",
        ),
      );
    const digitales = requisitos
      .slice(0, 1)
      .map((r) =>
        una(
          "digitalizar",
          "Digitalizar al final",
          "De lo que queda, ¿qué puede llegar sin papel?",
          r,
          "Reciba en digital",
          "digitalizar",
          "Se pide en papel.",
        ),
      );
    return [...ociosos, ...publicos, ...digitales];
  };
  const contenido = (id: string) =>
    JSON.stringify([requisitosDto(id), n.deClase(id, "paso").map(pasoDto)]);
  const huellaDe = (id: string) => {
    let suma = 7;
    for (const letra of contenido(id))
      suma = (suma * 31 + (letra.codePointAt(0) ?? 0)) % 2_147_483_647;
    return suma.toString(16).padStart(8, "0").repeat(8);
  };
  const faltanDe = (
    id: string,
    medidas: ReadonlyArray<MedidaBreve>,
  ): FaltaDeRediseno[] => {
    const requisitos = requisitosDto(id);
    const salida: FaltaDeRediseno[] = [];
    const decir = (
      codigo: FaltaDeRediseno["codigo"],
      cuantos: number,
      frase: string,
    ) => {
      if (cuantos > 0) salida.push({ codigo, cuantos, texto: frase });
    };
    const sin = requisitos.filter((r) => r.accion === null).length;
    decir(
      "pasos_actuales",
      pasosDe(id, "actual").length === 0 ? 1 : 0,
      "Faltan los pasos de hoy.",
    );
    decir(
      "pasos_propuestos",
      pasosDe(id, "propuesta").length === 0 ? 1 : 0,
      "Faltan los pasos propuestos.",
    );
    decir(
      "requisitos_sin_decidir",
      sin,
      sin === 1
        ? "Falta decidir un requisito."
        : `Faltan ${sin} requisitos por decidir.`,
    );
    const sinRazon = requisitos.filter(
      (r) =>
        r.accion !== null &&
        r.accion !== "mantener" &&
        letras(r.justificacion) < 10,
    ).length;
    decir(
      "decisiones_sin_razon",
      sinRazon,
      sinRazon === 1
        ? "Falta la razón de una decisión."
        : `Faltan las razones de ${sinRazon} decisiones.`,
    );
    const sinMedir = medidas.filter(
      (m) => m.de_ley && m.medida !== "tiempo" && m.sentido === "sin_dato",
    ).length;
    decir("medidas", sinMedir, `Faltan comparar ${sinMedir} medidas.`);
    return salida;
  };
  const dtoDe = (id: string): Da<"rediseno"> => {
    const decisiones = guardadas(id);
    const propuestos = pasosDe(id, "propuesta").map(pasoDto);
    const medidas = medidasDe(id, propuestos, decisiones, null);
    return {
      tramite: id,
      codigo: texto(id, "codigo") ?? "",
      nombre: texto(id, "nombre") ?? "",
      estado: (texto(id, "estado") ?? "identificado") as EstadoTramite,
      corte: n.corte,
      requisitos: requisitosDto(id),
      actuales: pasosDe(id, "actual").map(pasoDto),
      propuestos,
      medidas: medidas.map(explicada),
      actos: actosDe(id, decisiones),
      escenarios: (escenarios.get(id) ?? []).map((e) => ({
        ...e,
        medidas: medidasDe(
          id,
          aplicados(id, e.decisiones),
          e.decisiones,
          e.arancel,
        ),
        actos: actosDe(id, e.decisiones),
      })),
      sugerencias: sugerenciasDe(id),
      reformas: reformas.get(id) ?? [],
      entregas: (entregas.get(id) ?? []).map((e) => ({
        ...e,
        vigente: e.huella === huellaDe(id),
      })),
      faltan: faltanDe(id, medidas),
      digital_espera: texto(id, "estado") !== "rediseno_aprobado",
    };
  };
  const dibujados = (
    pasos: ReadonlyArray<PasoDeRediseno>,
    id: string,
    version: "actual" | "propuesta",
  ): PasoDibujado[] => {
    const propuestos = pasosDe(id, "propuesta").map(pasoDto);
    return pasos.map((p) => ({
      id: p.id,
      texto: p.texto,
      carril:
        p.actor === "usuario" ? "Persona" : (p.unidad ?? "Sin unidad anotada"),
      marca:
        version === "actual"
          ? propuestos.length > 0 && !propuestos.some((x) => x.origen === p.id)
            ? "eliminado"
            : null
          : p.origen === null
            ? "nuevo"
            : texto(p.origen, "texto") === p.texto
              ? null
              : "cambiado",
      ...(entero(p.id, "vuelve") === null
        ? {}
        : { vuelve: entero(p.id, "vuelve") ?? 1 }),
    }));
  };
  const cambia = (id: string): CambioDto[] => [{ entidad: "tramite", id }];
  const deCual = <T extends { id: string }>(
    mapa: Map<string, T[]>,
    id: string,
  ): [string, T] => {
    for (const [tramite, lista] of mapa) {
      const hallado = lista.find((x) => x.id === id);
      if (hallado !== undefined) return [tramite, hallado];
    }
    throw n.falla("no_existe", "Ya no está. Vuelva a la lista.");
  };
  /** Replaces a list, so that it can be undone. */
  const cambiarLista = <T>(
    frase: string,
    mapa: Map<string, T[]>,
    tramite: string,
    nueva: T[],
  ) => {
    const antes = mapa.get(tramite) ?? [];
    n.operar(
      frase,
      tramite,
      1,
      () => void mapa.set(tramite, nueva),
      () => void mapa.set(tramite, antes),
    );
  };
  const escribirPropuesta = (
    frase: string,
    id: string,
    nuevos: ReadonlyArray<PasoDeRediseno>,
  ) => {
    const previos = pasosDe(id, "propuesta").map((p) => p.id);
    let creados: string[] = [];
    n.operar(
      frase,
      id,
      nuevos.length,
      () => {
        previos.forEach((p) => n.retirar(p, true));
        if (creados.length > 0) creados.forEach((p) => n.retirar(p, false));
        else
          creados = nuevos.map(
            (p) =>
              n.crear("paso", id, {
                version: "propuesta",
                texto: p.texto,
                actor: p.actor,
                unidad: p.unidad,
                duracion_minutos: p.duracion_minutos,
                espera_minutos: p.espera_minutos,
                requisitos: p.requisitos.join(" "),
                origen: p.origen,
              }).id,
          );
      },
      () => {
        creados.forEach((p) => n.retirar(p, true));
        previos.forEach((p) => n.retirar(p, false));
      },
    );
    return creados;
  };
  return {
    rediseno: ({ id }) => dtoDe(id),
    redisenos: () => {
      const filas = n
        .tramites()
        .filter((t) => EN_JUEGO.has(texto(t.id, "estado") ?? ""))
        .map((t) => {
          const dto = dtoDe(t.id);
          return {
            tramite: t.id,
            codigo: dto.codigo,
            nombre: dto.nombre,
            unidad: texto(t.id, "unidad_ejecutora"),
            estado: dto.estado,
            decididos: dto.requisitos.filter((r) => r.accion !== null).length,
            requisitos: dto.requisitos.length,
            con_propuesta: dto.propuestos.length > 0,
            entregada: dto.entregas[0]?.version ?? null,
            medidas: dto.medidas.map((m) => m.breve),
          };
        });
      const suma = (nombre: string | null, de: typeof filas) => ({
        nombre,
        tramites: de.length,
        medidas: NOMBRES.map((m) => {
          const suyas = de
            .map((f) => f.medidas.find((x) => x.medida === m[0]))
            .filter((x) => x !== undefined && x.sentido !== "sin_dato");
          const total = (lado: "antes" | "despues") =>
            suyas.reduce(
              (s, x) =>
                s +
                Math.round(
                  Number((x?.[lado] ?? "0").replaceAll(",", "")) * 100,
                ),
              0,
            );
          return {
            breve: breve(
              m,
              suyas.length === 0 ? null : total("antes"),
              suyas.length === 0 ? null : total("despues"),
            ),
            comparables: suyas.length,
            de: de.length,
          };
        }),
      });
      const unidades = [...new Set(filas.map((f) => f.unidad))];
      return {
        corte: n.corte,
        filas,
        unidades: unidades.map((u) =>
          suma(
            u ?? "Sin unidad anotada",
            filas.filter((f) => f.unidad === u),
          ),
        ),
        total: suma(null, filas),
      };
    },
    diagrama: ({ id, version, decisiones }) => {
      const pasos =
        decisiones.length > 0
          ? aplicados(id, decisiones)
          : pasosDe(id, version).map(pasoDto);
      const ruta = diagramaFalso(dibujados(pasos, id, version));
      return { rutas: ruta === null ? [] : [ruta] };
    },
    ensayar_cambios: ({ id, decisiones, arancel }) => {
      const pasos = aplicados(id, decisiones);
      const quitados = new Set(
        decisiones.filter((d) => SE_VAN.has(d.accion)).map((d) => d.donde),
      );
      const medidas = medidasDe(id, pasos, decisiones, arancel);
      return {
        medidas,
        explicadas: null,
        actos: actosDe(id, decisiones),
        sobran: pasosDe(id, "actual")
          .map(pasoDto)
          .filter(
            (p) =>
              !quitados.has(p.id) &&
              p.requisitos.length > 0 &&
              p.requisitos.every((r) => quitados.has(r)),
          )
          .map((p) => ({ id: p.id, numero: p.numero, texto: p.texto })),
        advertencias: decisiones
          .filter(
            (d) => d.accion !== "mantener" && letras(d.justificacion) < 10,
          )
          .map((d) => ({
            codigo: "sin_justificacion" as const,
            donde: d.donde,
            mensaje: "Falta la razón de esta decisión: al menos 10 letras.",
          })),
      };
    },
    iniciar_propuesta: ({ id }) => {
      if (pasosDe(id, "actual").length === 0)
        throw n.falla(
          "campos_invalidos",
          "Anote primero los pasos de hoy: la propuesta parte de ellos.",
        );
      const ids = escribirPropuesta(
        "Empezó la propuesta",
        id,
        aplicados(id, guardadas(id)),
      );
      return n.hecho({ ids }, cambia(id));
    },
    guardar_escenario: (pide) => {
      if (pide.nombre.trim().length < 3)
        throw n.falla("campos_invalidos", "Corrija el nombre.", [
          { campo: "nombre", mensaje: "Escriba el nombre del escenario." },
        ]);
      const lista = escenarios.get(pide.tramite) ?? [];
      const id = pide.id ?? n.nuevoId();
      const previo = lista.find((e) => e.id === id);
      const nuevo: EscenarioDto = {
        id,
        nombre: pide.nombre.trim(),
        estado: previo?.estado ?? "borrador",
        motivo: previo?.motivo ?? null,
        arancel: pide.arancel,
        costo_indirecto: pide.costo_indirecto,
        decisiones: pide.decisiones,
        medidas: [],
        actos: [],
        imposible: null,
      };
      cambiarLista(
        "Guardó un escenario",
        escenarios,
        pide.tramite,
        previo === undefined
          ? [...lista, nuevo]
          : lista.map((e) => (e.id === id ? nuevo : e)),
      );
      return n.hecho({ ids: [id] }, cambia(pide.tramite));
    },
    decidir_escenario: ({ id, elegir, motivo }) => {
      const [tramite, escenario] = deCual(escenarios, id);
      const lista = escenarios.get(tramite) ?? [];
      cambiarLista(
        elegir ? "Eligió un escenario" : "Descartó un escenario",
        escenarios,
        tramite,
        lista.map((e) =>
          e.id === id
            ? { ...e, estado: elegir ? "elegido" : "descartado", motivo }
            : elegir && e.estado === "elegido"
              ? { ...e, estado: "borrador" }
              : e,
        ),
      );
      if (elegir) {
        for (const r of requisitosDe(tramite)) {
          const d = escenario.decisiones.find((x) => x.donde === r.id);
          n.poner(r.id, "accion", d?.accion ?? "mantener");
          if (d !== undefined) n.poner(r.id, "justificacion", d.justificacion);
        }
        escribirPropuesta(
          "Escribió la propuesta",
          tramite,
          aplicados(tramite, escenario.decisiones),
        );
      }
      return n.hecho({}, cambia(tramite));
    },
    guardar_reforma: (pide) => {
      const lista = reformas.get(pide.tramite) ?? [];
      const id = pide.id ?? n.nuevoId();
      const previa = lista.find((r) => r.id === id);
      const nueva: ReformaDto = {
        id,
        acto: pide.acto,
        nombre:
          pide.acto === "acuerdo_gubernativo"
            ? "Acuerdo gubernativo"
            : "Disposición interna",
        norma: pide.norma === "" ? null : pide.norma,
        requisitos: pide.requisitos,
        texto: pide.texto,
        firma: pide.firma,
        estado: previa?.estado ?? "propuesta",
        siguientes: SIGUIENTES[previa?.estado ?? "propuesta"],
        numero: null,
        fecha: null,
        motivo: null,
        dias: 0,
      };
      cambiarLista(
        "Anotó una reforma",
        reformas,
        pide.tramite,
        previa === undefined
          ? [...lista, nueva]
          : lista.map((r) => (r.id === id ? nueva : r)),
      );
      return n.hecho({ ids: [id] }, cambia(pide.tramite));
    },
    mover_reforma: ({ id, a, numero, fecha, motivo }) => {
      const [tramite] = deCual(reformas, id);
      if (a === "publicada" && numero.trim() === "")
        throw n.falla("campos_invalidos", "Falta el número.", [
          {
            campo: "numero",
            mensaje: "Escriba el número con que se publicó.",
          },
        ]);
      cambiarLista(
        "Movió una reforma",
        reformas,
        tramite,
        (reformas.get(tramite) ?? []).map((r) =>
          r.id === id
            ? {
                ...r,
                estado: a,
                siguientes: SIGUIENTES[a],
                numero: numero === "" ? r.numero : numero,
                fecha: fecha === "" ? r.fecha : fecha,
                motivo: motivo === "" ? r.motivo : motivo,
              }
            : r,
        ),
      );
      return n.hecho({}, cambia(tramite));
    },
    entregar_rediseno: ({ id }) => {
      const lista = entregas.get(id) ?? [];
      const nueva: EntregaDto = {
        id: n.nuevoId(),
        version: lista.length + 1,
        huella: huellaDe(id),
        fecha: n.corte,
        quien: "sin nombre",
        vigente: true,
        aprobada_el: null,
        archivo: null,
      };
      cambiarLista("Entregó el rediseño", entregas, id, [nueva, ...lista]);
      return n.hecho({ ids: [nueva.id] }, cambia(id));
    },
    aprobar_rediseno: ({ entrega, fecha }) => {
      const [tramite] = deCual(entregas, entrega);
      cambiarLista(
        "Aprobó el rediseño",
        entregas,
        tramite,
        (entregas.get(tramite) ?? []).map((e) =>
          e.id === entrega
            ? {
                ...e,
                aprobada_el: fecha,
                archivo: {
                  id: n.nuevoId(),
                  nombre: "aprobacion.pdf",
                  tipo: "application/pdf",
                  bytes: 48_211,
                },
              }
            : e,
        ),
      );
      n.poner(tramite, "estado", "rediseno_aprobado");
      return n.hecho({}, cambia(tramite));
    },
  };
}

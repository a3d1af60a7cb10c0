/**
 * The prioritisation over the sample inventory: the same formulas as the core on ordinary numbers, with
 * invented requests per year and no complaints.
 */
import type { CambioDto } from "../generado/CambioDto";
import type { ClasificacionDto } from "../generado/ClasificacionDto";
import type { EntidadDto } from "../generado/EntidadDto";
import type { FallaDto } from "../generado/FallaDto";
import type { FilaTramite } from "../generado/FilaTramite";
import type { FaltaParaCerrar } from "../generado/FaltaParaCerrar";
import type { Hecho } from "../generado/Hecho";
import type { Movida } from "../generado/Movida";
import type { NotaDto } from "../generado/NotaDto";
import type { PuestoDto } from "../generado/PuestoDto";
import type { RazonDto } from "../generado/RazonDto";
import type { ValorDto } from "../generado/ValorDto";
import { FallaError } from "../puente";
import type { Comando, Da, Pide } from "../puente";
import { BIBLIOTECA, celdasDePlantilla, notaDe } from "./criterios";
import { ahpDe, paresDe } from "./pares";

type DePriorizacion =
  | "priorizacion"
  | "clasificar"
  | "pareto"
  | "iniciar_ronda"
  | "agregar_criterio"
  | "agregar_votante"
  | "fijar_pesos"
  | "calificar"
  | "comparar"
  | "mover_seleccion"
  | "cerrar_ronda";

type Respuestas = {
  [K in DePriorizacion & Comando]: (pide: Pide<K>) => Da<K> | Promise<Da<K>>;
};

/** An entity of the sample, with cells that are written in place. */
export interface EntidadDeMuestra {
  id: string;
  clase: string;
  celdas: Map<string, { valor: ValorDto; version: number }>;
  retirada: boolean;
}

/** What the answers need of the sample inventory. */
interface Muestra {
  filas: () => FilaTramite[];
  crear: (
    clase: string,
    padre: string | null,
    celdas: Record<string, ValorDto>,
  ) => EntidadDeMuestra;
  deClase: (padre: string, clase: string) => EntidadDeMuestra[];
  entidadDto: (entidad: EntidadDeMuestra) => EntidadDto;
  operar: (
    frase: string,
    tramite: string | null,
    celdas: number,
    rehacer: () => void,
    deshacer: () => void,
  ) => void;
  hecho: <T>(valor: T, cambios: CambioDto[]) => Hecho<T>;
  razon: (numerador: number, denominador: number, regla: string) => RazonDto;
  quien: () => string;
  ahora: () => string;
  corte: string;
  /** Cells of a round with two values. */
  dudosos: (ronda: string) => number;
}

/** What the core says of a class that it does not name one by one. */
const CAMBIA: CambioDto[] = [{ entidad: "priorizacion", id: null }];
const MINIMO_DE_COMPLETITUD = 0.6;

interface Medido {
  fila: FilaTramite;
  valores: Readonly<Record<string, number | null>>;
  textos: Readonly<Record<string, string>>;
}

interface Voto {
  nota: number;
  razon: string;
}

function medir(fila: FilaTramite, i: number): Medido {
  const dias = /\d+/.exec(fila.tiempo)?.[0];
  const costo = Number(fila.costo.replaceAll(/[^\d.]/g, ""));
  const demanda = i % 5 === 4 ? null : ((i * 733) % 9000) + 60;
  return {
    fila,
    valores: {
      demanda,
      tiempo: dias === undefined ? null : Number(dias),
      requisitos: fila.requisitos,
      costo: fila.costo === "" ? null : costo,
      incidencias: null,
      hallazgos: fila.hallazgos,
    },
    textos: {
      demanda: demanda === null ? "" : `${demanda} solicitudes al año`,
      tiempo: dias === undefined ? "" : fila.tiempo,
      requisitos: `${fila.requisitos} ${fila.requisitos === 1 ? "requisito" : "requisitos"}`,
      costo: fila.costo,
      incidencias: "",
      hallazgos: `${fila.hallazgos} posibles hallazgos`,
    },
  };
}

const plano = (texto: string) =>
  texto
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();

function falla(
  codigo: FallaDto["codigo"],
  mensaje: string,
  campos: FallaDto["campos"] = [],
): FallaError {
  return new FallaError({ codigo, mensaje, campos, incidente: null });
}

const leer = (e: EntidadDeMuestra, campo: string) =>
  String(e.celdas.get(campo)?.valor ?? "");

function poner(e: EntidadDeMuestra, campo: string, valor: ValorDto): void {
  const version = (e.celdas.get(campo)?.version ?? 0) + 1;
  e.celdas.set(campo, { valor, version });
}

/** Rounds, criteria, votes, ranking and closing over the sample. */
export function priorizacionFalsa(m: Muestra): { respuestas: Respuestas } {
  const votos = new Map<string, Voto>();
  const movimientos = new Map<
    string,
    {
      id: string;
      ronda: string;
      tramite: string;
      hacia: Movida;
      razon: string;
      cuando: string;
    }
  >();
  const congelados = new Map<string, PuestoDto[]>();

  const rondas = () =>
    m
      .deClase("priorizacion", "priorizacion")
      .toSorted(
        (a, b) => Number(leer(b, "numero")) - Number(leer(a, "numero")),
      );
  const rondaDe = (id: string | null | undefined) => {
    const hay = rondas();
    const hallada = id == null ? hay[0] : hay.find((r) => r.id === id);
    if (hallada === undefined)
      throw falla("no_existe", "Esa ronda de priorización ya no está.");
    return hallada;
  };
  const abierta = (id: string) => {
    const ronda = rondaDe(id);
    if (leer(ronda, "estado") === "cerrada")
      throw falla(
        "transicion_no_permitida",
        "Esa ronda de priorización está cerrada y ya no cambia. Inicie otra ronda; esta se conserva.",
      );
    return ronda;
  };
  const criteriosDe = (ronda: string) => m.deClase(ronda, "criterio");
  const votantesDe = (ronda: string) => m.deClase(ronda, "votante");
  const claveDeVoto = (v: string, t: string, c: string) => `${v}|${t}|${c}`;

  /** Writes cells in one operation that can be undone. */
  function escribir(
    frase: string,
    cambios: ReadonlyArray<readonly [EntidadDeMuestra, string, ValorDto]>,
  ): void {
    const antes = cambios.map(
      ([e, campo]) => [e, campo, e.celdas.get(campo)?.valor ?? null] as const,
    );
    m.operar(
      frase,
      null,
      cambios.length,
      () => cambios.forEach(([e, campo, valor]) => poner(e, campo, valor)),
      () => antes.forEach(([e, campo, valor]) => poner(e, campo, valor)),
    );
  }

  function puntosDe(
    criterios: ReadonlyArray<EntidadDeMuestra>,
    probados: { [codigo in string]?: string } | null | undefined,
  ): number[] {
    return criterios.map((c) =>
      Number(probados?.[leer(c, "codigo")] ?? leer(c, "peso")),
    );
  }

  function notasDe(
    medido: Medido,
    criterios: ReadonlyArray<EntidadDeMuestra>,
    votantes: ReadonlyArray<EntidadDeMuestra>,
  ) {
    return criterios.map((c) => {
      const codigo = leer(c, "codigo");
      const origen = leer(c, "origen");
      const propia =
        origen === "personas"
          ? null
          : notaDe(leer(c, "umbrales"), medido.valores[origen] ?? null);
      const dados = votantes.map((v) =>
        votos.get(claveDeVoto(v.id, medido.fila.id, codigo)),
      );
      const notas = dados.flatMap((d) => (d === undefined ? [] : [d.nota]));
      const todas =
        notas.length === 0
          ? propia === null
            ? []
            : [propia]
          : dados.flatMap((d) => {
              const nota = d?.nota ?? propia;
              return nota === null ? [] : [nota];
            });
      return {
        nota:
          todas.length === 0
            ? null
            : todas.reduce((a, b) => a + b, 0) / todas.length,
        automatica: propia !== null && notas.length === 0,
        valor: medido.textos[origen] ?? "",
        desacuerdo:
          notas.length === 0 ? 0 : Math.max(...notas) - Math.min(...notas),
        votos: dados.map((d) => d?.nota ?? null),
        razones: dados.map((d) => d?.razon ?? ""),
      };
    });
  }

  type Notas = ReturnType<typeof notasDe>;

  function puntuar(notas: Notas, puntos: ReadonlyArray<number>) {
    const base = notas.reduce(
      (s, n, k) => s + (n.nota === null ? 0 : (puntos[k] ?? 0)),
      0,
    );
    const aportes = notas.map((n, k) =>
      n.nota === null || base === 0
        ? null
        : ((puntos[k] ?? 0) * n.nota * 20) / base,
    );
    const conDato = notas.filter((n) => n.nota !== null).length;
    return {
      aportes,
      conDato,
      puntaje:
        base === 0 ? null : aportes.reduce<number>((s, a) => s + (a ?? 0), 0),
      comparable:
        notas.length > 0 &&
        base > 0 &&
        conDato / notas.length >= MINIMO_DE_COMPLETITUD,
    };
  }

  const aMano = (ronda: string, tramite: string) =>
    movimientos.get(`${ronda}|${tramite}`)?.hacia ?? null;

  function ordenar(ronda: EntidadDeMuestra, puntos: ReadonlyArray<number>) {
    const criterios = criteriosDe(ronda.id);
    const votantes = votantesDe(ronda.id);
    const filas = m.filas().map((fila, i) => {
      const medido = medir(fila, i);
      const notas = notasDe(medido, criterios, votantes);
      return { medido, notas, ...puntuar(notas, puntos) };
    });
    const valor = (f: (typeof filas)[number]) =>
      Math.round((f.puntaje ?? 0) * 1e6);
    const comparables = filas
      .filter((f) => f.comparable)
      .toSorted(
        (a, b) =>
          valor(b) - valor(a) ||
          a.medido.fila.codigo.localeCompare(b.medido.fila.codigo),
      );
    const puestos = comparables.map((f) => ({
      ...f,
      posicion: 1 + comparables.findIndex((o) => valor(o) === valor(f)),
      empatado: comparables.filter((o) => valor(o) === valor(f)).length > 1,
    }));
    return [
      ...puestos,
      ...filas
        .filter((f) => !f.comparable)
        .map((f) => ({ ...f, posicion: null, empatado: false })),
    ];
  }

  function entra(
    ronda: EntidadDeMuestra,
    puesto: { posicion: number | null; puntaje: number | null },
    lugar: number,
  ): boolean {
    if (puesto.posicion === null) return false;
    const corte = Number(leer(ronda, "corte"));
    return leer(ronda, "modo_corte") === "primeros"
      ? lugar < corte
      : (puesto.puntaje ?? 0) >= corte;
  }

  function firmezaDe(
    ronda: EntidadDeMuestra,
    puntos: ReadonlyArray<number>,
  ): string {
    const [primero, segundo] = ordenar(ronda, puntos);
    if (primero?.posicion == null)
      return "Todavía no hay trámites que se puedan comparar.";
    if (primero.empatado && segundo !== undefined)
      return "Varios trámites comparten el primer lugar.";
    const suma = puntos.reduce((a, b) => a + b, 0);
    for (const paso of [2, 5, 10])
      for (const [k, c] of criteriosDe(ronda.id).entries())
        for (const nuevo of [
          (puntos[k] ?? 0) + paso,
          (puntos[k] ?? 0) - paso,
        ]) {
          if (nuevo < 0) continue;
          const [otro] = ordenar(ronda, puntos.with(k, nuevo));
          if (
            otro !== undefined &&
            otro.medido.fila.id !== primero.medido.fila.id
          )
            return `El primer lugar cambia si el peso de «${leer(c, "nombre")}» ${nuevo > (puntos[k] ?? 0) ? "sube" : "baja"} de ${(((puntos[k] ?? 0) * 100) / suma).toFixed(1)} % a ${((nuevo * 100) / (suma - (puntos[k] ?? 0) + nuevo)).toFixed(1)} %: lo alcanza ${otro.medido.fila.codigo}.`;
        }
    return "El primer lugar es firme: ningún cambio en un solo peso lo mueve.";
  }

  function rangosDe(ronda: EntidadDeMuestra, puntos: ReadonlyArray<number>) {
    const rangos = new Map<string, [number, number]>();
    const suma = puntos.reduce((a, b) => a + b, 0);
    const anotar = (con: ReadonlyArray<number>) => {
      for (const { medido, posicion } of ordenar(ronda, con)) {
        if (posicion === null) continue;
        const [a, b] = rangos.get(medido.fila.id) ?? [posicion, posicion];
        rangos.set(medido.fila.id, [
          Math.min(a, posicion),
          Math.max(b, posicion),
        ]);
      }
    };
    anotar(puntos);
    for (const [k, p] of puntos.entries())
      for (const cambio of [-suma / 10, suma / 10])
        anotar(puntos.with(k, Math.max(0, p + cambio)));
    return rangos;
  }

  const numeroCorto = (n: number) =>
    Number.isInteger(n) ? String(n) : n.toFixed(2);

  function pesosDto(puntos: ReadonlyArray<number>) {
    const suma = puntos.reduce((a, b) => a + b, 0);
    return puntos.map((p) => ({
      numerador: String(p),
      denominador: String(suma),
      regla: "puntos del criterio / suma de los puntos",
      porcentaje: suma === 0 ? null : ((p * 100) / suma).toFixed(1),
    }));
  }

  function eje(
    lado: string,
    criterios: ReadonlyArray<EntidadDeMuestra>,
    notas: Notas,
    puntos: ReadonlyArray<number>,
  ): string | null {
    let [suma, base] = [0, 0];
    for (const [k, c] of criterios.entries()) {
      const nota = notas[k]?.nota ?? null;
      if (leer(c, "eje") !== lado || nota === null) continue;
      suma += (puntos[k] ?? 0) * nota;
      base += puntos[k] ?? 0;
    }
    return base === 0 ? null : ((suma * 20) / base).toFixed(2);
  }

  function puestosDe(
    ronda: EntidadDeMuestra,
    puntos: ReadonlyArray<number>,
    opciones: { conRangos: boolean; votante: string | null },
  ): PuestoDto[] {
    const criterios = criteriosDe(ronda.id);
    const quien = votantesDe(ronda.id).findIndex(
      (v) => v.id === opciones.votante,
    );
    const rangos = opciones.conRangos ? rangosDe(ronda, puntos) : null;
    return ordenar(ronda, puntos).map((p, lugar) => {
      const { fila } = p.medido;
      const movido = aMano(ronda.id, fila.id);
      return {
        tramite: fila.id,
        codigo: fila.codigo,
        nombre: fila.nombre,
        posicion: p.posicion,
        empatado: p.empatado,
        puntaje: p.puntaje?.toFixed(2) ?? null,
        completitud: m.razon(
          p.conDato,
          criterios.length,
          "criterios con dato / criterios",
        ),
        notas: p.notas.map(({ razones, nota, ...resto }, k): NotaDto => ({
          ...resto,
          nota: nota === null ? null : numeroCorto(nota),
          aporte: p.aportes[k]?.toFixed(2) ?? null,
          razon: razones[quien] ?? "",
          razones,
        })),
        rango: rangos?.get(fila.id) ?? null,
        seleccionado:
          movido === null ? entra(ronda, p, lugar) : movido === "dentro",
        a_mano: movido,
        impacto: eje("impacto", criterios, p.notas, puntos),
        factibilidad: eje("factibilidad", criterios, p.notas, puntos),
      };
    });
  }

  function todosDe(pide: Pide<"clasificar">) {
    const ronda = rondaDe(pide.ronda);
    const cerrada = congelados.get(ronda.id);
    if (leer(ronda, "estado") === "cerrada" && cerrada !== undefined)
      return {
        ronda,
        puestos: cerrada,
        puntos: puntosDe(criteriosDe(ronda.id), null),
      };
    const puntos = puntosDe(criteriosDe(ronda.id), pide.puntos);
    return {
      ronda,
      puntos,
      puestos: puestosDe(ronda, puntos, {
        conRangos: pide.con_rangos,
        votante: pide.votante,
      }),
    };
  }

  function clasificar(pide: Pide<"clasificar">): ClasificacionDto {
    const { ronda, puestos, puntos } = todosDe(pide);
    const palabras = plano(pide.texto)
      .split(/\s+/)
      .filter((p) => p !== "");
    const peor = (p: PuestoDto) =>
      Math.max(0, ...p.notas.map((n) => n.desacuerdo));
    const pasan = puestos.filter((p) =>
      palabras.every((x) => plano(`${p.codigo} ${p.nombre}`).includes(x)),
    );
    const ordenados =
      pide.orden === "desacuerdo"
        ? pasan.toSorted((a, b) => peor(b) - peor(a))
        : pide.orden === "sin_dato"
          ? pasan.toSorted(
              (a, b) => a.completitud.numerador - b.completitud.numerador,
            )
          : pasan;
    const cuantos = pide.cuantos === 0 ? 100 : Math.min(500, pide.cuantos);
    return {
      total: pasan.length,
      seleccionados: m.razon(
        puestos.filter((p) => p.seleccionado).length,
        puestos.length,
        "trámites seleccionados / trámites que cuentan",
      ),
      comparables: m.razon(
        puestos.filter((p) => p.posicion !== null).length,
        puestos.length,
        "trámites comparables / trámites que cuentan",
      ),
      firmeza: leer(ronda, "firmeza") || firmezaDe(ronda, puntos),
      cambio: "",
      pesos: pesosDto(puntos),
      filas: ordenados.slice(pide.desde, pide.desde + cuantos),
    };
  }

  function votanteDto(ronda: EntidadDeMuestra, v: EntidadDeMuestra) {
    const criterios = criteriosDe(ronda.id);
    const codigos = criterios.map((c) => leer(c, "codigo"));
    const filas = m.filas();
    const dePersonas = criterios.filter(
      (c) => leer(c, "origen") === "personas",
    );
    const dadas = (codigo: string) =>
      filas.filter((f) => votos.has(claveDeVoto(v.id, f.id, codigo))).length;
    const comparaciones: Record<string, string> = {};
    for (const [i, j] of paresDe(codigos.length)) {
      const valor = leer(v, `p_${codigos[i] ?? ""}__${codigos[j] ?? ""}`);
      if (valor !== "")
        comparaciones[`${codigos[i] ?? ""}/${codigos[j] ?? ""}`] = valor;
    }
    return {
      entidad: m.entidadDto(v),
      nombre: leer(v, "nombre"),
      notas: m.razon(
        dePersonas.reduce((s, c) => s + dadas(leer(c, "codigo")), 0),
        dePersonas.length * filas.length,
        "notas dadas / notas que se piden a las personas",
      ),
      pares: m.razon(
        Object.keys(comparaciones).length,
        paresDe(codigos.length).length,
        "pares comparados / pares de criterios",
      ),
      sin_base: dePersonas
        .map((c) => leer(c, "codigo"))
        .filter(
          (codigo) => dadas(codigo) > 0 && leer(v, `b_${codigo}`).trim() === "",
        ),
      ahp: ahpDe(codigos, [comparaciones]),
      comparaciones,
    };
  }

  function faltanDe(ronda: EntidadDeMuestra): FaltaParaCerrar[] {
    const criterios = criteriosDe(ronda.id);
    const votantes = votantesDe(ronda.id);
    const faltan: FaltaParaCerrar[] = [];
    const anotar = (codigo: FaltaParaCerrar["codigo"], mensaje: string) =>
      faltan.push({ codigo, mensaje });
    const dudosos = m.dudosos(ronda.id);
    if (dudosos > 0)
      anotar(
        "valores",
        dudosos === 1
          ? "1 dato de la ronda tiene dos valores: elija uno."
          : `${dudosos} datos de la ronda tienen dos valores: elija uno de cada uno.`,
      );
    if (m.filas().length === 0)
      anotar("tramites", "No hay trámites en el inventario.");
    if (puntosDe(criterios, null).every((p) => p === 0))
      anotar("puntos", "Dé puntos a por lo menos un criterio.");
    if (
      votantes.length === 0 &&
      criterios.some((c) => leer(c, "origen") === "personas")
    )
      anotar("personas", "Agregue a las personas que califican.");
    if (leer(ronda, "pesos_de").trim() === "")
      anotar("pesos_de", "Escriba quién fijó los pesos.");
    for (const v of votantes) {
      const { sin_base, nombre } = votanteDto(ronda, v);
      const nombres = criterios
        .filter((c) => sin_base.includes(leer(c, "codigo")))
        .map((c) => leer(c, "nombre"));
      if (nombres.length > 0)
        anotar(
          "bases",
          `${nombre} no ha dicho en qué se basan sus notas de ${nombres.join(", ")}.`,
        );
    }
    return faltan;
  }

  function rondaDto(ronda: EntidadDeMuestra): Da<"priorizacion">["ronda"] {
    const criterios = criteriosDe(ronda.id);
    const votantes = votantesDe(ronda.id).map((v) => votanteDto(ronda, v));
    const puntos = puntosDe(criterios, null);
    const puestos =
      (leer(ronda, "estado") === "cerrada"
        ? congelados.get(ronda.id)
        : undefined) ??
      puestosDe(ronda, puntos, { conRangos: false, votante: null });
    const pesos = pesosDto(puntos);
    return {
      entidad: m.entidadDto(ronda),
      numero: Number(leer(ronda, "numero")),
      estado: leer(ronda, "estado") === "cerrada" ? "cerrada" : "abierta",
      cerrada_el: leer(ronda, "cerrada_el") || null,
      criterios: criterios.flatMap((c, k) => {
        const peso = pesos[k];
        const plantilla = BIBLIOTECA.find(
          (p) => p.origen === leer(c, "origen"),
        );
        return peso === undefined
          ? []
          : [
              {
                entidad: m.entidadDto(c),
                codigo: leer(c, "codigo"),
                nombre: leer(c, "nombre"),
                origen: plantilla?.origen ?? "personas",
                puntos: leer(c, "peso"),
                peso,
                con_dato: m.razon(
                  puestos.filter((p) => p.notas[k]?.nota != null).length,
                  puestos.length,
                  "trámites con nota / trámites que cuentan",
                ),
              },
            ];
      }),
      votantes,
      ahp: ahpDe(
        criterios.map((c) => leer(c, "codigo")),
        votantes.map((v) => v.comparaciones),
      ),
      desacuerdos: puestos.reduce(
        (s, p) => s + p.notas.filter((n) => n.desacuerdo >= 2).length,
        0,
      ),
      movimientos: [...movimientos.values()]
        .filter((uno) => uno.ronda === ronda.id)
        .map((uno) => {
          const fila = m.filas().find((f) => f.id === uno.tramite);
          return {
            id: uno.id,
            tramite: uno.tramite,
            hacia: uno.hacia,
            razon: uno.razon,
            cuando: uno.cuando,
            codigo: fila?.codigo ?? "",
            nombre: fila?.nombre ?? "",
            quien: m.quien(),
          };
        }),
      faltan: faltanDe(ronda),
      con_dos_valores: m.dudosos(ronda.id),
      fuera_de_escala: [],
      seleccionados: m.razon(
        puestos.filter((p) => p.seleccionado).length,
        puestos.length,
        "trámites seleccionados / trámites que cuentan",
      ),
      firmeza: leer(ronda, "firmeza") || firmezaDe(ronda, puntos),
    };
  }

  /** Creates once; undoing retires what was created. */
  function creando(frase: string, hacer: () => EntidadDeMuestra[]): string[] {
    let creadas: EntidadDeMuestra[] = [];
    m.operar(
      frase,
      null,
      1,
      () => {
        if (creadas.length === 0) creadas = hacer();
        else creadas.forEach((una) => (una.retirada = false));
      },
      () => creadas.forEach((una) => (una.retirada = true)),
    );
    return creadas.map(({ id }) => id);
  }

  const celdasDe = (e: EntidadDeMuestra) =>
    Object.fromEntries(
      [...e.celdas]
        .filter(([c]) => !/^[bp]_/.test(c))
        .map(([c, v]) => [c, v.valor]),
    );

  const respuestas: Respuestas = {
    priorizacion: ({ ronda }) => {
      const hay = rondas();
      const una = hay.length === 0 ? null : rondaDe(ronda);
      const codigos =
        una === null ? [] : criteriosDe(una.id).map((c) => leer(c, "codigo"));
      return {
        rondas: hay.map((r) => ({
          id: r.id,
          numero: Number(leer(r, "numero")),
          nombre: leer(r, "nombre"),
          estado: leer(r, "estado") === "cerrada" ? "cerrada" : "abierta",
          cerrada_el: leer(r, "cerrada_el") || null,
        })),
        ronda: una === null ? null : rondaDto(una),
        biblioteca: BIBLIOTECA.map(
          ({ codigo, nombre, definicion, peso, origen }) => ({
            codigo,
            nombre,
            definicion,
            peso,
            origen,
            usado: codigos.includes(codigo),
          }),
        ),
        tramites: m.filas().length,
      };
    },
    clasificar,
    pareto: ({ carga }) => {
      const clave = {
        requisitos: "requisitos",
        quetzales: "costo",
        dias: "tiempo",
      }[carga];
      const con = m
        .filas()
        .map(medir)
        .flatMap((uno) => {
          const [n, v] = [
            uno.valores["demanda"] ?? null,
            uno.valores[clave] ?? null,
          ];
          return n === null || v === null
            ? []
            : [{ fila: uno.fila, monto: n * v }];
        })
        .toSorted((a, b) => b.monto - a.monto);
      const total = con.reduce((s, c) => s + c.monto, 0);
      const monto = (n: number) =>
        carga === "quetzales"
          ? `Q ${n.toFixed(2)}`
          : `${n} ${carga === "dias" ? "días" : "requisitos"}`;
      let acumulado = 0;
      const filas = (total === 0 ? [] : con).map(({ fila, monto: n }) => {
        const antes = (acumulado * 100) / total;
        acumulado += n;
        return {
          tramite: fila.id,
          codigo: fila.codigo,
          nombre: fila.nombre,
          monto: monto(n),
          participacion: ((n * 100) / total).toFixed(2),
          acumulado: ((acumulado * 100) / total).toFixed(2),
          clase: antes < 80 ? "A" : antes < 95 ? "B" : "C",
        };
      });
      return {
        formula: `solicitudes al año × ${{ requisitos: "número de requisitos", quetzales: "arancel", dias: "días de respuesta" }[carga]}`,
        total: monto(total),
        sin_dato: m.razon(
          m.filas().length - con.length,
          m.filas().length,
          "trámites sin volumen o sin ese dato / trámites que cuentan",
        ),
        filas,
        pocos: m.razon(
          filas.filter((f) => f.clase === "A").length,
          filas.length,
          "trámites que suman el 80 % / trámites con dato",
        ),
      };
    },
    iniciar_ronda: ({ nombre, como }) => {
      const sigue = rondas().find((r) => leer(r, "estado") === "abierta");
      if (sigue !== undefined)
        throw falla(
          "transicion_no_permitida",
          `La ronda «${leer(sigue, "nombre")}» sigue abierta. Ciérrela antes de iniciar otra.`,
        );
      if (nombre.trim().length < 3)
        throw falla(
          "campos_invalidos",
          "Escriba el nombre de la ronda, con al menos 3 letras.",
        );
      const previa = como === null ? null : rondaDe(como);
      const ids = creando("Inició una ronda de priorización", () => {
        const base = previa === null ? null : celdasDe(previa);
        const ronda = m.crear("priorizacion", null, {
          nombre,
          numero: rondas().length + 1,
          estado: "abierta",
          modo_pesos: base?.["modo_pesos"] ?? "puntos",
          modo_corte: base?.["modo_corte"] ?? "puntaje",
          corte: base?.["corte"] ?? 60,
        });
        const criterios =
          previa === null
            ? BIBLIOTECA.filter((p) => p.peso > 0).map(celdasDePlantilla)
            : criteriosDe(previa.id).map(celdasDe);
        for (const celdas of criterios) m.crear("criterio", ronda.id, celdas);
        for (const v of previa === null ? [] : votantesDe(previa.id))
          m.crear("votante", ronda.id, celdasDe(v));
        return [ronda];
      });
      return m.hecho({ ids }, CAMBIA);
    },
    agregar_criterio: ({ ronda, plantilla, nombre }) => {
      const una = abierta(ronda);
      const modelo = BIBLIOTECA.find((p) => p.codigo === plantilla);
      if (modelo === undefined && nombre.trim().length < 3)
        throw falla(
          "campos_invalidos",
          "Escriba el nombre del criterio, con al menos 3 letras.",
        );
      const codigo = plano(nombre)
        .replaceAll(/[^a-z0-9]+/g, "_")
        .slice(0, 20);
      const ids = creando("Cambió criterios o pesos de la priorización", () => [
        m.crear(
          "criterio",
          una.id,
          modelo === undefined
            ? { codigo, nombre, origen: "personas", eje: "impacto", peso: "0" }
            : celdasDePlantilla(modelo),
        ),
      ]);
      return m.hecho({ ids }, CAMBIA);
    },
    agregar_votante: ({ ronda, nombre, cargo }) => {
      const una = abierta(ronda);
      if (nombre.trim().length < 3)
        throw falla(
          "campos_invalidos",
          "Escriba el nombre de la persona, con al menos 3 letras.",
        );
      const ids = creando("Cambió criterios o pesos de la priorización", () => [
        m.crear("votante", una.id, { nombre, cargo, peso: "1" }),
      ]);
      return m.hecho({ ids }, CAMBIA);
    },
    fijar_pesos: ({ ronda, puntos, modo }) => {
      const una = abierta(ronda);
      const criterios = criteriosDe(una.id);
      escribir("Cambió criterios o pesos de la priorización", [
        ...criterios.flatMap((c) => {
          const nuevo = puntos[leer(c, "codigo")];
          return nuevo === undefined ? [] : [[c, "peso", nuevo] as const];
        }),
        [una, "modo_pesos", modo],
      ]);
      return m.hecho({}, CAMBIA);
    },
    calificar: ({ ronda, votante, notas, bases }) => {
      const una = abierta(ronda);
      const v = votantesDe(una.id).find(({ id }) => id === votante);
      if (v === undefined)
        throw falla("no_existe", "Esa persona ya no está en la ronda.");
      const criterios = criteriosDe(una.id);
      const malas = notas.flatMap((n, i) => {
        const c = criterios.find((uno) => leer(uno, "codigo") === n.criterio);
        return n.nota !== null &&
          c !== undefined &&
          leer(c, "origen") !== "personas" &&
          n.razon.trim().length < 10
          ? [
              {
                campo: `notas.${i}.razon`,
                mensaje:
                  "Para corregir una nota del inventario escriba por qué, con al menos 10 letras.",
              },
            ]
          : [];
      });
      if (malas.length > 0)
        throw falla("campos_invalidos", "Falta la razón.", malas);
      const cambios = notas.map((n) => {
        const clave = claveDeVoto(votante, n.tramite, n.criterio);
        return { clave, antes: votos.get(clave), ...n };
      });
      const dejar = (clave: string, voto: Voto | undefined) =>
        voto === undefined ? votos.delete(clave) : votos.set(clave, voto);
      const basesAntes = Object.keys(bases).map(
        (codigo) =>
          [codigo, v.celdas.get(`b_${codigo}`)?.valor ?? null] as const,
      );
      m.operar(
        "Calificó trámites",
        null,
        cambios.length,
        () => {
          for (const { clave, nota, razon } of cambios)
            dejar(clave, nota === null ? undefined : { nota, razon });
          for (const [codigo, base] of Object.entries(bases))
            poner(v, `b_${codigo}`, base ?? null);
        },
        () => {
          for (const { clave, antes } of cambios) dejar(clave, antes);
          for (const [codigo, antes] of basesAntes)
            poner(v, `b_${codigo}`, antes);
        },
      );
      return m.hecho({}, CAMBIA);
    },
    comparar: ({ ronda, votante, primero, segundo, valor }) => {
      const una = abierta(ronda);
      const v = votantesDe(una.id).find(({ id }) => id === votante);
      if (v === undefined)
        throw falla("no_existe", "Esa persona ya no está en la ronda.");
      const codigos = criteriosDe(una.id).map((c) => leer(c, "codigo"));
      const enOrden = codigos.indexOf(primero) < codigos.indexOf(segundo);
      const alReves =
        valor === null || valor === "1"
          ? valor
          : valor.startsWith("1/")
            ? valor.slice(2)
            : `1/${valor}`;
      escribir("Calificó trámites", [
        enOrden
          ? [v, `p_${primero}__${segundo}`, valor]
          : [v, `p_${segundo}__${primero}`, alReves],
      ]);
      return m.hecho({}, CAMBIA);
    },
    mover_seleccion: ({ ronda, tramite, hacia, razon }) => {
      const una = abierta(ronda);
      if (razon.trim().length < 10)
        throw falla(
          "campos_invalidos",
          "Escriba el motivo, con al menos 10 letras.",
        );
      const clave = `${una.id}|${tramite}`;
      const antes = movimientos.get(clave);
      const nuevo =
        hacia === null
          ? undefined
          : {
              id: `seleccion-${tramite}`,
              ronda: una.id,
              tramite,
              hacia,
              razon,
              cuando: m.ahora(),
            };
      const dejar = (uno: typeof nuevo) =>
        uno === undefined
          ? movimientos.delete(clave)
          : movimientos.set(clave, uno);
      m.operar(
        "Movió a mano la selección de trámites",
        tramite,
        1,
        () => dejar(nuevo),
        () => dejar(antes),
      );
      return m.hecho({}, CAMBIA);
    },
    cerrar_ronda: ({ ronda }) => {
      const una = abierta(ronda);
      const faltan = faltanDe(una);
      if (faltan.length > 0)
        throw falla("falta_evidencia", faltan.map((f) => f.mensaje).join(" "));
      const puntos = puntosDe(criteriosDe(una.id), null);
      const firmeza = firmezaDe(una, puntos);
      const puestos = puestosDe(una, puntos, {
        conRangos: false,
        votante: null,
      }).map((p) => ({
        ...p,
        impacto: null,
        factibilidad: null,
        notas: p.notas.map((n) => ({
          ...n,
          aporte: null,
          desacuerdo: 0,
          votos: [],
          razones: [],
        })),
      }));
      escribir("Cerró una ronda de priorización", [
        [una, "estado", "cerrada"],
        [una, "cerrada_el", m.corte],
        [una, "firmeza", firmeza],
      ]);
      congelados.set(una.id, puestos);
      return m.hecho({}, [...CAMBIA, { entidad: "tramite", id: null }]);
    },
  };
  return { respuestas };
}

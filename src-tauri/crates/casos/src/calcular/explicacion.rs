//! What stands beside the figures of each method (`metodos.md`, rule 9): the formula in words, how they are
//! rounded, and what they do not say.

use serde_json::{Value, json};

/// How every figure is rounded, for people.
const REDONDEO: &str = "Se calcula con fracciones exactas. Cada cifra se redondea solo al mostrarla, y la mitad sube.";
/// The same where the mathematics leaves the fractions.
const APROXIMADO: &str =
    "Las prioridades salen de un cálculo aproximado, exacto hasta la sexta cifra decimal. Cada cifra se redondea solo al mostrarla.";
const TIEMPOS: &str =
    "Los tiempos van en la unidad indicada y se cuentan desde el inicio. Para llegar a una fecha se usa el calendario con sus feriados.";

/// The explanation of a method, empty for one that does not exist.
pub(super) fn de(metodo: &str) -> Value {
    let (calculo, alcance) = match metodo {
        "abc" => (
            "La tarifa por minuto es lo que se paga al mes entre los minutos del mes. Un caso cuesta los minutos por su tarifa, más lo que consume, más su parte de los costos que se reparten con un inductor.",
            "Los minutos del mes son un dato con su razón, no una constante.",
        ),
        "ahp" => (
            "Los pesos salen de comparar los elementos de dos en dos. La razón de consistencia compara el desacuerdo de los juicios con el de juicios al azar, según la tabla de Saaty.",
            "Es una opción del comité: la guía no pide este método.",
        ),
        "antes_despues" => (
            "La diferencia es antes menos después: si es positiva, hay una reducción. El porcentaje se toma sobre antes.",
            "Con las cargas se hace una estimación rápida. Lo previsto y lo medido no van en la misma columna.",
        ),
        "auditoria" => (
            "Se recalcula cada valor declarado y se compara con los mismos decimales con que se escribió.",
            "Un hallazgo se revisa, no es un error probado: una fila puede ser la suma de otras que no se copiaron.",
        ),
        "avance_plan" => (
            "Se cuentan medidas: una medida a medias no está terminada. Las abandonadas salen de la base. Una medida anticipada se cuenta una sola vez, cuando se cumple.",
            "Las tres definiciones van juntas y ninguna sustituye a otra. Lo fechado después del corte no se cuenta.",
        ),
        "ces" => (
            "Reunir los requisitos cuesta las horas por su valor más los gastos, por cada caso del año. Esperar cuesta los días por su costo, solo si la espera detiene la actividad. Se cuentan modalidades, no trámites.",
            "Los parámetros son configurables y se imprimen con su fuente. No es el cálculo oficial de otro país.",
        ),
        "costo_administrativo" => (
            "El precio suma lo que cuesta cada actividad: la tarifa cargada por las horas, más los gastos externos. La cantidad es la población por la frecuencia por el cumplimiento. El costo anual es precio por cantidad.",
            "La carga es imprecisa en términos absolutos. El mismo método aplicado dos veces mide bien el cambio.",
        ),
        "cpm" => (
            "Cada actividad empieza cuando termina la última de sus predecesoras. La holgura es lo que puede esperar sin atrasar el final. La actividad sin holgura es crítica.",
            TIEMPOS,
        ),
        "flujo" => (
            "Una secuencia suma. De varias ramas posibles se suma cada una por su probabilidad. De varias ramas a la vez se toma la mayor. Un retrabajo divide entre 1 menos su probabilidad.",
            "Es un valor esperado: cada caso puede tardar más o menos. No descuenta feriados ni supone que alguien espere turno.",
        ),
        "little" => ("Lo que está en curso es lo que entra en cada unidad de tiempo por lo que tarda.", "Vale para un promedio estable."),
        "pareto" => (
            "Se ordena de mayor a menor y se acumula. La clase depende de lo acumulado antes de cada elemento: el que cruza el umbral queda dentro.",
            "Los elementos de la clase A son los pocos vitales.",
        ),
        "pert" => (
            "La duración esperada de cada actividad pesa cuatro veces la más probable. La varianza es el cuadrado de (b − a) / 6. Las dos se suman a lo largo de cada ruta, y la probabilidad sale de la curva normal con z = (plazo − duración) / σ. La probabilidad conjunta supone independencia entre las rutas.",
            TIEMPOS,
        ),
        "ponderado" => (
            "El puntaje suma cada nota por su peso. Lo que no tiene dato sale del denominador. La sensibilidad es el menor cambio de un solo peso con el que otro alcanza el primer lugar, ajustando los demás en proporción.",
            "La guía no fija los pesos: indique quién los decidió.",
        ),
        _ => ("", ""),
    };
    let redondeo = if metodo == "ahp" { APROXIMADO } else { REDONDEO };
    json!({ "calculo": calculo, "redondeo": redondeo, "alcance": alcance })
}

//! Flags that an import leaves on a field for a person to look at.

use crate::cerrado;

cerrado! {
    /// Why a field of an imported trámite asks for a person's eyes.
    CodigoBandera {
        TiempoNoInterpretado = "tiempo_no_interpretado" / "El tiempo de respuesta no se pudo interpretar",
        TextoNoDividido = "texto_no_dividido" / "La lista no se pudo dividir en filas",
        Relleno = "relleno" / "El campo trae un texto de relleno",
        PosibleTruncado = "posible_truncado" / "El texto parece cortado en la fuente",
        CostoCeroDudoso = "costo_cero_dudoso" / "El costo dice cero, pero la fuente convierte en cero los vacíos",
        CostoDudoso = "costo_dudoso" / "El costo no parece un monto real",
        CostoAmbiguo = "costo_ambiguo" / "El costo se puede leer de más de una manera",
        BloqueRepetido = "bloque_repetido" / "Hay un bloque de filas pegado más de una vez",
        SinContenido = "sin_contenido" / "El campo no dice nada que se pueda leer como lista",
        TextoSobrante = "texto_sobrante" / "Quedó texto del tiempo sin interpretar",
        Indefinido = "indefinido" / "El tiempo dice que es indefinido",
        Variable = "variable" / "El tiempo dice que varía",
        Inmediato = "inmediato" / "El tiempo dice que es inmediato",
        NormaSinIdentificar = "norma_sin_identificar" / "Una norma citada no se pudo identificar",
        NombreEnMayusculas = "nombre_en_mayusculas" / "El nombre está todo en mayúsculas",
        NombreConNumero = "nombre_con_numero" / "El nombre empieza con un número",
        NombreDudoso = "nombre_dudoso" / "El nombre tiene menos de cinco letras",
        DescripcionIgualAlNombre = "descripcion_igual_al_nombre" / "La descripción repite el nombre",
        DobleCodificacion = "doble_codificacion" / "El texto trae letras dañadas por una conversión anterior",
        EnlaceNoReconocido = "enlace_no_reconocido" / "El enlace no es una dirección http o https",
        FechaNoReconocida = "fecha_no_reconocida" / "La fecha de actualización no se pudo leer",
        IdNoReconocido = "id_no_reconocido" / "El número del catálogo no se pudo leer",
        MonedaNoReconocida = "moneda_no_reconocida" / "La moneda no es quetzales ni dólares",
        ValorNoReconocido = "valor_no_reconocido" / "Lo escrito en una columna de la hoja no se reconoció",
        CodigoRepetido = "codigo_repetido" / "La hoja traía un código que otro trámite ya tiene",
        IdRepetido = "id_repetido" / "Otra fila trae el mismo número del catálogo con otro contenido",
    }
}

/** Short help of each screen. The printed manual of a later version reads the same text. */
export interface Tema {
  id: string;
  titulo: string;
  parrafos: ReadonlyArray<string>;
}

export const TEMAS: ReadonlyArray<Tema> = [
  {
    id: "inicio",
    titulo: "Inicio",
    parrafos: [
      "Dice en una frase cómo va su inventario y cuál es lo siguiente que conviene hacer.",
      "Pulse cualquier porcentaje para ver cómo se calcula: qué se cuenta, de cuántos, con qué regla y a qué fecha.",
      "Los plazos se calculan desde la vigencia del Decreto 5-2021; están por confirmar y no señalan a nadie.",
    ],
  },
  {
    id: "recorrido",
    titulo: "Recorrido",
    parrafos: [
      "Muestra las nueve fases de la guía. Cada una tiene condiciones que se comprueban con los datos guardados; nadie escribe un porcentaje.",
      "Cuando se cumplen todas, «Entregar fase» se activa. Puede adjuntar el acta y dar la fecha.",
      "El inventario se cierra con una fecha y se puede volver a abrir.",
    ],
  },
  {
    id: "comite",
    titulo: "Comité",
    parrafos: [
      "Agregue a cada persona con su rol y si es titular o suplente. Los roles obligatorios vacantes aparecen a la derecha.",
      "Registre también el acuerdo, acta u oficio que crea el comité. Error frecuente: poner la fecha en que se escaneó, no la del documento.",
    ],
  },
  {
    id: "importar",
    titulo: "Importar",
    parrafos: [
      "Elija el catálogo en CSV o JSON. Primero se hace una prueba: cuántos trámites son nuevos, iguales, actualizados, en espera o ilegibles. La suma es siempre el total leído.",
      "El texto original de cada trámite se conserva completo, aunque una parte no se haya podido leer.",
      "Lo de otras instituciones queda en espera. Una importación completa se puede deshacer.",
    ],
  },
  {
    id: "inventario",
    titulo: "Inventario",
    parrafos: [
      "Es la tabla de todos los trámites. Busque sin preocuparse por las tildes y combine filtros. El encabezado ordena; con Mayús se suma otra columna al orden.",
      "Se escribe como en una hoja de cálculo: escriba sobre la celda, o pulse Enter o F2 para corregirla. Tab y Enter siguen a la siguiente. Cada celda se guarda al dejarla.",
      "Al final hay una fila en blanco: escriba o pegue ahí los trámites nuevos. Un bloque pegado muestra antes lo que haría.",
      "En «Posibles duplicados» están las parejas de trámites con nombres casi iguales. Compare y únalos si son uno, o diga por qué son distintos. Unir se deshace de una vez.",
      "El código abre la ficha; también Ctrl Enter. Con «Cambiar un dato» cambia muchos trámites a la vez, después de ver antes y después, y se deshace de una vez.",
    ],
  },
  {
    id: "priorizacion",
    titulo: "Priorización",
    parrafos: [
      "Ordena los trámites por criterios con peso. Los criterios, los pesos y los umbrales son una propuesta de la herramienta que el comité cambia; la guía no los fija.",
      "Unas notas salen solas del inventario y otras las pone cada persona, de 1 a 5. La nota del grupo es el promedio, y se señala dónde dos personas distan 2 o más.",
      "Pulse un puntaje para ver de dónde sale. Si falta un dato, ese criterio no cuenta; con menos del 60 % de los criterios un trámite no se compara.",
      "Mover un deslizador muestra el orden nuevo sin guardar nada. También puede comparar los criterios de dos en dos (AHP): la herramienta dice si las respuestas se contradicen y cuál conviene revisar.",
      "Poner o sacar un trámite a mano pide el motivo. Al cerrar la ronda, el orden queda como está; después puede iniciar otra.",
    ],
  },
  {
    id: "rediseno",
    titulo: "Rediseño",
    parrafos: [
      "Compara cada trámite priorizado como es hoy con lo que se propone: pasos, requisitos, tiempo y costo, que son las medidas del artículo 4 del Decreto 5-2021.",
      "En «Pasos» escriba los de hoy y pulse «Empezar la propuesta con los pasos de hoy». Las filas se mueven con Ctrl ↑ y Ctrl ↓, o arrastrando su número. Diga qué requisitos se leen en cada paso: el que ninguno usa se puede quitar.",
      "En «Requisitos» decida uno por uno y escriba por qué. Si una norma lo exige, aparece qué acto legal hace falta, quién lo firma y un borrador. Con Ctrl Enter se pasa al siguiente sin decidir.",
      "El diagrama se dibuja solo con la tabla. Con las flechas del teclado se recorre de paso en paso; debajo está la misma ruta en palabras.",
      "En «Escenarios» marque lo que quitaría y vea el efecto al momento. Guarde varios, compárelos y elija uno como propuesta, con su razón.",
      "Recibir en digital conviene al final: antes de aprobar el rediseño pide una razón. Pasar el papel a la pantalla sin simplificar conserva el mismo trámite.",
      "Entregar guarda la versión exacta. La huella cambia si algo cambia después; se aprueba una versión con su documento y su fecha.",
    ],
  },
  {
    id: "metodos",
    titulo: "Métodos",
    parrafos: [
      "Son trece métodos para usar con sus propios números. Nada de lo que escriba aquí cambia sus trámites, y se conserva mientras Diligencia esté abierta.",
      "Cargue un ejemplo resuelto para ver cómo se llena. En las tablas puede pegar desde una hoja de cálculo; Enter baja a la fila siguiente.",
      "Pulse cualquier cifra del resultado para ver su fórmula, los datos de los que sale y cómo se redondea.",
    ],
  },
  {
    id: "ficha",
    titulo: "Ficha",
    parrafos: [
      "Cada dato se guarda al salir de su campo. Con Esc vuelve al valor guardado.",
      "Escriba un requisito por fila; puede pegar varias filas desde una hoja de cálculo.",
      "A la derecha aparecen los posibles hallazgos, con el artículo y lo que se puede hacer.",
      "En «Adjuntos» guarde el formulario, el acta, la norma o un ejemplo. «Unir con otro trámite…» reúne en una sola ficha dos que son lo mismo.",
    ],
  },
  {
    id: "hallazgos",
    titulo: "Posibles hallazgos",
    parrafos: [
      "En «Documentos que el Estado ya tiene» están juntos los requisitos que piden lo mismo: una decisión vale para todo el grupo.",
      "En «Normas en que se apoyan» marque la que fue derogada: cada cita de ella aparece como posible hallazgo.",
      "Un posible hallazgo es una señal de que un texto podría contradecir la ley. No es un dictamen: lo juzga el comité con Asesoría Jurídica.",
      "Acéptelo si procede corregir. Descártelo con una razón si hay una excepción. Si el texto cambia, la decisión se vuelve a pedir.",
      "En «Tendencia» verá cuántos había por revisar en cada fecha y cuántos quedan, por regla.",
    ],
  },
  {
    id: "tablero",
    titulo: "Tablero (GAE)",
    parrafos: [
      "Muestra las 66 instituciones y sus nueve fases a una fecha de corte. El título dice lo que se encontró. Todo cuenta por la fecha de cada hecho.",
      "Cada cifra lleva su base: 59 de 66. Debajo está lo que GAE reportó; si difiere, dice en cuántas instituciones. Pulse cualquier cifra para ver cómo se calcula y cuáles son.",
      "En «Fases», con «Registrar cifra publicada», se anota el porcentaje que GAE publicó, su fecha y dónde. Queda junto a la calculada de esa fecha y nunca en su lugar.",
      "Declarado: la fase está entregada o aprobada. Con evidencia: además tiene un archivo. Verificado: GAE la aprobó. En la matriz, una raya corta bajo la palabra es evidencia y una larga es verificado.",
      "En la matriz se anda con las flechas; Inicio y Fin van al extremo de la fila, y Ctrl Fin al total. Enter abre la institución o la lista. En el nombre de un grupo, ← lo pliega y → lo despliega.",
      "Los filtros cambian todas las cifras, y el subtítulo lo dice. El mapa es de las gobernaciones: elija la fase, ande con las flechas, o véalo como tabla.",
      "«Pendientes» da los textos listos para pegar en un oficio. «Tendencia» y «Qué cambió» comparan cortes. Un dato de más de 60 días calendario se señala con ▲: es criterio de la herramienta.",
    ],
  },
  {
    id: "institucion",
    titulo: "Institución (GAE)",
    parrafos: [
      "Todo lo de una institución, solo para leer. Se llega desde el tablero, con Enter en su nombre o en una de sus fases.",
      "Cada fase dice su estado, desde cuándo, cómo se sabe y quién lo dice. Si la institución y GAE dicen cosas distintas, aparecen las dos.",
      "«Anterior» y «Siguiente» siguen el orden del tablero. Desde aquí se piden sus informes, con ella y con el corte ya elegidos.",
    ],
  },
  {
    id: "informes",
    titulo: "Informes",
    parrafos: [
      "Elija el informe, de quién, a qué fecha de corte, qué secciones y en qué orden. Ctrl ↑ y Ctrl ↓ mueven la sección elegida.",
      "La vista previa es la página real. Cambie de página con Re Pág y Av Pág, y de tamaño con + y −. El contenido, a la izquierda, lleva a cada sección.",
      "Se exporta como PDF, como página para el navegador o como tablas en XLSX y CSV; las tres formas dicen las mismas cifras. «Imprimir» lo abre en el visor de la computadora.",
      "En «Varias instituciones» se escribe el mismo informe para muchas, cada uno en su archivo. Si cancela, los que ya están escritos quedan completos.",
      "El código de cada página dice de qué datos salió. Con los mismos datos y el mismo corte se imprime igual. En «Exportados y códigos» se comprueba el de un documento.",
      "El encabezado, el logotipo, las firmas y el orden de las secciones son datos de la institución: están en «Membrete y firmas».",
    ],
  },
  {
    id: "historial",
    titulo: "Historial",
    parrafos: [
      "Guarda cada cambio con quién, cuándo y por qué. Deshacer no borra: agrega otro cambio que devuelve el valor anterior.",
      "Ctrl+Z deshace fuera de los textos; dentro de un texto, deshace lo que se está escribiendo.",
    ],
  },
  {
    id: "ajustes",
    titulo: "Ajustes y copias de respaldo",
    parrafos: [
      "Diligencia hace una copia cada 4 horas de trabajo, al cerrar, antes de cada importación y antes de actualizar la base. Cada copia se vuelve a abrir y se comprueba entera; si no pasa, no cuenta. Se conservan las últimas de 10 días, 8 semanas y 12 meses.",
      "Guarde una copia en una memoria u otro disco cada semana: si la computadora se pierde, es lo único que queda además de lo ya enviado. Junto al archivo va la carpeta «adjuntos»; llévelos juntos.",
      "Restaurar pone una copia en lugar de la base. La base de antes no se borra: queda apartada en la misma carpeta, y se dice cuántos cambios tiene que la copia no tiene. Esta computadora sigue con una identidad nueva, que la coordinación debe reconocer.",
      "«Revisar base» comprueba cada cambio, cada tabla y cada documento adjunto, y dice qué hacer con lo que encuentre. «Recuperar» reúne la última copia buena con todo lo que todavía se lee y nombra exactamente lo que falta.",
      "Si el archivo es de demostración, aquí se quita: antes se guarda una copia comprobada, y Diligencia vuelve a preguntar qué va a hacer.",
    ],
  },
];

export interface ReglaExplicada {
  id: string;
  titulo: string;
  cuando: string;
  fundamento: string;
  severidad: string;
}

/** What each rule looks for. The wording of a hit comes from the core; this is only the guide to read it. */
export const REGLAS: ReadonlyArray<ReglaExplicada> = [
  {
    id: "R1",
    titulo: "Sin base legal suficiente",
    cuando:
      "No hay ley ni acuerdo gubernativo que respalde el trámite o el requisito.",
    fundamento: "Artículo 5",
    severidad: "Alta",
  },
  {
    id: "R2",
    titulo: "Declaración jurada",
    cuando: "Se pide una declaración jurada en un requisito o un paso.",
    fundamento: "Artículo 13",
    severidad: "Alta",
  },
  {
    id: "R3",
    titulo: "Firma legalizada",
    cuando: "Se pide legalizar o autenticar una firma.",
    fundamento: "Disposición sobre firmas, sin número confirmado",
    severidad: "Alta",
  },
  {
    id: "R4",
    titulo: "Denuncia para reponer",
    cuando: "Se pide una denuncia para reponer un documento.",
    fundamento: "Disposición sobre denuncias, sin número confirmado",
    severidad: "Alta",
  },
  {
    id: "R5",
    titulo: "Documento que el Estado ya tiene",
    cuando: "Lo emite una entidad pública o la misma institución.",
    fundamento: "Coordinación entre entidades",
    severidad: "Media; alta si es de la misma institución",
  },
  {
    id: "R6",
    titulo: "Copia legalizada",
    cuando: "Se pide copia legalizada, autenticada o por notario.",
    fundamento: "Artículo 3, buena fe",
    severidad: "Media",
  },
  {
    id: "R7",
    titulo: "Requisito abierto",
    cuando: "Dice «otros documentos», «entre otros» o algo parecido.",
    fundamento: "Artículo 5",
    severidad: "Alta",
  },
  {
    id: "R8",
    titulo: "Formalidad sin efecto",
    cuando:
      "Folder, foliado, tinta, letra de molde, imprimir para firmar y escanear.",
    fundamento: "Artículos 3 y 23",
    severidad: "Baja",
  },
  {
    id: "R9",
    titulo: "Tiempo que falta o no se entiende",
    cuando: "No hay tiempo de respuesta, o no tiene unidad.",
    fundamento: "Transparencia",
    severidad: "Dato",
  },
  {
    id: "R10",
    titulo: "Costo que falta o no coincide",
    cuando: "El costo no está, o el texto menciona otro monto.",
    fundamento: "Transparencia",
    severidad: "Dato; media si difieren",
  },
  {
    id: "R11",
    titulo: "Contenido en otro campo",
    cuando:
      "Un enlace en la base legal, precios en la norma, requisitos en los pasos.",
    fundamento: "Calidad del dato",
    severidad: "Dato",
  },
  {
    id: "R12",
    titulo: "Texto o categoría de otro trámite",
    cuando:
      "La categoría no corresponde, o un bloque está copiado de otro trámite.",
    fundamento: "Calidad del dato",
    severidad: "Dato",
  },
  {
    id: "R13",
    titulo: "Requisito en desuso",
    cuando:
      "Pide algo que ya no existe: cédula de vecindad, fax, norma derogada.",
    fundamento: "Simplicidad",
    severidad: "Media",
  },
  {
    id: "R14",
    titulo: "Muchos pasos para pocos requisitos",
    cuando: "Doce pasos o más, u ocho con muy pocos requisitos.",
    fundamento: "Consolidación",
    severidad: "Baja",
  },
  {
    id: "R15",
    titulo: "Archivo por inactividad",
    cuando: "El plazo para archivar no es de tres meses.",
    fundamento: "Artículo 28",
    severidad: "Media",
  },
];

export interface Termino {
  termino: string;
  significa: string;
}

/** Glossary, in alphabetical order. */
export const GLOSARIO: ReadonlyArray<Termino> = [
  {
    termino: "Acción de simplificación",
    significa:
      "Medida normativa, administrativa o tecnológica que mejora un trámite.",
  },
  {
    termino: "Acuerdo gubernativo",
    significa:
      "Lo emite la Presidencia en Consejo de Ministros. El artículo 5 nombra solo a este.",
  },
  { termino: "Acuerdo ministerial", significa: "Lo emite un ministerio." },
  { termino: "Arancel", significa: "Tarifa oficial de un trámite." },
  {
    termino: "Asesor o asesora GAE",
    significa: "Quien acompaña a las instituciones.",
  },
  {
    termino: "Base legal",
    significa: "Norma que respalda un trámite o un requisito.",
  },
  {
    termino: "Calificación única",
    significa: "Una sola revisión completa de lo presentado.",
  },
  {
    termino: "Carta poder",
    significa: "Autorización simple para que otra persona gestione.",
  },
  {
    termino: "Comité de Simplificación",
    significa: "Equipo de cada institución que responde por el proceso.",
  },
  {
    termino: "Declaración jurada",
    significa:
      "Declaración ante notario. El artículo 13 del Decreto 5-2021 trata de ella.",
  },
  {
    termino: "Días hábiles y días calendario",
    significa:
      "Los hábiles excluyen fines de semana y feriados; los calendario los cuentan todos.",
  },
  {
    termino: "Documento de conformación",
    significa: "Acuerdo, acta u oficio que crea el comité.",
  },
  { termino: "DPI", significa: "Documento Personal de Identificación." },
  {
    termino: "En cartera",
    significa: "Trámite priorizado por debajo del corte.",
  },
  {
    termino: "Escenario",
    significa:
      "Conjunto de cambios que se prueba sin tocar el trámite. Uno se elige como propuesta.",
  },
  { termino: "Evidencia", significa: "Archivo que prueba un hecho." },
  {
    termino: "Fecha de corte",
    significa: "Fecha a la que se refieren las cifras.",
  },
  {
    termino: "Ficha de trámite",
    significa: "Hoja estándar con todos los datos de un trámite.",
  },
  {
    termino: "Firma electrónica avanzada",
    significa: "Firma electrónica certificada.",
  },
  {
    termino: "GAE",
    significa: "Comisión Presidencial de Gobierno Abierto y Electrónico.",
  },
  {
    termino: "Huella",
    significa:
      "Número que resume un contenido. Si el contenido cambia, la huella es otra.",
  },
  {
    termino: "Institución",
    significa: "La ley dice «dependencia». Son 66, por confirmar.",
  },
  {
    termino: "Integrante",
    significa: "Persona del comité, con rol, como titular o suplente.",
  },
  {
    termino: "Inventario",
    significa: "Lista completa de los trámites de una institución.",
  },
  { termino: "NIT y RTU", significa: "Número y registro tributario." },
  {
    termino: "Paso",
    significa:
      "Cada cosa que hace la persona o la institución durante el trámite.",
  },
  {
    termino: "Plan institucional",
    significa: "Documento con las acciones, fechas y presupuesto.",
  },
  {
    termino: "Posible hallazgo",
    significa:
      "Señal de una regla para que el comité revise. No es un dictamen.",
  },
  {
    termino: "Previo",
    significa: "Observación que debe corregirse. Corregirla es la subsanación.",
  },
  {
    termino: "Priorización",
    significa: "Orden de los trámites según criterios y puntajes.",
  },
  {
    termino: "Propuesta",
    significa: "El trámite como sería después del rediseño.",
  },
  {
    termino: "Rediseño",
    significa: "Comparación de la situación actual con la propuesta.",
  },
  {
    termino: "Reforma",
    significa: "Cambio de la norma que exige un requisito o un paso.",
  },
  { termino: "RENAP", significa: "Registro Nacional de las Personas." },
  {
    termino: "Reportado y calculado",
    significa:
      "Lo que dice otro documento, y lo que esta herramienta cuenta con los datos.",
  },
  {
    termino: "Requisito",
    significa: "Una sola cosa que se pide a la persona.",
  },
  { termino: "Resultado", significa: "Lo que la persona obtiene al terminar." },
  {
    termino: "SAT",
    significa: "Superintendencia de Administración Tributaria.",
  },
  {
    termino: "Situación actual",
    significa: "El trámite como se hace hoy.",
  },
  {
    termino: "Tiempo normado y tiempo medido",
    significa: "El que fija la norma y el que se observa.",
  },
  {
    termino: "Trámite",
    significa: "Gestión que una persona inicia ante una institución.",
  },
  {
    termino: "Trazabilidad",
    significa: "Que la persona pueda saber en qué estado va su trámite.",
  },
  {
    termino: "Unidad ejecutora",
    significa: "Parte de la institución que atiende un trámite.",
  },
];

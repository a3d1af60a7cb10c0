//! The command line, declared once; the Spanish help is derived from it.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::intercambio::{OrdenIdentidad, OrdenPaquete};

/// Diligencia sin ventana: las mismas órdenes, para guiones y comprobaciones.
#[derive(Debug, Parser)]
#[command(name = "diligencia-cli", version, about, disable_help_subcommand = true, max_term_width = 100)]
pub struct Argumentos {
    /// Archivo de datos (el de la ventana, si no se indica).
    #[arg(long, global = true, value_name = "RUTA")]
    pub base: Option<PathBuf>,
    /// Escribe un solo objeto JSON en la salida.
    #[arg(long, global = true)]
    pub json: bool,
    /// Orden.
    #[command(subcommand)]
    pub orden: Orden,
}

/// Espacio de trabajo del archivo.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Como {
    /// Comité de una institución.
    Comite,
    /// Asesoría de la Comisión GAE.
    Gae,
}

/// Formato del archivo que se importa.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Formato {
    /// Se reconoce por su contenido.
    Auto,
    /// JSON del Catálogo Nacional.
    CatalogoJson,
    /// CSV del Catálogo Nacional.
    Csv,
    /// Libro de Excel.
    Xlsx,
    /// Libro de OpenDocument.
    Ods,
}

/// Versión del procedimiento de un trámite.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ComoVersion {
    /// Situación actual.
    Actual,
    /// Propuesta.
    Propuesta,
}

/// Qué hacer con un diagrama.
#[derive(Debug, Subcommand)]
pub enum OrdenBpmn {
    /// Cuenta lo que trae un archivo y dice qué no se reconoce. No cambia nada.
    Ver {
        /// Archivo.
        archivo: PathBuf,
    },
    /// Toma los pasos de un archivo como una versión de un trámite; los que había se retiran y el archivo queda adjunto.
    Importar {
        /// Archivo.
        archivo: PathBuf,
        /// Id o código del trámite.
        #[arg(long)]
        tramite: String,
        /// Versión que reemplaza.
        #[arg(long, value_enum)]
        como: ComoVersion,
    },
    /// Dibuja un archivo, o los pasos de un trámite, en un SVG con su ruta escrita.
    Dibujar {
        /// Archivo.
        #[arg(required_unless_present = "tramite", conflicts_with = "tramite")]
        archivo: Option<PathBuf>,
        /// Id o código del trámite.
        #[arg(long)]
        tramite: Option<String>,
        /// Versión del trámite.
        #[arg(long, value_enum, default_value = "actual")]
        como: ComoVersion,
        /// Archivo de salida.
        #[arg(long)]
        salida: PathBuf,
    },
}

/// Órdenes.
#[derive(Debug, Subcommand)]
pub enum Orden {
    /// Crea un archivo de datos nuevo (no reemplaza uno existente).
    Crear {
        /// Espacio de trabajo.
        #[arg(long, value_enum)]
        como: Como,
        /// Institución del comité: id, código o sigla.
        #[arg(long)]
        institucion: Option<String>,
        /// Con datos de demostración.
        #[arg(long)]
        demo: bool,
        /// Nombre de la persona.
        #[arg(long, default_value = "")]
        persona: String,
    },
    /// Importa un inventario: libro de Excel u OpenDocument, CSV, o una exportación del Catálogo Nacional.
    Importar {
        /// Archivo.
        archivo: PathBuf,
        /// Formato.
        #[arg(long, value_enum, default_value = "auto")]
        formato: Formato,
        /// Institución de las filas que no nombran una.
        #[arg(long)]
        institucion: Option<String>,
        /// Hoja del libro: su nombre, o su número desde 1.
        #[arg(long)]
        hoja: Option<String>,
        /// Fila de la hoja que trae los encabezados.
        #[arg(long)]
        encabezado: Option<u32>,
        /// Qué es una columna: dato=Encabezado, o dato=letra; =Encabezado la deja solo como texto.
        #[arg(long, value_name = "DATO=COLUMNA", num_args = 1..)]
        mapa: Vec<String>,
        /// Toma todo lo que trae el archivo, también sobre lo que una persona escribió.
        #[arg(long)]
        reemplazar: bool,
        /// Muestra lo que haría, sin cambiar nada.
        #[arg(long)]
        seco: bool,
    },
    /// Diagramas en BPMN 2.0, propios y de otros programas.
    Bpmn {
        /// Qué hacer.
        #[command(subcommand)]
        que: OrdenBpmn,
    },
    /// Escribe el inventario en un formato abierto.
    Exportar {
        /// Formato: xlsx, csv, json, datapackage o bpmn (un diagrama por trámite y versión).
        #[arg(long)]
        formato: String,
        /// Archivo de salida; carpeta, para datapackage, para bpmn y para csv sin extensión.
        #[arg(long)]
        salida: PathBuf,
        /// Institución.
        #[arg(long)]
        institucion: Option<String>,
    },
    /// Escribe una plantilla de Excel para llenar el inventario.
    Plantilla {
        /// Archivo de salida.
        #[arg(long)]
        salida: PathBuf,
    },
    /// Recalcula los productos, totales y porcentajes que declara una hoja.
    Auditar {
        /// Libro de Excel u OpenDocument, o CSV.
        archivo: PathBuf,
        /// Hoja del libro: su nombre, o su número desde 1.
        #[arg(long)]
        hoja: Option<String>,
    },
    /// Aplica un método: lee un objeto JSON de la entrada y escribe otro en la salida.
    Calcular {
        /// Método: abc, ahp, antes_despues, auditoria, avance_plan, ces, costo_administrativo, cpm, flujo, little, pareto, pert o ponderado.
        metodo: String,
    },
    /// Deshace una importación completa con registros nuevos.
    DeshacerImportacion {
        /// Identificador de la importación.
        importacion: String,
    },
    /// Lista o busca trámites (sin distinguir tildes).
    Tramites {
        /// Institución.
        #[arg(long)]
        institucion: Option<String>,
        /// Palabras.
        #[arg(long)]
        buscar: Option<String>,
        /// Cuántos mostrar.
        #[arg(long, default_value_t = 100)]
        limite: u32,
    },
    /// Muestra la ficha completa de un trámite.
    Tramite {
        /// Id o código del trámite.
        id: String,
        /// Con la historia de cada dato.
        #[arg(long)]
        historial: bool,
    },
    /// Cambia datos de un trámite, requisito, paso… en un solo registro.
    Cambiar {
        /// Id de la entidad, o código del trámite.
        id: String,
        /// Datos: campo=valor (vacío borra el dato).
        #[arg(required = true, value_name = "CAMPO=VALOR")]
        datos: Vec<String>,
        /// Motivo.
        #[arg(long, default_value = "")]
        motivo: String,
    },
    /// Lista los posibles hallazgos.
    Hallazgos {
        /// Institución.
        #[arg(long)]
        institucion: Option<String>,
        /// Una regla: R1 a R15.
        #[arg(long)]
        regla: Option<String>,
    },
    /// Mueve una fase de una institución.
    Fase {
        /// Institución.
        institucion: String,
        /// Fase: conformacion_comite, inventario…
        fase: String,
        /// Estado: en_proceso, entregada, observada, aprobada, no_aplica, no_iniciada.
        estado: String,
        /// Archivo de evidencia.
        #[arg(long)]
        evidencia: Option<PathBuf>,
        /// Fecha del hecho, AAAA-MM-DD.
        #[arg(long)]
        fecha: Option<String>,
        /// Motivo.
        #[arg(long)]
        motivo: Option<String>,
    },
    /// Avance de las instituciones por fase.
    Tablero {
        /// Fecha de corte, AAAA-MM-DD.
        #[arg(long)]
        corte: Option<String>,
        /// Corte anterior que se pone al lado, AAAA-MM-DD.
        #[arg(long)]
        comparar: Option<String>,
        /// Solo de este tipo; puede repetirse: ministerio, secretaria, comision, otra_dependencia, gobernacion.
        #[arg(long)]
        tipo: Vec<String>,
        /// Solo las que tienen estas palabras en su nombre, sigla o departamento.
        #[arg(long)]
        buscar: Option<String>,
    },
    /// Dice qué cambió entre dos fechas de corte.
    QueCambio {
        /// Primera fecha de corte, AAAA-MM-DD.
        desde: String,
        /// Segunda fecha de corte; hoy, si no se indica.
        hasta: Option<String>,
        /// Solo de una institución.
        #[arg(long)]
        institucion: Option<String>,
        /// Cuenta también los posibles hallazgos en ambas fechas (lee todo el historial).
        #[arg(long)]
        hallazgos: bool,
    },
    /// Muestra todo lo que el archivo tiene de una institución.
    Institucion {
        /// Id, código o sigla.
        institucion: String,
        /// Fecha de corte de las fases, AAAA-MM-DD.
        #[arg(long)]
        corte: Option<String>,
    },
    /// Guarda una copia comprobada de la demostración y la quita.
    QuitarDemostracion,
    /// Escribe un informe en PDF.
    Informe {
        /// Tipo: avance, consolidado, ficha, priorizacion, calculos, rediseno o acta.
        tipo: String,
        /// Archivo de salida.
        #[arg(long)]
        salida: PathBuf,
        /// Institución.
        #[arg(long)]
        institucion: Option<String>,
        /// Fecha de corte, AAAA-MM-DD.
        #[arg(long)]
        corte: Option<String>,
        /// Corte anterior, AAAA-MM-DD, para decir qué cambió.
        #[arg(long)]
        comparar: Option<String>,
        /// Secciones separadas por comas; sin ellas, las de siempre.
        #[arg(long, value_delimiter = ',')]
        secciones: Vec<String>,
        /// Forma del archivo: pdf, html (una página completa) o tablas (ZIP con XLSX y CSV).
        #[arg(long, default_value = "pdf")]
        formato: String,
        /// Fase del acta: conformacion_comite, inventario o priorizacion.
        #[arg(long)]
        fase: Option<String>,
        /// Ronda del acta de priorización; sin ella, la última.
        #[arg(long)]
        ronda: Option<String>,
        /// Trámite de la ficha, del rediseño o del anexo de cálculo: identificador o código.
        #[arg(long)]
        tramite: Option<String>,
        /// Con los pasos propuestos en lugar de los actuales.
        #[arg(long)]
        propuesta: bool,
    },
    /// El mismo informe para muchas instituciones, en una carpeta, con la lista de sus códigos.
    Lote {
        /// Tipo: avance o priorizacion.
        tipo: String,
        /// Carpeta de salida.
        #[arg(long)]
        carpeta: PathBuf,
        /// Instituciones separadas por comas; sin ellas, todas.
        #[arg(long, value_delimiter = ',')]
        instituciones: Vec<String>,
        /// Fecha de corte, AAAA-MM-DD.
        #[arg(long)]
        corte: Option<String>,
        /// Corte anterior, AAAA-MM-DD, para decir qué cambió.
        #[arg(long)]
        comparar: Option<String>,
        /// Secciones separadas por comas.
        #[arg(long, value_delimiter = ',')]
        secciones: Vec<String>,
        /// Forma de los archivos: pdf, html o tablas.
        #[arg(long, default_value = "pdf")]
        formato: String,
    },
    /// Lista los informes que exportó esta computadora, con sus códigos.
    Exportaciones,
    /// Paquetes de intercambio entre computadoras.
    Paquete {
        /// Qué hacer.
        #[command(subcommand)]
        que: OrdenPaquete,
    },
    /// Lista los datos que tienen dos o más valores.
    Conflictos {
        /// Institución.
        #[arg(long)]
        institucion: Option<String>,
    },
    /// Elige el valor de un dato que tiene dos o más.
    Resolver {
        /// Conflicto, como lo muestra «conflictos».
        id: String,
        /// Valor elegido, uno de los que hay u otro.
        #[arg(long, allow_hyphen_values = true)]
        valor: String,
        /// Motivo.
        #[arg(long)]
        motivo: String,
    },
    /// Retira el contenido de un registro que no debe existir; hace falta también la otra firma (coordinación y GAE).
    Retirar {
        /// Registro: su huella, como la da quien lo escribió.
        #[arg(long)]
        asiento: String,
        /// Motivo, sin repetir lo que se retira.
        #[arg(long)]
        motivo: String,
    },
    /// Lista lo retirado y lo que espera la otra firma.
    Retiros,
    /// Llaves, confianza y credenciales.
    Identidad {
        /// Qué hacer.
        #[command(subcommand)]
        que: OrdenIdentidad,
    },
    /// Deshace el último cambio de este equipo.
    Deshacer,
    /// Rehace lo último que se deshizo.
    Rehacer,
    /// Comprueba registros, firmas, cadenas, tablas y adjuntos; termina con 3 si hay un daño.
    Verificar {
        /// Código al pie de un informe: dice si este archivo tiene los datos de ese documento.
        #[arg(long)]
        codigo: Option<String>,
        /// Corte que dice el documento, AAAA-MM-DD; sin él, se busca en todas las fechas.
        #[arg(long, requires = "codigo")]
        corte: Option<String>,
    },
    /// Hace una copia comprobada del archivo de datos y de sus adjuntos (no reemplaza una existente).
    Respaldar {
        /// Archivo de la copia.
        #[arg(long)]
        salida: PathBuf,
    },
    /// Lista las copias de respaldo de este archivo de datos.
    Respaldos,
    /// Pone una copia comprobada en lugar del archivo de datos, que queda apartado.
    Restaurar {
        /// Archivo de la copia.
        copia: PathBuf,
    },
    /// Reúne la última copia comprobada con lo que todavía se lee de un archivo de datos dañado.
    Recuperar,
    /// Reconstruye las tablas a partir de la bitácora.
    Reproyectar,
    /// Datos sintéticos para mediciones y pruebas; iguales para una misma semilla.
    Sembrar {
        /// Instituciones.
        #[arg(long, default_value_t = 1)]
        instituciones: u32,
        /// Trámites por institución.
        #[arg(long, default_value_t = 300)]
        tramites: u32,
        /// Requisitos por trámite.
        #[arg(long, default_value_t = 15)]
        requisitos: u32,
        /// Semilla.
        #[arg(long, default_value_t = 1)]
        semilla: u64,
    },
    /// Anfitrión local de pruebas (solo 127.0.0.1).
    #[cfg(feature = "servidor_pruebas")]
    Servir {
        /// Confirma que es solo para pruebas.
        #[arg(long, required = true)]
        solo_pruebas: bool,
        /// Puerto; 0 elige uno libre.
        #[arg(long, default_value_t = 0)]
        puerto: u16,
        /// Dirección; solo se admite 127.0.0.1.
        #[arg(long, default_value = "127.0.0.1")]
        direccion: String,
        /// Carpeta de la interfaz construida.
        #[arg(long)]
        ui: Option<PathBuf>,
    },
}

//! The closed list of operations, with the phrase that Historial shows.

use std::str::FromStr;

// Like `dominio::cerrado!`, without serde: this list never leaves as JSON by itself.
macro_rules! operaciones {
    ($($variante:ident = $id:literal / $frase:literal),+ $(,)?) => {
        /// What a person did. It travels in `datos.op` of each asiento it wrote.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operacion {
            $(#[doc = $frase] $variante),+
        }

        impl Operacion {
            /// Every operation, in declaration order.
            pub const TODAS: &'static [Operacion] = &[$(Operacion::$variante),+];

            /// The identifier stored in the log.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Operacion::$variante => $id),+ }
            }

            /// The phrase that Historial shows.
            #[must_use]
            pub const fn frase(self) -> &'static str {
                match self { $(Operacion::$variante => $frase),+ }
            }
        }

        impl FromStr for Operacion {
            type Err = OperacionDesconocida;
            fn from_str(texto: &str) -> Result<Self, Self::Err> {
                match texto { $($id => Ok(Operacion::$variante),)+ _ => Err(OperacionDesconocida) }
            }
        }
    };
}

operaciones! {
    CrearInstalacion = "crear_instalacion" / "Preparó la base de datos",
    GuardarFicha = "guardar_ficha" / "Cambió datos de la ficha",
    GuardarComite = "guardar_comite" / "Cambió datos del comité",
    GuardarMembrete = "guardar_membrete" / "Cambió el membrete o las firmas de los informes",
    GuardarPersona = "guardar_persona" / "Cambió el nombre de quien escribe",
    AgregarFilas = "agregar_filas" / "Agregó filas",
    MoverFila = "mover_fila" / "Cambió el orden de las filas",
    RetirarFilas = "retirar_filas" / "Retiró filas",
    CrearTramite = "crear_tramite" / "Agregó un trámite",
    CrearTramites = "crear_tramites" / "Agregó trámites",
    PegarBloque = "pegar_bloque" / "Pegó un bloque en el inventario",
    CambiarEnBloque = "cambiar_en_bloque" / "Cambió varios trámites a la vez",
    DuplicarTramite = "duplicar_tramite" / "Duplicó un trámite",
    Adjuntar = "adjuntar" / "Adjuntó un archivo",
    ImportarBpmn = "importar_bpmn" / "Tomó los pasos de un diagrama",
    CambiarNorma = "cambiar_norma" / "Cambió una norma del catálogo",
    DecidirHallazgo = "decidir_hallazgo" / "Decidió sobre un posible hallazgo",
    IniciarRonda = "iniciar_ronda" / "Inició una ronda de priorización",
    CambiarRonda = "cambiar_ronda" / "Cambió criterios o pesos de la priorización",
    Calificar = "calificar" / "Calificó trámites",
    MoverSeleccion = "mover_seleccion" / "Movió a mano la selección de trámites",
    CerrarRonda = "cerrar_ronda" / "Cerró una ronda de priorización",
    AnotarParametro = "anotar_parametro" / "Anotó un parámetro de los cálculos",
    GuardarEscenario = "guardar_escenario" / "Cambió un escenario del rediseño",
    ElegirEscenario = "elegir_escenario" / "Eligió un escenario como propuesta",
    IniciarPropuesta = "iniciar_propuesta" / "Empezó la propuesta con los pasos de hoy",
    GuardarReforma = "guardar_reforma" / "Cambió una reforma de norma",
    EntregarRediseno = "entregar_rediseno" / "Entregó el rediseño",
    AprobarRediseno = "aprobar_rediseno" / "Aprobó el rediseño",
    MoverFase = "mover_fase" / "Cambió el estado de una fase",
    CerrarInventario = "cerrar_inventario" / "Cambió el cierre del inventario",
    Importar = "importar" / "Importó un inventario",
    DeshacerImportacion = "deshacer_importacion" / "Deshizo una importación",
    Deshacer = "deshacer" / "Deshizo un cambio",
    Rehacer = "rehacer" / "Rehízo un cambio",
    Sembrar = "sembrar" / "Agregó datos de prueba",
    Unificar = "unificar" / "Reunió dos que eran lo mismo",
    MarcarDistintos = "marcar_distintos" / "Dijo que dos trámites parecidos son distintos",
    Resolver = "resolver" / "Eligió entre dos valores",
    Nombrar = "nombrar" / "Dio una credencial",
    Revocar = "revocar" / "Dio de baja una computadora",
    Retirar = "retirar" / "Retiró el contenido de un registro",
    AbrirRama = "abrir_rama" / "Continuó el trabajo desde una copia o en otro equipo",
}

/// An operation of a newer version: kept in the log and shown without phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("operation not in the closed list")]
pub struct OperacionDesconocida;

impl Operacion {
    /// Whether «Deshacer» may reach it: undo and redo themselves move along the stack, and the
    /// preparation of the file (its test data included) has nothing before it.
    #[must_use]
    pub const fn se_deshace(self) -> bool {
        match self {
            Operacion::CrearInstalacion
            | Operacion::Deshacer
            | Operacion::Rehacer
            | Operacion::Sembrar
            | Operacion::AbrirRama
            // A decision between two persons is changed by another decision, not by a keystroke.
            | Operacion::Resolver
            | Operacion::Nombrar
            // What is gone cannot be put back.
            | Operacion::Retirar
            | Operacion::Revocar => false,
            Operacion::GuardarFicha
            | Operacion::GuardarComite
            | Operacion::GuardarMembrete
            | Operacion::GuardarPersona
            | Operacion::AgregarFilas
            | Operacion::MoverFila
            | Operacion::RetirarFilas
            | Operacion::CrearTramite
            | Operacion::CrearTramites
            | Operacion::PegarBloque
            | Operacion::CambiarEnBloque
            | Operacion::DuplicarTramite
            | Operacion::Adjuntar
            | Operacion::ImportarBpmn
            | Operacion::CambiarNorma
            | Operacion::DecidirHallazgo
            | Operacion::IniciarRonda
            | Operacion::CambiarRonda
            | Operacion::Calificar
            | Operacion::MoverSeleccion
            | Operacion::CerrarRonda
            | Operacion::AnotarParametro
            | Operacion::GuardarEscenario
            | Operacion::ElegirEscenario
            | Operacion::IniciarPropuesta
            | Operacion::GuardarReforma
            | Operacion::EntregarRediseno
            | Operacion::AprobarRediseno
            | Operacion::MoverFase
            | Operacion::CerrarInventario
            | Operacion::Importar
            | Operacion::Unificar
            | Operacion::MarcarDistintos
            | Operacion::DeshacerImportacion => true,
        }
    }
}

//! The table of commands, declared once.
//!
//! `con_comandos!(expander)` hands the whole table to a macro of the caller: the shell turns it
//! into Tauri commands, the test host into routes, this module into [`TODOS`] and the TypeScript
//! map. Modes: `escribe` appends at least one asiento, `local` touches only this computer's own
//! tables, `lee` changes nothing (a test proves each).

/// Applies a macro to the table: `modo nombre: Peticion => Resultado;` a line.
#[macro_export]
macro_rules! con_comandos {
    ($expander:ident) => {
        $expander! {
            lee estado_inicial: Nada => EstadoInicial;
            lee campos: Nada => Vec<CampoDto>;
            lee inicio: Nada => Inicio;
            lee recorrido: Nada => Recorrido;
            lee comite: Nada => ComiteDto;
            lee listar_tramites: ListarTramites => PaginaTramites;
            lee facetas: Nada => Facetas;
            lee prever_bloque: PreverBloque => BloquePrevisto;
            lee normas: ListarNormas => NormasDto;
            lee vistas: Nada => VistasDto;
            lee abrir_ficha: PorId => FichaDto;
            lee hallazgos: ListarHallazgos => PaginaHallazgos;
            lee agrupar_hallazgos: AgruparHallazgos => Vec<GrupoDeHallazgos>;
            lee tendencia_hallazgos: PedirTendencia => TendenciaDto;
            lee posibles_duplicados: Nada => ParejasDto;
            lee prever_union: DosTramites => UnionPrevista;
            lee priorizacion: PedirRonda => PriorizacionDto;
            lee clasificar: PedirClasificacion => ClasificacionDto;
            lee pareto: PedirPareto => ParetoDto;
            lee rediseno: PorId => RedisenoDto;
            lee diagrama: PedirDiagrama => DiagramasDto;
            lee redisenos: PedirRedisenos => RedisenosDto;
            lee ensayar_cambios: EnsayarCambios => EnsayoDto;
            lee parametros: PedirParametros => ParametrosDto;
            lee costos_de_tramite: PedirCostos => CostosDto;
            lee flujo_de_tramite: PedirFlujo => FlujoDto;
            lee calcular: PedirCalculo => CalculoDto;
            lee ejemplos_de_metodos: Nada => Vec<EjemploDeMetodo>;
            lee conflictos: PedirConflictos => Vec<ConflictoDto>;
            lee historial_de_celda: PorCelda => Vec<VersionDeCelda>;
            lee historial: ListarHistorial => PaginaHistorial;
            lee borradores: Nada => Vec<BorradorDto>;
            lee importaciones: Nada => Vec<ImportacionDto>;
            lee filas_en_espera: Nada => Vec<FilaEnEspera>;
            lee examinar_libro: ExaminarLibro => LibroExaminado;
            lee examinar_bpmn: ExaminarBpmn => BpmnExaminado;
            lee auditar_hoja: AuditarHoja => AuditoriaDto;
            lee prever_importacion: Importar => ResultadoImportacion;
            lee informes_disponibles: Nada => Vec<InformeDisponible>;
            lee vista_previa_informe: PedirInforme => VistaPrevia;
            lee exportar_inventario: ExportarInventario => InventarioExportado;
            lee exportar_bpmn: ExportarBpmn => InventarioExportado;
            lee guardar_plantilla: PedirPlantilla => Nada;
            lee exportar_informe: PedirInforme => InformeHecho;
            lee imprimir_informe: PedirInforme => AdjuntoListo;
            lee exportar_lote: PedirLote => LoteHecho;
            lee exportaciones: Nada => Vec<ExportacionDto>;
            lee verificar_papel: VerificarPapel => PapelVerificado;
            lee membrete: PedirMembrete => MembreteDto;
            lee tablero: PedirTablero => TableroDto;
            lee detalle_tablero: PedirDetalle => DetalleDelTablero;
            lee tendencia_tablero: PedirTendenciaDelTablero => TendenciaDelTablero;
            lee que_cambio: PedirCambios => CambiosDto;
            lee institucion: PedirInstitucion => InstitucionEntera;
            lee reportados: Nada => Vec<ReportadoDto>;
            lee verificar: Verificar => VerificacionDto;
            lee respaldos: Nada => RespaldosDto;
            lee prever_restauracion: ElegirCopia => RestauracionPrevista;
            lee abrir_adjunto: PorId => AdjuntoListo;
            lee progreso: PorId => ProgresoDto;
            escribe crear_instalacion: CrearInstalacion => Hecho<InstalacionDto>;
            escribe guardar_celdas: GuardarCeldas => Hecho<Nada>;
            escribe agregar_filas: AgregarFilas => Hecho<Creados>;
            escribe mover_fila: MoverFila => Hecho<Nada>;
            escribe retirar_filas: RetirarFilas => Hecho<Nada>;
            escribe crear_tramite: CrearTramite => Hecho<Creados>;
            escribe guardar_bloque: GuardarBloque => Hecho<Creados>;
            escribe cambiar_bloque: CambiarBloque => Hecho<BloqueCambiado>;
            escribe guardar_norma: GuardarNorma => Hecho<Nada>;
            escribe duplicar_tramite: PorId => Hecho<Creados>;
            escribe unir_tramites: UnirTramites => Hecho<Creados>;
            escribe marcar_distintos: MarcarDistintos => Hecho<Nada>;
            escribe adjuntar: Adjuntar => Hecho<Creados>;
            escribe importar_bpmn: ImportarBpmn => Hecho<BpmnImportado>;
            escribe mover_tramite: MoverTramite => Hecho<Nada>;
            escribe decidir_hallazgo: DecidirHallazgo => Hecho<Nada>;
            escribe iniciar_ronda: IniciarRonda => Hecho<Creados>;
            escribe agregar_criterio: AgregarCriterio => Hecho<Creados>;
            escribe agregar_votante: AgregarVotante => Hecho<Creados>;
            escribe fijar_pesos: FijarPesos => Hecho<Nada>;
            escribe calificar: Calificar => Hecho<Nada>;
            escribe comparar: Comparar => Hecho<Nada>;
            escribe resolver_conflicto: ResolverConflicto => Hecho<Nada>;
            escribe mover_seleccion: MoverSeleccion => Hecho<Nada>;
            escribe cerrar_ronda: CerrarRonda => Hecho<Nada>;
            escribe anotar_parametro: AnotarParametro => Hecho<Creados>;
            escribe iniciar_propuesta: PorId => Hecho<Creados>;
            escribe guardar_escenario: GuardarEscenario => Hecho<Creados>;
            escribe decidir_escenario: DecidirEscenario => Hecho<Nada>;
            escribe guardar_reforma: GuardarReforma => Hecho<Creados>;
            escribe mover_reforma: MoverReforma => Hecho<Nada>;
            escribe entregar_rediseno: PorId => Hecho<Creados>;
            escribe aprobar_rediseno: AprobarRediseno => Hecho<Nada>;
            escribe mover_fase: MoverFase => Hecho<Nada>;
            escribe cerrar_inventario: CerrarInventario => Hecho<Nada>;
            escribe importar: Importar => Hecho<ResultadoImportacion>;
            escribe deshacer_importacion: PorId => Hecho<ImportacionDeshecha>;
            escribe deshacer: Nada => Hecho<Nada>;
            escribe rehacer: Nada => Hecho<Nada>;
            local guardar_borrador: GuardarBorrador => Nada;
            local guardar_preferencia: GuardarPreferencia => Nada;
            local guardar_vistas: VistasDto => Nada;
            local cancelar: PorId => Nada;
            local crear_respaldo: CrearRespaldo => RespaldoDto;
            local restaurar: Restaurar => RestauradaDto;
            local recuperar: ConTrabajo => RecuperadaDto;
            local reconstruir: ConTrabajo => Reconstruidas;
            local quitar_demostracion: QuitarDemostracion => DemostracionQuitada;
        }
    };
}

/// How a command may touch the data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modo {
    /// Changes nothing: the hash of the file stays.
    Lee,
    /// Goes through the write path and appends at least one asiento.
    Escribe,
    /// Only this computer's own tables (drafts, preferences) or a running job.
    Local,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Comando {
    /// Name in the window, the test host and the permission file.
    pub nombre: &'static str,
    /// What it may touch.
    pub modo: Modo,
}

macro_rules! modo {
    (lee) => {
        Modo::Lee
    };
    (escribe) => {
        Modo::Escribe
    };
    (local) => {
        Modo::Local
    };
}
macro_rules! como_lista {
    ($($modo:ident $nombre:ident: $pide:ty => $da:ty;)*) => {
        /// Every command, in the order of the table.
        pub const TODOS: &[Comando] = &[$(Comando { nombre: stringify!($nombre), modo: modo!($modo) }),*];
    };
}
con_comandos!(como_lista);

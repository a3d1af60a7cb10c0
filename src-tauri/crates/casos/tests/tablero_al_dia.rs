//! The board that a session keeps in memory and brings up to date after each write is, always, the one that it would
//! read from nothing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::path::Path;

use apoyo::{AHORA, abrir, crear};
use casos::Sesion;
use casos::dto::*;
use casos::intercambio::paquete::Exportar;
use dominio::Dato;
use dominio::fase::{EstadoFase, Fase};
use proptest::prelude::*;

/// What somebody does; what the rules of the moment refuse changes nothing, and that must be so on the board too.
#[derive(Clone, Debug)]
enum Accion {
    Mover {
        institucion: usize,
        fase: usize,
        a: usize,
        dia: i8,
    },
    Crear(usize),
    Retirar,
    Deshacer,
    Rehacer,
    Reportar(u8),
    /// The committee of MARN works apart.
    DelComite(usize),
    /// And sends what it has.
    Enviar,
    /// Somebody looks in between, at a date of the past too.
    Mirar,
}

const INSTITUCIONES: [&str; 4] = ["MARN", "MINEDUC", "GD-11", "GD-17"];
const CORTES: [Option<&str>; 4] = [None, Some("2026-11-10"), Some("2026-10-31"), Some("2021-12-31")];

fn accion() -> impl Strategy<Value = Accion> {
    prop_oneof![
        4 => (0..4usize, 0..9usize, 0..EstadoFase::TODOS.len(), 1..20i8)
            .prop_map(|(institucion, fase, a, dia)| Accion::Mover { institucion, fase, a, dia }),
        2 => (0..4usize).prop_map(Accion::Crear),
        1 => Just(Accion::Retirar),
        2 => Just(Accion::Deshacer),
        1 => Just(Accion::Rehacer),
        1 => (1..100u8).prop_map(Accion::Reportar),
        2 => (0..3usize).prop_map(Accion::DelComite),
        2 => Just(Accion::Enviar),
        3 => Just(Accion::Mirar),
    ]
}

struct Escena {
    gae: Sesion,
    comite: Sesion,
    carpeta: tempfile::TempDir,
    creados: Vec<String>,
}

impl Escena {
    fn new() -> Escena {
        let carpeta = tempfile::tempdir().unwrap();
        let (de_gae, del_comite) = (carpeta.path().join("gae"), carpeta.path().join("comite"));
        std::fs::create_dir_all(&de_gae).unwrap();
        std::fs::create_dir_all(&del_comite).unwrap();
        let gae = abrir(&de_gae, AHORA);
        crear(&gae, ComoInstalacion::Gae, None, false);
        let comite = abrir(&del_comite, AHORA + 60_000);
        crear(&comite, ComoInstalacion::Comite, Some("MARN"), false);
        let solicitud = carpeta.path().join("equipo.ficha");
        comite.escribir_solicitud(&solicitud).unwrap();
        gae.confiar(&solicitud).unwrap();
        Escena { gae, comite, carpeta, creados: Vec::new() }
    }

    fn hacer(&mut self, accion: &Accion, paso: usize) {
        // Refusals are part of the play: an impossible movement, nothing to undo.
        let _: Result<(), casos::falla::Falla> = match accion {
            Accion::Mover { institucion, fase, a, dia } => {
                let pide = MoverFase {
                    institucion: Some(INSTITUCIONES[*institucion].to_owned()),
                    fase: Fase::TODOS[*fase],
                    a: EstadoFase::TODOS[*a],
                    fecha: Some(format!("2026-11-{dia:02}")),
                    evidencia: None,
                    motivo: Some("Se anota lo recibido".to_owned()),
                };
                self.gae.mover_fase_con(&pide, Some(&self.acta())).map(drop)
            }
            Accion::Crear(i) => {
                let pide = CrearTramite {
                    nombre: format!("Licencia número {paso}"),
                    codigo: None,
                    institucion: Some(INSTITUCIONES[*i].to_owned()),
                };
                self.gae.crear_tramite(pide).map(|h| self.creados.extend(h.valor.ids))
            }
            Accion::Retirar => {
                let ids = self.creados.pop().into_iter().collect();
                self.gae.retirar_filas(RetirarFilas { ids, motivo: "Se registró por error".to_owned() }).map(drop)
            }
            Accion::Deshacer => self.gae.deshacer(Nada {}).map(drop),
            Accion::Rehacer => self.gae.rehacer(Nada {}).map(drop),
            Accion::Reportar(p) => {
                let celdas =
                    [("fase", "inventario"), ("corte", "2026-11-01"), ("porcentaje", &p.to_string()), ("fuente", "Informe de GAE")];
                let fila = celdas.map(|(campo, valor)| (campo.to_owned(), ValorDto(Dato::from(valor)))).into();
                self.gae
                    .agregar_filas(AgregarFilas { padre: None, clase: "reportado".to_owned(), despues_de: None, filas: vec![fila] })
                    .map(drop)
            }
            Accion::DelComite(0) => {
                let celdas = [("nombre", "Marta Xol"), ("cargo", "Secretaria")];
                let fila = celdas.map(|(campo, valor)| (campo.to_owned(), ValorDto(Dato::from(valor)))).into();
                let pide = AgregarFilas { padre: None, clase: "integrante".to_owned(), despues_de: None, filas: vec![fila] };
                self.comite.agregar_filas(pide).map(drop)
            }
            Accion::DelComite(1) => self
                .comite
                .crear_tramite(CrearTramite { nombre: format!("Permiso número {paso}"), codigo: None, institucion: None })
                .map(drop),
            Accion::DelComite(_) => {
                let pide = MoverFase {
                    institucion: None,
                    fase: Fase::Inventario,
                    a: EstadoFase::EnProceso,
                    fecha: Some("2026-11-03".to_owned()),
                    evidencia: None,
                    motivo: None,
                };
                self.comite.mover_fase_con(&pide, None).map(drop)
            }
            Accion::Enviar => {
                let paquete = self.carpeta.path().join("envio.dlg");
                let _ = std::fs::remove_file(&paquete);
                self.comite.exportar_paquete(&paquete, &Exportar::default()).unwrap();
                self.gae.importar_paquete(&paquete, false).map(drop)
            }
            Accion::Mirar => {
                let _ = self.visto();
                Ok(())
            }
        };
    }

    fn acta(&self) -> std::path::PathBuf {
        let acta: &Path = self.carpeta.path();
        let acta = acta.join("acta.txt");
        std::fs::write(&acta, "Acta de cierre").unwrap();
        acta
    }

    /// Everything that the board answers.
    fn visto(&self) -> Vec<serde_json::Value> {
        let mut visto = Vec::new();
        for corte in CORTES {
            let corte = corte.map(str::to_owned);
            let pide = PedirTablero { corte: corte.clone(), comparar: Some("2021-11-30".to_owned()), ..PedirTablero::default() };
            visto.push(serde_json::to_value(self.gae.tablero(pide).unwrap()).unwrap());
            for institucion in INSTITUCIONES {
                let pide = PedirInstitucion { institucion: institucion.to_owned(), corte: corte.clone() };
                visto.push(serde_json::to_value(self.gae.institucion(pide).unwrap()).unwrap());
            }
        }
        visto.push(serde_json::to_value(self.gae.tendencia_tablero(PedirTendenciaDelTablero::default()).unwrap()).unwrap());
        visto
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn lo_puesto_al_dia_es_lo_leido_de_nuevo(acciones in prop::collection::vec(accion(), 6..24)) {
        let mut escena = Escena::new();
        let _ = escena.visto();
        for (paso, accion) in acciones.iter().enumerate() {
            escena.hacer(accion, paso);
            if paso % 3 == 2 || paso + 1 == acciones.len() {
                let al_dia = escena.visto();
                escena.gae.olvidar_tablero();
                prop_assert_eq!(al_dia, escena.visto());
            }
        }
    }
}

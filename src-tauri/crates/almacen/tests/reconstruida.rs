//! The law *rebuilt = incremental*, after scenarios that a person may walk, in random order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::{Almacen, Autor, Avance, Escritura, FallaAlmacen, Operacion};
use apoyo::{Lugar, MARN, tablas};
use proptest::prelude::*;
use uuid::Uuid;

#[derive(Clone, Debug)]
enum Acto {
    Crear { nombre: usize, requisitos: Vec<usize> },
    Cambiar { entidad: prop::sample::Index, campo: usize, valor: usize, a_ciegas: bool },
    Agregar { entidad: prop::sample::Index, texto: usize },
    Retirar { entidad: prop::sample::Index },
    Unificar { una: prop::sample::Index, otra: prop::sample::Index },
    Mover { entidad: prop::sample::Index, a: prop::sample::Index },
    Decidir { entidad: prop::sample::Index },
    MoverFase { fase: usize, estado: usize, fecha: usize, a_ciegas: bool },
    Importar { cuantos: usize, requisitos: Vec<usize> },
    Deshacer,
    Rehacer,
    DeshacerImportacion,
    Reabrir,
}

// The same lines come back often, so that lists are copies of one another (R12).
const TEXTOS: &[&str] = &[
    "Declaración jurada del representante legal",
    "Copia legalizada del documento personal de identificación",
    "Solicitud de licencia ambiental",
    "Boleta de pago del arancel",
    "Otros requisitos que la unidad establezca",
    "Patente de comercio de empresa",
    "Registro tributario unificado actualizado",
    "Constancia de colegiado activo",
];
const NOMBRES: &[&str] = &["Licencia de construcción", "Certificación de ingresos", "Registro de empresas", "Constancia de trámite"];
const CAMPOS: &[&str] = &["nombre", "texto", "resultado", "estado", "costo_monto", "codigo", "clase", "bandera_relleno_costo"];
const VALORES: &[&str] = &["Licencia", "Certificación", "suprimido", "interno", "pendiente", "resuelta", "Declaración jurada", ""];

fn un_acto() -> impl Strategy<Value = Acto> {
    let i = any::<prop::sample::Index>;
    let textos = || prop::collection::vec(0..TEXTOS.len(), 0..7);
    prop_oneof![
        3 => (0..NOMBRES.len(), textos()).prop_map(|(nombre, requisitos)| Acto::Crear { nombre, requisitos }),
        4 => (i(), 0..CAMPOS.len(), 0..VALORES.len(), any::<bool>())
            .prop_map(|(entidad, campo, valor, a_ciegas)| Acto::Cambiar { entidad, campo, valor, a_ciegas }),
        2 => (i(), 0..TEXTOS.len()).prop_map(|(entidad, texto)| Acto::Agregar { entidad, texto }),
        2 => i().prop_map(|entidad| Acto::Retirar { entidad }),
        1 => (i(), i()).prop_map(|(una, otra)| Acto::Unificar { una, otra }),
        1 => (i(), i()).prop_map(|(entidad, a)| Acto::Mover { entidad, a }),
        1 => i().prop_map(|entidad| Acto::Decidir { entidad }),
        2 => (0..9usize, 0..6usize, 0..3usize, any::<bool>())
            .prop_map(|(fase, estado, fecha, a_ciegas)| Acto::MoverFase { fase, estado, fecha, a_ciegas }),
        1 => (1..4usize, textos()).prop_map(|(cuantos, requisitos)| Acto::Importar { cuantos, requisitos }),
        2 => Just(Acto::Deshacer),
        1 => Just(Acto::Rehacer),
        1 => Just(Acto::DeshacerImportacion),
        1 => Just(Acto::Reabrir),
    ]
}

struct Escena {
    lugar: Lugar,
    almacen: Option<Almacen>,
    entidades: Vec<Uuid>,
    lotes: Vec<Uuid>,
}

impl Escena {
    fn almacen(&mut self) -> &mut Almacen {
        self.almacen.as_mut().unwrap()
    }

    fn escribir(&mut self, op: Operacion, escrituras: Vec<Escritura>) {
        let autor = self.lugar.autor();
        let hecho = self.almacen().transar::<_, FallaAlmacen>(op, &autor, |tx| tx.escribir(MARN, escrituras, ""));
        assert!(matches!(hecho, Ok(_) | Err(FallaAlmacen::ConflictoPendiente { .. })), "{hecho:?}");
    }

    fn recordar(&mut self, escrituras: &[Escritura]) {
        for e in escrituras {
            if !self.entidades.contains(&e.entidad) {
                self.entidades.push(e.entidad);
            }
        }
    }

    fn hacer(&mut self, acto: Acto) {
        let una = |entidades: &[Uuid], i: prop::sample::Index| {
            if entidades.is_empty() { None } else { Some(entidades[i.index(entidades.len())]) }
        };
        match acto {
            Acto::Crear { nombre, requisitos } => {
                let textos: Vec<&str> = requisitos.iter().map(|i| TEXTOS[*i]).collect();
                let (_, celdas) = self.lugar.celdas_de_tramite(NOMBRES[nombre], &textos);
                self.recordar(&celdas);
                self.escribir(Operacion::CrearTramite, celdas);
            }
            Acto::Cambiar { entidad, campo, valor, a_ciegas } => {
                let Some(id) = una(&self.entidades, entidad) else { return };
                let leida = self.almacen().consultas().entidad(id).unwrap().unwrap();
                // Writing without the heads is what a laptop that was apart does.
                let padres = if a_ciegas { vec![] } else { leida.padres(CAMPOS[campo]) };
                let e = Escritura { padres, ..Escritura::nueva(id, &leida.clase, CAMPOS[campo], VALORES[valor]) };
                self.escribir(Operacion::GuardarFicha, vec![e]);
            }
            Acto::Agregar { entidad, texto } => {
                let Some(padre) = una(&self.entidades, entidad) else { return };
                let id = self.lugar.id();
                let celdas = vec![
                    Escritura::nueva(id, "requisito", "padre", padre.to_string()),
                    Escritura::nueva(id, "requisito", "orden", "b"),
                    Escritura::nueva(id, "requisito", "texto", TEXTOS[texto]),
                ];
                self.recordar(&celdas);
                self.escribir(Operacion::AgregarFilas, celdas);
            }
            Acto::Retirar { entidad } => {
                let Some(id) = una(&self.entidades, entidad) else { return };
                let autor = self.lugar.autor();
                self.almacen()
                    .transar::<_, FallaAlmacen>(Operacion::RetirarFilas, &autor, |tx| tx.borrar(MARN, &[id], "ya no aplica"))
                    .unwrap();
            }
            Acto::Unificar { una: a, otra } => {
                let (Some(a), Some(b)) = (una(&self.entidades, a), una(&self.entidades, otra)) else { return };
                let autor = self.lugar.autor();
                let hecho = self
                    .almacen()
                    .transar::<_, FallaAlmacen>(Operacion::Unificar, &autor, |tx| tx.unificar(MARN, a, b, "son lo mismo, dos veces"));
                let esperable = matches!(
                    hecho,
                    Ok(_)
                        | Err(FallaAlmacen::NoSonLoMismo { .. } | FallaAlmacen::NoExiste { .. } | FallaAlmacen::ConflictoPendiente { .. })
                );
                assert!(esperable, "{hecho:?}");
            }
            Acto::Mover { entidad, a } => {
                let (Some(id), Some(padre)) = (una(&self.entidades, entidad), una(&self.entidades, a)) else { return };
                let leida = self.almacen().consultas().entidad(id).unwrap().unwrap();
                let e = Escritura { padres: leida.padres("padre"), ..Escritura::nueva(id, &leida.clase, "padre", padre.to_string()) };
                self.escribir(Operacion::MoverFila, vec![e]);
            }
            Acto::MoverFase { fase, estado, fecha, a_ciegas } => {
                let id = dominio::fase::id_de_fase(MARN, dominio::fase::Fase::TODOS[fase]);
                let leida = self.almacen().consultas().entidad(id).unwrap();
                let e = |campo: &str, valor: &str| Escritura {
                    padres: if a_ciegas { Vec::new() } else { leida.as_ref().map(|l| l.padres(campo)).unwrap_or_default() },
                    ..Escritura::nueva(id, "fase", campo, valor)
                };
                let dia = ["2021-11-03", "2021-12-10", ""][fecha];
                let estado = dominio::fase::EstadoFase::TODOS[estado].as_str();
                self.escribir(Operacion::MoverFase, vec![e("estado", estado), e("fecha", dia), e("evidencia", "[]")]);
            }
            Acto::Decidir { entidad } => {
                let Some(id) = una(&self.entidades, entidad) else { return };
                let Some(ficha) = self.almacen().consultas().ficha(id).unwrap() else { return };
                let Some(h) = ficha.hallazgos.first().map(|h| h.hallazgo.clone()) else { return };
                let decision = self.lugar.id();
                let e = |campo: &str, valor: &str| Escritura::nueva(decision, "decision_hallazgo", campo, valor);
                let celdas = vec![
                    e("padre", &id.to_string()),
                    e("regla", h.regla.as_str()),
                    e("donde", &h.entidad.to_string()),
                    e("campo", h.campo),
                    e("huella", &h.huella_hex()),
                    e("estado", "descartado"),
                    e("justificacion", "lo pide la ley del ramo"),
                ];
                self.escribir(Operacion::DecidirHallazgo, celdas);
                let ficha = self.almacen().consultas().ficha(id).unwrap().unwrap();
                assert!(ficha.hallazgos.iter().any(|x| x.hallazgo == h && x.decision == Some(decision)), "the decision finds its finding");
            }
            Acto::Importar { cuantos, requisitos } => {
                let lote = self.lugar.id();
                let textos: Vec<&str> = requisitos.iter().map(|i| TEXTOS[*i]).collect();
                let tramites: Vec<_> = (0..cuantos).map(|i| self.lugar.celdas_de_tramite(NOMBRES[i], &textos)).collect();
                tramites.iter().for_each(|(_, celdas)| self.recordar(celdas));
                let autor: Autor = self.lugar.autor();
                let hecho = self.almacen().transar::<_, FallaAlmacen>(Operacion::Importar, &autor, |tx| {
                    tx.lote(lote);
                    tramites.into_iter().try_for_each(|(_, celdas)| tx.escribir(MARN, celdas, "").map(|_| ()))
                });
                hecho.unwrap();
                self.lotes.push(lote);
            }
            Acto::Deshacer | Acto::Rehacer | Acto::DeshacerImportacion => {
                let autor = self.lugar.autor();
                let lote = self.lotes.last().copied();
                let hecho = match (acto, lote) {
                    (Acto::Deshacer, _) => self.almacen().deshacer(&autor).map(|_| ()),
                    (Acto::Rehacer, _) => self.almacen().rehacer(&autor).map(|_| ()),
                    (_, Some(lote)) => self.almacen().deshacer_lote(lote, &autor).map(|_| ()),
                    (_, None) => Ok(()),
                };
                let esperable = matches!(hecho, Ok(()) | Err(FallaAlmacen::NadaQueDeshacer | FallaAlmacen::CambiadoDespues { .. }));
                assert!(esperable, "{hecho:?}");
            }
            Acto::Reabrir => {
                self.almacen = None;
                self.almacen = Some(self.lugar.abrir());
            }
        }
    }
}

/// More with `DILIGENCIA_LARGO=1`.
fn casos() -> u32 {
    if std::env::var_os("DILIGENCIA_LARGO").is_some() { 3_000 } else { 60 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: casos(), max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rebuilt_tables_equal_the_incremental_ones(actos in prop::collection::vec(un_acto(), 1..24)) {
        let lugar = Lugar::new();
        let almacen = lugar.crear();
        let mut escena = Escena { lugar, almacen: Some(almacen), entidades: vec![], lotes: vec![] };
        for acto in actos {
            escena.hacer(acto);
        }
        let verificacion = escena.almacen().verificar(&Avance::default()).unwrap();
        prop_assert_eq!(verificacion.problemas, Vec::<String>::new());
        let antes = tablas(&escena.lugar.ruta());
        escena.almacen().reproyectar(&Avance::default()).unwrap();
        let despues = tablas(&escena.lugar.ruta());
        for (a, b) in antes.iter().zip(&despues) {
            prop_assert_eq!(a, b);
        }
        prop_assert_eq!(escena.almacen().consultas().raiz_estado().unwrap(), verificacion.raiz_estado);
    }
}

#[test]
fn a_planted_difference_is_found() {
    // Negative control: a net that finds nothing proves nothing.
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia ambiental", &["Declaración jurada"]);
    almacen.cerrar().unwrap();
    let con = rusqlite::Connection::open(lugar.ruta()).unwrap();
    con.execute("UPDATE tramite SET requisitos = 9 WHERE uuid = ?", [id.into_bytes()]).unwrap();
    drop(con);
    let almacen = lugar.abrir();
    let problemas = almacen.verificar(&Avance::default()).unwrap().problemas;
    assert_eq!(problemas, ["La tabla «tramite» no corresponde a los registros. Use «Reconstruir las tablas»."]);
    assert_eq!(almacen.consultas().fila_tramite(id).unwrap().unwrap().requisitos, 9);
}

#[test]
fn a_cancelled_rebuild_leaves_the_tables_as_they_were() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &["Declaración jurada"]);
    let antes = tablas(&lugar.ruta());
    let avance = Avance::default();
    avance.cancelar();
    assert!(matches!(almacen.reproyectar(&avance), Err(FallaAlmacen::Cancelado)));
    assert_eq!(tablas(&lugar.ruta()), antes);
    assert!(matches!(almacen.verificar(&avance), Err(FallaAlmacen::Cancelado)));
}

//! The law *taken in together = taken in one by one = written here*: the tables do not depend on how many
//! asientos came in each package, on the threads that read them, nor on what arrived before its parent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::{Almacen, Avance, DispositivoDeConfianza, Escritura, FallaAlmacen, FiltroHallazgos, Hash, Operacion, Procedencia, Registro};
use apoyo::{Lugar, MARN, tablas};
use uuid::Uuid;

const SEMILLA: u64 = 5_2021;

/// SplitMix64: enough to vary, and the same for the same seed.
struct Azar(u64);

impl Azar {
    fn dado(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(n).unwrap()).unwrap()
    }
}

const NOMBRES: [&str; 4] = ["Licencia de construcción", "Certificación de ingresos", "Registro de empresas", "Solvencia de pago"];

/// Four lines; `cual` chooses among lists that many trámites share and lists of few.
fn lista(cual: usize) -> Vec<String> {
    (0..5).map(|i| format!("Documento {i} de la lista {cual}, en original y copia")).collect()
}

/// A committee's life: imports, saves, moves, retirements, and rows that were written before their trámite.
fn vida(lugar: &mut Lugar, almacen: &mut Almacen, tramites: usize) {
    let mut azar = Azar(SEMILLA);
    let mut todos: Vec<Uuid> = Vec::new();
    let mut filas: Vec<Uuid> = Vec::new();
    while todos.len() < tramites {
        let cuantos = 1 + azar.dado(9);
        let mut lote: Vec<Vec<Escritura>> = Vec::new();
        for _ in 0..cuantos {
            // Half of them share one list, so its group grows past what may be compared.
            let cual = if azar.dado(2) == 0 { 0 } else { 1 + azar.dado(12) };
            let textos = lista(cual);
            let textos: Vec<&str> = textos.iter().map(String::as_str).collect();
            let (id, mut celdas) = lugar.celdas_de_tramite(NOMBRES[azar.dado(NOMBRES.len())], &textos);
            if azar.dado(6) == 0 {
                // One row goes apart and arrives first.
                let suelta = celdas.split_off(celdas.len() - 3);
                lote.push(suelta);
            }
            filas.push(celdas.last().unwrap().entidad);
            todos.push(id);
            lote.push(celdas);
        }
        let lista = lote;
        lugar
            .guardar(almacen, Operacion::Importar, |tx| lista.into_iter().try_for_each(|celdas| tx.escribir(MARN, celdas, "").map(|_| ())))
            .unwrap();
        let uno = todos[azar.dado(todos.len())];
        match azar.dado(4) {
            0 => {
                lugar.cambiar(almacen, uno, "nombre", NOMBRES[azar.dado(NOMBRES.len())]);
            }
            1 => {
                let fila = filas[azar.dado(filas.len())];
                lugar.cambiar(almacen, fila, "padre", uno.to_string());
            }
            2 => {
                let fila = filas[azar.dado(filas.len())];
                lugar.cambiar(almacen, fila, "texto", format!("Constancia número {}", azar.dado(1000)));
            }
            _ => {
                lugar
                    .guardar(almacen, Operacion::RetirarFilas, |tx| tx.borrar(MARN, &[uno], "Ya no se presta al público").map(|_| ()))
                    .unwrap();
            }
        }
    }
}

fn registros(lugar: &Lugar) -> Vec<Registro> {
    let con = rusqlite::Connection::open(lugar.ruta()).unwrap();
    let mut consulta = con.prepare("SELECT cuerpo, firma FROM asiento ORDER BY n").unwrap();
    consulta.query_map([], |f| Ok((f.get(0)?, f.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
}

/// A file that trusts that committee's computer and takes in its asientos, so many to a package.
fn recibir(clave: [u8; 32], registros: &[Registro], por_paquete: usize) -> (Vec<(String, Vec<String>)>, Hash) {
    let lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let confianza = DispositivoDeConfianza {
        clave,
        clave_age: None,
        nombre: "Comité".to_owned(),
        ambito: Some(MARN.into_bytes()),
        propio: false,
        ms: 1,
    };
    almacen.confiar(&confianza, &Avance::default()).unwrap();
    let de = Procedencia { ms: 1_900_000_000_000, ..Procedencia::default() };
    almacen
        .en_tanda::<_, FallaAlmacen>(|almacen| {
            for paquete in registros.chunks(por_paquete) {
                let mut partes = vec![paquete.to_vec()];
                let informe = almacen.incorporar::<FallaAlmacen>(&de, &Avance::default(), || Ok(partes.pop()))?;
                assert_eq!(informe.nuevos, paquete.len() as u64, "{informe:?}");
            }
            Ok(())
        })
        .unwrap();
    let raiz = almacen.consultas().raiz_estado().unwrap();
    let verificacion = almacen.verificar(&Avance::default()).unwrap();
    assert_eq!(verificacion.problemas, Vec::<String>::new(), "{por_paquete} to a package");
    almacen.cerrar().unwrap();
    (tablas(&lugar.ruta()), raiz)
}

#[test]
fn taken_in_together_one_by_one_or_written_here_is_the_same() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    vida(&mut lugar, &mut almacen, 150);
    let clave = almacen.clave_publica();
    let raiz = almacen.consultas().raiz_estado().unwrap();
    let copias = almacen.consultas().hallazgos(&FiltroHallazgos { regla: Some("R12".to_owned()), ..FiltroHallazgos::default() }).unwrap();
    almacen.cerrar().unwrap();
    let aqui = tablas(&lugar.ruta());
    let registros = registros(&lugar);
    println!("Semilla {SEMILLA}: {} asientos, {} copias.", registros.len(), copias.total);
    assert!(copias.total > 0, "some lists are copies of others");
    for por_paquete in [registros.len(), 1, 7, 64] {
        let (alla, raiz_alla) = recibir(clave, &registros, por_paquete);
        for (a, b) in aqui.iter().zip(&alla) {
            assert_eq!(a, b, "{por_paquete} to a package");
        }
        assert_eq!(raiz_alla, raiz, "{por_paquete} to a package");
    }
    // Negative control: with one asiento less the comparison must see it.
    let (alla, raiz_alla) = recibir(clave, &registros[..registros.len() - 1], 64);
    assert_ne!(aqui, alla);
    assert_ne!(raiz, raiz_alla);
}

//! Measures the store: import, save against a bare commit, search as you type, reads, rebuild.
//!
//! `cargo run --release -p almacen --example medir -- 20000`. Prints its figures; judges nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;
use std::time::{Duration, Instant};

use almacen::{Almacen, Aperturas, Autor, Avance, Escritura, FallaAlmacen, FiltroHallazgos, FiltroTramites, NuevaBase, Operacion, Orden};
use uuid::Uuid;

const PALABRAS: &str = "fotocopia simple legalizada del documento personal de identificación vigente representante legal original \
    patente comercio sociedad constancia inscripción registro tributario unificado actualizado solicitud formulario boleta pago \
    arancel timbre fiscal certificación licencia ambiental categoría estudio impacto dictamen técnico acta notarial declaración \
    jurada firma autenticada autorización sanitaria alimentos bebidas transporte carga pasajeros resolución acuerdo gubernativo \
    ministerial reglamento artículo presentar ventanilla recepción revisión expediente notificar usuario entregar plano ubicación \
    finca colindancias inmueble propiedad arrendamiento contrato poder mandato inspección campo muestra laboratorio análisis";

struct Azar(u64);
impl Azar {
    fn n(&mut self, hasta: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % hasta as u64).unwrap_or(0)
    }
}

fn frase(azar: &mut Azar, palabras: &[&str], cuantas: usize) -> String {
    (0..cuantas).map(|_| palabras[azar.n(palabras.len())]).collect::<Vec<_>>().join(" ")
}

fn tramite(azar: &mut Azar, palabras: &[&str], i: usize, id: &mut impl FnMut() -> Uuid) -> (Uuid, Vec<Escritura>) {
    let raiz = id();
    let mut celdas = Vec::with_capacity(100);
    let e = |celdas: &mut Vec<Escritura>, ent: Uuid, clase: &str, campo: &str, valor: String| {
        celdas.push(Escritura::nueva(ent, clase, campo, valor));
    };
    let requisitos: Vec<String> = (0..6).map(|_| frase(azar, palabras, 8 + azar.0 as usize % 8)).collect();
    let pasos: Vec<String> = (0..5).map(|_| frase(azar, palabras, 10)).collect();
    let normas: Vec<String> =
        (0..2).map(|_| format!("Acuerdo Gubernativo {}-{} artículo {}", azar.n(900), 1990 + azar.n(35), azar.n(90))).collect();
    e(&mut celdas, raiz, "tramite", "codigo", format!("MARN-{i:05}"));
    e(&mut celdas, raiz, "tramite", "nombre", frase(azar, palabras, 6));
    e(&mut celdas, raiz, "tramite", "descripcion", frase(azar, palabras, 30));
    e(&mut celdas, raiz, "tramite", "categoria", frase(azar, palabras, 1));
    e(&mut celdas, raiz, "tramite", "resultado", "Certificación".to_owned());
    e(&mut celdas, raiz, "tramite", "estado", "identificado".to_owned());
    e(&mut celdas, raiz, "tramite", "costo_tipo", "fijo".to_owned());
    celdas.push(Escritura::nueva(raiz, "tramite", "costo_monto", 10_000));
    celdas.push(Escritura::nueva(raiz, "tramite", "id_catalogo", i64::try_from(i).unwrap_or(0) + 1));
    e(&mut celdas, raiz, "tramite", "enlace", "https://www.marn.gob.gt/tramites/licencia".to_owned());
    e(&mut celdas, raiz, "tramite", "original_requisitos", requisitos.join("</li><li>"));
    e(&mut celdas, raiz, "tramite", "original_instrucciones", pasos.join("</li><li>"));
    e(&mut celdas, raiz, "tramite", "original_respaldo_legal", normas.join("; "));
    e(&mut celdas, raiz, "tramite", "original_descripcion", frase(azar, palabras, 30));
    e(&mut celdas, raiz, "tramite", "original_tiempo_de_respuesta", "15 días hábiles".to_owned());
    let listas = [("requisito", &requisitos), ("paso", &pasos), ("base_legal", &normas)];
    for (clase, textos) in listas {
        for (k, texto) in textos.iter().enumerate() {
            let fila = id();
            e(&mut celdas, fila, clase, "padre", raiz.to_string());
            e(&mut celdas, fila, clase, "orden", format!("a{k:02}"));
            e(&mut celdas, fila, clase, "texto", texto.clone());
            e(&mut celdas, fila, clase, "procedencia", "interpretado".to_owned());
            if clase == "requisito" {
                e(&mut celdas, fila, clase, "tipo", "documento".to_owned());
                e(&mut celdas, fila, clase, "forma", "copia_simple".to_owned());
            }
            if clase == "base_legal" {
                e(&mut celdas, fila, clase, "tipo_norma", "acuerdo_gubernativo".to_owned());
            }
        }
    }
    let t = id();
    e(&mut celdas, t, "tiempo", "padre", raiz.to_string());
    e(&mut celdas, t, "tiempo", "clase", "publicado".to_owned());
    e(&mut celdas, t, "tiempo", "minimo", "15".to_owned());
    e(&mut celdas, t, "tiempo", "maximo", "15".to_owned());
    e(&mut celdas, t, "tiempo", "unidad", "dias_habiles".to_owned());
    e(&mut celdas, t, "tiempo", "texto_original", "15 días hábiles".to_owned());
    (raiz, celdas)
}

fn percentiles(nombre: &str, mut tiempos: Vec<Duration>) {
    tiempos.sort();
    let p = |n: usize| tiempos.get((tiempos.len() * n / 100).min(tiempos.len() - 1)).copied().unwrap_or_default();
    println!("{nombre}: p50 {:?} · p99 {:?} · max {:?} (n = {})", p(50), p(99), p(100), tiempos.len());
}

fn medir<T>(nombre: &str, f: impl FnOnce() -> T) -> T {
    let antes = Instant::now();
    let valor = f();
    println!("{nombre}: {:?}", antes.elapsed());
    valor
}

fn commit_desnudo(carpeta: &Path) -> Vec<Duration> {
    let con = rusqlite::Connection::open(carpeta.join("desnuda.db")).unwrap();
    con.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS t (a INTEGER PRIMARY KEY, b TEXT)")
        .unwrap();
    (0..300)
        .map(|i| {
            let antes = Instant::now();
            con.prepare_cached("INSERT INTO t (b) VALUES (?)").unwrap().execute([format!("un valor corto {i}")]).unwrap();
            antes.elapsed()
        })
        .collect()
}

fn main() {
    let cuantos: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(20_000);
    let carpeta = tempfile::tempdir_in(std::env::var("MEDIR_EN").unwrap_or_else(|_| "/tmp".to_owned())).unwrap();
    let ruta = carpeta.path().join("diligencia.dlgb");
    let aperturas = Aperturas {
        carpeta_usuario: carpeta.path().join("u"),
        programa: "medir".to_owned(),
        espera: Duration::from_secs(5),
        ahora_ms: 1_800_000_000_000,
        llavero: std::sync::Arc::new(almacen::llavero::SinLlavero),
    };
    let ambitos: Vec<Uuid> = (0..66).map(|i| Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0000 + i)).collect();
    let nueva = NuevaBase { base: Uuid::from_u128(1), gae: true, institucion: None, demo: false, actor: Uuid::from_u128(7) };
    let mut almacen = Almacen::crear(&ruta, &aperturas, &nueva).unwrap();
    let palabras: Vec<&str> = PALABRAS.split_whitespace().collect();
    let mut azar = Azar(0x9e37_79b9_7f4a_7c15);
    let mut n = 0u128;
    let mut id = || {
        n += 1;
        Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + n)
    };
    let tramites: Vec<(Uuid, Vec<Escritura>)> =
        medir("armar los datos", || (0..cuantos).map(|i| tramite(&mut azar, &palabras, i, &mut id)).collect());
    let celdas: usize = tramites.iter().map(|(_, c)| c.len()).sum();
    println!("{cuantos} trámites, {celdas} celdas");
    let mut ms = 1_800_000_000_000;
    let mut autor = || {
        ms += 1_000;
        Autor { actor: Uuid::from_u128(7), ms }
    };
    let ids: Vec<Uuid> = tramites.iter().map(|(id, _)| *id).collect();
    let a = autor();
    medir("importar", || {
        almacen
            .transar::<_, FallaAlmacen>(Operacion::Importar, &a, |tx| {
                let antes = Instant::now();
                for (i, (_, escrituras)) in tramites.into_iter().enumerate() {
                    tx.escribir(ambitos[i % ambitos.len()], escrituras, "")?;
                }
                println!("  asentar: {:?}", antes.elapsed());
                Ok(())
            })
            .unwrap()
    });
    if std::env::var_os("SOLO_IMPORTAR").is_some() {
        return;
    }
    println!("archivo: {} MiB", std::fs::metadata(&ruta).unwrap().len() >> 20);
    percentiles("commit desnudo", commit_desnudo(carpeta.path()));
    let mut guardar = |almacen: &mut Almacen, campo: &str| -> Vec<Duration> {
        (0..300)
            .map(|i| {
                let id = ids[(i * 7919) % ids.len()];
                let padres = almacen.consultas().entidad(id).unwrap().unwrap().padres(campo);
                let e = Escritura { padres, ..Escritura::nueva(id, "tramite", campo, format!("valor nuevo {i}")) };
                let a = autor();
                let antes = Instant::now();
                almacen.transar::<_, FallaAlmacen>(Operacion::GuardarFicha, &a, |tx| tx.escribir(ambitos[0], vec![e], "")).unwrap();
                antes.elapsed()
            })
            .collect()
    };
    percentiles("guardar un campo (horario)", guardar(&mut almacen, "horario"));
    percentiles("guardar el nombre (reindexa)", guardar(&mut almacen, "nombre"));
    if let Ok(vueltas) = std::env::var("SOLO_GUARDAR") {
        for _ in 0..vueltas.parse().unwrap_or(1) {
            guardar(&mut almacen, "horario");
        }
        return;
    }
    percentiles("commit desnudo", commit_desnudo(carpeta.path()));
    let lector = almacen.lector().unwrap();
    for (nombre, textos) in [
        ("buscar 1 letra", &["a", "c", "d", "l", "p", "s", "t", "e"][..]),
        ("buscar 2 letras", &["au", "ca", "de", "li", "pa", "so", "ti", "el"][..]),
        ("buscar 3 letras", &["aut", "cat", "doc", "lic", "pat", "sol", "tim", "est"][..]),
        ("buscar palabra", &["autorización", "categoria", "licencia amb", "patente com", "marn-0001", "acuerdo 12", "de la licencia"][..]),
    ] {
        let tiempos = textos.iter().cycle().take(200).map(|t| {
            let filtro = FiltroTramites { texto: (*t).to_owned(), cuantos: 100, ..FiltroTramites::default() };
            let antes = Instant::now();
            lector.consultas().tramites(&filtro).unwrap();
            antes.elapsed()
        });
        percentiles(nombre, tiempos.collect());
    }
    for texto in ["c", "de", "lic", "licencia", "aut ca"] {
        let filtro = FiltroTramites { texto: texto.to_owned(), cuantos: 100, ..FiltroTramites::default() };
        let antes = Instant::now();
        let total = lector.consultas().tramites(&filtro).unwrap().total;
        println!("  «{texto}»: {total} en {:?}", antes.elapsed());
    }
    let con_institucion = FiltroTramites { texto: "de".to_owned(), ambito: Some(ambitos[3]), cuantos: 100, ..FiltroTramites::default() };
    medir("buscar «de» en una institución", || lector.consultas().tramites(&con_institucion).unwrap());
    let todo = FiltroTramites { cuantos: 100, ..FiltroTramites::default() };
    medir("primera página", || lector.consultas().tramites(&todo).unwrap());
    let por_hallazgos = FiltroTramites { orden: Orden::Hallazgos, descendente: true, cuantos: 100, ..FiltroTramites::default() };
    medir("página por hallazgos", || lector.consultas().tramites(&por_hallazgos).unwrap());
    medir("facetas", || lector.consultas().facetas(None).unwrap());
    medir("cifras", || lector.consultas().cifras(None).unwrap());
    let total =
        medir("hallazgos", || lector.consultas().hallazgos(&FiltroHallazgos { cuantos: 100, ..FiltroHallazgos::default() }).unwrap().total);
    println!("  {total} hallazgos");
    medir("abrir una ficha", || lector.consultas().ficha(ids[cuantos / 2]).unwrap().unwrap());
    drop(lector);
    medir("cerrar", || almacen.cerrar().unwrap());
    let mut almacen = medir("abrir", || Almacen::abrir(&ruta, &aperturas, &Avance::default()).unwrap());
    medir("reproyectar", || almacen.reproyectar(&Avance::default()).unwrap());
    let v = medir("verificar", || almacen.verificar(&Avance::default()).unwrap());
    println!("  {} registros, {} problemas {:?}", v.asientos, v.problemas.len(), v.problemas.first());
}

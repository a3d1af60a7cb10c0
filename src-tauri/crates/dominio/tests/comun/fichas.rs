//! Fichas for the tests of the rules, read from the stored snapshots.

use std::collections::BTreeMap;

use dominio::ficha::{
    ActorPaso, BaseLegal, EstadoLectura, Ficha, Moneda, Paso, Requisito, Tiempo, TipoCosto, TipoNorma, Tramite, UnidadTiempo,
};
use dominio::reglas::{ContextoDeReglas, Hallazgo, ListasDeReglas, PASOS_MAX, Regla, evaluar};
use serde_json::Value;
use uuid::Uuid;

/// A trámite with its institution, ready to evaluate.
#[derive(Clone)]
pub struct Caso {
    /// Institution that owns it.
    pub sigla: String,
    /// The sheet.
    pub ficha: Ficha,
}

impl Caso {
    /// A sheet that no rule objects to, to which a test adds one thing.
    pub fn en_orden() -> Caso {
        let ficha = Ficha {
            tramite: Tramite {
                id: id(1),
                nombre: Some("Registro de comités de prueba".to_owned()),
                descripcion: Some("Ficha escrita para una prueba.".to_owned()),
                costo_tipo: Some(TipoCosto::Gratuito),
                costo_monto: Some(0),
                ..Tramite::default()
            },
            base_legal: vec![norma(2, "Decreto 63-88", TipoNorma::LeyDecreto)],
            tiempos: vec![Tiempo {
                id: id(3),
                minimo: Some("5".to_owned()),
                maximo: Some("5".to_owned()),
                unidad: Some(UnidadTiempo::DiasHabiles),
                ..Tiempo::default()
            }],
            ..Ficha::default()
        };
        Caso { sigla: "MINFIN".to_owned(), ficha }
    }

    pub fn nombre(mut self, nombre: &str) -> Caso {
        self.ficha.tramite.nombre = Some(nombre.to_owned());
        self
    }

    pub fn requisito(mut self, texto: &str) -> Caso {
        let n = 100 + self.ficha.requisitos.len() as u128;
        self.ficha.requisitos.push(Requisito { id: id(n), texto: texto.to_owned(), ..Requisito::default() });
        self
    }

    pub fn paso(mut self, actor: Option<ActorPaso>, texto: &str) -> Caso {
        let n = 500 + self.ficha.pasos.len() as u128;
        self.ficha.pasos.push(Paso { id: id(n), actor, texto: texto.to_owned(), ..Paso::default() });
        self
    }

    /// Changes any datum of the sheet.
    pub fn con(mut self, cambio: impl FnOnce(&mut Ficha)) -> Caso {
        cambio(&mut self.ficha);
        self
    }

    pub fn de(mut self, sigla: &str) -> Caso {
        self.sigla = sigla.to_owned();
        self
    }

    pub fn hallazgos(&self) -> Vec<Hallazgo> {
        let listas = ListasDeReglas::default();
        evaluar(&self.ficha, &ContextoDeReglas { sigla: &self.sigla, listas: &listas, copia_de: None, pasos_max: PASOS_MAX })
    }

    /// Findings of one rule.
    pub fn de_regla(&self, regla: Regla) -> Vec<Hallazgo> {
        self.hallazgos().into_iter().filter(|h| h.regla == regla).collect()
    }

    /// Fragments of one rule, in order.
    pub fn fragmentos(&self, regla: Regla) -> Vec<String> {
        self.de_regla(regla).into_iter().map(|h| h.fragmento).collect()
    }

    pub fn calla(&self, regla: Regla) -> bool {
        self.de_regla(regla).is_empty()
    }
}

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn norma(n: u128, texto: &str, tipo: TipoNorma) -> BaseLegal {
    BaseLegal { id: id(n), texto: texto.to_owned(), tipo_norma: Some(tipo), ..BaseLegal::default() }
}

/// Every stored snapshot by its id in the catalogue.
pub fn catalogo() -> BTreeMap<u64, Caso> {
    let v: Value = serde_json::from_str(include_str!("../fixtures/reglas_catalogo.json")).unwrap();
    v["tramites"].as_array().unwrap().iter().map(|t| (t["id"].as_u64().unwrap(), leer(t))).collect()
}

/// One snapshot.
pub fn tramite(numero: u64) -> Caso {
    catalogo().remove(&numero).unwrap_or_else(|| panic!("no hay instantánea del trámite {numero}"))
}

pub fn leer(t: &Value) -> Caso {
    let mut siguiente = t["id"].as_u64().unwrap() as u128 * 1000;
    let mut nuevo = || {
        siguiente += 1;
        id(siguiente)
    };
    let texto = |v: &Value| v.as_str().map(str::to_owned).filter(|s| !s.trim().is_empty());
    let lista = |campo: &str| t[campo].as_array().cloned().unwrap_or_default();
    let monto = t["costo"].as_i64();
    let mut ficha = Ficha {
        tramite: Tramite {
            id: nuevo(),
            id_catalogo: t["id"].as_i64(),
            nombre: texto(&t["nombre"]),
            categoria: texto(&t["categoria"]),
            descripcion: texto(&t["descripcion"]),
            resultado: texto(&t["resultado"]),
            enlace: texto(&t["enlace"]),
            costo_monto: monto,
            costo_tipo: Some(if monto.is_some() { TipoCosto::Fijo } else { TipoCosto::NoSabe }),
            costo_moneda: Some(if t["moneda"] == "USD" { Moneda::Usd } else { Moneda::Gtq }),
            notas_requisitos: texto(&t["notas_requisitos"]),
            originales: t["originales"]
                .as_object()
                .map(|o| o.iter().map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect())
                .unwrap_or_default(),
            ..Tramite::default()
        },
        ..Ficha::default()
    };
    for r in lista("requisitos") {
        let requisito =
            Requisito { id: nuevo(), texto: r["texto"].as_str().unwrap().to_owned(), grupo: texto(&r["grupo"]), ..Requisito::default() };
        for n in r["normas"].as_array().cloned().unwrap_or_default() {
            ficha.base_legal.push(BaseLegal {
                id: nuevo(),
                requisito: Some(requisito.id),
                texto: n["texto"].as_str().unwrap().to_owned(),
                tipo_norma: n["tipo"].as_str().unwrap().parse().ok(),
                ..BaseLegal::default()
            });
        }
        ficha.requisitos.push(requisito);
    }
    for p in lista("pasos") {
        let actor: Option<ActorPaso> = p["actor"].as_str().map(|a| a.parse().unwrap());
        ficha.pasos.push(Paso {
            id: nuevo(),
            texto: p["texto"].as_str().unwrap().to_owned(),
            grupo: texto(&p["grupo"]),
            actor,
            ..Paso::default()
        });
    }
    for n in lista("normas") {
        ficha.base_legal.push(BaseLegal {
            id: nuevo(),
            texto: n["texto"].as_str().unwrap().to_owned(),
            tipo_norma: Some(n["tipo"].as_str().unwrap().parse().unwrap()),
            ..BaseLegal::default()
        });
    }
    for x in lista("tiempos") {
        let estado: EstadoLectura = x["estado"].as_str().unwrap().parse().unwrap();
        ficha.tiempos.push(Tiempo {
            id: nuevo(),
            texto_original: texto(&x["texto"]),
            minimo: texto(&x["min"]),
            maximo: texto(&x["max"]),
            unidad: x["unidad"].as_str().map(|u| u.parse().unwrap()),
            estado: Some(estado),
            ..Tiempo::default()
        });
    }
    Caso { sigla: t["sigla"].as_str().unwrap_or_default().to_owned(), ficha }
}

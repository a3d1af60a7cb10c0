//! Probable duplicates of an inventory, and joining two trámites that are one.
//!
//! The program points at pairs and a person decides: they are one (and are joined, with a reason, in one
//! operation that can be undone whenever) or they are two (and the pair is not shown again).

use std::collections::{BTreeMap, BTreeSet};

use almacen::{Consultas, EntidadLeida, Escritura, FichaLeida, FiltroTramites, Instalacion, Operacion, Orden, Tx};
use dominio::{Dato, Razon, campos, duplicados, texto::plegar};
use uuid::Uuid;

use crate::bloque::COLA;
use crate::dto::{
    Creados, DatoDistinto, DosTramites, FilasDeAmbos, Hecho, MarcarDistintos, Nada, ParejaDto, ParejasDto, UnionPrevista, UnirTramites,
    ValorDto,
};
use crate::falla::Falla;
use crate::guardar::{entidad_propia, motivo_valido, ordenados};
use crate::inventario::{fila_dto, razon};
use crate::sesion::{Sesion, clase, sin_prefijo, uuid};

/// Pairs shown.
const MAXIMO: usize = 200;
const MOTIVO_MINIMO: usize = 10;
/// A pair that a person looked at and said that it is two.
const PAR_DISTINTO: &str = "par_distinto";
/// Classes of rows and the field by which two of them repeat.
const FILAS: &[(&str, &[&str])] = &[
    ("requisito", &["grupo", "texto"]),
    ("paso", &["version", "grupo", "texto"]),
    ("base_legal", &["texto", "tipo_norma", "numero", "anio", "articulos"]),
    ("tiempo", &["clase", "minimo", "maximo", "unidad", "caso"]),
    ("volumen", &["anio", "canal", "solicitudes"]),
    ("adjunto", &["sha256"]),
];
const REGLA: &str = "palabras escritas igual en los dos nombres, sin «de», «la», «solicitud»…; las demás difieren en una letra";

fn en_orden(una: Uuid, otra: Uuid) -> (Uuid, Uuid) {
    (una.min(otra), una.max(otra))
}

fn distintas(c: &Consultas<'_>, clase: &str) -> Result<BTreeSet<(Uuid, Uuid)>, Falla> {
    let id = |e: &EntidadLeida, campo: &str| e.valor(campo).and_then(Dato::texto).and_then(|t| t.parse().ok());
    Ok(c.por_clase(clase, None)?.iter().filter_map(|e| Some(en_orden(id(e, "una")?, id(e, "otra")?))).collect())
}

/// What tells whether two rows repeat; `None` for a row that says nothing.
fn huella(fila: &EntidadLeida, por: &[&str]) -> Option<Vec<String>> {
    let dicho: Vec<String> = por
        .iter()
        .map(|campo| match fila.valor(campo) {
            Some(Dato::Texto(t)) => plegar(t),
            Some(otro) => format!("{otro:?}"),
            None => String::new(),
        })
        .collect();
    dicho.iter().any(|d| !d.is_empty()).then_some(dicho)
}

/// Rows of `otra` that repeat one of `una`, by class.
fn repetidas(una: &FichaLeida, otra: &FichaLeida) -> BTreeMap<&'static str, Vec<Uuid>> {
    FILAS
        .iter()
        .map(|(base, por)| {
            let de = |f: &'_ FichaLeida| -> Vec<(Uuid, Option<Vec<String>>)> {
                f.filas.iter().filter(|e| sin_prefijo(&e.clase) == *base).map(|e| (e.id, huella(e, por))).collect()
            };
            let dichas: BTreeSet<Vec<String>> = de(una).into_iter().filter_map(|(_, h)| h).collect();
            (*base, de(otra).into_iter().filter(|(_, h)| h.as_ref().is_some_and(|h| dichas.contains(h))).map(|(id, _)| id).collect())
        })
        .collect()
}

/// Cells that both have and say different things, in the order of the form.
fn en_disputa<'a>(una: &'a EntidadLeida, otra: &'a EntidadLeida) -> Vec<(&'a str, &'a Dato, &'a Dato)> {
    let lugar = |campo: &str| campos::todos().position(|c| c.clase == "tramite" && c.campo == campo).unwrap_or(usize::MAX);
    let mut distintos: Vec<(&str, &Dato, &Dato)> = una
        .celdas
        .iter()
        .filter(|(campo, _)| !matches!(campo.as_str(), "padre" | "orden" | "borrado"))
        .filter_map(|(campo, celda)| Some((campo.as_str(), &celda.valor, otra.valor(campo)?)))
        .filter(|(_, a, b)| a != b && !a.esta_vacio() && !b.esta_vacio())
        .collect();
    distintos.sort_by_key(|(campo, _, _)| (lugar(campo), *campo));
    distintos
}

fn etiqueta(campo: &str) -> String {
    campos::campo("tramite", campo).map_or_else(|| campo.replace('_', " "), |c| c.etiqueta.to_owned())
}

/// Both fichas, of this file's own side and of one institution.
fn leer(c: &Consultas<'_>, instalacion: &Instalacion, una: Uuid, otra: Uuid) -> Result<(FichaLeida, FichaLeida), Falla> {
    let ficha = |id| c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() });
    let (a, b): (FichaLeida, FichaLeida) = (ficha(una)?, ficha(otra)?);
    entidad_propia(c, instalacion, una)?;
    entidad_propia(c, instalacion, otra)?;
    if una == otra || a.tramite.ambito != b.tramite.ambito || a.tramite.clase != b.tramite.clase {
        return Err(Falla::campo("otra", "Se unen dos trámites distintos de la misma institución. Elija otro."));
    }
    Ok((a, b))
}

fn impedimento(una: &FichaLeida, otra: &FichaLeida) -> Option<String> {
    let (ficha, campo) = [una, otra].into_iter().find_map(|f| {
        let (campo, _) = f.tramite.celdas.iter().find(|(_, celda)| celda.conflicto)?;
        Some((f, campo))
    })?;
    Some(format!(
        "{} tiene dos valores en «{}». Elija uno antes de unir: al unir se perdería de vista el otro.",
        ficha.fila.codigo,
        etiqueta(campo)
    ))
}

impl Sesion {
    /// Probable duplicates inside each institution, without the pairs marked as different.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn posibles_duplicados(&self, _: Nada) -> Result<ParejasDto, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let filtro = FiltroTramites { ambito: instalacion.institucion, orden: Orden::Codigo, cuantos: u32::MAX, ..Default::default() };
            let filas = c.tramites(&filtro)?.filas;
            let (propia, distintas) = (clase(&instalacion, "tramite"), distintas(&c, &clase(&instalacion, PAR_DISTINTO))?);
            let mut por_ambito: BTreeMap<Uuid, Vec<&almacen::FilaTramite>> = BTreeMap::new();
            for fila in &filas {
                por_ambito.entry(fila.ambito).or_default().push(fila);
            }
            let (mut halladas, mut hay_mas) = (Vec::new(), false);
            for grupo in por_ambito.values() {
                let nombres: Vec<&str> = grupo.iter().map(|f| f.nombre.strip_suffix(COLA).unwrap_or(&f.nombre)).collect();
                let parejas = duplicados::parejas(&nombres, 10 * MAXIMO);
                hay_mas |= parejas.len() == 10 * MAXIMO;
                for p in &parejas {
                    let (Some(una), Some(otra)) = (grupo.get(p.una), grupo.get(p.otra)) else { continue };
                    // GAE's copy and the institution's own are two on purpose, and neither may join the other's.
                    let es_propia = |id| Ok::<_, Falla>(c.clase(id)?.is_some_and(|c| c == propia));
                    if distintas.contains(&en_orden(una.id, otra.id)) || !es_propia(una.id)? || !es_propia(otra.id)? {
                        continue;
                    }
                    halladas.push(ParejaDto {
                        una: fila_dto(una),
                        otra: fila_dto(otra),
                        parecido: razon(p.parecido, REGLA, None),
                        mismo_nombre: p.mismo_nombre(),
                    });
                }
            }
            // Stable: inside one likeness they stay in the order of the codes.
            let de = |p: &ParejaDto| Razon::new(p.parecido.numerador, p.parecido.denominador);
            halladas.sort_by(|a, b| (de(b).numerador * de(a).denominador).cmp(&(de(a).numerador * de(b).denominador)));
            hay_mas |= halladas.len() > MAXIMO;
            halladas.truncate(MAXIMO);
            Ok(ParejasDto { parejas: halladas, hay_mas, distintas: distintas.len() as u64 })
        })
    }

    /// Records that two trámites that look alike are two, with the reason.
    ///
    /// # Errors
    /// `campos_invalidos` without a reason; `no_existe`.
    pub fn marcar_distintos(&self, pide: MarcarDistintos) -> Result<Hecho<Nada>, Falla> {
        let (una, otra) = en_orden(uuid(&pide.una, "el trámite")?, uuid(&pide.otra, "el trámite")?);
        let motivo = motivo_valido(&pide.motivo, MOTIVO_MINIMO)?;
        let id = self.id_nuevo();
        self.escribir(Operacion::MarcarDistintos, |tx, instalacion| {
            let (a, _) = leer(&tx.consultas(), instalacion, una, otra)?;
            let clase = clase(instalacion, PAR_DISTINTO);
            if !distintas(&tx.consultas(), &clase)?.contains(&(una, otra)) {
                let celdas =
                    vec![Escritura::nueva(id, &clase, "una", una.to_string()), Escritura::nueva(id, &clase, "otra", otra.to_string())];
                tx.escribir(a.tramite.ambito, celdas, &motivo)?;
            }
            Ok(Nada {})
        })
    }

    /// What joining two trámites would do.
    ///
    /// # Errors
    /// `no_existe`; `campos_invalidos` when they are not two of one institution; `sin_permiso`.
    pub fn prever_union(&self, pide: DosTramites) -> Result<UnionPrevista, Falla> {
        let (una, otra) = (uuid(&pide.una, "el trámite")?, uuid(&pide.otra, "el trámite")?);
        self.leer(|c| {
            let (a, b) = leer(&c, &c.instalacion()?, una, otra)?;
            let repetidas = repetidas(&a, &b);
            let cuantas = |f: &FichaLeida, base: &str| u32::try_from(f.filas.iter().filter(|e| sin_prefijo(&e.clase) == base).count());
            let filas = FILAS.iter().map(|(base, _)| FilasDeAmbos {
                clase: (*base).to_owned(),
                de_una: cuantas(&a, base).unwrap_or(u32::MAX),
                de_otra: cuantas(&b, base).unwrap_or(u32::MAX),
                repetidas: repetidas.get(base).map_or(0, |r| u32::try_from(r.len()).unwrap_or(u32::MAX)),
            });
            let vacia = |campo: &str| a.tramite.valor(campo).is_none_or(Dato::esta_vacio);
            Ok(UnionPrevista {
                distintos: en_disputa(&a.tramite, &b.tramite)
                    .into_iter()
                    // What the source said stays in the history of both; nobody chooses between them.
                    .filter(|(campo, _, _)| campos::campo("tramite", campo).is_some())
                    .map(|(campo, x, y)| DatoDistinto {
                        campo: campo.to_owned(),
                        etiqueta: etiqueta(campo),
                        de_una: ValorDto(x.clone()),
                        de_otra: ValorDto(y.clone()),
                    })
                    .collect(),
                gana: b
                    .tramite
                    .celdas
                    .iter()
                    .filter(|(campo, celda)| campos::campo("tramite", campo).is_some() && vacia(campo) && !celda.valor.esta_vacio())
                    .map(|(campo, _)| etiqueta(campo))
                    .collect(),
                filas: filas.filter(|f| f.de_una + f.de_otra > 0).collect(),
                impedimento: impedimento(&a, &b),
                una: fila_dto(&a.fila),
                otra: fila_dto(&b.fila),
            })
        })
    }

    /// Joins two trámites: what pointed to either points to the one that stands, the rows of both are its
    /// rows, and where both said something different the chosen value is written as a decision with its reason.
    ///
    /// # Errors
    /// Those of [`Sesion::prever_union`]; `conflicto_pendiente`; `campos_invalidos` without a reason.
    pub fn unir_tramites(&self, pide: UnirTramites) -> Result<Hecho<Creados>, Falla> {
        let (una, otra) = (uuid(&pide.una, "el trámite")?, uuid(&pide.otra, "el trámite")?);
        let motivo = motivo_valido(&pide.motivo, MOTIVO_MINIMO)?;
        let de_otra: BTreeSet<&str> = pide.de_otra.iter().map(String::as_str).collect();
        self.escribir(Operacion::Unificar, |tx, instalacion| {
            let (a, b) = leer(&tx.consultas(), instalacion, una, otra)?;
            if let Some(motivo) = impedimento(&a, &b) {
                return Err(Falla::campo("otra", motivo));
            }
            let elegidos: Vec<(String, Dato)> = en_disputa(&a.tramite, &b.tramite)
                .into_iter()
                .map(|(campo, x, y)| (campo.to_owned(), if de_otra.contains(campo) { y.clone() } else { x.clone() }))
                .collect();
            if let Some(falta) = de_otra.iter().find(|d| !elegidos.iter().any(|(campo, _)| campo == *d)) {
                return Err(Falla::campo("de_otra", format!("«{}» no es un dato en que difieran. Vuelva a comparar.", etiqueta(falta))));
            }
            let ambito = a.tramite.ambito;
            if pide.sin_repetidas {
                let sobran: Vec<Uuid> = repetidas(&a, &b).into_values().flatten().collect();
                if !sobran.is_empty() {
                    tx.borrar(ambito, &sobran, &motivo)?;
                }
            }
            let (queda, _) = tx.unificar(ambito, una, otra, &motivo)?;
            decidir(tx, ambito, queda, &elegidos, &motivo)?;
            Ok(Creados { ids: vec![queda.to_string()] })
        })
    }
}

fn decidir(tx: &mut Tx<'_>, ambito: Uuid, queda: Uuid, elegidos: &[(String, Dato)], motivo: &str) -> Result<(), Falla> {
    let unida = tx.consultas().entidad(queda)?.ok_or(Falla::Interno("the joined trámite is not there"))?;
    let escrituras: Vec<Escritura> = elegidos
        .iter()
        .filter(|(campo, _)| unida.celdas.get(campo).is_some_and(|c| c.conflicto))
        .map(|(campo, valor)| Escritura {
            padres: ordenados(unida.padres(campo)),
            ..Escritura::nueva(queda, &unida.clase, campo, valor.clone())
        })
        .collect();
    if !escrituras.is_empty() {
        tx.resolver(ambito, escrituras, motivo)?;
    }
    Ok(())
}

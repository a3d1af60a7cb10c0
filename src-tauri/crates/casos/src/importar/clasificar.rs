//! What becomes of each record: new, equal, updated, or waiting.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use almacen::{Consultas, EntidadLeida, Escritura, Hash, Instalacion, huella_de_originales};
use datos_abiertos::catalogo::{self, FilaDelCatalogo, Original, TramiteImportado};
use datos_abiertos::libro::encabezado;
use datos_abiertos::tablas::{Columnas, TramiteEnTablas};
use dominio::campos::{self, TipoDeCampo};
use dominio::escritura::Celdas;
use dominio::instituciones;
use dominio::texto::plegar;
use dominio::{Dato, Ficha};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::avisos::Espera;
use crate::dto::DecisionDeFila;
use crate::falla::Falla;
use crate::guardar::ordenados;
use crate::sesion::{clase, institucion_de, sin_prefijo};

/// A notice of the classification: (field, code, sentence, text).
pub(crate) type AvisoDeSuerte = (String, &'static str, &'static str, String);

/// What an update writes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cambio {
    pub tramite: Uuid,
    /// Raw texts of the source, which follow it whatever a person decides.
    pub celdas: Vec<Escritura>,
    /// What changes, field by field.
    pub diferencias: Vec<Diferencia>,
}

/// A field or list that the source changed.
#[derive(Clone, Debug)]
pub(crate) struct Diferencia {
    pub campo: String,
    pub etiqueta: String,
    pub antes: String,
    pub despues: String,
    /// It goes in.
    pub aplica: bool,
    /// A person edited it after the last import.
    pub editado: bool,
    pub efecto: Efecto,
}

/// What taking a difference writes.
#[derive(Clone, Debug)]
pub(crate) enum Efecto {
    Celda(Escritura),
    /// The rows of a class (without prefix) are retired and written anew.
    Lista {
        base: &'static str,
        retirar: Vec<Uuid>,
    },
}

impl Cambio {
    fn aplicadas(&self) -> impl Iterator<Item = &Diferencia> {
        self.diferencias.iter().filter(|d| d.aplica)
    }

    /// Cells to write.
    pub(crate) fn escrituras(&self) -> Vec<Escritura> {
        let nuevas = self.aplicadas().filter_map(|d| if let Efecto::Celda(e) = &d.efecto { Some(e.clone()) } else { None });
        nuevas.chain(self.celdas.iter().cloned()).collect()
    }

    /// Rows to retire because their list is replaced.
    pub(crate) fn retirar(&self) -> Vec<Uuid> {
        let de = |d: &Diferencia| if let Efecto::Lista { retirar, .. } = &d.efecto { retirar.clone() } else { Vec::new() };
        self.aplicadas().flat_map(de).collect()
    }

    /// Classes whose rows are written anew.
    pub(crate) fn listas(&self) -> BTreeSet<&'static str> {
        self.aplicadas().filter_map(|d| if let Efecto::Lista { base, .. } = &d.efecto { Some(*base) } else { None }).collect()
    }
}

/// What becomes of a record.
pub(crate) enum Suerte {
    Nueva { ambito: Uuid, id_repetido: bool, codigo_repetido: bool },
    Igual { ambito: Uuid },
    Actualizada { ambito: Uuid, cambio: Cambio },
    EnEspera { espera: Espera, huella: String, conocida: bool },
}

impl Suerte {
    pub(crate) fn ambito(&self) -> Option<Uuid> {
        match self {
            Suerte::Nueva { ambito, .. } | Suerte::Igual { ambito } | Suerte::Actualizada { ambito, .. } => Some(*ambito),
            Suerte::EnEspera { .. } => None,
        }
    }
    pub(crate) const fn situacion(&self) -> &'static str {
        match self {
            Suerte::Nueva { .. } => "nueva",
            Suerte::Igual { .. } => "igual",
            Suerte::Actualizada { .. } => "actualizada",
            Suerte::EnEspera { .. } => "en_espera",
        }
    }
    pub(crate) fn avisos(&self) -> Vec<AvisoDeSuerte> {
        match self {
            Suerte::Actualizada { cambio, .. } => cambio
                .diferencias
                .iter()
                .filter(|d| d.editado && !d.aplica)
                .map(|d| {
                    let (codigo, mensaje) = match d.efecto {
                        Efecto::Celda(_) => ("campo_editado", EDITADO),
                        Efecto::Lista { .. } => ("lista_editada", LISTA_EDITADA),
                    };
                    (d.campo.clone(), codigo, mensaje, d.despues.clone())
                })
                .collect(),
            Suerte::Nueva { codigo_repetido: true, .. } => {
                vec![("codigo".to_owned(), "codigo_repetido", CODIGO_REPETIDO, String::new())]
            }
            Suerte::Nueva { .. } | Suerte::Igual { .. } | Suerte::EnEspera { .. } => Vec::new(),
        }
    }
    /// Takes every difference, also over what a person wrote.
    pub(crate) fn tomar_todo(&mut self) {
        if let Suerte::Actualizada { cambio, .. } = self {
            cambio.diferencias.iter_mut().for_each(|d| d.aplica = true);
        }
    }
    pub(crate) fn diferencias(&self) -> &[Diferencia] {
        if let Suerte::Actualizada { cambio, .. } = self { &cambio.diferencias } else { &[] }
    }
}

pub(crate) const EDITADO: &str = "La fuente cambió este dato, pero una persona lo había editado: se conservó el de la persona.";
pub(crate) const LISTA_EDITADA: &str = "La fuente cambió esta lista, pero una persona la había editado: se conservó la de la persona.";
const CODIGO_REPETIDO: &str = "Otra fila, u otro trámite, ya tiene este código: se le dio uno nuevo.";

/// What an institution's inventory already holds, by the three ways of recognising a record.
#[derive(Default)]
struct Existentes {
    por_huella: HashMap<Hash, Uuid>,
    por_catalogo: HashMap<i64, Conocido>,
    por_codigo: HashMap<String, Conocido>,
    por_nombre: HashMap<String, Uuid>,
}

#[derive(Clone, Copy)]
enum Conocido {
    /// In the file before this import.
    Antes(Uuid),
    /// Of an earlier record of this same import.
    Ahora,
}

pub(crate) struct Clasificador {
    instalacion: Instalacion,
    por_defecto: Option<Uuid>,
    existentes: BTreeMap<Uuid, Existentes>,
    en_espera: HashSet<String>,
}

pub(crate) fn huella_de_texto(texto: &str) -> String {
    Sha256::digest(texto.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// Name of a record that waits: of its raw texts, or of its tables.
fn huella_de_espera(t: &TramiteImportado, originales: &[(String, String)]) -> String {
    match &t.en_tablas {
        Some(x) => huella_de_texto(&datos_abiertos::tablas::json::tramite(&Columnas::default(), x).to_string()),
        None => huella(originales).to_string(),
    }
}

/// What is remembered of a record once its texts are gone into the inventory.
pub(crate) struct Senas {
    codigo: Option<String>,
    id_catalogo: Option<i64>,
    /// Name of its raw texts; `None` for one that came in tables.
    huella: Option<Hash>,
}

impl Senas {
    pub(crate) fn de(t: &TramiteImportado, originales: &[(String, String)]) -> Senas {
        Senas {
            codigo: t.ficha.tramite.codigo.clone(),
            id_catalogo: t.ficha.tramite.id_catalogo,
            huella: t.en_tablas.is_none().then(|| huella(originales)),
        }
    }
}

fn huella(originales: &[(String, String)]) -> Hash {
    huella_de_originales(originales.iter().filter(|(_, t)| !t.is_empty()).map(|(c, t)| (c.as_str(), t.as_str())))
}

impl Clasificador {
    pub(crate) fn new(c: &Consultas<'_>, instalacion: &Instalacion, institucion: Option<&str>) -> Result<Self, Falla> {
        let por_defecto = match institucion {
            Some(clave) => Some(institucion_de(instalacion, Some(clave))?.id),
            None => instalacion.institucion,
        };
        let en_espera = c
            .por_clase(&clase(instalacion, "fila_en_espera"), None)?
            .iter()
            .filter_map(|e| e.valor("huella").and_then(Dato::texto).map(str::to_owned))
            .collect();
        Ok(Clasificador { instalacion: instalacion.clone(), por_defecto, existentes: BTreeMap::new(), en_espera })
    }

    /// True the first time a waiting text is seen.
    pub(crate) fn espera_nueva(&mut self, huella: &str) -> bool {
        self.en_espera.insert(huella.to_owned())
    }

    fn existentes(&mut self, c: &Consultas<'_>, ambito: Uuid) -> Result<&mut Existentes, Falla> {
        if let std::collections::btree_map::Entry::Vacant(lugar) = self.existentes.entry(ambito) {
            let mut e = Existentes::default();
            for x in c.candidatos(ambito)?.into_iter().filter(|x| !x.oculta) {
                e.por_huella.insert(x.originales, x.id);
                e.por_codigo.insert(plegar(&x.codigo), Conocido::Antes(x.id));
                match x.id_catalogo {
                    Some(n) => {
                        e.por_catalogo.insert(n, Conocido::Antes(x.id));
                    }
                    None => {
                        e.por_nombre.insert(plegar(&x.nombre), x.id);
                    }
                }
            }
            lugar.insert(e);
        }
        self.existentes.get_mut(&ambito).ok_or(Falla::Interno("institution index was just made"))
    }

    pub(crate) fn clasificar(
        &mut self,
        c: &Consultas<'_>,
        t: &TramiteImportado,
        originales: &[(String, String)],
        senas: &Senas,
    ) -> Result<Suerte, Falla> {
        let ambito = match self.ambito(t) {
            Ok(a) => a,
            Err(espera) => {
                let huella = huella_de_espera(t, originales);
                let conocida = self.en_espera.contains(&huella);
                return Ok(Suerte::EnEspera { espera, huella, conocida });
            }
        };
        if let Some(x) = &t.en_tablas {
            return self.clasificar_tablas(c, ambito, t, x);
        }
        let huella = senas.huella.unwrap_or_else(|| huella(originales));
        let id_catalogo = t.ficha.tramite.id_catalogo;
        let existentes = self.existentes(c, ambito)?;
        if existentes.por_huella.contains_key(&huella) {
            return Ok(Suerte::Igual { ambito });
        }
        let anterior = match id_catalogo {
            Some(n) => match existentes.por_catalogo.get(&n) {
                Some(Conocido::Antes(id)) => Some(*id),
                Some(Conocido::Ahora) => return Ok(Suerte::Nueva { ambito, id_repetido: true, codigo_repetido: false }),
                None => None,
            },
            None => None,
        };
        let por_codigo = t.ficha.tramite.codigo.as_deref().and_then(|c| existentes.por_codigo.get(&plegar(c)).copied());
        let anterior = match (anterior, por_codigo) {
            (Some(id), _) | (None, Some(Conocido::Antes(id))) => Some(id),
            (None, Some(Conocido::Ahora)) => return Ok(Suerte::Nueva { ambito, id_repetido: false, codigo_repetido: true }),
            (None, None) if id_catalogo.is_none() => existentes.por_nombre.get(&plegar(&t.nombre)).copied(),
            (None, None) => None,
        };
        match anterior {
            None => Ok(Suerte::Nueva { ambito, id_repetido: false, codigo_repetido: false }),
            Some(id) => self.actualizar(c, ambito, id, t, originales),
        }
    }

    /// A record of our own tables: compared as it is, without what its source said before.
    fn clasificar_tablas(&mut self, c: &Consultas<'_>, ambito: Uuid, t: &TramiteImportado, x: &TramiteEnTablas) -> Result<Suerte, Falla> {
        let existentes = self.existentes(c, ambito)?;
        let por_catalogo = t.ficha.tramite.id_catalogo.and_then(|n| existentes.por_catalogo.get(&n).copied());
        let por_codigo = t.ficha.tramite.codigo.as_deref().and_then(|k| existentes.por_codigo.get(&plegar(k)).copied());
        let por_nombre = || existentes.por_nombre.get(&plegar(&t.nombre)).map(|id| Conocido::Antes(*id));
        let hallado = por_codigo.or(por_catalogo).or_else(|| t.ficha.tramite.codigo.is_none().then(por_nombre).flatten());
        let id = match hallado {
            Some(Conocido::Antes(id)) => id,
            Some(Conocido::Ahora) => return Ok(Suerte::Nueva { ambito, id_repetido: false, codigo_repetido: por_codigo.is_some() }),
            None => return Ok(Suerte::Nueva { ambito, id_repetido: false, codigo_repetido: false }),
        };
        let cambio = super::tablas::comparar(c, id, x)?;
        Ok(if cambio.diferencias.is_empty() { Suerte::Igual { ambito } } else { Suerte::Actualizada { ambito, cambio } })
    }

    /// What a person decided about a record takes the place of what was proposed.
    pub(crate) fn decidir(
        &self,
        suerte: Suerte,
        decision: &DecisionDeFila,
        t: &TramiteImportado,
        originales: &[(String, String)],
    ) -> Suerte {
        match (suerte, decision.aceptar) {
            (Suerte::Actualizada { ambito, mut cambio }, true) => {
                if let Some(campos) = &decision.campos {
                    for d in &mut cambio.diferencias {
                        d.aplica = campos.contains(&d.campo);
                    }
                }
                Suerte::Actualizada { ambito, cambio }
            }
            (otra, true) => otra,
            (Suerte::Nueva { .. }, false) => {
                let huella = huella_de_espera(t, originales);
                let conocida = self.en_espera.contains(&huella);
                Suerte::EnEspera { espera: Espera::NoAceptada, huella, conocida }
            }
            // What is in the inventory stays as it is, and the same file proposes it again.
            (Suerte::Actualizada { .. }, false) => {
                Suerte::EnEspera { espera: Espera::NoAceptada, huella: huella_de_espera(t, originales), conocida: true }
            }
            (otra, false) => otra,
        }
    }

    /// Remembers a code given in this import.
    pub(crate) fn anotar_codigo(&mut self, ambito: Uuid, codigo: &str) {
        self.existentes.entry(ambito).or_default().por_codigo.insert(plegar(codigo), Conocido::Ahora);
    }

    /// Remembers what became of a record, for the ones that follow.
    pub(crate) fn anotar(&mut self, senas: &Senas, suerte: &Suerte, id: Option<Uuid>) {
        match suerte {
            Suerte::Nueva { ambito, id_repetido, .. } => {
                if let Some(codigo) = &senas.codigo {
                    self.anotar_codigo(*ambito, codigo);
                }
                let e = self.existentes.entry(*ambito).or_default();
                if let Some(huella) = senas.huella {
                    e.por_huella.insert(huella, id.unwrap_or_default());
                }
                if let (Some(n), false) = (senas.id_catalogo, *id_repetido) {
                    e.por_catalogo.insert(n, Conocido::Ahora);
                }
            }
            Suerte::Actualizada { ambito, cambio, .. } => {
                let e = self.existentes.entry(*ambito).or_default();
                if let Some(huella) = senas.huella {
                    e.por_huella.insert(huella, cambio.tramite);
                }
                if let Some(n) = senas.id_catalogo {
                    e.por_catalogo.insert(n, Conocido::Ahora);
                }
            }
            Suerte::EnEspera { huella, .. } => {
                self.en_espera.insert(huella.clone());
            }
            Suerte::Igual { .. } => {}
        }
    }

    fn ambito(&self, t: &TramiteImportado) -> Result<Uuid, Espera> {
        let nombrada = if t.institucion_texto.trim().is_empty() {
            self.por_defecto.ok_or(Espera::InstitucionDesconocida)?
        } else {
            instituciones::reconocer(&t.institucion_texto).ok_or(Espera::InstitucionDesconocida)?.id
        };
        match self.instalacion.institucion {
            Some(propia) if propia != nombrada => Err(Espera::OtraInstitucion),
            _ => Ok(nombrada),
        }
    }

    /// The three-way comparison of a record that is already there and whose source changed.
    fn actualizar(
        &self,
        c: &Consultas<'_>,
        ambito: Uuid,
        id: Uuid,
        t: &TramiteImportado,
        originales: &[(String, String)],
    ) -> Result<Suerte, Falla> {
        let ficha = c.ficha(id)?.ok_or(Falla::Interno("a candidate of the import is not a visible trámite"))?;
        let antes = anterior_de(&ficha.tramite);
        let mut cambio = Cambio { tramite: id, ..Cambio::default() };
        let celda = |campo: &str, valor: Dato| Escritura {
            entidad: id,
            clase: ficha.tramite.clase.clone(),
            campo: campo.to_owned(),
            valor,
            padres: ordenados(ficha.tramite.padres(campo)),
        };
        let mapa = |x: Celdas| -> BTreeMap<String, Dato> { x.into_iter().collect() };
        let (viejas, nuevas) = (mapa(celdas_de(&antes)), mapa(celdas_de(t)));
        for campo in viejas.keys().chain(nuevas.keys()).collect::<BTreeSet<_>>() {
            let nada = Dato::Nulo;
            let (vieja, nueva) = (viejas.get(campo).unwrap_or(&nada), nuevas.get(campo).unwrap_or(&nada));
            let actual = ficha.tramite.valor(campo).unwrap_or(&nada);
            if vieja == nueva || actual == nueva {
                continue;
            }
            cambio.diferencias.push(Diferencia {
                campo: campo.clone(),
                etiqueta: encabezado::etiqueta(campo).to_owned(),
                antes: legible("tramite", campo, actual),
                despues: legible("tramite", campo, nueva),
                aplica: actual == vieja,
                editado: actual != vieja,
                efecto: Efecto::Celda(celda(campo, super::acotado(nueva.clone()))),
            });
        }
        let guardados: BTreeMap<&str, &str> =
            ficha.tramite.celdas.iter().filter_map(|(k, v)| Some((k.strip_prefix("original_")?, v.valor.texto()?))).collect();
        for (columna, texto) in originales {
            if guardados.get(columna.as_str()).copied().unwrap_or("") != texto {
                cambio
                    .celdas
                    .push(celda(&format!("original_{columna}"), if texto.is_empty() { Dato::Nulo } else { texto.as_str().into() }));
            }
        }
        for columna in guardados.keys().filter(|k| !originales.iter().any(|(c, _)| c == *k)) {
            cambio.celdas.push(celda(&format!("original_{columna}"), Dato::Nulo));
        }
        for (base, etiqueta) in [("requisito", "requisitos"), ("paso", "pasos"), ("base_legal", "respaldo legal"), ("tiempo", "tiempos")] {
            let (vieja, nueva) = (filas_de(&antes.ficha, base), filas_de(&t.ficha, base));
            if vieja == nueva {
                continue;
            }
            let actuales: Vec<&EntidadLeida> =
                ficha.filas.iter().filter(|f| sin_prefijo(&f.clase) == base && f.padre == Some(id)).collect();
            let guardadas: Vec<BTreeMap<String, Dato>> = actuales.iter().map(|f| celdas_guardadas(f)).collect();
            if guardadas != nueva {
                cambio.diferencias.push(Diferencia {
                    campo: etiqueta.to_owned(),
                    etiqueta: titulo(etiqueta),
                    antes: en_lineas(&guardadas),
                    despues: en_lineas(&nueva),
                    aplica: guardadas == vieja,
                    editado: guardadas != vieja,
                    efecto: Efecto::Lista { base, retirar: actuales.iter().map(|f| f.id).collect() },
                });
            }
        }
        Ok(Suerte::Actualizada { ambito, cambio })
    }
}

/// A value as people read it.
pub(crate) fn legible(clase: &str, campo: &str, valor: &Dato) -> String {
    let declarado = campos::campo(clase, campo);
    match valor {
        Dato::Nulo => String::new(),
        Dato::Logico(si) => if *si { "Sí" } else { "No" }.to_owned(),
        Dato::Entero(n) if declarado.is_some_and(|c| c.tipo == TipoDeCampo::Dinero) => format!("{}.{:02}", n / 100, (n % 100).abs()),
        Dato::Entero(n) => n.to_string(),
        Dato::Texto(t) => {
            let opcion = declarado.and_then(|c| c.opciones().into_iter().find(|o| o.id == t));
            opcion.map_or_else(|| t.clone(), |o| o.etiqueta.to_owned())
        }
    }
}

/// The rows of a list, one a line.
fn en_lineas(filas: &[BTreeMap<String, Dato>]) -> String {
    let linea = |f: &BTreeMap<String, Dato>| {
        let de = |campo: &str| f.get(campo).and_then(Dato::texto);
        de("texto").or_else(|| de("texto_original")).unwrap_or_default().to_owned()
    };
    filas.iter().map(linea).collect::<Vec<_>>().join("\n")
}

fn titulo(texto: &str) -> String {
    let mut letras = texto.chars();
    letras.next().map(|c| c.to_uppercase().chain(letras).collect()).unwrap_or_default()
}

/// The record as the source had it at the last import, interpreted again by today's rules.
fn anterior_de(tramite: &EntidadLeida) -> TramiteImportado {
    let originales = tramite
        .celdas
        .iter()
        .filter_map(|(campo, celda)| Some((campo.strip_prefix("original_")?, celda.valor.texto()?)))
        .filter(|(columna, _)| !columna.contains("_parte_"))
        .map(|(columna, texto)| {
            let mut entero = texto.to_owned();
            for n in 2.. {
                match tramite.valor(&format!("original_{columna}_parte_{n}")).and_then(Dato::texto) {
                    Some(parte) => entero.push_str(parte),
                    None => break,
                }
            }
            Original { columna: columna.into(), encabezado: columna.into(), texto: entero }
        })
        .collect();
    catalogo::interpretar(&FilaDelCatalogo { numero: 0, linea: 0, originales })
}

/// Cells of the trámite that come from the source.
fn celdas_de(t: &TramiteImportado) -> Celdas {
    let mut celdas = t.ficha.tramite.celdas();
    celdas.retain(|(campo, _)| campo != "codigo" && campo != "estado");
    celdas.extend(t.actualizado_en_fuente.as_deref().map(|f| ("actualizado_en_fuente".to_owned(), f.into())));
    celdas
}

fn filas_de(ficha: &Ficha, base: &str) -> Vec<BTreeMap<String, Dato>> {
    ficha
        .filas()
        .filter(|(b, _, _)| *b == base)
        .map(|(_, _, celdas)| celdas.into_iter().map(|(c, v)| (c, super::acotado(v))).collect())
        .collect()
}

fn celdas_guardadas(fila: &EntidadLeida) -> BTreeMap<String, Dato> {
    fila.celdas
        .iter()
        .filter(|(campo, celda)| !matches!(campo.as_str(), "padre" | "orden" | "borrado") && celda.valor != Dato::Nulo)
        .map(|(campo, celda)| (campo.clone(), celda.valor.clone()))
        .collect()
}

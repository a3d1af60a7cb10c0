//! Import of an inventory, from the national catalogue or any spreadsheet: dry run, write, and
//! nothing dropped.
//!
//! A spreadsheet becomes the same records as the catalogue ([`hojas`]): the sheet with most known
//! headers, its columns by what they mean, and what a person changed of that is remembered.
//!
//! Every record ends as nueva, igual, actualizada, en espera or rechazada, and the counts add up.
//! Records are interpreted on one thread while another classifies and writes; one asiento a
//! trámite, one transaction for the whole file. A re-import compares three ways: what the source
//! said before, what it says now, and what the file holds: a field that a person edited is never
//! overwritten.

pub(crate) mod avisos;
mod clasificar;
pub(crate) mod hojas;
mod registros;
pub(crate) mod tablas;

use std::collections::BTreeMap;
use std::path::Path;

use almacen::{Escritura, Instalacion, Operacion, Tx};
pub use datos_abiertos::catalogo::Formato;
use datos_abiertos::catalogo::{Lectura, TramiteImportado};
use datos_abiertos::libro::{encabezado, letras};
use datos_abiertos::tablas::Columnas;
use datos_abiertos::tablas::leer::TablaDeTextos;
use dominio::escritura::Celdas;
use dominio::ficha::EstadoTramite;
use dominio::{Dato, Ficha};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::contexto::rfc3339;
use crate::dto::{
    AvisoImportacion, ColumnaDeHoja, DecisionDeFila, DiferenciaDto, FilaEnEspera, FilaImportacion, Hecho, ImportacionDto, Importar, Nada,
    ResultadoImportacion,
};
use crate::exportar;
use crate::falla::Falla;
use crate::historial::Nombres;
use crate::orden;
use crate::sesion::{AMBITO_INTERNO, Sesion, clase, institucion_de, recortar};
use crate::trabajos::Trabajo;
use avisos::Espera;
use clasificar::{Clasificador, Diferencia, EDITADO, Efecto, LISTA_EDITADA, Senas, Suerte};
use hojas::Leida;
use registros::{interpretar_en_orden, registros_de};

const AVISOS_MAX: usize = 1000;
const MUESTRA_MAX: usize = 300;
/// Bytes of text of one asiento: half of what the format allows.
const BYTES_POR_ASIENTO: usize = 500 * 1024;
const OPS_POR_ASIENTO: usize = 1800;
/// Bytes of one cell: under the 64 KiB of the format.
const BYTES_POR_CELDA: usize = 60_000;

/// Flag of a trámite whose code was taken.
const CODIGO_REPETIDO: &str = "bandera_codigo_repetido_codigo";

/// Options of an import besides its bytes.
#[derive(Clone, Debug, Default)]
pub struct OpcionesDeImportacion {
    /// Institution for rows that name none: codigo or sigla.
    pub institucion: Option<String>,
    /// Format asked for; `None` finds it by the content.
    pub formato: Option<Formato>,
    /// Change nothing.
    pub seco: bool,
    /// Sheet by its name or its number from 1; the best one when nobody says.
    pub hoja: Option<String>,
    /// Row of the sheet with the headers; found when nobody says.
    pub encabezado: Option<u32>,
    /// What a person says that columns mean: (identifier, or nothing; header or letters).
    pub mapa: Vec<(String, String)>,
    /// First record of the preview, from 0.
    pub desde: u32,
    /// Only records of this situation in the preview.
    pub situacion: Option<String>,
    /// What a person decided about some records.
    pub decisiones: BTreeMap<u32, DecisionDeFila>,
    /// Take every difference, also over what a person wrote.
    pub reemplazar: bool,
    /// Our own tables, when the file is a set of them.
    pub tablas: Option<Vec<TablaDeTextos>>,
}

impl OpcionesDeImportacion {
    fn de(pide: Importar) -> Self {
        OpcionesDeImportacion {
            institucion: pide.institucion,
            formato: None,
            seco: false,
            hoja: pide.hoja,
            encabezado: pide.encabezado,
            mapa: pide.mapa.unwrap_or_default().into_iter().map(|c| (c.destino, c.columna)).collect(),
            desde: pide.desde.unwrap_or(0),
            situacion: pide.situacion,
            decisiones: pide.decisiones.unwrap_or_default().into_iter().map(|d| (d.fila, d)).collect(),
            reemplazar: false,
            tablas: None,
        }
    }
}

/// The cells of a whole new ficha: (id of the trámite, writes). `prefijo` is `gae_` or empty;
/// `extra` are cells of the trámite that its struct does not hold.
pub(crate) fn escrituras_de_ficha(
    ficha: &Ficha,
    prefijo: &str,
    extra: Celdas,
    id_nuevo: &mut dyn FnMut() -> Uuid,
) -> (Uuid, Vec<Escritura>) {
    let id = id_nuevo();
    let clase = format!("{prefijo}tramite");
    let mut escrituras = Vec::with_capacity(64);
    for (campo, valor) in ficha.tramite.celdas().into_iter().chain(extra) {
        escrituras.push(Escritura { entidad: id, clase: clase.clone(), campo, valor: acotado(valor), padres: Vec::new() });
    }
    escrituras.extend(escrituras_de_filas(ficha, prefijo, id, |_| true, id_nuevo));
    (id, escrituras)
}

/// The cells of the rows of a ficha whose class `quiere` accepts.
pub(crate) fn escrituras_de_filas(
    ficha: &Ficha,
    prefijo: &str,
    padre: Uuid,
    quiere: impl Fn(&str) -> bool,
    id_nuevo: &mut dyn FnMut() -> Uuid,
) -> Vec<Escritura> {
    let ordenes = |n: usize| orden::iniciales(n);
    let claves: BTreeMap<&str, Vec<String>> = BTreeMap::from([
        ("requisito", ordenes(ficha.requisitos.len())),
        ("paso", ordenes(ficha.pasos.len())),
        ("base_legal", ordenes(ficha.base_legal.len())),
        ("tiempo", ordenes(ficha.tiempos.len())),
        ("volumen", ordenes(ficha.volumenes.len())),
    ]);
    let mut escrituras = Vec::with_capacity(64);
    let texto_padre = padre.to_string();
    for (base, lugar, celdas) in ficha.filas().filter(|(base, _, _)| quiere(base)) {
        let id = id_nuevo();
        let clase = format!("{prefijo}{base}");
        escrituras.push(Escritura::nueva(id, &clase, "padre", texto_padre.as_str()));
        let clave = claves.get(base).and_then(|c| c.get(lugar)).map_or("i", String::as_str);
        escrituras.push(Escritura::nueva(id, &clase, "orden", clave));
        for (campo, valor) in celdas {
            escrituras.push(Escritura { entidad: id, clase: clase.clone(), campo, valor: acotado(valor), padres: Vec::new() });
        }
    }
    escrituras
}

/// A text that fits in a cell. Only what was interpreted is cut; the raw text is kept in parts.
fn acotado(valor: Dato) -> Dato {
    match valor.texto() {
        Some(t) if t.len() > BYTES_POR_CELDA => {
            let corte = (0..=BYTES_POR_CELDA).rev().find(|i| t.is_char_boundary(*i)).unwrap_or(0);
            Dato::Texto(format!("{}…", t.get(..corte).unwrap_or_default()))
        }
        Some(_) | None => valor,
    }
}

/// Raw texts by cell, in parts of at most 60 KB so that not one character is lost.
pub(crate) fn originales_en_partes(originales: &[(String, String)]) -> Vec<(String, String)> {
    let mut partes = Vec::with_capacity(originales.len());
    for (columna, texto) in originales {
        let mut resto = texto.as_str();
        let mut n = 1;
        loop {
            let corte = (0..=BYTES_POR_CELDA.min(resto.len())).rev().find(|i| resto.is_char_boundary(*i)).unwrap_or(0);
            let (parte, sigue) = resto.split_at_checked(corte).unwrap_or((resto, ""));
            let nombre = if n == 1 { columna.clone() } else { format!("{columna}_parte_{n}") };
            partes.push((nombre, parte.to_owned()));
            if sigue.is_empty() {
                break;
            }
            resto = sigue;
            n += 1;
        }
    }
    partes
}

/// Writes in asientos that the format allows, never splitting a cell.
pub(crate) fn escribir_en_partes(tx: &mut Tx<'_>, ambito: Uuid, escrituras: Vec<Escritura>, motivo: &str) -> Result<(), Falla> {
    let (mut parte, mut bytes) = (Vec::new(), 0);
    for e in escrituras {
        bytes += 96 + e.valor.texto().map_or(8, str::len);
        if parte.len() >= OPS_POR_ASIENTO || bytes > BYTES_POR_ASIENTO && !parte.is_empty() {
            tx.escribir(ambito, std::mem::take(&mut parte), motivo)?;
            bytes = 96 + e.valor.texto().map_or(8, str::len);
        }
        parte.push(e);
    }
    tx.escribir(ambito, parte, motivo)?;
    Ok(())
}

/// Counts as they grow.
struct Cuenta {
    r: ResultadoImportacion,
    /// Records of the asked situation that were seen, and those to pass over.
    vistas: u64,
    desde: u64,
    situacion: Option<String>,
}

impl Cuenta {
    fn new(archivo: &str, leida: &Leida, opciones: &OpcionesDeImportacion) -> Self {
        let lectura = &leida.lectura;
        let r = ResultadoImportacion {
            archivo: archivo.to_owned(),
            formato: match lectura.formato {
                Formato::Csv => "csv",
                Formato::Json if leida.tablas.is_some() => "json",
                Formato::Json => "catalogo-json",
                Formato::Xlsx => "xlsx",
                Formato::Ods => "ods",
            }
            .to_owned(),
            codificacion: match lectura.formato {
                Formato::Csv | Formato::Json => lectura.codificacion.etiqueta().to_owned(),
                Formato::Xlsx | Formato::Ods => String::new(),
            },
            delimitador: lectura.delimitador.map(String::from).unwrap_or_default(),
            filas: (lectura.total() + leida.tablas.as_ref().map_or(0, Vec::len)) as u64,
            nuevas: 0,
            iguales: 0,
            actualizadas: 0,
            en_espera: 0,
            rechazadas: 0,
            por_institucion: BTreeMap::new(),
            requisitos: 0,
            pasos: 0,
            avisos_total: 0,
            avisos: Vec::new(),
            muestra: Vec::new(),
            importacion: None,
            hoja: leida.hoja.clone(),
            columnas: leida.mapa.as_ref().map(|(_, columnas)| {
                let de = |a: &encabezado::Asignacion| ColumnaDeHoja {
                    letras: letras(a.columna),
                    encabezado: a.encabezado.clone(),
                    destino: a.destino.clone(),
                    muestras: Vec::new(),
                };
                columnas.iter().map(de).collect()
            }),
        };
        let mut cuenta = Cuenta { r, vistas: 0, desde: u64::from(opciones.desde), situacion: opciones.situacion.clone() };
        for aviso in &leida.avisos {
            cuenta.aviso(0, "libro", aviso.codigo(), &aviso.mensaje(), "");
        }
        for x in &leida.por_revisar {
            let fila = x.fila.and_then(|f| u32::try_from(f).ok()).unwrap_or(0);
            let mensaje = format!("Revisar: {} Se esperaba {}.", x.mensaje, x.esperado.as_deref().unwrap_or("otro valor"));
            cuenta.aviso(fila, &x.columna, &x.tipo, &mensaje, x.encontrado.as_deref().unwrap_or_default());
        }
        if !leida.otras.is_empty() {
            let mensaje = format!(
                "Se leyó la hoja «{}». El libro tiene otras hojas con tablas: impórtelas por aparte si también son del inventario.",
                leida.hoja.as_deref().unwrap_or_default()
            );
            cuenta.aviso(0, "libro", "otras_hojas", &mensaje, &leida.otras.join(", "));
        }
        cuenta
    }

    fn aviso(&mut self, fila: u32, campo: &str, codigo: &str, mensaje: &str, original: &str) {
        self.r.avisos_total += 1;
        if self.r.avisos.len() < AVISOS_MAX {
            self.r.avisos.push(AvisoImportacion {
                fila: u64::from(fila),
                campo: campo.to_owned(),
                codigo: codigo.to_owned(),
                mensaje: mensaje.to_owned(),
                original: recortar(original, 200),
            });
        }
    }

    /// True when a record of that situation belongs to the page of the preview.
    fn en_pagina(&mut self, situacion: &str) -> bool {
        if self.situacion.as_deref().is_some_and(|s| s != situacion) {
            return false;
        }
        self.vistas += 1;
        self.vistas > self.desde && self.r.muestra.len() < MUESTRA_MAX
    }

    fn fila(&mut self, t: &TramiteImportado, institucion: &str, suerte: &Suerte, motivo: Option<&str>, avisos: usize) {
        let situacion = suerte.situacion();
        if self.en_pagina(situacion) {
            let n = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
            let diferencias = suerte.diferencias();
            self.r.muestra.push(FilaImportacion {
                fila: u64::from(t.numero),
                nombre: recortar(&t.nombre, 250),
                institucion: recortar(institucion, 120),
                situacion: situacion.to_owned(),
                motivo: motivo.map(str::to_owned),
                requisitos: n(t.ficha.requisitos.len()),
                pasos: n(t.ficha.pasos.len()),
                avisos: n(avisos),
                diferencias: (!diferencias.is_empty()).then(|| diferencias.iter().map(diferencia_dto).collect()),
            });
        }
    }
}

fn diferencia_dto(d: &Diferencia) -> DiferenciaDto {
    let conservado = match d.efecto {
        Efecto::Celda(_) => EDITADO,
        Efecto::Lista { .. } => LISTA_EDITADA,
    };
    DiferenciaDto {
        campo: d.campo.clone(),
        etiqueta: d.etiqueta.clone(),
        antes: recortar(&d.antes, 300),
        despues: recortar(&d.despues, 300),
        aplica: d.aplica,
        motivo: (d.editado && !d.aplica).then(|| conservado.to_owned()),
    }
}

/// A record to be kept whole for a person.
struct EnEspera<'a> {
    fila: u32,
    espera: Espera,
    huella: &'a str,
    institucion: &'a str,
    nombre: &'a str,
    crudo: &'a str,
}

struct Escritor<'s> {
    sesion: &'s Sesion,
    prefijo: String,
    lote: Uuid,
    codigos: BTreeMap<Uuid, u64>,
    espera: Vec<Escritura>,
    ambito_de_espera: Uuid,
    archivo: String,
}

impl Escritor<'_> {
    fn id(&self) -> Uuid {
        self.sesion.id_nuevo()
    }

    fn codigo(&mut self, tx: &Tx<'_>, ambito: Uuid) -> Result<String, Falla> {
        let sigla = crate::inventario::sigla(ambito);
        let ultimo = match self.codigos.get(&ambito) {
            Some(n) => *n,
            None => tx.consultas().ultimo_codigo(ambito, &format!("{sigla}-"))?,
        };
        self.codigos.insert(ambito, ultimo + 1);
        Ok(format!("{sigla}-{:04}", ultimo + 1))
    }

    /// A code that the sheet brought is not given again by this import.
    fn apartar(&mut self, tx: &Tx<'_>, ambito: Uuid, codigo: &str) -> Result<(), Falla> {
        let prefijo = format!("{}-", crate::inventario::sigla(ambito));
        let Some(n) = codigo.strip_prefix(&prefijo).and_then(|n| n.parse::<u64>().ok()) else { return Ok(()) };
        let ultimo = match self.codigos.get(&ambito) {
            Some(ultimo) => *ultimo,
            None => tx.consultas().ultimo_codigo(ambito, &prefijo)?,
        };
        self.codigos.insert(ambito, ultimo.max(n));
        Ok(())
    }

    fn nueva(
        &mut self,
        tx: &mut Tx<'_>,
        ambito: Uuid,
        mut t: TramiteImportado,
        originales: Vec<(String, String)>,
    ) -> Result<(Uuid, String), Falla> {
        let codigo = match t.ficha.tramite.codigo.take() {
            Some(codigo) => {
                self.apartar(tx, ambito, &codigo)?;
                codigo
            }
            None => self.codigo(tx, ambito)?,
        };
        if let Some(x) = &t.en_tablas {
            let id = self.id();
            let clase = format!("{}tramite", self.prefijo);
            let mut escrituras = vec![
                Escritura::nueva(id, &clase, "codigo", codigo.as_str()),
                Escritura::nueva(id, &clase, "importacion", self.lote.to_string()),
            ];
            if !x.celdas.contains_key("estado") {
                escrituras.push(Escritura::nueva(id, &clase, "estado", EstadoTramite::Identificado.as_str()));
            }
            if t.ficha.tramite.banderas.contains_key(CODIGO_REPETIDO) && !x.celdas.contains_key(CODIGO_REPETIDO) {
                escrituras.push(Escritura::nueva(id, &clase, CODIGO_REPETIDO, "pendiente"));
            }
            escrituras.extend(tablas::escrituras(x, &self.prefijo, id, &mut || self.sesion.id_nuevo()));
            escribir_en_partes(tx, ambito, escrituras, "")?;
            return Ok((id, codigo));
        }
        t.ficha.tramite.codigo = Some(codigo.clone());
        t.ficha.tramite.estado = Some(EstadoTramite::Identificado);
        let mut extra: Celdas = vec![("importacion".to_owned(), self.lote.to_string().into())];
        extra.extend(t.actualizado_en_fuente.take().map(|f| ("actualizado_en_fuente".to_owned(), f.into())));
        extra.extend(originales.into_iter().filter(|(_, x)| !x.is_empty()).map(|(c, x)| (format!("original_{c}"), Dato::Texto(x))));
        let (id, escrituras) = escrituras_de_ficha(&t.ficha, &self.prefijo, extra, &mut || self.sesion.id_nuevo());
        escribir_en_partes(tx, ambito, escrituras, "")?;
        Ok((id, codigo))
    }

    fn esperar(&mut self, tx: &mut Tx<'_>, e: &EnEspera<'_>) -> Result<(), Falla> {
        let id = self.id();
        let clase = format!("{}fila_en_espera", self.prefijo);
        let celda =
            |campo: &str, valor: Dato| Escritura { entidad: id, clase: clase.clone(), campo: campo.to_owned(), valor, padres: Vec::new() };
        let mut celdas = vec![
            celda("importacion", self.lote.to_string().into()),
            celda("archivo", self.archivo.as_str().into()),
            celda("fila", i64::from(e.fila).into()),
            celda("codigo", e.espera.codigo().into()),
            celda("huella", e.huella.into()),
            celda("institucion", recortar(e.institucion, 250).into()),
            celda("nombre", recortar(e.nombre, 250).into()),
        ];
        for (campo, parte) in originales_en_partes(&[("original".to_owned(), e.crudo.to_owned())]) {
            celdas.push(celda(&campo, parte.into()));
        }
        self.espera.extend(celdas);
        let bytes: usize = self.espera.iter().map(|e| e.valor.texto().map_or(8, str::len)).sum();
        if bytes > BYTES_POR_ASIENTO / 2 || self.espera.len() > OPS_POR_ASIENTO / 2 {
            self.vaciar_espera(tx)?;
        }
        Ok(())
    }

    fn vaciar_espera(&mut self, tx: &mut Tx<'_>) -> Result<(), Falla> {
        let celdas = std::mem::take(&mut self.espera);
        escribir_en_partes(tx, self.ambito_de_espera, celdas, "")
    }
}

fn json_de_originales(originales: &[(String, String)]) -> Result<String, Falla> {
    let mapa: serde_json::Map<String, serde_json::Value> = originales.iter().map(|(c, t)| (c.clone(), t.as_str().into())).collect();
    serde_json::to_string(&mapa).map_err(|_| Falla::Interno("raw record is not JSON"))
}

/// A record with what becomes of it, its raw texts by cell, and what is remembered of it.
type Clasificado = (TramiteImportado, Suerte, Vec<(String, String)>, Senas);

/// One record: classified and counted.
fn incorporar(
    t: TramiteImportado,
    clasificador: &mut Clasificador,
    cuenta: &mut Cuenta,
    opciones: &OpcionesDeImportacion,
    consultas: almacen::Consultas<'_>,
) -> Result<Clasificado, Falla> {
    let originales = originales_en_partes(&t.originales);
    let senas = Senas::de(&t, &originales);
    let mut suerte = clasificador.clasificar(&consultas, &t, &originales, &senas)?;
    if opciones.reemplazar {
        suerte.tomar_todo();
    }
    if let Some(decision) = opciones.decisiones.get(&t.numero) {
        suerte = clasificador.decidir(suerte, decision, &t, &originales);
    }
    let antes = cuenta.r.avisos_total;
    // A record that waits is not in the inventory: its texts are looked at when somebody takes it in.
    if matches!(suerte, Suerte::Nueva { .. } | Suerte::Actualizada { .. }) {
        for a in &t.avisos {
            cuenta.aviso(t.numero, a.campo, a.codigo.as_str(), a.mensaje, &a.original);
        }
    }
    for (campo, codigo, mensaje, original) in suerte.avisos() {
        cuenta.aviso(t.numero, &campo, codigo, mensaje, &original);
    }
    let r = &mut cuenta.r;
    let sigla = suerte.ambito().map(crate::inventario::sigla);
    match &suerte {
        Suerte::Nueva { .. } => r.nuevas += 1,
        Suerte::Igual { .. } => r.iguales += 1,
        Suerte::Actualizada { .. } => r.actualizadas += 1,
        Suerte::EnEspera { .. } => r.en_espera += 1,
    }
    if matches!(suerte, Suerte::Nueva { .. } | Suerte::Actualizada { .. }) {
        r.requisitos += t.ficha.requisitos.len() as u64;
        r.pasos += t.ficha.pasos.len() as u64;
    }
    if let Some(s) = &sigla {
        *r.por_institucion.entry(s.clone()).or_default() += 1;
    }
    let motivo = if let Suerte::EnEspera { espera, .. } = &suerte { Some(espera.mensaje()) } else { None };
    if let Suerte::EnEspera { espera, .. } = &suerte {
        cuenta.aviso(t.numero, "institucion", espera.codigo(), espera.mensaje(), &t.institucion_texto);
    }
    // The notices of the record that the list holds, so that row and list say the same.
    let avisos = usize::try_from(cuenta.r.avisos_total - antes).unwrap_or(usize::MAX);
    let reconocida = dominio::instituciones::reconocer(&t.institucion_texto).map(|i| i.sigla.as_str());
    let institucion = sigla.as_deref().or(reconocida).unwrap_or(&t.institucion_texto);
    cuenta.fila(&t, institucion, &suerte, motivo, avisos);
    Ok((t, suerte, originales, senas))
}

fn contar_rechazadas(cuenta: &mut Cuenta, lectura: &Lectura) {
    cuenta.r.rechazadas = lectura.rechazadas.len() as u64;
    for r in &lectura.rechazadas {
        let motivo = r.motivo.mensaje();
        cuenta.aviso(r.numero, "fila", Espera::Rechazada.codigo(), &motivo, &r.texto);
        if cuenta.en_pagina("rechazada") {
            let nombre = r.texto.split('\t').map(str::trim).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
            cuenta.r.muestra.push(FilaImportacion {
                fila: u64::from(r.numero),
                nombre: recortar(&nombre, 120),
                institucion: String::new(),
                situacion: "rechazada".to_owned(),
                motivo: Some(motivo),
                requisitos: 0,
                pasos: 0,
                avisos: 1,
                diferencias: None,
            });
        }
    }
}

fn ensayar(
    sesion: &Sesion,
    bytes: &[u8],
    archivo: &str,
    opciones: &OpcionesDeImportacion,
    trabajo: &Trabajo,
) -> Result<ResultadoImportacion, Falla> {
    trabajo.etapa("Leyendo el archivo", 0);
    let mut leida = hojas::leer(sesion, bytes, archivo, opciones, trabajo)?;
    let mut cuenta = Cuenta::new(archivo, &leida, opciones);
    contar_rechazadas(&mut cuenta, &leida.lectura);
    let filas = registros_de(&mut leida);
    sesion.leer(|c| {
        let instalacion = c.instalacion()?;
        let mut clasificador = Clasificador::new(&c, &instalacion, opciones.institucion.as_deref())?;
        interpretar_en_orden(filas, trabajo, |t| {
            let (_, suerte, _, senas) = incorporar(t, &mut clasificador, &mut cuenta, opciones, c)?;
            clasificador.anotar(&senas, &suerte, None);
            Ok(())
        })
    })?;
    Ok(cuenta.r)
}

/// What is done once the file is understood and before the first row is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Antes {
    Respaldar,
    /// The data file was made a moment ago.
    Nada,
}

fn escribir(
    sesion: &Sesion,
    bytes: &[u8],
    archivo: &str,
    opciones: &OpcionesDeImportacion,
    trabajo: &Trabajo,
    antes: Antes,
) -> Result<Hecho<ResultadoImportacion>, Falla> {
    trabajo.etapa("Leyendo el archivo", 0);
    let mut leida = hojas::leer(sesion, bytes, archivo, opciones, trabajo)?;
    let mut cuenta = Cuenta::new(archivo, &leida, opciones);
    contar_rechazadas(&mut cuenta, &leida.lectura);
    let sha256: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    let filas = registros_de(&mut leida);
    if antes == Antes::Respaldar {
        sesion.respaldar_antes_de_importar(trabajo)?;
    }
    let lote = sesion.id_nuevo();
    let hecho = sesion.escribir(Operacion::Importar, |tx, instalacion| {
        tx.lote(lote);
        let mut clasificador = Clasificador::new(&tx.consultas(), instalacion, opciones.institucion.as_deref())?;
        let mut escritor = Escritor {
            sesion,
            prefijo: clase(instalacion, ""),
            lote,
            codigos: BTreeMap::new(),
            espera: Vec::new(),
            ambito_de_espera: instalacion.institucion.unwrap_or(AMBITO_INTERNO),
            archivo: recortar(archivo, 200),
        };
        let mut hubo = false;
        interpretar_en_orden(filas, trabajo, |t| {
            let (mut t, suerte, originales, senas) = incorporar(t, &mut clasificador, &mut cuenta, opciones, tx.consultas())?;
            let mut id = None;
            match &suerte {
                Suerte::Igual { .. } => {}
                Suerte::Nueva { ambito, id_repetido, codigo_repetido } => {
                    if *id_repetido {
                        t.ficha.tramite.id_catalogo = None;
                        t.ficha.tramite.banderas.insert("bandera_id_repetido_id".to_owned(), "pendiente".to_owned());
                    }
                    if *codigo_repetido {
                        t.ficha.tramite.codigo = None;
                        t.ficha.tramite.banderas.insert(CODIGO_REPETIDO.to_owned(), "pendiente".to_owned());
                    }
                    let (nuevo, codigo) = escritor.nueva(tx, *ambito, t, originales)?;
                    clasificador.anotar_codigo(*ambito, &codigo);
                    id = Some(nuevo);
                    hubo = true;
                }
                Suerte::Actualizada { ambito, cambio } => {
                    let retirar = cambio.retirar();
                    if !retirar.is_empty() {
                        tx.borrar(*ambito, &retirar, "Reemplazado por una versión nueva de la fuente importada")?;
                    }
                    let mut escrituras = cambio.escrituras();
                    let listas = cambio.listas();
                    if let Some(x) = &t.en_tablas {
                        let guardados: Vec<Uuid> = exportar::en_tablas(&tx.consultas(), cambio.tramite)?
                            .map(|(g, ids)| g.filas.iter().zip(ids).filter(|(f, _)| f.clase == "requisito").map(|(_, id)| id).collect())
                            .unwrap_or_default();
                        let quiere = |b: &str| listas.contains(b);
                        escrituras
                            .extend(tablas::filas(x, &escritor.prefijo, cambio.tramite, quiere, &guardados, &mut || sesion.id_nuevo()));
                    }
                    for base in listas.iter().filter(|_| t.en_tablas.is_none()) {
                        escrituras.extend(escrituras_de_filas(&t.ficha, &escritor.prefijo, cambio.tramite, |b| b == *base, &mut || {
                            sesion.id_nuevo()
                        }));
                    }
                    escribir_en_partes(tx, *ambito, escrituras, "")?;
                    hubo = true;
                }
                Suerte::EnEspera { espera, huella, conocida } => {
                    if !conocida {
                        let crudo = match &t.en_tablas {
                            Some(x) => datos_abiertos::tablas::json::tramite(&Columnas::default(), x).to_string(),
                            None => json_de_originales(&t.originales)?,
                        };
                        let (institucion, nombre) = (t.institucion_texto.as_str(), t.nombre.as_str());
                        escritor.esperar(tx, &EnEspera { fila: t.numero, espera: *espera, huella, institucion, nombre, crudo: &crudo })?;
                        hubo = true;
                    }
                }
            }
            clasificador.anotar(&senas, &suerte, id);
            Ok(())
        })?;
        for r in &leida.lectura.rechazadas {
            let huella = clasificar::huella_de_texto(&r.texto);
            if clasificador.espera_nueva(&huella) {
                let nombre = recortar(&r.texto, 80);
                let fila = EnEspera {
                    fila: r.numero,
                    espera: Espera::Rechazada,
                    huella: &huella,
                    institucion: "",
                    nombre: &nombre,
                    crudo: &r.texto,
                };
                escritor.esperar(tx, &fila)?;
                hubo = true;
            }
        }
        escritor.vaciar_espera(tx)?;
        if hubo {
            cuenta.r.importacion = Some(lote.to_string());
            registrar(tx, instalacion, lote, &cuenta.r, &sha256, escritor.ambito_de_espera)?;
        }
        let r = &cuenta.r;
        if r.filas != r.nuevas + r.iguales + r.actualizadas + r.en_espera + r.rechazadas {
            return Err(Falla::Interno("the counts of the import do not add up"));
        }
        trabajo.etapa("Guardando", 0);
        Ok(cuenta.r)
    })?;
    // Only once the import stands; a mapping that cannot be kept is only asked again.
    if let Err(falla) = hojas::recordar(sesion, &leida) {
        tracing::warn!("the mapping of the sheet was not kept: {falla}");
    }
    Ok(hecho)
}

fn registrar(
    tx: &mut Tx<'_>,
    instalacion: &Instalacion,
    lote: Uuid,
    r: &ResultadoImportacion,
    sha256: &str,
    ambito: Uuid,
) -> Result<(), Falla> {
    let clase = clase(instalacion, "importacion");
    let n = |x: u64| Dato::Entero(i64::try_from(x).unwrap_or(i64::MAX));
    let celdas: Vec<(&str, Dato)> = vec![
        ("archivo", recortar(&r.archivo, 200).into()),
        ("sha256", sha256.into()),
        ("formato", r.formato.as_str().into()),
        ("filas", n(r.filas)),
        ("nuevas", n(r.nuevas)),
        ("iguales", n(r.iguales)),
        ("actualizadas", n(r.actualizadas)),
        ("en_espera", n(r.en_espera)),
        ("rechazadas", n(r.rechazadas)),
    ];
    let escrituras = celdas.into_iter().map(|(campo, valor)| Escritura {
        entidad: lote,
        clase: clase.clone(),
        campo: campo.to_owned(),
        valor,
        padres: Vec::new(),
    });
    tx.escribir(ambito, escrituras.collect(), "")?;
    Ok(())
}

/// Imports bytes already read (the demonstration).
pub(crate) fn importar_bytes(
    sesion: &Sesion,
    bytes: &[u8],
    archivo: &str,
    institucion: Option<&str>,
    trabajo: &Trabajo,
) -> Result<Hecho<ResultadoImportacion>, Falla> {
    let opciones = OpcionesDeImportacion { institucion: institucion.map(str::to_owned), ..OpcionesDeImportacion::default() };
    escribir(sesion, bytes, archivo, &opciones, trabajo, Antes::Nada)
}

impl Sesion {
    /// What an import would do; changes nothing.
    ///
    /// # Errors
    /// Those of reading the file: the place is named and nothing is kept.
    pub fn prever_importacion(&self, pide: Importar) -> Result<ResultadoImportacion, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        let archivo = tablas::abrir(&ruta)?;
        let opciones = OpcionesDeImportacion { tablas: archivo.tablas, ..OpcionesDeImportacion::de(pide) };
        ensayar(self, &archivo.bytes, &archivo.nombre, &opciones, &trabajo)
    }

    /// Imports a file, whole or not at all.
    ///
    /// # Errors
    /// Those of reading the file and of the store; `cancelado` leaves nothing behind.
    pub fn importar(&self, pide: Importar) -> Result<Hecho<ResultadoImportacion>, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        let archivo = tablas::abrir(&ruta)?;
        let opciones = OpcionesDeImportacion { tablas: archivo.tablas, ..OpcionesDeImportacion::de(pide) };
        escribir(self, &archivo.bytes, &archivo.nombre, &opciones, &trabajo, Antes::Respaldar)
    }

    /// Imports (or rehearses) a file by its path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::importar`].
    pub fn importar_ruta(&self, ruta: &Path, opciones: &OpcionesDeImportacion) -> Result<ResultadoImportacion, Falla> {
        let trabajo = self.trabajos.empezar(Some("consola"))?;
        let archivo = tablas::abrir(ruta)?;
        let opciones = OpcionesDeImportacion { tablas: archivo.tablas, ..opciones.clone() };
        if opciones.seco {
            ensayar(self, &archivo.bytes, &archivo.nombre, &opciones, &trabajo)
        } else {
            Ok(escribir(self, &archivo.bytes, &archivo.nombre, &opciones, &trabajo, Antes::Respaldar)?.valor)
        }
    }

    /// Imports that stand, newest first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn importaciones(&self, _: Nada) -> Result<Vec<ImportacionDto>, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let mut nombres = Nombres::new(c);
            let mut lista = Vec::new();
            for e in c.por_clase(&clase(&instalacion, "importacion"), None)? {
                let entero = |campo: &str| e.valor(campo).and_then(Dato::entero).and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
                let operacion = c.operacion(e.id)?;
                lista.push((
                    operacion.as_ref().map_or(0, |o| o.n),
                    ImportacionDto {
                        id: e.id.to_string(),
                        archivo: e.valor("archivo").and_then(Dato::texto).unwrap_or_default().to_owned(),
                        cuando: operacion.as_ref().map(|o| rfc3339(o.ms)).unwrap_or_default(),
                        quien: operacion.as_ref().map(|o| nombres.de(o.actor)).transpose()?.unwrap_or_default(),
                        filas: entero("filas"),
                        nuevas: entero("nuevas"),
                        en_espera: entero("en_espera"),
                        deshecha: operacion.is_some_and(|o| o.deshecha),
                    },
                ));
            }
            lista.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
            Ok(lista.into_iter().map(|(_, i)| i).collect())
        })
    }

    /// Records kept for a person, by file and place.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn filas_en_espera(&self, _: Nada) -> Result<Vec<FilaEnEspera>, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let filas = c.por_clase(&clase(&instalacion, "fila_en_espera"), None)?;
            let mut lista: Vec<FilaEnEspera> = filas
                .iter()
                .map(|e| {
                    let texto = |campo: &str| e.valor(campo).and_then(Dato::texto).unwrap_or_default().to_owned();
                    let espera = Espera::desde(&texto("codigo"));
                    FilaEnEspera {
                        id: e.id.to_string(),
                        fila: e.valor("fila").and_then(Dato::entero).and_then(|n| u64::try_from(n).ok()).unwrap_or(0),
                        archivo: texto("archivo"),
                        nombre: texto("nombre"),
                        institucion: texto("institucion"),
                        codigo: espera.codigo().to_owned(),
                        mensaje: espera.mensaje().to_owned(),
                    }
                })
                .collect();
            lista.sort_by(|a, b| (&a.archivo, a.fila).cmp(&(&b.archivo, b.fila)));
            Ok(lista)
        })
    }

    /// The institution that a text names, for the console's messages.
    ///
    /// # Errors
    /// `no_existe` for an unknown one.
    pub fn institucion_llamada(&self, clave: Option<&str>) -> Result<String, Falla> {
        Ok(institucion_de(&self.instalacion()?, clave)?.sigla.clone())
    }
}

//! From the bytes of any spreadsheet to the records of the import: the right sheet, its headers, and
//! what each column means, as a person said it or as it was remembered.

use std::collections::BTreeMap;

use datos_abiertos::catalogo::{self, FallaDeLectura, Formato, Lectura, Limites, TramiteImportado};
use datos_abiertos::libro::encabezado::{self, Asignacion, Encabezado};
use datos_abiertos::libro::{self, AvisoDeLibro, FallaDeLibro, FormatoDeLibro, Hoja, Libro, LimitesDeLibro, letras, marco};
use datos_abiertos::tablas::json;
use datos_abiertos::tablas::leer::{TablaDeTextos, de_libro as tablas_nuestras, juntar};
use dominio::texto::plegar;

use super::OpcionesDeImportacion;
use crate::dto::{ColumnaDeHoja, ExaminarLibro, HojaDeLibro, LibroExaminado, OpcionDto, ValorPorRevisar};
use crate::entrada;
use crate::falla::Falla;
use crate::proceso_hijo::{self, Entrada, FallaDeHijo, Tarea};
use crate::sesion::{Sesion, recortar};
use crate::trabajos::Trabajo;

/// Sheets of our own workbooks that hold explanations and no data.
const DE_ADORNO: [&str; 3] = ["leame", "ejemplo", "listas"];
/// Preference under which the mapping of a shape is kept: local, never exported.
const MAPA: &str = "mapa_de_hoja_";

/// What was read, with what the person should know of how.
pub(crate) struct Leida {
    pub lectura: Lectura,
    pub avisos: Vec<AvisoDeLibro>,
    /// Sheet, when the file has them.
    pub hoja: Option<String>,
    /// Names of the other sheets that also hold a table.
    pub otras: Vec<String>,
    /// Mapping that was used, with the name of its shape.
    pub mapa: Option<(String, Vec<Asignacion>)>,
    /// Declared figures of the sheet that do not add up.
    pub por_revisar: Vec<ValorPorRevisar>,
    /// Records of our own tables, which need no mapping.
    pub tablas: Option<Vec<TramiteImportado>>,
}

/// The workbook, read in a child process when it is one.
pub(crate) fn abrir_libro(sesion: &Sesion, bytes: &[u8], trabajo: &Trabajo) -> Result<Libro, Falla> {
    let limites = LimitesDeLibro::default();
    match libro::revisar(bytes, &limites)? {
        // Text has no nested declarations to expand: it is read here, as the catalogue's always was.
        FormatoDeLibro::Csv => {
            let mut libro = Libro::default();
            libro::leer(bytes, &limites, &mut libro)?;
            Ok(libro)
        }
        FormatoDeLibro::Xlsx | FormatoDeLibro::Ods => {
            trabajo.etapa("Leyendo el libro", 0);
            let leer = |salida: &mut dyn std::io::Read| {
                marco::leer(salida, &limites, |filas| trabajo.avanzar(filas).is_ok()).map_err(|f| match f {
                    marco::FallaDeMarco::Rechazado { mensaje, limite } => FallaDeHijo::Rechazado { mensaje, limite },
                    marco::FallaDeMarco::Detenido => FallaDeHijo::Cancelado,
                    marco::FallaDeMarco::Cortado | marco::FallaDeMarco::Ajeno => FallaDeHijo::Murio,
                })
            };
            Ok(proceso_hijo::ejecutar(&sesion.programa_del_hijo()?, Tarea::Hojas, Entrada::Bytes(bytes), trabajo, leer)?)
        }
    }
}

fn nuestro_json(bytes: &[u8]) -> Option<Vec<TablaDeTextos>> {
    let cuerpo = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    cuerpo.trim_ascii_start().starts_with(b"{").then(|| std::str::from_utf8(cuerpo).ok().and_then(json::leer)).flatten()
}

/// Our own tables: nothing to choose and nothing to interpret.
fn de_tablas(formato: Formato, propias: &[TablaDeTextos], avisos: Vec<AvisoDeLibro>) -> Result<Leida, Falla> {
    let (tramites, rechazadas) = super::tablas::registros(juntar(propias));
    if tramites.is_empty() && rechazadas.is_empty() {
        return Err(Falla::HojaSinTabla { pedida: String::new(), hojas: propias.iter().map(|t| t.tabla.hoja().to_owned()).collect() });
    }
    if tramites.len() + rechazadas.len() > Limites::default().filas {
        return Err(FallaDeLectura::DemasiadasFilas { limite: Limites::default().filas }.into());
    }
    let lectura = Lectura {
        formato,
        forma: catalogo::Forma::Otra,
        codificacion: catalogo::Codificacion::Utf8,
        delimitador: None,
        columnas: Vec::new(),
        filas: Vec::new(),
        rechazadas,
    };
    Ok(Leida { lectura, avisos, hoja: None, otras: Vec::new(), mapa: None, por_revisar: Vec::new(), tablas: Some(tramites) })
}

fn es_libro(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// The name promises a workbook. A text with that name is read as the text that it is.
fn dice_ser_libro(archivo: &str) -> bool {
    let nombre = archivo.to_ascii_lowercase();
    [".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|fin| nombre.ends_with(fin))
}

/// Reads the file as records.
pub(crate) fn leer(
    sesion: &Sesion,
    bytes: &[u8],
    archivo: &str,
    opciones: &OpcionesDeImportacion,
    trabajo: &Trabajo,
) -> Result<Leida, Falla> {
    let sencilla =
        |lectura| Leida { lectura, avisos: Vec::new(), hoja: None, otras: Vec::new(), mapa: None, por_revisar: Vec::new(), tablas: None };
    if let Some(propias) = &opciones.tablas {
        return de_tablas(Formato::Csv, propias, Vec::new());
    }
    if let Some(propias) = nuestro_json(bytes) {
        return de_tablas(Formato::Json, &propias, Vec::new());
    }
    if es_libro(bytes) {
        let libro = abrir_libro(sesion, bytes, trabajo)?;
        if opciones.hoja.is_none()
            && opciones.mapa.is_empty()
            && let Some(propias) = tablas_nuestras(&libro)
        {
            let formato = if libro.formato == FormatoDeLibro::Ods { Formato::Ods } else { Formato::Xlsx };
            return de_tablas(formato, &propias, libro.avisos);
        }
        return de_libro(sesion, libro, opciones);
    }
    if dice_ser_libro(archivo) && bytes.contains(&0) {
        return Err(FallaDeLibro::NoEsLibro.into());
    }
    let pide_columnas = !opciones.mapa.is_empty() || opciones.encabezado.is_some();
    let del_catalogo = catalogo::leer(bytes, opciones.formato.filter(|f| *f == Formato::Json), Limites::default());
    match del_catalogo {
        Ok(lectura) if lectura.formato == Formato::Json => Ok(sencilla(lectura)),
        Ok(lectura) if !pide_columnas && !recordada(sesion, &lectura)? => Ok(sencilla(lectura)),
        // The headers are not in the first line, or the person gave them another meaning.
        Ok(_) | Err(FallaDeLectura::SinEncabezado { .. }) => match (abrir_libro(sesion, bytes, trabajo), del_catalogo) {
            (Ok(libro), primera) => match (de_libro(sesion, libro, opciones), primera) {
                (Err(Falla::HojaSinTabla { .. }), Err(primera)) => Err(primera.into()),
                (leida, _) => leida,
            },
            (Err(_), Err(primera)) => Err(primera.into()),
            (Err(falla), Ok(_)) => Err(falla),
        },
        Err(falla) => Err(falla.into()),
    }
}

/// True when a person gave the columns of this shape another meaning, some other day.
fn recordada(sesion: &Sesion, lectura: &Lectura) -> Result<bool, Falla> {
    let asignaciones: Vec<Asignacion> = lectura
        .columnas
        .iter()
        .enumerate()
        .map(|(columna, c)| Asignacion {
            columna,
            encabezado: c.encabezado.split_whitespace().collect::<Vec<_>>().join(" "),
            destino: None,
        })
        .collect();
    Ok(recuerdo(sesion, &encabezado::forma(&asignaciones))?.is_some())
}

/// Meaning of each column, by its place.
type Significados = Vec<(usize, Option<String>)>;

fn recuerdo(sesion: &Sesion, forma: &str) -> Result<Option<Significados>, Falla> {
    let guardado = sesion.leer(|c| Ok(c.preferencias()?.remove(&format!("{MAPA}{forma}"))))?;
    // A preference of a newer version, or damaged, only means that nothing is remembered.
    Ok(guardado.and_then(|g| serde_json::from_str(&g).ok()))
}

/// Keeps what the columns of a shape meant, when it is not what their headers say.
pub(crate) fn recordar(sesion: &Sesion, leida: &Leida) -> Result<(), Falla> {
    let Some((forma, asignaciones)) = &leida.mapa else { return Ok(()) };
    let pares: Vec<(usize, Option<&str>)> = asignaciones.iter().map(|a| (a.columna, a.destino.as_deref())).collect();
    let texto = serde_json::to_string(&pares).map_err(|_| Falla::Interno("a mapping is not JSON"))?;
    let clave = format!("{MAPA}{forma}");
    if sesion.leer(|c| Ok(c.preferencias()?.get(&clave) == Some(&texto)))? {
        return Ok(());
    }
    sesion.con_escritor(|a| Ok(a.guardar_preferencia(&clave, &texto)?))
}

fn de_adorno(hoja: &Hoja) -> bool {
    DE_ADORNO.contains(&plegar(&hoja.nombre).trim())
}

/// The sheet that was asked for, or the one with most known columns; ties go to the first shown.
fn elegir(libro: &Libro, opciones: &OpcionesDeImportacion) -> Result<(usize, Encabezado), Falla> {
    let encabezado_de = |h: &Hoja| match opciones.encabezado {
        Some(fila) => encabezado::en_fila(h, fila),
        None => encabezado::buscar(h),
    };
    let nombres = || libro.hojas.iter().map(|h| h.nombre.clone()).collect();
    if let Some(pedida) = &opciones.hoja {
        let lugar = libro
            .hojas
            .iter()
            .position(|h| plegar(&h.nombre).trim() == plegar(pedida).trim())
            .or_else(|| pedida.trim().parse::<usize>().ok()?.checked_sub(1).filter(|n| *n < libro.hojas.len()));
        let hoja = lugar.and_then(|l| libro.hojas.get(l));
        let (Some(lugar), Some(hoja)) = (lugar, hoja) else { return Err(Falla::HojaSinTabla { pedida: pedida.clone(), hojas: nombres() }) };
        // A mapping made by hand needs no known header: its row is the first, unless it was said.
        let encabezado = encabezado_de(hoja).or_else(|| (!opciones.mapa.is_empty()).then(|| encabezado::en_fila(hoja, 1)).flatten());
        let encabezado = encabezado.ok_or_else(|| Falla::HojaSinTabla { pedida: hoja.nombre.clone(), hojas: nombres() })?;
        return Ok((lugar, encabezado));
    }
    let mut candidatas: Vec<(usize, Encabezado)> =
        libro.hojas.iter().enumerate().filter(|(_, h)| !de_adorno(h)).filter_map(|(i, h)| Some((i, encabezado_de(h)?))).collect();
    if candidatas.is_empty() && !opciones.mapa.is_empty() {
        candidatas.extend(libro.hojas.iter().enumerate().filter_map(|(i, h)| Some((i, encabezado::en_fila(h, h.filas.first()?.numero)?))));
    }
    let oculta = |i: usize| libro.hojas.get(i).is_some_and(|h| h.oculta);
    candidatas
        .into_iter()
        .max_by_key(|(i, e)| (!oculta(*i), e.conocidas, std::cmp::Reverse(*i)))
        .ok_or_else(|| Falla::HojaSinTabla { pedida: String::new(), hojas: nombres() })
}

/// Puts on the proposal what was remembered of the shape, and then what the person says now.
fn asignar(
    sesion: &Sesion,
    hoja: &Hoja,
    encabezado: Encabezado,
    opciones: &OpcionesDeImportacion,
) -> Result<(String, Vec<Asignacion>), Falla> {
    let mut asignaciones = encabezado::proponer(hoja, encabezado);
    let forma = encabezado::forma(&asignaciones);
    if let Some(guardadas) = recuerdo(sesion, &forma)? {
        let por_columna: BTreeMap<usize, Option<String>> = guardadas.into_iter().collect();
        for a in &mut asignaciones {
            if let Some(destino) = por_columna.get(&a.columna) {
                a.destino.clone_from(destino);
            }
        }
    }
    let conocidos = encabezado::destinos();
    for (campo, columna) in &opciones.mapa {
        let destino = conocidos.iter().find(|(id, _)| id == campo).map(|(id, _)| (*id).to_owned());
        if destino.is_none() && !campo.is_empty() {
            let lista = conocidos.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
            return Err(Falla::campo("mapa", format!("No existe el dato «{}». Los datos son: {lista}.", recortar(campo, 60))));
        }
        let buscada = plegar(columna);
        let hallada = asignaciones
            .iter()
            .position(|a| plegar(&a.encabezado) == buscada)
            .or_else(|| asignaciones.iter().position(|a| letras(a.columna).eq_ignore_ascii_case(columna.trim())));
        let Some(hallada) = hallada else {
            let lista = asignaciones.iter().map(|a| format!("«{}»", a.encabezado)).collect::<Vec<_>>().join(", ");
            return Err(Falla::campo("mapa", format!("La hoja no tiene la columna «{}». Tiene: {lista}.", recortar(columna, 60))));
        };
        for (i, a) in asignaciones.iter_mut().enumerate() {
            if i == hallada {
                a.destino.clone_from(&destino);
            } else if destino.is_some() && a.destino == destino {
                a.destino = None;
            }
        }
    }
    Ok((forma, asignaciones))
}

fn de_libro(sesion: &Sesion, libro: Libro, opciones: &OpcionesDeImportacion) -> Result<Leida, Falla> {
    let (lugar, encabezado) = elegir(&libro, opciones)?;
    let hoja = libro.hojas.get(lugar).ok_or(Falla::Interno("the chosen sheet is not in the workbook"))?;
    let (forma, asignaciones) = asignar(sesion, hoja, encabezado, opciones)?;
    if !asignaciones.iter().any(|a| a.destino.as_deref() == Some("nombre")) {
        return Err(Falla::campo("mapa", "Diga qué columna trae el nombre del trámite: sin él no se sabe qué es cada fila."));
    }
    let por_revisar = crate::auditar::auditar(hoja, Some(encabezado)).por_revisar;
    let lectura = encabezado::lectura(&libro, hoja, encabezado, &asignaciones);
    let otras = libro
        .hojas
        .iter()
        .enumerate()
        .filter(|(i, h)| *i != lugar && !de_adorno(h) && encabezado::es_tabla(h))
        .map(|(_, h)| h.nombre.clone())
        .collect();
    let nombre = hoja.nombre.clone();
    let avisos = libro.avisos.into_iter().filter(|a| a.hoja().is_empty() || a.hoja() == nombre).collect();
    Ok(Leida { lectura, avisos, hoja: Some(nombre), otras, mapa: Some((forma, asignaciones)), por_revisar, tablas: None })
}

impl Sesion {
    /// Sheets of a workbook or CSV, and what the columns of one of them would mean.
    ///
    /// # Errors
    /// Those of reading the file; `campos_invalidos` for a JSON, which has no columns to choose.
    pub fn examinar_libro(&self, pide: ExaminarLibro) -> Result<LibroExaminado, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        let bytes = entrada::leer(&ruta, entrada::LIMITE_CATALOGO)?;
        let libro = abrir_libro(self, &bytes, &trabajo)?;
        let opciones = OpcionesDeImportacion { hoja: pide.hoja, encabezado: pide.encabezado, ..OpcionesDeImportacion::default() };
        let elegida = match elegir(&libro, &opciones) {
            Ok(elegida) => Some(elegida),
            Err(Falla::HojaSinTabla { .. }) => None,
            Err(otra) => return Err(otra),
        };
        let natural = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut columnas = Vec::new();
        if let Some((lugar, encabezado)) = elegida
            && let Some(hoja) = libro.hojas.get(lugar)
        {
            let (_, asignaciones) = asignar(self, hoja, encabezado, &opciones)?;
            columnas.extend(asignaciones.into_iter().map(|a| ColumnaDeHoja {
                letras: letras(a.columna),
                muestras: encabezado::muestras(hoja, encabezado, a.columna),
                encabezado: a.encabezado,
                destino: a.destino,
            }));
        }
        Ok(LibroExaminado {
            formato: libro.formato.as_str().to_owned(),
            codificacion: libro.codificacion.clone(),
            delimitador: libro.delimitador.map(String::from).unwrap_or_default(),
            hojas: libro
                .hojas
                .iter()
                .map(|h| HojaDeLibro {
                    nombre: h.nombre.clone(),
                    oculta: h.oculta,
                    filas: natural(h.filas.len()),
                    columnas: natural(h.columnas()),
                    con_tabla: !de_adorno(h) && encabezado::es_tabla(h),
                })
                .collect(),
            hoja: elegida.and_then(|(lugar, _)| libro.hojas.get(lugar)).map(|h| h.nombre.clone()),
            encabezado: elegida.map(|(_, e)| e.fila),
            columnas,
            destinos: encabezado::destinos().into_iter().map(|(id, e)| OpcionDto { id: id.to_owned(), etiqueta: e.to_owned() }).collect(),
            avisos: libro.avisos.iter().map(AvisoDeLibro::mensaje).collect(),
        })
    }
}

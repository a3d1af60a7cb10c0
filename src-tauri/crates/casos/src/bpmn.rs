//! Diagrams in BPMN 2.0: looked at, taken as pasos, drawn, and written.
//!
//! An import is one operation. The pasos of the file that are already there (a file of ours that comes back) are
//! changed in place and keep their identity; those of the version that the file does not bring are retired; the
//! rest are new. The file itself is attached to the trámite, byte for byte, because the table does not say all
//! that a diagram does. One «Deshacer» takes all of it back.
//!
//! Files are read in this process and not in a child: the reader has no `unsafe`, its time and memory follow the
//! size of the file, which is limited before it is read, and it refuses what expands (`datos_abiertos::bpmn`).

mod dibujar;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use almacen::{Consultas, EntidadLeida, Escritura, FichaLeida, Instalacion, Operacion, Tx};
use datos_abiertos::bpmn::{self, AvisoDeBpmn, Cuenta, Documento, LimitesDeBpmn, PasosDeBpmn};
use dominio::Dato;
use dominio::ficha::{Ficha, Paso, VersionPaso};
use uuid::Uuid;

use crate::adjuntos::ArchivoAdjunto;
use crate::bloque::escribir_por_partes;
use crate::dto::{
    AvisoDeBpmnDto, BpmnExaminado, BpmnImportado, CuentaDeBpmn, ExaminarBpmn, ExportarBpmn, FallaDeCampo, Hecho, ImportarBpmn,
    InventarioExportado, NoReconocidoDto, PasoDeDiagrama,
};
use crate::entrada;
use crate::falla::Falla;
use crate::ficha::{ficha_de_dominio, tramite_nombrado};
use crate::guardar::{cambio, claves_nuevas, entidad_propia, hermanos, validar};
use crate::salida;
use crate::sesion::{Sesion, clase};

/// Pasos that an import takes.
const MAX_PASOS: usize = 2_000;
const MOTIVO: &str = "Se tomaron los pasos de un diagrama BPMN.";

fn cuenta(c: &Cuenta) -> CuentaDeBpmn {
    CuentaDeBpmn {
        procesos: c.procesos,
        participantes: c.participantes,
        carriles: c.carriles,
        actividades: c.actividades,
        compuertas: c.compuertas,
        eventos: c.eventos,
        flujos: c.flujos,
        mensajes: c.mensajes,
        objetos_de_datos: c.objetos_de_datos,
        con_di: c.con_di,
        no_reconocidos: c.no_reconocidos.iter().map(|n| NoReconocidoDto { elemento: n.elemento.clone(), cuantos: n.cuantos }).collect(),
        avisos: avisos(&c.avisos),
    }
}

fn avisos(lista: &[AvisoDeBpmn]) -> Vec<AvisoDeBpmnDto> {
    lista.iter().map(|a| AvisoDeBpmnDto { codigo: a.codigo.to_owned(), mensaje: a.mensaje.clone() }).collect()
}

/// Reads a chosen file; its bytes come too.
fn leer(ruta: &Path) -> Result<(Vec<u8>, Documento), Falla> {
    let bytes = entrada::leer(ruta, LimitesDeBpmn::default().bytes)?;
    let doc = Documento::leer(&bytes)?;
    Ok((bytes, doc))
}

/// The notices that are of the pasos and not of the file.
fn sin_lugar(cuenta: &Cuenta, leidos: &PasosDeBpmn) -> Vec<AvisoDeBpmn> {
    leidos.avisos.iter().filter(|a| !cuenta.avisos.contains(a)).cloned().collect()
}

/// The cells of a paso as the table stores them; `Nulo` for those that are empty.
fn celdas(p: &Paso, version: VersionPaso) -> Vec<(&'static str, Dato)> {
    let texto = |t: &Option<String>| t.as_deref().map_or(Dato::Nulo, Dato::from);
    let numero = |n: Option<i64>| n.map_or(Dato::Nulo, Dato::Entero);
    fn lista<T: ToString>(v: Option<T>) -> Dato {
        v.map_or(Dato::Nulo, |v| Dato::from(v.to_string()))
    }
    let requisitos = p.requisitos.iter().map(Uuid::to_string).collect::<Vec<_>>().join(" ");
    vec![
        ("texto", Dato::from(p.texto.as_str())),
        ("version", lista(Some(version))),
        ("nivel", if p.nivel == 0 { Dato::Nulo } else { Dato::Entero(p.nivel) }),
        ("grupo", texto(&p.grupo)),
        ("actor", lista(p.actor)),
        ("canal", lista(p.canal)),
        ("unidad", texto(&p.unidad)),
        ("duracion_minutos", numero(p.duracion_minutos)),
        ("duracion_minima", numero(p.duracion_minima)),
        ("duracion_maxima", numero(p.duracion_maxima)),
        ("espera_minutos", numero(p.espera_minutos)),
        ("agrega_valor", lista(p.agrega_valor)),
        ("decision", if p.decision { Dato::Logico(true) } else { Dato::Nulo }),
        ("resultados", texto(&p.resultados)),
        ("sistema", texto(&p.sistema)),
        ("documento_entrada", texto(&p.documento_entrada)),
        ("documento_salida", texto(&p.documento_salida)),
        ("requisitos", if requisitos.is_empty() { Dato::Nulo } else { Dato::from(requisitos) }),
        ("accion", lista(p.accion)),
    ]
}

/// A cell that says the same as an absent one.
fn sobra(previa: Option<&EntidadLeida>, campo: &str, valor: &Dato) -> bool {
    let antes = previa.and_then(|p| p.valor(campo)).unwrap_or(&Dato::Nulo);
    let vacio = |d: &Dato| match (campo, d) {
        ("decision", Dato::Logico(false)) | ("nivel", Dato::Entero(0)) | (_, Dato::Nulo) => true,
        (_, Dato::Texto(t)) => t.is_empty(),
        (_, Dato::Logico(_) | Dato::Entero(_)) => false,
    };
    // A row without version is of today's procedure.
    let igual_version = campo == "version" && vacio(antes) && valor.texto() == Some(VersionPaso::Actual.as_str()) && previa.is_some();
    (vacio(antes) && vacio(valor)) || igual_version
}

/// What an import writes.
struct Plan {
    ids: Vec<Uuid>,
    nuevos: u32,
    conservados: u32,
    retirados: Vec<Uuid>,
    grupos: Vec<Vec<Escritura>>,
    avisos: Vec<AvisoDeBpmn>,
}

fn planear(
    tx: &Tx<'_>,
    instalacion: &Instalacion,
    duena: &EntidadLeida,
    leidos: &PasosDeBpmn,
    version: VersionPaso,
    mut id_nuevo: impl FnMut() -> Uuid,
) -> Result<Plan, Falla> {
    let c = tx.consultas();
    let clase = clase(instalacion, "paso");
    let descendientes = c.descendientes(duena.id, false)?;
    let conocidas: BTreeSet<Uuid> = descendientes.iter().map(|e| e.id).collect();
    let de_version = |e: &&EntidadLeida| {
        let dicha = e.valor("version").and_then(Dato::texto).and_then(|t| t.parse().ok()).unwrap_or(VersionPaso::Actual);
        e.clase == clase && e.padre == Some(duena.id) && dicha == version
    };
    let mut actuales: Vec<&EntidadLeida> = descendientes.iter().filter(de_version).collect();
    let orden = |e: &EntidadLeida| (e.valor("orden").and_then(Dato::texto).unwrap_or_default().to_owned(), e.id);
    actuales.sort_by_key(|e| orden(e));
    let por_id: BTreeMap<Uuid, &EntidadLeida> = actuales.iter().map(|e| (e.id, *e)).collect();
    let mut tomados: BTreeSet<Uuid> = BTreeSet::new();
    let mut ids = Vec::with_capacity(leidos.pasos.len());
    for p in &leidos.pasos {
        let suyo = !p.id.is_nil() && (por_id.contains_key(&p.id) || c.entidad(p.id)?.is_none());
        let id = if suyo && tomados.insert(p.id) { p.id } else { id_nuevo() };
        tomados.insert(id);
        ids.push(id);
    }
    let retirados: Vec<Uuid> = actuales.iter().map(|e| e.id).filter(|id| !tomados.contains(id)).collect();
    let quedan: Vec<Uuid> = actuales.iter().map(|e| e.id).filter(|id| tomados.contains(id)).collect();
    // The keys of order stay while the rows and their order are the same.
    let claves =
        if quedan == ids { None } else { Some(claves_nuevas(&hermanos(&c, Some(duena), &clase, duena.ambito)?, None, ids.len())?) };
    let mut plan =
        Plan { nuevos: 0, conservados: 0, retirados, grupos: Vec::with_capacity(ids.len()), avisos: Vec::new(), ids: ids.clone() };
    let mut fallas: Vec<FallaDeCampo> = Vec::new();
    let mut avisar = |n: usize, mensaje: String| {
        plan.avisos.push(AvisoDeBpmn { codigo: "dato_no_tomado", mensaje: format!("Paso {}: {mensaje}", n + 1) });
    };
    for (n, (p, id)) in leidos.pasos.iter().zip(&ids).enumerate() {
        let previa = por_id.get(id).copied();
        let mut propio = p.clone();
        let antes = propio.requisitos.len();
        propio.requisitos.retain(|r| conocidas.contains(r));
        if propio.requisitos.len() < antes {
            avisar(n, "usa requisitos que este trámite no tiene; no se tomaron.".to_owned());
        }
        let mut escrituras = Vec::new();
        for (campo, valor) in celdas(&propio, version) {
            if sobra(previa, campo, &valor) {
                continue;
            }
            let mut malas = Vec::new();
            match validar(&clase, campo, &valor, &mut malas) {
                Some(valor) => escrituras.extend(cambio(previa, *id, &clase, campo, valor)),
                // Without its text there is no paso; the rest is told, and the row is taken.
                None if campo == "texto" => {
                    fallas.extend(malas.into_iter().map(|f| FallaDeCampo { campo: format!("filas.{n}.{}", f.campo), ..f }));
                }
                None => malas.into_iter().for_each(|f| avisar(n, f.mensaje)),
            }
        }
        let origen = propio.origen.filter(|o| conocidas.contains(o)).map_or(Dato::Nulo, |o| Dato::from(o.to_string()));
        let procedencia = propio.procedencia.map_or(Dato::Nulo, |v| Dato::from(v.to_string()));
        for (campo, valor) in [("origen", origen), ("procedencia", procedencia)] {
            if !sobra(previa, campo, &valor) {
                escrituras.extend(cambio(previa, *id, &clase, campo, valor));
            }
        }
        if let Some(orden) = claves.as_ref().and_then(|c| c.get(n)) {
            escrituras.extend(cambio(previa, *id, &clase, "orden", Dato::from(orden.as_str())));
        }
        match previa {
            Some(_) => plan.conservados += 1,
            None => {
                plan.nuevos += 1;
                escrituras.push(Escritura::nueva(*id, &clase, "padre", duena.id.to_string()));
            }
        }
        if !escrituras.is_empty() {
            plan.grupos.push(escrituras);
        }
    }
    if fallas.is_empty() { Ok(plan) } else { Err(Falla::Campos(fallas)) }
}

fn natural(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Name of a file from the code of a trámite: letters, digits, and hyphens.
fn nombre_de_archivo(codigo: &str) -> String {
    let limpio: String =
        codigo.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).take(80).collect();
    let limpio = limpio.trim_matches(['.', '-']).to_owned();
    if limpio.is_empty() { "tramite".to_owned() } else { limpio }
}

fn institucion(leida: &FichaLeida) -> &'static str {
    dominio::instituciones::por_id(leida.tramite.ambito).map_or("Institución", |i| i.nombre.as_str())
}

fn con_pasos(ficha: &Ficha, version: VersionPaso) -> bool {
    ficha.pasos.iter().any(|p| p.version.unwrap_or(VersionPaso::Actual) == version)
}

/// The files of a trámite: one a version that has pasos, with its name.
pub(crate) fn archivos_de(c: &Consultas<'_>, id: Uuid) -> Result<Vec<(String, Vec<u8>)>, Falla> {
    let Some(leida) = c.ficha(id)? else { return Ok(Vec::new()) };
    let ficha = ficha_de_dominio(&leida);
    let base = ficha.tramite.codigo.as_deref().map_or_else(|| id.to_string(), nombre_de_archivo);
    let versiones = VersionPaso::TODOS.iter().copied().filter(|v| con_pasos(&ficha, *v));
    Ok(versiones.map(|v| (format!("{base}-{v}.bpmn"), bpmn::escribir_ficha(&ficha, v, institucion(&leida)))).collect())
}

impl Sesion {
    /// What is in a chosen file, and the pasos that it would bring. Changes nothing.
    ///
    /// # Errors
    /// `archivo_no_reconocido`, `limite_excedido`, and those of reading the file.
    pub fn examinar_bpmn(&self, pide: ExaminarBpmn) -> Result<BpmnExaminado, Falla> {
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        let (_, doc) = leer(&ruta)?;
        let contado = bpmn::contar(&doc);
        let leidos = bpmn::a_pasos(&doc, VersionPaso::Actual);
        let pasos = leidos.pasos.iter().enumerate().map(|(n, p)| PasoDeDiagrama {
            numero: natural(n + 1),
            texto: p.texto.clone(),
            actor: p.actor.map(|a| a.etiqueta().to_owned()).unwrap_or_default(),
            unidad: p.unidad.clone().unwrap_or_default(),
            resultados: p.resultados.clone().unwrap_or_default(),
        });
        Ok(BpmnExaminado {
            archivo: entrada::nombre(&ruta),
            pasos: pasos.collect(),
            sin_lugar: avisos(&sin_lugar(&contado, &leidos)),
            cuenta: cuenta(&contado),
            propio: leidos.exacto,
        })
    }

    /// What a file at a path holds (the console). Needs no data file.
    ///
    /// # Errors
    /// Those of [`Sesion::examinar_bpmn`].
    pub fn ver_bpmn(&self, ruta: &Path) -> Result<CuentaDeBpmn, Falla> {
        Ok(cuenta(&bpmn::contar(&leer(ruta)?.1)))
    }

    /// Takes the pasos of a chosen file as a version of the procedure of a trámite.
    ///
    /// # Errors
    /// `campos_invalidos` when the file has no pasos or too many; `no_existe`; those of [`Sesion::examinar_bpmn`].
    pub fn importar_bpmn(&self, pide: ImportarBpmn) -> Result<Hecho<BpmnImportado>, Falla> {
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        self.importar_bpmn_de(&ruta, &pide.tramite, pide.como)
    }

    /// The same with the path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::importar_bpmn`].
    pub fn importar_bpmn_de(&self, ruta: &Path, tramite: &str, version: VersionPaso) -> Result<Hecho<BpmnImportado>, Falla> {
        let (bytes, doc) = leer(ruta)?;
        let contado = bpmn::contar(&doc);
        let leidos = bpmn::a_pasos(&doc, version);
        if leidos.pasos.is_empty() {
            return Err(Falla::campo("archivo", "El diagrama no tiene ningún paso que tomar. No se cambió nada. Elija otro archivo."));
        }
        if leidos.pasos.len() > MAX_PASOS {
            let cuantos = leidos.pasos.len();
            let que = format!("El diagrama tiene {cuantos} pasos y se toman hasta {MAX_PASOS}. No se cambió nada. Divídalo en partes.");
            return Err(Falla::campo("archivo", que));
        }
        let archivo = ArchivoAdjunto::de_bytes(ruta, bytes)?;
        let tramite = self.leer(|c| tramite_nombrado(&c, tramite))?;
        let id_adjunto = self.id_nuevo();
        self.escribir(Operacion::ImportarBpmn, |tx, instalacion| {
            let duena = entidad_propia(&tx.consultas(), instalacion, tramite)?;
            if crate::sesion::sin_prefijo(&duena.clase) != "tramite" {
                return Err(Falla::NoExiste { que: "el trámite al que llevar los pasos".to_owned() });
            }
            let plan = planear(tx, instalacion, &duena, &leidos, version, || self.id_nuevo())?;
            for parte in plan.retirados.chunks(500) {
                tx.borrar(duena.ambito, parte, MOTIVO)?;
            }
            let (adjunto, celdas) = archivo.colgar(tx, instalacion, &duena, id_adjunto)?;
            let mut grupos = plan.grupos;
            grupos.extend(celdas);
            if !grupos.is_empty() {
                escribir_por_partes(tx, duena.ambito, grupos, "")?;
            }
            let mut faltan = avisos(&sin_lugar(&contado, &leidos));
            faltan.extend(avisos(&plan.avisos));
            Ok(BpmnImportado {
                pasos: natural(plan.ids.len()),
                nuevos: plan.nuevos,
                conservados: plan.conservados,
                retirados: natural(plan.retirados.len()),
                adjunto: adjunto.to_string(),
                cuenta: cuenta(&contado),
                sin_lugar: faltan,
            })
        })
    }

    /// Writes the procedure of a trámite where a person chose.
    ///
    /// # Errors
    /// `no_existe`; `campos_invalidos` for a version without pasos; those of writing the file.
    pub fn exportar_bpmn(&self, pide: ExportarBpmn) -> Result<InventarioExportado, Falla> {
        let destino = self.ruta_de_escritura(&pide.destino)?;
        let bytes = self.leer(|c| {
            let (leida, ficha) = ficha_de(&c, &pide.tramite)?;
            con_pasos(&ficha, pide.version)
                .then(|| bpmn::escribir_ficha(&ficha, pide.version, institucion(&leida)))
                .ok_or_else(|| Falla::campo("version", "Esa versión todavía no tiene pasos. Agréguelos en la ficha."))
        })?;
        salida::escribir(&destino, &bytes)?;
        let nombre = entrada::nombre(&destino);
        self.anotar_exportado(&pide.destino, destino);
        Ok(InventarioExportado { archivos: vec![nombre], filas: 1, cortados: Vec::new() })
    }
}

/// The stored ficha of a trámite and what the rules see of it.
fn ficha_de(c: &Consultas<'_>, clave: &str) -> Result<(FichaLeida, Ficha), Falla> {
    let id = tramite_nombrado(c, clave)?;
    let leida = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
    let ficha = ficha_de_dominio(&leida);
    Ok((leida, ficha))
}

/// The files of many trámites in a folder, one by one; gives their paths.
pub(crate) fn en_carpeta(
    archivos: Vec<(String, Vec<u8>)>,
    carpeta: &Path,
    usados: &mut BTreeSet<String>,
    mut escribir: impl FnMut(PathBuf, &[u8]) -> Result<(), Falla>,
) -> Result<(), Falla> {
    for (nombre, bytes) in archivos {
        // Two institutions may use the same code; a name is never written twice.
        let (base, mut n) = (nombre.trim_end_matches(".bpmn").to_owned(), 1);
        let mut propio = nombre;
        while !usados.insert(propio.to_lowercase()) {
            n += 1;
            propio = format!("{base}-{n}.bpmn");
        }
        escribir(carpeta.join(propio), &bytes)?;
    }
    Ok(())
}

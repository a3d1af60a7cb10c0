//! One function a console command: calls the verb, prints what the contract says.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casos::Sesion;
use casos::dto::{
    CeldaNueva, ComoInstalacion, CrearInstalacion, FormatoDeInventario, GuardarCeldas, ListarHallazgos, ListarTramites, MoverFase, Nada,
    PorId, ResultadoImportacion, ValorDto, Verificar,
};
use casos::falla::Falla;
use casos::importar::OpcionesDeImportacion;
use serde_json::{Map, Value, json};

use crate::argumentos::{Argumentos, Como, Formato, Orden};
use crate::intercambio;

mod diagramas;
mod informes;
mod respaldos;
mod retiros;
mod tablero;

/// What a command gives: JSON for programs, text for people.
pub struct Cumplida {
    /// One object.
    pub json: Value,
    /// Lines for people, with their line breaks.
    pub texto: String,
    /// Done, and something needs a person (exit code 4).
    pub espera_a_alguien: bool,
    /// Done, and the data file is damaged (exit code 3).
    pub danado: bool,
}

pub(crate) fn hecha(json: Value, texto: String) -> Cumplida {
    Cumplida { json, texto, espera_a_alguien: false, danado: false }
}

/// Runs the command.
pub fn cumplir(s: &Sesion, a: &Argumentos) -> Result<Cumplida, Falla> {
    match &a.orden {
        Orden::Crear { como, institucion, demo, persona } => crear(s, *como, institucion.clone(), *demo, persona),
        Orden::Importar { archivo, formato, institucion, hoja, encabezado, mapa, reemplazar, seco } => {
            let formato = match formato {
                Formato::Auto => None,
                Formato::CatalogoJson => Some(casos::importar::Formato::Json),
                Formato::Csv => Some(casos::importar::Formato::Csv),
                Formato::Xlsx => Some(casos::importar::Formato::Xlsx),
                Formato::Ods => Some(casos::importar::Formato::Ods),
            };
            let opciones = OpcionesDeImportacion {
                institucion: institucion.clone(),
                formato,
                seco: *seco,
                hoja: hoja.clone(),
                encabezado: *encabezado,
                reemplazar: *reemplazar,
                mapa: mapa.iter().map(|m| columna(m)).collect::<Result<_, _>>()?,
                ..OpcionesDeImportacion::default()
            };
            importacion(&s.importar_ruta(archivo, &opciones)?, *seco)
        }
        Orden::Exportar { formato, salida, institucion } => {
            let h = s.exportar_en_ruta(formato_de_salida(formato)?, salida, institucion.as_deref())?;
            let mut texto = format!("Se exportaron {} trámites en {} archivos:\n", h.filas, h.archivos.len());
            for archivo in &h.archivos {
                let _ = writeln!(texto, "  {archivo}");
            }
            if !h.cortados.is_empty() {
                let _ = writeln!(texto, "No caben en una celda, y están completos solo en el CSV: {}.", h.cortados.join(", "));
            }
            Ok(hecha(json!({ "archivos": h.archivos, "filas": h.filas, "cortados": h.cortados }), texto))
        }
        Orden::Bpmn { que } => diagramas::cumplir(s, que),
        Orden::Auditar { archivo, hoja } => {
            let h = s.auditar_en_ruta(archivo, hoja.as_deref())?;
            let mut texto = format!("Hoja «{}»: {} valores revisados, {} correctos.\n", h.hoja, h.revisados, h.correctos);
            for x in &h.por_revisar {
                let _ = writeln!(
                    texto,
                    "  revisar {}{} «{}»: {} Se esperaba {}, dice {} (diferencia {}).",
                    x.columna,
                    x.fila.map(|f| f.to_string()).unwrap_or_default(),
                    x.etiqueta,
                    x.mensaje,
                    x.esperado.as_deref().unwrap_or("—"),
                    x.encontrado.as_deref().unwrap_or("—"),
                    x.diferencia.as_deref().unwrap_or("—")
                );
            }
            Ok(hecha(serde_json::to_value(&h).map_err(|_| Falla::Interno("the audit is not JSON"))?, texto))
        }
        Orden::Plantilla { salida } => {
            let archivo = s.plantilla_en_ruta(salida)?;
            Ok(hecha(json!({ "archivos": [salida.display().to_string()] }), format!("Se escribió la plantilla {archivo}.\n")))
        }
        Orden::DeshacerImportacion { importacion } => {
            let hecho = s.deshacer_importacion(PorId { id: importacion.clone() })?;
            let (n, quedan) = (hecho.valor.retiradas, hecho.valor.conservadas);
            let mut texto = format!("Se retiraron {n} trámites. Nada se borró: puede deshacer este cambio.\n");
            if quedan > 0 {
                let _ = writeln!(texto, "Se conservaron {quedan} que una persona cambió después.");
            }
            Ok(hecha(json!({ "retiradas": n, "conservadas": quedan }), texto))
        }
        Orden::Tramites { institucion, buscar, limite } => tramites(s, institucion.clone(), buscar.clone(), *limite),
        Orden::Tramite { id, historial } => tramite(s, id, *historial),
        Orden::Cambiar { id, datos, motivo } => cambiar(s, id, datos, motivo),
        Orden::Hallazgos { institucion, regla } => hallazgos(s, institucion.clone(), regla.clone()),
        Orden::Fase { institucion, fase, estado, evidencia, fecha, motivo } => {
            let pide = MoverFase {
                institucion: Some(institucion.clone()),
                fase: fase.parse().map_err(|_| {
                    Falla::campo(
                        "fase",
                        format!("No existe la fase «{fase}». Las fases son: {}.", lista(Fase::TODOS.iter().map(|f| f.as_str()))),
                    )
                })?,
                a: estado.parse().map_err(|_| {
                    Falla::campo(
                        "estado",
                        format!(
                            "No existe el estado «{estado}». Los estados son: {}.",
                            lista(EstadoFase::TODOS.iter().map(|e| e.as_str()))
                        ),
                    )
                })?,
                fecha: fecha.clone(),
                evidencia: None,
                motivo: motivo.clone(),
            };
            let hecho = s.mover_fase_con(&pide, evidencia.as_deref())?;
            let (de, a) = (hecho.valor, pide.a);
            Ok(hecha(
                json!({ "fase": pide.fase, "de": de, "a": a }),
                format!("{}: de «{}» a «{}».\n", pide.fase.etiqueta(), de.etiqueta(), a.etiqueta()),
            ))
        }
        Orden::Tablero { corte, comparar, tipo, buscar } => {
            tablero::tablero(s, corte.as_deref(), comparar.as_deref(), tipo, buscar.as_deref())
        }
        Orden::QueCambio { desde, hasta, institucion, hallazgos } => {
            tablero::que_cambio(s, desde, hasta.as_deref(), institucion.as_deref(), *hallazgos)
        }
        Orden::Institucion { institucion, corte } => tablero::institucion(s, institucion, corte.as_deref()),
        Orden::QuitarDemostracion => tablero::quitar_demostracion(s),
        Orden::Informe { .. } => informes::informe(s, &a.orden),
        Orden::Lote { .. } => informes::lote(s, &a.orden),
        Orden::Exportaciones => informes::exportaciones(s),
        Orden::Paquete { que } => intercambio::paquete(s, que),
        Orden::Conflictos { institucion } => intercambio::conflictos(s, institucion.as_deref()),
        Orden::Resolver { id, valor, motivo } => intercambio::resolver(s, id, valor, motivo),
        Orden::Retirar { asiento, motivo } => retiros::retirar(s, asiento, motivo),
        Orden::Retiros => retiros::listar(s),
        Orden::Identidad { que } => intercambio::identidad(s, que),
        Orden::Deshacer => {
            let h = s.deshacer(Nada {})?;
            Ok(hecha(
                json!({ "cambios": h.cambios.len(), "deshacer": h.deshacer, "rehacer": h.rehacer }),
                "Se deshizo el último cambio.\n".to_owned(),
            ))
        }
        Orden::Rehacer => {
            let h = s.rehacer(Nada {})?;
            Ok(hecha(
                json!({ "cambios": h.cambios.len(), "deshacer": h.deshacer, "rehacer": h.rehacer }),
                "Se rehízo el cambio.\n".to_owned(),
            ))
        }
        Orden::Verificar { codigo: Some(codigo), corte } => informes::verificar(s, codigo, corte.clone()),
        Orden::Verificar { codigo: None, .. } => {
            let v = s.verificar(Verificar { trabajo: Some("consola".to_owned()) })?;
            if !v.ok && v.problemas.is_empty() {
                return Err(Falla::Interno("verification without result"));
            }
            let mut texto = if v.ok {
                format!(
                    "Todo está en orden: {} registros y {} adjuntos comprobados. Raíz del estado {}.\n",
                    v.asientos, v.adjuntos, v.raiz_estado
                )
            } else {
                format!("Se encontraron {} problemas:\n{}\n", v.problemas.len(), v.problemas.join("\n"))
            };
            for aviso in &v.avisos {
                let _ = writeln!(texto, "Aviso: {aviso}");
            }
            let json = json!({
                "ok": v.ok, "asientos": v.asientos, "raiz_estado": v.raiz_estado, "problemas": v.problemas, "avisos": v.avisos,
                "adjuntos": v.adjuntos, "remedio": v.remedio, "retirados": v.retirados,
            });
            Ok(Cumplida { danado: !v.ok, ..hecha(json, texto) })
        }
        Orden::Respaldar { salida } => respaldos::respaldar(s, salida),
        Orden::Respaldos => respaldos::lista(s),
        Orden::Restaurar { copia } => respaldos::restaurar(s, copia),
        Orden::Recuperar => respaldos::recuperar(s),
        Orden::Reproyectar => {
            let (asientos, ms) = s.reproyectar()?;
            Ok(hecha(
                json!({ "asientos": asientos, "ms": ms }),
                format!("Se reconstruyeron las tablas con {asientos} registros en {ms} ms.\n"),
            ))
        }
        Orden::Sembrar { instituciones, tramites, requisitos, semilla } => {
            let h = s.sembrar(*instituciones, *tramites, *requisitos, *semilla)?;
            Ok(hecha(
                json!({ "asientos": h.asientos, "tramites": h.tramites, "requisitos": h.requisitos }),
                format!("{} trámites con {} requisitos.\n", h.tramites, h.requisitos),
            ))
        }
        Orden::Calcular { .. } => Err(Falla::Interno("calcular is handled before the verbs")),
        #[cfg(feature = "servidor_pruebas")]
        Orden::Servir { .. } => Err(Falla::Interno("servir is handled before the verbs")),
    }
}

use casos::dto::{EstadoFase, Fase};

fn lista<'a>(partes: impl Iterator<Item = &'a str>) -> String {
    partes.collect::<Vec<_>>().join(", ")
}

fn crear(s: &Sesion, como: Como, institucion: Option<String>, demo: bool, persona: &str) -> Result<Cumplida, Falla> {
    let como = match como {
        Como::Comite => ComoInstalacion::Comite,
        Como::Gae => ComoInstalacion::Gae,
    };
    s.crear_instalacion(CrearInstalacion { como, institucion, demo, persona: persona.to_owned(), trabajo: Some("consola".to_owned()) })?;
    let instituciones = if como == ComoInstalacion::Gae { s.estado_inicial(Nada {})?.instituciones.len() } else { 1 };
    let base = s.ruta_base().display().to_string();
    let dispositivo = s.dispositivo()?;
    let texto = format!("Archivo de datos creado en {base} ({instituciones} instituciones).\n");
    Ok(hecha(json!({ "base": base, "dispositivo": dispositivo, "instituciones": instituciones }), texto))
}

fn importacion(r: &ResultadoImportacion, seco: bool) -> Result<Cumplida, Falla> {
    let avisos: Vec<Value> = r
        .avisos
        .iter()
        .map(|a| json!({ "fila": a.fila, "campo": a.campo, "codigo": a.codigo, "original": a.original, "mensaje": a.mensaje }))
        .collect();
    let mut texto = String::new();
    let verbo = if seco { "Se importarían" } else { "Se leyeron" };
    let _ = writeln!(texto, "{verbo} {} filas de {}:", r.filas, r.archivo);
    for (nombre, n) in [
        ("nuevas", r.nuevas),
        ("iguales", r.iguales),
        ("actualizadas", r.actualizadas),
        ("en espera de una persona", r.en_espera),
        ("rechazadas", r.rechazadas),
    ] {
        let _ = writeln!(texto, "  {n:>7} {nombre}");
    }
    let _ = writeln!(texto, "  {:>7} requisitos, {} pasos, {} avisos", r.requisitos, r.pasos, r.avisos_total);
    for a in r.avisos.iter().take(20) {
        let _ = writeln!(texto, "  fila {}, {}: {} «{}»", a.fila, a.campo, a.mensaje, a.original.replace('\n', " "));
    }
    if r.avisos_total > 20 {
        let _ = writeln!(texto, "  … y {} avisos más (use --json)", r.avisos_total - 20);
    }
    let json = json!({
        "filas": r.filas, "nuevas": r.nuevas, "iguales": r.iguales, "actualizadas": r.actualizadas, "en_espera": r.en_espera,
        "rechazadas": r.rechazadas, "por_institucion": r.por_institucion, "requisitos": r.requisitos, "pasos": r.pasos,
        "avisos": avisos, "avisos_total": r.avisos_total, "importacion": r.importacion, "formato": r.formato,
        "codificacion": r.codificacion, "delimitador": r.delimitador, "hoja": r.hoja, "columnas": r.columnas, "muestra": r.muestra,
    });
    Ok(Cumplida { espera_a_alguien: !seco && r.en_espera + r.rechazadas > 0, ..hecha(json, texto) })
}

fn formato_de_salida(texto: &str) -> Result<FormatoDeInventario, Falla> {
    match texto {
        "xlsx" => Ok(FormatoDeInventario::Xlsx),
        "csv" => Ok(FormatoDeInventario::Csv),
        "json" => Ok(FormatoDeInventario::Json),
        "datapackage" => Ok(FormatoDeInventario::Datapackage),
        "bpmn" => Ok(FormatoDeInventario::Bpmn),
        _ => Err(Falla::campo("formato", "Los formatos del inventario son: xlsx, csv, json, datapackage y bpmn.")),
    }
}

/// `dato=Encabezado`; only the first `=` separates, because a header may hold others.
fn columna(texto: &str) -> Result<(String, String), Falla> {
    let (campo, columna) = texto
        .split_once('=')
        .ok_or_else(|| Falla::campo("mapa", "Escriba cada columna como dato=Encabezado, por ejemplo nombre=\"Trámite o servicio\"."))?;
    Ok((campo.trim().to_owned(), columna.trim().to_owned()))
}

/// "0.82": two decimals by integers, half-up; "0.00" without fields.
fn fraccion(r: &casos::dto::RazonDto) -> String {
    let cien = (2 * 100 * r.numerador + r.denominador).checked_div(2 * r.denominador).unwrap_or(0);
    format!("{}.{:02}", cien / 100, cien % 100)
}

fn tramites(s: &Sesion, institucion: Option<String>, buscar: Option<String>, limite: u32) -> Result<Cumplida, Falla> {
    let mut filas = Vec::new();
    let mut total = 0;
    let mut desde = 0;
    while desde < limite {
        let cuantos = (limite - desde).min(500);
        let pide = ListarTramites {
            texto: buscar.clone().unwrap_or_default(),
            institucion: institucion.clone(),
            desde,
            cuantos,
            ..ListarTramites::default()
        };
        let pagina = s.listar_tramites(pide)?;
        total = pagina.total;
        let leidas = u32::try_from(pagina.filas.len()).unwrap_or(u32::MAX);
        filas.extend(pagina.filas);
        desde = desde.saturating_add(leidas);
        if leidas < cuantos {
            break;
        }
    }
    let mut texto = format!("{total} trámites\n");
    for f in &filas {
        let _ = writeln!(
            texto,
            "{:<14} {} · {} requisitos, {} pasos, {} posibles hallazgos",
            f.codigo, f.nombre, f.requisitos, f.pasos, f.hallazgos
        );
    }
    let lista: Vec<Value> = filas
        .iter()
        .map(|f| {
            json!({
                "id": f.id, "codigo": f.codigo, "nombre": f.nombre, "institucion": f.institucion, "requisitos": f.requisitos, "pasos": f.pasos,
                "completitud": fraccion(&f.completitud), "hallazgos": f.hallazgos, "categoria": f.categoria, "estado": f.estado,
                "tiempo": f.tiempo, "costo": f.costo,
            })
        })
        .collect();
    Ok(hecha(json!({ "total": total, "tramites": lista }), texto))
}

fn objeto(crudo: &BTreeMap<String, ValorDto>) -> Value {
    let mapa: Map<String, Value> = crudo.iter().map(|(k, v)| (k.clone(), serde_json::to_value(v).unwrap_or(Value::Null))).collect();
    Value::Object(mapa)
}

fn tramite(s: &Sesion, id: &str, historial: bool) -> Result<Cumplida, Falla> {
    let ficha = s.ficha_completa(id)?;
    let de = |clase: &str| -> Vec<Value> {
        ficha.filas.iter().filter(|(c, _)| c.strip_prefix("gae_").unwrap_or(c) == clase).map(|(_, f)| objeto(f)).collect()
    };
    let mut json = json!({
        "id": ficha.id, "campos": objeto(&ficha.tramite), "requisitos": de("requisito"), "pasos": de("paso"),
        "base_legal": de("base_legal"), "tiempos": de("tiempo"), "volumenes": de("volumen"),
    });
    let mut texto = String::new();
    for (campo, valor) in ficha.tramite.iter().filter(|(c, _)| !c.starts_with("original_")) {
        let _ = writeln!(texto, "{campo}: {}", legible(valor));
    }
    for clase in ["requisito", "paso", "base_legal", "tiempo", "volumen"] {
        for (n, fila) in ficha.filas.iter().filter(|(c, _)| c.strip_prefix("gae_").unwrap_or(c) == clase).enumerate() {
            let _ = writeln!(
                texto,
                "{clase} {}: {}",
                n + 1,
                fila.1.get("texto").or(fila.1.get("texto_original")).map(legible).unwrap_or_default()
            );
        }
    }
    if historial {
        let versiones = s.historial_de_tramite(&ficha.id)?;
        for v in &versiones {
            let _ = writeln!(texto, "{} {} {}: {} → {} {}", v.cuando, v.quien, v.campo, legible(&v.antes), legible(&v.despues), v.motivo);
        }
        let filas: Vec<Value> = versiones
            .iter()
            .map(|v| {
                json!({
                    "campo": v.campo, "entidad": v.entidad, "antes": v.antes, "despues": v.despues, "quien": v.quien, "cuando": v.cuando,
                    "motivo": v.motivo, "operacion": v.operacion,
                })
            })
            .collect();
        if let Some(o) = json.as_object_mut() {
            o.insert("historial".to_owned(), Value::Array(filas));
        }
    }
    Ok(hecha(json, texto))
}

pub(crate) fn legible(v: &ValorDto) -> String {
    match serde_json::to_value(v) {
        Ok(Value::String(t)) => t,
        Ok(Value::Null) | Err(_) => "—".to_owned(),
        Ok(otro) => otro.to_string(),
    }
}

fn cambiar(s: &Sesion, id: &str, datos: &[String], motivo: &str) -> Result<Cumplida, Falla> {
    let mut pedidos = Vec::with_capacity(datos.len());
    for dato in datos {
        let (campo, valor) = dato
            .split_once('=')
            .ok_or_else(|| Falla::campo(dato, "Escriba cada dato como campo=valor, por ejemplo nombre=\"Licencia ambiental\"."))?;
        pedidos.push((campo.trim().to_owned(), valor.to_owned()));
    }
    let entidad = s.entidad_para_cambiar(id)?;
    let mut celdas = Vec::with_capacity(pedidos.len());
    for (campo, valor) in pedidos {
        let padres = entidad.celdas.get(&campo).map(|c| c.padres.clone()).unwrap_or_default();
        let valor = s.leer_valor(&entidad.clase, &campo, &valor);
        celdas.push(CeldaNueva { entidad: entidad.id.clone(), campo, valor, padres });
    }
    let cambios = celdas.len();
    let (hecho, asiento) = s.guardar_celdas_con_asiento(GuardarCeldas { celdas, motivo: motivo.to_owned() })?;
    let cambios = if hecho.guardado.is_some() { cambios } else { 0 };
    let texto = if cambios == 0 { "No había nada que cambiar.\n".to_owned() } else { format!("Se guardó ({cambios} datos).\n") };
    Ok(hecha(json!({ "asiento": asiento, "cambios": cambios }), texto))
}

fn hallazgos(s: &Sesion, institucion: Option<String>, regla: Option<String>) -> Result<Cumplida, Falla> {
    let (mut filas, mut total) = (Vec::new(), 0);
    let por_regla = loop {
        let desde = u32::try_from(filas.len()).unwrap_or(u32::MAX);
        let pagina = s.hallazgos(ListarHallazgos {
            institucion: institucion.clone(),
            regla: regla.clone(),
            severidad: None,
            unidad: None,
            estado: None,
            desde,
            cuantos: 500,
        })?;
        total = total.max(pagina.total);
        let leidas = pagina.hallazgos.len();
        filas.extend(pagina.hallazgos);
        if leidas == 0 || filas.len() as u64 >= total {
            break pagina.por_regla;
        }
    };
    let cuenta: Map<String, Value> = por_regla
        .iter()
        .filter(|c| regla.as_deref().is_none_or(|r| r.eq_ignore_ascii_case(&c.regla)))
        .map(|c| (c.regla.clone(), c.abiertos.into()))
        .collect();
    let mut texto = format!("{total} posibles hallazgos\n");
    for h in &filas {
        let _ = writeln!(texto, "{:<4} {} {}: {} «{}»", h.regla, h.tramite_codigo, h.tramite_nombre, h.mensaje, h.fragmento);
    }
    let lista: Vec<Value> = filas
        .iter()
        .map(|h| {
            json!({
                "regla": h.regla, "tramite": h.tramite, "codigo": h.tramite_codigo, "donde": format!("{}:{}", h.clase, h.entidad), "campo": h.campo,
                "texto": h.fragmento, "mensaje": h.mensaje, "fundamento": h.fundamento, "severidad": h.severidad, "estado": h.estado,
            })
        })
        .collect();
    Ok(hecha(json!({ "total": total, "por_regla": cuenta, "hallazgos": lista }), texto))
}

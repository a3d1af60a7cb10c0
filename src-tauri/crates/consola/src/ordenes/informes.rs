//! `informe`, `lote`, `exportaciones` and `verificar --codigo`.

use std::fmt::Write as _;

use casos::Sesion;
use casos::dto::{CalculosPedidos, Fase, FormatoDeInforme, Nada, PedirInforme, PedirLote, VerificarPapel, VersionPaso};
use casos::falla::Falla;
use serde_json::json;

use super::{Cumplida, hecha};
use crate::argumentos::Orden;

const TRABAJO: &str = "consola";

fn formato(texto: &str) -> Result<FormatoDeInforme, Falla> {
    match texto {
        "pdf" => Ok(FormatoDeInforme::Pdf),
        "html" => Ok(FormatoDeInforme::Html),
        "tablas" => Ok(FormatoDeInforme::Tablas),
        otro => Err(Falla::campo("formato", format!("Las formas de un informe son pdf, html y tablas. Usted pidió «{otro}»."))),
    }
}

fn fase(texto: &str) -> Result<Fase, Falla> {
    texto.parse().map_err(|_| {
        let hay = super::lista(Fase::TODOS.iter().map(|f| f.as_str()));
        Falla::campo("fase", format!("No existe la fase «{texto}». Las fases son: {hay}."))
    })
}

pub(super) fn informe(s: &Sesion, orden: &Orden) -> Result<Cumplida, Falla> {
    let Orden::Informe { tipo, salida, institucion, corte, comparar, secciones, formato: forma, fase: acta, ronda, tramite, propuesta } =
        orden
    else {
        return Err(Falla::Interno("informe was called for another command"));
    };
    let version = if *propuesta { VersionPaso::Propuesta } else { VersionPaso::Actual };
    let calculos = |t: &String| CalculosPedidos { tramite: t.clone(), version, desde: None, semilla: None, corridas: None };
    let pide = PedirInforme {
        tipo: tipo.clone(),
        tramite: tramite.clone(),
        calculos: tramite.as_ref().map(calculos),
        ronda: ronda.clone(),
        fase: acta.as_deref().map(fase).transpose()?,
        institucion: institucion.clone(),
        corte: corte.clone(),
        comparar: comparar.clone(),
        secciones: secciones.clone(),
        formato: Some(formato(forma)?),
        trabajo: Some(TRABAJO.to_owned()),
        ..PedirInforme::default()
    };
    let h = s.informe_en_ruta(&pide, salida)?;
    let paginas = if h.formato == FormatoDeInforme::Pdf { format!("{} páginas, ", h.paginas) } else { String::new() };
    Ok(hecha(
        json!({
            "paginas": h.paginas, "bytes": h.bytes, "ms": h.ms, "codigo": h.codigo, "cifras_sha256": h.cifras_sha256,
            "corte": h.corte, "formato": h.formato,
        }),
        format!("{}: {paginas}{} bytes. Código {}.\n", h.archivo, h.bytes, h.codigo),
    ))
}

pub(super) fn lote(s: &Sesion, orden: &Orden) -> Result<Cumplida, Falla> {
    let Orden::Lote { tipo, carpeta, instituciones, corte, comparar, secciones, formato: forma } = orden else {
        return Err(Falla::Interno("lote was called for another command"));
    };
    let pide = PedirLote {
        tipo: tipo.clone(),
        instituciones: instituciones.clone(),
        corte: corte.clone(),
        comparar: comparar.clone(),
        secciones: secciones.clone(),
        formato: Some(formato(forma)?),
        carpeta: String::new(),
        trabajo: Some(TRABAJO.to_owned()),
    };
    let h = s.lote_en_ruta(&pide, carpeta)?;
    let mut texto = format!("{} de {} informes en {}. Lista: {}.\n", h.hechos, h.total, carpeta.display(), h.indice);
    for i in &h.informes {
        match (&i.archivo, &i.falla) {
            (Some(archivo), _) => drop(writeln!(texto, "  {archivo}  {}", i.codigo.as_deref().unwrap_or_default())),
            (None, Some(falla)) => drop(writeln!(texto, "  {}: {falla}", i.institucion)),
            (None, None) => {}
        }
    }
    if h.cancelado {
        texto.push_str("Se detuvo: lo que ya estaba escrito queda completo.\n");
    }
    let faltan = h.hechos < h.total;
    let json = serde_json::to_value(&h).map_err(|_| Falla::Interno("the batch is not JSON"))?;
    Ok(Cumplida { espera_a_alguien: faltan, ..hecha(json, texto) })
}

pub(super) fn exportaciones(s: &Sesion) -> Result<Cumplida, Falla> {
    let lista = s.exportaciones(Nada {})?;
    let mut texto = format!("{} informes exportados por esta computadora\n", lista.len());
    for e in &lista {
        let de = if e.tramite.is_empty() { &e.institucion } else { &e.tramite };
        let _ = writeln!(texto, "{}  {:<24} {:<12} corte {}  {}  {}", e.momento, e.titulo, de, e.corte, e.codigo, e.archivo);
    }
    let json = serde_json::to_value(&lista).map_err(|_| Falla::Interno("the exports are not JSON"))?;
    Ok(hecha(json!({ "total": lista.len(), "exportaciones": json }), texto))
}

pub(super) fn verificar(s: &Sesion, codigo: &str, corte: Option<String>) -> Result<Cumplida, Falla> {
    let pide = VerificarPapel { codigo: codigo.to_owned(), corte, trabajo: Some(TRABAJO.to_owned()) };
    let v = s.verificar_papel(pide)?;
    let texto = format!("{}\n", v.mensaje);
    let json = json!({
        "ok": v.coincide, "codigo": v.codigo, "corte": v.corte, "momento": v.momento, "asientos": v.asientos,
        "problema": v.problema, "mensaje": v.mensaje, "exportaciones": v.exportaciones,
    });
    Ok(Cumplida { espera_a_alguien: !v.coincide, ..hecha(json, texto) })
}

//! What changed between two cut-offs, in words and in rows: for the screen, the console and the reports.

use almacen::Avance;
use dominio::fase::Fase;
use dominio::formato;
use dominio::tablero::{Celda, Fila, cifras};
use jiff::civil::Date;
use uuid::Uuid;

use super::vista::breve;
use super::{Libro, por_institucion};
use crate::contexto::fin_del_dia;
use crate::dto::{CambioDeFase, CambiosDto, FaseMovida, HallazgosCambiados, PedirCambios, TramitesCambiados};
use crate::falla::Falla;
use crate::fases::fecha;
use crate::hallazgos::conteo_dto;
use crate::sesion::Sesion;
use crate::verificar::con_avance;

impl Sesion {
    /// What changed between two cut-offs: phases that moved, percentages before and after, trámites that
    /// came or went and, when asked for, findings.
    ///
    /// Trámites count by the day they were written; those that came are the ones that still count today.
    ///
    /// # Errors
    /// `campos_invalidos` for dates that do not exist or go backwards; `no_existe` for an unknown institution;
    /// `cancelado`.
    pub fn que_cambio(&self, pide: PedirCambios) -> Result<CambiosDto, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let hoy = self.hoy();
        let desde = fecha("desde", Some(&pide.desde))?.ok_or_else(|| Falla::campo("desde", "Indique la primera fecha de corte."))?;
        let hasta = fecha("hasta", pide.hasta.as_deref())?.unwrap_or(hoy);
        if desde >= hasta {
            return Err(Falla::campo("desde", format!("La primera fecha debe ser anterior a la segunda ({hasta}).")));
        }
        let (mut cambios, ambito) = self.leer(|c| {
            let libro = self.libro(&c)?;
            let de = de_quien(&libro, pide.institucion.as_deref())?;
            let (antes, ahora) = (libro.filas(&c, desde, hoy)?, libro.filas(&c, hasta, hoy)?);
            let retirados = c.tramites_retirados(fin_del_dia(desde), fin_del_dia(hasta))?;
            let dentro =
                |filas: &[Fila]| -> Vec<Fila> { filas.iter().filter(|f| de.is_none_or(|i| i == f.institucion)).cloned().collect() };
            let (antes, ahora) = (dentro(&antes), dentro(&ahora));
            let tramites = tramites(&libro, &ahora, desde, hasta, &retirados);
            Ok((comparar(&libro, &antes, &ahora, desde, hasta, tramites), de))
        })?;
        if pide.con_hallazgos {
            let lector = self.lector()?;
            let fines = [fin_del_dia(desde), fin_del_dia(hasta)];
            let conteos = con_avance(&trabajo, "Leyendo el historial", move |a: &Avance| lector.hallazgos_en(&fines, ambito, a))??;
            let [antes, ahora] = [conteos.first(), conteos.last()].map(|c| c.map(Vec::as_slice).unwrap_or_default());
            let hallazgos = hallazgos(antes, ahora);
            cambios.parrafos.push(frase_de_hallazgos(&hallazgos));
            cambios.hallazgos = Some(hallazgos);
        }
        Ok(cambios)
    }
}

fn de_quien(libro: &Libro, clave: Option<&str>) -> Result<Option<Uuid>, Falla> {
    match clave.map(str::trim).filter(|c| !c.is_empty()) {
        None => Ok(None),
        Some(c) => libro
            .buscar(c)
            .map(|i| Some(i.id))
            .ok_or_else(|| Falla::NoExiste { que: format!("la institución «{}»", crate::sesion::recortar(c, 60)) }),
    }
}

fn tramites(libro: &Libro, filas: &[Fila], desde: Date, hasta: Date, retirados: &[(Uuid, bool, u64)]) -> Vec<TramitesCambiados> {
    filas
        .iter()
        .map(|f| {
            let (sumas, copias) = libro.tramites_de(f.institucion);
            TramitesCambiados {
                institucion: f.institucion.to_string(),
                sigla: f.sigla.clone(),
                nombre: f.nombre.clone(),
                agregados: sumas.iter().filter(|s| s.alta > desde && s.alta <= hasta).map(|s| s.tramites).sum(),
                // Without any that count, those of either owner that went are the ones that were shown.
                retirados: retirados
                    .iter()
                    .filter(|(i, gae, _)| *i == f.institucion && (sumas.is_empty() || *gae == copias))
                    .map(|(_, _, n)| n)
                    .sum(),
            }
        })
        .filter(|t| t.agregados + t.retirados > 0)
        .collect()
}

fn comparar(libro: &Libro, antes: &[Fila], ahora: &[Fila], desde: Date, hasta: Date, tramites: Vec<TramitesCambiados>) -> CambiosDto {
    let de_antes = por_institucion(antes);
    let todas = |filas: &[Fila]| cifras(&filas.iter().collect::<Vec<_>>());
    let fases: Vec<CambioDeFase> = todas(antes)
        .iter()
        .zip(todas(ahora))
        .map(|(a, b)| CambioDeFase {
            fase: b.fase,
            nombre: b.fase.etiqueta().to_owned(),
            codigo_guia: b.fase.codigo_guia().map(str::to_owned),
            antes: breve(a.razon),
            ahora: breve(b.razon),
            diferencia: b.razon.numerador.cast_signed() - a.razon.numerador.cast_signed(),
        })
        .collect();
    let mut movimientos = Vec::new();
    for fase in Fase::TODOS {
        for f in ahora {
            let (de, a) = (de_antes.get(&f.institucion).map_or(Celda::VACIA, |p| p.celda(*fase)), f.celda(*fase));
            if de.estado != a.estado {
                movimientos.push(FaseMovida {
                    institucion: f.institucion.to_string(),
                    sigla: f.sigla.clone(),
                    nombre: f.nombre.clone(),
                    tipo: f.tipo,
                    fase: *fase,
                    de: de.estado,
                    a: a.estado,
                    fecha: a.fecha.map(|d| d.to_string()),
                    voz: a.voz,
                    cuenta: de.estado.cuenta() != a.estado.cuenta(),
                });
            }
        }
    }
    let mut parrafos: Vec<String> = fases.iter().filter(|f| f.antes != f.ahora).map(frase_de_fase).collect();
    parrafos.extend(frase_de_movimientos(&movimientos));
    parrafos.extend(frase_de_tramites(&tramites));
    if parrafos.is_empty() {
        parrafos.push("No cambió ninguna fase ni ningún trámite entre las dos fechas.".to_owned());
    }
    CambiosDto {
        desde: desde.to_string(),
        hasta: hasta.to_string(),
        titular: titular(&movimientos, &tramites, desde, hasta),
        parrafos,
        fases,
        movimientos,
        tramites,
        hallazgos: None,
        demostracion: libro.demo,
        asignacion_ficticia: libro.asignacion_ficticia(),
    }
}

fn titular(movidas: &[FaseMovida], tramites: &[TramitesCambiados], desde: Date, hasta: Date) -> String {
    let cuando = format!("entre el {} y el {}", formato::fecha_larga(desde), formato::fecha_larga(hasta));
    let entraron = movidas.iter().filter(|m| m.cuenta && m.a.cuenta()).count() as u64;
    let agregados: u64 = tramites.iter().map(|t| t.agregados).sum();
    match (entraron, agregados) {
        (0, 0) if movidas.is_empty() => format!("Nada cambió {cuando}"),
        (0, 0) => format!(
            "{} sin que ninguna llegara a contar, {cuando}",
            formato::plural(movidas.len() as u64, "fase se movió", "fases se movieron")
        ),
        (0, n) => format!("{} {cuando}", formato::plural(n, "trámite se agregó", "trámites se agregaron")),
        (n, 0) => format!("{} {cuando}", formato::plural(n, "fase más cuenta", "fases más cuentan")),
        (n, t) => format!(
            "{} y {} {cuando}",
            formato::plural(n, "fase más cuenta", "fases más cuentan"),
            formato::plural(t, "trámite se agregó", "trámites se agregaron")
        ),
    }
}

/// «Conformación de Comité: de 41 de 66 (62.12 %) a 59 de 66 (89.39 %), 18 instituciones más.»
fn frase_de_fase(f: &CambioDeFase) -> String {
    let con_base = |r: &crate::dto::RazonBreve| {
        let porcentaje = r.porcentaje.as_ref().map_or_else(|| "n/d".to_owned(), |p| format!("{p} %"));
        format!("{} de {} ({porcentaje})", r.numerador, r.denominador)
    };
    let n = f.diferencia.unsigned_abs();
    let cuantas = match f.diferencia {
        0 => "la base cambió y el número de instituciones no".to_owned(),
        d if d > 0 => format!("{} más", formato::plural(n, "institución", "instituciones")),
        _ => format!("{} menos", formato::plural(n, "institución", "instituciones")),
    };
    let codigo = f.codigo_guia.as_ref().map(|c| format!("{c} ")).unwrap_or_default();
    format!("{codigo}{}: de {} a {}; {cuantas}.", f.nombre, con_base(&f.antes), con_base(&f.ahora))
}

fn frase_de_movimientos(movidas: &[FaseMovida]) -> Option<String> {
    use dominio::fase::EstadoFase as E;
    let de = |a: E| movidas.iter().filter(|m| m.a == a).count() as u64;
    let partes: Vec<String> = [
        (E::Aprobada, "quedó aprobada", "quedaron aprobadas"),
        (E::Entregada, "fue entregada", "fueron entregadas"),
        (E::Observada, "quedó observada", "quedaron observadas"),
        (E::EnProceso, "está en proceso", "están en proceso"),
        (E::NoAplica, "dejó de aplicar", "dejaron de aplicar"),
        (E::NoIniciada, "volvió a no iniciada", "volvieron a no iniciadas"),
    ]
    .into_iter()
    .filter(|(estado, ..)| de(*estado) > 0)
    .map(|(estado, una, varias)| format!("{} {}", de(estado), if de(estado) == 1 { una } else { varias }))
    .collect();
    let cuantas = formato::plural(movidas.len() as u64, "fase cambió de estado", "fases cambiaron de estado");
    let partes: Vec<&str> = partes.iter().map(String::as_str).collect();
    (!movidas.is_empty()).then(|| format!("{cuantas}: {}.", formato::enumerar(&partes)))
}

fn frase_de_tramites(tramites: &[TramitesCambiados]) -> Option<String> {
    let (agregados, retirados) = tramites.iter().fold((0, 0), |(a, r), t| (a + t.agregados, r + t.retirados));
    let en = formato::plural(tramites.len() as u64, "institución", "instituciones");
    let entraron = formato::plural(agregados, "trámite se agregó", "trámites se agregaron");
    let salieron = formato::plural(retirados, "se retiró o suprimió", "se retiraron o suprimieron");
    match (agregados, retirados) {
        (0, 0) => None,
        (_, 0) => Some(format!("{entraron}, en {en}.")),
        (0, _) => {
            Some(format!("{} en {en}.", formato::plural(retirados, "trámite se retiró o suprimió", "trámites se retiraron o suprimieron")))
        }
        _ => Some(format!("{entraron} y {salieron}, en {en}.")),
    }
}

fn hallazgos(antes: &[almacen::ConteoDeRegla], ahora: &[almacen::ConteoDeRegla]) -> Vec<HallazgosCambiados> {
    let mut reglas: Vec<dominio::reglas::Regla> = antes.iter().chain(ahora).filter_map(|c| c.regla.parse().ok()).collect();
    reglas.sort_unstable();
    reglas.dedup();
    reglas
        .into_iter()
        .filter_map(|regla| {
            let en = |conteos: &[almacen::ConteoDeRegla]| conteos.iter().find(|c| c.regla == regla.as_str()).map(conteo_dto);
            let (a, b) = (en(antes), en(ahora));
            let titulo = a.as_ref().or(b.as_ref())?.titulo.clone();
            let abiertos = |c: Option<crate::dto::ConteoPorRegla>| c.map_or(0, |c| c.abiertos);
            Some(HallazgosCambiados { regla: regla.as_str().to_owned(), titulo, antes: abiertos(a), ahora: abiertos(b) })
        })
        .collect()
}

fn frase_de_hallazgos(hallazgos: &[HallazgosCambiados]) -> String {
    let (antes, ahora) = hallazgos.iter().fold((0, 0), |(a, b), h| (a + h.antes, b + h.ahora));
    match (antes, ahora) {
        (a, b) if a == b => format!("Los posibles hallazgos abiertos siguen siendo {b}."),
        (a, b) => format!("Los posibles hallazgos abiertos pasaron de {a} a {b}."),
    }
}

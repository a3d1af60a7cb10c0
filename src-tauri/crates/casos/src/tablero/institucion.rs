//! Everything of one institution, read only, for who looks at it from the board.

use almacen::{Consultas, EntidadLeida, FiltroTramites, Orden};
use dominio::comite::{DocumentoDeConformacion, Integrante, roles_obligatorios, roles_vacantes};
use dominio::fase::{Fase, id_de_fase};
use dominio::ficha::EstadoTramite;
use dominio::instituciones::Institucion;
use dominio::tablero::{Fila, Voz};
use dominio::{Dato, Razon, formato};
use jiff::civil::Date;
use uuid::Uuid;

use super::Libro;
use super::vista::{celda, fila};
use crate::dto::{
    ComiteResumido, CuantosEnEstado, EvidenciaDto, FaseDeInstitucion, InstitucionDto, InstitucionEntera, MovimientoDeFaseDto,
    PedirInstitucion, PriorizacionCerrada, PuestoBreve,
};
use crate::falla::Falla;
use crate::fases::fecha;
use crate::hallazgos::conteo_dto;
use crate::inventario::{fila_dto, razon};
use crate::rediseno::redisenos_en_curso;
use crate::sesion::{Sesion, recortar};

/// Trámites and places shown.
const PRIMEROS: u32 = 10;
/// Redesigns shown.
const REDISENOS: usize = 8;

impl Sesion {
    /// Everything of one institution: phases with their proof, committee, inventory, findings, ranking,
    /// redesigns, age of its data. Nothing can be changed from here.
    ///
    /// # Errors
    /// `no_existe` for an institution that the file does not have; `campos_invalidos` for an impossible date.
    pub fn institucion(&self, pide: PedirInstitucion) -> Result<InstitucionEntera, Falla> {
        let hoy = self.hoy();
        let corte = fecha("corte", pide.corte.as_deref())?.unwrap_or(hoy);
        self.leer(|c| {
            let libro = self.libro(&c)?;
            let que = || Falla::NoExiste { que: format!("la institución «{}»", recortar(&pide.institucion, 60)) };
            let i = libro.buscar(&pide.institucion).ok_or_else(que)?;
            let filas = libro.filas(&c, corte, hoy)?;
            let suya = filas.iter().find(|f| f.institucion == i.id).ok_or_else(que)?;
            entera(&c, &libro, i, suya, corte, hoy)
        })
    }
}

fn entera(c: &Consultas<'_>, libro: &Libro, i: &Institucion, suya: &Fila, corte: Date, hoy: Date) -> Result<InstitucionEntera, Falla> {
    let (sumas, copias) = libro.tramites_de(i.id);
    let total: u64 = sumas.iter().map(|s| s.tramites).sum();
    let completas: u64 = sumas.iter().map(|s| s.completas).sum();
    let avance = suya.avance();
    let dia = Some(corte.to_string());
    Ok(InstitucionEntera {
        institucion: InstitucionDto {
            id: i.id.to_string(),
            codigo: i.codigo.clone(),
            sigla: i.sigla.clone(),
            nombre: i.nombre.clone(),
            tipo: i.tipo.as_str().to_owned(),
            departamento: i.departamento.clone(),
            confirmada: i.confirmada,
        },
        corte: corte.to_string(),
        demostracion: libro.demo,
        asignacion_ficticia: libro.asignacion_ficticia(),
        fila: fila(suya, None, corte),
        fases: Fase::TODOS.iter().map(|f| fase(c, libro, i, suya, *f, corte, corte >= hoy)).collect::<Result<_, _>>()?,
        avance: razon(avance, "fases entregadas o aprobadas / fases que aplican", dia),
        comite: comite(c, i.id, hoy)?,
        tramites_por_estado: EstadoTramite::TODOS
            .iter()
            .map(|e| CuantosEnEstado { estado: *e, cuantos: sumas.iter().filter(|s| s.estado == *e).map(|s| s.tramites).sum() })
            .filter(|x| x.cuantos > 0)
            .collect(),
        fichas_completas: razon(Razon::new(completas, total), "fichas completas / trámites que cuentan", Some(hoy.to_string())),
        primeros_tramites: primeros(c, i.id)?,
        hallazgos: c.conteo_por_regla(Some(i.id))?.iter().map(conteo_dto).collect(),
        priorizacion: priorizacion(c, i.id)?,
        redisenos: redisenos_en_curso(c, i.id, hoy, REDISENOS)?,
        conflictos: c.conflictos_en_tramites(i.id)?,
        copias_de_referencia: copias,
    })
}

fn fase(
    c: &Consultas<'_>,
    libro: &Libro,
    i: &Institucion,
    suya: &Fila,
    fase: Fase,
    corte: Date,
    es_hoy: bool,
) -> Result<FaseDeInstitucion, Falla> {
    let dicho = libro.vigente(i.id, fase, corte, es_hoy);
    let movimientos = c.movimientos_de_una_fase(i.id, fase)?;
    let mut visibles: Vec<MovimientoDeFaseDto> = Vec::new();
    for (m, motivo) in movimientos.iter().rev().filter(|(m, _)| m.fecha <= corte) {
        visibles.push(MovimientoDeFaseDto {
            a: m.estado,
            fecha: m.fecha.to_string(),
            voz: if m.gae { Voz::Gae } else { Voz::Institucion },
            motivo: motivo.clone(),
        });
    }
    // Files of the phase as it is today; at a past cut-off, only when there were.
    let cuantas = suya.celda(fase).evidencias as usize;
    let mut evidencias = Vec::new();
    for e in c.entidades_de(id_de_fase(i.id, fase), i.id)? {
        for id in crate::fases::evidencias_de(Some(&e)) {
            if let Some(a) = c.adjunto(id)? {
                evidencias.push(EvidenciaDto { id: a.id.to_string(), nombre: a.nombre });
            }
        }
    }
    evidencias.truncate(cuantas);
    Ok(FaseDeInstitucion {
        fase,
        nombre: fase.etiqueta().to_owned(),
        codigo_guia: fase.codigo_guia().map(str::to_owned),
        celda: celda(suya.celda(fase), None),
        dice_la_institucion: dicho.institucion.map(|m| m.a),
        dice_gae: dicho.gae.map(|m| m.a),
        evidencias,
        movimientos: visibles,
    })
}

/// What both owners have of a class: the institution's own and, in GAE's file, GAE's copies.
fn de_ambos(c: &Consultas<'_>, base: &str, ambito: Uuid) -> Result<Vec<EntidadLeida>, Falla> {
    let suyas = c.por_clase(base, Some(ambito))?;
    if suyas.is_empty() { Ok(c.por_clase(&format!("gae_{base}"), Some(ambito))?) } else { Ok(suyas) }
}

fn comite(c: &Consultas<'_>, ambito: Uuid, hoy: Date) -> Result<ComiteResumido, Falla> {
    let integrantes: Vec<Integrante> = de_ambos(c, "integrante", ambito)?.iter().map(|e| Integrante::desde_entidad(&e.entidad())).collect();
    let documentos = de_ambos(c, "documento_conformacion", ambito)?;
    Ok(ComiteResumido {
        integrantes: integrantes.iter().filter(|i| i.activo(hoy)).count() as u64,
        roles_vacantes: if integrantes.is_empty() {
            Vec::new()
        } else {
            roles_vacantes(&roles_obligatorios(), &integrantes, hoy).into_iter().map(|r| r.etiqueta().to_owned()).collect()
        },
        documentos: documentos
            .iter()
            .map(|e| {
                let d = DocumentoDeConformacion::desde_entidad(&e.entidad());
                let numero = e.valor("numero").and_then(Dato::texto).unwrap_or("sin número");
                let dia = d.fecha.map_or_else(|| "sin fecha".to_owned(), formato::fecha_larga);
                format!("{} {numero}, {dia}", d.tipo.map_or("Documento", |t| t.etiqueta()))
            })
            .collect(),
    })
}

fn primeros(c: &Consultas<'_>, ambito: Uuid) -> Result<Vec<crate::dto::FilaTramite>, Falla> {
    let filtro =
        FiltroTramites { ambito: Some(ambito), orden: Orden::Hallazgos, descendente: true, cuantos: PRIMEROS, ..FiltroTramites::default() };
    Ok(c.tramites(&filtro)?.filas.iter().map(fila_dto).collect())
}

/// The ranking that the last closed round froze.
fn priorizacion(c: &Consultas<'_>, ambito: Uuid) -> Result<Option<PriorizacionCerrada>, Falla> {
    let rondas = de_ambos(c, "priorizacion", ambito)?;
    let texto = |e: &EntidadLeida, campo: &str| e.valor(campo).and_then(Dato::texto).unwrap_or_default().to_owned();
    let cerradas = rondas.iter().filter(|r| texto(r, "estado") == "cerrada");
    let Some(ultima) = cerradas.max_by_key(|r| (texto(r, "cerrada_el"), r.id)) else { return Ok(None) };
    let entero = |e: &EntidadLeida, campo: &str| e.valor(campo).and_then(Dato::entero);
    let elegido = |e: &EntidadLeida| matches!(e.valor("seleccionado"), Some(Dato::Logico(true)));
    let mut puestos: Vec<EntidadLeida> = de_ambos(c, "puesto", ambito)?;
    puestos.retain(|p| texto(p, "ronda") == ultima.id.to_string());
    puestos.sort_by_key(|p| (entero(p, "lugar"), p.id));
    Ok(Some(PriorizacionCerrada {
        ronda: texto(ultima, "nombre"),
        cerrada_el: Some(texto(ultima, "cerrada_el")).filter(|t| !t.is_empty()),
        total: puestos.len() as u64,
        elegidos: puestos.iter().filter(|p| elegido(p)).count() as u64,
        puestos: puestos
            .iter()
            .take(PRIMEROS as usize)
            .map(|p| PuestoBreve {
                posicion: entero(p, "posicion").and_then(|n| u64::try_from(n).ok()),
                tramite: texto(p, "tramite"),
                codigo: texto(p, "codigo"),
                nombre: texto(p, "nombre"),
                puntaje: Some(texto(p, "puntaje")).filter(|t| !t.is_empty()),
                elegido: elegido(p),
            })
            .collect(),
    }))
}

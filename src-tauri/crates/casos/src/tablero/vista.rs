//! The board as it crosses the boundary.

use std::collections::BTreeMap;

use dominio::avance::{ACOMPANAMIENTO_2021, CORTE_2021, INFORME_2021, contrastar};
use dominio::fase::{EstadoFase, Fase};
use dominio::formato;
use dominio::instituciones::TipoInstitucion;
use dominio::tablero::{Celda, CifraDeFase, Cuales, Fila, cifra_de_fase, cifras, lista_de_pendientes, parrafo_de_pendientes, titular};
use dominio::texto::plegar;
use dominio::{Razon, territorio};
use jiff::civil::Date;

use super::{Antes, Libro, Tablero, por_institucion, reportado};
use crate::dto::{
    CeldaDelTablero, CifraReportada, FaseDelTablero, FilaDelTablero, GrupoDelTablero, ListaDePendientes, RazonBreve, TableroDto,
    TeselaDelMapa, TipoEnFase,
};

const AVISO: &str = "Datos de demostración: las cifras son las del informe de 2021; qué institución tiene cada estado es ficticio.";

pub(super) fn breve(r: Razon) -> RazonBreve {
    RazonBreve { numerador: r.numerador, denominador: r.denominador, porcentaje: r.porcentaje(2) }
}

pub(super) fn celda(c: Celda, antes: Option<Celda>) -> CeldaDelTablero {
    CeldaDelTablero {
        estado: c.estado,
        antes: antes.map(|a| a.estado).filter(|a| *a != c.estado),
        fecha: c.fecha.map(|f| f.to_string()),
        evidencias: c.evidencias,
        verificacion: c.verificacion(),
        voz: c.voz,
        difiere: c.difiere,
    }
}

/// One row as the screens read it.
pub(super) fn fila(f: &Fila, antes: Option<&Antes<'_>>, corte: Date) -> FilaDelTablero {
    let previa = antes.and_then(|a| a.get(&f.institucion));
    let dias = f.datos_del.and_then(|d| d.until(corte).ok()).map(|s| u32::try_from(s.get_days()).unwrap_or(0));
    FilaDelTablero {
        institucion: f.institucion.to_string(),
        codigo: f.codigo.clone(),
        sigla: f.sigla.clone(),
        nombre: f.nombre.clone(),
        tipo: f.tipo,
        departamento: f.departamento.clone(),
        confirmada: f.confirmada,
        celdas: Fase::TODOS.iter().map(|fase| celda(f.celda(*fase), previa.map(|p| p.celda(*fase)))).collect(),
        datos_del: f.datos_del.map(|d| d.to_string()),
        datos_de: f.datos_de,
        dias,
        tramites: f.tramites,
        fichas_completas: f.fichas_completas,
        hallazgos: f.hallazgos,
        avance: breve(f.avance()),
    }
}

fn fase(libro: &Libro, pedido: &Tablero, cifra: &CifraDeFase, antes: Option<Razon>) -> FaseDelTablero {
    // What was reported speaks of all the institutions: under a filter there is nothing to put beside it.
    let reportado = if pedido.filtro.es_vacio() { reportado::vigente(&libro.reportados, cifra.fase, pedido.corte) } else { None };
    let contraste = reportado.filter(|r| r.corte == pedido.corte).map(|r| contrastar(r, cifra.razon));
    FaseDelTablero {
        codigo_guia: cifra.fase.codigo_guia().map(str::to_owned),
        fase: cifra.fase,
        nombre: cifra.fase.etiqueta().to_owned(),
        numerador: cifra.razon.numerador,
        denominador: cifra.razon.denominador,
        regla: cifra.regla.as_str().to_owned(),
        regla_en_palabras: cifra.regla.etiqueta().to_owned(),
        porcentaje: cifra.razon.porcentaje(2),
        reportado: reportado.map(|r| r.porcentaje()),
        reportado_fuente: reportado.map(|r| r.fuente.clone()),
        reportado_corte: reportado.map(|r| r.corte.to_string()),
        equivale_a: contraste.map(|c| c.equivale_a),
        diferencia: contraste.map(|c| c.diferencia),
        antes: antes.map(breve),
        pendientes: cifra.de(Cuales::Pendientes),
        en_proceso: cifra.de(Cuales::EnProceso),
        observadas: cifra.de(Cuales::Observadas),
        no_iniciadas: cifra.de(Cuales::NoIniciadas),
        no_aplica: cifra.de(Cuales::NoAplica),
        declarado: cifra.de(Cuales::Declarado),
        con_evidencia: cifra.de(Cuales::ConEvidencia),
        verificado: cifra.de(Cuales::Verificado),
        por_tipo: cifra
            .por_tipo
            .iter()
            .map(|(tipo, r)| TipoEnFase { tipo: *tipo, numerador: r.numerador, denominador: r.denominador, porcentaje: r.porcentaje(2) })
            .collect(),
    }
}

/// The paragraph of a phase over some rows.
pub(super) fn parrafo(filas: &[&Fila], fase: Fase) -> String {
    parrafo_de_pendientes(&cifra_de_fase(filas, fase))
}

/// Texts of the four phases with a number in the guide, and of any other that somebody works on: a list of
/// everybody says nothing.
fn listas(filas: &[&Fila], todas: &[CifraDeFase]) -> Vec<ListaDePendientes> {
    let mut listas = Vec::new();
    for cifra in todas.iter().filter(|c| c.fase.codigo_guia().is_some() || c.razon.numerador > 0) {
        let cuantas = cifra.de(Cuales::Pendientes);
        listas.push(ListaDePendientes { fase: cifra.fase, tipo: None, cuantas, texto: parrafo_de_pendientes(cifra) });
        for (tipo, cuantas) in cifra.pendientes_por_tipo() {
            if let Some(texto) = lista_de_pendientes(filas, cifra.fase, tipo) {
                listas.push(ListaDePendientes { fase: cifra.fase, tipo: Some(tipo), cuantas, texto });
            }
        }
    }
    listas
}

/// Name of a kind for several institutions, as a title.
pub(super) const fn grupo_en_palabras(tipo: TipoInstitucion) -> &'static str {
    match tipo {
        TipoInstitucion::Ministerio => "Ministerios",
        TipoInstitucion::Secretaria => "Secretarías",
        TipoInstitucion::Comision => "Comisiones",
        TipoInstitucion::OtraDependencia => "Otras dependencias",
        TipoInstitucion::Gobernacion => "Gobernaciones departamentales",
    }
}

/// Each kind that has rows, with the ratio of every phase over it.
fn grupos(filas: &[&Fila], todas: &[CifraDeFase]) -> Vec<GrupoDelTablero> {
    let de = |tipo: TipoInstitucion| GrupoDelTablero {
        tipo,
        nombre: grupo_en_palabras(tipo).to_owned(),
        instituciones: filas.iter().filter(|f| f.tipo == tipo).count() as u64,
        fases: todas.iter().map(|c| breve(c.por_tipo.get(&tipo).copied().unwrap_or_default())).collect(),
    };
    TipoInstitucion::TODOS.iter().map(|t| de(*t)).filter(|g| g.instituciones > 0).collect()
}

fn mapa(todas: &[Fila], pasan: &[&Fila]) -> Vec<TeselaDelMapa> {
    let por_departamento: BTreeMap<String, &Fila> = todas
        .iter()
        .filter(|f| f.tipo == TipoInstitucion::Gobernacion)
        .filter_map(|f| Some((plegar(f.departamento.as_deref()?), f)))
        .collect();
    territorio::DEPARTAMENTOS
        .iter()
        .map(|d| {
            let suya = por_departamento.get(&plegar(d.nombre));
            TeselaDelMapa {
                departamento: d.nombre.to_owned(),
                codigo: d.codigo.to_owned(),
                corto: d.corto.to_owned(),
                fila: d.fila,
                columna: d.columna,
                institucion: suya.map(|f| f.institucion.to_string()),
                dentro: suya.is_some_and(|f| pasan.iter().any(|p| p.institucion == f.institucion)),
                estados: suya.map(|f| f.celdas.iter().map(|c| c.estado).collect::<Vec<EstadoFase>>()).unwrap_or_default(),
            }
        })
        .collect()
}

fn acompanamiento(libro: &Libro, corte: Date) -> Vec<CifraReportada> {
    if !libro.gae || corte < CORTE_2021 {
        return Vec::new();
    }
    ACOMPANAMIENTO_2021
        .iter()
        .map(|c| CifraReportada {
            clave: c.clave.to_owned(),
            nombre: c.nombre.to_owned(),
            valor: c.valor,
            de: c.de,
            fuente: INFORME_2021.to_owned(),
            corte: CORTE_2021.to_string(),
            nota: c.nota.map(str::to_owned),
        })
        .collect()
}

/// The board over the rows of a cut-off.
pub(super) fn tablero(libro: &Libro, pedido: &Tablero, todas: &[Fila], antes: Option<&[Fila]>, hoy: Date) -> TableroDto {
    let pasan = pedido.filas(todas);
    let las_cifras = cifras(&pasan);
    // The same institutions at the earlier date: the filter chooses them by how they are now.
    let de_antes = antes.map(por_institucion);
    let suyas_antes: Option<Vec<&Fila>> = de_antes.as_ref().map(|a| pasan.iter().filter_map(|f| a.get(&f.institucion).copied()).collect());
    let cifras_antes = suyas_antes.as_deref().map(cifras);
    let razon_antes = |f: Fase| cifras_antes.as_ref()?.iter().find(|c| c.fase == f).map(|c| c.razon);
    let mut pendientes = BTreeMap::new();
    for cifra in &las_cifras {
        let por_tipo: BTreeMap<String, u64> = cifra.pendientes_por_tipo().into_iter().map(|(t, n)| (t.as_str().to_owned(), n)).collect();
        pendientes.insert(cifra.fase.as_str().to_owned(), por_tipo);
    }
    let mut notas = Vec::new();
    if pedido.corte < hoy {
        notas.push(
            "Las fichas completas y los posibles hallazgos se cuentan solo al día de hoy; los trámites son los que ya estaban en esa fecha y siguen contando."
                .to_owned(),
        );
    }
    TableroDto {
        corte: pedido.corte.to_string(),
        comparar: pedido.comparar.map(|d| d.to_string()),
        titular: titular(&las_cifras),
        demostracion: libro.demo,
        asignacion_ficticia: libro.asignacion_ficticia(),
        aviso: libro.asignacion_ficticia().then(|| AVISO.to_owned()),
        instituciones: todas.len() as u64,
        total: pasan.len() as u64,
        fases: las_cifras.iter().map(|c| fase(libro, pedido, c, razon_antes(c.fase))).collect(),
        pendientes,
        listas: listas(&pasan, &las_cifras),
        grupos: grupos(&pasan, &las_cifras),
        mapa: mapa(todas, &pasan),
        filas: pasan.iter().skip(pedido.desde).take(pedido.cuantos).map(|f| fila(f, de_antes.as_ref(), pedido.corte)).collect(),
        acompanamiento: acompanamiento(libro, pedido.corte),
        notas,
    }
}

/// «6.1.3 Inventario de trámites · Pendientes: 14 gobernaciones departamentales».
pub(super) fn titulo_del_detalle(fase: Fase, cuales: Cuales, tipo: Option<TipoInstitucion>, n: u64) -> String {
    let codigo = fase.codigo_guia().map(|c| format!("{c} ")).unwrap_or_default();
    let quienes = match tipo {
        Some(tipo) => dominio::tablero::cuantas(tipo, n),
        None => formato::plural(n, "institución", "instituciones"),
    };
    format!("{codigo}{} · {}: {quienes}", fase.etiqueta(), cuales.etiqueta())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_of_the_detail_names_what_it_lists() {
        let t = titulo_del_detalle(Fase::Inventario, Cuales::Pendientes, Some(TipoInstitucion::Gobernacion), 14);
        assert_eq!(t, "6.1.3 Inventario de trámites · Pendientes: 14 gobernaciones departamentales");
        let t = titulo_del_detalle(Fase::Rediseno, Cuales::Verificado, None, 1);
        assert_eq!(t, "Rediseño · Verificado por GAE: 1 institución");
    }
}

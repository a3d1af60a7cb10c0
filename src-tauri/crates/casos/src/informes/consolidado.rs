//! The report `consolidado`: the board of GAE on paper, from the functions that the screen calls.

use dominio::Razon;
use dominio::fase::Fase;
use informes::consolidado::{
    Acompanamiento, CambioDelConjunto, CeldaDelConjunto, CifrasDeConsolidado, FaseDelConjunto, FilaDelConjunto, GrupoDelConjunto,
    ListaDelConjunto, MovimientoDelConjunto, Reportada, Seccion, TendenciaDelConjunto, Tesela, cifras_sha256, componer,
};
use jiff::civil::{Date, DateTime};

use super::corte::{codigo_del_papel, leer_comparacion, leer_corte, momento_de};
use super::membrete::MembreteLeido;
use super::{Compuesto, MembreteDelPapel, credencial_en_palabras};
use crate::contexto::fin_del_dia;
use crate::dto::{
    CambiosDto, FaseDelTablero, FilaDelTablero, PedirCambios, PedirInforme, PedirTablero, PedirTendenciaDelTablero, RazonBreve, TableroDto,
    TendenciaDelTablero, Voz,
};
use crate::falla::Falla;
use crate::sesion::{AMBITO_INTERNO, Sesion};
use crate::tablero::Libro;
use crate::trabajos::Trabajo;
use crate::verificar::con_avance;

/// Times that the figures are gathered again because somebody wrote meanwhile.
const INTENTOS: usize = 4;

fn secciones(pedidas: &[String]) -> Result<Vec<Seccion>, Falla> {
    let leidas: Option<Vec<Seccion>> = pedidas.iter().map(|s| Seccion::desde(s)).collect();
    let hay: Vec<&str> = Seccion::TODAS.iter().map(|s| s.id()).collect();
    leidas.ok_or_else(|| Falla::campo("secciones", format!("Las secciones son: {}.", dominio::formato::enumerar(&hay))))
}

fn razon(r: &RazonBreve) -> Razon {
    Razon::new(r.numerador, r.denominador)
}

fn dia(texto: Option<&str>) -> Option<Date> {
    texto.and_then(|t| t.parse().ok())
}

fn fase(f: &FaseDelTablero) -> FaseDelConjunto {
    FaseDelConjunto {
        fase: f.fase,
        codigo_guia: f.codigo_guia.clone(),
        razon: Razon::new(f.numerador, f.denominador),
        regla: if f.regla == dominio::avance::ReglaDenominador::ComitesConformados.as_str() {
            "comités conformados"
        } else {
            "instituciones"
        }
        .to_owned(),
        reportada: f.reportado.as_ref().map(|p| Reportada {
            porcentaje: p.clone(),
            fuente: f.reportado_fuente.clone().unwrap_or_default(),
            corte: dia(f.reportado_corte.as_deref()),
            equivale_a: f.equivale_a,
            diferencia: f.diferencia,
        }),
        pendientes: f.pendientes,
        en_proceso: f.en_proceso,
        observadas: f.observadas,
        no_iniciadas: f.no_iniciadas,
        no_aplica: f.no_aplica,
        declarado: f.declarado,
        con_evidencia: f.con_evidencia,
        verificado: f.verificado,
    }
}

fn fila(f: &FilaDelTablero, t: &TableroDto) -> FilaDelConjunto {
    FilaDelConjunto {
        grupo: t.grupos.iter().position(|g| g.tipo == f.tipo).unwrap_or(0),
        sigla: f.sigla.clone(),
        nombre: f.nombre.clone(),
        celdas: f
            .celdas
            .iter()
            .map(|c| CeldaDelConjunto { estado: c.estado, fecha: dia(c.fecha.as_deref()), nivel: c.verificacion, difiere: c.difiere })
            .collect(),
        datos_del: dia(f.datos_del.as_deref()),
        dias: f.dias,
        datos_de: match f.datos_de {
            Some(Voz::Institucion | Voz::Hechos) => "De la institución".to_owned(),
            Some(Voz::Gae) => "Anotados por GAE".to_owned(),
            None => String::new(),
        },
        tramites: f.tramites,
        fichas_completas: f.fichas_completas,
        hallazgos: f.hallazgos,
        avance: razon(&f.avance),
    }
}

fn tendencia(t: TendenciaDelTablero) -> TendenciaDelConjunto {
    TendenciaDelConjunto {
        titular: t.titular,
        puntos: t.puntos.iter().filter_map(|p| Some((p.corte.parse().ok()?, p.fases.iter().map(razon).collect()))).collect(),
    }
}

fn cambio(k: CambiosDto, desde: Date) -> CambioDelConjunto {
    CambioDelConjunto {
        desde,
        titular: k.titular,
        parrafos: k.parrafos,
        fases: k.fases.iter().map(|f| (f.fase, razon(&f.antes), razon(&f.ahora))).collect(),
        movimientos: k
            .movimientos
            .into_iter()
            .map(|m| MovimientoDelConjunto {
                sigla: m.sigla,
                nombre: m.nombre,
                fase: m.fase,
                de: m.de,
                a: m.a,
                fecha: dia(m.fecha.as_deref()),
            })
            .collect(),
        tramites: k.tramites.into_iter().map(|t| (t.sigla, t.nombre, t.agregados, t.retirados)).collect(),
    }
}

/// Which data the figures are.
struct Registro {
    codigo: String,
    momento: DateTime,
    tardios: bool,
}

/// What the paper says besides the board.
struct Contorno {
    asientos: u64,
    credencial: String,
    registro: Registro,
    membrete: MembreteDelPapel,
}

impl Sesion {
    fn contorno(&self) -> Result<Contorno, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            if !instalacion.gae {
                return Err(Falla::Permiso { motivo: "El informe consolidado se imprime en el archivo de GAE.".to_owned() });
            }
            Ok(Contorno {
                asientos: c.asientos()?,
                credencial: credencial_en_palabras(&c)?,
                registro: Registro { codigo: codigo_del_papel(&c)?, momento: momento_de(&c)?, tardios: false },
                membrete: MembreteLeido::leer(&c, &instalacion, AMBITO_INTERNO)?.para_papel(&c)?,
            })
        })
    }

    /// The code of a past cut-off: that of what was recorded up to it when the board of then is the board of now; that
    /// of everything when facts of before were written later, because then only all of it gives these figures.
    fn registro_al_corte(&self, corte: Date, hoy: Date, de_todo: Registro, trabajo: &Trabajo) -> Result<Registro, Falla> {
        let fin = fin_del_dia(corte);
        let primero = self.leer(|c| Ok(c.primer_cambio()?))?;
        if corte >= hoy {
            return Ok(de_todo);
        }
        if primero.is_none_or(|ms| ms > fin) {
            return Ok(Registro { tardios: true, ..de_todo });
        }
        let lector = self.lector()?;
        let avance = move |a: &almacen::Avance| lector.al_corte(fin, a);
        let de_entonces = con_avance(trabajo, "Leyendo los datos de esa fecha", avance)??;
        let (filas, reportados, entonces) = de_entonces.en_un_corte(|c| -> Result<_, Falla> {
            let libro = Libro::leer(&c)?;
            let registro = Registro { codigo: codigo_del_papel(&c)?, momento: momento_de(&c)?, tardios: false };
            Ok((libro.filas(&c, corte, hoy)?, libro.reportados.clone(), registro))
        })?;
        let iguales = self.leer(|c| {
            let libro = self.libro(&c)?;
            Ok(libro.filas(&c, corte, hoy)? == filas && libro.reportados == reportados)
        })?;
        Ok(if iguales { entonces } else { Registro { tardios: true, ..de_todo } })
    }

    /// The report `consolidado` as a document.
    pub(super) fn consolidado(&self, pide: &PedirInforme, trabajo: &Trabajo) -> Result<Compuesto, Falla> {
        let hoy = self.hoy();
        let corte = leer_corte(pide.corte.as_deref(), hoy)?;
        let comparar = leer_comparacion(pide.comparar.as_deref(), corte)?;
        let secciones = secciones(&pide.secciones)?;
        let mut intento = 0;
        loop {
            let contorno = self.contorno()?;
            let asientos = contorno.asientos;
            let compuesto = self.consolidado_de(contorno, corte, comparar, &secciones, trabajo)?;
            intento += 1;
            // The board, its trend and its changes are read one after another: all of one state, or again.
            if intento == INTENTOS || self.leer(|c| Ok(c.asientos()?))? == asientos {
                return Ok(compuesto);
            }
        }
    }

    fn consolidado_de(
        &self,
        contorno: Contorno,
        corte: Date,
        comparar: Option<Date>,
        secciones: &[Seccion],
        trabajo: &Trabajo,
    ) -> Result<Compuesto, Falla> {
        let hoy = self.hoy();
        let registro = self.registro_al_corte(corte, hoy, contorno.registro, trabajo)?;
        trabajo.revisar()?;
        let t = self.tablero(PedirTablero { corte: Some(corte.to_string()), ..PedirTablero::default() })?;
        let tendencia_leida =
            self.tendencia_tablero(PedirTendenciaDelTablero { hasta: Some(corte.to_string()), ..PedirTendenciaDelTablero::default() })?;
        let cambio_leido = comparar
            .map(|desde| {
                let pide = PedirCambios {
                    desde: desde.to_string(),
                    hasta: Some(corte.to_string()),
                    institucion: None,
                    con_hallazgos: false,
                    trabajo: None,
                };
                self.que_cambio(pide).map(|k| cambio(k, desde))
            })
            .transpose()?;
        let cifras = CifrasDeConsolidado {
            corte,
            momento: registro.momento,
            demostracion: t.demostracion,
            ficticia: t.aviso.clone(),
            credencial: contorno.credencial,
            codigo: registro.codigo,
            tardios: registro.tardios,
            titular: t.titular.clone(),
            instituciones: t.instituciones,
            por_confirmar: t.filas.iter().filter(|f| !f.confirmada).count() as u64,
            fases: t.fases.iter().map(fase).collect(),
            listas: t
                .listas
                .iter()
                .map(|l| ListaDelConjunto {
                    fase: l.fase,
                    tipo: l
                        .tipo
                        .map(|x| t.grupos.iter().find(|g| g.tipo == x).map_or_else(|| x.etiqueta().to_owned(), |g| g.nombre.clone())),
                    cuantas: l.cuantas,
                    texto: l.texto.clone(),
                })
                .collect(),
            grupos: t
                .grupos
                .iter()
                .map(|g| GrupoDelConjunto {
                    nombre: g.nombre.clone(),
                    instituciones: g.instituciones,
                    fases: Fase::TODOS.iter().enumerate().map(|(i, _)| g.fases.get(i).map(razon).unwrap_or(Razon::new(0, 0))).collect(),
                })
                .collect(),
            filas: t.filas.iter().map(|f| fila(f, &t)).collect(),
            mapa: t
                .mapa
                .iter()
                .map(|m| Tesela { codigo: m.codigo.clone(), departamento: m.departamento.clone(), estados: m.estados.clone() })
                .collect(),
            acompanamiento: t
                .acompanamiento
                .iter()
                .map(|a| Acompanamiento {
                    nombre: a.nombre.clone(),
                    valor: a.valor,
                    de: a.de,
                    fuente: a.fuente.clone(),
                    nota: a.nota.clone().unwrap_or_default(),
                })
                .collect(),
            tendencia: tendencia(tendencia_leida),
            cambio: cambio_leido,
            notas: t.notas,
        };
        Ok(Compuesto {
            documento: componer(&cifras, secciones),
            cifras_sha256: cifras_sha256(&cifras),
            codigo: cifras.codigo,
            corte,
            institucion: String::new(),
            tramite: String::new(),
            membrete: contorno.membrete,
        })
    }
}

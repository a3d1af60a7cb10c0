//! The same report for many institutions, in a folder: each file whole or absent, and a list with the codes.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use dominio::instituciones::{self, Institucion};

use super::avance::PedidoDeAvance;
use super::corte::leer_corte;
use super::{Compuesto, disponibles};
use crate::dto::{FormatoDeInforme, InformeDeLote, LoteHecho, PedirInforme, PedirLote};
use crate::falla::Falla;
use crate::salida;
use crate::sesion::{Sesion, institucion_de};
use crate::trabajos::Trabajo;

/// Institutions of a batch, at most: the 66 and those that a list may still gain.
const MAXIMO: usize = 500;

/// Ending of a file.
pub(super) const fn extension(formato: FormatoDeInforme) -> &'static str {
    match formato {
        FormatoDeInforme::Pdf => "pdf",
        FormatoDeInforme::Html => "html",
        FormatoDeInforme::Tablas => "zip",
    }
}

/// The sigla as part of a file name that every system takes.
fn para_archivo(texto: &str) -> String {
    let limpio: String = texto.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    limpio.trim_matches('-').to_owned()
}

fn campo_csv(texto: &str) -> String {
    let neutro = datos_abiertos::tablas::csv::neutralizar(texto);
    format!("\"{}\"", neutro.replace('"', "\"\""))
}

/// The list of the batch: what was written for whom, with its code.
fn indice(lote: &[InformeDeLote], corte: &str) -> String {
    let mut texto = String::from("\u{feff}institucion,nombre,archivo,corte,codigo,cifras_sha256,paginas,falla\r\n");
    for i in lote {
        let o = |t: &Option<String>| campo_csv(t.as_deref().unwrap_or_default());
        // Writing to a String never fails.
        let _ = write!(
            texto,
            "{},{},{},{},{},{},{},{}\r\n",
            campo_csv(&i.institucion),
            campo_csv(&i.nombre),
            o(&i.archivo),
            campo_csv(corte),
            o(&i.codigo),
            o(&i.cifras_sha256),
            i.paginas,
            o(&i.falla)
        );
    }
    texto
}

impl Sesion {
    fn del_lote(&self, pide: &PedirLote) -> Result<Vec<&'static Institucion>, Falla> {
        if pide.instituciones.len() > MAXIMO {
            return Err(Falla::campo("instituciones", format!("Un lote tiene a lo sumo {MAXIMO} instituciones.")));
        }
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            if pide.instituciones.is_empty() {
                return Ok(match instalacion.institucion.and_then(instituciones::por_id) {
                    Some(propia) => vec![propia],
                    None => instituciones::todas().iter().collect(),
                });
            }
            let mut lista: Vec<&'static Institucion> = Vec::with_capacity(pide.instituciones.len());
            for clave in &pide.instituciones {
                let i = institucion_de(&instalacion, Some(clave))?;
                if lista.iter().all(|x| x.id != i.id) {
                    lista.push(i);
                }
            }
            Ok(lista)
        })
    }

    /// Writes one report an institution in the folder that the person chose, and the list of them. Cancelling
    /// leaves what was written, whole; one institution that cannot be printed does not stop the others.
    ///
    /// # Errors
    /// `campos_invalidos`, `sin_permiso` for another handle, `disco_lleno` (what was written stays).
    pub fn exportar_lote(&self, pide: PedirLote) -> Result<LoteHecho, Falla> {
        let carpeta = self.ruta_de_carpeta(&pide.carpeta)?;
        let hecho = self.lote_en_ruta(&pide, &carpeta)?;
        self.anotar_exportado(&pide.carpeta, carpeta);
        Ok(hecho)
    }

    /// The same in a folder by its path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::exportar_lote`].
    pub fn lote_en_ruta(&self, pide: &PedirLote, carpeta: &Path) -> Result<LoteHecho, Falla> {
        let inicio = Instant::now();
        if !disponibles::por_lote(&pide.tipo) {
            return Err(Falla::campo("tipo", format!("El informe «{}» no se exporta por lote.", crate::sesion::recortar(&pide.tipo, 40))));
        }
        let corte = leer_corte(pide.corte.as_deref(), self.hoy())?;
        let lista = self.del_lote(pide)?;
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let total = lista.len();
        let mut informes: Vec<InformeDeLote> = Vec::with_capacity(total);
        let mut cancelado = false;
        trabajo.etapa("Exportando los informes", total as u64);
        let pedido = |i: &Institucion| PedirInforme {
            tipo: pide.tipo.clone(),
            institucion: Some(i.codigo.clone()),
            corte: Some(corte.to_string()),
            comparar: pide.comparar.clone(),
            secciones: pide.secciones.clone(),
            formato: pide.formato,
            ..PedirInforme::default()
        };
        let mut uno = |i: &'static Institucion, compuesto: Result<Compuesto, Falla>| -> Result<bool, Falla> {
            let hecho = compuesto.and_then(|c| self.uno_del_lote(&pedido(i), &c, i, carpeta));
            let mut fila = InformeDeLote {
                institucion: i.sigla.clone(),
                nombre: i.nombre.clone(),
                archivo: None,
                paginas: 0,
                codigo: None,
                cifras_sha256: None,
                falla: None,
            };
            match hecho {
                Ok(h) => {
                    fila.archivo = Some(h.archivo);
                    fila.paginas = h.paginas;
                    fila.codigo = Some(h.codigo);
                    fila.cifras_sha256 = Some(h.cifras_sha256);
                }
                // A folder that cannot be written will not take the next one either.
                Err(falla @ (Falla::Salida(_) | Falla::MedioNoConfiable)) => return Err(falla),
                Err(falla) => fila.falla = Some(falla.a_dto().mensaje),
            }
            informes.push(fila);
            Ok(trabajo.avanzar(informes.len() as u64).is_err())
        };
        let escrito = self.componer_cada(&lista, &pedido, &trabajo, &mut uno);
        match escrito {
            Ok(parado) => cancelado |= parado,
            Err(Falla::Cancelado) => cancelado = true,
            Err(otra) if informes.is_empty() => return Err(otra),
            Err(otra) => {
                // The list of what was written is worth having; the reason goes first.
                let _ = salida::escribir(
                    &carpeta.join(self.nombre_del_indice(&pide.tipo, &corte.to_string())),
                    indice(&informes, &corte.to_string()).as_bytes(),
                );
                return Err(otra);
            }
        }
        let nombre = self.nombre_del_indice(&pide.tipo, &corte.to_string());
        salida::escribir(&carpeta.join(&nombre), indice(&informes, &corte.to_string()).as_bytes())?;
        Ok(LoteHecho {
            hechos: u32::try_from(informes.iter().filter(|i| i.archivo.is_some()).count()).unwrap_or(u32::MAX),
            total: u32::try_from(total).unwrap_or(u32::MAX),
            informes,
            cancelado,
            indice: nombre,
            carpeta: pide.carpeta.clone(),
            corte: corte.to_string(),
            ms: u64::try_from(inicio.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }

    fn nombre_del_indice(&self, tipo: &str, corte: &str) -> String {
        format!("{tipo}-{corte}-indice.csv")
    }

    fn uno_del_lote(&self, pide: &PedirInforme, c: &Compuesto, i: &Institucion, carpeta: &Path) -> Result<crate::dto::InformeHecho, Falla> {
        let extension = extension(pide.formato.unwrap_or_default());
        let nombre = format!("{}-{}-{}.{extension}", pide.tipo, para_archivo(&i.codigo), c.corte);
        // The progress of the batch counts institutions, not the pages of one.
        self.escribir_informe(pide, c, &carpeta.join(nombre), &Trabajo::default(), Instant::now())
    }

    /// Composes the report of each institution and hands it over; true when `recibe` asked to stop.
    fn componer_cada(
        &self,
        lista: &[&'static Institucion],
        pedido: &dyn Fn(&Institucion) -> PedirInforme,
        trabajo: &Trabajo,
        recibe: &mut dyn FnMut(&'static Institucion, Result<Compuesto, Falla>) -> Result<bool, Falla>,
    ) -> Result<bool, Falla> {
        if let Some(primera) = lista.first().filter(|i| pedido(i).tipo == "avance") {
            // One look at the past for all: replaying the log once an institution would take the afternoon.
            let avance = PedidoDeAvance::leer(&pedido(primera), self.hoy())?;
            let antes = self.avances_de_antes(&avance, lista, trabajo)?;
            return self.en_corte(avance.corte(), trabajo, |c| {
                // Reading that day had its own count; from here on, one step is one report.
                trabajo.etapa("Exportando los informes", lista.len() as u64);
                for (n, i) in lista.iter().enumerate() {
                    trabajo.revisar()?;
                    let compuesto = self.avance_en(&c, i, &avance, antes.get(n)).and_then(|x| self.vestir("avance", x));
                    if recibe(i, compuesto)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        for i in lista {
            trabajo.revisar()?;
            let compuesto = self.componer(&pedido(i), &Trabajo::default());
            if recibe(i, compuesto)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

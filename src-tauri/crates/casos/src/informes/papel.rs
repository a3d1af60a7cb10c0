//! The code of a paper: whether this data file holds what it was printed from.

use almacen::{Avance, RaizAlCorte};
use dominio::formato;
use jiff::civil::Date;

use super::corte::{DIGITOS, codigo_de, leer_corte};
use crate::contexto::{dia_en_guatemala, fin_del_dia, rfc3339};
use crate::dto::{PapelVerificado, VerificarPapel};
use crate::falla::Falla;
use crate::sesion::Sesion;
use crate::verificar::con_avance;

/// The code as typed from a paper: its digits, without the spaces and the case that people put.
fn leer_codigo(texto: &str) -> Result<String, Falla> {
    let codigo: String = texto.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_lowercase()).collect();
    if codigo.len() != DIGITOS || !codigo.bytes().all(|b| b.is_ascii_hexdigit()) {
        let mensaje = format!("El código tiene {DIGITOS} letras y números (de 0 a 9 y de a hasta f) y está al pie de cada página.");
        return Err(Falla::campo("codigo", mensaje));
    }
    Ok(codigo)
}

fn cuando(ms: u64) -> String {
    formato::fecha_larga(dia_en_guatemala(ms))
}

impl Sesion {
    /// Says whether this data file can print the paper with that code again: its root at the cut-off of the
    /// paper, or at the end of each day and at the moment of each export of this computer when it is not said.
    ///
    /// # Errors
    /// `campos_invalidos` for what is no code or no date; `cancelado`. A code that does not match is a result.
    pub fn verificar_papel(&self, pide: VerificarPapel) -> Result<PapelVerificado, Falla> {
        let codigo = leer_codigo(&pide.codigo)?;
        let hoy = self.hoy();
        let corte = pide.corte.as_deref().map(|c| leer_corte(Some(c), hoy)).transpose()?;
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let exportaciones = self.exportados_con(&codigo)?;
        let fin = |ms: u64| fin_del_dia(dia_en_guatemala(ms));
        let mut momentos: Vec<u64> = match corte {
            Some(c) => vec![fin_del_dia(c)],
            None => Vec::new(),
        };
        let raices = {
            let (lector, cortes) = (self.lector()?, momentos.clone());
            con_avance(&trabajo, "Buscando el código en el registro", move |a: &Avance| lector.raices(&cortes, fin, a))??
        };
        let mut halladas = raices.into_iter().filter(|r| codigo_de(r.raiz) == codigo);
        let mut hallada = halladas.next();
        if hallada.is_none() {
            // A paper of the same day as later changes: the end of that day no longer gives its code.
            let dia = |ms: u64| corte.is_none_or(|c| dia_en_guatemala(ms) == c);
            momentos = self.exportados()?.iter().map(|r| r.ms).filter(|ms| dia(*ms)).collect();
            momentos.sort_unstable();
            momentos.dedup();
            if !momentos.is_empty() {
                let raices = {
                    let lector = self.lector()?;
                    con_avance(&trabajo, "Buscando entre lo exportado", move |a: &Avance| lector.raices(&momentos, fin, a))??
                };
                hallada = raices.into_iter().find(|r| codigo_de(r.raiz) == codigo);
            }
        }
        Ok(match hallada {
            Some(r) => coincide(codigo, &r, corte, hoy, exportaciones),
            None => PapelVerificado {
                coincide: false,
                mensaje: no_coincide(&codigo, corte),
                codigo,
                corte: None,
                momento: None,
                asientos: None,
                exportaciones,
                problema: Some("raiz_no_coincide".to_owned()),
            },
        })
    }
}

fn coincide(
    codigo: String,
    r: &RaizAlCorte,
    corte: Option<Date>,
    hoy: Date,
    exportaciones: Vec<crate::dto::ExportacionDto>,
) -> PapelVerificado {
    let al = dia_en_guatemala(r.hasta).min(hoy);
    let ultimo = cuando(r.ultimo);
    let entero = r.hasta == fin_del_dia(dia_en_guatemala(r.hasta));
    let mensaje = if entero {
        format!(
            "El código coincide: este archivo tiene los datos de ese documento. Con el corte al {} se imprime de nuevo igual; el último cambio que cuenta es del {ultimo}.",
            formato::fecha_larga(corte.unwrap_or(al))
        )
    } else {
        format!(
            "El código coincide con lo que este archivo tenía al exportar ese documento, el {}. Ese mismo día hubo cambios después, así que imprimirlo hoy con ese corte da cifras más recientes.",
            cuando(r.hasta)
        )
    };
    PapelVerificado {
        coincide: true,
        codigo,
        corte: Some(corte.unwrap_or(al).to_string()),
        momento: Some(rfc3339(r.ultimo)),
        asientos: Some(r.asientos),
        exportaciones,
        problema: None,
        mensaje,
    }
}

fn no_coincide(codigo: &str, corte: Option<Date>) -> String {
    let donde = match corte {
        Some(c) => format!("con corte al {} este archivo no da", formato::fecha_larga(c)),
        None => "en ninguna fecha este archivo da".to_owned(),
    };
    format!(
        "El documento no corresponde a los datos de esta base: {donde} el código {codigo}. Revise que lo copió bien y que sea el archivo de la institución que lo imprimió; si le falta un paquete por recibir, recíbalo y busque de nuevo."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_read_as_people_copy_it() {
        assert_eq!(leer_codigo(" A1B2 c3d4-e5f6 0718 ").unwrap(), "a1b2c3d4e5f60718");
        for malo in ["", "a1b2", "a1b2c3d4e5f6071z", "a1b2c3d4e5f607189"] {
            assert!(matches!(leer_codigo(malo), Err(Falla::Campos(_))), "{malo}");
        }
    }
}

//! Response times written by hand (`dominio.md` §4.6, table of times).
//!
//! «15 días» is never assumed to be hábiles or calendario, and what is not understood stays whole.

mod fichas;

use super::banderas::CodigoBandera;
use super::plegado::Plegado;
use super::{compactar, es_relleno, esta_en_blanco};
use crate::ficha::{ClaseTiempo, EstadoLectura, Tiempo, UnidadTiempo};
use fichas::{Expresion, expresiones};

/// One time read from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiempoLeido {
    /// Published, or what the text itself says: proposed, estimated.
    pub clase: ClaseTiempo,
    /// Lower value, decimal text with a point.
    pub minimo: Option<String>,
    /// Upper value; equal to `minimo` when there is one value.
    pub maximo: Option<String>,
    /// Unit; `None` when nothing was understood.
    pub unidad: Option<UnidadTiempo>,
    /// «1 meses + 15 dias_sin_especificar» when the text adds units.
    pub componentes: Option<String>,
    /// Case the time is for.
    pub caso: Option<String>,
    /// The whole text as it came.
    pub texto_original: String,
    /// How sure the reading is.
    pub estado: EstadoLectura,
    /// What a person should look at.
    pub banderas: Vec<CodigoBandera>,
}

impl TiempoLeido {
    fn sin_interpretar(texto: &str, bandera: CodigoBandera) -> TiempoLeido {
        TiempoLeido {
            clase: ClaseTiempo::Publicado,
            minimo: None,
            maximo: None,
            unidad: None,
            componentes: None,
            caso: None,
            texto_original: texto.to_owned(),
            estado: EstadoLectura::SinInterpretar,
            banderas: vec![bandera],
        }
    }

    /// The row of a ficha, with a nil identity.
    #[must_use]
    pub fn a_tiempo(&self) -> Tiempo {
        Tiempo {
            clase: Some(self.clase),
            minimo: self.minimo.clone(),
            maximo: self.maximo.clone(),
            unidad: self.unidad,
            componentes: self.componentes.clone(),
            caso: self.caso.clone(),
            texto_original: Some(self.texto_original.clone()),
            estado: Some(self.estado),
            ..Tiempo::default()
        }
    }
}

/// Reads the times of a text: none when it is blank, one for each case it names otherwise.
#[must_use]
pub fn leer(texto: &str) -> Vec<TiempoLeido> {
    if esta_en_blanco(texto) {
        return Vec::new();
    }
    if es_relleno(texto) {
        return vec![TiempoLeido::sin_interpretar(texto, CodigoBandera::Relleno)];
    }
    let plegado = Plegado::nuevo(texto);
    let halladas = expresiones(&plegado.llano);
    if halladas.is_empty() {
        return vec![sin_expresion(texto, &plegado)];
    }
    let filas = con_casos(texto, &plegado, &halladas);
    if !filas.is_empty() {
        return filas;
    }
    halladas.first().map(|e| una(texto, &plegado, e)).into_iter().collect()
}

fn sin_expresion(texto: &str, plegado: &Plegado<'_>) -> TiempoLeido {
    let llano = plegado.llano.trim();
    if let Some(p) = llano.find("inmediat") {
        let fin = llano.get(p..).and_then(|r| r.find(|c: char| !c.is_ascii_alphabetic())).map_or(llano.len(), |k| p + k);
        let mut t = TiempoLeido::sin_interpretar(texto, CodigoBandera::Inmediato);
        t.minimo = Some("0".to_owned());
        t.maximo = Some("0".to_owned());
        t.unidad = Some(UnidadTiempo::Minutos);
        t.estado = EstadoLectura::Interpretado;
        let antes = llano.get(..p).unwrap_or("").trim_end_matches("de forma ").trim_end_matches("de manera ");
        if sobra(antes) || sobra(llano.get(fin..).unwrap_or("").trim_start_matches("mente")) {
            t.banderas.push(CodigoBandera::TextoSobrante);
        }
        return t;
    }
    let bandera = if llano.contains("indefinid") || llano.contains("no definid") {
        CodigoBandera::Indefinido
    } else if llano.contains("varia") || llano.contains("depend") {
        CodigoBandera::Variable
    } else {
        CodigoBandera::TiempoNoInterpretado
    };
    TiempoLeido::sin_interpretar(texto, bandera)
}

/// True when letters or digits are left over.
fn sobra(resto: &str) -> bool {
    resto.chars().any(|c| c.is_alphanumeric())
}

fn una(texto: &str, plegado: &Plegado<'_>, e: &Expresion) -> TiempoLeido {
    let mut t = fila(texto, e);
    let antes = plegado.llano.get(..e.desde).unwrap_or("");
    let rotulo = antes.trim().strip_suffix(':').map(str::trim);
    let sobra_antes = match rotulo {
        Some(r) if r.starts_with("tiempo") || r.starts_with("plazo") || r.is_empty() => false,
        Some(r) if sobra(r) => {
            t.caso = caso(plegado.tramo(0, e.desde));
            false
        }
        Some(_) => false,
        None => {
            sobra(antes.trim().trim_start_matches("de ").trim_start_matches("en "))
                && !matches!(antes.trim(), "de" | "en" | "entre" | "plazo de")
        }
    };
    if sobra_antes || sobra(plegado.llano.get(e.hasta..).unwrap_or("")) {
        t.banderas.push(CodigoBandera::TextoSobrante);
    }
    if ["aproximad", "minimo", "maximo", "al menos", "estimad"].iter().any(|p| plegado.llano.contains(p)) {
        t.estado = EstadoLectura::ConDuda;
    }
    if sobra(plegado.llano.get(e.hasta..).unwrap_or(""))
        && plegado.llano.get(e.hasta..).is_some_and(|r| r.contains(|c: char| c.is_ascii_digit()))
    {
        t.estado = EstadoLectura::ConDuda;
    }
    t
}

fn fila(texto: &str, e: &Expresion) -> TiempoLeido {
    let mut t = TiempoLeido {
        clase: ClaseTiempo::Publicado,
        minimo: Some(e.minimo.clone()),
        maximo: Some(e.maximo.clone()),
        unidad: Some(e.unidad),
        componentes: None,
        caso: None,
        texto_original: texto.to_owned(),
        estado: if e.unidad == UnidadTiempo::Desconocida || e.dudosa { EstadoLectura::ConDuda } else { EstadoLectura::Interpretado },
        banderas: Vec::new(),
    };
    if !e.otros.is_empty() {
        let primero = if e.minimo == e.maximo { e.minimo.clone() } else { format!("{} a {}", e.minimo, e.maximo) };
        let mut partes = vec![format!("{primero} {}", e.unidad)];
        partes.extend(e.otros.iter().map(|(n, u)| format!("{n} {u}")));
        t.componentes = Some(partes.join(" + "));
    }
    t
}

/// A case without its brackets, colon and joining words.
fn caso(tramo: &str) -> Option<String> {
    let limpio = compactar(tramo);
    let limpio = limpio.trim_matches(|c: char| matches!(c, ' ' | ',' | ';' | '.' | ':' | '(' | ')' | '-' | '–' | '*' | '/'));
    let mut resto = limpio;
    for nexo in ["para la ", "para el ", "para los ", "para las ", "para ", "en la ", "en el ", "En la ", "En el ", "En ", "en "] {
        if let Some(r) = resto.strip_prefix(nexo)
            && !r.starts_with("caso")
        {
            resto = r;
            break;
        }
    }
    for nexo in [", o", " o", " y", ",", " e"] {
        if let Some(r) = resto.strip_suffix(nexo) {
            resto = r;
        }
    }
    let resto = resto.trim_matches(|c: char| matches!(c, ' ' | ',' | ';' | '.' | ':'));
    let cierra = resto.contains('(') && !resto.contains(')');
    if cierra {
        return Some(format!("{resto})"));
    }
    (!resto.is_empty()).then(|| resto.to_owned())
}

/// Several times become several rows only when the words around tell which case each is for.
fn con_casos(texto: &str, plegado: &Plegado<'_>, halladas: &[Expresion]) -> Vec<TiempoLeido> {
    if halladas.len() < 2 {
        return Vec::new();
    }
    let llano = &plegado.llano;
    let fin = plegado.largo();
    let entre = |i: usize| {
        let desde = i.checked_sub(1).and_then(|a| halladas.get(a)).map_or(0, |e| e.hasta);
        let hasta = halladas.get(i).map_or(fin, |e| e.desde);
        (desde, hasta)
    };
    // Each case is before its time («CORRECCIONES: 5 días») or after it («5 días para …»).
    let mut filas: Vec<TiempoLeido> = Vec::with_capacity(halladas.len());
    let (a0, b0) = entre(0);
    let antes = llano.get(a0..b0).unwrap_or("").trim_end().ends_with(':');
    let mut sobrante = false;
    for (i, e) in halladas.iter().enumerate() {
        let mut t = fila(texto, e);
        let (pa, pb) = entre(i);
        let (da, db) = entre(i + 1);
        let previo = plegado.tramo(pa, pb);
        let despues = plegado.tramo(da, db);
        let partido = corte_de_casos(despues);
        let (propio, ajeno) = despues.split_at(partido);
        let _ = ajeno;
        let propuesto = llano.get(da..db).unwrap_or("").trim_start().starts_with("propuest");
        if propuesto {
            t.clase = ClaseTiempo::Propuesto;
        } else if ["estimado", "estimada"].iter().any(|p| plegado.llano.get(pa..pb).unwrap_or("").contains(p)) {
            t.clase = ClaseTiempo::Estimado;
        } else {
            let de_antes = previo.get(corte_de_casos(previo)..).unwrap_or("");
            t.caso = if antes || i > 0 && halladas.len() > i && caso(propio).is_none() && caso(de_antes).is_some() {
                caso(if antes { rotulo(previo) } else { de_antes })
            } else {
                caso(propio)
            };
            if antes
                && i > 0
                && rotulo(previo).len() < previo.trim().len()
                && sobra(previo.get(..previo.len() - rotulo(previo).len()).unwrap_or(""))
            {
                sobrante = true;
            }
            if t.caso.is_none() {
                return Vec::new();
            }
        }
        if i + 1 == halladas.len() && (antes && sobra(despues) || despues.trim_end_matches('.').contains(". ")) {
            sobrante = true;
        }
        if t.caso.as_deref().is_some_and(|c| c.chars().count() > 120) {
            t.estado = EstadoLectura::ConDuda;
        }
        filas.push(t);
    }
    if sobrante && let Some(ultima) = filas.last_mut() {
        ultima.banderas.push(CodigoBandera::TextoSobrante);
        if let Some(c) = &mut ultima.caso
            && let Some(p) = c.find(". ")
        {
            c.truncate(p);
        }
    }
    filas
}

/// Where the words of one case end and those of the next begin: after its sentence.
fn corte_de_casos(tramo: &str) -> usize {
    tramo.find(". ").map_or_else(|| tramo.rfind("),").map_or(tramo.len(), |p| p + 2), |p| p + 2).min(tramo.len())
}

/// The label before a colon: from the last sentence end to it.
fn rotulo(previo: &str) -> &str {
    let p = previo.trim_end();
    let desde = p.rfind(". ").map_or(0, |k| k + 2);
    p.get(desde..).unwrap_or(p)
}

#[cfg(test)]
mod pruebas;

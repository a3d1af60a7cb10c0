//! Totals: of some lines, of a year, and by years of validity.

use num_rational::BigRational;
use num_traits::Zero;

use super::{Escenario, EstadoDeCifra, Explicada, Falta, Insumo, Rango};
use crate::ficha::Ficha;
use crate::metodos::antes_despues::{Medida, comparar};
use crate::metodos::cifra::{Cifra, Total};
use crate::metodos::exacto::{entero, sumar};

/// Adds figures of one unit. What is left out on purpose does not count; what is missing makes the total unknown, and
/// what is known of it stays as the least it may be.
#[must_use]
pub fn sumar_cifras(partes: &[&Explicada], unidad: &str, formula: &str) -> Explicada {
    let dentro: Vec<&Rango> =
        partes.iter().filter(|p| p.estado != EstadoDeCifra::NoIncluida).filter_map(|p| p.valor.as_ref().or(p.conocido.as_ref())).collect();
    let mut faltan: Vec<Falta> = Vec::new();
    for f in partes.iter().flat_map(|p| &p.faltan) {
        if !faltan.contains(f) {
            faltan.push(f.clone());
        }
    }
    let total = Rango::de(|e| sumar(dentro.iter().map(|r| r.en(e))) + BigRational::zero());
    let visibles: Vec<Cifra> = dentro.iter().map(|r| Cifra::new(r.en(Escenario::Probable).clone(), unidad)).collect();
    let diferencia = Total::new(Cifra::new(total.probable.clone(), unidad), &visibles).diferencia;
    let nada = partes.iter().all(|p| p.estado == EstadoDeCifra::NoIncluida);
    if nada {
        return Explicada::fuera(unidad, formula, "Ninguna de sus partes se incluye.");
    }
    Explicada { diferencia: Some(diferencia), ..Explicada::nueva(Some(total), unidad, formula, vec![], faltan) }
}

/// A figure of one case times the requests of a year.
#[must_use]
pub fn al_anio(caso: &Explicada, volumen: &Result<Insumo, Falta>) -> Explicada {
    let formula = format!("({}) × solicitudes del año", caso.formula);
    if caso.estado == EstadoDeCifra::NoIncluida {
        return Explicada { formula, ..caso.clone() };
    }
    let (mut insumos, mut faltan) = (caso.insumos.clone(), caso.faltan.clone());
    let por = match volumen {
        Ok(v) => {
            insumos.push(v.clone());
            Some(&v.valor)
        }
        Err(f) => {
            faltan.push(f.clone());
            None
        }
    };
    let base = caso.valor.as_ref().or(caso.conocido.as_ref());
    let valor = base.zip(por).map(|(c, v)| c.por(v));
    Explicada { nota: caso.nota.clone(), ..Explicada::nueva(valor, &caso.unidad, &formula, insumos, faltan) }
}

/// Years that the result is valid.
///
/// # Errors
/// [`Falta`] when the ficha does not say it, or says it in a way that has no years.
pub fn validez(ficha: &Ficha) -> Result<Insumo, Falta> {
    let t = &ficha.tramite;
    let falta = |que: &str| Falta::celda(t.id, "vigencia_cantidad", que);
    let anios = match (t.vigencia_unidad.as_deref(), t.vigencia_cantidad) {
        (Some("indefinida"), _) => return Err(falta("El resultado no vence: no hay costo por año de vigencia.")),
        (Some("anios"), Some(n)) if n > 0 => entero(n),
        (Some("meses"), Some(n)) if n > 0 => entero(n) / entero(12),
        (Some("dias"), Some(_)) => return Err(falta("La vigencia está en días: no se convierte a años.")),
        _ => return Err(falta("Falta la vigencia del documento que se obtiene.")),
    };
    Ok(Insumo {
        nombre: "Años de vigencia del resultado".to_owned(),
        valor: Rango::fijo(anios),
        unidad: "anio".to_owned(),
        origen: super::Origen::Celda { entidad: t.id, campo: "vigencia_cantidad" },
        confianza: super::Confianza::Estimado,
        fuente: None,
        fecha: None,
    })
}

/// The cost of one case by its years of validity: a year, and ten years (`metodos.md` §2.5).
#[must_use]
pub fn por_vigencia(caso: &Explicada, validez: &Result<Insumo, Falta>) -> [Explicada; 2] {
    let (mut insumos, mut faltan) = (Vec::new(), caso.faltan.clone());
    let anios = match validez {
        Ok(i) => {
            insumos.push(i.clone());
            Some(i.valor.probable.clone())
        }
        Err(f) => {
            faltan.push(f.clone());
            None
        }
    };
    let base = caso.valor.as_ref().or(caso.conocido.as_ref());
    let pares = base.zip(anios).and_then(|(r, anios)| {
        let de = |v: &BigRational| {
            let medida = Medida {
                codigo: "caso".to_owned(),
                unidad: caso.unidad.clone(),
                antes: v.clone(),
                despues: v.clone(),
                por_transaccion: false,
                validez: Some((anios.clone(), anios.clone())),
            };
            let n = comparar(&[medida], None, None).medidas.into_iter().next()?.normalizado?;
            Some((n.anual_antes.valor, n.diez_anios_antes.valor))
        };
        let (bajo, probable, alto) = (de(&r.bajo)?, de(&r.probable)?, de(&r.alto)?);
        Some((Rango { bajo: bajo.0, probable: probable.0, alto: alto.0 }, Rango { bajo: bajo.1, probable: probable.1, alto: alto.1 }))
    });
    let (anual, diez) = pares.map_or((None, None), |(a, d)| (Some(a), Some(d)));
    let figura = |valor, formula: &str| Explicada::nueva(valor, &caso.unidad, formula, insumos.clone(), faltan.clone());
    [figura(anual, "costo de un caso ÷ años de vigencia"), figura(diez, "costo de un caso × 10 ÷ años de vigencia")]
}

/// Means of one case over the routes: simple, and weighted by the requests of each (`metodos.md`, rule 7).
#[must_use]
pub fn promedios(casos: &[&Explicada], volumenes: &[&Result<Insumo, Falta>]) -> [Explicada; 2] {
    let unidad = casos.first().map_or("GTQ", |c| c.unidad.as_str());
    let suma = sumar_cifras(casos, unidad, "");
    let cuantas = entero(i64::try_from(casos.len()).unwrap_or(i64::MAX)).recip();
    let media = suma.valor.as_ref().map(|r| Rango::de(|e| r.en(e) * &cuantas));
    let simple = Explicada::nueva(media, unidad, "suma de los costos de un caso de cada ruta ÷ número de rutas", vec![], suma.faltan);
    let anuales: Vec<Explicada> = casos.iter().zip(volumenes).map(|(c, v)| al_anio(c, v)).collect();
    let total = sumar_cifras(&anuales.iter().collect::<Vec<_>>(), unidad, "");
    let casos_al_anio = volumenes.iter().filter_map(|v| v.as_ref().ok()).fold(BigRational::zero(), |t, i| t + &i.valor.probable);
    let mut faltan = total.faltan;
    if casos_al_anio.is_zero() && faltan.is_empty() {
        faltan.push(Falta::otra("Sin solicitudes en el año no hay promedio ponderado."));
    }
    let media = total.valor.as_ref().filter(|_| !casos_al_anio.is_zero()).map(|r| Rango::de(|e| r.en(e) / &casos_al_anio));
    let insumos = volumenes.iter().filter_map(|v| v.as_ref().ok().cloned()).collect();
    [simple, Explicada::nueva(media, unidad, "costo del año de todas las rutas ÷ solicitudes de todas", insumos, faltan)]
}

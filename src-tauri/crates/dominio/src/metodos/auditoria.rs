//! Arithmetic audit: what a sheet declares is computed again, and what does not add up is listed.
//!
//! The answer is always «revisar», never a proven error: a row may be the sum of rows that were not
//! copied. Each declared value with `k` decimals is compared with the expected one rounded half-up to
//! `k`. A product is tried under two chains: nothing rounded midway, and the factors as the sheet shows
//! them; a sheet in which some rows fit only one chain and others only the other mixes rules.
//!
//! Callers: `casos::calcular`, and the audit of an imported sheet.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::cifra::{Cifra, ModoDeTasa};
use super::exacto::{Decimal, decimal, entero, redondear};
use crate::cerrado;

/// Most candidates that are listed for a percentage without numerator.
const CANDIDATOS: usize = 10_000;

cerrado! {
    /// Part of the audit.
    Seccion { Filas = "filas" / "Productos", Sumas = "sumas" / "Sumas", Porcentajes = "porcentajes" / "Porcentajes", Repartos = "repartos" / "Repartos" }
}
cerrado! {
    /// What does not add up.
    TipoDeHallazgo {
        ProductoNoCoincide = "producto_no_coincide" / "El producto de los factores no da el valor escrito.",
        FactorMalMostrado = "factor_mal_mostrado" / "El factor que se muestra no es el redondeo de su valor.",
        SumaNoCoincide = "suma_no_coincide" / "La suma de las partes no da el total escrito.",
        RedondeoPrevio = "redondeo_previo" / "El total suma las partes ya redondeadas, no las exactas.",
        PorcentajeNoCoincide = "porcentaje_no_coincide" / "El numerador entre el denominador no da el porcentaje escrito.",
        DenominadorCero = "denominador_cero" / "El denominador es cero: el porcentaje no está definido.",
        PorcentajeImposible = "porcentaje_imposible" / "Ningún número entero de ese denominador da el porcentaje escrito.",
        RepartoNoSuma100 = "reparto_no_suma_100" / "Las partes del reparto no suman 100.",
        MezclaDeReglas = "mezcla_de_reglas" / "Unas filas solo cuadran sin redondear y otras solo con los factores redondeados.",
    }
}

/// Where a checked value stands in the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lugar {
    /// Row of the sheet.
    pub fila: Option<i64>,
    /// Label.
    pub etiqueta: Option<String>,
}

/// A factor: its exact value and, if the sheet shows it rounded, what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Exact value.
    pub valor: BigRational,
    /// As shown.
    pub mostrado: Option<Decimal>,
}

/// A declared product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilaDeProducto {
    /// Where.
    pub lugar: Lugar,
    /// At least one.
    pub factores: Vec<Factor>,
    /// Declared.
    pub producto: Decimal,
}

/// A declared total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suma {
    /// Where.
    pub lugar: Lugar,
    /// At least one.
    pub sumandos: Vec<Decimal>,
    /// Declared.
    pub total: Decimal,
}

/// A declared percentage. Without numerator, the whole numbers that round to it are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Porcentaje {
    /// Where.
    pub lugar: Lugar,
    /// May be missing.
    pub numerador: Option<Decimal>,
    /// Whole when the numerator is missing.
    pub denominador: Decimal,
    /// Declared.
    pub porcentaje: Decimal,
}

/// Declared shares of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reparto {
    /// Where.
    pub lugar: Lugar,
    /// At least one.
    pub porcentajes: Vec<Decimal>,
}

/// Everything that a sheet declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declarado {
    /// Products.
    pub filas: Vec<FilaDeProducto>,
    /// Totals.
    pub sumas: Vec<Suma>,
    /// Percentages.
    pub porcentajes: Vec<Porcentaje>,
    /// Shares.
    pub repartos: Vec<Reparto>,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hallazgo {
    /// What.
    pub tipo: TipoDeHallazgo,
    /// Part.
    pub seccion: Seccion,
    /// Place in its part, from 0; `None` for the whole sheet.
    pub indice: Option<usize>,
    /// Where in the sheet.
    pub lugar: Lugar,
    /// What should be there.
    pub esperado: Option<Cifra>,
    /// What is there, as received.
    pub encontrado: Option<String>,
    /// Found less expected.
    pub diferencia: Option<Cifra>,
    /// Of mixed rules: rows that fit only each chain.
    pub indices: Option<(Vec<usize>, Vec<usize>)>,
}

/// Whole numbers that a percentage without numerator may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inferencia {
    /// Place among the percentages, from 0.
    pub indice: usize,
    /// Label.
    pub etiqueta: Option<String>,
    /// Ascending.
    pub candidatos: Vec<i64>,
}

/// The audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Auditoria {
    /// Declared values that were looked at, by section.
    pub revisadas: [usize; 4],
    /// Those without a finding of their own.
    pub correctas: usize,
    /// In the order of the sections, the whole sheet last.
    pub hallazgos: Vec<Hallazgo>,
    /// One for each percentage without numerator.
    pub inferencias: Vec<Inferencia>,
    /// For each product, the chains that reproduce it.
    pub reglas_por_fila: Vec<Vec<ModoDeTasa>>,
}

struct Auditor {
    hallazgos: Vec<Hallazgo>,
    con_hallazgo: usize,
}

impl Auditor {
    fn anotar(&mut self, seccion: Seccion, tipo: TipoDeHallazgo, indice: usize, lugar: &Lugar, cifras: Option<(&BigRational, &Decimal)>) {
        let (mut esperado, mut encontrado, mut diferencia) = (None, None, None);
        if let Some((valor, declarado)) = cifras {
            let k = declarado.decimales;
            let redondo = redondear(valor, k);
            esperado = Some(Cifra::sin_unidad(valor.clone(), k));
            encontrado = Some(declarado.texto.clone());
            diferencia = Some(Cifra::sin_unidad(&declarado.valor - redondo, k));
        }
        self.hallazgos.push(Hallazgo {
            tipo,
            seccion,
            indice: Some(indice),
            lugar: lugar.clone(),
            esperado,
            encontrado,
            diferencia,
            indices: None,
        });
    }

    /// Counts an item with at least one finding.
    fn cerrar(&mut self, antes: usize) {
        self.con_hallazgo += usize::from(self.hallazgos.len() > antes);
    }
}

/// True when the value rounds to what was declared.
fn da(valor: &BigRational, declarado: &Decimal) -> bool {
    redondear(valor, declarado.decimales) == declarado.valor
}

/// Computes again everything that was declared.
#[must_use]
pub fn auditar(d: &Declarado) -> Auditoria {
    let mut a = Auditor { hallazgos: Vec::new(), con_hallazgo: 0 };
    let mut reglas_por_fila = Vec::with_capacity(d.filas.len());
    for (i, f) in d.filas.iter().enumerate() {
        let antes = a.hallazgos.len();
        let exacto = f.factores.iter().fold(BigRational::one(), |p, x| p * &x.valor);
        let redondo = f.factores.iter().fold(BigRational::one(), |p, x| p * x.mostrado.as_ref().map_or(&x.valor, |m| &m.valor));
        let mut reglas = Vec::new();
        if da(&exacto, &f.producto) {
            reglas.push(ModoDeTasa::SinRedondear);
        }
        if da(&redondo, &f.producto) {
            reglas.push(ModoDeTasa::TasaRedondeada);
        }
        if reglas.is_empty() {
            a.anotar(Seccion::Filas, TipoDeHallazgo::ProductoNoCoincide, i, &f.lugar, Some((&exacto, &f.producto)));
        }
        for factor in &f.factores {
            if let Some(m) = factor.mostrado.as_ref().filter(|m| !da(&factor.valor, m)) {
                a.anotar(Seccion::Filas, TipoDeHallazgo::FactorMalMostrado, i, &f.lugar, Some((&factor.valor, m)));
            }
        }
        a.cerrar(antes);
        reglas_por_fila.push(reglas);
    }
    for (i, s) in d.sumas.iter().enumerate() {
        let antes = a.hallazgos.len();
        let suma = s.sumandos.iter().fold(BigRational::zero(), |t, x| t + &x.valor);
        if !da(&suma, &s.total) {
            let redondeadas = s.sumandos.iter().fold(BigRational::zero(), |t, x| t + redondear(&x.valor, s.total.decimales));
            let previo = redondeadas == s.total.valor;
            let tipo = if previo { TipoDeHallazgo::RedondeoPrevio } else { TipoDeHallazgo::SumaNoCoincide };
            a.anotar(Seccion::Sumas, tipo, i, &s.lugar, Some((&suma, &s.total)));
        }
        a.cerrar(antes);
    }
    let inferencias = porcentajes(&d.porcentajes, &mut a);
    for (i, r) in d.repartos.iter().enumerate() {
        let antes = a.hallazgos.len();
        repartir(i, r, &mut a);
        a.cerrar(antes);
    }
    if let Some(mezcla) = mezcla(&reglas_por_fila) {
        a.hallazgos.push(mezcla);
    }
    let revisadas = [d.filas.len(), d.sumas.len(), d.porcentajes.len(), d.repartos.len()];
    let correctas = revisadas.iter().sum::<usize>() - a.con_hallazgo;
    Auditoria { revisadas, correctas, hallazgos: a.hallazgos, inferencias, reglas_por_fila }
}

fn porcentajes(lista: &[Porcentaje], a: &mut Auditor) -> Vec<Inferencia> {
    let mut inferencias = Vec::new();
    for (i, p) in lista.iter().enumerate() {
        let antes = a.hallazgos.len();
        let cero = p.denominador.valor.is_zero();
        if cero {
            a.anotar(Seccion::Porcentajes, TipoDeHallazgo::DenominadorCero, i, &p.lugar, None);
        }
        match &p.numerador {
            Some(n) if !cero => {
                let valor = entero(100) * &n.valor / &p.denominador.valor;
                if !da(&valor, &p.porcentaje) {
                    a.anotar(Seccion::Porcentajes, TipoDeHallazgo::PorcentajeNoCoincide, i, &p.lugar, Some((&valor, &p.porcentaje)));
                }
            }
            Some(_) => {}
            None => {
                let candidatos = if cero { Vec::new() } else { candidatos(&p.denominador.valor, &p.porcentaje) };
                if candidatos.is_empty() && !cero {
                    a.anotar(Seccion::Porcentajes, TipoDeHallazgo::PorcentajeImposible, i, &p.lugar, None);
                }
                inferencias.push(Inferencia { indice: i, etiqueta: p.lugar.etiqueta.clone(), candidatos });
            }
        }
        // What was declared is told even when nothing can be expected.
        if let Some(h) = a.hallazgos.get_mut(antes) {
            h.encontrado.get_or_insert_with(|| p.porcentaje.texto.clone());
        }
        a.cerrar(antes);
    }
    inferencias
}

/// Whole numbers from 0 to `denominador` whose percentage rounds to the declared one.
fn candidatos(denominador: &BigRational, declarado: &Decimal) -> Vec<i64> {
    if denominador.is_negative() {
        return Vec::new();
    }
    // Wider than the half unit by one on each side; each one is then checked.
    let medio =
        BigRational::new(BigInt::one(), BigInt::from(2u8) * BigInt::from(10u8).pow(u32::try_from(declarado.decimales).unwrap_or(10)));
    let en = |p: BigRational| p * denominador / entero(100);
    let desde = en(&declarado.valor - &medio).floor().to_integer() - BigInt::one();
    let hasta = en(&declarado.valor + &medio).ceil().to_integer() + BigInt::one();
    let (Some(desde), Some(hasta), Some(tope)) = (desde.to_i64(), hasta.to_i64(), denominador.to_integer().to_i64()) else {
        return Vec::new();
    };
    (desde.max(0)..=hasta.min(tope)).filter(|n| da(&(entero(100) * entero(*n) / denominador), declarado)).take(CANDIDATOS).collect()
}

fn repartir(i: usize, r: &Reparto, a: &mut Auditor) {
    let suma = r.porcentajes.iter().fold(BigRational::zero(), |t, x| t + &x.valor);
    let tolerancia = r.porcentajes.iter().fold(BigRational::zero(), |t, x| {
        t + BigRational::new(BigInt::one(), BigInt::from(2u8) * BigInt::from(10u8).pow(u32::try_from(x.decimales).unwrap_or(10)))
    });
    let diferencia = &suma - entero(100);
    if diferencia.abs() <= tolerancia {
        return;
    }
    let k = r.porcentajes.iter().map(|x| x.decimales).max().unwrap_or(0);
    a.hallazgos.push(Hallazgo {
        tipo: TipoDeHallazgo::RepartoNoSuma100,
        seccion: Seccion::Repartos,
        indice: Some(i),
        lugar: r.lugar.clone(),
        esperado: Some(Cifra::sin_unidad(entero(100), k)),
        encontrado: Some(decimal(&suma)),
        diferencia: Some(Cifra::sin_unidad(diferencia, k)),
        indices: None,
    });
}

fn mezcla(reglas: &[Vec<ModoDeTasa>]) -> Option<Hallazgo> {
    let solo =
        |modo: ModoDeTasa| -> Vec<usize> { reglas.iter().enumerate().filter(|(_, r)| r.as_slice() == [modo]).map(|(i, _)| i).collect() };
    let (exactas, redondas) = (solo(ModoDeTasa::SinRedondear), solo(ModoDeTasa::TasaRedondeada));
    (!exactas.is_empty() && !redondas.is_empty()).then(|| Hallazgo {
        tipo: TipoDeHallazgo::MezclaDeReglas,
        seccion: Seccion::Filas,
        indice: None,
        lugar: Lugar::default(),
        esperado: None,
        encontrado: None,
        diferencia: None,
        indices: Some((exactas, redondas)),
    })
}

#[cfg(test)]
mod pruebas;

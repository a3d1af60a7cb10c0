//! The catalogue of parameters: values that no ficha holds, each with its unit, its source and its date.
//!
//! A later row of the same code supersedes the earlier ones, which stay: a figure with an earlier cut-off still finds
//! its own. A row for one trámite is preferred to that of the institution. The product ships no value; the only
//! default is [`MINUTOS_MES`], and it is said wherever it is used.

use jiff::civil::Date;
use num_rational::BigRational;
use uuid::Uuid;

use super::{Confianza, Falta, Insumo, Origen, Rango};
use crate::cerrado;
use crate::ficha::Entidad;
use crate::metodos::exacto::{Decimal, entero};
use crate::texto::plegar;

cerrado! {
    /// Unit of a parameter.
    UnidadDeParametro {
        PorHora = "GTQ/h" / "quetzales por hora", PorViaje = "GTQ/viaje" / "quetzales por viaje", PorCopia = "GTQ/copia" / "quetzales por copia",
        PorMes = "GTQ/mes" / "quetzales por mes", PorAnio = "GTQ/anio" / "quetzales por año", PorCaso = "GTQ/caso" / "quetzales por solicitud",
        PorDiaHabil = "GTQ/dia_habil" / "quetzales por día hábil", PorDiaCalendario = "GTQ/dia_calendario" / "quetzales por día calendario",
        MinutosPorMes = "min/mes" / "minutos por mes", MinutosPorViaje = "min/viaje" / "minutos por viaje",
        Proporcion = "1" / "proporción (0.55 es 55 %)", Cantidad = "unidad" / "cantidad",
    }
}

/// Working minutes of a month: 22 working days of 8 hours.
pub const MINUTOS_MES: i64 = 10_560;

/// A code that the calculations know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conocido {
    /// Code, or the beginning of it when it ends in «_».
    pub codigo: &'static str,
    /// For people.
    pub nombre: &'static str,
    /// Units that it may have; the first is proposed.
    pub unidades: &'static [UnidadDeParametro],
    /// What it is for.
    pub para_que: &'static str,
}

use UnidadDeParametro as U;

/// Codes that the calculations know. Those that end in «_» take the name of a puesto or of a shared cost.
pub const CONOCIDOS: &[Conocido] = &[
    Conocido {
        codigo: "valor_hora_persona",
        nombre: "Valor de una hora de la persona",
        unidades: &[U::PorHora],
        para_que: "Pone en quetzales el tiempo de la persona.",
    },
    Conocido {
        codigo: "minutos_viaje",
        nombre: "Minutos de un viaje de ida y vuelta",
        unidades: &[U::MinutosPorViaje],
        para_que: "Suma al tiempo de la persona el de sus viajes.",
    },
    Conocido {
        codigo: "pasaje",
        nombre: "Pasaje de un viaje de ida y vuelta",
        unidades: &[U::PorViaje],
        para_que: "Costea cada visita a una oficina.",
    },
    Conocido { codigo: "copia", nombre: "Precio de una copia", unidades: &[U::PorCopia], para_que: "Costea las copias que se piden." },
    Conocido {
        codigo: "internet_hora",
        nombre: "Costo de una hora de internet",
        unidades: &[U::PorHora],
        para_que: "Costea los pasos que se hacen en línea.",
    },
    Conocido {
        codigo: "costo_dia_espera",
        nombre: "Costo de un día de espera",
        unidades: &[U::PorDiaHabil, U::PorDiaCalendario],
        para_que: "Costea la espera cuando detiene la actividad de la persona. Si no la detiene, escriba 0.",
    },
    Conocido {
        codigo: "minutos_mes",
        nombre: "Minutos de trabajo al mes",
        unidades: &[U::MinutosPorMes],
        para_que: "Convierte un sueldo en costo por minuto.",
    },
    Conocido {
        codigo: "gastos_generales",
        nombre: "Gastos generales sobre la mano de obra",
        unidades: &[U::Proporcion],
        para_que: "Agrega a la mano de obra una proporción de gastos generales.",
    },
    Conocido {
        codigo: "material_caso",
        nombre: "Materiales de una solicitud",
        unidades: &[U::PorCaso],
        para_que: "Lo que se gasta en cada solicitud: papel, plástico, envíos.",
    },
    Conocido {
        codigo: "remuneracion_",
        nombre: "Remuneración mensual",
        unidades: &[U::PorMes],
        para_que: "Lo que se paga al mes a quien trabaja en esa unidad. «general» vale para las unidades sin la suya.",
    },
    Conocido {
        codigo: "beneficios_",
        nombre: "Prestaciones mensuales",
        unidades: &[U::PorMes],
        para_que: "Prestaciones que se suman a la remuneración.",
    },
    Conocido {
        codigo: "aportes_",
        nombre: "Aportes patronales mensuales",
        unidades: &[U::PorMes],
        para_que: "Aportes que se suman a la remuneración.",
    },
    Conocido {
        codigo: "costo_anual_",
        nombre: "Costo compartido al año",
        unidades: &[U::PorAnio],
        para_que: "Un costo que se reparte entre varios trámites: alquiler, energía, depreciación.",
    },
    Conocido {
        codigo: "parte_",
        nombre: "Parte del trámite en el costo compartido",
        unidades: &[U::Cantidad],
        para_que: "Lo que usa este trámite: metros, solicitudes, horas.",
    },
    Conocido {
        codigo: "total_",
        nombre: "Total en que se reparte el costo compartido",
        unidades: &[U::Cantidad],
        para_que: "Lo que usan todos: metros, solicitudes, horas.",
    },
];

/// The declaration of a code, if the calculations know it.
#[must_use]
pub fn conocido(codigo: &str) -> Option<&'static Conocido> {
    CONOCIDOS
        .iter()
        .find(|c| if c.codigo.ends_with('_') { codigo.len() > c.codigo.len() && codigo.starts_with(c.codigo) } else { c.codigo == codigo })
}

/// The name of a code for people.
#[must_use]
pub fn nombre_de(codigo: &str) -> String {
    match conocido(codigo) {
        Some(c) if c.codigo.ends_with('_') => {
            let resto = codigo.strip_prefix(c.codigo).unwrap_or_default().replace('_', " ");
            format!("{}: {resto}", c.nombre)
        }
        Some(c) => c.nombre.to_owned(),
        None => codigo.replace('_', " "),
    }
}

/// What a unit or a shared cost is called inside a code: lower case ASCII words joined by «_».
#[must_use]
pub fn sufijo(nombre: &str) -> String {
    let plegado = plegar(nombre);
    let palabras: Vec<&str> = plegado.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()).collect();
    palabras.join("_")
}

/// A row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parametro {
    /// Identity.
    pub id: Uuid,
    /// Code.
    pub codigo: String,
    /// For people.
    pub nombre: String,
    /// Value with its range.
    pub valor: Rango,
    /// Unit.
    pub unidad: UnidadDeParametro,
    /// Where it comes from.
    pub fuente: Option<String>,
    /// Date of the source.
    pub fecha: Date,
    /// How much it is to be believed.
    pub confianza: Confianza,
    /// Only for one trámite.
    pub tramite: Option<Uuid>,
}

impl Parametro {
    /// Reads a row; `None` when it has no readable value, unit or date.
    #[must_use]
    pub fn leer(e: &Entidad) -> Option<Parametro> {
        let texto = |campo: &str| e.celdas.get(campo).and_then(crate::Dato::texto).map(str::trim).filter(|t| !t.is_empty());
        let decimal = |campo: &str| texto(campo).and_then(Decimal::leer).map(|d| d.valor);
        let probable = decimal("valor")?;
        Some(Parametro {
            id: e.id,
            codigo: texto("codigo")?.to_owned(),
            nombre: texto("nombre").map_or_else(|| nombre_de(texto("codigo").unwrap_or_default()), str::to_owned),
            valor: Rango {
                bajo: decimal("valor_bajo").unwrap_or_else(|| probable.clone()),
                alto: decimal("valor_alto").unwrap_or_else(|| probable.clone()),
                probable,
            },
            unidad: texto("unidad")?.parse().ok()?,
            fuente: texto("fuente").map(str::to_owned),
            fecha: texto("fecha")?.parse().ok()?,
            confianza: texto("confianza").and_then(|t| t.parse().ok()).unwrap_or(Confianza::Estimado),
            tramite: texto("tramite").and_then(|t| t.parse().ok()),
        })
    }

    fn insumo(&self) -> Insumo {
        Insumo {
            nombre: self.nombre.clone(),
            valor: self.valor.clone(),
            unidad: self.unidad.as_str().to_owned(),
            origen: Origen::Parametro(self.id),
            confianza: self.confianza,
            fuente: self.fuente.clone(),
            fecha: Some(self.fecha.to_string()),
        }
    }
}

/// The rows in force for one trámite at a cut-off.
#[derive(Clone, Debug, Default)]
pub struct Vigentes(Vec<Parametro>);

impl Vigentes {
    /// Chooses among all the rows: those of the trámite before those of the institution, then the latest date that
    /// the cut-off reaches, then the last written (identifiers grow with time).
    #[must_use]
    pub fn elegir(todas: Vec<Parametro>, tramite: Uuid, corte: Date) -> Self {
        let mut filas = todas;
        filas.retain(|p| p.fecha <= corte && p.tramite.is_none_or(|t| t == tramite));
        filas.sort_by(|a, b| (&a.codigo, b.tramite.is_some(), b.fecha, b.id).cmp(&(&b.codigo, a.tramite.is_some(), a.fecha, a.id)));
        filas.dedup_by(|a, b| a.codigo == b.codigo);
        Vigentes(filas)
    }

    /// The row of a code.
    #[must_use]
    pub fn de(&self, codigo: &str) -> Option<&Parametro> {
        self.0.iter().find(|p| p.codigo == codigo)
    }

    /// Rows whose code begins so, with the rest of it.
    pub fn con_prefijo<'p>(&'p self, prefijo: &'p str) -> impl Iterator<Item = (&'p str, &'p Parametro)> {
        self.0.iter().filter_map(move |p| Some((p.codigo.strip_prefix(prefijo)?, p)))
    }

    /// The value of a code as an input; what is missing otherwise. A row in a unit that the code does not have is no
    /// value.
    ///
    /// # Errors
    /// [`Falta`] naming the parameter, or the unit it should have.
    pub fn insumo(&self, codigo: &str) -> Result<Insumo, Falta> {
        let Some(p) = self.de(codigo) else {
            return if codigo == "minutos_mes" { Ok(por_omision()) } else { Err(Falta::parametro(codigo)) };
        };
        match conocido(codigo) {
            Some(c) if !c.unidades.contains(&p.unidad) => {
                let debe: Vec<&str> = c.unidades.iter().map(|u| u.etiqueta()).collect();
                let que = format!("El parámetro «{}» está en {}; debe estar en {}.", p.nombre, p.unidad.etiqueta(), debe.join(" o "));
                Err(Falta { que, ..Falta::parametro(codigo) })
            }
            _ => Ok(p.insumo()),
        }
    }
}

fn por_omision() -> Insumo {
    Insumo {
        nombre: "Minutos de trabajo al mes".to_owned(),
        valor: Rango::fijo(entero(MINUTOS_MES)),
        unidad: U::MinutosPorMes.as_str().to_owned(),
        origen: Origen::PorOmision,
        confianza: Confianza::PorOmision,
        fuente: Some("Valor por omisión: 22 días hábiles de 8 horas.".to_owned()),
        fecha: None,
    }
}

/// The value of an input in a scenario, when it is there.
#[must_use]
pub fn valor(insumo: Option<&Insumo>) -> Option<&Rango> {
    insumo.map(|i| &i.valor)
}

/// Minutes as hours.
#[must_use]
pub fn a_horas(minutos: &BigRational) -> BigRational {
    minutos / entero(60)
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use jiff::civil::date;

    fn fila(n: u128, codigo: &str, valor: i64, fecha: Date, tramite: Option<u128>) -> Parametro {
        Parametro {
            id: Uuid::from_u128(n),
            codigo: codigo.to_owned(),
            nombre: nombre_de(codigo),
            valor: Rango::fijo(entero(valor)),
            unidad: U::PorViaje,
            fuente: None,
            fecha,
            confianza: Confianza::Medido,
            tramite: tramite.map(Uuid::from_u128),
        }
    }

    #[test]
    fn la_fila_mas_reciente_vale_y_las_anteriores_quedan() {
        let todas = vec![
            fila(1, "pasaje", 5, date(2025, 1, 1), None),
            fila(2, "pasaje", 8, date(2026, 1, 1), None),
            fila(3, "pasaje", 20, date(2024, 1, 1), Some(9)),
        ];
        let de = |tramite: u128, corte: Date| {
            Vigentes::elegir(todas.clone(), Uuid::from_u128(tramite), corte).de("pasaje").map(|p| p.id.as_u128())
        };
        assert_eq!(de(7, date(2026, 6, 1)), Some(2));
        assert_eq!(de(7, date(2025, 6, 1)), Some(1), "an earlier cut-off finds the value of then");
        assert_eq!(de(7, date(2020, 6, 1)), None);
        assert_eq!(de(9, date(2026, 6, 1)), Some(3), "that of the trámite is preferred");
    }

    #[test]
    fn solo_los_minutos_del_mes_tienen_valor_por_omision() {
        let nada = Vigentes::default();
        assert_eq!(nada.insumo("minutos_mes").map(|i| i.confianza), Ok(Confianza::PorOmision));
        for c in CONOCIDOS.iter().filter(|c| c.codigo != "minutos_mes") {
            let codigo = if c.codigo.ends_with('_') { format!("{}x", c.codigo) } else { c.codigo.to_owned() };
            let falta = nada.insumo(&codigo).unwrap_err();
            assert_eq!(falta.parametro.as_deref(), Some(codigo.as_str()));
        }
        let mal = Vigentes::elegir(vec![fila(1, "copia", 1, date(2026, 1, 1), None)], Uuid::nil(), date(2026, 2, 1));
        assert!(mal.insumo("copia").unwrap_err().que.contains("quetzales por copia"), "a wrong unit is no value");
    }

    #[test]
    fn una_unidad_se_nombra_sin_tildes_dentro_del_codigo() {
        assert_eq!(sufijo("  Recepción y Archivo (2)"), "recepcion_y_archivo_2");
        assert_eq!(nombre_de("remuneracion_recepcion"), "Remuneración mensual: recepcion");
    }
}

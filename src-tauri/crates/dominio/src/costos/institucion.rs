//! The side of the institution: persons by minutes, materials and shared costs of one case, by the ABC method.

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::linea::Linea;
use super::parametros::{Vigentes, a_horas, sufijo};
use super::persona::Caso;
use super::rutas::PasoDeRuta;
use super::{Escenario, Explicada, Falta, Insumo, Lado, Rango, hoja};
use crate::ficha::{ActorPaso, VersionPaso};
use crate::metodos::abc::{CostoPorCaso, Datos, Identificable, NoIdentificable, PasoDeTrabajo, Puesto, costear, tarifa_minuto};

const MANO: &str = "minutos de cada paso × (remuneración + prestaciones + aportes) ÷ minutos del mes";

/// A step whose minutes and rate are known.
struct Trabajo {
    minutos: Rango,
    tarifa: Rango,
}

/// A shared cost whose driver is known.
struct Compartido {
    anual: Rango,
    parte: Rango,
    total: Rango,
}

/// Inputs and gaps while a figure is put together.
#[derive(Default)]
struct Mesa {
    insumos: Vec<Insumo>,
    faltan: Vec<Falta>,
}

impl Mesa {
    fn tomar(&mut self, x: Result<Insumo, Falta>) -> Option<Rango> {
        match x {
            Ok(i) => {
                let valor = i.valor.clone();
                if !self.insumos.contains(&i) {
                    self.insumos.push(i);
                }
                Some(valor)
            }
            Err(f) => {
                if !self.faltan.contains(&f) {
                    self.faltan.push(f);
                }
                None
            }
        }
    }
}

/// The rate of who works in a unit: its own salary, or that of «general».
fn tarifa(p: &Vigentes, paso: &PasoDeRuta<'_>, mesa: &mut Mesa) -> Option<Rango> {
    let propio = paso.paso.unidad.as_deref().map(sufijo).filter(|s| !s.is_empty());
    let con = |s: &str| p.de(&format!("remuneracion_{s}")).is_some();
    let cual = match &propio {
        Some(s) if con(s) || !con("general") => s.clone(),
        _ => "general".to_owned(),
    };
    let codigo = format!("remuneracion_{cual}");
    let llamado = paso.paso.unidad.as_deref().filter(|_| cual != "general").map(|u| format!("Remuneración mensual: {}", u.trim()));
    let sueldo = mesa.tomar(p.insumo(&codigo).map_err(|f| match llamado {
        Some(nombre) if p.de(&codigo).is_none() => Falta::parametro_llamado(&codigo, nombre),
        _ => f,
    }));
    let extra = |prefijo: &str, mesa: &mut Mesa| {
        let codigo = format!("{prefijo}{cual}");
        if p.de(&codigo).is_some() { mesa.tomar(p.insumo(&codigo)) } else { Some(Rango::fijo(BigRational::zero())) }
    };
    let beneficios = extra("beneficios_", mesa)?;
    let aportes = extra("aportes_", mesa)?;
    let minutos = mesa.tomar(p.insumo("minutos_mes"))?;
    let sueldo = sueldo?;
    if minutos.bajo.is_zero() {
        mesa.faltan.push(Falta { que: "Los minutos del mes no pueden ser 0.".to_owned(), ..Falta::parametro("minutos_mes") });
        return None;
    }
    Some(Rango::de(|e| {
        // More minutes in a month is a cheaper minute: the low scenario takes the longest month.
        let mes = match e {
            Escenario::Bajo => &minutos.alto,
            Escenario::Probable => &minutos.probable,
            Escenario::Alto => &minutos.bajo,
        };
        tarifa_minuto(sueldo.en(e), beneficios.en(e), aportes.en(e), mes).unwrap_or_else(BigRational::zero)
    }))
}

fn trabajos(c: &Caso<'_>, horas: &mut Mesa, mesa: &mut Mesa) -> Vec<Trabajo> {
    let mut trabajos = Vec::new();
    horas.faltan.extend(c.ruta.sin_actor());
    for p in c.ruta.de(ActorPaso::Institucion) {
        let minutos = horas.tomar(p.insumo_minutos());
        let tarifa = tarifa(c.parametros, p, mesa);
        if let (Some(minutos), Some(tarifa)) = (minutos, tarifa) {
            trabajos.push(Trabajo { minutos, tarifa });
        }
    }
    if c.ruta.de(ActorPaso::Institucion).next().is_none() && horas.faltan.is_empty() {
        horas.faltan.push(Falta::otra(match c.version {
            VersionPaso::Actual => "Ningún paso dice que lo hace la institución.",
            VersionPaso::Propuesta => "Ningún paso propuesto dice que lo hace la institución.",
        }));
    }
    trabajos
}

fn compartidos(c: &Caso<'_>, mesa: &mut Mesa) -> Option<Vec<Compartido>> {
    let nombres: Vec<String> = c.parametros.con_prefijo("costo_anual_").map(|(s, _)| s.to_owned()).collect();
    if nombres.is_empty() {
        return None;
    }
    let mut lista = Vec::new();
    for s in nombres {
        let [anual, parte, total] = ["costo_anual_", "parte_", "total_"].map(|p| mesa.tomar(c.parametros.insumo(&format!("{p}{s}"))));
        let (Some(anual), Some(parte), Some(total)) = (anual, parte, total) else { continue };
        if total.bajo.is_zero() || parte.alto > total.bajo {
            let que = format!("La parte del trámite en «{}» pasa del total en que se reparte.", s.replace('_', " "));
            mesa.faltan.push(Falta { que, ..Falta::parametro(&format!("parte_{s}")) });
            continue;
        }
        lista.push(Compartido { anual, parte, total });
    }
    Some(lista)
}

/// One case in one scenario.
fn caso(e: Escenario, trabajos: &[Trabajo], material: Option<&Rango>, compartidos: &[Compartido], volumen: Option<&Rango>) -> CostoPorCaso {
    costear(&Datos {
        hoja: hoja(),
        volumen_anual: volumen.map(|v| v.en(e).clone()),
        puestos: trabajos
            .iter()
            .enumerate()
            .map(|(i, t)| Puesto { codigo: i.to_string(), tarifa_minuto: t.tarifa.en(e).clone() })
            .collect(),
        pasos: trabajos
            .iter()
            .enumerate()
            .map(|(i, t)| PasoDeTrabajo { codigo: i.to_string(), puesto: i, minutos: t.minutos.en(e).clone(), veces: BigRational::one() })
            .collect(),
        identificables: material.iter().map(|m| Identificable { cantidad: BigRational::one(), costo_unitario: m.en(e).clone() }).collect(),
        no_identificables: compartidos
            .iter()
            .map(|x| NoIdentificable { costo_anual: x.anual.en(e).clone(), parte: x.parte.en(e).clone(), total: x.total.en(e).clone() })
            .collect(),
    })
}

/// The lines of the institution.
#[must_use]
pub fn lineas(c: &Caso<'_>) -> Vec<Linea> {
    let (mut horas, mut mano) = (Mesa::default(), Mesa::default());
    let trabajos = trabajos(c, &mut horas, &mut mano);
    let mut consumo = Mesa::default();
    let material = c.parametros.de("material_caso").and_then(|_| consumo.tomar(c.parametros.insumo("material_caso")));
    let mut reparto = Mesa::default();
    let lista = compartidos(c, &mut reparto);
    let volumen = if lista.is_some() { reparto.tomar(c.ruta.volumen(c.ficha)).filter(|v| !v.bajo.is_zero()) } else { None };
    let costos = [Escenario::Bajo, Escenario::Probable, Escenario::Alto]
        .map(|e| caso(e, &trabajos, material.as_ref(), lista.as_deref().unwrap_or_default(), volumen.as_ref()));
    let [bajo, probable, alto] = &costos;
    let de = |f: fn(&CostoPorCaso) -> &BigRational| Rango { bajo: f(bajo).clone(), probable: f(probable).clone(), alto: f(alto).clone() };

    let minutos = horas.insumos.iter().fold(Rango::fijo(BigRational::zero()), |t, i| t.mas(&i.valor));
    let en_horas = Explicada::nueva(
        Some(Rango::de(|e| a_horas(minutos.en(e)))),
        "h",
        "suma de los minutos de los pasos de la institución ÷ 60",
        horas.insumos.clone(),
        horas.faltan.clone(),
    );
    let mut faltan = horas.faltan;
    faltan.extend(mano.faltan);
    let insumos = horas.insumos.into_iter().chain(mano.insumos).collect();
    let mano_de_obra = Explicada::nueva(Some(de(|x| &x.mano_de_obra.cifra.valor)), "GTQ", MANO, insumos, faltan);
    let generales = generales(c, &mano_de_obra);
    let materiales = match c.parametros.de("material_caso") {
        None => Explicada::fuera("GTQ", "materiales de una solicitud", "No se anotó ningún costo de materiales."),
        Some(_) => {
            Explicada::nueva(Some(de(|x| &x.identificables.valor)), "GTQ", "materiales de una solicitud", consumo.insumos, consumo.faltan)
        }
    };
    let formula = "costo del año × parte del trámite ÷ total ÷ solicitudes del año";
    let repartidos = match lista {
        None => Explicada::fuera("GTQ", formula, "No se anotó ningún costo compartido con su reparto."),
        Some(_) => {
            if volumen.is_none() && reparto.faltan.is_empty() {
                reparto.faltan.push(Falta::otra("Sin solicitudes en el año no hay entre qué repartir."));
            }
            let valor = volumen.is_some().then(|| de(|x| &x.no_identificables.valor));
            Explicada::nueva(valor, "GTQ", formula, reparto.insumos, reparto.faltan)
        }
    };
    let linea =
        |codigo, nombre, dinero, horas| Linea { codigo, nombre, lado: Lado::Institucion, oportunidad: false, dinero, horas, viajes: None };
    vec![
        linea("mano_de_obra", "Mano de obra", mano_de_obra, Some(en_horas)),
        linea("gastos_generales", "Gastos generales", generales, None),
        linea("materiales", "Materiales", materiales, None),
        linea("compartidos", "Costos compartidos", repartidos, None),
    ]
}

fn generales(c: &Caso<'_>, mano: &Explicada) -> Explicada {
    let formula = "mano de obra × gastos generales";
    if c.parametros.de("gastos_generales").is_none() {
        return Explicada::fuera("GTQ", formula, "No se anotó ninguna proporción de gastos generales.");
    }
    let mut mesa = Mesa { insumos: vec![], faltan: mano.faltan.clone() };
    let proporcion = mesa.tomar(c.parametros.insumo("gastos_generales"));
    let base = mano.valor.as_ref().or(mano.conocido.as_ref());
    let valor = base.zip(proporcion.as_ref()).map(|(m, p)| m.por(p));
    Explicada::nueva(valor, "GTQ", formula, mesa.insumos, mesa.faltan)
}

//! The side of the person: time, trips, fares, copies, fees and waiting of one case.

use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::calendario::dias_en;
use super::linea::{Borrador, Linea, costear_lineas};
use super::parametros::{UnidadDeParametro, Vigentes, a_horas};
use super::rutas::Ruta;
use super::{Confianza, Explicada, Falta, Insumo, Lado, Origen, Rango, hoja};
use crate::ficha::{ActorPaso, Canal, ClaseTiempo, Ficha, FormaRequisito, Moneda, Tiempo, TipoCosto, UnidadTiempo, VersionPaso};
use crate::metodos::ces::{Espera, Modalidad, Origen as OrigenCes, costear};
use crate::metodos::exacto::{Decimal, entero};

/// What is costed.
#[derive(Clone, Copy, Debug)]
pub struct Caso<'a> {
    /// The sheet.
    pub ficha: &'a Ficha,
    /// One of its routes.
    pub ruta: &'a Ruta<'a>,
    /// Today's or the proposed one.
    pub version: VersionPaso,
    /// Parameters in force.
    pub parametros: &'a Vigentes,
    /// Cut-off: the day from which a wait is counted on the calendar.
    pub corte: Date,
}

/// The lines of the person.
#[must_use]
pub fn lineas(c: &Caso<'_>) -> Vec<Linea> {
    let viajes = viajes(c);
    let mut lineas =
        costear_lineas(vec![tiempo(c), viaje(c, &viajes), pasajes(c, &viajes), copias(c), internet(c), arancel(c), indirecto(c)]);
    lineas.push(espera(c));
    lineas
}

fn tiempo(c: &Caso<'_>) -> Borrador {
    let mut b = Borrador {
        oportunidad: true,
        ..Borrador::nuevo("tiempo", "Tiempo en los pasos", "suma de los minutos de los pasos de la persona ÷ 60 × valor de la hora")
    };
    b.horas = Some(minutos(c, |_| true, "suma de los minutos de los pasos de la persona ÷ 60"));
    b.tarifa = b.tomar(c.parametros.insumo("valor_hora_persona"));
    b
}

/// Hours of the steps by the user that pass a test.
fn minutos(c: &Caso<'_>, pasa: impl Fn(Option<Canal>) -> bool, formula: &str) -> Explicada {
    let (mut insumos, mut faltan) = (Vec::new(), c.ruta.sin_actor());
    let mut total = Rango::fijo(BigRational::zero());
    for p in c.ruta.de(ActorPaso::Usuario).filter(|p| pasa(p.paso.canal)) {
        match p.insumo_minutos() {
            Ok(i) => {
                total = total.mas(&i.valor);
                insumos.push(i);
            }
            Err(f) => faltan.push(f),
        }
    }
    if c.ruta.pasos.is_empty() {
        faltan.push(Falta::otra(match c.version {
            VersionPaso::Actual => "La ficha no tiene pasos.",
            VersionPaso::Propuesta => "La ficha no tiene pasos propuestos.",
        }));
    } else if c.ruta.de(ActorPaso::Usuario).next().is_none() && faltan.is_empty() {
        faltan.push(Falta::otra("Ningún paso dice que lo hace la persona usuaria."));
    }
    Explicada::nueva(Some(Rango::de(|e| a_horas(total.en(e)))), "h", formula, insumos, faltan)
}

/// Trips: the visits of the ficha, or the steps in person of the route.
fn viajes(c: &Caso<'_>) -> Explicada {
    let t = &c.ficha.tramite;
    if let (true, VersionPaso::Actual, Some(n)) = (c.ruta.unica, c.version, t.visitas) {
        let insumo = Insumo {
            nombre: "Visitas de la persona usuaria".to_owned(),
            valor: Rango::fijo(entero(n)),
            unidad: "viaje".to_owned(),
            origen: Origen::Celda { entidad: t.id, campo: "visitas" },
            confianza: if t.visitas_fuente.is_some() { Confianza::Publicado } else { Confianza::Estimado },
            fuente: t.visitas_fuente.clone(),
            fecha: None,
        };
        return Explicada::nueva(Some(insumo.valor.clone()), "viaje", "visitas de la ficha", vec![insumo], vec![]);
    }
    let formula = "pasos de la persona que se hacen en persona";
    let mut faltan: Vec<Falta> = c.ruta.sin_actor();
    let mut cuantos = 0;
    let mut hay = false;
    for p in c.ruta.de(ActorPaso::Usuario) {
        hay = true;
        match p.paso.canal {
            None => faltan.push(Falta::celda(p.paso.id, "canal", format!("No se dice por qué vía se hace el {}.", p.nombre()))),
            Some(Canal::Presencial) => cuantos += 1,
            Some(_) => {}
        }
    }
    if !hay {
        let que = "No se sabe cuántas visitas hace la persona.";
        faltan.push(if c.version == VersionPaso::Actual { Falta::celda(t.id, "visitas", que) } else { Falta::otra(que) });
    }
    let insumo = Insumo {
        nombre: "Pasos de la persona que se hacen en persona".to_owned(),
        valor: Rango::fijo(entero(cuantos)),
        unidad: "viaje".to_owned(),
        origen: Origen::Contado,
        confianza: Confianza::Estimado,
        fuente: Some("Contados en la lista de pasos.".to_owned()),
        fecha: None,
    };
    Explicada::nueva(Some(insumo.valor.clone()), "viaje", formula, vec![insumo], faltan)
}

fn hay_viajes(v: &Explicada) -> bool {
    !v.faltan.is_empty() || v.valor.as_ref().is_some_and(|r| !r.alto.is_zero())
}

fn viaje(c: &Caso<'_>, viajes: &Explicada) -> Borrador {
    let mut b = Borrador {
        oportunidad: true,
        ..Borrador::nuevo("viaje", "Tiempo de los viajes", "viajes × minutos de un viaje ÷ 60 × valor de la hora")
    };
    let formula = "viajes × minutos de un viaje ÷ 60";
    b.horas = Some(if hay_viajes(viajes) {
        let (mut insumos, mut faltan) = (viajes.insumos.clone(), viajes.faltan.clone());
        let por_viaje = match c.parametros.insumo("minutos_viaje") {
            Ok(i) => {
                let valor = i.valor.clone();
                insumos.push(i);
                Some(valor)
            }
            Err(f) => {
                faltan.push(f);
                None
            }
        };
        let valor = viajes.valor.as_ref().zip(por_viaje).map(|(v, m)| Rango::de(|e| a_horas(&(v.en(e) * m.en(e)))));
        Explicada::nueva(valor, "h", formula, insumos, faltan)
    } else {
        Explicada::nueva(Some(Rango::fijo(BigRational::zero())), "h", formula, viajes.insumos.clone(), vec![])
    });
    b.tarifa = b.tomar(c.parametros.insumo("valor_hora_persona"));
    b
}

const YA_INDIRECTO: &str = "El costo indirecto de la ficha ya suma copias y transporte: no se cuenta dos veces.";

fn pasajes(c: &Caso<'_>, viajes: &Explicada) -> Borrador {
    let mut b = Borrador::nuevo("pasajes", "Pasajes", "viajes × pasaje de ida y vuelta");
    b.viajes = Some(viajes.clone());
    if c.ficha.tramite.costo_indirecto.is_some() {
        b.fuera = Some(YA_INDIRECTO.to_owned());
        return b;
    }
    let pasaje = if hay_viajes(viajes) { b.tomar(c.parametros.insumo("pasaje")) } else { Some(Rango::fijo(BigRational::zero())) };
    b.externos = viajes.valor.as_ref().zip(pasaje.as_ref()).map(|(v, p)| v.por(p));
    b
}

fn copias(c: &Caso<'_>) -> Borrador {
    let mut b = Borrador::nuevo("copias", "Copias", "copias que se piden × precio de una copia");
    if c.ficha.tramite.costo_indirecto.is_some() {
        b.fuera = Some(YA_INDIRECTO.to_owned());
        return b;
    }
    let mut total = 0;
    for (i, r) in c.ficha.requisitos.iter().enumerate() {
        let copia = matches!(r.forma, Some(FormaRequisito::CopiaSimple | FormaRequisito::CopiaLegalizada));
        match r.copias {
            Some(n) if n > 0 => {
                total += n;
                b.insumos.push(Insumo {
                    nombre: format!("Copias del requisito {}", i + 1),
                    valor: Rango::fijo(entero(n)),
                    unidad: "copia".to_owned(),
                    origen: Origen::Celda { entidad: r.id, campo: "copias" },
                    confianza: Confianza::Estimado,
                    fuente: None,
                    fecha: None,
                });
            }
            None if copia => {
                b.faltan.push(Falta::celda(r.id, "copias", format!("El requisito {} pide copia y no dice cuántas.", i + 1)));
            }
            _ => {}
        }
    }
    if c.ficha.requisitos.is_empty() && !c.ficha.tramite.sin_requisitos {
        b.faltan.push(Falta::celda(c.ficha.tramite.id, "sin_requisitos", "La ficha no tiene requisitos ni dice que no se piden."));
    }
    let precio =
        if total > 0 || !b.faltan.is_empty() { b.tomar(c.parametros.insumo("copia")) } else { Some(Rango::fijo(BigRational::zero())) };
    b.externos = precio.map(|p| Rango::fijo(entero(total)).por(&p));
    b
}

fn internet(c: &Caso<'_>) -> Borrador {
    let mut b = Borrador::nuevo("internet", "Internet", "horas de los pasos en línea × costo de una hora de internet");
    if c.ruta.de(ActorPaso::Usuario).all(|p| p.paso.canal != Some(Canal::EnLinea)) {
        b.fuera = Some("Ningún paso de la persona se hace en línea.".to_owned());
        return b;
    }
    let horas = minutos(c, |canal| canal == Some(Canal::EnLinea), "");
    let precio = b.tomar(c.parametros.insumo("internet_hora"));
    b.externos = horas.valor.as_ref().zip(precio.as_ref()).map(|(h, p)| h.por(p));
    b.insumos.extend(horas.insumos);
    b.faltan.extend(horas.faltan);
    b
}

/// Centavos as money.
fn centavos(n: i64) -> BigRational {
    entero(n) / entero(100)
}

fn arancel(c: &Caso<'_>) -> Borrador {
    let t = &c.ficha.tramite;
    let mut b = Borrador::nuevo("arancel", "Arancel", "arancel de la ficha");
    let celda = |que: &str| Falta::celda(t.id, "costo_tipo", que);
    let cifra = |n: i64, campo: &'static str| Insumo {
        nombre: "Arancel".to_owned(),
        valor: Rango::fijo(centavos(n)),
        unidad: "GTQ".to_owned(),
        origen: Origen::Celda { entidad: t.id, campo },
        confianza: if t.costo_base_legal.is_some() { Confianza::Publicado } else { Confianza::Estimado },
        fuente: t.costo_base_legal.clone(),
        fecha: None,
    };
    let leido = match (t.costo_tipo, t.costo_monto, t.costo_moneda) {
        (Some(TipoCosto::Gratuito), ..) => Ok(cifra(0, "costo_tipo")),
        (Some(TipoCosto::Fijo), Some(n), Some(Moneda::Gtq)) => Ok(cifra(n, "costo_monto")),
        (Some(TipoCosto::Fijo), Some(_), Some(Moneda::Usd)) => Err(Falta::otra("El arancel está en dólares: dos monedas no se suman.")),
        (Some(TipoCosto::Fijo), Some(_), None) => Err(Falta::celda(t.id, "costo_moneda", "Falta la moneda del arancel.")),
        (Some(TipoCosto::Fijo), None, _) => Err(Falta::celda(t.id, "costo_monto", "Falta el monto del arancel.")),
        (Some(TipoCosto::Variable), ..) => Err(celda("El arancel es variable: no hay un solo monto.")),
        (Some(TipoCosto::NoSabe) | None, ..) => Err(celda("No se sabe si el trámite se cobra.")),
    };
    b.externos = b.tomar(leido);
    b
}

fn indirecto(c: &Caso<'_>) -> Borrador {
    let t = &c.ficha.tramite;
    let mut b = Borrador::nuevo("indirecto", "Costo indirecto", "costo indirecto de la ficha");
    match t.costo_indirecto {
        None => b.fuera = Some("La ficha no anota un costo indirecto: pasajes y copias se calculan aparte.".to_owned()),
        Some(n) => {
            b.externos = b.tomar(Ok(Insumo {
                nombre: "Costo indirecto para la persona".to_owned(),
                valor: Rango::fijo(centavos(n)),
                unidad: "GTQ".to_owned(),
                origen: Origen::Celda { entidad: t.id, campo: "costo_indirecto" },
                confianza: if t.costo_indirecto_fuente.is_some() { Confianza::Publicado } else { Confianza::Estimado },
                fuente: t.costo_indirecto_fuente.clone(),
                fecha: None,
            }));
        }
    }
    b
}

/// The time that counts for a version: the best known of today's, or the proposed one.
fn tiempo_de_respuesta(ficha: &Ficha, version: VersionPaso) -> Option<&Tiempo> {
    let orden: &[ClaseTiempo] = match version {
        VersionPaso::Actual => &[ClaseTiempo::Medido, ClaseTiempo::Estimado, ClaseTiempo::Publicado, ClaseTiempo::Normado],
        VersionPaso::Propuesta => &[ClaseTiempo::Propuesto],
    };
    orden.iter().find_map(|clase| ficha.tiempos.iter().find(|t| t.clase == Some(*clase) && t.minimo.is_some()))
}

fn dias_de_espera(c: &Caso<'_>, unidad: UnidadDeParametro) -> Result<Insumo, Falta> {
    let falta = || Falta::otra("Falta el tiempo de respuesta en la ficha.");
    let t = tiempo_de_respuesta(c.ficha, c.version).ok_or_else(falta)?;
    let leer = |x: &Option<String>| x.as_deref().and_then(Decimal::leer).map(|d| d.valor);
    let bajo = leer(&t.minimo).ok_or_else(falta)?;
    let alto = leer(&t.maximo).filter(|a| *a >= bajo).unwrap_or_else(|| bajo.clone());
    let habiles = unidad == UnidadDeParametro::PorDiaHabil;
    let de = t.unidad.unwrap_or(UnidadTiempo::Desconocida);
    let convertir = |v: &BigRational| dias_en(v, de, habiles, c.corte).map_err(|que| Falta::celda(t.id, "unidad", que));
    let (bajo, alto) = (convertir(&bajo)?, convertir(&alto)?);
    let medio = (&bajo + &alto) / entero(2);
    let clase = t.clase.unwrap_or(ClaseTiempo::Estimado);
    let mut nombre = format!("Tiempo de respuesta ({})", clase.etiqueta().to_lowercase());
    if bajo != alto {
        nombre.push_str("; el probable es el punto medio");
    }
    Ok(Insumo {
        nombre,
        valor: Rango { bajo, probable: medio, alto },
        unidad: if habiles { "dia_habil" } else { "dia_calendario" }.to_owned(),
        origen: Origen::Celda { entidad: t.id, campo: "minimo" },
        confianza: match clase {
            ClaseTiempo::Medido => Confianza::Medido,
            ClaseTiempo::Normado | ClaseTiempo::Publicado => Confianza::Publicado,
            ClaseTiempo::Propuesto | ClaseTiempo::Estimado => Confianza::Estimado,
        },
        fuente: t.fuente.clone(),
        fecha: t.fecha.clone(),
    })
}

/// The wait, by the rule of the costo económico social. Where waiting stops nothing, its parameter is 0.
fn espera(c: &Caso<'_>) -> Linea {
    let formula = "días de espera × costo de un día de espera";
    let (mut insumos, mut faltan) = (Vec::new(), Vec::new());
    let costo = c.parametros.insumo("costo_dia_espera");
    let unidad = c.parametros.de("costo_dia_espera").map_or(UnidadDeParametro::PorDiaHabil, |p| p.unidad);
    let mut tomar = |x: Result<Insumo, Falta>| match x {
        Ok(i) => {
            let valor = i.valor.clone();
            insumos.push(i);
            Some(valor)
        }
        Err(f) => {
            faltan.push(f);
            None
        }
    };
    let costo = tomar(costo);
    // Zero a day is zero whatever the wait: where it stops nothing, its length is not asked.
    let nada = costo.as_ref().is_some_and(|v| v.alto.is_zero());
    let dias = if nada { Some(Rango::fijo(BigRational::zero())) } else { tomar(dias_de_espera(c, unidad)) };
    let valor = dias.zip(costo).map(|(dias, costo)| {
        Rango::de(|e| {
            let espera = Espera { dias: dias.en(e).clone(), costo_dia: costo.en(e).clone(), detiene_actividad: true };
            let origen = OrigenCes::Detallado { volumen_anual: BigRational::one(), requisitos: vec![], espera: Some(espera) };
            costear(&hoja(), &[Modalidad { codigo: "caso".to_owned(), origen }]).espera.valor
        })
    });
    let dinero = Explicada::nueva(valor, "GTQ", formula, insumos, faltan);
    let dinero = if nada { dinero.con_nota("Su parámetro es 0: la espera no detiene la actividad de la persona.") } else { dinero };
    Linea { codigo: "espera", nombre: "Espera de la respuesta", lado: Lado::Persona, oportunidad: true, dinero, horas: None, viajes: None }
}

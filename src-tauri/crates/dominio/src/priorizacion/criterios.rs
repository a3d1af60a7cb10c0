//! Criteria: the library, and the note that a measured value gets by its thresholds (`dominio.md` §6).

use num_rational::BigRational;
use num_traits::Zero;

use crate::cerrado;
use crate::ficha::{ClaseTiempo, Ficha, Moneda, Tiempo, TipoCosto, UnidadTiempo};
use crate::formato;
use crate::metodos::exacto::{Decimal, entero, leer_razon, mostrado};

cerrado! {
    /// Where the note of a criterion comes from.
    Origen {
        Demanda = "demanda" / "Solicitudes por año", Tiempo = "tiempo" / "Tiempo de respuesta",
        Requisitos = "requisitos" / "Número de requisitos", Costo = "costo" / "Arancel",
        Incidencias = "incidencias" / "Quejas, rechazos y previos", Hallazgos = "hallazgos" / "Posibles hallazgos abiertos",
        Personas = "personas" / "Lo califican las personas",
    }
}
cerrado! {
    /// Which side of the impact–feasibility picture a criterion belongs to.
    Eje { Impacto = "impacto" / "Impacto", Factibilidad = "factibilidad" / "Factibilidad" }
}

/// A criterion of the library.
#[derive(Clone, Copy, Debug)]
pub struct Plantilla {
    /// Code, `[a-z][a-z0-9_]*`.
    pub codigo: &'static str,
    /// Name.
    pub nombre: &'static str,
    /// What it asks.
    pub definicion: &'static str,
    /// Points proposed; those of the first nine add up to 100, the rest begin at 0.
    pub peso: i64,
    /// Source of the note.
    pub origen: Origen,
    /// Side of the picture.
    pub eje: Eje,
    /// The four thresholds; empty when people rate it.
    pub umbrales: &'static str,
    /// What notes 1, 3 and 5 mean.
    pub notas: [&'static str; 3],
}

const fn automatico(
    codigo: &'static str,
    nombre: &'static str,
    peso: i64,
    origen: Origen,
    definicion: &'static str,
    umbrales: &'static str,
    notas: [&'static str; 3],
) -> Plantilla {
    Plantilla { codigo, nombre, definicion, peso, origen, eje: Eje::Impacto, umbrales, notas }
}

const fn personas(
    codigo: &'static str,
    nombre: &'static str,
    peso: i64,
    eje: Eje,
    definicion: &'static str,
    notas: [&'static str; 3],
) -> Plantilla {
    Plantilla { codigo, nombre, definicion, peso, origen: Origen::Personas, eje, umbrales: "", notas }
}

/// Criteria to choose from. The nine of `dominio.md` §6 come first, with their points.
pub const BIBLIOTECA: &[Plantilla] = &[
    automatico(
        "demanda",
        "Demanda",
        20,
        Origen::Demanda,
        "Cuántas solicitudes entran en un año: a cuántas personas ayuda simplificarlo.",
        "100; 1000; 5000; 20000",
        ["Menos de 100 solicitudes al año", "De 1,000 a 4,999", "20,000 o más"],
    ),
    automatico(
        "tiempo",
        "Tiempo de respuesta",
        15,
        Origen::Tiempo,
        "Cuántos días espera la persona. Los días hábiles cuentan como 1.4 días para poder ordenar.",
        ">1; 8; >15; >60",
        ["Un día o menos", "De 8 a 15 días", "Más de 60 días"],
    ),
    personas(
        "impacto",
        "Impacto económico o social",
        15,
        Eje::Impacto,
        "A quién alcanza: una localidad, un sector, todo el país o un grupo vulnerable.",
        ["Alcance local", "Un sector", "Todo el país o un grupo vulnerable"],
    ),
    automatico(
        "requisitos",
        "Requisitos",
        10,
        Origen::Requisitos,
        "Cuántas cosas se piden a la persona.",
        "3; 5; 8; 11",
        ["2 o menos", "De 5 a 7", "11 o más"],
    ),
    automatico(
        "costo",
        "Costo para la persona",
        10,
        Origen::Costo,
        "El arancel, en quetzales. Un costo variable o en dólares queda sin dato.",
        ">0; 100; 500; 2000",
        ["Gratuito", "De Q 100.00 a Q 499.99", "Q 2,000.00 o más"],
    ),
    automatico(
        "incidencias",
        "Quejas, rechazos y previos",
        10,
        Origen::Incidencias,
        "Quejas, rechazos y devoluciones con previo, por cada cien solicitudes.",
        "2; 10; 20; 40",
        ["Menos de 2 %", "De 10 % a 19 %", "40 % o más"],
    ),
    personas(
        "normativa",
        "Factibilidad normativa",
        8,
        Eje::Factibilidad,
        "Qué norma hay que cambiar para simplificarlo.",
        ["Hay que reformar una ley", "Hay que reformar un acuerdo gubernativo", "Basta una decisión interna"],
    ),
    personas(
        "tecnologia",
        "Factibilidad tecnológica",
        7,
        Eje::Factibilidad,
        "Qué sistema tiene ya la institución.",
        ["No hay sistema", "Cubre una parte", "Está listo"],
    ),
    personas(
        "compromiso",
        "Compromiso de gobierno",
        5,
        Eje::Impacto,
        "Si alguien ya se comprometió en público a simplificarlo.",
        ["Nadie", "Está en el plan institucional", "Es compromiso presidencial"],
    ),
    automatico(
        "hallazgos",
        "Posibles hallazgos",
        0,
        Origen::Hallazgos,
        "Cuántos posibles hallazgos siguen abiertos en la ficha.",
        "1; 3; 6; 10",
        ["Ninguno", "De 3 a 5", "10 o más"],
    ),
    personas(
        "vulnerables",
        "Personas en situación de vulnerabilidad",
        0,
        Eje::Impacto,
        "Cuánto lo usan personas mayores, con discapacidad, de pueblos indígenas o sin Internet.",
        ["Casi nadie", "Una parte", "La mayoría"],
    ),
    personas(
        "recursos",
        "Recursos disponibles",
        0,
        Eje::Factibilidad,
        "Si hay personal y presupuesto para hacerlo este año.",
        ["No hay", "Hay una parte", "Están asignados"],
    ),
];

/// One threshold: the value that reaches the next note.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Umbral {
    valor: BigRational,
    /// The value itself does not reach it, only what is above.
    estricto: bool,
}

/// The four thresholds that part the notes 1 to 5, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Umbrales([Umbral; 4]);

/// Thresholds that part nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("four ascending numbers separated by «;» are needed")]
pub struct UmbralesMalos;

impl Umbrales {
    /// Reads `100; 1000; 5000; 20000`; `>` before a number leaves the number itself below.
    ///
    /// # Errors
    /// [`UmbralesMalos`] unless there are four numbers of 0 or more that never go down.
    pub fn leer(texto: &str) -> Result<Self, UmbralesMalos> {
        let uno = |t: &str| {
            let t = t.trim();
            let (estricto, t) = t.strip_prefix('>').map_or((false, t), |resto| (true, resto.trim()));
            let valor = Decimal::leer(&t.replace(',', ""))?.valor;
            (valor >= BigRational::zero()).then_some(Umbral { valor, estricto })
        };
        let leidos: Vec<Umbral> = texto.split(';').map(uno).collect::<Option<_>>().ok_or(UmbralesMalos)?;
        let cuatro: [Umbral; 4] = leidos.try_into().map_err(|_| UmbralesMalos)?;
        let suben = cuatro.windows(2).all(|w| matches!(w, [a, b] if a.valor <= b.valor));
        suben.then_some(Umbrales(cuatro)).ok_or(UmbralesMalos)
    }

    /// The note of a value, 1 to 5.
    #[must_use]
    pub fn nota(&self, valor: &BigRational) -> u8 {
        let alcanza = |u: &&Umbral| if u.estricto { valor > &u.valor } else { valor >= &u.valor };
        1 + u8::try_from(self.0.iter().filter(alcanza).count()).unwrap_or(4)
    }
}

/// What the inventory knows of a trámite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Medidas {
    /// Requests per year.
    pub volumen: Option<i64>,
    /// Days of answer, to sort by and never to be printed as they are (`dominio.md` §4.5).
    pub dias: Option<BigRational>,
    /// The time as it is printed.
    pub tiempo: String,
    /// Requisitos of the first level.
    pub requisitos: i64,
    /// Fee in centavos of quetzal; 0 when it is free.
    pub costo: Option<i64>,
    /// Complaints, rejections and returns of the year, over its requests.
    pub incidencias: Option<(i64, i64)>,
    /// Open findings.
    pub hallazgos: i64,
}

/// Minutes of a unit to sort by, over those of a day.
fn dias_de(unidad: UnidadTiempo) -> Option<BigRational> {
    Some(match unidad {
        UnidadTiempo::Minutos => BigRational::new(1.into(), 1_440.into()),
        UnidadTiempo::Horas => BigRational::new(1.into(), 24.into()),
        UnidadTiempo::DiasSinEspecificar | UnidadTiempo::DiasCalendario => entero(1),
        UnidadTiempo::DiasHabiles => BigRational::new(7.into(), 5.into()),
        UnidadTiempo::Semanas => entero(7),
        UnidadTiempo::Meses => entero(30),
        UnidadTiempo::Anios => entero(365),
        UnidadTiempo::Desconocida => return None,
    })
}

/// Which time speaks for the trámite: what was measured before what was published, and never what is proposed.
fn preferencia(t: &Tiempo) -> Option<(u8, bool)> {
    let clase = match t.clase? {
        ClaseTiempo::Medido => 0,
        ClaseTiempo::Publicado => 1,
        ClaseTiempo::Normado => 2,
        ClaseTiempo::Estimado => 3,
        ClaseTiempo::Propuesto => return None,
    };
    Some((clase, t.caso.is_some()))
}

/// The time and what it is: «30 días hábiles (publicado)».
fn con_clase(t: &Tiempo) -> String {
    let clase = t.clase.map(|c| format!(" ({})", c.etiqueta().to_lowercase())).unwrap_or_default();
    format!("{}{clase}", formato::tiempo(t))
}

impl Medidas {
    /// Reads a ficha with its times; the rows that are only counted come counted.
    #[must_use]
    pub fn de_ficha(ficha: &Ficha, requisitos: i64, hallazgos: i64) -> Self {
        let t = &ficha.tramite;
        let tiempo = ficha.tiempos.iter().filter_map(|t| Some((preferencia(t)?, t))).min_by_key(|(p, _)| *p).map(|(_, t)| t);
        let dias = tiempo.and_then(|t| {
            let valor = leer_razon(t.maximo.as_deref().or(t.minimo.as_deref())?.trim())?;
            Some(valor * dias_de(t.unidad?)?)
        });
        let costo = match t.costo_tipo {
            Some(TipoCosto::Gratuito) => Some(0),
            Some(TipoCosto::Fijo) if t.costo_moneda != Some(Moneda::Usd) => t.costo_monto,
            _ => None,
        };
        let partes = [t.volumen_quejas, t.volumen_rechazos, t.volumen_previos];
        let incidencias = t
            .volumen_anual
            .filter(|v| *v > 0)
            .zip(partes.iter().any(Option::is_some).then(|| partes.iter().flatten().sum::<i64>()))
            .map(|(todas, malas)| (malas, todas));
        Medidas {
            volumen: t.volumen_anual,
            tiempo: dias.as_ref().and(tiempo).map(con_clase).unwrap_or_default(),
            dias,
            requisitos,
            costo,
            incidencias,
            hallazgos,
        }
    }

    /// The value that the thresholds are compared with: requests, days, rows, quetzales or percent. `None` is «sin dato».
    #[must_use]
    pub fn valor(&self, origen: Origen) -> Option<BigRational> {
        match origen {
            Origen::Demanda => self.volumen.map(entero),
            Origen::Tiempo => self.dias.clone(),
            Origen::Requisitos => Some(entero(self.requisitos)),
            Origen::Costo => self.costo.map(|c| BigRational::new(c.into(), 100.into())),
            Origen::Incidencias => self.incidencias.map(|(malas, todas)| BigRational::new((malas * 100).into(), todas.into())),
            Origen::Hallazgos => Some(entero(self.hallazgos)),
            Origen::Personas => None,
        }
    }

    /// The value as people read it, empty when there is none.
    #[must_use]
    pub fn texto(&self, origen: Origen) -> String {
        let cuantos = |n: i64, una: &str, varias: &str| format!("{} {}", formato::entero(n), if n == 1 { una } else { varias });
        match origen {
            Origen::Demanda => self.volumen.map(|n| cuantos(n, "solicitud al año", "solicitudes al año")),
            Origen::Tiempo => (!self.tiempo.is_empty()).then(|| self.tiempo.clone()),
            Origen::Requisitos => Some(cuantos(self.requisitos, "requisito", "requisitos")),
            Origen::Costo => self.costo.map(|c| if c == 0 { "Gratuito".to_owned() } else { formato::dinero(c, Moneda::Gtq) }),
            Origen::Incidencias => self.incidencias.map(|(malas, todas)| {
                let parte = self.valor(origen).map(|v| mostrado(&v, 1)).unwrap_or_default();
                format!("{parte} % ({} de {})", formato::entero(malas), formato::entero(todas))
            }),
            Origen::Hallazgos => Some(cuantos(self.hallazgos, "posible hallazgo", "posibles hallazgos")),
            Origen::Personas => None,
        }
        .unwrap_or_default()
    }
}

#[cfg(test)]
mod pruebas {
    use proptest::prelude::*;

    use super::*;

    fn nota(codigo: &str, valor: &str) -> u8 {
        let p = BIBLIOTECA.iter().find(|p| p.codigo == codigo).unwrap();
        Umbrales::leer(p.umbrales).unwrap().nota(&Decimal::leer(valor).unwrap().valor)
    }

    /// The table of `dominio.md` §6, at each of its edges.
    #[test]
    fn las_notas_son_las_de_la_tabla() {
        let casos: &[(&str, &[(&str, u8)])] = &[
            ("demanda", &[("99", 1), ("100", 2), ("999", 2), ("1000", 3), ("4999", 3), ("5000", 4), ("19999", 4), ("20000", 5)]),
            ("tiempo", &[("0.5", 1), ("1", 1), ("1.4", 2), ("7", 2), ("8", 3), ("15", 3), ("15.4", 4), ("60", 4), ("61", 5)]),
            ("requisitos", &[("0", 1), ("2", 1), ("3", 2), ("5", 3), ("7", 3), ("8", 4), ("10", 4), ("11", 5)]),
            ("costo", &[("0", 1), ("0.01", 2), ("100", 3), ("499.99", 3), ("500", 4), ("1999.99", 4), ("2000", 5)]),
            ("incidencias", &[("1.99", 1), ("2", 2), ("10", 3), ("19.9", 3), ("20", 4), ("39.9", 4), ("40", 5)]),
        ];
        for (codigo, pares) in casos {
            for (valor, esperada) in *pares {
                assert_eq!(nota(codigo, valor), *esperada, "{codigo} {valor}");
            }
        }
    }

    #[test]
    fn la_biblioteca_suma_cien_y_sus_umbrales_se_leen() {
        assert_eq!(BIBLIOTECA.iter().map(|p| p.peso).sum::<i64>(), 100);
        for p in BIBLIOTECA {
            assert_eq!(p.origen == Origen::Personas, p.umbrales.is_empty(), "{}", p.codigo);
            assert!(p.umbrales.is_empty() || Umbrales::leer(p.umbrales).is_ok(), "{}", p.codigo);
        }
    }

    #[test]
    fn los_umbrales_que_no_separan_se_rehusan() {
        for malo in ["", "1;2;3", "1;2;3;4;5", "4;3;2;1", "uno;2;3;4", "-1;2;3;4", "1;;3;4"] {
            assert_eq!(Umbrales::leer(malo), Err(UmbralesMalos), "{malo}");
        }
    }

    #[test]
    fn lo_medido_habla_antes_que_lo_publicado_y_lo_propuesto_no_habla() {
        let tiempo = |clase, maximo: &str, unidad| Tiempo {
            clase: Some(clase),
            minimo: Some(maximo.to_owned()),
            maximo: Some(maximo.to_owned()),
            unidad: Some(unidad),
            ..Tiempo::default()
        };
        let mut ficha = Ficha {
            tiempos: vec![
                tiempo(ClaseTiempo::Propuesto, "1", UnidadTiempo::DiasHabiles),
                tiempo(ClaseTiempo::Publicado, "30", UnidadTiempo::DiasHabiles),
            ],
            ..Ficha::default()
        };
        let m = Medidas::de_ficha(&ficha, 4, 2);
        assert_eq!(m.dias, Some(entero(42)), "30 working days are 42 days to sort by");
        assert_eq!(m.texto(Origen::Tiempo), "30 días hábiles (publicado)");
        ficha.tiempos.push(tiempo(ClaseTiempo::Medido, "3", UnidadTiempo::Semanas));
        assert_eq!(Medidas::de_ficha(&ficha, 4, 2).dias, Some(entero(21)));
        ficha.tramite.costo_tipo = Some(TipoCosto::Fijo);
        ficha.tramite.costo_monto = Some(25_000);
        ficha.tramite.costo_moneda = Some(Moneda::Usd);
        assert_eq!(Medidas::de_ficha(&ficha, 4, 2).costo, None, "dollars are not quetzales");
        ficha.tramite.costo_moneda = Some(Moneda::Gtq);
        assert_eq!(Medidas::de_ficha(&ficha, 4, 2).texto(Origen::Costo), "Q 250.00");
    }

    proptest! {
        /// More is never rated lower.
        #[test]
        fn la_nota_nunca_baja(a in 0i64..100_000, b in 0i64..100_000) {
            for p in BIBLIOTECA.iter().filter(|p| !p.umbrales.is_empty()) {
                let u = Umbrales::leer(p.umbrales).unwrap();
                let (menos, mas) = (a.min(b), a.max(b));
                prop_assert!(u.nota(&entero(menos)) <= u.nota(&entero(mas)));
                prop_assert!((1..=5).contains(&u.nota(&entero(menos))));
            }
        }
    }
}

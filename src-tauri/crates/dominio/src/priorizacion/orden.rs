//! The ranking of a round: notes gathered from the inventory and from people, weighted, cut and moved by hand.
//!
//! Everything that does not depend on the points of the criteria is done once in [`Cuadro::new`]; moving one slider
//! costs one [`Cuadro::clasificar`]. Exact numbers throughout: two equal scores are a tie, and a tie is shown.

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::criterios::Eje;
use crate::metodos::exacto::{entero, sumar};
use crate::metodos::ponderado::tabla::{Firmeza, Tabla};
use crate::metodos::ponderado::{Alternativa, Criterio, Normalizacion, Sentido};

/// Highest note.
pub const MAXIMA: u8 = 5;
/// Two persons this far apart in one note should talk.
pub const DESACUERDO: u8 = 2;

/// Somebody who rates, with the weight of the vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participante {
    /// Above 0.
    pub peso: BigRational,
}

/// The notes of one trámite under one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Celda {
    /// By the thresholds, 1 to 5.
    pub automatica: Option<u8>,
    /// Who rated it (place among the participants) and the note, 1 to 5.
    pub votos: Vec<(usize, u8)>,
}

impl Celda {
    /// Notes with the weight of their votes. Who did not correct the note of the inventory stands by it.
    fn pesadas<'p>(&'p self, participantes: &'p [Participante]) -> impl Iterator<Item = (&'p BigRational, u8)> {
        participantes.iter().enumerate().filter_map(|(i, p)| {
            let propio = self.votos.iter().find(|(v, _)| *v == i).map(|(_, n)| *n);
            Some((&p.peso, propio.or(self.automatica)?))
        })
    }

    /// The note of the group: the mean weighted by the votes; that of the inventory when nobody votes.
    #[must_use]
    pub fn nota(&self, participantes: &[Participante]) -> Option<BigRational> {
        if self.votos.is_empty() {
            return self.automatica.map(|n| entero(i64::from(n)));
        }
        let pesos = sumar(self.pesadas(participantes).map(|(p, _)| p));
        let suma = self.pesadas(participantes).fold(BigRational::zero(), |t, (p, n)| t + p * entero(i64::from(n)));
        (!pesos.is_zero()).then(|| suma / pesos)
    }

    /// The note is the inventory's and nobody corrected it.
    #[must_use]
    pub fn es_automatica(&self) -> bool {
        self.automatica.is_some() && self.votos.is_empty()
    }

    /// Distance between the furthest two notes of persons.
    #[must_use]
    pub fn desacuerdo(&self) -> u8 {
        let notas = || self.votos.iter().map(|(_, n)| *n);
        notas().max().zip(notas().min()).map_or(0, |(mayor, menor)| mayor - menor)
    }
}

/// A trámite to be ranked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renglon {
    /// Code, that breaks the last tie.
    pub codigo: String,
    /// Requests per year, that break the first.
    pub volumen: i64,
    /// Requisitos, that break the second.
    pub requisitos: i64,
    /// One for each criterion, in their order.
    pub celdas: Vec<Celda>,
}

/// How the selection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corte {
    /// From this score over 100 up.
    Puntaje(i64),
    /// This many, in the order of the list.
    Primeros(usize),
}

impl Corte {
    /// Whether what stands in this place is selected, before moves by hand.
    #[must_use]
    pub fn entra(self, lugar: &Lugar) -> bool {
        lugar.posicion.is_some()
            && match self {
                Corte::Puntaje(minimo) => lugar.puntaje.as_ref().is_some_and(|p| p >= &entero(minimo)),
                Corte::Primeros(n) => lugar.lugar < n,
            }
    }
}

/// A trámite in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lugar {
    /// Place in the input.
    pub renglon: usize,
    /// Place in the list, from 0.
    pub lugar: usize,
    /// Over 100, exact; `None` without data.
    pub puntaje: Option<BigRational>,
    /// From 1; equal scores share it. `None`: no comparable.
    pub posicion: Option<usize>,
    /// Shares its position.
    pub empatado: bool,
    /// Criteria with data.
    pub con_dato: usize,
}

/// The places, and how firm the first is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clasificacion {
    /// In the order of the list.
    pub lugares: Vec<Lugar>,
    /// How firm the first place is; weights are parts of 1.
    pub firmeza: Firmeza,
}

/// A round ready to be ranked over and over.
#[derive(Clone, Debug)]
pub struct Cuadro {
    tabla: Tabla,
    criterios: usize,
    renglones: usize,
}

/// Weights that add up to 1 out of points of 0 or more; the same for all when no criterion has any.
#[must_use]
pub fn pesos(puntos: &[BigRational]) -> Vec<BigRational> {
    let total = sumar(puntos);
    if total.is_zero() {
        let parte = BigRational::new(One::one(), puntos.len().max(1).into());
        return vec![parte; puntos.len()];
    }
    puntos.iter().map(|p| p / &total).collect()
}

/// Points after moving one criterion to `nuevo` out of `total`, the others keeping their proportion.
#[must_use]
pub fn mover(puntos: &[BigRational], cual: usize, nuevo: &BigRational, total: &BigRational) -> Vec<BigRational> {
    let resto: BigRational = sumar(puntos.iter().enumerate().filter(|(i, _)| *i != cual).map(|(_, p)| p));
    let queda = total - nuevo;
    let otros = entero(i64::try_from(puntos.len().saturating_sub(1).max(1)).unwrap_or(i64::MAX));
    puntos
        .iter()
        .enumerate()
        .map(|(i, p)| {
            if i == cual {
                nuevo.clone()
            } else if resto.is_zero() {
                &queda / &otros
            } else {
                p * &queda / &resto
            }
        })
        .collect()
}

impl Cuadro {
    /// Gathers the notes. Each row has one cell for each criterion.
    #[must_use]
    pub fn new(criterios: usize, renglones: &[Renglon], participantes: &[Participante]) -> Self {
        let escala = Some((BigRational::zero(), entero(i64::from(MAXIMA))));
        let columnas: Vec<Criterio> = (0..criterios)
            .map(|k| Criterio { codigo: k.to_string(), peso: BigRational::zero(), sentido: Sentido::MasEsMejor, escala: escala.clone() })
            .collect();
        let alternativas: Vec<Alternativa> = renglones
            .iter()
            .map(|r| Alternativa {
                codigo: desempate(r),
                puntajes: (0..criterios).map(|k| r.celdas.get(k).and_then(|c| c.nota(participantes))).collect(),
            })
            .collect();
        Cuadro { tabla: Tabla::new(&columnas, Normalizacion::Escala, &alternativas), criterios, renglones: renglones.len() }
    }

    /// Ranks with these points, one for each criterion.
    #[must_use]
    pub fn clasificar(&self, puntos: &[BigRational]) -> Clasificacion {
        let c = self.tabla.clasificar(&pesos(puntos));
        let posiciones: Vec<Option<usize>> = c.puestos.iter().map(|p| p.posicion).collect();
        let comparte = |lugar: usize, posicion: Option<usize>| {
            let vecino = |l: Option<usize>| l.and_then(|l| posiciones.get(l)).is_some_and(|p| *p == posicion);
            posicion.is_some() && (vecino(lugar.checked_sub(1)) || vecino(Some(lugar + 1)))
        };
        let lugares = c
            .puestos
            .iter()
            .enumerate()
            .map(|(lugar, p)| Lugar {
                renglon: p.alternativa,
                lugar,
                puntaje: p.puntaje.as_ref().map(|v| v * entero(100)),
                posicion: p.posicion,
                empatado: comparte(lugar, p.posicion),
                con_dato: p.con_dato,
            })
            .collect();
        Clasificacion { lugares, firmeza: c.firmeza }
    }

    /// What each criterion contributes to a row, over 100.
    #[must_use]
    pub fn aportes(&self, renglon: usize, puntos: &[BigRational]) -> Vec<Option<BigRational>> {
        self.tabla.aportes(renglon, &pesos(puntos)).into_iter().map(|a| a.map(|a| a * entero(100))).collect()
    }

    /// Best and worst position of each row while each weight, one at a time, goes up and down by `cambio` (a part of 1)
    /// and the others keep their proportion. `None` for what does not compare.
    #[must_use]
    pub fn rangos(&self, puntos: &[BigRational], cambio: &BigRational) -> Vec<Option<(usize, usize)>> {
        let actuales = pesos(puntos);
        let mut rangos: Vec<Option<(usize, usize)>> = vec![None; self.renglones];
        let mut anotar = |con: &[BigRational]| {
            for p in self.tabla.clasificar(con).puestos {
                let (Some(posicion), Some(rango)) = (p.posicion, rangos.get_mut(p.alternativa)) else { continue };
                *rango = Some(rango.map_or((posicion, posicion), |(a, b)| (a.min(posicion), b.max(posicion))));
            }
        };
        anotar(&actuales);
        let uno = BigRational::one();
        for (k, w) in actuales.iter().enumerate().take(self.criterios) {
            for nuevo in [(w - cambio).max(BigRational::zero()), (w + cambio).min(uno.clone())] {
                if nuevo != *w {
                    anotar(&mover(&actuales, k, &nuevo, &uno));
                }
            }
        }
        rangos
    }
}

/// A text whose alphabet is the order of ties: more requests first, then more requisitos, then the code.
fn desempate(r: &Renglon) -> String {
    let primero_el_mayor = |n: i64| i64::MAX - n.max(0);
    format!("{:019}{:019}{}", primero_el_mayor(r.volumen), primero_el_mayor(r.requisitos), r.codigo)
}

/// Impact and feasibility of each row, over 100: the weighted mean of the criteria of each side. `None` without data there.
#[must_use]
pub fn ejes(
    renglones: &[Renglon],
    participantes: &[Participante],
    criterios: &[(Eje, BigRational)],
) -> Vec<(Option<BigRational>, Option<BigRational>)> {
    let lado = |r: &Renglon, eje: Eje| {
        let (mut suma, mut pesos) = (BigRational::zero(), BigRational::zero());
        for ((suyo, puntos), celda) in criterios.iter().zip(&r.celdas) {
            if let (true, Some(nota)) = (*suyo == eje, celda.nota(participantes)) {
                suma += puntos * nota;
                pesos += puntos;
            }
        }
        (!pesos.is_zero()).then(|| suma * entero(100) / (pesos * entero(i64::from(MAXIMA))))
    };
    renglones.iter().map(|r| (lado(r, Eje::Impacto), lado(r, Eje::Factibilidad))).collect()
}

#[cfg(test)]
mod pruebas {
    use proptest::prelude::*;

    use super::*;

    fn auto(nota: u8) -> Celda {
        Celda { automatica: Some(nota), votos: Vec::new() }
    }

    fn votada(votos: &[(usize, u8)]) -> Celda {
        Celda { automatica: None, votos: votos.to_vec() }
    }

    fn uno(peso: i64) -> Participante {
        Participante { peso: entero(peso) }
    }

    fn renglon(codigo: &str, volumen: i64, celdas: Vec<Celda>) -> Renglon {
        Renglon { codigo: codigo.to_owned(), volumen, requisitos: 0, celdas }
    }

    fn puntos(lista: &[i64]) -> Vec<BigRational> {
        lista.iter().map(|n| entero(*n)).collect()
    }

    /// `puntaje = suma(peso × nota) / 5` over 100 (`dominio.md` §6).
    #[test]
    fn el_puntaje_es_la_suma_de_peso_por_nota_entre_cinco() {
        let filas = [renglon("A", 0, vec![auto(5), auto(1)]), renglon("B", 0, vec![auto(2), auto(4)])];
        let c = Cuadro::new(2, &filas, &[]).clasificar(&puntos(&[60, 40]));
        let puntajes: Vec<_> = c.lugares.iter().map(|l| (l.renglon, l.puntaje.clone().unwrap())).collect();
        // (60·5 + 40·1)/5 = 68; (60·2 + 40·4)/5 = 56.
        assert_eq!(puntajes, [(0, entero(68)), (1, entero(56))]);
        // Twice the points are the same weights.
        assert_eq!(Cuadro::new(2, &filas, &[]).clasificar(&puntos(&[120, 80])), c);
    }

    #[test]
    fn quien_no_corrige_la_nota_del_inventario_la_sostiene() {
        let dos = [uno(1), uno(1)];
        let celda = Celda { automatica: Some(2), votos: vec![(0, 4)] };
        assert_eq!(celda.nota(&dos), Some(entero(3)));
        assert_eq!(celda.desacuerdo(), 0, "one person disagrees with nobody");
        assert!(!celda.es_automatica());
        let pesada = votada(&[(0, 1), (1, 5)]);
        assert_eq!(pesada.nota(&[uno(3), uno(1)]), Some(entero(2)));
        assert_eq!(pesada.desacuerdo(), 4);
        assert_eq!(votada(&[]).nota(&dos), None);
    }

    #[test]
    fn lo_que_no_tiene_dato_sale_del_denominador_y_con_menos_de_la_mitad_no_se_compara() {
        let filas = [
            renglon("A", 0, vec![auto(3), auto(3), auto(3)]),
            renglon("B", 0, vec![auto(5), auto(5), Celda::default()]),
            renglon("C", 0, vec![auto(5), Celda::default(), Celda::default()]),
        ];
        let c = Cuadro::new(3, &filas, &[]).clasificar(&puntos(&[1, 1, 1]));
        let vistos: Vec<_> = c.lugares.iter().map(|l| (l.renglon, l.posicion, l.con_dato)).collect();
        assert_eq!(vistos, [(1, Some(1), 2), (0, Some(2), 3), (2, None, 1)]);
        assert_eq!(c.lugares[0].puntaje, Some(entero(100)));
        assert!(!Corte::Primeros(5).entra(&c.lugares[2]), "what does not compare is not selected by the cut");
    }

    #[test]
    fn los_empates_se_ven_y_se_ordenan_por_volumen_luego_por_codigo() {
        let filas = [
            renglon("Z", 10, vec![auto(4)]),
            renglon("B", 10, vec![auto(4)]),
            renglon("A", 500, vec![auto(4)]),
            renglon("Y", 0, vec![auto(1)]),
        ];
        let c = Cuadro::new(1, &filas, &[]).clasificar(&puntos(&[7]));
        let vistos: Vec<_> = c.lugares.iter().map(|l| (l.renglon, l.posicion, l.empatado)).collect();
        assert_eq!(vistos, [(2, Some(1), true), (1, Some(1), true), (0, Some(1), true), (3, Some(4), false)]);
        assert_eq!(c.firmeza, Firmeza::Empate);
        assert_eq!(c.lugares.iter().filter(|l| Corte::Primeros(2).entra(l)).count(), 2);
        assert_eq!(c.lugares.iter().filter(|l| Corte::Puntaje(80).entra(l)).count(), 3);
    }

    #[test]
    fn el_rango_dice_hasta_donde_puede_moverse_cada_uno() {
        // A wins by the first criterion, B by the second; C is last whatever happens.
        let filas =
            [renglon("A", 0, vec![auto(5), auto(1)]), renglon("B", 0, vec![auto(1), auto(5)]), renglon("C", 0, vec![auto(1), auto(1)])];
        let cuadro = Cuadro::new(2, &filas, &[]);
        let diez = BigRational::new(1.into(), 10.into());
        assert_eq!(cuadro.rangos(&puntos(&[55, 45]), &diez), [Some((1, 2)), Some((1, 2)), Some((3, 3))]);
        assert_eq!(cuadro.rangos(&puntos(&[80, 20]), &diez), [Some((1, 1)), Some((2, 2)), Some((3, 3))]);
    }

    #[test]
    fn mover_un_peso_conserva_la_proporcion_de_los_demas() {
        assert_eq!(mover(&puntos(&[20, 60, 20]), 0, &entero(60), &entero(100)), puntos(&[60, 30, 10]));
        assert_eq!(mover(&puntos(&[100, 0, 0]), 0, &entero(40), &entero(100)), puntos(&[40, 30, 30]));
    }

    #[test]
    fn impacto_y_factibilidad_se_promedian_aparte() {
        let filas = [renglon("A", 0, vec![auto(5), auto(3), auto(1)]), renglon("B", 0, vec![Celda::default(), auto(5), Celda::default()])];
        let criterios = [(Eje::Impacto, entero(30)), (Eje::Impacto, entero(10)), (Eje::Factibilidad, entero(5))];
        let ejes = ejes(&filas, &[], &criterios);
        // (30·5 + 10·3) / (40·5) = 90 %.
        assert_eq!(ejes, [(Some(entero(90)), Some(entero(20))), (Some(entero(100)), None)]);
    }

    proptest! {
        /// Weights permuted with their criteria give the same ranking, and any common factor of the points changes nothing.
        #[test]
        fn el_orden_no_depende_del_orden_de_los_criterios(
            notas in prop::collection::vec(prop::collection::vec(prop::option::of(1u8..=5), 4), 1..25),
            pesos in prop::collection::vec(0i64..50, 4),
            giro in 0usize..4,
            factor in 1i64..9,
        ) {
            let filas = |giro: usize| -> Vec<Renglon> {
                notas.iter().enumerate().map(|(i, n)| {
                    let mut celdas: Vec<Celda> = n.iter().map(|n| Celda { automatica: *n, votos: vec![] }).collect();
                    celdas.rotate_left(giro);
                    renglon(&format!("T{i:03}"), 0, celdas)
                }).collect()
            };
            let mut girados: Vec<i64> = pesos.iter().map(|p| p * factor).collect();
            girados.rotate_left(giro);
            let uno = Cuadro::new(4, &filas(0), &[]).clasificar(&puntos(&pesos));
            let otro = Cuadro::new(4, &filas(giro), &[]).clasificar(&puntos(&girados));
            let vista = |c: &Clasificacion| c.lugares.iter().map(|l| (l.renglon, l.posicion, l.puntaje.clone())).collect::<Vec<_>>();
            prop_assert_eq!(vista(&uno), vista(&otro));
            // What the criteria contribute adds up to the score.
            let cuadro = Cuadro::new(4, &filas(0), &[]);
            for l in &uno.lugares {
                let aportes = cuadro.aportes(l.renglon, &puntos(&pesos));
                if let Some(p) = &l.puntaje {
                    prop_assert_eq!(&sumar(aportes.iter().flatten()), p);
                }
            }
        }
    }
}

//! Activities on a calendar of months.

use jiff::civil::Date;

use super::{ALTO_DE_BARRA, TAM, barras, tramas};
use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::grafico::Actividad;
use crate::lienzo::Marca;
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea};
use crate::maquetacion::tabla::base;
use crate::modelo::Alineacion;
use crate::texto::Texto;

const MESES: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
const CABEZA: f32 = 24.0;

/// The calendar: from the first day of a month to the last of another.
struct Calendario {
    desde: Date,
    dias: f32,
    x: f32,
    ancho: f32,
}

impl Calendario {
    fn x_de(&self, dia: Date) -> f32 {
        let d = dias_entre(self.desde, dia) as f32;
        self.x + self.ancho * (d / self.dias).clamp(0.0, 1.0)
    }
}

fn dias_entre(desde: Date, hasta: Date) -> i32 {
    desde.until(hasta).map_or(0, |s| s.get_days())
}

/// The first days of the months that have days between the two.
fn meses(desde: Date, hasta: Date) -> Vec<Date> {
    let mut salida = Vec::new();
    let mut mes = desde.first_of_month();
    while mes <= hasta {
        salida.push(mes);
        let dias = i64::from(mes.days_in_month());
        let Ok(siguiente) = mes.checked_add(jiff::Span::new().days(dias)) else { break };
        mes = siguiente;
    }
    salida
}

pub(super) fn piezas(corte: Option<Date>, actividades: &[Actividad], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let Some(desde) = actividades.iter().map(|a| a.desde).min() else { return Vec::new() };
    let hasta = actividades.iter().map(|a| a.hasta.max(a.desde)).max().unwrap_or(desde);
    let meses = meses(desde, hasta);
    let (rotulo, via) = barras::columnas(actividades.iter().map(|a| a.rotulo.as_str()), ancho, fuentes);
    let fin = hasta.last_of_month();
    let inicio = desde.first_of_month();
    let cal = Calendario { desde: inicio, dias: (dias_entre(inicio, fin) + 1).max(1) as f32, x: rotulo + 4.0, ancho: via - 4.0 };
    let mut salida = vec![cabeza(&meses, &cal, fuentes)];
    let letra = Letra::new(TAM * 0.88, Peso::Normal, color::TINTA);
    for (i, a) in actividades.iter().enumerate() {
        let (mut marcas, alto) = barras::rotulo_de(&a.rotulo, rotulo, fuentes);
        let (x0, x1) = (cal.x_de(a.desde), cal.x_de(a.hasta.max(a.desde)) + cal.ancho / cal.dias);
        let x1 = x1.min(cal.x + cal.ancho);
        let mut fondo = Vec::new();
        for m in &meses {
            let x = cal.x_de(*m);
            fondo.push(Marca::Linea { desde: (x, 0.0), hasta: (x, alto), color: color::LINEA, grosor: 0.4 });
        }
        let x0 = x0.min(x1 - 1.2);
        tramas::rellenar(x0, 3.0, (x1 - x0).max(1.2), ALTO_DE_BARRA, a.tono, &mut fondo);
        if let Some(c) = corte.filter(|c| *c >= inicio && *c <= fin) {
            let x = cal.x_de(c);
            fondo.push(Marca::Linea { desde: (x, 0.0), hasta: (x, alto), color: color::MAL, grosor: 0.9 });
        }
        fondo.append(&mut marcas);
        // The word after the bar, before it when there is no room, over it when there is none either.
        let w = fuentes.ancho(&a.estado, letra.peso, letra.tam);
        let x = if x1 + 4.0 + w <= ancho {
            x1 + 4.0
        } else if x0 - 4.0 - w >= rotulo {
            x0 - 4.0 - w
        } else {
            cal.x + 3.0
        };
        for l in partir(&Texto::from(a.estado.as_str()), letra, ancho - x, fuentes).iter().take(1) {
            fondo.push(Marca::Rectangulo {
                x: x - 1.0,
                y: 3.0,
                ancho: (l.ancho + 2.0).min(ancho - x + 1.0),
                alto: ALTO_DE_BARRA,
                relleno: Some(color::HOJA),
                borde: None,
            });
            marcas_de_linea(l, x, 3.0 + base(ALTO_DE_BARRA, letra.tam), ancho - x, Alineacion::Izquierda, &mut fondo);
        }
        let ultima = i + 1 == actividades.len();
        if ultima && corte.is_some_and(|c| c >= inicio && c <= fin) {
            let x = corte.map_or(0.0, |c| cal.x_de(c));
            let letra = Letra::new(7.2, Peso::Medio, color::MAL);
            for l in partir(&Texto::from("corte"), letra, 40.0, fuentes) {
                let en = (x - l.ancho / 2.0).clamp(rotulo, ancho - l.ancho);
                marcas_de_linea(&l, en, alto + base(9.0, 7.2), 40.0, Alineacion::Izquierda, &mut fondo);
            }
            salida.push(Pieza { alto: alto + 10.0, marcas: fondo, ..Pieza::default() });
        } else {
            salida.push(Pieza { alto, marcas: fondo, ..Pieza::default() });
        }
    }
    salida
}

/// Years over months; months whose names do not fit are told one in two, one in three…
fn cabeza(meses: &[Date], cal: &Calendario, fuentes: &Fuentes) -> Pieza {
    let letra = Letra::new(7.2, Peso::Normal, color::TINTA_2);
    let anio = Letra { peso: Peso::Medio, ..letra };
    let nombre = fuentes.ancho("may", letra.peso, letra.tam) + 3.0;
    let paso = (nombre * meses.len() as f32 / cal.ancho.max(1.0)).ceil().max(1.0) as usize;
    let mut marcas = Vec::new();
    let mut libre = cal.x;
    for (i, m) in meses.iter().enumerate() {
        let x = cal.x_de(*m);
        if i == 0 || m.month() == 1 {
            for l in partir(&Texto::from(m.year().to_string()), anio, 60.0, fuentes) {
                if x >= libre - 0.01 && x + l.ancho <= cal.x + cal.ancho {
                    marcas_de_linea(&l, x, base(11.0, letra.tam), 60.0, Alineacion::Izquierda, &mut marcas);
                    libre = x + l.ancho + 3.0;
                }
            }
        }
        if i % paso == 0 {
            let dicho = usize::try_from(m.month() - 1).ok().and_then(|k| MESES.get(k)).copied().unwrap_or_default();
            for l in partir(&Texto::from(dicho), letra, 60.0, fuentes) {
                if x + l.ancho <= cal.x + cal.ancho {
                    marcas_de_linea(&l, x, 11.0 + base(11.0, letra.tam), 60.0, Alineacion::Izquierda, &mut marcas);
                }
            }
        }
    }
    let y = CABEZA - 1.0;
    marcas.push(Marca::Linea { desde: (cal.x, y), hasta: (cal.x + cal.ancho, y), color: color::LINEA_2, grosor: 0.6 });
    Pieza { alto: CABEZA, antes: 6.0, marcas, ..Pieza::default() }
}

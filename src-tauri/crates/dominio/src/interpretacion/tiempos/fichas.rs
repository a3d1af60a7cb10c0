//! The words of a time: numbers, units and ranges, found in a folded text.

use crate::ficha::UnidadTiempo;

/// A quantity with its unit and what is added to it.
#[derive(Clone, Debug)]
pub(super) struct Expresion {
    pub(super) desde: usize,
    pub(super) hasta: usize,
    pub(super) minimo: String,
    pub(super) maximo: String,
    pub(super) unidad: UnidadTiempo,
    /// Smaller units that follow: «1 mes con 15 días».
    pub(super) otros: Vec<(String, UnidadTiempo)>,
    pub(super) dudosa: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Clase {
    Numero(String),
    Unidad(UnidadTiempo),
    Habil,
    Calendario,
    Hasta,
    Une,
    Abre,
    Cierra,
    Otra,
}

#[derive(Clone, Debug)]
struct Ficha {
    clase: Clase,
    desde: usize,
    hasta: usize,
}

const PALABRAS: [&str; 31] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "treinta",
];

fn unidad(palabra: &str) -> Option<UnidadTiempo> {
    Some(match palabra {
        "minuto" | "minutos" | "min" | "mins" => UnidadTiempo::Minutos,
        "hora" | "horas" | "hr" | "hrs" | "h" => UnidadTiempo::Horas,
        "dia" | "dias" => UnidadTiempo::DiasSinEspecificar,
        "semana" | "semanas" => UnidadTiempo::Semanas,
        "mes" | "meses" => UnidadTiempo::Meses,
        "ano" | "anos" | "anio" | "anios" => UnidadTiempo::Anios,
        _ => return None,
    })
}

fn clase(palabra: &str) -> Clase {
    if let Some(u) = unidad(palabra) {
        return Clase::Unidad(u);
    }
    match palabra {
        "un" | "una" => Clase::Numero("1".to_owned()),
        "habil" | "habiles" | "laborable" | "laborables" | "laboral" | "laborales" => Clase::Habil,
        "calendario" | "calendarios" | "natural" | "naturales" | "corrido" | "corridos" => Clase::Calendario,
        "a" | "al" | "hasta" => Clase::Hasta,
        "y" | "con" | "e" | "mas" => Clase::Une,
        _ => PALABRAS.iter().position(|p| *p == palabra).map_or(Clase::Otra, |n| Clase::Numero(n.to_string())),
    }
}

fn fichas(llano: &str) -> Vec<Ficha> {
    let b = llano.as_bytes();
    let en = |i: usize| b.get(i).copied().unwrap_or(0);
    let mut salida = Vec::new();
    let mut i = 0;
    while i < b.len() {
        let desde = i;
        let c = en(i);
        let clase = if c.is_ascii_digit() {
            while en(i).is_ascii_digit()
                || matches!(en(i), b'.' | b',') && en(i + 1).is_ascii_digit() && !llano.get(desde..i).unwrap_or("").contains(['.', ','])
            {
                i += 1;
            }
            Clase::Numero(numero(llano.get(desde..i).unwrap_or("")))
        } else if c.is_ascii_alphabetic() {
            while en(i).is_ascii_alphabetic() {
                i += 1;
            }
            clase(llano.get(desde..i).unwrap_or(""))
        } else {
            i += 1;
            match c {
                b' ' => continue,
                b'-' => Clase::Hasta,
                b',' => Clase::Une,
                b'(' => Clase::Abre,
                b')' => Clase::Cierra,
                _ => Clase::Otra,
            }
        };
        salida.push(Ficha { clase, desde, hasta: i });
    }
    salida
}

/// Decimal text: «05» is 5, «1,5» is 1.5, «1,500» is 1500.
fn numero(crudo: &str) -> String {
    let texto = match crudo.split_once(',') {
        Some((a, d)) if d.len() == 3 => format!("{a}{d}"),
        Some((a, d)) => format!("{a}.{d}"),
        None => crudo.to_owned(),
    };
    let sin_ceros = texto.trim_start_matches('0');
    if sin_ceros.is_empty() || sin_ceros.starts_with('.') { format!("0{sin_ceros}") } else { sin_ceros.to_owned() }
}

fn orden(u: UnidadTiempo) -> u8 {
    match u {
        UnidadTiempo::Minutos => 0,
        UnidadTiempo::Horas => 1,
        UnidadTiempo::DiasSinEspecificar | UnidadTiempo::DiasHabiles | UnidadTiempo::DiasCalendario => 2,
        UnidadTiempo::Semanas => 3,
        UnidadTiempo::Meses => 4,
        UnidadTiempo::Anios => 5,
        UnidadTiempo::Desconocida => 6,
    }
}

struct Lector<'f> {
    fichas: &'f [Ficha],
    en: usize,
}

impl Lector<'_> {
    fn ver(&self, k: usize) -> Option<&Clase> {
        self.fichas.get(self.en + k).map(|f| &f.clase)
    }

    /// A number; «dos (2)» is one number.
    fn numero(&mut self) -> Option<String> {
        let Some(Clase::Numero(n)) = self.ver(0).cloned() else { return None };
        self.en += 1;
        if self.ver(0) == Some(&Clase::Abre) && self.ver(1) == Some(&Clase::Numero(n.clone())) && self.ver(2) == Some(&Clase::Cierra) {
            self.en += 3;
        }
        Some(n)
    }

    fn unidad(&mut self) -> Option<UnidadTiempo> {
        let Some(Clase::Unidad(u)) = self.ver(0).cloned() else { return None };
        self.en += 1;
        if u == UnidadTiempo::DiasSinEspecificar {
            match self.ver(0) {
                Some(Clase::Habil) => {
                    self.en += 1;
                    return Some(UnidadTiempo::DiasHabiles);
                }
                Some(Clase::Calendario) => {
                    self.en += 1;
                    return Some(UnidadTiempo::DiasCalendario);
                }
                _ => {}
            }
        }
        Some(u)
    }

    /// `5 días`, `1 a 3 días`, `15 días a 20 días`, `1 mes con 15 días`.
    fn expresion(&mut self) -> Option<Expresion> {
        let inicio = self.en;
        let desde = self.fichas.get(inicio)?.desde;
        let minimo = self.numero()?;
        let (mut maximo, mut primera) = (minimo.clone(), None);
        let marca = self.en;
        if self.ver(0) == Some(&Clase::Hasta) || self.ver(0) == Some(&Clase::Une) {
            let hasta = self.ver(0) == Some(&Clase::Hasta);
            self.en += 1;
            match self.numero() {
                Some(n) if hasta || matches!(self.ver(0), Some(Clase::Unidad(_))) => maximo = n,
                _ => self.en = marca,
            }
        } else {
            primera = self.unidad();
            if primera.is_some() && self.ver(0) == Some(&Clase::Hasta) {
                let marca = self.en;
                self.en += 1;
                match (self.numero(), self.unidad()) {
                    (Some(n), Some(u)) if orden(u) == orden(primera?) => {
                        maximo = n;
                        primera = Some(u);
                    }
                    _ => self.en = marca,
                }
            }
        }
        let Some(unidad) = primera.or_else(|| self.unidad()) else {
            self.en = inicio + 1;
            return None;
        };
        let mut e = Expresion { desde, hasta: 0, minimo, maximo, unidad, otros: Vec::new(), dudosa: false };
        let mut menor = orden(unidad);
        loop {
            let marca = self.en;
            if self.ver(0) == Some(&Clase::Une) {
                self.en += 1;
            }
            match (self.numero(), self.unidad()) {
                (Some(n), Some(u)) if orden(u) < menor && !self.sigue_rango() => {
                    menor = orden(u);
                    e.otros.push((n, u));
                }
                _ => {
                    self.en = marca;
                    break;
                }
            }
        }
        e.dudosa = !e.otros.is_empty() && e.minimo != e.maximo;
        e.hasta = self.en.checked_sub(1).and_then(|k| self.fichas.get(k)).map_or(desde, |f| f.hasta);
        Some(e)
    }

    fn sigue_rango(&self) -> bool {
        self.ver(0) == Some(&Clase::Hasta) && matches!(self.ver(1), Some(Clase::Numero(_)))
    }
}

/// Every time of the text outside brackets; a lone number is a time of unknown unit.
pub(super) fn expresiones(llano: &str) -> Vec<Expresion> {
    let fichas = fichas(llano);
    if let [Ficha { clase: Clase::Numero(n), desde, hasta }] = fichas.as_slice() {
        return vec![Expresion {
            desde: *desde,
            hasta: *hasta,
            minimo: n.clone(),
            maximo: n.clone(),
            unidad: UnidadTiempo::Desconocida,
            otros: Vec::new(),
            dudosa: true,
        }];
    }
    let mut lector = Lector { fichas: &fichas, en: 0 };
    let mut salida = Vec::new();
    let mut dentro = 0usize;
    while lector.en < fichas.len() {
        let clase = lector.ver(0).cloned();
        if dentro == 0 && matches!(clase, Some(Clase::Numero(_))) {
            let antes = lector.en;
            if let Some(e) = lector.expresion() {
                salida.push(e);
            }
            lector.en = lector.en.max(antes + 1);
            continue;
        }
        match clase {
            Some(Clase::Abre) => dentro += 1,
            Some(Clase::Cierra) => dentro = dentro.saturating_sub(1),
            Some(Clase::Numero(_) | Clase::Unidad(_) | Clase::Habil | Clase::Calendario | Clase::Hasta | Clase::Une | Clase::Otra)
            | None => {}
        }
        lector.en += 1;
    }
    // A text that is wholly inside brackets still has its time.
    if salida.is_empty() && fichas.iter().any(|f| f.clase == Clase::Abre) {
        let mut lector = Lector { fichas: &fichas, en: 0 };
        while lector.en < fichas.len() {
            let antes = lector.en;
            if let Some(e) = lector.expresion() {
                salida.push(e);
                break;
            }
            lector.en = antes + 1;
        }
    }
    salida
}

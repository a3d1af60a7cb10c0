//! How wide a text is and where it breaks.
//!
//! Widths are the advances of Public Sans Bold in thousandths of the size, rounded up: the lighter cuts are narrower,
//! so what fits here fits wherever it is drawn. A character without its own width counts as the widest letter.

/// Size of what is written in a box and beside an event or a gateway.
pub const TAM_NODO: f32 = 11.5;
/// Distance between its lines.
pub const LINEA_NODO: i32 = 14;
/// Size of what an arrow says.
pub const TAM_ARISTA: f32 = 10.5;
/// Distance between its lines.
pub const LINEA_ARISTA: i32 = 13;
/// Size of the names of documents.
pub const TAM_DOCUMENTO: f32 = 10.0;
/// Distance between their lines.
pub const LINEA_DOCUMENTO: i32 = 12;
/// Size of the heading of a lane.
pub const TAM_CARRIL: f32 = 12.0;
/// Distance between its lines.
pub const LINEA_CARRIL: i32 = 15;

/// From the space to the tilde.
const ASCII: [u16; 95] = [
    226, 282, 480, 616, 681, 939, 784, 261, 333, 337, 473, 589, 277, 393, 270, 381, 646, 646, 646, 646, 646, 646, 646, 646, 646, 646, 270,
    279, 578, 589, 578, 535, 828, 727, 685, 718, 720, 635, 614, 759, 770, 308, 402, 717, 578, 918, 782, 761, 653, 773, 696, 692, 616, 724,
    704, 969, 717, 668, 670, 337, 381, 337, 484, 553, 264, 567, 609, 547, 609, 577, 397, 629, 593, 267, 289, 580, 329, 896, 593, 576, 607,
    607, 412, 527, 417, 595, 521, 789, 588, 563, 497, 385, 269, 384, 612,
];

const fn ancho_de(c: char) -> u32 {
    match c {
        ' '..='~' => match ASCII.as_slice().split_at(c as usize - 32).1 {
            [a, ..] => *a as u32,
            [] => 970,
        },
        'á' => 567,
        'é' => 577,
        'í' => 267,
        'ó' => 576,
        'ú' | 'ü' => 595,
        'ñ' => 593,
        'Á' => 727,
        'É' => 635,
        'Í' => 308,
        'Ó' => 761,
        'Ú' | 'Ü' => 724,
        'Ñ' => 782,
        '¿' => 544,
        '¡' => 283,
        '«' | '»' => 511,
        '·' => 259,
        '…' => 895,
        '—' => 1149,
        '–' | '−' | '×' | '÷' => 593,
        _ => 970,
    }
}

/// Width of a text at a size, rounded up to a whole point.
#[must_use]
pub fn ancho(texto: &str, tam: f32) -> i32 {
    let milesimas: u32 = texto.chars().map(ancho_de).sum();
    // At most some thousands of characters: far below where a whole number stops fitting.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "widths of a few thousand points")]
    let puntos = (milesimas as f32 * tam / 1000.0).ceil() as i32;
    puntos
}

/// The text in lines of at most `tope` points; what does not fit in `lineas` of them ends with «…». A word longer than
/// a line is cut. No line is empty, and a text without letters has none.
#[must_use]
pub fn partir(texto: &str, tam: f32, tope: i32, lineas: usize) -> Vec<String> {
    let mut salida: Vec<String> = Vec::new();
    let mut actual = String::new();
    for palabra in texto.split_whitespace() {
        for trozo in trozos(palabra, tam, tope) {
            let junto = if actual.is_empty() { trozo.clone() } else { format!("{actual} {trozo}") };
            if actual.is_empty() || ancho(&junto, tam) <= tope {
                actual = junto;
            } else {
                salida.push(std::mem::replace(&mut actual, trozo));
            }
        }
        if salida.len() > lineas {
            break;
        }
    }
    if !actual.is_empty() {
        salida.push(actual);
    }
    if salida.len() > lineas {
        salida.truncate(lineas);
        if let Some(ultima) = salida.last_mut() {
            while !ultima.is_empty() && ancho(&format!("{ultima}…"), tam) > tope {
                ultima.pop();
            }
            let corta = ultima.trim_end().len();
            ultima.truncate(corta);
            ultima.push('…');
        }
    }
    salida
}

/// A word in pieces that fit.
fn trozos(palabra: &str, tam: f32, tope: i32) -> Vec<String> {
    if ancho(palabra, tam) <= tope {
        return vec![palabra.to_owned()];
    }
    let mut salida = Vec::new();
    let mut actual = String::new();
    for c in palabra.chars() {
        actual.push(c);
        if ancho(&actual, tam) > tope && actual.chars().count() > 1 {
            actual.pop();
            salida.push(std::mem::take(&mut actual));
            actual.push(c);
        }
    }
    salida.push(actual);
    salida
}

/// Width of the widest line.
pub(super) fn ancho_de_lineas(lineas: &[String], tam: f32) -> i32 {
    lineas.iter().map(|l| ancho(l, tam)).max().unwrap_or(0)
}

/// How many lines, as a length.
pub(super) fn alto_de_lineas(lineas: &[String], cada: i32) -> i32 {
    i32::try_from(lineas.len()).unwrap_or(i32::MAX / 1024).saturating_mul(cada)
}

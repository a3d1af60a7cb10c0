//! QR codes, drawn as rectangles: the code of a paper for whoever holds no file.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::color;
use crate::lienzo::Marca;

/// Longest text, in bytes: a symbol of 41 modules a side, which prints legibly at 25 mm.
pub const LARGO_MAXIMO: usize = 120;

/// The marks of a code in a square of `lado` points with its quiet zone of four modules inside; `None` when the text
/// is empty or over [`LARGO_MAXIMO`].
pub(crate) fn marcas(texto: &str, x: f32, y: f32, lado: f32) -> Option<Vec<Marca>> {
    if texto.is_empty() || texto.len() > LARGO_MAXIMO {
        return None;
    }
    let qr = QrCode::encode_text(texto, QrCodeEcc::Medium).ok()?;
    let n = qr.size();
    let modulo = lado / (n + 8) as f32;
    let mut salida = vec![Marca::Rectangulo { x, y, ancho: lado, alto: lado, relleno: Some(color::HOJA), borde: None }];
    for fila in 0..n {
        let mut columna = 0;
        while columna < n {
            let desde = columna;
            while columna < n && qr.get_module(columna, fila) {
                columna += 1;
            }
            if columna > desde {
                // Neighbours in one rectangle: no white hairline between them on the screen.
                salida.push(Marca::Rectangulo {
                    x: x + (desde + 4) as f32 * modulo,
                    y: y + (fila + 4) as f32 * modulo,
                    ancho: (columna - desde) as f32 * modulo,
                    alto: modulo,
                    relleno: Some(color::TINTA),
                    borde: None,
                });
            }
            columna += 1;
        }
    }
    Some(salida)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_its_quiet_zone() {
        let ms = marcas("Diligencia · MARN · 3f9a12bc77de0142", 100.0, 200.0, 74.0).unwrap();
        let cajas: Vec<(f32, f32, f32)> = ms
            .iter()
            .skip(1)
            .filter_map(|m| if let Marca::Rectangulo { x, y, ancho, .. } = m { Some((*x, *y, *ancho)) } else { None })
            .collect();
        let modulo = 74.0 / (29.0 + 8.0);
        let cabeza = |x: f32, y: f32| cajas.iter().any(|c| (c.0 - x).abs() < 0.01 && (c.1 - y).abs() < 0.01 && c.2 > 6.9 * modulo);
        let (a, b) = (100.0 + 4.0 * modulo, 200.0 + 4.0 * modulo);
        assert!(cabeza(a, b) && cabeza(a + 22.0 * modulo, b) && cabeza(a, b + 22.0 * modulo), "three finder patterns");
        assert!(cajas.iter().all(|c| c.0 >= a - 0.01 && c.0 + c.2 <= 174.0 - 4.0 * modulo + 0.01), "white around");
        assert_eq!(marcas("", 0.0, 0.0, 74.0), None);
        assert_eq!(marcas(&"x".repeat(LARGO_MAXIMO + 1), 0.0, 0.0, 74.0), None);
    }
}

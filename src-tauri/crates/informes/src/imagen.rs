//! Pictures that an institution gives: the emblem of its letterhead.
//!
//! Only PNG is read, by the decoder that the window already carries. A picture is checked and decoded when it is
//! given, so that a report is never stopped by one; what is kept is the pixels.

use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;

/// Largest file, in bytes.
pub const PESO_MAXIMO: usize = 1_048_576;
/// Longest side, in pixels.
pub const LADO_MAXIMO: u32 = 2_000;

/// Why a picture is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FallaDeImagen {
    /// Over [`PESO_MAXIMO`].
    #[error("the picture takes {bytes} bytes")]
    Pesada {
        /// Its size.
        bytes: usize,
    },
    /// Over [`LADO_MAXIMO`].
    #[error("the picture is {ancho} × {alto} pixels")]
    Grande {
        /// Width.
        ancho: u32,
        /// Height.
        alto: u32,
    },
    /// Another format, or a broken file.
    #[error("not a readable PNG: {detalle}")]
    NoEsPng {
        /// What the decoder said.
        detalle: String,
    },
}

/// A decoded picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Imagen {
    ancho: u32,
    alto: u32,
    /// Red, green, blue, a row after another.
    rgb: Arc<[u8]>,
    /// Opacity, when some pixel is not opaque.
    alfa: Option<Arc<[u8]>>,
    /// The file as given, for outputs that show PNG by themselves.
    png: Arc<[u8]>,
    /// What it shows, in words.
    pub alternativa: String,
}

impl std::fmt::Debug for Imagen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Imagen({} × {}, {:?})", self.ancho, self.alto, self.alternativa)
    }
}

impl Imagen {
    /// A picture from the bytes of a PNG file.
    ///
    /// # Errors
    ///
    /// [`FallaDeImagen`]: too heavy, too large, or not a PNG. Sizes are looked at before anything is decoded.
    pub fn de_png(bytes: &[u8], alternativa: &str) -> Result<Imagen, FallaDeImagen> {
        if bytes.len() > PESO_MAXIMO {
            return Err(FallaDeImagen::Pesada { bytes: bytes.len() });
        }
        let falla = |e: png::DecodingError| FallaDeImagen::NoEsPng { detalle: e.to_string() };
        // The pixels at their largest, 16 bits and four channels, and what the decoder needs around them.
        let limites = png::Limits { bytes: LADO_MAXIMO as usize * LADO_MAXIMO as usize * 9 };
        let mut lector = png::Decoder::new_with_limits(Cursor::new(bytes), limites);
        lector.set_transformations(png::Transformations::normalize_to_color8());
        let mut lector = lector.read_info().map_err(falla)?;
        let (ancho, alto) = (lector.info().width, lector.info().height);
        if ancho > LADO_MAXIMO || alto > LADO_MAXIMO {
            return Err(FallaDeImagen::Grande { ancho, alto });
        }
        let largo = lector.output_buffer_size().ok_or(FallaDeImagen::Grande { ancho, alto })?;
        let mut pixeles = vec![0; largo];
        let cuadro = lector.next_frame(&mut pixeles).map_err(falla)?;
        pixeles.truncate(cuadro.buffer_size());
        let canales = cuadro.color_type.samples();
        let mut rgb = Vec::with_capacity(pixeles.len() / canales * 3);
        let mut alfa = Vec::new();
        for p in pixeles.chunks_exact(canales) {
            match *p {
                [g] => rgb.extend([g; 3]),
                [g, a] => {
                    rgb.extend([g; 3]);
                    alfa.push(a);
                }
                [r, g, b] => rgb.extend([r, g, b]),
                [r, g, b, a] => {
                    rgb.extend([r, g, b]);
                    alfa.push(a);
                }
                _ => return Err(FallaDeImagen::NoEsPng { detalle: format!("{canales} channels") }),
            }
        }
        let alfa = alfa.iter().any(|a| *a != 255).then(|| alfa.into());
        Ok(Imagen { ancho, alto, rgb: rgb.into(), alfa, png: bytes.into(), alternativa: alternativa.to_owned() })
    }

    /// Width in pixels.
    #[must_use]
    pub const fn ancho(&self) -> u32 {
        self.ancho
    }

    /// Height in pixels.
    #[must_use]
    pub const fn alto(&self) -> u32 {
        self.alto
    }

    /// The picture as a `data:` address, for a page that may load nothing from elsewhere.
    #[must_use]
    pub fn data_uri(&self) -> String {
        format!("data:image/png;base64,{}", base64(&self.png))
    }

    pub(crate) fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    pub(crate) fn alfa(&self) -> Option<&[u8]> {
        self.alfa.as_deref()
    }
}

/// Base 64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNOS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut salida = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for grupo in bytes.chunks(3) {
        let n = grupo.iter().fold(0u32, |n, b| (n << 8) | u32::from(*b)) << (8 * (3 - grupo.len()));
        for i in 0..4 {
            let signo = SIGNOS.get((n >> (18 - 6 * i)) as usize & 63).copied().unwrap_or(b'=');
            // Writing to a String never fails.
            let _ = salida.write_char(if i <= grupo.len() { char::from(signo) } else { '=' });
        }
    }
    salida
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_de(ancho: u32, alto: u32, color: png::ColorType) -> Vec<u8> {
        let mut salida = Vec::new();
        let mut codificador = png::Encoder::new(&mut salida, ancho, alto);
        codificador.set_color(color);
        let datos: Vec<u8> = (0..ancho as usize * alto as usize * color.samples()).map(|i| (i % 251) as u8).collect();
        codificador.write_header().unwrap().write_image_data(&datos).unwrap();
        salida
    }

    #[test]
    fn every_kind_of_png_becomes_rgb() {
        for color in [png::ColorType::Grayscale, png::ColorType::GrayscaleAlpha, png::ColorType::Rgb, png::ColorType::Rgba] {
            let i = Imagen::de_png(&png_de(7, 5, color), "escudo").unwrap();
            assert_eq!((i.ancho(), i.alto(), i.rgb().len()), (7, 5, 105), "{color:?}");
            assert_eq!(i.alfa().map(<[u8]>::len), (color.samples() % 2 == 0).then_some(35), "{color:?}");
        }
    }

    #[test]
    fn what_is_heavy_large_or_not_a_png_is_refused() {
        assert_eq!(Imagen::de_png(&vec![0; PESO_MAXIMO + 1], ""), Err(FallaDeImagen::Pesada { bytes: PESO_MAXIMO + 1 }));
        let ancha = png_de(2_001, 1, png::ColorType::Grayscale);
        assert_eq!(Imagen::de_png(&ancha, ""), Err(FallaDeImagen::Grande { ancho: 2_001, alto: 1 }));
        let buena = png_de(9, 9, png::ColorType::Rgb);
        for mala in [&b"GIF89a"[..], b"", b"<svg/>", &buena[..buena.len() / 2]] {
            assert!(matches!(Imagen::de_png(mala, ""), Err(FallaDeImagen::NoEsPng { .. })), "{mala:?}");
        }
    }

    #[test]
    fn base_64_is_that_of_the_rfc() {
        // RFC 4648, section 10.
        for (texto, espera) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(texto.as_bytes()), espera);
        }
    }
}

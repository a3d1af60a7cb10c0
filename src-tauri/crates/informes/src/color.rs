//! The colours of paper: the same roles as the screen.

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(
    /// Red.
    pub u8,
    /// Green.
    pub u8,
    /// Blue.
    pub u8,
);

impl Color {
    /// `#rrggbb`.
    ///
    /// ```
    /// assert_eq!(informes::color::ACENTO.hex(), "#17457f");
    /// ```
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Text.
pub const TINTA: Color = Color(0x13, 0x20, 0x2f);
/// Secondary text.
pub const TINTA_2: Color = Color(0x4a, 0x5a, 0x6d);
/// Tertiary text: page furniture only (4.5:1 on white).
pub const TINTA_3: Color = Color(0x5f, 0x6e, 0x80);
/// Paper.
pub const HOJA: Color = Color(0xff, 0xff, 0xff);
/// Quiet surface: table heads, cards.
pub const FONDO: Color = Color(0xf5, 0xf7, 0xfa);
/// Hairlines.
pub const LINEA: Color = Color(0xdb, 0xe2, 0xea);
/// Stronger lines.
pub const LINEA_2: Color = Color(0xc3, 0xcc, 0xd7);
/// The deep blue: done, primary.
pub const ACENTO: Color = Color(0x17, 0x45, 0x7f);
/// In course.
pub const ACENTO_2: Color = Color(0x2f, 0x6d, 0xb5);
/// Light blue surface.
pub const ACENTO_SUAVE: Color = Color(0xe7, 0xef, 0xf9);
/// Second shade of a chart.
pub const CELESTE: Color = Color(0x9d, 0xbf, 0xe5);
/// The mark only.
pub const MARCA: Color = Color(0x49, 0x97, 0xd0);
/// Good news.
pub const BIEN: Color = Color(0x1b, 0x7a, 0x4b);
/// Good news, surface.
pub const BIEN_SUAVE: Color = Color(0xe3, 0xf3, 0xea);
/// Needs a person.
pub const AVISO: Color = Color(0x8a, 0x5a, 0x00);
/// Needs a person, surface.
pub const AVISO_SUAVE: Color = Color(0xfd, 0xf2, 0xd8);
/// Needs a person soon.
pub const MAL: Color = Color(0xb0, 0x27, 0x1d);
/// Needs a person soon, surface.
pub const MAL_SUAVE: Color = Color(0xfb, 0xe7, 0xe5);

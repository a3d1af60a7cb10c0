//! Closed lists: enums whose stored text and Spanish label are declared once.

/// Declares an enum with its stored identifier and the label that people read.
///
/// Gives `as_str`, `etiqueta`, `TODOS`, `FromStr` (error: the text that was not in the list),
/// `Display` (the identifier) and serde by identifier, so that no list of states exists twice.
#[macro_export]
macro_rules! cerrado {
    ($(#[$meta:meta])* $nombre:ident { $($(#[$vmeta:meta])* $variante:ident = $id:literal / $etiqueta:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "contrato", derive(ts_rs::TS))]
        pub enum $nombre {
            $(#[doc = $etiqueta] $(#[$vmeta])* #[serde(rename = $id)] $variante),+
        }

        impl $nombre {
            /// Every member, in declaration order.
            pub const TODOS: &'static [$nombre] = &[$($nombre::$variante),+];

            /// The identifier stored and exchanged.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($nombre::$variante => $id),+ }
            }

            /// The Spanish label that people read.
            #[must_use]
            pub const fn etiqueta(self) -> &'static str {
                match self { $($nombre::$variante => $etiqueta),+ }
            }
        }

        impl std::str::FromStr for $nombre {
            type Err = $crate::cerrado::FueraDeLista;
            fn from_str(texto: &str) -> Result<Self, Self::Err> {
                match texto { $($id => Ok($nombre::$variante),)+ _ => Err($crate::cerrado::FueraDeLista { texto: texto.to_owned() }) }
            }
        }

        impl std::fmt::Display for $nombre {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// A text that is not in the closed list it was read for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{texto:?} is not in the closed list")]
pub struct FueraDeLista {
    /// The text as received.
    pub texto: String,
}

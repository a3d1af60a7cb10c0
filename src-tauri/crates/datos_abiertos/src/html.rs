//! Marked-up or plain text to lines.

use dominio::interpretacion::{Item, Linea, esta_en_blanco};
use html5gum::{Token, Tokenizer};

/// Splits a text into lines: paragraphs, `<br>`, list items and table rows when it has markup;
/// line breaks when it does not. Entities and JSON escapes are undone, styles and scripts dropped,
/// links kept aside. Any text is accepted.
#[must_use]
pub fn lineas(texto: &str) -> Vec<Linea> {
    let desescapado;
    let texto = if tiene_escapes(texto) {
        desescapado = deshacer_escapes(texto);
        desescapado.as_str()
    } else {
        texto
    };
    if !tiene_marcado(texto) && !texto.contains('&') {
        return Linea::de_texto(texto);
    }
    let mut lector = Lector::nuevo(tiene_bloques(texto));
    for token in Tokenizer::new(texto) {
        let Ok(token) = token;
        lector.token(token);
    }
    lector.cerrar();
    lector.lineas
}

/// The lines of a text joined with line breaks: a field without lists, readable.
#[must_use]
pub fn llano(texto: &str) -> String {
    lineas(texto).iter().map(|l| dominio::interpretacion::compactar(&l.texto)).collect::<Vec<_>>().join("\n")
}

/// Links found in a text, in order.
#[must_use]
pub fn enlaces(texto: &str) -> Vec<String> {
    lineas(texto).into_iter().flat_map(|l| l.enlaces).collect()
}

fn tiene_marcado(texto: &str) -> bool {
    texto.match_indices('<').any(|(i, _)| texto.as_bytes().get(i + 1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, b'/' | b'!')))
}

/// With block tags a line break of the source is a space; without them it divides.
fn tiene_bloques(texto: &str) -> bool {
    texto.match_indices('<').any(|(i, _)| {
        let nombre: String = texto
            .get(i + 1..)
            .unwrap_or("")
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        matches!(nombre.as_str(), "li" | "br") || es_bloque(nombre.as_bytes())
    })
}

fn es_bloque(nombre: &[u8]) -> bool {
    matches!(
        nombre,
        b"p" | b"div"
            | b"ul"
            | b"ol"
            | b"table"
            | b"tbody"
            | b"thead"
            | b"tfoot"
            | b"tr"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"blockquote"
            | b"section"
            | b"article"
            | b"header"
            | b"footer"
            | b"hr"
            | b"pre"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"address"
            | b"figure"
            | b"caption"
            | b"body"
            | b"html"
    )
}

fn es_oculto(nombre: &[u8]) -> bool {
    matches!(nombre, b"style" | b"script" | b"head" | b"template" | b"noscript")
}

/// `\n`, `\t`, `\"`, `\/` or `\u00e1` left in the text by a second JSON writing.
fn tiene_escapes(texto: &str) -> bool {
    texto.match_indices('\\').any(|(i, _)| escape(texto.get(i + 1..).unwrap_or("")).is_some())
}

/// The character of an escape and how many bytes it takes after the bar.
fn escape(resto: &str) -> Option<(char, usize)> {
    let c = resto.chars().next()?;
    // `C:\nuevo` is a path, not a line break: a letter right after makes it one.
    let suelto = |x: char| (!resto.get(1..).is_some_and(|r| r.starts_with(|s: char| s.is_ascii_lowercase()))).then_some((x, 1));
    match c {
        'n' => suelto('\n'),
        'r' => suelto('\r'),
        't' => suelto('\t'),
        '"' | '/' => Some((c, 1)),
        'u' => {
            let hexa = resto.get(1..5).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u32::from_str_radix(hexa, 16).ok().and_then(char::from_u32).map(|x| (x, 5))
        }
        _ => None,
    }
}

fn deshacer_escapes(texto: &str) -> String {
    let mut salida = String::with_capacity(texto.len());
    let mut resto = texto;
    while let Some(p) = resto.find('\\') {
        salida.push_str(resto.get(..p).unwrap_or(""));
        let tras = resto.get(p + 1..).unwrap_or("");
        match escape(tras) {
            Some((c, n)) => {
                salida.push(c);
                resto = tras.get(n..).unwrap_or("");
            }
            None => {
                salida.push('\\');
                resto = tras;
            }
        }
    }
    salida.push_str(resto);
    salida
}

/// A list being read: ordered with its next number, or of bullets.
struct Nivel {
    siguiente: Option<u32>,
}

struct Lector {
    lineas: Vec<Linea>,
    actual: String,
    enlaces: Vec<String>,
    niveles: Vec<Nivel>,
    /// An `<li>` was opened and its first line is not written yet.
    item: Option<Item>,
    ocultos: usize,
    bloques: bool,
}

impl Lector {
    fn nuevo(bloques: bool) -> Lector {
        Lector { lineas: Vec::new(), actual: String::new(), enlaces: Vec::new(), niveles: Vec::new(), item: None, ocultos: 0, bloques }
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::String(s) if self.ocultos == 0 => self.texto(&String::from_utf8_lossy(&s)),
            Token::StartTag(t) => {
                let atributo = |n: &[u8]| t.attributes.get(n).map(|v| String::from_utf8_lossy(v).into_owned());
                self.abre(&t.name, t.self_closing, &atributo);
            }
            Token::EndTag(t) => self.cierra(&t.name),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn texto(&mut self, texto: &str) {
        if self.bloques {
            self.actual.extend(texto.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        } else {
            for (i, parte) in texto.split('\n').enumerate() {
                if i > 0 {
                    self.cerrar();
                }
                self.actual.push_str(parte.strip_suffix('\r').unwrap_or(parte));
            }
        }
    }

    fn abre(&mut self, nombre: &[u8], sola: bool, atributo: &dyn Fn(&[u8]) -> Option<String>) {
        match nombre {
            b"br" => self.cerrar(),
            b"ol" | b"ul" => {
                self.cerrar();
                let inicio = atributo(b"start").and_then(|s| s.trim().parse().ok()).unwrap_or(1);
                self.niveles.push(Nivel { siguiente: (nombre == b"ol").then_some(inicio) });
            }
            b"li" => {
                self.cerrar();
                let nivel = u8::try_from(self.niveles.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let propio = atributo(b"value").and_then(|s| s.trim().parse().ok());
                let ordinal = match self.niveles.last_mut() {
                    Some(n) => {
                        let este = propio.or(n.siguiente);
                        if n.siguiente.is_some() {
                            n.siguiente = este.map(|x: u32| x.saturating_add(1));
                        }
                        este.filter(|_| n.siguiente.is_some())
                    }
                    None => None,
                };
                self.item = Some(Item { nivel, ordinal });
            }
            b"a" => self.enlaces.extend(atributo(b"href").map(|h| h.trim().to_owned()).filter(|h| !h.is_empty())),
            b"td" | b"th" => self.actual.push('\t'),
            _ if es_oculto(nombre) && !sola => self.ocultos += 1,
            _ if es_bloque(nombre) => self.cerrar(),
            _ => {}
        }
    }

    fn cierra(&mut self, nombre: &[u8]) {
        match nombre {
            b"ol" | b"ul" => {
                self.cerrar();
                self.niveles.pop();
                self.item = None;
            }
            b"li" => {
                self.cerrar();
                self.item = None;
            }
            b"br" => self.cerrar(),
            _ if es_oculto(nombre) => self.ocultos = self.ocultos.saturating_sub(1),
            _ if es_bloque(nombre) => self.cerrar(),
            _ => {}
        }
    }

    /// Ends the current line. A blank one leaves nothing, and the item it opened waits.
    fn cerrar(&mut self) {
        if esta_en_blanco(&self.actual) {
            self.actual.clear();
            return;
        }
        let profundidad = u8::try_from(self.niveles.len()).unwrap_or(u8::MAX);
        let item = self.item.take();
        let profundidad = if item.is_some() { profundidad.max(1) } else { profundidad };
        self.lineas.push(Linea { texto: std::mem::take(&mut self.actual), item, profundidad, enlaces: std::mem::take(&mut self.enlaces) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(t: &str) -> Vec<String> {
        lineas(t).into_iter().map(|l| l.texto.trim().to_owned()).collect()
    }

    #[test]
    fn plain_text_is_split_at_line_breaks() {
        assert_eq!(texts("1. Uno\r\n\n \u{a0}\n2. Dos < 3"), ["1. Uno", "2. Dos < 3"]);
    }

    #[test]
    fn paragraphs_breaks_and_items_are_lines() {
        let l = lineas(
            "<p>A<br />\nB</p>\n<ol start=\"2\">\n\t<li>Uno\n sigue<ul><li>Hijo</li></ul></li>\n\t<li><p>Tres</p><p>más</p></li>\n</ol><p>\u{a0}</p>",
        );
        let v: Vec<_> = l.iter().map(|l| (l.texto.trim(), l.item, l.profundidad)).collect();
        assert_eq!(
            v,
            [
                ("A", None, 0),
                ("B", None, 0),
                ("Uno  sigue", Some(Item { nivel: 0, ordinal: Some(2) }), 1),
                ("Hijo", Some(Item { nivel: 1, ordinal: None }), 2),
                ("Tres", Some(Item { nivel: 0, ordinal: Some(3) }), 1),
                ("más", None, 1),
            ]
        );
    }

    #[test]
    fn entities_escapes_styles_and_links_are_undone() {
        assert_eq!(texts("Caf&eacute;&nbsp;&amp; t&#233;"), ["Café\u{a0}& té"]);
        assert_eq!(texts("uno\\ndos \\u00e1 \\/ C:\\nuevo").len(), 1);
        assert_eq!(texts("uno.\\n2. dos \\u00e1"), ["uno.", "2. dos á"]);
        assert_eq!(texts("<style>p{color:red}</style><p>x</p><script>if(a<b){}</script>"), ["x"]);
        let l = lineas("<p>ver <a href=\"https://x.gt/a\">aquí</a></p>");
        assert_eq!((l[0].texto.as_str(), l[0].enlaces.as_slice()), ("ver aquí", &["https://x.gt/a".to_owned()][..]));
    }

    #[test]
    fn inline_markup_alone_keeps_the_line_breaks() {
        assert_eq!(texts("<strong>1. Uno</strong>\n2. <em>Dos</em>"), ["1. Uno", "2. Dos"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(t in "(\\PC|<|>|/|li|ol|p|br|&|amp;|\\\\|\n|<li>|<ul>|</ul>|<script>){0,60}") {
            let _ = lineas(&t);
        }
    }
}

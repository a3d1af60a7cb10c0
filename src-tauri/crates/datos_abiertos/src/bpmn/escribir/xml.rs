//! XML on its way out: indented, escaped, and the same each time.

/// A text in XML that grows.
pub(super) struct Xml {
    salida: String,
    hondura: usize,
}

/// What XML 1.0 can carry of a text, escaped for an attribute or for the content of an element.
fn escapar(texto: &str, atributo: bool, salida: &mut String) {
    for c in texto.chars() {
        match c {
            '&' => salida.push_str("&amp;"),
            '<' => salida.push_str("&lt;"),
            '>' => salida.push_str("&gt;"),
            '"' if atributo => salida.push_str("&quot;"),
            // Written as they are, a reader would make spaces of them.
            '\n' if atributo => salida.push_str("&#10;"),
            '\t' if atributo => salida.push_str("&#9;"),
            '\r' => salida.push_str("&#13;"),
            '\n' | '\t' => salida.push(c),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => salida.push('\u{FFFD}'),
            c => salida.push(c),
        }
    }
}

impl Xml {
    pub fn nuevo() -> Self {
        Xml { salida: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), hondura: 0 }
    }

    fn etiqueta<V: AsRef<str>>(&mut self, nombre: &str, atributos: &[(&str, V)], fin: &str) {
        self.salida.extend(std::iter::repeat_n("  ", self.hondura));
        self.salida.push('<');
        self.salida.push_str(nombre);
        for (clave, valor) in atributos {
            self.salida.push(' ');
            self.salida.push_str(clave);
            self.salida.push_str("=\"");
            escapar(valor.as_ref(), true, &mut self.salida);
            self.salida.push('"');
        }
        self.salida.push_str(fin);
    }

    pub fn abre(&mut self, nombre: &str, atributos: &[(&str, &str)]) {
        self.etiqueta(nombre, atributos, ">\n");
        self.hondura += 1;
    }

    pub fn abre_con(&mut self, nombre: &str, atributos: &[(&str, String)]) {
        self.etiqueta(nombre, atributos, ">\n");
        self.hondura += 1;
    }

    pub fn vacio(&mut self, nombre: &str, atributos: &[(&str, &str)]) {
        self.etiqueta(nombre, atributos, "/>\n");
    }

    pub fn vacio_con(&mut self, nombre: &str, atributos: &[(&str, String)]) {
        self.etiqueta(nombre, atributos, "/>\n");
    }

    pub fn texto(&mut self, nombre: &str, atributos: &[(&str, &str)], texto: &str) {
        self.etiqueta(nombre, atributos, ">");
        escapar(texto, false, &mut self.salida);
        self.salida.push_str("</");
        self.salida.push_str(nombre);
        self.salida.push_str(">\n");
    }

    pub fn cierra(&mut self, nombre: &str) {
        self.hondura = self.hondura.saturating_sub(1);
        self.salida.extend(std::iter::repeat_n("  ", self.hondura));
        self.salida.push_str("</");
        self.salida.push_str(nombre);
        self.salida.push_str(">\n");
    }

    pub fn terminar(self) -> String {
        self.salida
    }
}

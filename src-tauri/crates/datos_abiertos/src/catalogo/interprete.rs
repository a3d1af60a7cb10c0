//! One record of the catalogue as a ficha, with its flags.

use std::collections::BTreeMap;

use dominio::ficha::{ClaseTramite, Paso, Procedencia, Requisito, VersionPaso};
use dominio::interpretacion::banderas::CodigoBandera;
use dominio::interpretacion::listas::Lista;
use dominio::interpretacion::{compactar, costos, es_relleno, esta_en_blanco, listas, normas, pasos, plegar, requisitos, tiempos};
use dominio::{Dato, Entidad, Ficha, Tramite};
use uuid::Uuid;

use super::directos;
use super::{Aviso, Bandera, FilaDelCatalogo, TramiteImportado};
use crate::html;

/// Fields that the bulk loader cuts at 250 bytes and the store at 255 characters, and the field of
/// the ficha each one becomes.
const CORTABLES: [(&str, &str); 5] = [
    ("descripcion", "descripcion"),
    ("tiempo_de_respuesta", "tiempos"),
    ("documento_obtenible", "resultado"),
    ("enlace", "enlace"),
    ("respaldo_legal", "base_legal"),
];

/// Reads a record as a ficha. Pure: rows may be interpreted on several threads.
#[must_use]
pub fn interpretar(fila: &FilaDelCatalogo) -> TramiteImportado {
    let mut lector = Lector { fila, ficha: Ficha::default(), banderas: Vec::new() };
    let institucion_texto = compactar(fila.texto("institucion").unwrap_or(""));
    let nombre = lector.nombre();
    lector.sencillos(&nombre);
    lector.costo();
    lector.requisitos();
    lector.pasos();
    lector.tiempos();
    lector.base_legal();
    lector.cortados();
    let actualizado_en_fuente = lector.fecha();
    lector.doble_codificacion();
    lector.directos();
    let Lector { mut ficha, banderas, .. } = lector;
    ficha.tramite.banderas = banderas.iter().map(|b| (b.celda(), "pendiente".to_owned())).collect();
    let avisos = banderas
        .iter()
        .map(|b| Aviso { campo: b.campo, codigo: b.codigo, mensaje: mensaje(b.codigo), original: b.original.clone() })
        .collect();
    TramiteImportado {
        numero: fila.numero,
        sigla: sigla(&institucion_texto),
        institucion_texto,
        nombre,
        actualizado_en_fuente,
        ficha,
        originales: fila.originales.iter().map(|o| (o.columna.to_string(), o.texto.clone())).collect(),
        banderas,
        avisos,
        en_tablas: None,
    }
}

/// The sigla between the last hyphens: «Ministerio … -MARN-», «… - SECCATID -».
#[must_use]
pub fn sigla(institucion: &str) -> Option<String> {
    let guion = |c: char| matches!(c, '-' | '–' | '—');
    let dentro = institucion.trim().strip_suffix(guion)?;
    let (_, sigla) = dentro.rsplit_once(guion)?;
    let sigla = sigla.trim();
    let vale =
        (2..=16).contains(&sigla.chars().count()) && sigla.chars().all(char::is_alphanumeric) && sigla.chars().any(char::is_alphabetic);
    vale.then(|| sigla.to_uppercase())
}

struct Lector<'f> {
    fila: &'f FilaDelCatalogo,
    ficha: Ficha,
    banderas: Vec<Bandera>,
}

impl Lector<'_> {
    fn avisar(&mut self, codigo: CodigoBandera, campo: &'static str, original: &str) {
        if !self.banderas.iter().any(|b| b.codigo == codigo && b.campo == campo) {
            self.banderas.push(Bandera { codigo, campo, original: original.to_owned() });
        }
    }

    /// A field of one line: blanks and fillers are nothing, fillers with their flag.
    fn linea(&mut self, columna: &str, campo: &'static str) -> Option<String> {
        let crudo = self.fila.texto(columna)?;
        let limpio = if crudo.contains(['<', '&', '\\']) { compactar(&html::llano(crudo)) } else { compactar(crudo) };
        if limpio.is_empty() {
            return None;
        }
        if es_relleno(&limpio) {
            self.avisar(CodigoBandera::Relleno, campo, crudo);
            return None;
        }
        Some(limpio)
    }

    fn nombre(&mut self) -> String {
        let crudo = self.fila.texto("nombre").unwrap_or("");
        let nombre = if crudo.contains(['<', '&', '\\']) { compactar(&html::llano(crudo)) } else { compactar(crudo) };
        let letras = nombre.chars().filter(|c| c.is_alphabetic()).count();
        if letras < 5 {
            self.avisar(CodigoBandera::NombreDudoso, "nombre", crudo);
        } else if letras >= 8 && !nombre.chars().any(char::is_lowercase) {
            self.avisar(CodigoBandera::NombreEnMayusculas, "nombre", crudo);
        }
        if nombre.starts_with(|c: char| c.is_ascii_digit()) {
            self.avisar(CodigoBandera::NombreConNumero, "nombre", crudo);
        }
        nombre
    }

    fn sencillos(&mut self, nombre: &str) {
        let descripcion = self.fila.texto("descripcion").map(html::llano).filter(|d| !esta_en_blanco(d));
        let descripcion = match (descripcion, self.fila.texto("descripcion")) {
            (Some(d), Some(crudo)) if es_relleno(&d) => {
                self.avisar(CodigoBandera::Relleno, "descripcion", crudo);
                None
            }
            (Some(d), Some(crudo)) => {
                if igual(&d, nombre) {
                    self.avisar(CodigoBandera::DescripcionIgualAlNombre, "descripcion", crudo);
                }
                Some(d)
            }
            _ => None,
        };
        let id_catalogo =
            self.fila.texto("id").filter(|t| !esta_en_blanco(t)).map(|t| (t, t.trim().parse::<i64>().ok().filter(|n| *n > 0)));
        if let Some((crudo, None)) = id_catalogo {
            self.avisar(CodigoBandera::IdNoReconocido, "id_catalogo", crudo);
        }
        let enlace = self.linea("enlace", "enlace");
        if let Some(e) = &enlace
            && !(e.starts_with("http://") || e.starts_with("https://"))
        {
            let crudo = e.clone();
            self.avisar(CodigoBandera::EnlaceNoReconocido, "enlace", &crudo);
        }
        self.ficha.tramite = Tramite {
            nombre: Some(nombre.to_owned()).filter(|n| !n.is_empty()),
            id_catalogo: id_catalogo.and_then(|(_, n)| n),
            unidad_ejecutora: self.linea("unidad_ejecutora", "unidad_ejecutora"),
            categoria: self.linea("categoria", "categoria"),
            subcategoria: self.subcategoria(),
            descripcion,
            resultado: self.linea("documento_obtenible", "resultado"),
            enlace,
            clase: clase(nombre),
            ..Tramite::default()
        };
    }

    /// A JSON list of names becomes names separated by «; ».
    fn subcategoria(&mut self) -> Option<String> {
        let crudo = self.fila.texto("subcategoria")?;
        if !crudo.trim_start().starts_with('[') {
            return self.linea("subcategoria", "subcategoria");
        }
        let valores: Vec<serde_json::Value> = serde_json::from_str(crudo).ok()?;
        let nombres: Vec<String> = valores
            .iter()
            .filter_map(|v| {
                v.as_str().or_else(|| v.get("name").or_else(|| v.get("nombre")).and_then(serde_json::Value::as_str)).map(compactar)
            })
            .filter(|n| !n.is_empty())
            .collect();
        (!nombres.is_empty()).then(|| nombres.join("; "))
    }

    fn costo(&mut self) {
        let costo = self.fila.texto("costo");
        let descripcion = self.fila.texto("costo_descripcion").map(html::llano);
        let leido = costos::leer(costo, self.fila.texto("codigo_moneda"), descripcion.as_deref(), self.fila.texto("tipo_de_costo"));
        let t = &mut self.ficha.tramite;
        t.costo_tipo = Some(leido.tipo);
        t.costo_monto = leido.monto;
        t.costo_moneda = leido.moneda;
        t.costo_descripcion = leido.descripcion;
        for codigo in leido.banderas {
            let original = if codigo == CodigoBandera::MonedaNoReconocida { self.fila.texto("codigo_moneda") } else { costo };
            self.avisar(codigo, "costo_monto", original.unwrap_or(""));
        }
    }

    fn lista(&mut self, columna: &str, campo: &'static str) -> Lista {
        let Some(crudo) = self.fila.texto(columna) else { return Lista::default() };
        let lista = listas::dividir(&html::lineas(crudo));
        for codigo in &lista.banderas {
            self.avisar(*codigo, campo, crudo);
        }
        lista
    }

    fn requisitos(&mut self) {
        let lista = self.lista("requisitos", "requisitos");
        let procedencia = procedencia(&lista);
        self.ficha.tramite.notas_requisitos = notas(&lista);
        self.ficha.requisitos = lista
            .filas
            .into_iter()
            .map(|f| {
                let c = requisitos::clasificar(&f.texto);
                Requisito {
                    nivel: i64::from(f.nivel),
                    grupo: f.grupo,
                    tipo: c.tipo,
                    forma: c.forma,
                    emisor: c.emisor,
                    emisor_publico: c.emisor_publico,
                    condicion: c.condicion,
                    texto: f.texto,
                    procedencia,
                    ..Requisito::default()
                }
            })
            .collect();
    }

    fn pasos(&mut self) {
        let lista = self.lista("instrucciones", "pasos");
        let procedencia = procedencia(&lista);
        self.ficha.tramite.notas_pasos = notas(&lista);
        self.ficha.pasos = lista
            .filas
            .into_iter()
            .map(|f| Paso {
                version: Some(VersionPaso::Actual),
                nivel: i64::from(f.nivel),
                grupo: f.grupo,
                actor: pasos::actor(&f.texto),
                texto: f.texto,
                procedencia,
                ..Paso::default()
            })
            .collect();
    }

    fn tiempos(&mut self) {
        let Some(crudo) = self.fila.texto("tiempo_de_respuesta") else { return };
        let lineas;
        let texto = if crudo.contains(['<', '&', '\\']) {
            lineas = html::llano(crudo);
            lineas.as_str()
        } else {
            crudo
        };
        for t in tiempos::leer(texto) {
            for codigo in &t.banderas {
                self.avisar(*codigo, "tiempos", crudo);
            }
            self.ficha.tiempos.push(t.a_tiempo());
        }
    }

    fn base_legal(&mut self) {
        let Some(crudo) = self.fila.texto("respaldo_legal") else { return };
        let texto = html::lineas(crudo).into_iter().map(|l| l.texto).collect::<Vec<_>>().join("\n");
        if es_relleno(&texto) {
            self.avisar(CodigoBandera::Relleno, "base_legal", crudo);
            return;
        }
        let leidas = normas::leer(&texto);
        let sin: Vec<&str> =
            leidas.iter().filter(|n| n.tipo == dominio::ficha::TipoNorma::SinIdentificar).map(|n| n.texto.as_str()).collect();
        if !sin.is_empty() {
            self.avisar(CodigoBandera::NormaSinIdentificar, "base_legal", &sin.join("\n"));
        }
        self.ficha.base_legal = leidas.iter().map(normas::NormaLeida::a_base_legal).collect();
    }

    /// A text whose length is the one of the cut. Longer ones prove that they were not cut.
    fn cortados(&mut self) {
        for (columna, campo) in CORTABLES {
            let Some(crudo) = self.fila.texto(columna) else { continue };
            let cortado = (248..=256).contains(&crudo.len()) || crudo.len() > 256 && (248..=256).contains(&crudo.chars().count());
            if cortado {
                self.avisar(CodigoBandera::PosibleTruncado, campo, crudo);
            }
        }
    }

    fn fecha(&mut self) -> Option<String> {
        let crudo = self.fila.texto("fecha_actualizado").filter(|t| !esta_en_blanco(t))?;
        let leida = leer_fecha(crudo.trim());
        if leida.is_none() {
            self.avisar(CodigoBandera::FechaNoReconocida, "actualizado_en_fuente", crudo);
        }
        leida
    }

    /// Fields of the ficha that came in a column of their own. They win over what was interpreted.
    fn directos(&mut self) {
        let mut celdas: BTreeMap<String, Dato> = BTreeMap::new();
        for campo in directos::campos() {
            let Some(crudo) = self.fila.texto(campo.campo).filter(|t| !esta_en_blanco(t)) else { continue };
            match directos::leer(campo, crudo) {
                Some(dato) => drop(celdas.insert(campo.campo.to_owned(), dato)),
                None => self.avisar(CodigoBandera::ValorNoReconocido, campo.campo, crudo),
            }
        }
        if celdas.is_empty() {
            return;
        }
        for (campo, dato) in self.ficha.tramite.celdas() {
            celdas.entry(campo).or_insert(dato);
        }
        let entidad = Entidad { id: Uuid::nil(), clase: "tramite".to_owned(), celdas };
        if let Some(ficha) = Ficha::desde_entidades(Uuid::nil(), &[entidad]) {
            self.ficha.tramite = ficha.tramite;
        }
    }

    /// «Ã³» for «ó»: text decoded twice by whoever exported it. Repaired only if a person asks.
    fn doble_codificacion(&mut self) {
        let fila = self.fila;
        for (columna, campo) in [
            ("nombre", "nombre"),
            ("descripcion", "descripcion"),
            ("requisitos", "requisitos"),
            ("instrucciones", "pasos"),
            ("respaldo_legal", "base_legal"),
        ] {
            if let Some(crudo) = fila.texto(columna)
                && crudo.contains('Ã')
                && ["Ã³", "Ã±", "Ã¡", "Ã©", "Ã\u{ad}", "Ãº", "Ã“", "Ã‘"].iter().any(|m| crudo.contains(m))
            {
                self.avisar(CodigoBandera::DobleCodificacion, campo, crudo);
            }
        }
    }
}

fn igual(a: &str, b: &str) -> bool {
    let limpio = |t: &str| plegar(t).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    a.len() < 2 * b.len() + 16 && b.len() < 2 * a.len() + 16 && limpio(a) == limpio(b)
}

/// Internal procedures that the catalogue publishes by mistake are told by their name only when
/// there is no doubt; the rest waits for a person.
fn clase(nombre: &str) -> Option<ClaseTramite> {
    let llano = plegar(nombre);
    ["vacaciones del personal", "constancia laboral", "solicitud de vacaciones", "permiso laboral"]
        .iter()
        .any(|p| llano.contains(p))
        .then_some(ClaseTramite::Interno)
}

fn procedencia(lista: &Lista) -> Option<Procedencia> {
    Some(if lista.con_duda { Procedencia::InterpretadoConDuda } else { Procedencia::Interpretado })
}

fn notas(lista: &Lista) -> Option<String> {
    (!lista.notas.is_empty()).then(|| lista.notas.join("\n"))
}

/// `2023-04-25 11:51:59`, `2023-04-25T11:51:59Z`, `2023-04-25`, `25/04/2023`.
fn leer_fecha(texto: &str) -> Option<String> {
    let (dia, hora) = texto.split_once([' ', 'T']).map_or((texto, ""), |(d, h)| (d, h.trim()));
    let numeros = |t: &str, c: char| t.split(c).map(|p| p.parse::<u32>().ok()).collect::<Option<Vec<_>>>();
    let (a, m, d) = match (numeros(dia, '-').as_deref(), numeros(dia, '/').as_deref()) {
        (Some([a, m, d]), _) if dia.len() == 10 => (*a, *m, *d),
        (_, Some([d, m, a])) if *a > 1000 => (*a, *m, *d),
        _ => return None,
    };
    let bisiesto = a % 4 == 0 && (a % 100 != 0 || a % 400 == 0);
    let dias = match m {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(bisiesto),
        _ => return None,
    };
    if !(1990..=2200).contains(&a) || !(1..=dias).contains(&d) {
        return None;
    }
    let fecha = format!("{a:04}-{m:02}-{d:02}");
    if hora.is_empty() {
        return Some(fecha);
    }
    let sin_zona = hora.trim_end_matches('Z').split(['.', '+']).next().unwrap_or("");
    match numeros(sin_zona, ':').as_deref() {
        Some([h, mi, s]) if *h < 24 && *mi < 60 && *s < 60 => Some(format!("{fecha} {h:02}:{mi:02}:{s:02}")),
        Some([h, mi]) if *h < 24 && *mi < 60 => Some(format!("{fecha} {h:02}:{mi:02}:00")),
        _ => None,
    }
}

/// What happened and what to do, one sentence for each flag.
const fn mensaje(codigo: CodigoBandera) -> &'static str {
    match codigo {
        CodigoBandera::TiempoNoInterpretado => {
            "No se pudo leer el tiempo de respuesta; escríbalo en la ficha o marque que no existe plazo."
        }
        CodigoBandera::TextoNoDividido => "La lista no se pudo dividir sin perder texto; quedó en una sola fila para que usted la divida.",
        CodigoBandera::Relleno => "El campo trae un texto de relleno y se tomó como vacío.",
        CodigoBandera::PosibleTruncado => "El texto mide lo mismo que el corte de la fuente; revise si le falta el final.",
        CodigoBandera::CostoCeroDudoso => "La fuente dice cero, pero convierte en cero los costos vacíos; confirme si es gratuito.",
        CodigoBandera::CostoDudoso => "El costo no parece un monto real y no se tomó; escriba el correcto.",
        CodigoBandera::CostoAmbiguo => "El costo se puede leer de más de una manera; confirme el monto o cómo se calcula.",
        CodigoBandera::BloqueRepetido => "Hay filas pegadas más de una vez; elimine las que sobran.",
        CodigoBandera::SinContenido => "El campo no trae una lista que se pueda leer; complétela en la ficha.",
        CodigoBandera::TextoSobrante => "El tiempo se leyó, pero queda texto sin interpretar; revise si cambia el plazo.",
        CodigoBandera::Indefinido => "La fuente dice que el tiempo es indefinido; escriba el plazo o marque que no existe.",
        CodigoBandera::Variable => "La fuente dice que el tiempo varía; escriba un plazo por caso o marque que no existe.",
        CodigoBandera::Inmediato => "La fuente dice que es inmediato y se tomó como cero minutos; confírmelo.",
        CodigoBandera::NormaSinIdentificar => "Hay citas cuya norma no se pudo identificar; elija el tipo, el número y el año.",
        CodigoBandera::NombreEnMayusculas => "El nombre está todo en mayúsculas; escríbalo en mayúsculas y minúsculas.",
        CodigoBandera::NombreConNumero => "El nombre empieza con un número; revise si es parte del nombre.",
        CodigoBandera::NombreDudoso => "El nombre tiene menos de cinco letras; escriba el nombre completo del trámite.",
        CodigoBandera::DescripcionIgualAlNombre => "La descripción repite el nombre; explique para qué sirve el trámite.",
        CodigoBandera::DobleCodificacion => "El texto trae letras dañadas («Ã³» por «ó»); puede pedir que se reparen.",
        CodigoBandera::EnlaceNoReconocido => "El enlace no empieza con http:// ni https://; corríjalo.",
        CodigoBandera::FechaNoReconocida => "No se pudo leer la fecha de actualización de la fuente; quedó en el texto original.",
        CodigoBandera::IdNoReconocido => "No se pudo leer el número del catálogo; quedó en el texto original.",
        CodigoBandera::MonedaNoReconocida => "La moneda no es quetzales ni dólares; elija una.",
        CodigoBandera::ValorNoReconocido => "No se reconoció lo escrito en una columna de la hoja; quedó en el texto original.",
        CodigoBandera::CodigoRepetido => "Otro trámite ya tiene el código que trae la hoja; se le dio uno nuevo.",
        CodigoBandera::IdRepetido => "Otra fila trae el mismo número del catálogo con otro contenido; revise cuál vale.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigla_is_between_the_last_hyphens() {
        for (t, s) in [
            ("Ministerio de Ambiente y Recursos Naturales  -MARN-", Some("MARN")),
            ("Secretaría Ejecutiva - SECCATID -", Some("SECCATID")),
            ("Gobernación Departamental de Chiquimula", None),
            ("Algo -con varias palabras-", None),
            ("-", None),
        ] {
            assert_eq!(sigla(t).as_deref(), s, "{t}");
        }
    }

    #[test]
    fn dates_are_read_or_refused() {
        assert_eq!(leer_fecha("2023-09-07 09:53:46").as_deref(), Some("2023-09-07 09:53:46"));
        assert_eq!(leer_fecha("2023-09-07T09:53:46.120Z").as_deref(), Some("2023-09-07 09:53:46"));
        assert_eq!(leer_fecha("7/9/2023").as_deref(), Some("2023-09-07"));
        assert_eq!(leer_fecha("2023-02-30"), None);
        assert_eq!(leer_fecha("ayer"), None);
    }
}

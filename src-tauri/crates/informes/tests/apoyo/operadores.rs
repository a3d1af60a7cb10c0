//! The runs of text of a finished PDF, read from the operators of its pages and the widths of its own fonts.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A run as the page shows it: left, baseline from the bottom, width, size, text.
#[derive(Clone, Debug)]
pub struct Tirada {
    pub x: f32,
    pub y: f32,
    pub ancho: f32,
    pub tam: f32,
    pub texto: String,
}

/// One page: its size, its runs in order, and the boxes of what is painted `[left, bottom, right, top]`.
#[derive(Debug)]
pub struct Hoja {
    pub ancho: f32,
    pub alto: f32,
    pub tiradas: Vec<Tirada>,
    pub cajas: Vec<[f32; 4]>,
    /// Names of all operators used.
    pub operadores: Vec<String>,
}

struct Fuente {
    anchos: BTreeMap<u16, f32>,
    letras: BTreeMap<u16, String>,
}

fn numero(o: &Object) -> f32 {
    o.as_float().unwrap_or_else(|_| panic!("not a number: {o:?}"))
}

fn dic(doc: &Document, o: &Object) -> Dictionary {
    doc.dereference(o).unwrap().1.as_dict().unwrap().clone()
}

fn fuente(doc: &Document, d: &Dictionary) -> Fuente {
    let hija = dic(doc, &d.get(b"DescendantFonts").unwrap().as_array().unwrap()[0]);
    let mut anchos = BTreeMap::new();
    let w = doc.dereference(hija.get(b"W").unwrap()).unwrap().1.as_array().unwrap().clone();
    let mut i = 0;
    while i < w.len() {
        let desde = u16::try_from(w[i].as_i64().unwrap()).unwrap();
        if let Ok(lista) = w[i + 1].as_array() {
            anchos.extend((desde..).zip(lista.iter().map(numero)));
            i += 2;
        } else {
            let hasta = u16::try_from(w[i + 1].as_i64().unwrap()).unwrap();
            anchos.extend((desde..=hasta).map(|g| (g, numero(&w[i + 2]))));
            i += 3;
        }
    }
    let mapa = doc.get_object(d.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap().as_stream().unwrap();
    let mapa = String::from_utf8(mapa.decompressed_content().unwrap_or_else(|_| mapa.content.clone())).unwrap();
    Fuente { anchos, letras: letras(&mapa) }
}

/// `<0041> <0041>` and `<0041> <0043> <0061>` of a ToUnicode map.
fn letras(mapa: &str) -> BTreeMap<u16, String> {
    let mut salida = BTreeMap::new();
    let mut rango = false;
    for linea in mapa.lines() {
        rango = (rango || linea.contains("beginbfrange")) && !linea.contains("endbfrange");
        let partes: Vec<&str> = linea.split(['<', '>']).skip(1).step_by(2).collect();
        let codigo = |s: &str| u16::from_str_radix(s, 16).unwrap();
        let texto = |s: &str| {
            let unidades: Vec<u16> = (0..s.len() / 4).map(|i| codigo(&s[4 * i..4 * i + 4])).collect();
            String::from_utf16(&unidades).unwrap()
        };
        match partes.as_slice() {
            [g, t] if !rango && !linea.contains("codespace") => {
                salida.insert(codigo(g), texto(t));
            }
            [a, b, t] if rango => {
                let base = u32::from(texto(t).chars().next().unwrap());
                for g in codigo(a)..=codigo(b) {
                    let c = char::from_u32(base + u32::from(g - codigo(a))).unwrap();
                    salida.insert(g, c.to_string());
                }
            }
            _ => {}
        }
    }
    salida
}

/// All pages of a file.
pub fn leer(bytes: &[u8]) -> Vec<Hoja> {
    let doc = Document::load_mem(bytes).unwrap();
    let mut fuentes: BTreeMap<Vec<u8>, Fuente> = BTreeMap::new();
    doc.get_pages().into_values().map(|id| hoja(&doc, id, &mut fuentes)).collect()
}

fn hoja(doc: &Document, id: ObjectId, fuentes: &mut BTreeMap<Vec<u8>, Fuente>) -> Hoja {
    let pagina = doc.get_dictionary(id).unwrap();
    let caja: Vec<f32> = pagina.get(b"MediaBox").unwrap().as_array().unwrap().iter().map(numero).collect();
    let recursos = dic(doc, pagina.get(b"Resources").unwrap());
    for (nombre, f) in dic(doc, recursos.get(b"Font").unwrap()).iter() {
        fuentes.entry(nombre.clone()).or_insert_with(|| fuente(doc, &dic(doc, f)));
    }
    let contenido = Content::decode(&doc.get_page_content(id)).unwrap();
    let mut salida = Hoja { ancho: caja[2], alto: caja[3], tiradas: Vec::new(), cajas: Vec::new(), operadores: Vec::new() };
    let (mut letra, mut tam, mut en): (&[u8], f32, (f32, f32)) = (b"", 0.0, (0.0, 0.0));
    let mut trazo: Vec<(f32, f32)> = Vec::new();
    for op in &contenido.operations {
        salida.operadores.push(op.operator.clone());
        let v = |i: usize| numero(&op.operands[i]);
        match op.operator.as_str() {
            "Tf" => {
                letra = op.operands[0].as_name().unwrap();
                tam = v(1);
            }
            "Tm" => {
                assert_eq!([v(0), v(1), v(2), v(3)], [1.0, 0.0, 0.0, 1.0], "text is never turned nor stretched");
                en = (v(4), v(5));
            }
            "Tj" | "TJ" => {
                let f = &fuentes[letra];
                let (mut milesimas, mut texto) = (0.0, String::new());
                let mut decir = |s: &[u8]| {
                    assert_eq!(s.len() % 2, 0, "half a glyph number");
                    for g in s.chunks(2) {
                        let g = u16::from_be_bytes([g[0], g[1]]);
                        milesimas += f.anchos.get(&g).copied().unwrap_or_else(|| panic!("no width for the glyph {g}"));
                        texto.push_str(f.letras.get(&g).unwrap_or_else(|| panic!("the glyph {g} cannot be copied")));
                    }
                };
                if let Ok(s) = op.operands[0].as_str() {
                    decir(s);
                } else {
                    let mut juntas = 0.0;
                    for o in op.operands[0].as_array().unwrap() {
                        if let Ok(s) = o.as_str() { decir(s) } else { juntas += numero(o) }
                    }
                    milesimas -= juntas;
                }
                salida.tiradas.push(Tirada { x: en.0, y: en.1, ancho: milesimas * tam / 1000.0, tam, texto });
            }
            "re" => salida.cajas.push([v(0), v(1), v(0) + v(2), v(1) + v(3)]),
            "m" => trazo = vec![(v(0), v(1))],
            "l" => trazo.push((v(0), v(1))),
            "cm" => salida.cajas.push([v(4), v(5), v(4) + v(0), v(5) + v(3)]),
            "S" | "f" | "B" if !trazo.is_empty() => {
                let inicial = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
                let caja = trazo.iter().fold(inicial, |[a, b, c, d], (x, y)| [a.min(*x), b.min(*y), c.max(*x), d.max(*y)]);
                salida.cajas.push(caja);
                trazo.clear();
            }
            "rg" | "RG" | "w" | "BT" | "ET" | "S" | "f" | "B" | "h" | "q" | "Q" | "Do" => {}
            otro => panic!("the operator {otro} is not one of ours"),
        }
    }
    salida
}

/// Nothing outside the margins, no run over another, nothing painted outside the sheet, nothing cut by a clip.
pub fn revisar(hojas: &[Hoja]) {
    const LADO: f32 = 54.0 - 0.6;
    for (i, h) in hojas.iter().enumerate() {
        let n = i + 1;
        let mut cajas = Vec::new();
        for t in &h.tiradas {
            assert!(t.x >= LADO && t.x + t.ancho <= h.ancho - LADO, "page {n}: {t:?} passes the margins of {}", h.ancho);
            assert!(t.y - t.tam * 0.22 >= 20.0 && t.y + t.tam * 0.73 <= h.alto, "page {n}: {t:?} above or below the sheet");
            if !t.texto.trim().is_empty() {
                cajas.push((t.y - t.tam * 0.22, t.y + t.tam * 0.73, t.x, t.x + t.ancho, t.texto.as_str()));
            }
        }
        cajas.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (k, a) in cajas.iter().enumerate() {
            for b in cajas.iter().skip(k + 1).take_while(|b| b.0 < a.1 - 0.3) {
                assert!(a.2 >= b.3 - 0.3 || b.2 >= a.3 - 0.3, "page {n}: {:?} and {:?} overlap", a.4, b.4);
            }
        }
        for [x0, y0, x1, y1] in &h.cajas {
            assert!(
                *x0 >= -0.1 && *y0 >= -0.1 && *x1 <= h.ancho + 0.1 && *y1 <= h.alto + 0.1,
                "page {n}: [{x0} {y0} {x1} {y1}] leaves the sheet"
            );
        }
        assert!(h.operadores.iter().all(|o| o != "W" && o != "W*"), "page {n}: a clip could hide a part of a cell");
    }
}

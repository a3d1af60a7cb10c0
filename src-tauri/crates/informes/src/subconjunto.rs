//! Leaves in a TrueType file only the outlines that a document uses.
//!
//! printpdf without its feature `text_layout` embeds the whole file. Glyph numbers are kept, so
//! widths and text extraction stay as they are: unused outlines become empty and the tables that a
//! PDF reader does not need are dropped.

use std::collections::BTreeSet;

/// Tables of a TrueType program inside a PDF.
const TABLAS: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

fn u16_en(b: &[u8], i: usize) -> Option<u16> {
    Some(u16::from_be_bytes(b.get(i..i.checked_add(2)?)?.try_into().ok()?))
}

fn u32_en(b: &[u8], i: usize) -> Option<u32> {
    Some(u32::from_be_bytes(b.get(i..i.checked_add(4)?)?.try_into().ok()?))
}

fn tabla<'a>(fuente: &'a [u8], nombre: &[u8; 4]) -> Option<&'a [u8]> {
    let cuantas = usize::from(u16_en(fuente, 4)?);
    (0..cuantas).find_map(|i| {
        let r = 12 + 16 * i;
        if fuente.get(r..r + 4)? != nombre {
            return None;
        }
        let inicio = usize::try_from(u32_en(fuente, r + 8)?).ok()?;
        let largo = usize::try_from(u32_en(fuente, r + 12)?).ok()?;
        fuente.get(inicio..inicio.checked_add(largo)?)
    })
}

fn suma(datos: &[u8]) -> u32 {
    datos.chunks(4).fold(0u32, |s, c| {
        let mut w = [0u8; 4];
        for (d, o) in w.iter_mut().zip(c) {
            *d = *o;
        }
        s.wrapping_add(u32::from_be_bytes(w))
    })
}

/// The font with only the outlines of `usados` and of the glyph 0. `None` if it is not a TrueType
/// file as our build makes them (simple outlines, no collection).
pub(crate) fn recortar(fuente: &[u8], usados: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let head = tabla(fuente, b"head")?;
    let loca = tabla(fuente, b"loca")?;
    let glyf = tabla(fuente, b"glyf")?;
    let glifos = usize::from(u16_en(tabla(fuente, b"maxp")?, 4)?);
    let largo = u16_en(head, 50)? == 1;
    let posicion = |i: usize| -> Option<usize> {
        if largo { usize::try_from(u32_en(loca, 4 * i)?).ok() } else { Some(2 * usize::from(u16_en(loca, 2 * i)?)) }
    };

    let mut nuevo_glyf: Vec<u8> = Vec::with_capacity(glyf.len());
    let mut nuevo_loca: Vec<u8> = Vec::with_capacity(4 * (glifos + 1));
    for g in 0..glifos {
        nuevo_loca.extend_from_slice(&u32::try_from(nuevo_glyf.len()).ok()?.to_be_bytes());
        if g == 0 || u16::try_from(g).is_ok_and(|g| usados.contains(&g)) {
            nuevo_glyf.extend_from_slice(glyf.get(posicion(g)?..posicion(g + 1)?)?);
            while !nuevo_glyf.len().is_multiple_of(4) {
                nuevo_glyf.push(0);
            }
        }
    }
    nuevo_loca.extend_from_slice(&u32::try_from(nuevo_glyf.len()).ok()?.to_be_bytes());
    let mut nuevo_head = head.to_vec();
    nuevo_head.get_mut(50..52)?.copy_from_slice(&1u16.to_be_bytes());
    nuevo_head.get_mut(8..12)?.copy_from_slice(&0u32.to_be_bytes());

    let partes: Vec<(&[u8; 4], Vec<u8>)> = TABLAS
        .iter()
        .map(|n| {
            Some((
                *n,
                match *n {
                    b"glyf" => nuevo_glyf.clone(),
                    b"loca" => nuevo_loca.clone(),
                    b"head" => nuevo_head.clone(),
                    otra => tabla(fuente, otra)?.to_vec(),
                },
            ))
        })
        .collect::<Option<_>>()?;
    Some(armar(&partes))
}

fn armar(partes: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let n = u16::try_from(partes.len()).unwrap_or(u16::MAX);
    let exponente = u16::try_from(n.checked_ilog2().unwrap_or(0)).unwrap_or(0);
    let rango = (1u16 << exponente) * 16;
    let mut cabeza: Vec<u8> = vec![0, 1, 0, 0];
    for v in [n, rango, exponente, n * 16 - rango] {
        cabeza.extend_from_slice(&v.to_be_bytes());
    }
    let mut cuerpo: Vec<u8> = Vec::new();
    let inicio = 12 + 16 * partes.len();
    for (nombre, datos) in partes {
        let en = u32::try_from(inicio + cuerpo.len()).unwrap_or(u32::MAX);
        cabeza.extend_from_slice(*nombre);
        for v in [suma(datos), en, u32::try_from(datos.len()).unwrap_or(u32::MAX)] {
            cabeza.extend_from_slice(&v.to_be_bytes());
        }
        cuerpo.extend_from_slice(datos);
        while !cuerpo.len().is_multiple_of(4) {
            cuerpo.push(0);
        }
    }
    cabeza.extend_from_slice(&cuerpo);
    let ajuste = 0xB1B0_AFBAu32.wrapping_sub(suma(&cabeza));
    if let Some(i) = partes.iter().position(|(n, _)| *n == b"head") {
        let en = inicio + partes.iter().take(i).map(|(_, d)| d.len().next_multiple_of(4)).sum::<usize>() + 8;
        if let Some(hueco) = cabeza.get_mut(en..en + 4) {
            hueco.copy_from_slice(&ajuste.to_be_bytes());
        }
    }
    cabeza
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuente::Peso;

    #[test]
    fn a_cut_font_keeps_numbers_widths_and_the_used_outlines() {
        let original = ttf_parser::Face::parse(Peso::Normal.bytes(), 0).unwrap();
        let (a, b) = (original.glyph_index('ñ').unwrap(), original.glyph_index('Q').unwrap());
        let corte = recortar(Peso::Normal.bytes(), &BTreeSet::from([a.0])).unwrap();
        assert!(corte.len() < 6_000, "one letter takes {} bytes", corte.len());
        let cara = ttf_parser::Face::parse(&corte, 0).unwrap();
        assert_eq!(cara.number_of_glyphs(), original.number_of_glyphs());
        assert_eq!(cara.glyph_hor_advance(b), original.glyph_hor_advance(b), "widths stay for all");
        assert_eq!(cara.glyph_bounding_box(a), original.glyph_bounding_box(a), "the used outline stays");
        assert!(cara.glyph_bounding_box(b).is_none(), "the unused outline is gone");
        assert_eq!(suma(&corte), 0xB1B0_AFBA, "the checksum of the file is right");
    }

    #[test]
    fn what_is_not_a_font_is_refused() {
        assert!(recortar(b"%PDF-1.7", &BTreeSet::new()).is_none());
        assert!(recortar(&[], &BTreeSet::new()).is_none());
    }
}

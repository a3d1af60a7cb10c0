//! The editable lists behind R5, R12 and R13: data with a default, not law.
//!
//! Phrases are looked for as whole words, without regard to accents, case or plural; the longest
//! phrase wins, so that «cédula de notificación» is not taken for «cédula». The lists are compiled
//! once and shared by every evaluation.

mod frases;
mod predeterminadas;

use std::ops::Range;

use crate::texto::{self, Plegado};

use frases::IndiceDeFrases;

/// A document of a public issuer (R5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentoPublico {
    /// Phrases that name it («patente de comercio»).
    pub frases: Vec<String>,
    /// Issuer shown to people («Registro Mercantil»).
    pub emisor: String,
    /// Siglas of the institutions that own it: when the trámite is theirs, the issuer is the institution itself.
    pub siglas: Vec<String>,
    /// Identity document: showing it is not handing it in.
    pub identidad: bool,
}

/// A term in disuse (R13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminoEnDesuso {
    /// Phrases that name it («cédula de vecindad»).
    pub frases: Vec<String>,
    /// What replaces it, if anything does.
    pub sustituto: Option<String>,
    /// Longer phrases that look like it and are something else («cédula de notificación»).
    pub salvedades: Vec<String>,
}

/// Keywords that point to a category of the national catalogue (R12). One phrase may be in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PalabrasDeCategoria {
    /// Category as the catalogue writes it.
    pub categoria: String,
    /// Phrases that belong to it.
    pub frases: Vec<String>,
}

/// Lists that an institution or GAE can edit; [`Default`] ships what `dominio.md` §5 names.
#[derive(Clone, Debug, PartialEq)]
pub struct ListasDeReglas {
    documentos: Vec<DocumentoPublico>,
    desuso: Vec<TerminoEnDesuso>,
    categorias: Vec<PalabrasDeCategoria>,
    indice_de_documentos: IndiceDeFrases<usize>,
    /// `None` marks a salvedad.
    indice_de_desuso: IndiceDeFrases<Option<usize>>,
    indice_de_categorias: IndiceDeFrases<u64>,
}

impl Default for ListasDeReglas {
    fn default() -> Self {
        ListasDeReglas::new(predeterminadas::documentos(), predeterminadas::desuso(), predeterminadas::categorias())
    }
}

impl ListasDeReglas {
    /// Compiles the lists once; phrases without letters are ignored, and so are categories beyond 64.
    #[must_use]
    pub fn new(documentos: Vec<DocumentoPublico>, desuso: Vec<TerminoEnDesuso>, categorias: Vec<PalabrasDeCategoria>) -> Self {
        let indice_de_documentos =
            IndiceDeFrases::new(documentos.iter().enumerate().flat_map(|(i, d)| d.frases.iter().map(move |f| (f.as_str(), i))));
        let indice_de_desuso =
            IndiceDeFrases::new(desuso.iter().enumerate().flat_map(|(i, t)| {
                t.frases.iter().map(move |f| (f.as_str(), Some(i))).chain(t.salvedades.iter().map(|f| (f.as_str(), None)))
            }));
        let mut por_frase: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
        for (i, c) in categorias.iter().enumerate().take(64) {
            for f in &c.frases {
                *por_frase.entry(texto::normalizar(f)).or_default() |= 1 << i;
            }
        }
        let indice_de_categorias = IndiceDeFrases::new(por_frase.iter().map(|(f, bits)| (f.as_str(), *bits)));
        ListasDeReglas { documentos, desuso, categorias, indice_de_documentos, indice_de_desuso, indice_de_categorias }
    }

    /// Documents of public issuers.
    #[must_use]
    pub fn documentos(&self) -> &[DocumentoPublico] {
        &self.documentos
    }

    /// Terms in disuse.
    #[must_use]
    pub fn desuso(&self) -> &[TerminoEnDesuso] {
        &self.desuso
    }

    /// Keywords by category.
    #[must_use]
    pub fn categorias(&self) -> &[PalabrasDeCategoria] {
        &self.categorias
    }

    /// Documents named in a text, with where.
    pub(super) fn documentos_en<'a>(&'a self, t: &Plegado) -> Vec<(Range<usize>, &'a DocumentoPublico)> {
        self.indice_de_documentos.buscar(t.as_str()).into_iter().filter_map(|(r, i)| Some((r, self.documentos.get(i)?))).collect()
    }

    /// First term in disuse named in a text.
    pub(super) fn desuso_en<'a>(&'a self, t: &Plegado) -> Option<(Range<usize>, &'a TerminoEnDesuso)> {
        self.indice_de_desuso.buscar(t.as_str()).into_iter().find_map(|(r, i)| Some((r, self.desuso.get(i?)?)))
    }

    /// Phrases of categories named in a text, each with the set of its categories.
    pub(super) fn categorias_en(&self, t: &Plegado) -> Vec<(Range<usize>, u64)> {
        self.indice_de_categorias.buscar(t.as_str())
    }

    /// The bit of a category in the sets of [`Self::categorias_en`].
    pub(super) fn bit_de_categoria(&self, categoria: &str) -> Option<u64> {
        let buscada = texto::normalizar(categoria);
        self.categorias.iter().take(64).position(|c| texto::normalizar(&c.categoria) == buscada).map(|i| 1 << i)
    }

    /// Name of the first category of a set.
    pub(super) fn primera_categoria(&self, conjunto: u64) -> &str {
        self.categorias.get(conjunto.trailing_zeros() as usize).map_or("", |c| c.categoria.as_str())
    }
}

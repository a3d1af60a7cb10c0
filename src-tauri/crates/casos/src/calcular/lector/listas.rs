//! Lists and objects inside an object: rows with their codes, values with their places, keys that are codes.

use std::collections::{HashMap, HashSet};

use dominio::metodos::exacto::Decimal;
use serde_json::Value;

use super::{Lector, Lugar};

/// Items of a list.
const LISTA: usize = 10_000;

impl<'v> Lector<'v> {
    /// A list of codes, without repetition.
    pub fn codigos(&mut self, campo: &'static str) -> Option<Vec<String>> {
        let (valor, lugar) = self.obligatorio(campo)?;
        let leidos = self.codigos_en(valor, &lugar)?;
        leidos.into_iter().map(|leido| leido.map(|(codigo, _)| codigo)).collect()
    }

    /// The same, where the list may be missing: the codes that could be read, each with its place.
    pub fn codigos_opcionales(&mut self, campo: &'static str) -> Vec<(String, Lugar)> {
        let leidos = self.opcional(campo).and_then(|(valor, lugar)| self.codigos_en(valor, &lugar));
        leidos.into_iter().flatten().flatten().collect()
    }

    fn codigos_en(&self, valor: &'v Value, lugar: &Lugar) -> Option<Vec<Option<(String, Lugar)>>> {
        let lista = self.elementos(valor, lugar, 0)?;
        let mut vistos = HashSet::new();
        let leidos = lista.iter().enumerate().map(|(i, v)| {
            let lugar = lugar.indice(i);
            let codigo = self.un_codigo(v, &lugar)?;
            if !vistos.insert(codigo.clone()) {
                self.fallas.poner(&lugar, "Este código está repetido.");
            }
            Some((codigo, lugar))
        });
        Some(leidos.collect())
    }

    /// Numbers as they were declared; at least one.
    pub fn lista_de_decimales(&mut self, campo: &'static str) -> Vec<Decimal> {
        let Some((valor, lugar)) = self.obligatorio(campo) else { return Vec::new() };
        let lista = self.elementos(valor, &lugar, 1).map_or(&[][..], Vec::as_slice);
        lista.iter().enumerate().filter_map(|(i, v)| self.un_decimal(v, &lugar.indice(i))).collect()
    }

    fn elementos(&self, valor: &'v Value, lugar: &Lugar, minimo: usize) -> Option<&'v Vec<Value>> {
        match valor.as_array() {
            None => self.fallas.poner(lugar, "Debe ser una lista."),
            Some(l) if l.len() < minimo && minimo > 1 => {
                self.fallas.poner(lugar, format!("La lista debe tener {minimo} elementos o más."));
            }
            Some(l) if l.len() < minimo => self.fallas.poner(lugar, "La lista no puede estar vacía."),
            Some(l) if l.len() > LISTA => self.fallas.poner(lugar, "La lista admite hasta 10,000 elementos."),
            otra => return otra,
        }
        None
    }

    /// The values of a list, each with its place.
    pub fn valores(&mut self, campo: &'static str) -> Option<Vec<(&'v Value, Lugar)>> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.con_lugar(valor, &lugar)
    }

    pub fn valores_opcionales(&mut self, campo: &'static str) -> Option<Vec<(&'v Value, Lugar)>> {
        let (valor, lugar) = self.opcional(campo)?;
        self.con_lugar(valor, &lugar)
    }

    fn con_lugar(&self, valor: &'v Value, lugar: &Lugar) -> Option<Vec<(&'v Value, Lugar)>> {
        Some(self.elementos(valor, lugar, 0)?.iter().enumerate().map(|(i, v)| (v, lugar.indice(i))).collect())
    }

    /// The rows of a list, whose codes are not repeated; those that could not be read are left out, and noted.
    pub fn filas<T>(&mut self, campo: &'static str, minimo: usize, lee: impl FnMut(&mut Lector<'v>) -> Option<T>) -> Vec<T> {
        match self.obligatorio(campo) {
            Some((valor, lugar)) => self.filas_en(valor, &lugar, minimo, lee),
            None => Vec::new(),
        }
    }

    pub fn filas_opcionales<T>(&mut self, campo: &'static str, lee: impl FnMut(&mut Lector<'v>) -> Option<T>) -> Vec<T> {
        match self.opcional(campo) {
            Some((valor, lugar)) => self.filas_en(valor, &lugar, 0, lee),
            None => Vec::new(),
        }
    }

    fn filas_en<T>(&self, valor: &'v Value, lugar: &Lugar, minimo: usize, mut lee: impl FnMut(&mut Lector<'v>) -> Option<T>) -> Vec<T> {
        let mut vistos = HashSet::new();
        let lista = self.elementos(valor, lugar, minimo).map_or(&[][..], Vec::as_slice);
        lista
            .iter()
            .enumerate()
            .filter_map(|(i, v)| {
                self.objeto_en(v, lugar.indice(i), |o| {
                    if let Some(codigo) = o.mapa.get("codigo").and_then(Value::as_str)
                        && !vistos.insert(codigo)
                    {
                        o.falla("codigo", "Este código está repetido.");
                    }
                    lee(o)
                })
            })
            .collect()
    }

    /// An object that stands at a place.
    pub fn objeto_en<T>(&self, valor: &'v Value, lugar: Lugar, lee: impl FnOnce(&mut Lector<'v>) -> Option<T>) -> Option<T> {
        match valor.as_object() {
            Some(mapa) => Lector::leer(mapa, lugar, self.fallas, lee),
            None => {
                self.fallas.poner(&lugar, "Debe ser un objeto.");
                None
            }
        }
    }

    /// A field that must be there and holds an object or `null`, the inner `None`.
    pub fn objeto_o_nulo<T>(&mut self, campo: &'static str, lee: impl FnOnce(&mut Lector<'v>) -> Option<T>) -> Option<Option<T>> {
        let (valor, lugar) = self.obligatorio(campo)?;
        if valor.is_null() { Some(None) } else { self.objeto_en(valor, lugar, lee).map(Some) }
    }

    pub fn objeto<T>(&mut self, campo: &'static str, lee: impl FnOnce(&mut Lector<'v>) -> Option<T>) -> Option<T> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.objeto_en(valor, lugar, lee)
    }

    pub fn objeto_opcional<T>(&mut self, campo: &'static str, lee: impl FnOnce(&mut Lector<'v>) -> Option<T>) -> Option<T> {
        let (valor, lugar) = self.opcional(campo)?;
        self.objeto_en(valor, lugar, lee)
    }

    /// An object whose keys are exactly the given codes: what each one holds, in their order. `None` for a key that
    /// could not be read, which is noted.
    pub fn por_codigo<T>(
        &mut self,
        campo: &'static str,
        codigos: &[String],
        mut lee: impl FnMut(&Self, usize, &'v Value, Lugar) -> Option<T>,
    ) -> Option<Vec<Option<T>>> {
        let (valor, lugar) = self.obligatorio(campo)?;
        let Some(mapa) = valor.as_object() else {
            self.fallas.poner(&lugar, "Debe ser un objeto.");
            return None;
        };
        let lugares: HashMap<&str, usize> = mapa.keys().enumerate().map(|(i, k)| (k.as_str(), i)).collect();
        let conocidos: HashSet<&str> = codigos.iter().map(String::as_str).collect();
        for (i, clave) in mapa.keys().enumerate().filter(|(_, k)| !conocidos.contains(k.as_str())) {
            self.fallas.poner(&lugar.campo(clave, i), "No hay un criterio con este código.");
        }
        let mut vistos = HashSet::new();
        let leidos = codigos.iter().enumerate().map(|(i, codigo)| {
            // A repeated code is already noted, and its key is one.
            if !vistos.insert(codigo) {
                return None;
            }
            let lugar = lugar.campo(codigo, lugares.get(codigo.as_str()).copied().unwrap_or(usize::MAX));
            match mapa.get(codigo) {
                Some(v) => lee(self, i, v, lugar),
                None => {
                    self.fallas.poner(&lugar, "Falta este dato.");
                    None
                }
            }
        });
        Some(leidos.collect())
    }
}

//! The identity of the figures of the consolidado: SHA-256 of a canonical text of all of them.

use dominio::Razon;
use jiff::civil::Date;

use super::cifras::CifrasDeConsolidado;
use crate::huella::{Renglones, sha256};

/// Version of the canonical text; it changes when its form does.
const VERSION: &str = "consolidado/1";

fn razon(r: Razon) -> String {
    format!("{}/{}", r.numerador, r.denominador)
}

fn dia(d: Option<Date>) -> String {
    d.map(|d| d.to_string()).unwrap_or_default()
}

fn o<T: ToString>(x: Option<T>) -> String {
    x.map(|x| x.to_string()).unwrap_or_default()
}

/// 64 hexadecimal characters that change when any printed figure or text changes; the code and the moment, which
/// belong to the log, are left out.
#[must_use]
pub fn cifras_sha256(c: &CifrasDeConsolidado) -> String {
    let mut t = Renglones::default();
    let si = |b: bool| if b { "si" } else { "no" };
    t.poner("version", &[VERSION]);
    t.poner("corte", &[&c.corte.to_string()]);
    t.poner("demostracion", &[si(c.demostracion), c.ficticia.as_deref().unwrap_or_default()]);
    t.poner("instituciones", &[&c.instituciones.to_string(), &c.por_confirmar.to_string(), &c.titular]);
    for f in &c.fases {
        let cuentas = [f.pendientes, f.en_proceso, f.observadas, f.no_iniciadas, f.no_aplica, f.declarado, f.con_evidencia, f.verificado]
            .map(|n| n.to_string())
            .join("/");
        t.poner("fase", &[f.fase.as_str(), &razon(f.razon), &f.regla, &cuentas]);
        if let Some(r) = &f.reportada {
            t.poner("reportada", &[&r.porcentaje, &r.fuente, &dia(r.corte), &o(r.equivale_a), &o(r.diferencia)]);
        }
    }
    for l in &c.listas {
        t.poner("lista", &[l.fase.as_str(), l.tipo.as_deref().unwrap_or_default(), &l.cuantas.to_string(), &l.texto]);
    }
    for g in &c.grupos {
        t.poner("grupo", &[&g.nombre, &g.instituciones.to_string(), &g.fases.iter().map(|r| razon(*r)).collect::<Vec<_>>().join(" ")]);
    }
    for f in &c.filas {
        let celdas: Vec<String> =
            f.celdas.iter().map(|x| format!("{} {} {} {}", x.estado.as_str(), dia(x.fecha), x.nivel.as_str(), si(x.difiere))).collect();
        t.poner("fila", &[&f.sigla, &f.nombre, &celdas.join(";"), &razon(f.avance)]);
        t.poner("datos", &[&dia(f.datos_del), &o(f.dias), &f.datos_de, &f.tramites.to_string(), &o(f.fichas_completas), &o(f.hallazgos)]);
    }
    for m in &c.mapa {
        t.poner("mapa", &[&m.codigo, &m.estados.iter().map(|e| e.as_str()).collect::<Vec<_>>().join(" ")]);
    }
    for a in &c.acompanamiento {
        t.poner("acompanamiento", &[&a.nombre, &a.valor.to_string(), &o(a.de), &a.fuente, &a.nota]);
    }
    for (d, fases) in &c.tendencia.puntos {
        t.poner("punto", &[&d.to_string(), &fases.iter().map(|r| razon(*r)).collect::<Vec<_>>().join(" ")]);
    }
    if let Some(k) = &c.cambio {
        t.poner("cambio", &[&k.desde.to_string(), &k.titular, &k.parrafos.join(" ")]);
        for m in &k.movimientos {
            t.poner("movimiento", &[&m.sigla, m.fase.as_str(), m.de.as_str(), m.a.as_str(), &dia(m.fecha)]);
        }
        for (sigla, _, agregados, retirados) in &k.tramites {
            t.poner("tramites", &[sigla, &agregados.to_string(), &retirados.to_string()]);
        }
    }
    c.notas.iter().for_each(|n| t.poner("nota", &[n]));
    sha256(&t.0)
}

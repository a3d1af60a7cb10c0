//! The identity of the figures: SHA-256 of a canonical text of all of them.

use dominio::Razon;

use super::cifras::CifrasDeAvance;
use crate::huella::{Renglones, sha256};

/// Version of the canonical text; it changes when its form does.
const VERSION: &str = "avance/1";

/// 64 hexadecimal characters that change when any printed figure or text changes.
///
/// The moment of computing is left out: the same data at the same cut-off give the same hash.
#[must_use]
pub fn cifras_sha256(c: &CifrasDeAvance) -> String {
    sha256(&texto_canonico(c).0)
}

fn razon(r: Razon) -> String {
    format!("{}/{}", r.numerador, r.denominador)
}

fn texto_canonico(c: &CifrasDeAvance) -> Renglones {
    let mut t = Renglones::default();
    let si = |b: bool| if b { "si" } else { "no" };
    t.poner("version", &[VERSION]);
    t.poner("institucion", &[&c.institucion, &c.sigla, &c.tipo, si(c.por_confirmar)]);
    t.poner("corte", &[&c.corte.to_string()]);
    t.poner("demostracion", &[si(c.demostracion)]);
    t.poner("credencial", &[&c.credencial]);
    t.poner("codigo", &[&c.codigo]);
    for i in &c.comite {
        t.poner("integrante", &[&i.cargo, &i.rol, &i.nombre]);
    }
    for d in &c.documentos {
        t.poner("documento", &[d]);
    }
    for r in &c.roles_vacantes {
        t.poner("rol_vacante", &[r]);
    }
    t.poner("avance", &[&razon(c.avance)]);
    for f in &c.fases {
        let fecha = f.fecha.map(|d| d.to_string()).unwrap_or_default();
        let guia = f.codigo_guia.as_deref().unwrap_or_default();
        t.poner("fase", &[f.fase.as_str(), guia, f.estado.as_str(), &fecha, &razon(f.cumplidas), &f.regla]);
        for k in &f.condiciones {
            t.poner("condicion", &[&k.texto, si(k.cumple)]);
        }
    }
    let i = &c.inventario;
    t.poner("inventario", &[&i.tramites.to_string(), &i.requisitos.to_string(), &i.pasos.to_string(), &i.banderas_pendientes.to_string()]);
    let razones = [i.fichas_completas, i.tiempos_legibles, i.costos_conocidos, i.con_base_legal].map(razon);
    t.poner("razones", &razones.iter().map(String::as_str).collect::<Vec<_>>());
    t.poner("cerrado_el", &[&i.cerrado_el.map(|d| d.to_string()).unwrap_or_default()]);
    for (nombre, n) in &i.por_categoria {
        t.poner("categoria", &[nombre, &n.to_string()]);
    }
    for (estado, n) in &i.por_estado {
        t.poner("estado", &[estado.as_str(), &n.to_string()]);
    }
    t.poner("con_hallazgos", &[&razon(c.con_hallazgos)]);
    for r in &c.reglas {
        let n = [r.alta, r.media, r.baja, r.dato, r.decididos].map(|n| n.to_string());
        let [alta, media, baja, dato, decididos] = &n;
        t.poner("regla", &[&r.regla, &r.titulo, &r.base, alta, media, baja, dato, decididos, &razon(r.tramites)]);
    }
    for f in &c.tramites {
        let n = [f.requisitos, f.pasos, f.hallazgos].map(|n| n.to_string());
        let [requisitos, pasos, hallazgos] = &n;
        t.poner(
            "tramite",
            &[
                &f.codigo,
                &f.nombre,
                &f.categoria,
                f.estado.as_str(),
                requisitos,
                pasos,
                &f.tiempo,
                &f.costo,
                &razon(f.completitud),
                hallazgos,
            ],
        );
    }
    for h in &c.hallazgos {
        t.poner(
            "hallazgo",
            &[
                &h.codigo,
                &h.tramite,
                &h.regla,
                h.severidad.as_str(),
                h.estado.as_str(),
                &h.mensaje,
                &h.donde,
                &h.fragmento,
                &h.justificacion,
            ],
        );
    }
    t.poner("cambios", &[&c.cambios_en_total.to_string()]);
    for k in &c.cambios {
        t.poner("cambio", &[&k.fecha.to_string(), &k.codigo, &k.tramite, &k.dato, &k.antes, &k.ahora]);
    }
    for f in &c.faltantes {
        t.poner("falta", &[f]);
    }
    t
}

//! The identity of the figures: SHA-256 of a canonical text of all of them.

use dominio::Razon;

use super::cifras::CifrasDeAvance;
use crate::huella::{Renglones, sha256};

/// Version of the canonical text; it changes when its form does.
const VERSION: &str = "avance/2";

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
        let evidencias = f.evidencias.to_string();
        t.poner("fase", &[f.fase.as_str(), guia, f.estado.as_str(), &fecha, &razon(f.cumplidas), &f.regla, &evidencias]);
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
    if let Some(p) = &c.priorizacion {
        let dia = p.cerrada_el.map(|d| d.to_string()).unwrap_or_default();
        t.poner("ronda", &[&p.ronda, &dia, &razon(p.seleccionados), &razon(p.comparables), &p.firmeza]);
        for k in &p.puestos {
            t.poner("puesto", &[&k.posicion, &k.codigo, &k.nombre, &k.puntaje, si(k.seleccionado), si(k.a_mano)]);
        }
    }
    for r in &c.redisenos {
        let version = r.version.map(|v| v.to_string()).unwrap_or_default();
        t.poner("rediseno", &[&r.codigo, &r.nombre, &r.estado, &version, &r.aprobado_el.map(|d| d.to_string()).unwrap_or_default()]);
        r.medidas.iter().for_each(|m| medida(&mut t, "medida", m, ""));
        for n in &r.normas {
            t.poner("norma", &[&n.acto, &n.norma, &n.firma]);
        }
    }
    c.suma.iter().for_each(|m| medida(&mut t, "suma", &m.medida, &razon(m.comparables)));
    if let Some(q) = &c.comparacion {
        t.poner("comparacion", &[&q.antes.to_string()]);
        for k in &q.cifras {
            t.poner("compara", &[&k.que, &razon(k.antes), &razon(k.ahora)]);
        }
        for f in &q.fases {
            t.poner("fase_cambia", &[f.fase.as_str(), f.antes.as_str(), f.ahora.as_str()]);
        }
        for (que, lista) in [("entra", &q.entraron), ("sale", &q.salieron)] {
            for (codigo, nombre) in lista {
                t.poner(que, &[codigo, nombre]);
            }
        }
        for k in &q.avanzaron {
            t.poner("cambia", &[&k.codigo, &k.nombre, k.antes.as_str(), k.ahora.as_str()]);
        }
    }
    t
}

fn medida(t: &mut Renglones, que: &str, m: &crate::rediseno::MedidaDelPapel, base: &str) {
    t.poner(que, &[&m.nombre, &m.antes, &m.despues, &m.diferencia, &m.porcentaje, &m.anual, m.cambio.palabra(), &m.fuente, base]);
}

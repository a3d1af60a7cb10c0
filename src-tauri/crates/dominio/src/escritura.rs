//! A ficha as cells: the inverse of [`Ficha::desde_entidades`].
//!
//! Only what says something becomes a cell: an empty field, a level 0 or the «situación actual»
//! of a step are what the absence of the cell already means. Callers: the import and the synthetic
//! data, which build whole fichas; a person's save writes its one cell directly.

use crate::Dato;
use crate::ficha::{BaseLegal, Ficha, Paso, Procedencia, Requisito, Tiempo, Tramite, VersionPaso, Volumen};

/// Cells of one entity by field.
pub type Celdas = Vec<(String, Dato)>;

struct Constructor(Celdas);

impl Constructor {
    fn texto(&mut self, campo: &str, valor: Option<&str>) -> &mut Self {
        if let Some(t) = valor.filter(|t| !t.is_empty()) {
            self.0.push((campo.to_owned(), Dato::from(t)));
        }
        self
    }
    fn entero(&mut self, campo: &str, valor: Option<i64>) -> &mut Self {
        if let Some(n) = valor {
            self.0.push((campo.to_owned(), Dato::Entero(n)));
        }
        self
    }
    fn logico(&mut self, campo: &str, valor: bool) -> &mut Self {
        if valor {
            self.0.push((campo.to_owned(), Dato::Logico(true)));
        }
        self
    }
}

impl Tramite {
    /// Cells of the trámite itself, raw texts and flags included.
    #[must_use]
    pub fn celdas(&self) -> Celdas {
        let mut c = Constructor(Vec::with_capacity(48));
        c.texto("codigo", self.codigo.as_deref())
            .entero("id_catalogo", self.id_catalogo)
            .texto("unidad_ejecutora", self.unidad_ejecutora.as_deref())
            .texto("nombre", self.nombre.as_deref())
            .texto("clase", self.clase.map(|v| v.as_str()))
            .texto("categoria", self.categoria.as_deref())
            .texto("subcategoria", self.subcategoria.as_deref())
            .texto("descripcion", self.descripcion.as_deref())
            .texto("usuario_objetivo", self.usuario_objetivo.map(|v| v.as_str()))
            .texto("modalidad", self.modalidad.map(|v| v.as_str()))
            .texto("resultado", self.resultado.as_deref())
            .entero("vigencia_cantidad", self.vigencia_cantidad)
            .texto("vigencia_unidad", self.vigencia_unidad.as_deref())
            .texto("enlace", self.enlace.as_deref())
            .texto("formulario_gratuito", self.formulario_gratuito.map(|v| v.as_str()))
            .texto("calificacion_unica", self.calificacion_unica.map(|v| v.as_str()))
            .texto("evalua_servicio", self.evalua_servicio.map(|v| v.as_str()))
            .texto("permite_tercero", self.permite_tercero.map(|v| v.as_str()))
            .texto("consulta_estado", self.consulta_estado.map(|v| v.as_str()))
            .entero("visitas", self.visitas)
            .texto("visitas_fuente", self.visitas_fuente.as_deref())
            .entero("interacciones", self.interacciones)
            .texto("unidades_intervienen", self.unidades_intervienen.as_deref())
            .texto("sistemas", self.sistemas.as_deref())
            .texto("horario", self.horario.as_deref())
            .entero("plazo_legal", self.plazo_legal)
            .texto("plazo_legal_unidad", self.plazo_legal_unidad.map(|v| v.as_str()))
            .texto("prorroga_automatica", self.prorroga_automatica.map(|v| v.as_str()))
            .texto("responsable", self.responsable.as_deref())
            .texto("estado", self.estado.map(|v| v.as_str()))
            .logico("sin_plazo", self.sin_plazo)
            .logico("sin_requisitos", self.sin_requisitos)
            .texto("costo_tipo", self.costo_tipo.map(|v| v.as_str()))
            .entero("costo_monto", self.costo_monto)
            .texto("costo_moneda", self.costo_moneda.map(|v| v.as_str()))
            .texto("costo_descripcion", self.costo_descripcion.as_deref())
            .texto("costo_base_legal", self.costo_base_legal.as_deref())
            .entero("costo_indirecto", self.costo_indirecto)
            .texto("costo_indirecto_fuente", self.costo_indirecto_fuente.as_deref())
            .entero("volumen_anual", self.volumen_anual)
            .entero("volumen_anio", self.volumen_anio)
            .entero("volumen_mes_pico", self.volumen_mes_pico)
            .entero("volumen_rechazos", self.volumen_rechazos)
            .entero("volumen_previos", self.volumen_previos)
            .entero("volumen_quejas", self.volumen_quejas)
            .entero("volumen_inactivos_3m", self.volumen_inactivos_3m)
            .texto("volumen_inactivos_corte", self.volumen_inactivos_corte.as_deref())
            .texto("notas_requisitos", self.notas_requisitos.as_deref())
            .texto("notas_pasos", self.notas_pasos.as_deref());
        for (campo, texto) in self.originales.iter().chain(&self.banderas) {
            c.texto(campo, Some(texto));
        }
        c.0
    }
}

impl Requisito {
    /// Cells of the row, without `padre` and `orden`.
    #[must_use]
    pub fn celdas(&self) -> Celdas {
        let mut c = Constructor(Vec::with_capacity(8));
        c.texto("texto", Some(&self.texto))
            .entero("nivel", Some(self.nivel).filter(|n| *n != 0))
            .texto("grupo", self.grupo.as_deref())
            .texto("tipo", self.tipo.map(|v| v.as_str()))
            .texto("forma", self.forma.map(|v| v.as_str()))
            .texto("emisor", self.emisor.as_deref())
            .texto("emisor_publico", self.emisor_publico.map(|v| v.as_str()))
            .texto("condicion", self.condicion.as_deref())
            .texto("momento", self.momento.map(|v| v.as_str()))
            .entero("copias", self.copias)
            .texto("accion", self.accion.map(|v| v.as_str()))
            .texto("justificacion", self.justificacion.as_deref())
            .texto("reforma", self.reforma.as_deref())
            .texto("procedencia", self.procedencia.filter(|p| *p != Procedencia::Interpretado).map(|v| v.as_str()));
        c.0
    }
}

impl Paso {
    /// Cells of the row, without `padre` and `orden`.
    #[must_use]
    pub fn celdas(&self) -> Celdas {
        let mut c = Constructor(Vec::with_capacity(6));
        c.texto("texto", Some(&self.texto))
            .texto("version", self.version.filter(|v| *v != VersionPaso::Actual).map(|v| v.as_str()))
            .entero("nivel", Some(self.nivel).filter(|n| *n != 0))
            .texto("grupo", self.grupo.as_deref())
            .texto("actor", self.actor.map(|v| v.as_str()))
            .texto("canal", self.canal.map(|v| v.as_str()))
            .texto("unidad", self.unidad.as_deref())
            .entero("duracion_minutos", self.duracion_minutos)
            .entero("espera_minutos", self.espera_minutos)
            .texto("agrega_valor", self.agrega_valor.map(|v| v.as_str()))
            .logico("decision", self.decision)
            .texto("resultados", self.resultados.as_deref())
            .texto("accion", self.accion.map(|v| v.as_str()))
            .texto("procedencia", self.procedencia.filter(|p| *p != Procedencia::Interpretado).map(|v| v.as_str()));
        c.0
    }
}

impl BaseLegal {
    /// Cells of the row, without `padre` and `orden`.
    #[must_use]
    pub fn celdas(&self) -> Celdas {
        let mut c = Constructor(Vec::with_capacity(6));
        c.texto("texto", Some(&self.texto))
            .texto("tipo_norma", self.tipo_norma.map(|v| v.as_str()))
            .texto("numero", self.numero.as_deref())
            .entero("anio", self.anio)
            .texto("articulos", self.articulos.as_deref())
            .texto("vigente", self.vigente.map(|v| v.as_str()))
            .logico("con_duda", self.con_duda);
        c.0
    }
}

impl Tiempo {
    /// Cells of the row, without `padre` and `orden`.
    #[must_use]
    pub fn celdas(&self) -> Celdas {
        let mut c = Constructor(Vec::with_capacity(8));
        c.texto("clase", self.clase.map(|v| v.as_str()))
            .texto("minimo", self.minimo.as_deref())
            .texto("maximo", self.maximo.as_deref())
            .texto("unidad", self.unidad.map(|v| v.as_str()))
            .texto("componentes", self.componentes.as_deref())
            .texto("caso", self.caso.as_deref())
            .texto("fuente", self.fuente.as_deref())
            .texto("fecha", self.fecha.as_deref())
            .entero("muestra", self.muestra)
            .texto("texto_original", self.texto_original.as_deref())
            .texto("estado", self.estado.map(|v| v.as_str()));
        c.0
    }
}

impl Volumen {
    /// Cells of the row, without `padre` and `orden`.
    #[must_use]
    pub fn celdas(&self) -> Celdas {
        let mut c = Constructor(Vec::with_capacity(6));
        c.entero("anio", self.anio)
            .texto("canal", self.canal.map(|v| v.as_str()))
            .entero("solicitudes", self.solicitudes)
            .entero("rechazos", self.rechazos)
            .entero("previos", self.previos)
            .entero("quejas", self.quejas)
            .texto("fuente", self.fuente.as_deref());
        c.0
    }
}

impl Ficha {
    /// Every row with its class and cells, in the order of its list; norms of a requisito are
    /// left out here (the import reads norms only for the whole trámite).
    pub fn filas(&self) -> impl Iterator<Item = (&'static str, usize, Celdas)> + '_ {
        let requisitos = self.requisitos.iter().enumerate().map(|(i, r)| ("requisito", i, r.celdas()));
        let pasos = self.pasos.iter().enumerate().map(|(i, p)| ("paso", i, p.celdas()));
        let base = self.base_legal.iter().filter(|b| b.requisito.is_none()).enumerate().map(|(i, b)| ("base_legal", i, b.celdas()));
        let tiempos = self.tiempos.iter().enumerate().map(|(i, t)| ("tiempo", i, t.celdas()));
        let volumenes = self.volumenes.iter().enumerate().map(|(i, v)| ("volumen", i, v.celdas()));
        requisitos.chain(pasos).chain(base).chain(tiempos).chain(volumenes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use uuid::Uuid;

    use super::*;
    use crate::ficha::{Canal, Entidad, EstadoTramite, TipoCosto, TipoNorma, TipoRequisito, UnidadTiempo};

    #[test]
    fn una_ficha_vuelve_igual_de_sus_celdas() {
        let raiz = Uuid::from_u128(1);
        let ficha = Ficha {
            tramite: Tramite {
                id: raiz,
                codigo: Some("MARN-0001".into()),
                nombre: Some("Licencia ambiental".into()),
                estado: Some(EstadoTramite::Identificado),
                costo_tipo: Some(TipoCosto::Fijo),
                costo_monto: Some(625),
                originales: BTreeMap::from([("original_costo".to_owned(), "6,25".to_owned())]),
                banderas: BTreeMap::from([("bandera_relleno_tiempo".to_owned(), "pendiente".to_owned())]),
                ..Tramite::default()
            },
            requisitos: vec![Requisito {
                id: Uuid::from_u128(2),
                texto: "Copia del DPI".into(),
                tipo: Some(TipoRequisito::Documento),
                nivel: 1,
                ..Requisito::default()
            }],
            pasos: vec![Paso { id: Uuid::from_u128(3), texto: "Pagar".into(), ..Paso::default() }],
            base_legal: vec![BaseLegal {
                id: Uuid::from_u128(4),
                texto: "Decreto 68-86".into(),
                tipo_norma: Some(TipoNorma::LeyDecreto),
                anio: Some(1986),
                ..BaseLegal::default()
            }],
            volumenes: vec![Volumen {
                id: Uuid::from_u128(6),
                anio: Some(2025),
                canal: Some(Canal::EnLinea),
                solicitudes: Some(800),
                ..Volumen::default()
            }],
            tiempos: vec![Tiempo {
                id: Uuid::from_u128(5),
                minimo: Some("15".into()),
                maximo: Some("15".into()),
                unidad: Some(UnidadTiempo::DiasSinEspecificar),
                ..Tiempo::default()
            }],
        };
        let mut entidades = vec![Entidad { id: raiz, clase: "tramite".into(), celdas: ficha.tramite.celdas().into_iter().collect() }];
        for (n, (clase, i, celdas)) in ficha.filas().enumerate() {
            let mut celdas: BTreeMap<String, Dato> = celdas.into_iter().collect();
            celdas.insert("padre".into(), Dato::from(raiz.to_string()));
            celdas.insert("orden".into(), Dato::from(format!("{i:04}")));
            entidades.push(Entidad { id: Uuid::from_u128(n as u128 + 2), clase: clase.into(), celdas });
        }
        assert_eq!(Ficha::desde_entidades(raiz, &entidades), Some(ficha));
    }
}

//! Reforms of norms: what must be changed in the law before a requisito can go, and where each one is.

use almacen::{Consultas, EntidadLeida, Escritura, Operacion};
use dominio::Dato;
use dominio::rediseno::EstadoReforma;
use uuid::Uuid;

use super::{JUSTIFICACION_MINIMA, Leido, no_vacio, texto};
use crate::contexto::dia_en_guatemala;
use crate::dto::{ActoLegal, Creados, FallaDeCampo, GuardarReforma, Hecho, MoverReforma, Nada, ReformaDto};
use crate::falla::Falla;
use crate::guardar::{cambio, entidad_propia, motivo_valido};
use crate::sesion::{Sesion, clase, sin_prefijo, uuid};

pub(super) fn estado(e: &EntidadLeida) -> EstadoReforma {
    texto(e, "estado").parse().unwrap_or(EstadoReforma::Propuesta)
}

/// Requisitos that a reform is about.
pub(super) fn requisitos(e: &EntidadLeida) -> impl Iterator<Item = Uuid> {
    texto(e, "requisitos").split(' ').filter_map(|u| u.parse().ok())
}

pub(super) fn de(c: &Consultas<'_>, leido: &Leido) -> Result<Vec<ReformaDto>, Falla> {
    let dto = |e: &EntidadLeida| {
        let estado = estado(e);
        let desde = c.historial_de_celda(e.id, "estado")?.first().map(|v| dia_en_guatemala(v.ms));
        let dias = desde.and_then(|d| leido.corte.since(d).ok()).map_or(0, |s| i64::from(s.get_days()));
        let acto: ActoLegal = texto(e, "acto").parse().unwrap_or(ActoLegal::PorIdentificar);
        Ok(ReformaDto {
            id: e.id.to_string(),
            acto,
            nombre: acto.etiqueta().to_owned(),
            norma: no_vacio(texto(e, "norma")),
            requisitos: requisitos(e).map(|u| u.to_string()).collect(),
            texto: no_vacio(texto(e, "texto")),
            firma: no_vacio(texto(e, "firma")),
            estado,
            siguientes: estado.siguientes().to_vec(),
            numero: no_vacio(texto(e, "numero")),
            fecha: no_vacio(texto(e, "fecha")),
            motivo: no_vacio(texto(e, "motivo")),
            dias: dias.max(0),
        })
    };
    leido.filas("reforma").map(dto).collect()
}

impl Sesion {
    /// Writes a reform, or corrects it while it is not in force.
    ///
    /// # Errors
    /// `campos_invalidos`; `no_existe`; `transicion_no_permitida` once it is in force or given up.
    pub fn guardar_reforma(&self, pide: GuardarReforma) -> Result<Hecho<Creados>, Falla> {
        let corte = self.hoy();
        let nueva = self.id_nuevo();
        self.escribir(Operacion::GuardarReforma, |tx, instalacion| {
            let c = tx.consultas();
            let leido = Leido::propio(&c, instalacion, &pide.tramite, corte)?;
            let mut fallas = Vec::new();
            let mut requisitos = Vec::new();
            for (i, r) in pide.requisitos.iter().enumerate() {
                let id = uuid(r, "el requisito")?;
                if leido.ficha.requisitos.iter().all(|x| x.id != id) {
                    let mensaje = "Ese requisito ya no está en la ficha.".to_owned();
                    fallas.push(FallaDeCampo { campo: format!("requisitos.{i}"), mensaje });
                }
                requisitos.push(id.to_string());
            }
            let mut validado = |campo: &str, t: &str| {
                let dato = if t.trim().is_empty() { Dato::Nulo } else { Dato::from(t.trim()) };
                match dominio::campos::validar("reforma", campo, &dato) {
                    Ok(v) => v,
                    Err(e) => {
                        fallas.push(FallaDeCampo { campo: campo.to_owned(), mensaje: e.mensaje() });
                        Dato::Nulo
                    }
                }
            };
            let (norma, texto, firma) = (validado("norma", &pide.norma), validado("texto", &pide.texto), validado("firma", &pide.firma));
            let requisitos = validado("requisitos", &requisitos.join(" "));
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            let previa = match &pide.id {
                None => None,
                Some(id) => {
                    let id = uuid(id, "la reforma")?;
                    Some(leido.filas("reforma").find(|e| e.id == id).ok_or_else(|| Falla::NoExiste { que: "la reforma".to_owned() })?)
                }
            };
            if let Some(e) = previa
                && estado(e).siguientes().is_empty()
            {
                let motivo = format!("La reforma está {} y ya no cambia. Escriba otra.", estado(e).etiqueta().to_lowercase());
                return Err(Falla::Transicion { motivo });
            }
            let id = previa.map_or(nueva, |e| e.id);
            let clase = clase(instalacion, "reforma");
            let mut escrituras: Vec<Escritura> = Vec::new();
            let mut poner = |campo: &str, valor: Dato| escrituras.extend(cambio(previa, id, &clase, campo, valor));
            poner("padre", leido.id().to_string().into());
            poner("acto", pide.acto.as_str().into());
            poner("norma", norma);
            poner("requisitos", requisitos);
            poner("texto", texto);
            poner("firma", firma);
            if previa.is_none() {
                poner("estado", EstadoReforma::Propuesta.as_str().into());
            }
            if !escrituras.is_empty() {
                tx.escribir(leido.leida.tramite.ambito, escrituras, "")?;
            }
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }

    /// Moves a reform to its next state: number and date when it is published, a reason when it is given up.
    ///
    /// # Errors
    /// `transicion_no_permitida` naming the states that may follow; `campos_invalidos`; `no_existe`.
    pub fn mover_reforma(&self, pide: MoverReforma) -> Result<Hecho<Nada>, Falla> {
        let id = uuid(&pide.id, "la reforma")?;
        let hoy = self.hoy();
        let motivo = if pide.a == EstadoReforma::Desistida { motivo_valido(&pide.motivo, JUSTIFICACION_MINIMA)? } else { String::new() };
        self.escribir(Operacion::GuardarReforma, |tx, instalacion| {
            let reforma = entidad_propia(&tx.consultas(), instalacion, id)?;
            if sin_prefijo(&reforma.clase) != "reforma" {
                return Err(Falla::NoExiste { que: "la reforma".to_owned() });
            }
            let de = estado(&reforma);
            if !de.siguientes().contains(&pide.a) {
                let nombres: Vec<&str> = de.siguientes().iter().map(|e| e.etiqueta()).collect();
                let (actual, destino) = (de.etiqueta(), pide.a.etiqueta());
                let motivo = if nombres.is_empty() {
                    format!("La reforma está «{actual}» y de ahí no pasa a otro estado.")
                } else {
                    format!("La reforma está «{actual}»: no puede pasar a «{destino}». Puede pasar a: {}.", nombres.join(", "))
                };
                return Err(Falla::Transicion { motivo });
            }
            let mut escrituras: Vec<Escritura> =
                cambio(Some(&reforma), id, &reforma.clase, "estado", pide.a.as_str().into()).into_iter().collect();
            let mut fallas = Vec::new();
            let mut poner = |campo: &str, valor: Dato| match dominio::campos::validar("reforma", campo, &valor) {
                Ok(v) => escrituras.extend(cambio(Some(&reforma), id, &reforma.clase, campo, v)),
                Err(e) => fallas.push(FallaDeCampo { campo: campo.to_owned(), mensaje: e.mensaje() }),
            };
            if pide.a == EstadoReforma::Publicada {
                poner("numero", Dato::from(pide.numero.trim()));
                poner("fecha", Dato::from(pide.fecha.trim()));
                if pide.numero.trim().is_empty() {
                    fallas.push(FallaDeCampo { campo: "numero".to_owned(), mensaje: "Escriba el número con que se publicó.".to_owned() });
                }
                match pide.fecha.trim().parse::<jiff::civil::Date>() {
                    Ok(f) if f > hoy => {
                        fallas.push(FallaDeCampo {
                            campo: "fecha".to_owned(),
                            mensaje: "La fecha de publicación no puede ser futura.".to_owned(),
                        });
                    }
                    Ok(_) => {}
                    Err(_) => {
                        fallas.push(FallaDeCampo { campo: "fecha".to_owned(), mensaje: "Escriba la fecha en que se publicó.".to_owned() })
                    }
                }
                fallas.dedup_by(|a, b| a.campo == b.campo);
            } else if pide.a == EstadoReforma::Desistida {
                poner("motivo", motivo.as_str().into());
            }
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            tx.escribir(reforma.ambito, escrituras, &motivo)?;
            Ok(Nada {})
        })
    }
}

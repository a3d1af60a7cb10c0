//! Costs and flow of one trámite: reads its ficha and the parameters in force, and hands back figures that explain
//! themselves.
//!
//! It owns who wrote each datum and when; what a figure is made of is `dominio::costos`. Nothing computed is stored.

pub(crate) mod anexo;
pub(crate) mod explicar;
mod flujo;
pub(crate) mod parametros;

use std::collections::BTreeMap;

use almacen::{Consultas, FichaLeida};
use dominio::Ficha;
use dominio::costos::linea::Linea;
use dominio::costos::parametros::{Vigentes, conocido, nombre_de};
use dominio::costos::persona::Caso;
use dominio::costos::rutas::{Ruta, rutas};
use dominio::costos::totales::{al_anio, por_vigencia, promedios, sumar_cifras, validez};
use dominio::costos::{Explicada, Falta, Insumo, Lado, institucion, persona};
use dominio::ficha::VersionPaso;
use jiff::civil::Date;

use self::explicar::Autores;
use crate::dto::{CifraConNombre, CifraExplicada, CostosDeRuta, CostosDto, LineaDeCosto, ParametroQueFalta, PedirCostos, TresMonedas};
use crate::falla::Falla;
use crate::ficha::{ficha_de_dominio, tramite_nombrado};
use crate::sesion::Sesion;

pub(crate) const REDONDEO: &str = "Se calcula con fracciones exactas. Cada cifra se redondea solo al mostrarla, y la mitad sube.";
const METODOS: &str = "Costo administrativo (versión 1), costo por actividades (versión 1), costo económico social (versión 1)";
const SUMA: &str = "suma de las líneas que se incluyen";

/// What both verbs read.
struct Leido<'c> {
    leida: FichaLeida,
    ficha: Ficha,
    vigentes: Vigentes,
    autores: Autores<'c>,
}

fn leer<'c>(c: &Consultas<'c>, id: &str, corte: Date) -> Result<Leido<'c>, Falla> {
    let id = tramite_nombrado(c, id)?;
    let leida = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
    let ficha = ficha_de_dominio(&leida);
    let vigentes = Vigentes::elegir(parametros::todos(c, leida.tramite.ambito)?, id, corte);
    let autores = Autores::leer(*c, id)?;
    Ok(Leido { leida, ficha, vigentes, autores })
}

/// A line with its year, before it is dressed.
struct Fila {
    codigo: &'static str,
    nombre: &'static str,
    lado: Lado,
    oportunidad: bool,
    /// Money, hours, trips of a case.
    caso: [Option<Explicada>; 3],
    anio: [Option<Explicada>; 3],
}

impl Fila {
    fn de(l: Linea, volumen: &Result<Insumo, Falta>) -> Self {
        let caso = [Some(l.dinero), l.horas, l.viajes];
        let anio = caso.each_ref().map(|x| x.as_ref().map(|x| al_anio(x, volumen)));
        Fila { codigo: l.codigo, nombre: l.nombre, lado: l.lado, oportunidad: l.oportunidad, caso, anio }
    }

    fn total(codigo: &'static str, nombre: &'static str, lado: Lado, filas: &[Fila], con_oportunidad: bool) -> Self {
        let suma = |de: fn(&Fila) -> &[Option<Explicada>; 3], k: usize, unidad: &str| {
            // Hours and trips are shown whole: the switch only leaves out the money that they are put into.
            let partes: Vec<&Explicada> = filas
                .iter()
                .filter(|f| f.lado == lado && (k > 0 || con_oportunidad || !f.oportunidad))
                .filter_map(|f| de(f).get(k).and_then(Option::as_ref))
                .collect();
            (!partes.is_empty()).then(|| sumar_cifras(&partes, unidad, SUMA))
        };
        let todas = |de: fn(&Fila) -> &[Option<Explicada>; 3]| [suma(de, 0, "GTQ"), suma(de, 1, "h"), suma(de, 2, "viaje")];
        Fila { codigo, nombre, lado, oportunidad: con_oportunidad, caso: todas(|f| &f.caso), anio: todas(|f| &f.anio) }
    }

    fn dinero(&self) -> Option<&Explicada> {
        self.caso.first().and_then(Option::as_ref)
    }

    fn dto(&self, autores: &mut Autores<'_>) -> Result<LineaDeCosto, Falla> {
        let mut tres = |x: &[Option<Explicada>; 3]| -> Result<TresMonedas, Falla> {
            let [dinero, horas, viajes] = x;
            let mut vestir = |x: &Option<Explicada>| x.as_ref().map(|x| explicar::cifra(x, autores)).transpose();
            let nada = || explicar::vacia("GTQ");
            Ok(TresMonedas { dinero: vestir(dinero)?.unwrap_or_else(nada), horas: vestir(horas)?, viajes: vestir(viajes)? })
        };
        Ok(LineaDeCosto {
            codigo: self.codigo.to_owned(),
            nombre: self.nombre.to_owned(),
            lado: self.lado,
            oportunidad: self.oportunidad,
            caso: tres(&self.caso)?,
            anio: tres(&self.anio)?,
        })
    }
}

/// A route, costed.
struct RutaCosteada {
    nombre: Option<String>,
    volumen: Result<Insumo, Falta>,
    filas: Vec<Fila>,
    totales: Vec<Fila>,
}

fn costear(ficha: &Ficha, ruta: &Ruta<'_>, version: VersionPaso, vigentes: &Vigentes, corte: Date) -> RutaCosteada {
    let caso = Caso { ficha, ruta, version, parametros: vigentes, corte };
    let volumen = ruta.volumen(ficha);
    let lineas = persona::lineas(&caso).into_iter().chain(institucion::lineas(&caso));
    let filas: Vec<Fila> = lineas.map(|l| Fila::de(l, &volumen)).collect();
    let totales = vec![
        Fila::total("total_persona", "Total de la persona", Lado::Persona, &filas, true),
        Fila::total("total_persona_sin", "Total de la persona, sin costo de oportunidad", Lado::Persona, &filas, false),
        Fila::total("total_institucion", "Total de la institución", Lado::Institucion, &filas, true),
    ];
    RutaCosteada { nombre: ruta.nombre.clone().filter(|_| !ruta.unica), volumen, filas, totales }
}

fn solicitudes(volumen: &Result<Insumo, Falta>, autores: &mut Autores<'_>) -> Result<CifraExplicada, Falla> {
    let x = match volumen {
        Ok(i) => Explicada::nueva(Some(i.valor.clone()), "caso", "solicitudes que entraron en el año", vec![i.clone()], vec![]),
        Err(f) => Explicada::nueva(None, "caso", "solicitudes que entraron en el año", vec![], vec![f.clone()]),
    };
    explicar::cifra(&x, autores)
}

fn con_nombre(codigo: &str, nombre: &str, x: &Explicada, autores: &mut Autores<'_>) -> Result<CifraConNombre, Falla> {
    Ok(CifraConNombre { codigo: codigo.to_owned(), nombre: nombre.to_owned(), cifra: explicar::cifra(x, autores)? })
}

fn de_ruta(r: &RutaCosteada, ficha: &Ficha, autores: &mut Autores<'_>) -> Result<CostosDeRuta, Falla> {
    let validez = validez(ficha);
    let mut vigencia = Vec::new();
    for (t, sufijo, de) in [(r.totales.first(), "", ""), (r.totales.get(1), "_sin", ", sin costo de oportunidad")] {
        let Some(total) = t.and_then(Fila::dinero) else { continue };
        let [anual, diez] = por_vigencia(total, &validez);
        vigencia.push(con_nombre(&format!("anual{sufijo}"), &format!("Por año de vigencia{de}"), &anual, autores)?);
        vigencia.push(con_nombre(&format!("diez_anios{sufijo}"), &format!("En diez años{de}"), &diez, autores)?);
    }
    Ok(CostosDeRuta {
        nombre: r.nombre.clone(),
        solicitudes: solicitudes(&r.volumen, autores)?,
        lineas: r.filas.iter().map(|f| f.dto(autores)).collect::<Result<_, _>>()?,
        totales: r.totales.iter().map(|f| f.dto(autores)).collect::<Result<_, _>>()?,
        vigencia,
    })
}

fn que_faltan(rutas: &[RutaCosteada]) -> Vec<ParametroQueFalta> {
    let mut salida: Vec<ParametroQueFalta> = Vec::new();
    for f in rutas.iter().flat_map(|r| &r.filas) {
        let suyos: BTreeMap<&str, Option<&str>> =
            f.caso.iter().flatten().flat_map(|x| &x.faltan).filter_map(|x| Some((x.parametro.as_deref()?, x.nombre.as_deref()))).collect();
        for (codigo, nombre) in suyos {
            if let Some(ya) = salida.iter_mut().find(|p| p.codigo == codigo) {
                ya.lineas += 1;
                continue;
            }
            let declarado = conocido(codigo);
            salida.push(ParametroQueFalta {
                codigo: codigo.to_owned(),
                nombre: nombre.map_or_else(|| nombre_de(codigo), str::to_owned),
                para_que: declarado.map(|c| c.para_que.to_owned()).unwrap_or_default(),
                unidades: declarado.map(|c| c.unidades.to_vec()).unwrap_or_default(),
                lineas: 1,
            });
        }
    }
    salida
}

impl Sesion {
    /// What a trámite costs the person and the institution, in quetzales, hours and trips.
    ///
    /// # Errors
    /// `no_existe` when the trámite is not there or was retired.
    pub fn costos_de_tramite(&self, pide: PedirCostos) -> Result<CostosDto, Falla> {
        let corte = self.hoy();
        self.leer(|c| {
            let mut leido = leer(&c, &pide.id, corte)?;
            let ficha = &leido.ficha;
            let costeadas: Vec<RutaCosteada> =
                rutas(ficha, pide.version).iter().map(|r| costear(ficha, r, pide.version, &leido.vigentes, corte)).collect();
            let autores = &mut leido.autores;
            let mut medias = Vec::new();
            if costeadas.len() > 1 {
                let casos: Vec<&Explicada> = costeadas.iter().filter_map(|r| r.totales.first().and_then(Fila::dinero)).collect();
                let volumenes: Vec<&Result<Insumo, Falta>> = costeadas.iter().map(|r| &r.volumen).collect();
                let [simple, ponderado] = promedios(&casos, &volumenes);
                medias.push(con_nombre("promedio_simple", "Promedio simple de las rutas", &simple, autores)?);
                medias.push(con_nombre("promedio_ponderado", "Promedio ponderado por las solicitudes", &ponderado, autores)?);
            }
            Ok(CostosDto {
                tramite: leido.leida.tramite.id.to_string(),
                version: pide.version,
                corte: corte.to_string(),
                rutas: costeadas.iter().map(|r| de_ruta(r, ficha, autores)).collect::<Result<_, _>>()?,
                promedios: medias,
                parametros_que_faltan: que_faltan(&costeadas),
                metodos: METODOS.to_owned(),
                redondeo: REDONDEO.to_owned(),
            })
        })
    }
}

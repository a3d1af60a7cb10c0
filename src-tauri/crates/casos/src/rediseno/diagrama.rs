//! The verb of the diagram: the routes of a version, drawn and told.

use dominio::Ficha;
use dominio::costos::rutas::{Ruta, rutas};
use dominio::diagrama::desde_pasos::{grafo, trabajo};
use dominio::diagrama::texto::{Linea, ruta_con};
use dominio::diagrama::trazado::trazar;
use dominio::diagrama::{Rotulo, Trazado};
use dominio::ficha::VersionPaso;

use super::Leido;
use crate::dto::{AristaDto, CarrilDto, DestinoDto, DiagramaDto, DiagramasDto, LineaDeDiagrama, NodoDto, PedirDiagrama, RotuloDto};
use crate::falla::Falla;
use crate::sesion::Sesion;

fn rotulo(r: &Rotulo) -> RotuloDto {
    RotuloDto { x: r.caja.x, y: r.caja.y, ancho: r.caja.ancho, alto: r.caja.alto, lineas: r.lineas.clone() }
}

fn natural(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn linea(l: &Linea, nodos: &[dominio::diagrama::Nodo]) -> LineaDeDiagrama {
    LineaDeDiagrama {
        numero: l.numero.map(natural),
        paso: l.nodos.iter().find_map(|i| nodos.get(*i)?.paso).map(|p| p.to_string()),
        texto: l.texto.clone(),
        destinos: l
            .destinos
            .iter()
            .filter(|d| !d.texto.is_empty())
            .map(|d| DestinoDto { linea: natural(d.linea), texto: d.texto.clone() })
            .collect(),
    }
}

pub(super) fn de_ruta(ficha: &Ficha, ruta: &Ruta<'_>) -> DiagramaDto {
    let g = grafo(ficha, ruta);
    let t: Trazado = trazar(&g);
    let lineas = ruta_con(&g, &|n| trabajo(ruta, n));
    let linea_de = |i: usize| natural(lineas.iter().position(|l| l.nodos.contains(&i)).unwrap_or(0));
    DiagramaDto {
        ruta: ruta.nombre.clone().filter(|_| !ruta.unica),
        ancho: t.ancho,
        alto: t.alto,
        encabezado: t.encabezado,
        carriles: g
            .carriles()
            .iter()
            .zip(&t.carriles)
            .map(|(c, r)| CarrilDto { nombre: c.nombre.clone(), clase: c.clase, rotulo: rotulo(r) })
            .collect(),
        nodos: g
            .nodos()
            .iter()
            .enumerate()
            .zip(&t.nodos)
            .map(|((i, n), figura)| NodoDto {
                clase: n.clase,
                texto: n.texto.clone(),
                paso: n.paso.map(|p| p.to_string()),
                numero: n.numero.map(natural),
                carril: natural(n.carril),
                marca: n.marca,
                figura: rotulo(figura),
                aparte: t.rotulos.get(i).and_then(Option::as_ref).map(rotulo),
                entra: t.documentos.get(i).and_then(|[e, _]| e.as_ref()).map(rotulo),
                sale: t.documentos.get(i).and_then(|[_, s]| s.as_ref()).map(rotulo),
                linea: linea_de(i),
            })
            .collect(),
        aristas: g
            .aristas()
            .iter()
            .zip(&t.trazos)
            .map(|(a, t)| AristaDto {
                de: natural(a.de),
                a: natural(a.a),
                texto: a.texto.clone(),
                regreso: a.regreso,
                puntos: t.puntos.iter().map(|p| [p.x, p.y]).collect(),
                rotulo: t.rotulo.as_ref().map(rotulo),
            })
            .collect(),
        lineas: lineas.iter().map(|l| linea(l, g.nodos())).collect(),
    }
}

impl Sesion {
    /// The diagram of each route of a version of a trámite; with decisions, that of the propuesta that they would give.
    ///
    /// # Errors
    /// `campos_invalidos` naming a decision that cannot be; `no_existe`.
    pub fn diagrama(&self, pide: PedirDiagrama) -> Result<DiagramasDto, Falla> {
        let corte = self.hoy();
        self.leer(|c| {
            let leido = Leido::leer(&c, &pide.id, corte)?;
            let ensayo = !pide.decisiones.is_empty();
            let ficha = if ensayo { leido.cambios(&pide.decisiones, None, None)?.aplicar(&leido.ficha) } else { leido.ficha.clone() };
            let version = if ensayo { VersionPaso::Propuesta } else { pide.version };
            let todas = rutas(&ficha, version);
            Ok(DiagramasDto { rutas: todas.iter().filter(|r| !r.pasos.is_empty()).map(|r| de_ruta(&ficha, r)).collect() })
        })
    }
}

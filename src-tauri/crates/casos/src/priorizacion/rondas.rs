//! Beginning, shaping and closing a round.

use std::collections::BTreeSet;

use almacen::{Consultas, EntidadLeida, Escritura, Instalacion, Operacion};
use dominio::fase::HechosDePriorizacion;
use dominio::ficha::EstadoTramite;
use dominio::metodos::exacto::{Decimal, decimal, entero, mostrado, sumar};
use dominio::priorizacion::criterios::{BIBLIOTECA, Plantilla};
use dominio::priorizacion::{Eje, EstadoRonda, ModoDeCorte, ModoDePesos, Movida, Origen};
use dominio::texto::plegar;
use dominio::{Dato, Razon};
use num_rational::BigRational;
use uuid::Uuid;

use super::cuadro::{Cargada, Congelado, CriterioCargado, RondaCargada, cargar, de_ronda, numero_de, rondas};
use super::leer::{faltan, firmeza, nota_dto, puntos_de};
use super::{RONDA, abierta, estado, texto};
use crate::dto::{
    AgregarCriterio, AgregarVotante, CerrarRonda, ClasificacionDto, Creados, FallaDeCampo, FijarPesos, Hecho, IniciarRonda, MoverSeleccion,
    Nada, NotaDto, OrdenDeClasificacion, PedirClasificacion, PorcentajeDto, PuestoDto,
};
use crate::falla::Falla;
use crate::guardar::{MAX_CELDAS, cambio, motivo_valido, ordenados};
use crate::inventario::{cuantos, razon};
use crate::orden;
use crate::sesion::{Sesion, clase, institucion_de, uuid};

/// Criteria of a round: AHP compares nine at most, the weighted sum as many as people can tell apart.
const MAX_CRITERIOS: usize = 20;
const MAX_VOTANTES: usize = 30;
const CORTE_PROPUESTO: i64 = 60;
const MOTIVO_MINIMO: usize = 10;
/// What a copy of a round takes along of each class.
const DE_CRITERIO: &[&str] = &["codigo", "nombre", "definicion", "origen", "eje", "peso", "umbrales", "nota_1", "nota_3", "nota_5"];
const DE_VOTANTE: &[&str] = &["nombre", "cargo", "peso"];

/// Cells of entities to be written.
type Filas = Vec<Vec<(&'static str, Dato)>>;

/// Writes of a new entity of a round.
fn nueva(id: Uuid, clase: &str, ronda: Uuid, orden: &str, celdas: Vec<(&str, Dato)>) -> Vec<Escritura> {
    let propias = [(RONDA, Dato::Texto(ronda.to_string())), ("orden", Dato::from(orden))];
    propias
        .into_iter()
        .chain(celdas)
        .filter(|(_, v)| !v.esta_vacio())
        .map(|(campo, valor)| Escritura { entidad: id, clase: clase.to_owned(), campo: campo.to_owned(), valor, padres: Vec::new() })
        .collect()
}

fn de_plantilla(p: &Plantilla) -> Vec<(&'static str, Dato)> {
    let [uno, tres, cinco] = p.notas;
    vec![
        ("codigo", p.codigo.into()),
        ("nombre", p.nombre.into()),
        ("definicion", p.definicion.into()),
        ("origen", p.origen.as_str().into()),
        ("eje", p.eje.as_str().into()),
        ("peso", p.peso.to_string().into()),
        ("umbrales", p.umbrales.into()),
        ("nota_1", uno.into()),
        ("nota_3", tres.into()),
        ("nota_5", cinco.into()),
    ]
}

fn copia(e: &EntidadLeida, campos: &[&'static str]) -> Vec<(&'static str, Dato)> {
    campos.iter().filter_map(|c| Some((*c, e.valor(c)?.clone()))).collect()
}

/// The key that puts an entity after the last of a list.
fn al_final(lista: &[EntidadLeida]) -> String {
    let ultima = lista.iter().map(|e| texto(e, "orden")).max();
    orden::entre(ultima, None)
}

/// A code out of a name: `[a-z][a-z0-9_]*` without two underscores together, not taken.
fn codigo_de(nombre: &str, tomados: &[EntidadLeida]) -> String {
    let palabras: Vec<String> =
        plegar(nombre).split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()).map(str::to_owned).collect();
    let mut base: String = palabras.join("_").chars().take(20).collect();
    base = base.trim_matches('_').to_owned();
    if !base.starts_with(|c: char| c.is_ascii_lowercase()) {
        base = format!("c{base}");
    }
    let tomado = |c: &str| tomados.iter().any(|t| texto(t, "codigo") == c);
    if !tomado(&base) {
        return base;
    }
    (2..).map(|n: u32| format!("{base}_{n}")).find(|c| !tomado(c)).unwrap_or(base)
}

fn validado(clase: &str, campo: &str, valor: &str) -> Result<Dato, Falla> {
    dominio::campos::validar(clase, campo, &Dato::from(valor))
        .map_err(|e| Falla::Campos(vec![FallaDeCampo { campo: format!("{clase}.{campo}"), mensaje: e.mensaje() }]))
}

/// Facts of the newest round for the rule of the phase.
pub(crate) fn hechos_de_priorizacion(
    c: &Consultas<'_>,
    instalacion: &Instalacion,
    ambito: Uuid,
) -> Result<Option<HechosDePriorizacion>, Falla> {
    let Some(ronda) = rondas(c, instalacion, ambito)?.into_iter().next() else { return Ok(None) };
    let movimientos = de_ronda(c, instalacion, ambito, "seleccion_manual", ronda.id)?;
    let cerrada = estado(&ronda) == EstadoRonda::Cerrada;
    let en_orden = if cerrada { de_ronda(c, instalacion, ambito, "puesto", ronda.id)?.len() as u64 } else { 0 };
    let cuentan = c.medidas(Some(ambito))?.len() as u64;
    Ok(Some(HechosDePriorizacion {
        // Closing writes a place for each trámite: one that came later has none.
        sin_puntaje: cuentan.saturating_sub(en_orden),
        congelado: cerrada,
        movimientos_sin_motivo: movimientos
            .iter()
            .filter(|m| texto(m, "hacia").parse::<Movida>().is_ok() && texto(m, "razon").trim().is_empty())
            .count() as u64,
        acta: c.con_descendientes(ronda.id)?.is_some_and(|(_, filas)| filas.iter().any(|f| f.clase.ends_with("adjunto"))),
    }))
}

/// The notes that were written when the round was closed, with the votes that made them where they are still the
/// ones that give that note.
fn notas_congeladas(carga: &Cargada, r: &RondaCargada, p: &Congelado, lugar: Option<usize>) -> Vec<(usize, NotaDto)> {
    let e = &p.entidad;
    let opcional = |campo: &str| Some(texto(e, campo)).filter(|t| !t.is_empty()).map(str::to_owned);
    r.criterios
        .iter()
        .enumerate()
        .map(|(k, c)| {
            let nota = opcional(&format!("n_{}", c.codigo));
            let viva = lugar.map(|i| nota_dto(r, carga, i, k, None, None)).filter(|v| v.nota == nota).unwrap_or_default();
            let desacuerdo = match e.valor(&format!("d_{}", c.codigo)) {
                Some(Dato::Entero(n)) => u64::try_from(*n).unwrap_or(0),
                _ => 0,
            };
            let dada = NotaDto {
                nota,
                automatica: e.valor(&format!("a_{}", c.codigo)) == Some(&Dato::Logico(true)),
                valor: texto(e, &format!("v_{}", c.codigo)).to_owned(),
                desacuerdo,
                votos: viva.votos,
                razones: viva.razones,
                ..NotaDto::default()
            };
            (k, dada)
        })
        .collect()
}

/// A frozen note as a number: exact where the votes that gave it are known, as it was shown otherwise.
fn valor_de_nota(r: &RondaCargada, lugar: Option<usize>, (k, nota): &(usize, NotaDto)) -> Option<BigRational> {
    let mostrada = nota.nota.as_deref().and_then(Decimal::leer).map(|d| d.valor)?;
    let exacta = lugar
        .filter(|_| !nota.votos.is_empty())
        .and_then(|i| r.renglones.get(i))
        .and_then(|f| f.celdas.get(*k))
        .and_then(|c| c.nota(&r.participantes));
    Some(exacta.unwrap_or(mostrada))
}

/// Points of the criteria that have a note.
fn con_peso(r: &RondaCargada, valores: &[Option<BigRational>], entra: impl Fn(&CriterioCargado) -> bool) -> BigRational {
    sumar(r.criterios.iter().zip(valores).filter(|(c, v)| entra(c) && v.is_some()).map(|(c, _)| &c.puntos))
}

/// The weighted mean of some criteria, over 100; `None` without data.
fn sobre_cien(r: &RondaCargada, valores: &[Option<BigRational>], entra: impl Fn(&CriterioCargado) -> bool) -> Option<BigRational> {
    let pesos = con_peso(r, valores, &entra);
    let partes: Vec<BigRational> =
        r.criterios.iter().zip(valores).filter(|(c, _)| entra(c)).filter_map(|(c, v)| Some(&c.puntos * v.as_ref()?)).collect();
    (pesos > entero(0)).then(|| sumar(&partes) * entero(100) / (pesos * entero(5)))
}

/// What is no longer as it was when the round was closed, in a sentence.
fn cambio_desde_el_cierre(carga: &Cargada, r: &RondaCargada) -> String {
    let distinto = |p: &&Congelado| match carga.tramites.iter().position(|t| t.id == p.tramite) {
        None => true,
        Some(i) => r.criterios.iter().enumerate().any(|(k, c)| {
            nota_dto(r, carga, i, k, None, None).nota.as_deref().unwrap_or_default() != texto(&p.entidad, &format!("n_{}", c.codigo))
        }),
    };
    match r.congelados.iter().filter(distinto).count() {
        0 => String::new(),
        n => format!(
            "Después del cierre cambiaron los datos de {}: aquí se ve lo que valía al cerrar, y los votos solo donde siguen dando esa nota.",
            dominio::formato::plural(n as u64, "trámite", "trámites")
        ),
    }
}

/// A page of a closed round: what was written when it was closed.
pub(super) fn congelada(carga: &Cargada, r: &RondaCargada, pide: &PedirClasificacion) -> ClasificacionDto {
    let numero = |e: &EntidadLeida, campo: &str| match e.valor(campo) {
        Some(Dato::Entero(n)) => u64::try_from(*n).ok(),
        _ => None,
    };
    let dentro = |e: &EntidadLeida| e.valor("seleccionado") == Some(&Dato::Logico(true));
    let opcional = |e: &EntidadLeida, campo: &str| Some(texto(e, campo)).filter(|t| !t.is_empty()).map(str::to_owned);
    let palabras: Vec<String> = plegar(&pide.texto).split_whitespace().map(str::to_owned).collect();
    let mut pasan: Vec<_> = r
        .congelados
        .iter()
        .filter(|p| {
            let donde = plegar(&format!("{} {}", texto(&p.entidad, "codigo"), texto(&p.entidad, "nombre")));
            palabras.iter().all(|x| donde.contains(x.as_str()))
        })
        .collect();
    if pide.orden == OrdenDeClasificacion::Codigo {
        pasan.sort_by(|a, b| texto(&a.entidad, "codigo").cmp(texto(&b.entidad, "codigo")));
    }
    let de = |n: usize, d: usize, regla: &str| razon(Razon::new(n as u64, d as u64), regla, None);
    let n = r.congelados.len();
    let total = sumar(&r.puntos());
    ClasificacionDto {
        total: pasan.len() as u64,
        seleccionados: de(
            r.congelados.iter().filter(|p| dentro(&p.entidad)).count(),
            n,
            "trámites seleccionados / trámites que contaban al cerrar",
        ),
        comparables: de(
            r.congelados.iter().filter(|p| numero(&p.entidad, "posicion").is_some()).count(),
            n,
            "trámites comparables / trámites que contaban al cerrar",
        ),
        firmeza: texto(&r.entidad, "firmeza").to_owned(),
        cambio: cambio_desde_el_cierre(carga, r),
        pesos: r
            .puntos()
            .iter()
            .map(|p| PorcentajeDto {
                numerador: decimal(p),
                denominador: decimal(&total),
                regla: "puntos del criterio / suma de los puntos".to_owned(),
                porcentaje: (total > entero(0)).then(|| mostrado(&(p * entero(100) / &total), 1)),
            })
            .collect(),
        filas: pasan
            .into_iter()
            .skip(pide.desde as usize)
            .take(cuantos(pide.cuantos) as usize)
            .map(|p| {
                let e = &p.entidad;
                let lugar = carga.tramites.iter().position(|t| t.id == p.tramite);
                let hoy = lugar.and_then(|i| carga.tramites.get(i));
                let notas = notas_congeladas(carga, r, p, lugar);
                let valores: Vec<Option<BigRational>> = notas.iter().map(|n| valor_de_nota(r, lugar, n)).collect();
                let eje = |eje: Eje| sobre_cien(r, &valores, |c| c.eje == eje).map(|x| mostrado(&x, 2));
                let (impacto, factibilidad) = (eje(Eje::Impacto), eje(Eje::Factibilidad));
                let pesos_con_dato = con_peso(r, &valores, |_| true);
                let notas = notas
                    .into_iter()
                    .zip(&valores)
                    .zip(&r.criterios)
                    .map(|(((_, nota), valor), c)| NotaDto {
                        aporte: valor
                            .as_ref()
                            .filter(|_| pesos_con_dato > entero(0))
                            .map(|v| mostrado(&(&c.puntos * v * entero(100) / (&pesos_con_dato * entero(5))), 2)),
                        ..nota
                    })
                    .collect();
                PuestoDto {
                    tramite: p.tramite.to_string(),
                    codigo: texto(e, "codigo").to_owned(),
                    nombre: hoy.map_or_else(|| texto(e, "nombre").to_owned(), |t| t.nombre.clone()),
                    posicion: numero(e, "posicion"),
                    empatado: e.valor("empatado") == Some(&Dato::Logico(true)),
                    puntaje: opcional(e, "puntaje"),
                    completitud: de(
                        usize::try_from(numero(e, "con_dato").unwrap_or(0)).unwrap_or(0),
                        r.criterios.len(),
                        "criterios con dato / criterios",
                    ),
                    notas,
                    rango: None,
                    seleccionado: dentro(e),
                    a_mano: texto(e, "a_mano").parse().ok(),
                    impacto,
                    factibilidad,
                }
            })
            .collect(),
    }
}

/// A closed round, whole.
pub(crate) struct Cerrada {
    pub nombre: String,
    pub cerrada_el: Option<jiff::civil::Date>,
    /// Every place, in its order.
    pub orden: ClasificacionDto,
}

/// The newest closed round of an institution; `None` when none was closed.
pub(crate) fn ultima_cerrada(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid) -> Result<Option<Cerrada>, Falla> {
    let Some(ronda) = rondas(c, instalacion, ambito)?.into_iter().find(|r| estado(r) == EstadoRonda::Cerrada) else {
        return Ok(None);
    };
    let carga = cargar(c, Some(&ambito.to_string()), Some(&ronda.id.to_string()))?;
    let Some(r) = carga.ronda.as_ref() else { return Ok(None) };
    let pagina = |desde: usize| {
        let desde = u32::try_from(desde).unwrap_or(u32::MAX);
        congelada(&carga, r, &PedirClasificacion { desde, cuantos: crate::inventario::PAGINA.1, ..PedirClasificacion::default() })
    };
    let mut orden = pagina(0);
    while (orden.filas.len() as u64) < orden.total {
        let mas = pagina(orden.filas.len()).filas;
        if mas.is_empty() {
            break;
        }
        orden.filas.extend(mas);
    }
    Ok(Some(Cerrada { nombre: texto(&r.entidad, "nombre").to_owned(), cerrada_el: texto(&r.entidad, "cerrada_el").parse().ok(), orden }))
}

/// The cells that closing writes for each trámite.
fn puestos(carga: &Cargada, r: &RondaCargada, clase_puesto: &str) -> Vec<Escritura> {
    let c = r.clasificar(&r.puntos());
    let mut escrituras = Vec::new();
    for l in &c.lugares {
        let Some((t, renglon)) = carga.tramites.get(l.renglon).zip(r.renglones.get(l.renglon)) else { continue };
        let id = Uuid::new_v5(&r.entidad.id, format!("puesto/{}", t.id).as_bytes());
        let entero = |n: usize| Dato::Entero(i64::try_from(n).unwrap_or(i64::MAX));
        let mut celdas: Vec<(String, Dato)> = vec![
            (RONDA.to_owned(), Dato::Texto(r.entidad.id.to_string())),
            ("tramite".to_owned(), Dato::Texto(t.id.to_string())),
            ("codigo".to_owned(), Dato::Texto(t.codigo.clone())),
            ("nombre".to_owned(), Dato::Texto(crate::sesion::recortar(&t.nombre, 250))),
            ("lugar".to_owned(), entero(l.lugar)),
            ("con_dato".to_owned(), entero(l.con_dato)),
            ("seleccionado".to_owned(), Dato::Logico(r.seleccionado(t.id, l))),
        ];
        celdas.extend(l.posicion.map(|p| ("posicion".to_owned(), entero(p))));
        celdas.extend(l.puntaje.as_ref().map(|p| ("puntaje".to_owned(), Dato::Texto(mostrado(p, 2)))));
        celdas.extend(l.empatado.then(|| ("empatado".to_owned(), Dato::Logico(true))));
        celdas.extend(r.a_mano(t.id).map(|m| ("a_mano".to_owned(), Dato::from(m.as_str()))));
        for (k, criterio) in r.criterios.iter().enumerate() {
            let Some(celda) = renglon.celdas.get(k) else { continue };
            if let Some(nota) = celda.nota(&r.participantes) {
                celdas.push((
                    format!("n_{}", criterio.codigo),
                    Dato::Texto(if nota.is_integer() { decimal(&nota) } else { mostrado(&nota, 2) }),
                ));
            }
            if celda.es_automatica() {
                celdas.push((format!("a_{}", criterio.codigo), Dato::Logico(true)));
            }
            if celda.desacuerdo() > 0 {
                celdas.push((format!("d_{}", criterio.codigo), Dato::Entero(i64::from(celda.desacuerdo()))));
            }
            let valor = t.medidas.texto(criterio.origen);
            if !valor.is_empty() {
                celdas.push((format!("v_{}", criterio.codigo), Dato::Texto(valor)));
            }
        }
        escrituras.extend(celdas.into_iter().map(|(campo, valor)| Escritura {
            entidad: id,
            clase: clase_puesto.to_owned(),
            campo,
            valor,
            padres: Vec::new(),
        }));
    }
    escrituras
}

/// Where a closed ranking takes a trámite from the state it is in; `None` leaves it.
fn destino(de: EstadoTramite, dentro: bool) -> Option<EstadoTramite> {
    match (de, dentro) {
        (EstadoTramite::FichaCompleta | EstadoTramite::EnCartera, true) => Some(EstadoTramite::Priorizado),
        (EstadoTramite::FichaCompleta, false) => Some(EstadoTramite::EnCartera),
        _ => None,
    }
}

impl Sesion {
    /// Begins a round: with the proposal of the product, or as an earlier one. Earlier rounds stay.
    ///
    /// # Errors
    /// `campos_invalidos` for a name that is none; `no_existe` for the earlier round; `transicion_no_permitida` while
    /// another is open.
    pub fn iniciar_ronda(&self, pide: IniciarRonda) -> Result<Hecho<Creados>, Falla> {
        let nombre = validado("priorizacion", "nombre", &pide.nombre)?;
        let id = self.id_nuevo();
        let ids: Vec<Uuid> = (0..MAX_CRITERIOS + MAX_VOTANTES).map(|_| self.id_nuevo()).collect();
        self.escribir(Operacion::IniciarRonda, |tx, instalacion| {
            let ambito = institucion_de(instalacion, pide.institucion.as_deref())?.id;
            let c = tx.consultas();
            let otras = rondas(&c, instalacion, ambito)?;
            if let Some(sigue) = otras.iter().find(|r| estado(r) == EstadoRonda::Abierta) {
                let motivo = format!("La ronda «{}» sigue abierta. Ciérrela antes de iniciar otra.", texto(sigue, "nombre"));
                return Err(Falla::Transicion { motivo });
            }
            let previa = match pide.como.as_deref() {
                None => None,
                Some(como) => {
                    let como = uuid(como, "la ronda")?;
                    Some(
                        otras
                            .iter()
                            .find(|r| r.id == como)
                            .ok_or_else(|| Falla::NoExiste { que: "la ronda de priorización".to_owned() })?,
                    )
                }
            };
            let numero = otras.iter().map(numero_de).max().unwrap_or(0) + 1;
            let mut celdas = vec![
                ("nombre", nombre),
                ("numero", Dato::Entero(numero)),
                ("estado", EstadoRonda::Abierta.as_str().into()),
                ("modo_pesos", ModoDePesos::Puntos.as_str().into()),
                ("modo_corte", ModoDeCorte::Puntaje.as_str().into()),
                ("corte", Dato::Entero(CORTE_PROPUESTO)),
            ];
            let (mut criterios, mut votantes): (Filas, Filas) = (Vec::new(), Vec::new());
            match previa {
                None => criterios.extend(BIBLIOTECA.iter().filter(|p| p.peso > 0).map(de_plantilla)),
                Some(r) => {
                    for (campo, valor) in celdas.iter_mut().filter(|(campo, _)| campo.starts_with("modo_") || *campo == "corte") {
                        if let Some(v) = r.valor(campo) {
                            *valor = v.clone();
                        }
                    }
                    criterios.extend(de_ronda(&c, instalacion, ambito, "criterio", r.id)?.iter().map(|e| copia(e, DE_CRITERIO)));
                    votantes.extend(de_ronda(&c, instalacion, ambito, "votante", r.id)?.iter().map(|e| copia(e, DE_VOTANTE)));
                }
            }
            let mut escrituras: Vec<Escritura> =
                celdas.into_iter().map(|(campo, valor)| Escritura::nueva(id, &clase(instalacion, "priorizacion"), campo, valor)).collect();
            let mut libres = ids.iter();
            for (base, filas) in [("criterio", criterios), ("votante", votantes)] {
                let claves = orden::iniciales(filas.len());
                for ((fila, clave), nuevo) in filas.into_iter().zip(claves).zip(&mut libres) {
                    escrituras.extend(nueva(*nuevo, &clase(instalacion, base), id, &clave, fila));
                }
            }
            for parte in escrituras.chunks(MAX_CELDAS) {
                tx.escribir(ambito, parte.to_vec(), "")?;
            }
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }

    /// Adds a criterion of the library, or a new one that people rate.
    ///
    /// # Errors
    /// `campos_invalidos` for a name that is none or one already there; `transicion_no_permitida` in a closed round.
    pub fn agregar_criterio(&self, pide: AgregarCriterio) -> Result<Hecho<Creados>, Falla> {
        let id = self.id_nuevo();
        self.escribir(Operacion::CambiarRonda, |tx, instalacion| {
            let c = tx.consultas();
            let ronda = abierta(&c, instalacion, &pide.ronda)?;
            let hay = de_ronda(&c, instalacion, ronda.ambito, "criterio", ronda.id)?;
            if hay.len() >= MAX_CRITERIOS {
                return Err(Falla::campo("nombre", format!("Una ronda lleva hasta {MAX_CRITERIOS} criterios.")));
            }
            let celdas = match pide.plantilla.as_deref() {
                Some(codigo) => {
                    let p = BIBLIOTECA
                        .iter()
                        .find(|p| p.codigo == codigo)
                        .ok_or_else(|| Falla::campo("plantilla", "Ese criterio no está en la lista."))?;
                    if hay.iter().any(|e| texto(e, "codigo") == codigo) {
                        return Err(Falla::campo("plantilla", format!("«{}» ya está en la ronda.", p.nombre)));
                    }
                    de_plantilla(p)
                }
                None => {
                    let nombre = validado("criterio", "nombre", &pide.nombre)?;
                    vec![
                        ("codigo", codigo_de(&pide.nombre, &hay).into()),
                        ("nombre", nombre),
                        ("origen", Origen::Personas.as_str().into()),
                        ("eje", Eje::Impacto.as_str().into()),
                        ("peso", "0".into()),
                    ]
                }
            };
            tx.escribir(ronda.ambito, nueva(id, &clase(instalacion, "criterio"), ronda.id, &al_final(&hay), celdas), "")?;
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }

    /// Adds somebody who rates.
    ///
    /// # Errors
    /// `campos_invalidos` for a name that is none or one already there; `transicion_no_permitida` in a closed round.
    pub fn agregar_votante(&self, pide: AgregarVotante) -> Result<Hecho<Creados>, Falla> {
        let nombre = validado("votante", "nombre", &pide.nombre)?;
        let cargo = validado("votante", "cargo", &pide.cargo)?;
        let id = self.id_nuevo();
        self.escribir(Operacion::CambiarRonda, |tx, instalacion| {
            let c = tx.consultas();
            let ronda = abierta(&c, instalacion, &pide.ronda)?;
            let hay = de_ronda(&c, instalacion, ronda.ambito, "votante", ronda.id)?;
            if hay.len() >= MAX_VOTANTES {
                return Err(Falla::campo("nombre", format!("Una ronda lleva hasta {MAX_VOTANTES} personas.")));
            }
            if hay.iter().any(|e| plegar(texto(e, "nombre")) == plegar(&pide.nombre)) {
                return Err(Falla::campo("nombre", "Esa persona ya está en la ronda."));
            }
            let celdas = vec![("nombre", nombre), ("cargo", cargo), ("peso", "1".into())];
            tx.escribir(ronda.ambito, nueva(id, &clase(instalacion, "votante"), ronda.id, &al_final(&hay), celdas), "")?;
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }

    /// Sets the points of the criteria and how they were set, in one operation.
    ///
    /// # Errors
    /// `campos_invalidos` for points out of range or an unknown criterion; `transicion_no_permitida` in a closed round.
    pub fn fijar_pesos(&self, pide: FijarPesos) -> Result<Hecho<Nada>, Falla> {
        self.escribir(Operacion::CambiarRonda, |tx, instalacion| {
            let c = tx.consultas();
            let ronda = abierta(&c, instalacion, &pide.ronda)?;
            let hay = de_ronda(&c, instalacion, ronda.ambito, "criterio", ronda.id)?;
            let mut escrituras = Vec::new();
            for (codigo, valor) in &pide.puntos {
                let e = hay
                    .iter()
                    .find(|e| texto(e, "codigo") == codigo)
                    .ok_or_else(|| Falla::campo("puntos", "Uno de los criterios ya no está en la ronda."))?;
                let puntos = puntos_de(codigo, valor)?;
                escrituras.extend(cambio(Some(e), e.id, &e.clase, "peso", Dato::Texto(decimal(&puntos))));
            }
            escrituras.extend(cambio(Some(&ronda), ronda.id, &ronda.clase, "modo_pesos", pide.modo.as_str().into()));
            tx.escribir(ronda.ambito, escrituras, "")?;
            Ok(Nada {})
        })
    }

    /// Puts a trámite in the selection or takes it out, whatever the order says, with its reason.
    ///
    /// # Errors
    /// `campos_invalidos` without a reason of ten letters; `no_existe`; `transicion_no_permitida` in a closed round.
    pub fn mover_seleccion(&self, pide: MoverSeleccion) -> Result<Hecho<Nada>, Falla> {
        let razon = motivo_valido(&pide.razon, MOTIVO_MINIMO)?;
        let tramite = uuid(&pide.tramite, "el trámite")?;
        self.escribir(Operacion::MoverSeleccion, |tx, instalacion| {
            let c = tx.consultas();
            let ronda = abierta(&c, instalacion, &pide.ronda)?;
            let fila =
                c.fila_tramite(tramite)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
            if fila.ambito != ronda.ambito {
                return Err(Falla::campo("tramite", "El trámite es de otra institución."));
            }
            let id = Uuid::new_v5(&ronda.id, format!("seleccion/{tramite}").as_bytes());
            let previa = c.entidad(id)?;
            let clase = clase(instalacion, "seleccion_manual");
            let hacia = pide.hacia.map_or(Dato::Nulo, |h| h.as_str().into());
            let escrituras: Vec<Escritura> = [
                (RONDA, Dato::Texto(ronda.id.to_string())),
                ("tramite", Dato::Texto(tramite.to_string())),
                ("hacia", hacia),
                ("razon", Dato::Texto(razon.clone())),
            ]
            .into_iter()
            .filter_map(|(campo, valor)| cambio(previa.as_ref(), id, &clase, campo, valor))
            .collect();
            tx.escribir(ronda.ambito, escrituras, &razon)?;
            Ok(Nada {})
        })
    }

    /// Freezes the ranking: writes the place of every trámite, moves those with a complete ficha to «priorizado» or «en
    /// cartera», and closes the round. One operation, one undo.
    ///
    /// # Errors
    /// `falta_evidencia` naming what is missing; `transicion_no_permitida` when it is closed.
    pub fn cerrar_ronda(&self, pide: CerrarRonda) -> Result<Hecho<Nada>, Falla> {
        let hoy = self.hoy();
        self.escribir(Operacion::CerrarRonda, |tx, instalacion| {
            let c = tx.consultas();
            let entidad = abierta(&c, instalacion, &pide.ronda)?;
            let sigla = crate::inventario::sigla(entidad.ambito);
            let carga = cargar(&c, Some(&sigla), Some(&pide.ronda))?;
            let Some(r) = carga.ronda.as_ref() else { return Err(Falla::Interno("the round that is being closed was not read")) };
            let pendientes = faltan(&carga, r);
            if !pendientes.is_empty() {
                let motivo = pendientes.into_iter().map(|f| f.mensaje).collect::<Vec<_>>().join(" ");
                return Err(Falla::Evidencia { motivo });
            }
            let puntos = r.puntos();
            let clasificacion = r.clasificar(&puntos);
            let codigo = |i: usize| carga.tramites.get(i).map(|t| t.codigo.clone()).unwrap_or_default();
            let firme = firmeza(r, &clasificacion, &puntos, codigo);
            let elegidos: BTreeSet<Uuid> = clasificacion
                .lugares
                .iter()
                .filter_map(|l| carga.tramites.get(l.renglon).filter(|t| r.seleccionado(t.id, l)))
                .map(|t| t.id)
                .collect();
            let mut escrituras = puestos(&carga, r, &clase(instalacion, "puesto"));
            for t in &carga.tramites {
                let Some(a) = destino(t.estado, elegidos.contains(&t.id)) else { continue };
                // GAE orders its copy of the trámites; their state is the institution's to change.
                let Some(leida) = c.entidad(t.id)?.filter(|e| e.clase.starts_with("gae_") == instalacion.gae) else { continue };
                let padres = ordenados(leida.padres("estado"));
                escrituras.push(Escritura {
                    entidad: t.id,
                    clase: leida.clase,
                    campo: "estado".to_owned(),
                    valor: a.as_str().into(),
                    padres,
                });
            }
            for (campo, valor) in [
                ("estado", Dato::from(EstadoRonda::Cerrada.as_str())),
                ("cerrada_el", Dato::Texto(hoy.to_string())),
                ("firmeza", Dato::Texto(firme)),
            ] {
                escrituras.extend(cambio(Some(&entidad), entidad.id, &entidad.clase, campo, valor));
            }
            for parte in escrituras.chunks(MAX_CELDAS) {
                tx.escribir(entidad.ambito, parte.to_vec(), "Cierre de la priorización")?;
            }
            Ok(Nada {})
        })
    }
}

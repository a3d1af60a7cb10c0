//! The annex of calculations as a paper: what «Cálculos» shows, gathered for print.

use dominio::costos::{Confianza, EstadoDeCifra, Lado};
use dominio::ficha::VersionPaso;
use dominio::formato;
use informes::calculos::{CifraDelAnexo, CifrasDeCalculos, Concepto, Cuadro, InsumoDelAnexo, SeccionDeCalculos, cifras_sha256, componer};

use crate::contexto::dia_en_guatemala;
use crate::dto::{
    CalculosPedidos, CifraExplicada, CostosDeRuta, CostosDto, FlujoDeRuta, FlujoDto, LineaDeCosto, PedirCostos, PedirFlujo, PedirInforme,
    RangoDto,
};
use crate::falla::Falla;
use crate::informes::{Compuesto, codigo_del_papel, credencial_en_palabras, momento_de};
use crate::sesion::{Sesion, institucion_de};

/// A figure with its unit, as people read it.
pub(crate) fn con_unidad(texto: &str, unidad: &str) -> String {
    let dicha = match unidad {
        "GTQ" => return format!("Q\u{a0}{texto}"),
        "1" => return texto.to_owned(),
        "paso" => {
            if texto == "1" {
                "paso"
            } else {
                "pasos"
            }
        }
        "requisito" => {
            if texto == "1" {
                "requisito"
            } else {
                "requisitos"
            }
        }
        "documento" => {
            if texto == "1" {
                "documento"
            } else {
                "documentos"
            }
        }
        "unidad" => {
            if texto == "1" {
                "unidad"
            } else {
                "unidades"
            }
        }
        "dias_habiles" => {
            if texto == "1" {
                "día hábil"
            } else {
                "días hábiles"
            }
        }
        "dias_calendario" => {
            if texto == "1" {
                "día calendario"
            } else {
                "días calendario"
            }
        }
        "dias_sin_especificar" => {
            if texto == "1" {
                "día"
            } else {
                "días"
            }
        }
        "anios" => {
            if texto == "1" {
                "año"
            } else {
                "años"
            }
        }
        "viaje" => {
            if texto == "1" {
                "viaje"
            } else {
                "viajes"
            }
        }
        "copia" => "copias",
        "caso" => "solicitudes",
        "anio" => "años",
        "dia_habil" => "días hábiles",
        "dia_calendario" => "días calendario",
        "GTQ/h" => "quetzales por hora",
        "GTQ/viaje" => "quetzales por viaje",
        "GTQ/copia" => "quetzales por copia",
        "GTQ/mes" => "quetzales por mes",
        "GTQ/anio" => "quetzales por año",
        "GTQ/caso" => "quetzales por solicitud",
        "GTQ/dia_habil" => "quetzales por día hábil",
        "GTQ/dia_calendario" => "quetzales por día calendario",
        "min/mes" => "minutos por mes",
        "min/viaje" => "minutos por viaje",
        otra => otra,
    };
    format!("{texto}\u{a0}{}", dicha.replace(' ', "\u{a0}"))
}

fn con_rango(r: &RangoDto, unidad: &str) -> String {
    let valor = con_unidad(&r.valor, unidad);
    if r.fijo {
        return valor;
    }
    format!("{valor} (de {} a {})", con_unidad(&r.bajo, unidad), con_unidad(&r.alto, unidad))
}

fn confianza(c: Confianza) -> &'static str {
    match c {
        Confianza::Medido => "Medido",
        Confianza::Publicado => "Publicado o con fuente",
        Confianza::Estimado => "Estimado",
        Confianza::PorOmision => "Valor por omisión",
    }
}

/// A moment as a day in Guatemala.
fn dia(momento: &str) -> String {
    let ms = momento.parse::<jiff::Timestamp>().ok().and_then(|t| u64::try_from(t.as_millisecond()).ok());
    ms.map(|ms| formato::fecha_corta(dia_en_guatemala(ms))).unwrap_or_default()
}

fn juntar(partes: &[Option<String>], con: &str) -> String {
    partes.iter().flatten().filter(|t| !t.is_empty()).map(String::as_str).collect::<Vec<_>>().join(con)
}

impl CifraExplicada {
    fn dicha(&self) -> String {
        match (&self.valor, &self.conocido, self.estado) {
            (Some(v), _, _) => con_rango(v, &self.unidad),
            (None, _, EstadoDeCifra::NoIncluida) => "No se incluye".to_owned(),
            (None, Some(c), _) => format!("Sin dato (al menos {})", con_unidad(&c.valor, &self.unidad)),
            (None, None, _) => "Sin dato".to_owned(),
        }
    }
}

fn anotar(k: &mut Concepto, nombre: &str, c: &CifraExplicada) {
    k.cifras.push(CifraDelAnexo {
        nombre: nombre.to_owned(),
        valor: c.dicha(),
        exacto: c.valor.as_ref().map(|v| con_unidad(&formato::decimal(&v.exacto), &c.unidad)).unwrap_or_default(),
        formula: c.formula.clone(),
    });
    for i in &c.insumos {
        let dado = InsumoDelAnexo {
            nombre: i.nombre.clone(),
            valor: con_rango(&i.valor, &i.unidad),
            confianza: confianza(i.confianza).to_owned(),
            fuente: juntar(
                &[i.fuente.clone(), i.fecha.as_deref().map(|f| f.parse().map_or_else(|_| f.to_owned(), formato::fecha_corta))],
                " · ",
            ),
            quien: juntar(&[i.quien.clone(), i.cuando.as_deref().map(dia)], ", "),
        };
        if !k.insumos.contains(&dado) {
            k.insumos.push(dado);
        }
    }
    let diferencia = c.diferencia.as_ref().map(|d| {
        format!("{nombre}: la suma de las líneas como se muestran difiere en {} del total, por redondeo.", con_unidad(d, &c.unidad))
    });
    for nota in c.nota.iter().cloned().chain(diferencia) {
        if !k.notas.contains(&nota) {
            k.notas.push(nota);
        }
    }
    for falta in &c.faltan {
        let frase = if falta.que.ends_with('.') { falta.que.clone() } else { format!("{}.", falta.que) };
        if !k.faltan.contains(&frase) {
            k.faltan.push(frase);
        }
    }
}

fn de_linea(l: &LineaDeCosto) -> Concepto {
    let mut k = Concepto { nombre: l.nombre.clone(), ..Concepto::default() };
    for (periodo, tres) in [("Una solicitud", &l.caso), ("Un año", &l.anio)] {
        anotar(&mut k, &format!("{periodo}, quetzales"), &tres.dinero);
        for (moneda, cifra) in [("horas", &tres.horas), ("viajes", &tres.viajes)] {
            if let Some(cifra) = cifra {
                anotar(&mut k, &format!("{periodo}, {moneda}"), cifra);
            }
        }
    }
    k
}

fn suelta(nombre: &str, c: &CifraExplicada) -> Concepto {
    let mut k = Concepto { nombre: nombre.to_owned(), ..Concepto::default() };
    anotar(&mut k, nombre, c);
    k
}

fn con_ruta(titulo: &str, ruta: Option<&String>) -> String {
    ruta.map_or_else(|| titulo.to_owned(), |r| format!("{titulo}: {r}"))
}

/// Every concept in a line, so that the pages that follow can be found.
fn resumen(lineas: &[&LineaDeCosto]) -> Cuadro {
    let moneda = |c: Option<&CifraExplicada>| c.map(CifraExplicada::dicha).unwrap_or_default();
    Cuadro {
        titulo: "Una solicitud, en tres monedas".to_owned(),
        columnas: ["Concepto", "Quetzales", "Horas", "Viajes"].map(str::to_owned).to_vec(),
        filas: lineas
            .iter()
            .map(|l| {
                let t = &l.caso;
                vec![l.nombre.clone(), t.dinero.dicha(), moneda(t.horas.as_ref()), moneda(t.viajes.as_ref())]
            })
            .collect(),
    }
}

fn de_costos(r: &CostosDeRuta) -> Vec<SeccionDeCalculos> {
    let mut secciones = vec![SeccionDeCalculos {
        titulo: con_ruta("Costos de una solicitud", r.nombre.as_ref()),
        cuadros: vec![resumen(&r.lineas.iter().chain(&r.totales).collect::<Vec<_>>())],
        ..SeccionDeCalculos::default()
    }];
    for (lado, titulo) in [(Lado::Persona, "Lo que le cuesta a la persona"), (Lado::Institucion, "Lo que le cuesta a la institución")] {
        let suyas = r.lineas.iter().chain(&r.totales).filter(|l| l.lado == lado);
        secciones.push(SeccionDeCalculos {
            titulo: con_ruta(titulo, r.nombre.as_ref()),
            conceptos: suyas.map(de_linea).collect(),
            ..SeccionDeCalculos::default()
        });
    }
    let mut otras = vec![suelta("Solicitudes del año", &r.solicitudes)];
    otras.extend(r.vigencia.iter().map(|x| suelta(&x.nombre, &x.cifra)));
    secciones.push(SeccionDeCalculos {
        titulo: con_ruta("Solicitudes y vigencia", r.nombre.as_ref()),
        conceptos: otras,
        ..SeccionDeCalculos::default()
    });
    secciones
}

fn pasos(r: &FlujoDeRuta) -> Cuadro {
    Cuadro {
        titulo: "Cada paso: minutos una vez, y días desde el inicio".to_owned(),
        columnas: ["Paso", "Trabajo", "Espera", "Veces", "Días", "Inicio", "Fin", "Ruta"].map(str::to_owned).to_vec(),
        filas: r
            .pasos
            .iter()
            .map(|p| {
                let dos =
                    |t: &Option<String>| t.as_deref().and_then(|t| t.parse::<f64>().ok()).map(|n| format!("{n:.2}")).unwrap_or_default();
                let critica = if p.critico { "Crítica" } else { "" };
                let cuello = if r.cuello == Some(p.numero) { " (cuello de botella)" } else { "" };
                vec![
                    format!("{}. {}{cuello}", p.numero, p.texto),
                    p.trabajo.as_ref().map(|t| t.valor.clone()).unwrap_or_default(),
                    p.espera.clone().unwrap_or_default(),
                    p.veces.clone(),
                    p.esperado.clone(),
                    dos(&p.inicio),
                    dos(&p.fin),
                    critica.to_owned(),
                ]
            })
            .collect(),
    }
}

fn de_flujo(r: &FlujoDeRuta) -> SeccionDeCalculos {
    let mut notas = r.notas.clone();
    notas.extend(r.eficiencia.as_ref().and_then(|e| {
        let p = e.porcentaje.as_ref()?;
        Some(format!("Eficiencia: {p}\u{a0}% ({} / {}; {}).", formato::decimal(&e.numerador), formato::decimal(&e.denominador), e.regla))
    }));
    notas.extend(
        r.termina
            .as_ref()
            .and_then(|t| Some(format!("Una solicitud que no se devuelve termina el {}.", formato::fecha_larga(t.parse().ok()?)))),
    );
    let mut cuadros = Vec::new();
    if !r.pasos.is_empty() {
        cuadros.push(pasos(r));
    }
    if !r.caminos.is_empty() {
        cuadros.push(Cuadro {
            titulo: "Salidas de las decisiones".to_owned(),
            columnas: ["Salida", "Del paso", "Al paso", "Porcentaje"].map(str::to_owned).to_vec(),
            filas: r
                .caminos
                .iter()
                .map(|x| {
                    vec![
                        x.resultado.clone(),
                        x.desde.to_string(),
                        x.hacia.map_or_else(|| "el siguiente".to_owned(), |h| h.to_string()),
                        x.porcentaje.as_ref().map(|p| format!("{p}\u{a0}%")).unwrap_or_default(),
                    ]
                })
                .collect(),
        });
    }
    if let Some(s) = &r.simulacion {
        let cerrada = r.ciclo.valor.as_ref().map_or("n/d", |v| v.valor.as_str());
        let fila = |que: &str, cuanto: &str| vec![que.to_owned(), cuanto.to_owned()];
        cuadros.push(Cuadro {
            titulo: format!(
                "Fórmula y simulación, en días calendario (semilla {}, {} corridas)",
                s.semilla,
                formato::entero_sin_signo(u64::from(s.corridas))
            ),
            columnas: ["Medida", "Días"].map(str::to_owned).to_vec(),
            filas: vec![
                fila("Fórmula cerrada (valor esperado)", cerrada),
                fila("Media de las corridas", &s.media),
                fila("La mitad tarda hasta", &s.p50),
                fila("Nueve de cada diez tardan hasta", &s.p90),
                fila("La más corta", &s.minimo),
                fila("La más larga", &s.maximo),
                fila("Error estándar de la media", &s.error_estandar),
            ],
        });
        notas.push(format!("La fórmula y la simulación {}. {}", if s.concuerda { "concuerdan" } else { "no concuerdan" }, s.explicacion));
    }
    if !r.plazos.is_empty() {
        cuadros.push(Cuadro {
            titulo: "Probabilidad de terminar en un plazo".to_owned(),
            columnas: ["Plazo", "Fecha", "Probabilidad"].map(str::to_owned).to_vec(),
            filas: r
                .plazos
                .iter()
                .map(|p| {
                    let legal = if p.legal { " (plazo legal)" } else { "" };
                    let fecha = p.fecha.parse().map_or_else(|_| p.fecha.clone(), formato::fecha_corta);
                    vec![format!("{} días{legal}", p.dias), fecha, format!("{}\u{a0}%", p.probabilidad)]
                })
                .collect(),
        });
        notas.extend(
            r.estimacion.as_ref().map(|e| format!("Duración esperada {} días, desviación {}: {}.", e.esperada, e.desviacion, e.formula)),
        );
    }
    SeccionDeCalculos {
        titulo: con_ruta("Tiempo del flujo", r.nombre.as_ref()),
        notas: notas.into_iter().map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect(),
        conceptos: vec![suelta("Tiempo de trabajo", &r.proceso), suelta("Tiempo total, de inicio a fin", &r.ciclo)],
        cuadros,
    }
}

/// What a request costs and takes, in a sentence.
fn hallazgo(costos: &CostosDto, flujo: &FlujoDto) -> String {
    let total = costos.rutas.first().and_then(|r| r.totales.iter().find(|t| t.codigo == "total_persona"));
    let cuesta = match total.map(|t| &t.caso.dinero) {
        Some(d) if d.valor.is_some() => format!("Una solicitud le cuesta a la persona {}", d.dicha()),
        _ => "Todavía no se sabe cuánto le cuesta una solicitud a la persona".to_owned(),
    };
    match flujo.rutas.first().map(|r| &r.ciclo) {
        Some(c) if c.valor.is_some() => format!("{cuesta} y tarda {}", c.dicha()),
        _ => cuesta,
    }
}

impl Sesion {
    /// The annex of the calculations of a trámite.
    pub(crate) fn anexo_de_calculos(&self, pide: &PedirInforme) -> Result<Compuesto, Falla> {
        let ms = self.ahora();
        let corte = dia_en_guatemala(ms);
        if pide.corte.as_deref().is_some_and(|c| c.trim() != corte.to_string()) {
            return Err(Falla::campo("corte", "El anexo se imprime con las cifras de hoy. No indique otra fecha."));
        }
        let falta = || Falla::campo("calculos", "Diga de qué trámite es el anexo de cálculo.");
        let CalculosPedidos { tramite, version, desde, semilla, corridas } = pide.calculos.clone().ok_or_else(falta)?;
        let costos = self.costos_de_tramite(PedirCostos { id: tramite.clone(), version })?;
        let flujo = self.flujo_de_tramite(PedirFlujo { id: tramite.clone(), version, desde, semilla, corridas })?;
        let cifras = self.leer(|c| {
            let id = crate::ficha::tramite_nombrado(&c, &tramite)?;
            let leida = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
            let instalacion = c.instalacion()?;
            let institucion = institucion_de(&instalacion, Some(&leida.tramite.ambito.to_string()))?;
            let mut secciones: Vec<SeccionDeCalculos> = costos.rutas.iter().flat_map(de_costos).collect();
            if !costos.promedios.is_empty() {
                secciones.push(SeccionDeCalculos {
                    titulo: "Promedios de las rutas".to_owned(),
                    conceptos: costos.promedios.iter().map(|p| suelta(&p.nombre, &p.cifra)).collect(),
                    ..SeccionDeCalculos::default()
                });
            }
            secciones.extend(flujo.rutas.iter().map(de_flujo));
            Ok(CifrasDeCalculos {
                institucion: institucion.nombre.clone(),
                sigla: institucion.sigla.clone(),
                momento: momento_de(&c)?,
                corte,
                demostracion: instalacion.demo,
                credencial: credencial_en_palabras(&c)?,
                codigo: codigo_del_papel(&c)?,
                tramite: leida.fila.codigo.clone(),
                nombre: leida.fila.nombre.clone(),
                pasos_de: match version {
                    VersionPaso::Actual => "Situación actual",
                    VersionPaso::Propuesta => "Propuesta",
                }
                .to_owned(),
                hallazgo: hallazgo(&costos, &flujo),
                desde: flujo.desde.parse().unwrap_or(corte),
                metodos: format!("{}; {}", costos.metodos, flujo.metodos),
                redondeo: costos.redondeo.clone(),
                secciones,
            })
        })?;
        let membrete = self.membrete_de(&cifras.sigla)?;
        Ok(Compuesto {
            documento: componer(&cifras),
            cifras_sha256: cifras_sha256(&cifras),
            codigo: cifras.codigo,
            corte,
            institucion: cifras.sigla,
            tramite: cifras.tramite,
            membrete,
        })
    }
}

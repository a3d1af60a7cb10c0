//! Two laptops of a committee that meet: what they wrote apart about the same thing, and what a package brings that no
//! screen of this program writes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use almacen::llavero::SinLlavero;
use almacen::{Almacen, Aperturas, Autor, Avance, Escritura, Operacion};
use apoyo::{AHORA, comite};
use casos::Sesion;
use casos::dto::*;
use casos::falla::{CodigoFalla, Falla};
use casos::intercambio::paquete::Exportar;
use dominio::Dato;

const MOTIVO: &str = "Lo acordó el comité en su sesión";

fn dato(d: impl Into<Dato>) -> ValorDto {
    ValorDto(d.into())
}

/// The committee of MARN on another laptop, which trusts the first and is trusted by it.
fn otra_portatil(una: &Sesion, de_una: &Path, carpeta: &Path) -> Sesion {
    let otra = apoyo::abrir(carpeta, AHORA + 60_000);
    apoyo::crear(&otra, ComoInstalacion::Comite, Some("MARN"), false);
    confiar(una, de_una, &otra, carpeta);
    otra
}

fn confiar(una: &Sesion, de_una: &Path, otra: &Sesion, de_otra: &Path) {
    for (de, a, donde) in [(una, otra, de_una), (otra, una, de_otra)] {
        let solicitud = donde.join("equipo.ficha");
        de.escribir_solicitud(&solicitud).unwrap();
        a.confiar(&solicitud).unwrap();
    }
}

fn enviar(de: &Sesion, a: &Sesion, carpeta: &Path) {
    let paquete = carpeta.join("envio.dlg");
    let _ = std::fs::remove_file(&paquete);
    de.exportar_paquete(&paquete, &Exportar::default()).unwrap();
    let r = a.importar_paquete(&paquete, false).unwrap();
    assert_eq!((r.en_espera, r.rechazados), (0, 0));
}

fn crear_tramite(s: &Sesion, nombre: &str) -> String {
    s.crear_tramite(CrearTramite { nombre: nombre.to_owned(), codigo: None, institucion: None }).unwrap().valor.ids.remove(0)
}

fn iniciar(s: &Sesion) -> String {
    let pide = IniciarRonda { institucion: None, nombre: "Priorización 2026".to_owned(), como: None };
    s.iniciar_ronda(pide).unwrap().valor.ids.remove(0)
}

fn persona(s: &Sesion, ronda: &str, nombre: &str) -> String {
    let pide = AgregarVotante { ronda: ronda.to_owned(), nombre: nombre.to_owned(), cargo: "Integrante".to_owned() };
    s.agregar_votante(pide).unwrap().valor.ids.remove(0)
}

fn ver(s: &Sesion, ronda: &str) -> RondaDto {
    s.priorizacion(PedirRonda { institucion: None, ronda: Some(ronda.to_owned()) }).unwrap().ronda.unwrap()
}

fn clasificar(s: &Sesion, ronda: &str) -> ClasificacionDto {
    s.clasificar(PedirClasificacion { ronda: Some(ronda.to_owned()), ..Default::default() }).unwrap()
}

fn fijar(s: &Sesion, ronda: &str, codigo: &str, puntos: &str) {
    let puntos = BTreeMap::from([(codigo.to_owned(), puntos.to_owned())]);
    s.fijar_pesos(FijarPesos { ronda: ronda.to_owned(), puntos, modo: ModoDePesos::Puntos }).unwrap();
}

fn calificar(s: &Sesion, ronda: &str, votante: &str, tramite: &str, criterio: &str, nota: u8, razon: &str) -> Result<(), Falla> {
    let nota = NotaNueva { tramite: tramite.to_owned(), criterio: criterio.to_owned(), nota: Some(nota), razon: razon.to_owned() };
    s.calificar(Calificar { ronda: ronda.to_owned(), votante: votante.to_owned(), notas: vec![nota], bases: BTreeMap::new() }).map(|_| ())
}

fn comparar(s: &Sesion, ronda: &str, votante: &str, valor: &str) {
    let (primero, segundo) = ("demanda".to_owned(), "tiempo".to_owned());
    let pide = Comparar { ronda: ronda.to_owned(), votante: votante.to_owned(), primero, segundo, valor: Some(valor.to_owned()) };
    s.comparar(pide).unwrap();
}

fn pendientes(s: &Sesion, ronda: &str) -> Vec<ConflictoDto> {
    s.conflictos(PedirConflictos { ronda: Some(ronda.to_owned()), ..Default::default() }).unwrap()
}

fn dejar(s: &Sesion, c: &ConflictoDto, valor: &ValorDto, motivo: &str) -> Result<(), Falla> {
    let pide = ResolverConflicto { entidad: c.entidad.clone(), campo: c.campo.clone(), valor: valor.clone(), motivo: motivo.to_owned() };
    s.resolver_conflicto(pide).map(|_| ())
}

/// A round with a trámite and a person, the same on two laptops.
struct Dos {
    _carpetas: [tempfile::TempDir; 2],
    sesiones: [Sesion; 2],
    ronda: String,
    votante: String,
    tramite: String,
}

impl Dos {
    fn new() -> Dos {
        let carpetas = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let ana = comite(carpetas[0].path());
        let tramite = crear_tramite(&ana, "Licencia ambiental");
        let ronda = iniciar(&ana);
        let votante = persona(&ana, &ronda, "Carla Ruiz");
        let beto = otra_portatil(&ana, carpetas[0].path(), carpetas[1].path());
        let dos = Dos { _carpetas: carpetas, sesiones: [ana, beto], ronda, votante, tramite };
        dos.enviar(0);
        dos
    }

    fn enviar(&self, de: usize) {
        enviar(&self.sesiones[de], &self.sesiones[1 - de], self._carpetas[de].path());
    }

    fn reunir(&self) {
        self.enviar(0);
        self.enviar(1);
    }
}

#[test]
fn two_laptops_that_changed_the_same_weight_show_both_and_a_person_chooses() {
    let dos = Dos::new();
    let [ana, beto] = &dos.sesiones;
    fijar(ana, &dos.ronda, "demanda", "30");
    fijar(beto, &dos.ronda, "demanda", "5");
    dos.reunir();
    let [c] = pendientes(ana, &dos.ronda).try_into().unwrap();
    assert_eq!((c.clase.as_str(), c.campo.as_str(), c.etiqueta.as_str(), c.donde.as_str()), ("criterio", "peso", "Puntos", "Demanda"));
    assert_eq!(c.lugar.as_ref().map(|l| (l.ronda.as_str(), l.criterio.as_str())), Some((dos.ronda.as_str(), "demanda")));
    let vistos: Vec<_> = c.valores.iter().map(|v| (v.valor.clone(), v.de_aqui, v.mostrado)).collect();
    assert_eq!(vistos, [(dato("5"), false, true), (dato("30"), true, false)], "theirs is later and is what screens show meanwhile");
    assert_eq!((c.antes.clone(), c.propio), (dato("20"), true), "what both wrote over");
    let suyos: Vec<_> = pendientes(beto, &dos.ronda)[0].valores.iter().map(|v| v.de_aqui).collect();
    assert_eq!(suyos, [true, false], "mine and theirs are the other way round there");
    assert_eq!(ver(ana, &dos.ronda).con_dos_valores, 1);
    assert!(ver(ana, &dos.ronda).faltan.iter().any(|f| f.codigo == CodigoDeFalta::Valores), "it is not closed with two weights");

    assert_eq!(dejar(ana, &c, &dato("30"), "corta").unwrap_err().a_dto().campos[0].campo, "motivo");
    assert_eq!(dejar(ana, &c, &dato("-4"), MOTIVO).unwrap_err().a_dto().campos[0].campo, "criterio.peso");
    dejar(ana, &c, &dato("30"), MOTIVO).unwrap();
    assert!(pendientes(ana, &dos.ronda).is_empty());
    dos.enviar(0);
    for s in &dos.sesiones {
        assert_eq!(ver(s, &dos.ronda).criterios[0].puntos, "30");
        assert!(pendientes(s, &dos.ronda).is_empty(), "the choice travels");
        let historia = s.historial_de_celda(PorCelda { entidad: c.entidad.clone(), campo: "peso".to_owned() }).unwrap();
        let dichos: Vec<_> = historia.iter().map(|v| v.despues.clone()).collect();
        assert!([dato("30"), dato("5"), dato("20")].iter().all(|v| dichos.contains(v)), "both stay in the history: {dichos:?}");
        assert!(historia.iter().any(|v| v.motivo == MOTIVO));
    }
    let falla = dejar(ana, &c, &dato("5"), MOTIVO).unwrap_err().a_dto();
    assert_eq!(falla.codigo, CodigoFalla::NoExiste, "there is nothing left to choose");
}

#[test]
fn a_note_that_is_chosen_brings_its_own_reason() {
    let dos = Dos::new();
    let [ana, beto] = &dos.sesiones;
    calificar(ana, &dos.ronda, &dos.votante, &dos.tramite, "impacto", 5, "Lo piden miles de personas").unwrap();
    calificar(beto, &dos.ronda, &dos.votante, &dos.tramite, "impacto", 2, "").unwrap();
    comparar(ana, &dos.ronda, &dos.votante, "3");
    comparar(beto, &dos.ronda, &dos.votante, "1/5");
    dos.reunir();
    let lista = pendientes(ana, &dos.ronda);
    let de = |campo: &str| lista.iter().find(|c| c.campo == campo).unwrap();
    assert_eq!(lista.len(), 2, "the reason is chosen with its note");
    assert_eq!(ver(ana, &dos.ronda).con_dos_valores, 2, "the round counts the ones that are listed");
    let (nota, par) = (de("c_impacto"), de("p_demanda__tiempo"));
    assert!(nota.donde.starts_with("Carla Ruiz, ") && nota.donde.ends_with("«Impacto económico o social»"), "{}", nota.donde);
    assert_eq!(nota.lugar.as_ref().map(|l| (&l.votante, &l.tramite)), Some((&dos.votante, &dos.tramite)));
    assert_eq!(par.donde, "Carla Ruiz, «Demanda», «Tiempo de respuesta»");
    let razones: Vec<_> = nota.valores.iter().map(|v| v.motivo.as_str()).collect();
    assert_eq!(razones, ["", "Lo piden miles de personas"]);
    assert_eq!(nota.antes, ValorDto(Dato::Nulo));
    // A note over two is refused: one is chosen first.
    let otra = calificar(ana, &dos.ronda, &dos.votante, &dos.tramite, "impacto", 4, "").unwrap_err().a_dto();
    assert_eq!(otra.codigo, CodigoFalla::ConflictoPendiente);

    dejar(ana, nota, &dato(Dato::Entero(2)), MOTIVO).unwrap();
    dejar(ana, par, &dato("3"), MOTIVO).unwrap();
    dos.enviar(0);
    for s in &dos.sesiones {
        let n = clasificar(s, &dos.ronda).filas[0].notas[2].clone();
        assert_eq!((n.votos, n.razones), (vec![Some(2)], vec![String::new()]), "not the reason of the other note");
        assert_eq!(ver(s, &dos.ronda).votantes[0].comparaciones["demanda/tiempo"], "3");
    }
}

#[test]
fn the_cells_of_the_round_and_of_a_ficha_are_chosen_in_the_same_way() {
    let dos = Dos::new();
    for (s, corte, nombre) in [(&dos.sesiones[0], 70, "Licencia ambiental A"), (&dos.sesiones[1], 80, "Licencia ambiental B")] {
        for (entidad, campo, valor) in [
            (&dos.ronda, "corte", dato(Dato::Entero(corte))),
            (&dos.tramite, "nombre", dato(nombre)),
            (&dos.tramite, "clase", dato("tramite")),
        ] {
            let e = s.entidad_para_cambiar(entidad).unwrap();
            let padres = e.celdas.get(campo).map(|c| c.padres.clone()).unwrap_or_default();
            let celda = CeldaNueva { entidad: entidad.clone(), campo: campo.to_owned(), valor, padres };
            s.guardar_celdas(GuardarCeldas { celdas: vec![celda], motivo: String::new() }).unwrap();
        }
    }
    dos.reunir();
    let s = &dos.sesiones[0];
    let campos = |lista: &[ConflictoDto]| lista.iter().map(|c| c.campo.clone()).collect::<Vec<_>>();
    assert_eq!(campos(&pendientes(s, &dos.ronda)), ["corte"], "the same value twice is no conflict, and the ficha is not of the round");
    let de_ficha = s.conflictos(PedirConflictos { tramite: Some(dos.tramite.clone()), ..Default::default() }).unwrap();
    assert_eq!(campos(&de_ficha), ["nombre"]);
    assert!(de_ficha[0].lugar.is_none());
    assert_eq!(s.conflictos(PedirConflictos::default()).unwrap().len(), 2);
    // What was before is one of the answers.
    dejar(s, &de_ficha[0], &dato("Licencia ambiental"), MOTIVO).unwrap();
    assert_eq!(s.abrir_ficha(PorId { id: dos.tramite.clone() }).unwrap().resumen.nombre, "Licencia ambiental");
}

/// Writes cells as no verb of this program does: signed by this computer, without looking at them.
fn escribir_a_ciegas(carpeta: &Path, ruta: &Path, ms: u64, celdas: &[(&str, &str, Dato)]) {
    let aperturas = Aperturas {
        carpeta_usuario: carpeta.to_owned(),
        programa: "otro programa".to_owned(),
        espera: Duration::from_secs(5),
        ahora_ms: ms,
        llavero: Arc::new(SinLlavero),
    };
    let mut almacen = Almacen::abrir(ruta, &aperturas, &Avance::default()).unwrap();
    let actor = almacen.consultas().instalacion().unwrap().actor;
    almacen
        .transar(Operacion::CambiarRonda, &Autor { actor, ms }, |tx| {
            for (entidad, campo, valor) in celdas {
                let e = tx.consultas().entidad(entidad.parse().unwrap())?.unwrap();
                let escritura = Escritura { padres: e.padres(campo), ..Escritura::nueva(e.id, &e.clase, campo, valor.clone()) };
                tx.escribir(e.ambito, vec![escritura], "")?;
            }
            Ok::<(), almacen::FallaAlmacen>(())
        })
        .unwrap();
    almacen.cerrar().unwrap();
}

#[test]
fn what_a_package_brings_out_of_scale_counts_for_nothing_and_is_said() {
    let (una_carpeta, otra_carpeta) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ana = comite(una_carpeta.path());
    let tramite = crear_tramite(&ana, "Licencia ambiental");
    let ronda = iniciar(&ana);
    let (v1, v2) = (persona(&ana, &ronda, "Ana López"), persona(&ana, &ronda, "Beto Pérez"));
    calificar(&ana, &ronda, &v1, &tramite, "impacto", 3, "").unwrap();
    let beto = otra_portatil(&ana, una_carpeta.path(), otra_carpeta.path());
    enviar(&ana, &beto, una_carpeta.path());
    calificar(&beto, &ronda, &v2, &tramite, "impacto", 4, "").unwrap();
    comparar(&beto, &ronda, &v2, "3");
    let antes = ver(&beto, &ronda);
    let criterio = |codigo: &str| antes.criterios.iter().find(|c| c.codigo == codigo).unwrap().entidad.id.clone();
    let puntaje = uuid::Uuid::new_v5(&ronda.parse().unwrap(), format!("puntaje/{v2}/{tramite}").as_bytes()).to_string();
    let (enorme, ruta) = (format!("1{}", "0".repeat(40)), beto.ruta_base());
    beto.cerrar().unwrap();
    drop(beto);
    let (demanda, tiempo, impacto, costo, requisitos) =
        (criterio("demanda"), criterio("tiempo"), criterio("impacto"), criterio("costo"), criterio("requisitos"));
    escribir_a_ciegas(
        otra_carpeta.path(),
        &ruta,
        AHORA + 120_000,
        &[
            (&demanda, "peso", "-5".into()),
            (&tiempo, "peso", "NaN".into()),
            (&impacto, "peso", enorme.as_str().into()),
            (&costo, "peso", Dato::Entero(7)),
            (&requisitos, "umbrales", "9; 4; 1".into()),
            (&puntaje, "c_impacto", Dato::Entero(9)),
            (&puntaje, "c_normativa", Dato::Entero(0)),
            (&puntaje, "c_tecnologia", "NaN".into()),
            (&puntaje, "c_compromiso", Dato::Entero(-9_007_199_254_740_991)),
            (&v1, "p_demanda__tiempo", "0".into()),
            (&v1, "p_demanda__impacto", enorme.as_str().into()),
            (&v2, "p_demanda__tiempo", "Infinity".into()),
            (&v2, "peso", "-1".into()),
            (&ronda, "corte", Dato::Entero(-60)),
        ],
    );
    let beto = apoyo::abrir(otra_carpeta.path(), AHORA + 180_000);
    enviar(&beto, &ana, otra_carpeta.path());

    let r = ver(&ana, &ronda);
    let puntos = |codigo: &str| r.criterios.iter().find(|c| c.codigo == codigo).unwrap().puntos.clone();
    for codigo in ["demanda", "tiempo", "impacto", "costo"] {
        assert_eq!(puntos(codigo), "0", "{codigo} weighs nothing");
    }
    assert_eq!(puntos("normativa"), antes.criterios.iter().find(|c| c.codigo == "normativa").unwrap().puntos);
    let fila = clasificar(&ana, &ronda).filas.remove(0);
    assert_eq!((fila.notas[2].votos.clone(), fila.notas[2].nota.as_deref()), (vec![Some(3), None], Some("3")), "a 9 is not a vote");
    assert_eq!(fila.notas.iter().map(|n| n.votos.iter().flatten().count()).sum::<usize>(), 1);
    assert!(r.votantes.iter().all(|v| v.pares.numerador == 0), "0, 10⁴⁰ and Infinity are no comparisons");
    assert!(r.ahp.is_none());
    let dicho = r.fuera_de_escala.join(" ");
    for dice in [
        "Los puntos de «Demanda» dicen «-5»",
        "«NaN» y deben ser de 0 a 1,000",
        "dicen «1000000000000",
        "dicen «7»",
        "Los límites de «Requisitos",
        "La nota de Beto Pérez a MARN",
        "dice «9» y va de 1 a 5: no cuenta",
        "La comparación de Ana López entre «Demanda» y «Tiempo de respuesta» dice «0»",
        "El peso del voto de Beto Pérez dice «-1»",
        "El corte de la selección dice «-60»",
    ] {
        assert!(dicho.contains(dice), "«{dice}» in {dicho}");
    }
    assert_eq!(r.fuera_de_escala.len(), 13, "twelve are told and the rest counted: {:?}", r.fuera_de_escala);
    assert!(r.fuera_de_escala[12].starts_with("Y 2 datos más"), "{:?}", r.fuera_de_escala);
    assert!(r.fuera_de_escala.iter().all(|f| f.chars().count() < 220), "a long value is cut");
    assert!(ver(&ana, &ronda).seleccionados.denominador == 1, "the ranking is read all the same");
    // What is written well again counts again.
    fijar(&ana, &ronda, "demanda", "20");
    assert!(!ver(&ana, &ronda).fuera_de_escala.join(" ").contains("Demanda» dicen"));
}

#[test]
fn gae_prioritises_its_own_copy_of_an_institution_and_changes_nothing_of_it() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = apoyo::abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Gae, None, false);
    let sin = s.priorizacion(PedirRonda::default()).unwrap_err().a_dto();
    assert_eq!(sin.campos[0].campo, "institucion", "GAE says which");
    let de = |sigla: &str| PedirRonda { institucion: Some(sigla.to_owned()), ronda: None };
    let marn = s.estado_inicial(Nada {}).unwrap().instituciones.into_iter().find(|i| i.sigla == "MARN").unwrap();
    s.crear_tramite(CrearTramite { nombre: "Licencia".to_owned(), codigo: None, institucion: Some("MARN".to_owned()) }).unwrap();
    // The window names the institution by its identity.
    let pide = IniciarRonda { institucion: Some(marn.id.clone()), nombre: "Referencia 2026".to_owned(), como: None };
    let ronda = s.iniciar_ronda(pide).unwrap().valor.ids.remove(0);
    let leida = s.priorizacion(de(&marn.id)).unwrap();
    assert_eq!((leida.tramites, leida.rondas.len()), (1, 1));
    let r = leida.ronda.unwrap();
    assert_eq!((r.entidad.id.clone(), r.entidad.clase.as_str()), (ronda.clone(), "gae_priorizacion"));
    let otra = s.priorizacion(de("MINFIN")).unwrap();
    assert_eq!((otra.tramites, otra.rondas.len()), (0, 0), "another institution has nothing of it");
    fijar(&s, &ronda, "demanda", "35");
    let clase = s.clasificar(PedirClasificacion { institucion: Some("MARN".to_owned()), ..Default::default() }).unwrap();
    assert_eq!(clase.total, 1);
    let conflictos = s.conflictos(PedirConflictos { institucion: Some(marn.id), ronda: Some(ronda), tramite: None }).unwrap();
    assert!(conflictos.is_empty());
}

/// GAE prioritises with the trámites that an institution sent: closing its round is its own act, and the state of those
/// trámites is of their institution.
#[test]
fn gae_cierra_su_ronda_y_los_tramites_de_la_institucion_siguen_como_estaban() {
    let carpetas = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let institucion = comite(carpetas[0].path());
    let a = apoyo::rediseno::acta(&institucion);
    let mover = MoverTramite { ids: vec![a.id.clone()], a: dominio::ficha::EstadoTramite::FichaCompleta, motivo: String::new() };
    institucion.mover_tramite(mover).unwrap();
    let gae = apoyo::abrir(carpetas[1].path(), AHORA + 60_000);
    apoyo::crear(&gae, ComoInstalacion::Gae, None, false);
    confiar(&institucion, carpetas[0].path(), &gae, carpetas[1].path());
    enviar(&institucion, &gae, carpetas[0].path());
    let marn = Some("MARN".to_owned());
    let pide = IniciarRonda { institucion: marn.clone(), nombre: "Revisión de GAE".to_owned(), como: None };
    let ronda = gae.iniciar_ronda(pide).unwrap().valor.ids.remove(0);
    persona(&gae, &ronda, "Asesora de GAE");
    let entidad = gae.priorizacion(PedirRonda { institucion: marn.clone(), ronda: Some(ronda.clone()) }).unwrap().ronda.unwrap().entidad;
    apoyo::rediseno::guardar(&gae, &entidad.id, &[("pesos_de", Dato::from("Asesoría de GAE"))]);
    gae.cerrar_ronda(CerrarRonda { ronda: ronda.clone() }).unwrap();
    let cerrada = gae.priorizacion(PedirRonda { institucion: marn, ronda: Some(ronda) }).unwrap().ronda.unwrap();
    assert_eq!(cerrada.estado, EstadoRonda::Cerrada);
    let en_gae = gae.abrir_ficha(PorId { id: a.id.clone() }).unwrap().resumen.estado;
    assert_eq!(en_gae, dominio::ficha::EstadoTramite::FichaCompleta, "its state is of the institution");
    // And it goes on its way: what GAE did leaves nothing to be resolved.
    assert_eq!(gae.conflictos(PedirConflictos::default()).unwrap(), []);
}

/// Two laptops choose a scenario each, apart: nothing is lost, the mixture is told and cannot be delivered, and choosing
/// a copy of the one that stays mends it.
#[test]
fn dos_portatiles_eligen_escenarios_distintos_y_la_mezcla_no_se_entrega() {
    let carpetas = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let una = comite(carpetas[0].path());
    let otra = otra_portatil(&una, carpetas[0].path(), carpetas[1].path());
    let a = apoyo::rediseno::acta(&una);
    let guardar = |s: &Sesion, nombre: &str, decisiones: Vec<DecisionDto>| {
        let pide = GuardarEscenario { tramite: a.id.clone(), nombre: nombre.to_owned(), decisiones, ..GuardarEscenario::default() };
        s.guardar_escenario(pide).unwrap().valor.ids.remove(0)
    };
    let elegir = |s: &Sesion, id: String| s.decidir_escenario(DecidirEscenario { id, elegir: true, motivo: MOTIVO.to_owned() }).unwrap();
    let corto = guardar(&una, "Solo un paso menos", vec![apoyo::rediseno::decision(&a.pasos[0], "eliminar")]);
    let largo = guardar(&una, "Sin papel", apoyo::rediseno::sin_papel(&a));
    enviar(&una, &otra, carpetas[0].path());
    elegir(&una, corto);
    elegir(&otra, largo);
    enviar(&otra, &una, carpetas[1].path());
    let rediseno = |s: &Sesion| s.rediseno(PorId { id: a.id.clone() }).unwrap();
    let mezclado = rediseno(&una);
    assert_eq!(mezclado.propuestos.len(), 5 + 3, "the pasos of both");
    assert!(mezclado.faltan.iter().any(|f| f.codigo == CodigoDePendiente::DosElegidos), "{:?}", mezclado.faltan);
    let falla = una.entregar_rediseno(PorId { id: a.id.clone() }).unwrap_err().a_dto();
    assert_eq!(falla.codigo, CodigoFalla::FaltaEvidencia);
    let copia = guardar(&una, "Sin papel, acordado", apoyo::rediseno::sin_papel(&a));
    elegir(&una, copia);
    let acordado = rediseno(&una);
    assert_eq!(acordado.propuestos.len(), 3);
    assert!(acordado.faltan.iter().all(|f| f.codigo != CodigoDePendiente::DosElegidos));
    enviar(&una, &otra, carpetas[0].path());
    assert_eq!(rediseno(&otra).propuestos, acordado.propuestos);
}

//! The name of whoever writes, changed from the settings of the window.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use casos::Sesion;
use casos::dto::*;
use dominio::Dato;

fn comite() -> (tempfile::TempDir, Sesion) {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = apoyo::abrir(carpeta.path(), apoyo::AHORA);
    let pide = CrearInstalacion {
        como: ComoInstalacion::Comite,
        institucion: Some("MARN".to_owned()),
        demo: false,
        persona: String::new(),
        trabajo: None,
    };
    sesion.crear_instalacion(pide).unwrap();
    (carpeta, sesion)
}

fn escribir(sesion: &Sesion, campo: &str, valor: Dato) -> Result<Hecho<Nada>, casos::falla::Falla> {
    let celda = CeldaNueva { entidad: "persona".to_owned(), campo: campo.to_owned(), valor: ValorDto(valor), padres: Vec::new() };
    sesion.guardar_celdas(GuardarCeldas { celdas: vec![celda], motivo: String::new() })
}

fn nombre(sesion: &Sesion) -> String {
    sesion.estado_inicial(Nada {}).unwrap().instalacion.unwrap().persona
}

#[test]
fn el_nombre_de_quien_escribe_se_cambia_se_deshace_y_sale_en_el_historial() {
    let (_carpeta, sesion) = comite();
    assert_eq!(nombre(&sesion), "");
    let hecho = escribir(&sesion, "nombre", "Ana López".into()).unwrap();
    assert!(hecho.guardado.is_some());
    assert_eq!(hecho.deshacer.as_deref(), Some("Cambió el nombre de quien escribe"));
    assert_eq!(nombre(&sesion), "Ana López");
    assert_eq!(sesion.historial(ListarHistorial::default()).unwrap().operaciones[0].quien, "Ana López");
    escribir(&sesion, "nombre", "Ana Lucía López".into()).unwrap();
    assert_eq!(nombre(&sesion), "Ana Lucía López", "the second change replaces the first, without a conflict");
    sesion.deshacer(Nada {}).unwrap();
    assert_eq!(nombre(&sesion), "Ana López");
}

#[test]
fn escribir_el_mismo_nombre_no_guarda_nada() {
    let (_carpeta, sesion) = comite();
    escribir(&sesion, "nombre", "Ana López".into()).unwrap();
    assert_eq!(escribir(&sesion, "nombre", "Ana López".into()).unwrap().guardado, None);
}

#[test]
fn de_quien_escribe_solo_se_cambia_el_nombre() {
    let (_carpeta, sesion) = comite();
    assert!(escribir(&sesion, "rol", "coordinacion".into()).is_err());
    assert!(escribir(&sesion, "nombre", "x".repeat(500).into()).is_err());
    assert_eq!(nombre(&sesion), "");
}

//! `auditoria`.

use super::*;

fn de(entrada: &str) -> Vec<String> {
    campos("auditoria", entrada)
}

#[test]
fn every_faulty_field_is_named_at_once_and_in_order() {
    assert_eq!(de("[]"), ["entrada"]);
    assert_eq!(de("no"), ["entrada"]);
    assert_eq!(de(r#"{"otra":1,"filas":{}}"#), ["otra", "filas"]);
    assert_eq!(
        de(
            r#"{"filas":[{"factores":[],"producto":7},{"factores":[{"valor":"1/0"}]}],"porcentajes":[{"numerador":null,"denominador":"6.5","porcentaje":"1"}]}"#
        ),
        [
            "filas[0].factores",
            "filas[0].producto",
            "filas[1].factores[0].valor",
            "filas[1].factores[0].nombre",
            "filas[1].producto",
            "porcentajes[0].denominador",
            "porcentajes[0].regla",
        ]
    );
    assert_eq!(
        de(r#"{"sumas":[{"sumandos":["1","x"],"total":"1","fila":"7"}],"repartos":[3]}"#),
        ["sumas[0].sumandos[1]", "sumas[0].fila", "repartos[0]"]
    );
    assert!(matches!(calcular("otro", b"{}"), Err(Falla::Campos(c)) if c[0].campo == "metodo"));
}

INSERT INTO hallazgo (
    tramite, orden, regla, version, severidad, clase, entidad, campo, fila, fragmento,
    huella, mensaje, accion_sugerida, texto_propuesto, estado, justificacion, decision, visible
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

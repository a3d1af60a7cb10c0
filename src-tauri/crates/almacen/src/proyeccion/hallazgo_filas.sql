SELECT
    orden,
    regla,
    version,
    severidad,
    clase,
    entidad,
    campo,
    fila,
    fragmento,
    huella,
    mensaje,
    accion_sugerida,
    texto_propuesto,
    estado,
    justificacion,
    decision,
    visible
FROM hallazgo
WHERE tramite = ?
ORDER BY orden

SELECT
    t.uuid AS tramite_uuid, t.codigo AS tramite_codigo, t.nombre AS tramite_nombre,
    h.regla, h.version, h.severidad, h.clase, h.entidad, h.campo, h.fila, h.fragmento, h.huella,
    h.mensaje, h.accion_sugerida, h.texto_propuesto, h.estado, h.justificacion, h.decision
FROM hallazgo h
JOIN tramite t ON t.id = h.tramite

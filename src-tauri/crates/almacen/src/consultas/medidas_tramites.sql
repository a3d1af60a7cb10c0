SELECT t.uuid, t.codigo, t.nombre, t.estado, t.requisitos, t.hallazgos
FROM tramite t
WHERE t.visible = 1 AND t.cuenta = 1 AND (?1 IS NULL OR t.ambito = ?1)
ORDER BY t.codigo_clave, t.uuid

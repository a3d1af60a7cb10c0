SELECT h.regla, h.severidad, h.tramite
FROM tramite t
JOIN hallazgo h ON h.tramite = t.id
WHERE t.ambito = ?1
  AND t.visible = 1
  AND h.estado = 'abierto'

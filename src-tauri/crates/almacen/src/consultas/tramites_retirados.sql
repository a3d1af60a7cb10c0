-- Those that exist since before, do not count now, and whose last retirement or suppression falls between.
SELECT ambito, gae, count(*)
FROM (
    SELECT
        t.ambito,
        t.gae,
        max(c.hlc) AS cuando
    FROM tramite t
    JOIN entidad e ON e.id = t.id
    JOIN celda c ON c.entidad = t.id AND c.campo = iif(t.visible = 0, 'borrado', 'estado')
    WHERE t.cuenta = 0
      AND (t.visible = 0 OR t.estado = 'suprimido')
      AND e.nacida_hlc < ?1
    GROUP BY t.id
)
WHERE cuando >= ?1
  AND cuando < ?2
GROUP BY ambito, gae

-- Cells with more than one head, and the retirement of rows that somebody edited; hidden rows wait for nobody.
SELECT e.id, e.uuid, c.campo
FROM celda c
JOIN entidad e ON e.id = c.entidad
WHERE (?1 IS NULL OR e.ambito = ?1)
  AND e.borrado <> 2
GROUP BY c.entidad, c.campo
HAVING count(*) > 1
UNION
SELECT id, uuid, 'borrado'
FROM entidad
WHERE borrado = 1
  AND (?1 IS NULL OR ambito = ?1)

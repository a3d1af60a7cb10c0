-- Cells in sight of one place that hold the identity of an entity as their value, but its own.
-- ?1 ámbito · ?2 owner · ?3 identity as text · ?4 local number of the entity
SELECT DISTINCT
    e.uuid,
    e.clase,
    c.campo
FROM celda c
JOIN entidad e ON e.id = c.entidad
WHERE c.valor = ?3
  AND e.ambito = ?1
  AND e.gae = ?2
  AND e.borrado <> 2
  AND e.id <> ?4
ORDER BY e.uuid, c.campo

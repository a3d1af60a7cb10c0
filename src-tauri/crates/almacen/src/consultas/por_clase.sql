SELECT id, uuid, clase, ambito, padre, borrado
FROM entidad
WHERE clase = ?1
  AND (?2 IS NULL OR ambito = ?2)
  AND padre IS NULL
  AND borrado <> 2
ORDER BY id

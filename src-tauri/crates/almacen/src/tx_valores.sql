SELECT count(*)
FROM celda c
WHERE c.entidad = (SELECT id FROM entidad WHERE uuid = ?1 AND ambito = ?3 AND gae = ?4)
  AND c.campo = ?2

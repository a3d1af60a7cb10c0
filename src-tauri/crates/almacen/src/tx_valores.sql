SELECT count(*)
FROM celda c
WHERE c.entidad = (SELECT id FROM entidad WHERE uuid = ?)
  AND c.campo = ?

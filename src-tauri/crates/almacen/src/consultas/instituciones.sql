-- Cells of the institutions that the file names, a committee's first and then GAE's, oldest first (the order is added by who asks).
-- CROSS JOIN fixes the order: by the index of classes, then the cells of each.
SELECT e.ambito, c.campo, c.n, c.valor
FROM entidad e
CROSS JOIN celda c ON c.entidad = e.id
WHERE e.clase IN ('gae_institucion', 'institucion')
  AND e.padre IS NULL
  AND e.borrado <> 2
  AND e.uuid = e.ambito
SELECT 1
FROM entidad e
WHERE e.padre IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM entidad p WHERE p.uuid = e.padre AND p.ambito = e.ambito AND p.gae = e.gae)
LIMIT 1

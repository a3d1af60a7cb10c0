SELECT 1
FROM entidad e
WHERE e.padre IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM entidad p WHERE p.uuid = e.padre)
LIMIT 1

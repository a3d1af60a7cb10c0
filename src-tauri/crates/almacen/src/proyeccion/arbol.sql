-- A trámite, its visible descendants and every head of theirs, entity by entity, field by field.
-- CROSS JOIN fixes the order: the planner, without statistics, reads all of `celda` otherwise.
WITH RECURSIVE arbol (id, uuid, ambito, gae) AS (
    SELECT id, uuid, ambito, gae FROM entidad WHERE id = ?1
    UNION
    SELECT e.id, e.uuid, e.ambito, e.gae
    FROM arbol a
    CROSS JOIN entidad e ON e.padre = a.uuid AND e.ambito = a.ambito AND e.gae = a.gae
    WHERE e.borrado <> 2
      AND e.clase NOT IN ('tramite', 'gae_tramite')
)
SELECT e.id, e.uuid, e.clase, c.campo, c.n, c.indice, c.hlc, c.valor
FROM arbol a
CROSS JOIN entidad e ON e.id = a.id
CROSS JOIN celda c ON c.entidad = a.id

-- Each citation with its trámite: it hangs from it, or from one of its requisitos.
SELECT e.uuid, t.uuid, r.id IS NOT NULL, c.campo, c.valor
FROM entidad e
LEFT JOIN entidad r
    ON r.uuid = e.padre AND r.ambito = e.ambito AND r.gae = e.gae AND r.borrado <> 2
   AND r.clase IN ('requisito', 'gae_requisito')
JOIN tramite t
    ON t.uuid = coalesce(r.padre, e.padre) AND t.ambito = e.ambito AND t.gae = e.gae AND t.visible = 1
LEFT JOIN celda c
    ON c.entidad = e.id AND c.campo IN ('tipo_norma', 'numero', 'anio', 'vigente')
WHERE e.clase IN ('base_legal', 'gae_base_legal')
  AND e.borrado <> 2
  AND (?1 IS NULL OR e.ambito = ?1)

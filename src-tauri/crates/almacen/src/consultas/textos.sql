SELECT c.n, c.valor, e.clase
FROM entidad e
JOIN celda c ON c.entidad = e.id AND c.campo = 'texto'
WHERE e.padre = ?1
  AND (e.ambito, e.gae) = (SELECT r.ambito, r.gae FROM entidad r WHERE r.uuid = ?1 ORDER BY r.nacida, r.id LIMIT 1)
  AND e.borrado <> 2
  AND e.clase IN ('requisito', 'base_legal', 'gae_requisito', 'gae_base_legal')
ORDER BY e.id

SELECT c.n, c.valor
FROM entidad e
JOIN celda c ON c.entidad = e.id AND c.campo = 'texto'
WHERE e.padre = ?
  AND e.borrado <> 2
  AND e.clase IN ('requisito', 'base_legal', 'gae_requisito', 'gae_base_legal')
ORDER BY e.id

SELECT e.uuid, c.campo, c.n, c.indice, a.hash, c.valor
FROM entidad e
JOIN celda c ON c.entidad = e.id
JOIN asiento a ON a.n = c.n
ORDER BY e.uuid, c.campo

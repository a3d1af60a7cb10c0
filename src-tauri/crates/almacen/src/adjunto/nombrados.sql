SELECT DISTINCT lower(s.valor), n.valor
FROM entidad e
JOIN celda s ON s.entidad = e.id AND s.campo = 'sha256' AND typeof(s.valor) = 'text'
LEFT JOIN celda n ON n.entidad = e.id AND n.campo = 'nombre' AND typeof(n.valor) = 'text'
WHERE e.clase IN ('adjunto', 'gae_adjunto')

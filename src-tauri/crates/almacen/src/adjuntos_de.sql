-- Attachments that the rows of an ámbito name, with the asiento that names each.
SELECT c.valor, a.disp, a.seq, t.tamano
FROM entidad e
JOIN celda c ON c.entidad = e.id AND c.campo = 'sha256'
JOIN asiento a ON a.n = c.n
LEFT JOIN adjunto t ON t.sha256 = unhex(c.valor)
WHERE e.ambito = ?1
  AND e.clase IN ('adjunto', 'gae_adjunto')

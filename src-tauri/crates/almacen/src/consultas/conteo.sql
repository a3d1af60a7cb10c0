SELECT regla, severidad, tramite
FROM hallazgo
WHERE visible = 1
  AND estado = 'abierto'

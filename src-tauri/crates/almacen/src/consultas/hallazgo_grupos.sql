SELECT regla, severidad, count(*)
FROM hallazgo
WHERE visible = 1
  AND estado = ?1
  AND (?2 IS NULL OR regla = ?2)
GROUP BY regla, severidad

SELECT n, ambito, gae, fase, estado, fecha, op, evidencias, deshace, hlc, clave
FROM movimiento_fase
WHERE ?1 IS NULL OR ambito = ?1
ORDER BY hlc, n

SELECT n, ambito, gae, fase, estado, fecha, op, evidencias, deshace, hlc, clave
FROM movimiento_fase

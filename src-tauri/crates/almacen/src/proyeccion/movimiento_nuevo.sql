INSERT INTO movimiento_fase (n, ambito, gae, fase, hlc, estado, fecha, evidencias, op, clave, deshace)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING

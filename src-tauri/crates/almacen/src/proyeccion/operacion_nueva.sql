INSERT INTO operacion (n, clave, op, ambito, disp, actor, ms, motivo, asientos, ultimo, celdas, tramite, varios, deshace)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?1, ?9, ?10, ?11, ?12)

SELECT
    o.n, o.clave, o.op, o.tramite, t.nombre AS tramite_nombre, o.ambito,
    o.celdas, o.asientos, o.actor, o.ms, o.motivo, o.deshecha_en
FROM operacion o
LEFT JOIN tramite t ON t.id = (SELECT min(x.id) FROM tramite x WHERE x.uuid = o.tramite AND x.ambito = o.ambito)

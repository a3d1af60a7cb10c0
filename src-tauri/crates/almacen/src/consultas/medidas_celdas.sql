-- Cells that measure a trámite: its own, and those of its times.
SELECT t.uuid, t.uuid, c.campo, c.n, c.valor
FROM tramite t
JOIN celda c
    ON c.entidad = t.id
   AND c.campo IN ('volumen_anual', 'volumen_quejas', 'volumen_rechazos', 'volumen_previos',
                   'costo_tipo', 'costo_monto', 'costo_moneda')
WHERE t.visible = 1 AND t.cuenta = 1 AND (?1 IS NULL OR t.ambito = ?1)
UNION ALL
SELECT t.uuid, e.uuid, c.campo, c.n, c.valor
FROM tramite t
JOIN entidad e
    ON e.padre = t.uuid AND e.ambito = t.ambito AND e.clase IN ('tiempo', 'gae_tiempo') AND e.borrado <> 2
JOIN celda c
    ON c.entidad = e.id
   AND c.campo IN ('clase', 'minimo', 'maximo', 'unidad', 'caso', 'estado', 'componentes', 'orden')
WHERE t.visible = 1 AND t.cuenta = 1 AND (?1 IS NULL OR t.ambito = ?1)

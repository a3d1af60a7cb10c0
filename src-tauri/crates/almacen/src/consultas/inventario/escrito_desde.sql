(
    EXISTS (SELECT 1 FROM celda c WHERE c.entidad = t.id AND c.hlc >= ?)
    OR EXISTS (
        SELECT 1
        FROM entidad e
        JOIN celda c ON c.entidad = e.id
        WHERE e.padre = t.uuid AND e.ambito = t.ambito AND e.gae = t.gae
          AND c.hlc >= ?
    )
)

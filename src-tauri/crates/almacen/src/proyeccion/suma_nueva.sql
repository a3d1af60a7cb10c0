INSERT INTO suma_tramites (ambito, gae, alta, estado, tramites, completas, hallazgos)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
    tramites = tramites + excluded.tramites,
    completas = completas + excluded.completas,
    hallazgos = hallazgos + excluded.hallazgos

SELECT
    ambito,
    sum(cuenta)                             AS tramites,
    sum(cuenta AND con_dato = exigidos)     AS fichas_completas,
    sum(iif(cuenta, requisitos, 0))         AS requisitos,
    sum(iif(cuenta, pasos, 0))              AS pasos,
    sum(cuenta AND hallazgos > 0)           AS con_hallazgos,
    sum(cuenta AND banderas > 0)            AS con_banderas,
    sum(iif(cuenta, hallazgos, 0))          AS hallazgos,
    count(*)                                AS filas
FROM tramite

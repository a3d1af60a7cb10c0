-- Each institution and owner by the index, and one seek each for its last day.
WITH RECURSIVE lugar (ambito, gae) AS (
    SELECT * FROM (SELECT ambito, gae FROM dia_con_datos ORDER BY ambito, gae LIMIT 1)
    UNION ALL
    SELECT
        (SELECT d.ambito FROM dia_con_datos d WHERE (d.ambito, d.gae) > (l.ambito, l.gae) ORDER BY d.ambito, d.gae LIMIT 1),
        (SELECT d.gae FROM dia_con_datos d WHERE (d.ambito, d.gae) > (l.ambito, l.gae) ORDER BY d.ambito, d.gae LIMIT 1)
    FROM lugar l
    WHERE l.ambito IS NOT NULL
)
SELECT l.ambito, l.gae, d.dia
FROM lugar l
CROSS JOIN dia_con_datos d
WHERE d.ambito = l.ambito
  AND d.gae = l.gae
  AND d.dia = (SELECT max(x.dia) FROM dia_con_datos x WHERE x.ambito = l.ambito AND x.gae = l.gae AND x.dia <= ?1)

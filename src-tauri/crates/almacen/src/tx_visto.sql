-- One row per other device of the ámbito whose head arrived after ?3 (all of them when ?3 is zeros).
SELECT a.disp, a.seq, a.hash
FROM dispositivo d
JOIN asiento a ON a.n = (
    SELECT x.n FROM asiento x
    WHERE x.ambito = ?1 AND x.disp = d.disp
    ORDER BY x.seq DESC, x.n DESC
    LIMIT 1
)
WHERE d.disp <> ?2
  AND a.n > coalesce((SELECT p.n FROM asiento p WHERE p.hash = ?3), 0)
ORDER BY a.disp
LIMIT 512

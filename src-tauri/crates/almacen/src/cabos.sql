-- The last of each chain, and every number that a device wrote twice (two histories under one key).
SELECT ambito, disp, seq, hash
FROM asiento a
WHERE seq = (SELECT max(m.seq) FROM asiento m WHERE m.ambito = a.ambito AND m.disp = a.disp)
UNION
SELECT a.ambito, a.disp, a.seq, a.hash
FROM asiento a
JOIN (SELECT ambito, disp, seq FROM asiento GROUP BY ambito, disp, seq HAVING count(*) > 1) d
    ON d.ambito = a.ambito AND d.disp = a.disp AND d.seq = a.seq

-- Devices that wrote in an ámbito; the ones with acts of authority first.
SELECT disp
FROM (SELECT DISTINCT disp FROM asiento WHERE ambito = ?1) d
ORDER BY NOT EXISTS (SELECT 1 FROM acto x JOIN asiento a ON a.n = x.n WHERE a.ambito = ?1 AND a.disp = d.disp), disp

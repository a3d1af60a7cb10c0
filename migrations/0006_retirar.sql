-- Bodies that two persons withdrew. `asiento.cuerpo` holds the stub; here is which acts ordered it.
CREATE TABLE retirado (
    hash         BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    -- Names of the acts: of the coordination, and of the head of GAE's advisers.
    coordinacion BLOB NOT NULL CHECK (length(coordinacion) = 32),
    gae          BLOB NOT NULL CHECK (length(gae) = 32 AND gae <> coordinacion),
    talon        BLOB NOT NULL CHECK (length(talon) BETWEEN 1 AND 512)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER retirado_no_se_cambia BEFORE UPDATE ON retirado
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal is never updated');
END;

CREATE TRIGGER retirado_no_se_borra BEFORE DELETE ON retirado
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal is never deleted');
END;

-- The one exception: a withdrawn body becomes its stub, once, and nothing else of its row changes.
DROP TRIGGER asiento_no_se_cambia;
CREATE TRIGGER asiento_no_se_cambia BEFORE UPDATE ON asiento
WHEN NEW.n IS NOT OLD.n
    OR NEW.hash IS NOT OLD.hash
    OR NEW.ambito IS NOT OLD.ambito
    OR NEW.disp IS NOT OLD.disp
    OR NEW.seq IS NOT OLD.seq
    OR NEW.firma IS NOT OLD.firma
    OR NEW.recibido_de IS NOT OLD.recibido_de
    OR NOT EXISTS (SELECT 1 FROM retirado r WHERE r.hash = OLD.hash AND r.talon = NEW.cuerpo AND r.talon <> OLD.cuerpo)
BEGIN
    SELECT RAISE(ABORT, 'the log is never updated');
END;

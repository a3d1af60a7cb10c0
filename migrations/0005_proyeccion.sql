-- Two tables of the projection again, without `CHECK (x IN (…))` of three values or more: SQLite builds a
-- table in memory for such a list each time a row is written, and an import writes hundreds of
-- thousands. The same values are allowed. What is emptied here is recomputed when the file is opened.

DROP TABLE hallazgo;
DELETE FROM tramite_lista;
DELETE FROM tramite;
DELETE FROM superado;
DELETE FROM celda;
DROP TABLE entidad;
DELETE FROM operacion;
INSERT INTO busqueda (busqueda) VALUES ('delete-all');

CREATE TABLE entidad (
    id      INTEGER PRIMARY KEY,
    uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
    clase   TEXT NOT NULL,
    ambito  BLOB NOT NULL CHECK (length(ambito) = 16),
    -- Owner, read from the class: 1 = GAE.
    gae     INTEGER NOT NULL CHECK (gae IN (0, 1)),
    padre   BLOB CHECK (length(padre) = 16),
    -- Number of the first asiento that names it.
    nacida  INTEGER NOT NULL,
    -- 0 never retired (or restored) · 1 retired by one and edited by another: shown · 2 hidden
    borrado INTEGER NOT NULL DEFAULT 0 CHECK (borrado BETWEEN 0 AND 2),
    UNIQUE (uuid, ambito, gae)
) STRICT;

CREATE INDEX entidad_padre ON entidad (padre) WHERE padre IS NOT NULL;
CREATE INDEX entidad_suelta ON entidad (clase, ambito) WHERE padre IS NULL;

-- Findings of each trámite, in the order of the rules, with the decision that stands.
CREATE TABLE hallazgo (
    tramite         INTEGER NOT NULL REFERENCES tramite (id),
    orden           INTEGER NOT NULL,
    regla           TEXT NOT NULL,
    version         INTEGER NOT NULL,
    severidad       INTEGER NOT NULL CHECK (severidad BETWEEN 0 AND 3),
    clase           TEXT NOT NULL,
    entidad         BLOB NOT NULL CHECK (length(entidad) = 16),
    campo           TEXT NOT NULL,
    fila            INTEGER,
    fragmento       TEXT NOT NULL,
    huella          INTEGER NOT NULL,
    mensaje         TEXT NOT NULL,
    accion_sugerida TEXT,
    texto_propuesto TEXT,
    estado          TEXT NOT NULL CHECK (estado = 'abierto' OR estado = 'aceptado' OR estado = 'descartado'),
    justificacion   TEXT,
    decision        BLOB CHECK (length(decision) = 16),
    -- Hidden trámites keep their findings out of every count.
    visible         INTEGER NOT NULL CHECK (visible IN (0, 1)),
    PRIMARY KEY (tramite, orden)
) STRICT, WITHOUT ROWID;

CREATE INDEX hallazgo_regla ON hallazgo (estado, regla, severidad, tramite) WHERE visible = 1;

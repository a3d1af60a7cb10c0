-- The projection again, without `CHECK (x IN (…))` of three values or more: SQLite builds a table in
-- memory for such a list each time the row is written, and an import writes hundreds of thousands. The
-- same values are allowed. Its content is recomputed when it is opened.

DROP TABLE hallazgo;
DROP TABLE tramite_lista;
DROP TABLE tramite;
DROP TABLE superado;
DROP TABLE celda;
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

-- Heads: the writes that nobody replaced. valor: null, integer, text; one byte for a boolean;
-- 0x02 and four bytes for a long text, which is read from the body of its asiento at that offset.
CREATE TABLE celda (
    -- entidad.id; not a foreign key: an import writes millions and entities are never removed.
    entidad INTEGER NOT NULL,
    campo   TEXT NOT NULL,
    n       INTEGER NOT NULL,
    indice  INTEGER NOT NULL CHECK (indice BETWEEN 0 AND 65535),
    hlc     INTEGER NOT NULL,
    valor   ANY,
    PRIMARY KEY (entidad, campo, n, indice)
) STRICT, WITHOUT ROWID;

-- Every write named as padre by another of the same cell, arrived or not.
CREATE TABLE superado (
    entidad INTEGER NOT NULL REFERENCES entidad (id),
    campo   TEXT NOT NULL,
    opid    BLOB NOT NULL CHECK (length(opid) = 34),
    PRIMARY KEY (entidad, campo, opid)
) STRICT, WITHOUT ROWID;

-- One row of the inventory per trámite, hidden ones included.
CREATE TABLE tramite (
    id            INTEGER PRIMARY KEY REFERENCES entidad (id),
    uuid          BLOB NOT NULL CHECK (length(uuid) = 16),
    ambito        BLOB NOT NULL CHECK (length(ambito) = 16),
    gae           INTEGER NOT NULL CHECK (gae IN (0, 1)),
    visible       INTEGER NOT NULL CHECK (visible IN (0, 1)),
    editado       INTEGER NOT NULL CHECK (editado IN (0, 1)),
    -- Counts in figures: not `interno`, not `suprimido`, visible.
    cuenta        INTEGER NOT NULL CHECK (cuenta IN (0, 1)),
    codigo        TEXT NOT NULL,
    codigo_clave  TEXT NOT NULL,
    nombre        TEXT NOT NULL,
    nombre_clave  TEXT NOT NULL,
    unidad        TEXT NOT NULL,
    categoria     TEXT NOT NULL,
    clase         TEXT NOT NULL,
    estado        TEXT NOT NULL,
    id_catalogo   INTEGER,
    requisitos    INTEGER NOT NULL CHECK (requisitos >= 0),
    pasos         INTEGER NOT NULL CHECK (pasos >= 0),
    tiempo        TEXT NOT NULL,
    costo         TEXT NOT NULL,
    con_dato      INTEGER NOT NULL CHECK (con_dato >= 0),
    exigidos      INTEGER NOT NULL CHECK (exigidos >= con_dato),
    hallazgos     INTEGER NOT NULL CHECK (hallazgos >= 0),
    -- Worst open severity: 3 alta · 2 media · 1 baja · 0 dato; null without open findings.
    severidad     INTEGER CHECK (severidad BETWEEN 0 AND 3),
    banderas      INTEGER NOT NULL CHECK (banderas >= 0),
    conflictos    INTEGER NOT NULL CHECK (conflictos >= 0),
    importacion   BLOB CHECK (length(importacion) = 16),
    originales    BLOB NOT NULL CHECK (length(originales) = 32),
    -- Other trámite with almost the same list (R12): codigo, campo, comunes, total, one a line.
    copia         TEXT,
    familia       TEXT NOT NULL,
    -- FNV-1a of what the search index holds.
    indexado      INTEGER NOT NULL
) STRICT;

CREATE INDEX tramite_uuid ON tramite (uuid);
CREATE INDEX tramite_codigo ON tramite (codigo_clave, id) WHERE visible = 1;
CREATE INDEX tramite_ambito ON tramite (ambito, codigo_clave, id);
CREATE INDEX tramite_nombre ON tramite (nombre_clave, id) WHERE visible = 1;
CREATE INDEX tramite_importacion ON tramite (importacion) WHERE importacion IS NOT NULL;

-- Fingerprints of the lists long enough to be called copies.
CREATE TABLE tramite_lista (
    tramite INTEGER NOT NULL REFERENCES tramite (id),
    campo   TEXT NOT NULL CHECK (campo IN ('requisitos', 'pasos')),
    minima  INTEGER NOT NULL,
    maxima  INTEGER NOT NULL,
    lineas  BLOB NOT NULL,
    PRIMARY KEY (tramite, campo)
) STRICT, WITHOUT ROWID;

CREATE INDEX tramite_lista_minima ON tramite_lista (minima, campo);
CREATE INDEX tramite_lista_maxima ON tramite_lista (maxima, campo);

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

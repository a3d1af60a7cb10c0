-- What the board reads, kept with every write so that a board of hundreds of institutions does not walk
-- the log nor count hundreds of thousands of trámites. Its content is recomputed when it is opened.

-- Clock of the first asiento that names an entity: when it came to exist.
ALTER TABLE entidad ADD COLUMN nacida_hlc INTEGER NOT NULL DEFAULT 0;

-- Every movement of a phase, undone ones included: a past cut-off looks for its own.
CREATE TABLE movimiento_fase (
    n          INTEGER NOT NULL,
    ambito     BLOB NOT NULL CHECK (length(ambito) = 16),
    -- Whose cell it is: 1 = GAE.
    gae        INTEGER NOT NULL CHECK (gae IN (0, 1)),
    fase       TEXT NOT NULL,
    hlc        INTEGER NOT NULL,
    -- Null when the write emptied it.
    estado     TEXT,
    -- Date of the fact, as written with the state.
    fecha      TEXT,
    -- Files that prove the phase after it; null when the write did not touch them.
    evidencias INTEGER,
    -- Operation it belongs to, and the one it undoes or redoes.
    op         TEXT NOT NULL,
    clave      BLOB NOT NULL CHECK (length(clave) = 16),
    deshace    BLOB CHECK (length(deshace) = 16),
    PRIMARY KEY (n, fase)
) STRICT, WITHOUT ROWID;

CREATE INDEX movimiento_fase_ambito ON movimiento_fase (ambito);

-- Trámites that count, by the day they came to exist (days since 1970 in Guatemala) and their state today.
CREATE TABLE suma_tramites (
    ambito    BLOB NOT NULL CHECK (length(ambito) = 16),
    gae       INTEGER NOT NULL CHECK (gae IN (0, 1)),
    alta      INTEGER NOT NULL,
    estado    TEXT NOT NULL,
    tramites  INTEGER NOT NULL,
    -- With every demanded datum and no flag to resolve.
    completas INTEGER NOT NULL,
    -- Open findings.
    hallazgos INTEGER NOT NULL,
    PRIMARY KEY (ambito, gae, alta, estado)
) STRICT, WITHOUT ROWID;

-- Days on which somebody wrote about an institution.
CREATE TABLE dia_con_datos (
    ambito BLOB NOT NULL CHECK (length(ambito) = 16),
    gae    INTEGER NOT NULL CHECK (gae IN (0, 1)),
    dia    INTEGER NOT NULL,
    PRIMARY KEY (ambito, gae, dia)
) STRICT, WITHOUT ROWID;

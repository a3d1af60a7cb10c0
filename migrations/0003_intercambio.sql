-- Exchange between computers: whom this one believes, what waits, what others said they hold.

-- A trusted device belongs to an institution, or to GAE (null). `propio`: it was this computer's own,
-- now or before a restore.
ALTER TABLE confianza_local ADD COLUMN ambito BLOB CHECK (length(ambito) = 16);
ALTER TABLE confianza_local ADD COLUMN clave_age BLOB CHECK (length(clave_age) = 32);
ALTER TABLE confianza_local ADD COLUMN propio INTEGER NOT NULL DEFAULT 0 CHECK (propio IN (0, 1));

-- Nothing was ever kept here before this version. Keyed by signature too: a spoilt copy must not
-- take the place of the good one that comes later.
DROP TABLE espera;
CREATE TABLE espera (
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    firma    BLOB NOT NULL CHECK (length(firma) = 64),
    ambito   BLOB CHECK (length(ambito) = 16),
    disp     BLOB CHECK (length(disp) = 16),
    seq      INTEGER,
    cuerpo   BLOB NOT NULL CHECK (length(cuerpo) BETWEEN 1 AND 1048576),
    causa    TEXT NOT NULL,
    de       BLOB CHECK (length(de) = 16),
    recibido INTEGER NOT NULL,
    PRIMARY KEY (hash, firma)
) STRICT;

CREATE INDEX espera_cadena ON espera (ambito, disp, seq);

-- Heads that another computer declared in the last package it sent.
CREATE TABLE acuse (
    de     BLOB NOT NULL CHECK (length(de) = 16),
    ambito BLOB NOT NULL CHECK (length(ambito) = 16),
    disp   BLOB NOT NULL CHECK (length(disp) = 16),
    hash   BLOB NOT NULL CHECK (length(hash) = 32),
    seq    INTEGER NOT NULL CHECK (seq >= 1),
    ms     INTEGER NOT NULL,
    PRIMARY KEY (de, ambito, disp, hash)
) STRICT, WITHOUT ROWID;

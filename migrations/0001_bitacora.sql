-- The log and what belongs to this computer. Additive only, for ever.

-- What this data file is: base, como, institucion, demo, actor, proyector.
CREATE TABLE meta (
    clave TEXT NOT NULL PRIMARY KEY,
    valor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The only store of record. Bytes exactly as signed or received; never updated, never deleted.
-- (ambito, disp, seq) is deliberately not unique: the second branch of a cloned computer must stay.
CREATE TABLE asiento (
    n           INTEGER PRIMARY KEY,
    hash        BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    ambito      BLOB NOT NULL CHECK (length(ambito) = 16),
    disp        BLOB NOT NULL CHECK (length(disp) = 16),
    seq         INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 1099511627776),
    cuerpo      BLOB NOT NULL CHECK (length(cuerpo) BETWEEN 1 AND 1048576),
    firma       BLOB NOT NULL CHECK (length(firma) = 64),
    recibido_de BLOB CHECK (length(recibido_de) = 16)
) STRICT;

CREATE INDEX asiento_cadena ON asiento (ambito, disp, seq);

CREATE TRIGGER asiento_no_se_cambia BEFORE UPDATE ON asiento
BEGIN
    SELECT RAISE(ABORT, 'the log is never updated');
END;

CREATE TRIGGER asiento_no_se_borra BEFORE DELETE ON asiento
BEGIN
    SELECT RAISE(ABORT, 'the log is never deleted');
END;

-- Public key of every device whose asientos are here.
CREATE TABLE dispositivo (
    disp  BLOB NOT NULL PRIMARY KEY CHECK (length(disp) = 16),
    clave BLOB NOT NULL CHECK (length(clave) = 32)
) STRICT, WITHOUT ROWID;

-- Bytes that cannot be verified yet, with the cause.
CREATE TABLE espera (
    hash     BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    ambito   BLOB CHECK (length(ambito) = 16),
    cuerpo   BLOB NOT NULL,
    firma    BLOB NOT NULL,
    causa    TEXT NOT NULL,
    recibido INTEGER NOT NULL
) STRICT;

-- Attachments by content; their bytes live in adjuntos/<ab>/<sha256>.
CREATE TABLE adjunto (
    sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    tamano INTEGER NOT NULL CHECK (tamano BETWEEN 0 AND 26214400),
    estado TEXT NOT NULL CHECK (estado IN ('presente', 'falta'))
) STRICT, WITHOUT ROWID;

-- Local to this computer: never exported, never rebuilt. Each row carries its own SHA-256.
CREATE TABLE borrador (
    clave TEXT NOT NULL PRIMARY KEY CHECK (length(clave) BETWEEN 1 AND 200),
    texto TEXT NOT NULL,
    ms    INTEGER NOT NULL,
    suma  BLOB NOT NULL CHECK (length(suma) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE preferencia (
    clave TEXT NOT NULL PRIMARY KEY CHECK (length(clave) BETWEEN 1 AND 40),
    valor TEXT NOT NULL CHECK (length(valor) <= 200),
    suma  BLOB NOT NULL CHECK (length(suma) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE confianza_local (
    disp   BLOB NOT NULL PRIMARY KEY CHECK (length(disp) = 16),
    clave  BLOB NOT NULL CHECK (length(clave) = 32),
    nombre TEXT NOT NULL,
    ms     INTEGER NOT NULL,
    suma   BLOB NOT NULL CHECK (length(suma) = 32)
) STRICT, WITHOUT ROWID;

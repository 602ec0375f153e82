-- The results of a batch (docs/batch.md describes every column).  PRAGMA user_version is the version of this schema.
-- Contents do not depend on the order of work: what does (times, runs, owners) stands in runs, timings and work only.

CREATE TABLE runs (                       -- every call of gouji batch
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,                        -- NULL: still running, or ended by force
    executor TEXT NOT NULL,
    jobs INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    tool TEXT NOT NULL,                   -- JSON: name, version, plugins, packs
    problems TEXT NOT NULL DEFAULT '[]',  -- JSON: problems of the run itself
    audited INTEGER, unchanged INTEGER, unreadable INTEGER, removed INTEGER, seconds REAL
);

CREATE TABLE work (                       -- every document known, audited yet or not
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    member TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '',         -- what the results depend on; '' if there are none to keep
    kin TEXT NOT NULL DEFAULT '[]',       -- JSON: documents it is compared with
    checked REAL NOT NULL DEFAULT 0,      -- when its results were last known to be up to date
    owner TEXT                            -- the run that is at it
);
CREATE INDEX work_owner ON work (owner) WHERE owner IS NOT NULL;

CREATE TABLE skipped (                    -- files found and not taken, with the reason
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY REFERENCES work (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    status TEXT NOT NULL,                 -- audited, unreadable
    reason TEXT NOT NULL DEFAULT '',      -- why it is unreadable
    sha256 TEXT NOT NULL DEFAULT '',
    format TEXT, title TEXT, department TEXT, year INTEGER, kind TEXT, jurisdiction TEXT,
    packs TEXT,                           -- ids by spaces
    cells TEXT,                           -- digest of all cells: equal for one disclosure in two formats
    about TEXT,                           -- what it says of the institutions it comprises
    holds INTEGER, rounding INTEGER, violated INTEGER, undecided INTEGER, not_applicable INTEGER,
    errors INTEGER, warnings INTEGER, infos INTEGER,          -- open findings by severity
    settled INTEGER NOT NULL DEFAULT 0,   -- findings that a baseline, a suppression or an explanation closes
    sentences INTEGER, understood INTEGER,                    -- sentences with amounts; those read
    fingerprint TEXT NOT NULL DEFAULT '',                     -- what it was audited with
    report BLOB                           -- zlib: the document's object of gouji-report/1
);
CREATE INDEX documents_department ON documents (department, year);

CREATE TABLE tables (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,             -- order in the document
    key TEXT NOT NULL,                    -- 公开01表 ...
    title TEXT NOT NULL, unit TEXT NOT NULL, pages TEXT NOT NULL,
    rows INTEGER NOT NULL, cells INTEGER NOT NULL,            -- cells: those in which something is printed
    empty INTEGER NOT NULL, placed TEXT NOT NULL, recognised TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE TABLE table_rows (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    tbl INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    key TEXT NOT NULL, label TEXT NOT NULL, level INTEGER NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (document, tbl, ordinal)
) WITHOUT ROWID;

CREATE TABLE table_columns (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    tbl INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    key TEXT NOT NULL, label TEXT NOT NULL,
    PRIMARY KEY (document, tbl, ordinal)
) WITHOUT ROWID;

CREATE TABLE table_cells (                -- numbers for names: a third of the size; cells below has the names
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    tbl INTEGER NOT NULL, row INTEGER NOT NULL, col INTEGER NOT NULL,
    printed TEXT NOT NULL,                -- '' for a blank
    fen INTEGER,                          -- whole 分; NULL for a blank, an unreadable figure, what is no money
    PRIMARY KEY (document, tbl, row, col)
) WITHOUT ROWID;

CREATE VIEW cells AS
SELECT c.document, t.key AS table_key, r.key AS row, r.label, k.key AS col, c.printed, c.fen, t.unit, r.place
FROM table_cells c
JOIN tables t ON t.document = c.document AND t.ordinal = c.tbl
JOIN table_rows r ON r.document = c.document AND r.tbl = c.tbl AND r.ordinal = c.row
JOIN table_columns k ON k.document = c.document AND k.tbl = c.tbl AND k.ordinal = c.col;

CREATE TABLE missing_tables (             -- tables the form asks for that the document has not
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (document, key)
) WITHOUT ROWID;

CREATE TABLE verdicts (                   -- every relation, counted by rule and outcome
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    rule TEXT NOT NULL, verdict TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (document, rule, verdict)
) WITHOUT ROWID;

CREATE TABLE relations (                  -- the relations that are rounding, violated or undecided, one by one
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    rule TEXT NOT NULL, verdict TEXT NOT NULL, relation TEXT NOT NULL, binding TEXT NOT NULL,
    residual TEXT, slack TEXT,            -- exact, in ticks (money: 分)
    reason TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE TABLE findings (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,             -- order of the report
    id TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, category TEXT NOT NULL, grade TEXT NOT NULL,
    title TEXT NOT NULL, message TEXT NOT NULL,
    table_key TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, section TEXT NOT NULL, place TEXT NOT NULL,
    printed TEXT NOT NULL, expected TEXT NOT NULL, residual TEXT NOT NULL, relation TEXT NOT NULL,
    class TEXT NOT NULL,                  -- 基本平衡, 逻辑性, 核实性
    settled TEXT NOT NULL,                -- baseline, suppression, explanation; '' while it is open
    words TEXT NOT NULL,                  -- the reason or explanation
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX findings_rule ON findings (rule);

CREATE TABLE not_run (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    rule TEXT NOT NULL, title TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE TABLE errors (                     -- what went wrong on a document: unreadable, a plugin or rule that failed
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,                   -- input, time, memory, crash, plugin, rule, internal
    source TEXT NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE TABLE rules (                      -- every rule met
    id TEXT NOT NULL,
    title TEXT NOT NULL, severity TEXT NOT NULL, category TEXT NOT NULL, basis TEXT NOT NULL,
    PRIMARY KEY (id, title, severity, category, basis)
) WITHOUT ROWID;

CREATE TABLE timings (                    -- processor seconds by stage
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    seconds REAL NOT NULL,
    PRIMARY KEY (document, stage)
) WITHOUT ROWID;

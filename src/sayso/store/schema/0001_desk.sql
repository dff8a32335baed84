-- The desk: reports, their records, what was found between them, and what humans ruled.
-- This file is one transaction, begun and ended by the program that reads it.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Reports and what was read in them. Everything here follows its report when it is removed.

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    given TEXT NOT NULL,             -- the id that the input gave; differs from id where another report had it
    identity BLOB NOT NULL UNIQUE,   -- hash of what makes two inputs the same report
    text_sha256 TEXT NOT NULL,
    uri TEXT,
    address TEXT,                    -- the uri where it is a web address: versions share it
    outlet TEXT,
    title TEXT,
    published TEXT,
    day TEXT,                        -- the day of publication
    language TEXT,
    words INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    events INTEGER NOT NULL,
    sayso TEXT NOT NULL,             -- the version that read it
    reader TEXT NOT NULL             -- the model that read it, '' where unknown
) STRICT;
CREATE INDEX reports_by_day ON reports (day, id);
CREATE INDEX reports_by_given ON reports (given);
CREATE INDEX reports_by_address ON reports (address) WHERE address IS NOT NULL;
CREATE INDEX reports_by_text ON reports (text_sha256);

CREATE TABLE texts (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE records (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    data BLOB NOT NULL               -- JSON without the text, deflated with the dictionary in meta
) STRICT;

CREATE TABLE claims (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    id TEXT NOT NULL,
    speaker TEXT NOT NULL,           -- name of the speaker, else the words of the source, else ''
    content TEXT NOT NULL,           -- the pieces of the content, joined by ' … '
    quotation TEXT NOT NULL,
    kind TEXT,
    stance TEXT,
    said TEXT,                       -- first day on which it may have been said, else the day of publication
    first INTEGER,
    last INTEGER,
    UNIQUE (report, id)
) STRICT;
CREATE INDEX claims_by_id ON claims (id);

CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    realis TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    place TEXT,
    country TEXT,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    UNIQUE (report, id)
) STRICT;
CREATE INDEX events_by_id ON events (id);

CREATE TABLE tolls (                 -- those that hang on no event
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    UNIQUE (report, id)
) STRICT;
CREATE INDEX tolls_by_id ON tolls (id);

CREATE TABLE facets (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    PRIMARY KEY (name, value, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX facets_by_report ON facets (report, name);

-- Full text. The tables above hold the words; triggers keep the index in step, also when a report is removed.

CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'texts', content_rowid = 'report', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.report, new.title, new.text);
END;
CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
    INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', old.report, old.title, old.text);
END;
CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN
    INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', old.report, old.title, old.text);
    INSERT INTO report_words (rowid, title, text) VALUES (new.report, new.title, new.text);
END;

CREATE VIRTUAL TABLE claim_words USING fts5 (
    content, speaker, content = 'claims', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_added AFTER INSERT ON claims BEGIN
    INSERT INTO claim_words (rowid, content, speaker) VALUES (new.number, new.content, new.speaker);
END;
CREATE TRIGGER claims_removed AFTER DELETE ON claims BEGIN
    INSERT INTO claim_words (claim_words, rowid, content, speaker)
    VALUES ('delete', old.number, old.content, old.speaker);
END;
CREATE TRIGGER claims_changed AFTER UPDATE ON claims BEGIN
    INSERT INTO claim_words (claim_words, rowid, content, speaker)
    VALUES ('delete', old.number, old.content, old.speaker);
    INSERT INTO claim_words (rowid, content, speaker) VALUES (new.number, new.content, new.speaker);
END;

-- What was found between reports. A link is removed before a report that it speaks of: link_reports refuses otherwise.

CREATE TABLE links (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,              -- family, statement, incident, ladder, contradiction, credit
    id TEXT NOT NULL,
    digest BLOB NOT NULL,            -- of the data before it was deflated
    data BLOB NOT NULL,
    UNIQUE (kind, id)
) STRICT;

CREATE TABLE link_reports (
    link INTEGER NOT NULL REFERENCES links ON DELETE CASCADE,
    report INTEGER NOT NULL REFERENCES reports,
    member INTEGER NOT NULL,         -- 1 where the report is counted, 0 where the link only speaks of it
    PRIMARY KEY (link, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_reports_by_report ON link_reports (report, link);

CREATE TABLE families (
    link INTEGER PRIMARY KEY REFERENCES links ON DELETE CASCADE,
    root INTEGER REFERENCES reports,
    reports INTEGER NOT NULL
) STRICT;
CREATE INDEX families_by_reports ON families (reports);

CREATE TABLE statements (
    link INTEGER PRIMARY KEY REFERENCES links ON DELETE CASCADE,
    party TEXT,
    speaker TEXT,
    claims INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_party ON statements (party, speaker) WHERE party IS NOT NULL;

CREATE TABLE claim_links (
    claim INTEGER PRIMARY KEY REFERENCES claims ON DELETE CASCADE,
    link INTEGER NOT NULL REFERENCES statements (link) ON DELETE CASCADE,
    party TEXT,
    said TEXT
) STRICT;
CREATE INDEX claim_links_by_link ON claim_links (link);
CREATE INDEX claim_links_by_party ON claim_links (party, said, claim) WHERE party IS NOT NULL;

CREATE TABLE incidents (
    link INTEGER PRIMARY KEY REFERENCES links ON DELETE CASCADE,
    id TEXT NOT NULL,                -- as in links: indexes below end with it, so that no list has to be sorted
    title TEXT NOT NULL,
    type TEXT,
    mode TEXT,
    earliest TEXT,
    latest TEXT,
    place TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    events INTEGER NOT NULL,
    contradictions INTEGER NOT NULL
) STRICT;
CREATE INDEX incidents_by_reports ON incidents (reports DESC, origins DESC, id);
CREATE INDEX incidents_by_origins ON incidents (origins DESC, reports DESC, id);
CREATE INDEX incidents_by_contradictions ON incidents (contradictions DESC, reports DESC, id);
CREATE INDEX incidents_by_day ON incidents (earliest, id, latest);
CREATE INDEX incidents_by_type ON incidents (type, reports DESC, origins DESC, id);
CREATE INDEX incidents_by_country ON incidents (country, reports DESC, origins DESC, id);

CREATE VIRTUAL TABLE incident_words USING fts5 (
    title, place, content = 'incidents', content_rowid = 'link', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER incidents_added AFTER INSERT ON incidents BEGIN
    INSERT INTO incident_words (rowid, title, place) VALUES (new.link, new.title, new.place);
END;
CREATE TRIGGER incidents_removed AFTER DELETE ON incidents BEGIN
    INSERT INTO incident_words (incident_words, rowid, title, place) VALUES ('delete', old.link, old.title, old.place);
END;
CREATE TRIGGER incidents_changed AFTER UPDATE ON incidents BEGIN
    INSERT INTO incident_words (incident_words, rowid, title, place) VALUES ('delete', old.link, old.title, old.place);
    INSERT INTO incident_words (rowid, title, place) VALUES (new.link, new.title, new.place);
END;

CREATE TABLE event_links (
    event INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    link INTEGER NOT NULL REFERENCES incidents (link) ON DELETE CASCADE
) STRICT;
CREATE INDEX event_links_by_link ON event_links (link);

CREATE TABLE toll_links (
    toll INTEGER PRIMARY KEY REFERENCES tolls ON DELETE CASCADE,
    link INTEGER NOT NULL REFERENCES incidents (link) ON DELETE CASCADE
) STRICT;
CREATE INDEX toll_links_by_link ON toll_links (link);

CREATE TABLE ladders (
    link INTEGER PRIMARY KEY REFERENCES links ON DELETE CASCADE,
    of TEXT NOT NULL
) STRICT;
CREATE INDEX ladders_by_of ON ladders (of);

CREATE TABLE contradictions (
    link INTEGER PRIMARY KEY REFERENCES links ON DELETE CASCADE,
    kind TEXT NOT NULL,
    of TEXT NOT NULL,
    reports INTEGER NOT NULL
) STRICT;
CREATE INDEX contradictions_by_of ON contradictions (of);
CREATE INDEX contradictions_by_reports ON contradictions (reports);

CREATE TABLE speakers (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    claims INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    first TEXT,
    last TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_claims ON speakers (claims, key);

-- Reports whose links are not up to date.
CREATE TABLE dirty (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE
) STRICT;

-- What stays when a report goes.

CREATE TABLE removals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    identity BLOB NOT NULL,
    text_sha256 TEXT NOT NULL,
    uri TEXT,
    outlet TEXT,
    title TEXT,
    published TEXT,
    time TEXT
) STRICT;
CREATE INDEX removals_by_identity ON removals (identity);

CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    text_sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    first INTEGER,
    last INTEGER,
    ruling TEXT NOT NULL,
    value TEXT,
    who TEXT,
    time TEXT
) STRICT;
CREATE INDEX decisions_by_text ON decisions (text_sha256, kind);

CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are never changed');
END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are never deleted');
END;
CREATE TRIGGER removals_stay BEFORE UPDATE ON removals BEGIN
    SELECT RAISE(ABORT, 'traces of removals are never changed');
END;
CREATE TRIGGER removals_are_kept BEFORE DELETE ON removals BEGIN
    SELECT RAISE(ABORT, 'traces of removals are never deleted');
END;

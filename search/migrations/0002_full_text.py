"""The databases' own full-text indexes over the token columns."""

from django.db import migrations

# Put together from constants.
# ruff: noqa: S608

COLUMNS = "title_tokens, citizen_tokens, name_tokens, text_tokens"
NEW = "new.title_tokens, new.citizen_tokens, new.name_tokens, new.text_tokens"
OLD = "old.title_tokens, old.citizen_tokens, old.name_tokens, old.text_tokens"

FORGET = f"INSERT INTO search_fts(search_fts, rowid, {COLUMNS}) VALUES ('delete', old.page_id, {OLD});"
LEARN = f"INSERT INTO search_fts(rowid, {COLUMNS}) VALUES (new.page_id, {NEW});"

SQLITE = (
    f"""CREATE VIRTUAL TABLE search_fts USING fts5({COLUMNS},
        content='search_indexentry', content_rowid='page_id',
        tokenize="unicode61 remove_diacritics 0")""",
    f"CREATE TRIGGER search_fts_insert AFTER INSERT ON search_indexentry BEGIN {LEARN} END",
    f"CREATE TRIGGER search_fts_delete AFTER DELETE ON search_indexentry BEGIN {FORGET} END",
    f"CREATE TRIGGER search_fts_update AFTER UPDATE ON search_indexentry BEGIN {FORGET} {LEARN} END",
)
SQLITE_BACK = (
    "DROP TRIGGER search_fts_update",
    "DROP TRIGGER search_fts_delete",
    "DROP TRIGGER search_fts_insert",
    "DROP TABLE search_fts",
)

# Our tokens are stems already: 'simple' changes nothing of them.
POSTGRESQL = (
    """ALTER TABLE search_indexentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_tokens), 'A') ||
        setweight(to_tsvector('simple', citizen_tokens), 'B') ||
        setweight(to_tsvector('simple', name_tokens), 'C') ||
        setweight(to_tsvector('simple', text_tokens), 'D')) STORED""",
    "CREATE INDEX search_indexentry_vector ON search_indexentry USING gin (vector)",
)
POSTGRESQL_BACK = (
    "DROP INDEX search_indexentry_vector",
    "ALTER TABLE search_indexentry DROP COLUMN vector",
)


def create(apps, schema_editor):
    for sql in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(sql, params=None)


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for sql in SQLITE_BACK if vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]

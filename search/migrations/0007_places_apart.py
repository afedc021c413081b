"""On PostgreSQL titles, citizen's words and names get a table of their own, as on SQLite, with what
orders entries: what is counted of every match then fills a tenth of the pages, and what is ranked
needs no join.
"""

from django.db import migrations

# Put together from constants.
# ruff: noqa: S608

VECTORS = "title, exact, citizen, names"
COLUMNS = f"page_id, title_words, title_key, is_crisis, {VECTORS}"
FORWARDS = (
    "CREATE TABLE search_places (page_id integer PRIMARY KEY,"
    " title_words smallint NOT NULL, title_key varchar(255) NOT NULL,"
    " is_crisis boolean NOT NULL,"
    " title tsvector, exact tsvector, citizen tsvector, names tsvector)",
    f"INSERT INTO search_places ({COLUMNS}) SELECT {COLUMNS} FROM search_indexrank",
    "DROP INDEX search_indexrank_words",
    "ALTER TABLE search_indexrank DROP COLUMN title, DROP COLUMN exact,"
    " DROP COLUMN citizen, DROP COLUMN names",
    # The long column alone moves out of the row.
    "ALTER TABLE search_indexrank ALTER COLUMN facets SET STORAGE MAIN",
    "CREATE INDEX search_indexrank_body ON search_indexrank USING gin (body)",
    f"CREATE INDEX search_places_words ON search_places USING gin ({VECTORS})",
)
BACKWARDS = (
    "DROP INDEX search_indexrank_body",
    "ALTER TABLE search_indexrank ADD COLUMN title tsvector,"
    " ADD COLUMN exact tsvector, ADD COLUMN citizen tsvector, ADD COLUMN names tsvector",
    "UPDATE search_indexrank AS r SET title = p.title, exact = p.exact,"
    " citizen = p.citizen, names = p.names"
    " FROM search_places AS p WHERE p.page_id = r.page_id",
    "CREATE INDEX search_indexrank_words ON search_indexrank"
    f" USING gin ({VECTORS}, body)",
    "DROP TABLE search_places",
)


def part(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for sql in FORWARDS:
            schema_editor.execute(sql)


def join(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for sql in BACKWARDS:
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("search", "0006_synonyms")]
    operations = [migrations.RunPython(part, join)]

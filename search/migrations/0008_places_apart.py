"""On PostgreSQL the short places get a table of their own, as on SQLite: what is read of every
match (who, in which order, with which facets) then fills a tenth of the pages.
"""

from django.db import migrations

# Put together from constants.
# ruff: noqa: S608

PLACES = "title, exact, citizen, names"
FORWARDS = (
    "CREATE TABLE search_places (page_id integer PRIMARY KEY,"
    " title tsvector, exact tsvector, citizen tsvector, names tsvector)",
    f"INSERT INTO search_places SELECT page_id, {PLACES} FROM search_indexrank",
    "DROP INDEX search_indexrank_words",
    "ALTER TABLE search_indexrank DROP COLUMN title, DROP COLUMN exact,"
    " DROP COLUMN citizen, DROP COLUMN names",
    "CREATE INDEX search_indexrank_body ON search_indexrank USING gin (body)",
    f"CREATE INDEX search_places_words ON search_places USING gin ({PLACES})",
)
BACKWARDS = (
    "DROP INDEX search_indexrank_body",
    "ALTER TABLE search_indexrank ADD COLUMN title tsvector,"
    " ADD COLUMN exact tsvector, ADD COLUMN citizen tsvector, ADD COLUMN names tsvector",
    "UPDATE search_indexrank AS r SET title = p.title, exact = p.exact,"
    " citizen = p.citizen, names = p.names"
    " FROM search_places AS p WHERE p.page_id = r.page_id",
    "CREATE INDEX search_indexrank_words ON search_indexrank"
    f" USING gin ({PLACES}, body)",
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
    dependencies = [("search", "0007_short_columns_inline")]
    operations = [migrations.RunPython(part, join)]

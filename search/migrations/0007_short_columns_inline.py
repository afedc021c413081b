"""On PostgreSQL the short columns stay in the row: a search reads them of every match."""

from django.db import migrations

COLUMNS = ("title", "exact", "citizen", "names", "facets", "title_key")


def keep_inline(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(
                f"ALTER TABLE search_indexrank ALTER COLUMN {column} SET STORAGE MAIN"
            )


class Migration(migrations.Migration):
    dependencies = [("search", "0006_synonyms")]
    operations = [migrations.RunPython(keep_inline, migrations.RunPython.noop)]

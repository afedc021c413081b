"""The index in another shape: what is ranked apart from what is shown, words counted.

What was indexed is noted in the outbox, so that the index fills again by itself; a rebuild is
quicker.
"""

from django.db import migrations, models

# Put together from constants.
# ruff: noqa: S608

# Our tokens hold letters and digits alone: this tokenizer cuts ASCII at anything else and leaves
# other scripts whole. `=12` stands for a facet's value; no word looks like it.
TOKENS = """tokenize="ascii tokenchars '=|'\""""
SQLITE = (
    f"CREATE VIRTUAL TABLE search_body USING fts5(body, {TOKENS})",
    f"CREATE VIRTUAL TABLE search_places USING fts5(title, exact, citizen, names, prefix='2 3', {TOKENS})",
)
SQLITE_BACK = ("DROP TABLE search_places", "DROP TABLE search_body")

VECTORS = ("title", "exact", "citizen", "names", "body")
POSTGRESQL = (
    # The long column moves out of the row: a search reads the rest of it for every match.
    "ALTER TABLE search_indexrank "
    + ", ".join(f"ADD COLUMN {name} tsvector" for name in VECTORS),
    "ALTER TABLE search_indexrank ALTER COLUMN body SET STORAGE EXTERNAL",
    "ALTER TABLE search_indexrank SET (toast_tuple_target = 128)",
    f"CREATE INDEX search_indexrank_words ON search_indexrank USING gin ({', '.join(VECTORS)})",
)
POSTGRESQL_BACK = (
    "DROP INDEX search_indexrank_words",
    "ALTER TABLE search_indexrank "
    + ", ".join(f"DROP COLUMN {name}" for name in VECTORS),
)

OLD_SQLITE_BACK = (
    "DROP TRIGGER search_fts_update",
    "DROP TRIGGER search_fts_delete",
    "DROP TRIGGER search_fts_insert",
    "DROP TABLE search_fts",
)


def note_entries(apps, schema_editor):
    schema_editor.execute(
        "INSERT INTO search_outboxrow (page_id, created_at)"
        " SELECT page_id, CURRENT_TIMESTAMP FROM search_indexentry"
    )
    if schema_editor.connection.vendor == "sqlite":
        for sql in OLD_SQLITE_BACK:
            schema_editor.execute(sql)


def create(apps, schema_editor):
    for sql in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(sql, params=None)


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for sql in SQLITE_BACK if vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [
        migrations.RunPython(note_entries, migrations.RunPython.noop),
        migrations.DeleteModel(name="IndexFacet"),
        migrations.DeleteModel(name="IndexEntry"),
        migrations.CreateModel(
            name="IndexEntry",
            fields=[
                ("page_id", models.IntegerField(primary_key=True, serialize=False)),
                ("locale", models.CharField(max_length=16)),
                ("kind", models.CharField(max_length=32)),
                ("title", models.CharField(max_length=255)),
                ("url", models.CharField(max_length=2048)),
                ("summary", models.CharField(max_length=500)),
                ("version", models.CharField(max_length=32)),
                ("forms", models.TextField()),
            ],
            options={
                "verbose_name": "voce dell'indice",
                "verbose_name_plural": "voci dell'indice",
            },
        ),
        migrations.CreateModel(
            name="IndexPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("page_id", models.IntegerField(db_index=True)),
                ("x", models.FloatField()),
                ("y", models.FloatField()),
                ("z", models.FloatField()),
            ],
            options={
                "verbose_name": "luogo di una voce",
                "verbose_name_plural": "luoghi delle voci",
            },
        ),
        migrations.CreateModel(
            name="IndexRank",
            fields=[
                ("page_id", models.IntegerField(primary_key=True, serialize=False)),
                ("title_words", models.PositiveSmallIntegerField()),
                ("title_key", models.CharField(max_length=255)),
                ("is_crisis", models.BooleanField()),
                ("facets", models.BinaryField()),
            ],
            options={
                "verbose_name": "ordine di una voce",
                "verbose_name_plural": "ordine delle voci",
            },
        ),
        migrations.CreateModel(
            name="IndexFacetValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=100)),
            ],
            options={
                "verbose_name": "valore di un filtro",
                "verbose_name_plural": "valori dei filtri",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "code"), name="search_facet_value_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                ("is_stem", models.BooleanField()),
                ("entries", models.IntegerField()),
            ],
            options={
                "verbose_name": "parola dell'indice",
                "verbose_name_plural": "parole dell'indice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("word", "is_stem"), name="search_word_once"
                    )
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]

"""The audit log, with the triggers that make it append-only."""

import django.core.validators
from django.db import migrations, models


def install_triggers(apps, schema_editor):
    from accounts.audit.triggers import install

    with schema_editor.connection.cursor() as cursor:
        install(cursor, schema_editor.connection.vendor)


def drop_triggers(apps, schema_editor):
    from accounts.audit.triggers import dropping

    for sql in dropping(schema_editor.connection.vendor):
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_login"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("events", "eventi"),
                            ("readings", "letture di dati riservati"),
                        ],
                        max_length=10,
                        primary_key=True,
                        serialize=False,
                        verbose_name="catena",
                    ),
                ),
                (
                    "sealed_number",
                    models.PositiveIntegerField(
                        default=0, verbose_name="ultimo segmento"
                    ),
                ),
                (
                    "sealed_through",
                    models.BigIntegerField(
                        default=0, verbose_name="sigillata fino alla voce"
                    ),
                ),
                (
                    "sealed_digest",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="ultima impronta"
                    ),
                ),
                (
                    "dropped_number",
                    models.PositiveIntegerField(
                        default=0, verbose_name="cancellata fino al segmento"
                    ),
                ),
                (
                    "dropped_through",
                    models.BigIntegerField(
                        default=0, verbose_name="cancellata fino alla voce"
                    ),
                ),
                (
                    "dropped_digest",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        verbose_name="impronta del punto di ripresa",
                    ),
                ),
            ],
            options={
                "verbose_name": "catena del registro",
                "verbose_name_plural": "catene del registro",
            },
        ),
        migrations.CreateModel(
            name="AuditSettings",
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
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreement", "Accordo con le rappresentanze sindacali"),
                            (
                                "authorisation",
                                "Autorizzazione dell'Ispettorato nazionale del lavoro",
                            ),
                        ],
                        help_text="Art. 4, comma 1, legge 300/1970.",
                        max_length=16,
                        verbose_name="accordo o autorizzazione",
                    ),
                ),
                (
                    "ground_details",
                    models.CharField(
                        blank=True,
                        help_text="Data, numero e tra chi. Compare nell'informativa per chi lavora.",
                        max_length=300,
                        verbose_name="estremi",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=6,
                        help_text="Accessi, cambi di diritti, pubblicazioni, esportazioni.",
                        validators=[
                            django.core.validators.MinValueValidator(
                                6, "Almeno 6 mesi."
                            ),
                            django.core.validators.MaxValueValidator(
                                24, "Al massimo 24 mesi."
                            ),
                        ],
                        verbose_name="mesi per cui si conserva il registro",
                    ),
                ),
                (
                    "reading_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(
                                7, "Almeno 7 giorni."
                            ),
                            django.core.validators.MaxValueValidator(
                                180, "Al massimo 180 giorni."
                            ),
                        ],
                        verbose_name="giorni per cui si conservano le letture di dati riservati",
                    ),
                ),
            ],
            options={
                "verbose_name": "registro di sicurezza",
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
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
                (
                    "chain",
                    models.CharField(
                        choices=[
                            ("events", "eventi"),
                            ("readings", "letture di dati riservati"),
                        ],
                        max_length=10,
                        verbose_name="catena",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="momento")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("login", "Accesso"),
                            ("failed_login", "Accesso non riuscito"),
                            ("rights", "Cambio di diritti"),
                            ("publication", "Pubblicazione"),
                            ("export", "Esportazione"),
                            ("consultation", "Consultazione di questo registro"),
                            ("reading", "Lettura di dati riservati di persone"),
                        ],
                        max_length=16,
                        verbose_name="che cosa",
                    ),
                ),
                (
                    "user_number",
                    models.BigIntegerField(null=True, verbose_name="utente numero"),
                ),
                (
                    "object_type",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="tipo di oggetto"
                    ),
                ),
                (
                    "object_id",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="numero dell'oggetto"
                    ),
                ),
                ("codes", models.JSONField(default=dict, verbose_name="codici")),
            ],
            options={
                "verbose_name": "voce del registro",
                "verbose_name_plural": "voci del registro",
                "ordering": ("-at", "-pk"),
                "indexes": [
                    models.Index(fields=["chain", "id"], name="accounts_audit_chain"),
                    models.Index(fields=["kind", "at"], name="accounts_audit_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSegment",
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
                (
                    "chain",
                    models.CharField(
                        choices=[
                            ("events", "eventi"),
                            ("readings", "letture di dati riservati"),
                        ],
                        max_length=10,
                        verbose_name="catena",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="numero")),
                ("after", models.BigIntegerField(verbose_name="dopo la voce")),
                ("through", models.BigIntegerField(verbose_name="fino alla voce")),
                ("entries", models.PositiveIntegerField(verbose_name="voci")),
                ("first_at", models.DateTimeField(verbose_name="dal")),
                ("last_at", models.DateTimeField(verbose_name="al")),
                ("sealed_at", models.DateTimeField(verbose_name="sigillato il")),
                (
                    "previous",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="impronta precedente"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="impronta")),
            ],
            options={
                "verbose_name": "segmento sigillato del registro",
                "verbose_name_plural": "segmenti sigillati del registro",
                "ordering": ("chain", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "number"), name="accounts_audit_segment_once"
                    )
                ],
            },
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]

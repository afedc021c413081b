"""An absence has both its days: the database let half of one through."""

from django.db import migrations, models
from django.db.models import F, Q


def mend(apps, schema_editor):
    """Half an absence hid nobody: whoever had one is there, and stays there."""
    referents = apps.get_model("intranet", "Referent").objects
    half = Q(away_from__isnull=True) ^ Q(away_until__isnull=True)
    referents.filter(half).update(away_from=None, away_until=None)


class Migration(migrations.Migration):
    dependencies = [("intranet", "0006_files")]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="referent", name="intranet_referent_away_from_to"
        ),
        migrations.AddConstraint(
            model_name="referent",
            constraint=models.CheckConstraint(
                condition=Q(away_from__isnull=True, away_until__isnull=True)
                | Q(
                    away_from__isnull=False,
                    away_until__isnull=False,
                    away_until__gte=F("away_from"),
                ),
                name="intranet_referent_away_from_to",
                violation_error_message="Un'assenza ha il primo e l'ultimo giorno, in ordine.",
            ),
        ),
    ]

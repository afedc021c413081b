"""The sections that a site began with list what they are named after."""

from django.db import migrations

LISTINGS = {
    "/novita": "updates",
    "/novita/notizie": "news",
    "/novita/comunicati": "releases",
    "/novita/avvisi": "notices",
    "/vivere-cremona/eventi": "events",
}


def list_their_kind(apps, schema_editor):
    """Only those that nobody gave another list; their last draft too, or it would undo this."""
    section = apps.get_model("home", "SectionPage")
    revision = apps.get_model("wagtailcore", "Revision")
    for seed in apps.get_model("home", "Seed").objects.filter(address__in=LISTINGS):
        listing = LISTINGS[seed.address]
        found = section.objects.filter(pk=seed.page_id, listing="children")
        for page in found:
            page.listing = listing
            page.save(update_fields=["listing"])
            last = revision.objects.filter(pk=page.latest_revision_id).first()
            if last is not None and last.content.get("listing") == "children":
                last.content["listing"] = listing
                last.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("home", "0003_news_and_events")]

    operations = [migrations.RunPython(list_their_kind, migrations.RunPython.noop)]

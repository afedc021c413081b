"""Loading the product's content: once it writes, twice it changes nothing, people come first."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from directory.models import (
    DeskPage,
    Municipality,
    Need,
    OrganisationPage,
    Provenance,
    ServicePage,
)
from exchange.problems import WrongInput
from exchange.samples import Samples
from exchange.writer import Outcome
from search.models import OutboxRow
from tests.exchange.conftest import AT

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    models = (Page, Revision, PageLogEntry, Provenance, Need)
    return tuple(model.objects.count() for model in models)


def test_everything_lands_where_it_belongs(folder, load):
    loaded = load(folder)
    assert loaded.outcomes == {Outcome.CREATE: 4}
    isee = ServicePage.objects.published().get(slug="isee")
    assert isee.get_parent().slug == "ente-a"
    assert isee.description == "<p>Che cos'è.</p><ul><li>uno</li><li>due</li></ul>"
    assert [step.title for step in isee.steps.all()] == ["Primo", "Secondo"]
    assert [row.service.slug for row in isee.relations.all()] == ["bonus"]
    assert isee.words == ("isee", "redditi bassi")
    assert isee.to_check == "la soglia"
    assert isee.access_phone == "803 164"
    assert isee.is_free is True
    assert str(isee.min_age) == "0.25"
    desk = DeskPage.objects.published().get()
    assert desk.services.get().service_id == isee.pk
    assert desk.municipality.code == "cremona"
    assert [str(hours) for hours in desk.hours.all()] == ["lunedì 09:00–12:00"]
    assert desk.accessibility.get().is_present is True


def test_classification_follows_from_the_need(folder, load):
    load(folder)
    isee = ServicePage.objects.get(slug="isee")
    assert isee.category.code == "salute"
    assert [topic.code for topic in isee.topics.all()] == ["lavoro"]
    assert [event.code for event in isee.life_events.all()] == ["pensionamento"]


def test_pages_are_published_with_a_revision_and_logged_by_the_system(folder, load):
    load(folder)
    isee = ServicePage.objects.get(slug="isee")
    assert isee.live
    assert not isee.has_unpublished_changes
    assert isee.live_revision_id == isee.latest_revision_id
    assert isee.first_published_at == AT
    logs = PageLogEntry.objects.filter(page=isee.pk).order_by("pk")
    assert [log.action for log in logs] == ["wagtail.create", "wagtail.publish"]
    assert {log.user_id for log in logs} == {None}


def test_the_revision_is_the_page(folder, load):
    """An editor who opens the sheet sees all of it, and saving changes nothing."""
    load(folder)
    isee = ServicePage.objects.get(slug="isee")
    draft = isee.get_latest_revision_as_object()
    assert [step.title for step in draft.steps.all()] == ["Primo", "Secondo"]
    assert [need.code for need in draft.needs.all()] == ["soldi"]
    before = set(isee.steps.values_list("pk", flat=True))
    draft.save_revision().publish()
    assert set(isee.steps.values_list("pk", flat=True)) == before


def test_twice_changes_nothing(folder, load):
    load(folder)
    before = counts()
    loaded = load(folder, at=AT + dt.timedelta(days=1))
    assert loaded.outcomes == {Outcome.SAME: 4}
    assert loaded.terms == 0
    assert counts() == before


def test_a_changed_file_changes_its_page_alone(folder, load):
    load(folder)
    before = Revision.objects.count()
    folder.services["isee"]["summary"] = "Un altro numero."
    folder.services["isee"]["steps"] = folder.services["isee"]["steps"][::-1]
    loaded = load(folder)
    assert loaded.outcomes == {Outcome.SAME: 3, Outcome.CHANGE: 1}
    isee = ServicePage.objects.get(slug="isee")
    assert isee.summary == "Un altro numero."
    assert [step.title for step in isee.steps.all()] == ["Secondo", "Primo"]
    assert Revision.objects.count() == before + 1
    assert load(folder).outcomes == {Outcome.SAME: 4}


def test_a_sheet_touched_by_a_person_is_never_overwritten(folder, load):
    load(folder)
    isee = ServicePage.objects.get(slug="isee")
    isee.summary = "Scritto da una persona."
    isee.save_revision().publish()
    folder.services["isee"]["summary"] = "Scritto nel file."
    loaded = load(folder)
    assert loaded.outcomes[Outcome.KEPT] == 1
    assert "una persona" in loaded.kept[0].reason
    isee.refresh_from_db()
    assert isee.summary == "Scritto da una persona."


def test_a_draft_of_a_person_is_not_overwritten_either(folder, load):
    load(folder)
    isee = ServicePage.objects.get(slug="isee")
    isee.summary = "Bozza di una persona."
    isee.save_revision()
    folder.services["isee"]["summary"] = "Scritto nel file."
    assert load(folder).outcomes[Outcome.KEPT] == 1


def test_a_page_made_by_hand_at_the_same_address_is_left_alone(
    folder, load, services_index
):
    services_index.add_child(instance=OrganisationPage(title="Mio", slug="ente-a"))
    loaded = load(folder)
    assert loaded.outcomes == {Outcome.KEPT: 1, Outcome.CREATE: 3}
    assert OrganisationPage.objects.get().title == "Mio"
    assert ServicePage.objects.get(slug="isee").get_parent().slug == "ente-a"


def test_a_service_may_change_hands(folder, load):
    load(folder)
    folder.organisations.append(
        {**folder.organisations[0], "slug": "ente-b", "title": "B"}
    )
    folder.services["isee"]["keeper"] = "ente-b"
    load(folder)
    isee = ServicePage.objects.get(slug="isee")
    assert isee.get_parent().slug == "ente-b"
    assert isee.url_path.endswith("/ente-b/isee/")
    a, b = OrganisationPage.objects.order_by("slug")
    assert (a.numchild, b.numchild) == (2, 1)
    assert load(folder).outcomes == {Outcome.SAME: 5}


def test_the_tree_is_sound(folder, load):
    load(folder)
    assert [
        found for problems in Page.find_problems() for found in problems or ()
    ] == []


def test_all_or_nothing(folder, load):
    """Whatever goes wrong, no page is left behind."""
    before = counts()
    folder.desks[0]["services"] = [{"service": "nessuno", "level": "information"}]
    with pytest.raises(WrongInput):
        load(folder)
    assert counts() == before


def test_an_error_while_writing_leaves_nothing(folder, load, monkeypatch):
    from exchange.writer import writing

    calls = []

    def fail(*args, **kwargs):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("il disco è pieno")
        return record(*args, **kwargs)

    record = writing.record_revision
    monkeypatch.setattr(writing, "record_revision", fail)
    before = counts()
    with pytest.raises(RuntimeError):
        load(folder)
    assert counts() == before


def test_production_refuses_samples(folder, load):
    folder.desks[0]["hours_are_sample"] = True
    before = counts()
    with pytest.raises(WrongInput, match="sportello-a"):
        load(folder, sample=Samples.REFUSE)
    assert counts() == before
    assert load(folder).outcomes == {Outcome.CREATE: 4}


def test_all_but_the_samples_is_loaded_where_asked(folder, load):
    folder.desks[0] |= {
        "hours_are_sample": True,
        "closures": [{"starts_on": "2026-08-01", "ends_on": "2026-08-31"}],
    }
    loaded = load(folder, sample=Samples.LEAVE_OUT)
    assert (loaded.outcomes, loaded.left_out) == ({Outcome.CREATE: 4}, 1)
    desk = DeskPage.objects.get()
    assert not desk.hours_are_sample
    assert not desk.hours.exists()
    assert not desk.closures.exists()
    assert desk.services.exists()
    again = load(folder, sample=Samples.LEAVE_OUT)
    assert again.outcomes == {Outcome.SAME: 4}


def test_leaving_samples_out_leaves_real_hours_in(folder, load):
    assert folder.desks[0]["hours"]
    assert load(folder, sample=Samples.LEAVE_OUT).left_out == 0
    assert DeskPage.objects.get().hours.count() == len(folder.desks[0]["hours"])


def test_terms_belong_to_the_coordinator(folder, load):
    load(folder)
    Need.objects.update(name="Nome cambiato")
    load(folder)
    assert Need.objects.get().name == "Nome cambiato"
    assert Municipality.objects.get().province == "CR"


def test_both_searches_and_references_are_up_to_date(folder, load):
    load(folder)
    isee = ServicePage.objects.get(slug="isee")
    assert OutboxRow.objects.count() == 0
    assert ReferenceIndex.get_references_to(isee).exists()
    assert isee.pk in {page.pk for page in ServicePage.objects.all().search("ISEE")}


def test_without_the_list_of_services_it_says_what_to_do(folder, db):
    from exchange.loading import load

    with pytest.raises(WrongInput, match="make_pages"):
        load(at=timezone.now(), sample=Samples.LOAD, folder=folder.write())

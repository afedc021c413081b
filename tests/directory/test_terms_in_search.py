"""A renamed term is found under its new name."""

from directory.models import Audience, Municipality, Need
from search.find import find
from search.models import OutboxRow
from search.request import SearchRequest
from search.vocabulary_use import pages_that_use
from tests.factories import DeskFactory, ServiceFactory


def titles(text):
    return [hit.title for hit in find(SearchRequest(text)).hits]


def test_a_renamed_need_is_found(body, django_capture_on_commit_callbacks):
    need = Need.objects.create(name="Abitare", code="abitare")
    with django_capture_on_commit_callbacks(execute=True):
        sheet = ServiceFactory(parent=body, title="Contributo affitto")
        sheet.needs.add(need)
        sheet.save()
    assert titles("abitare") == ["Contributo affitto"]
    with django_capture_on_commit_callbacks(execute=True):
        need.name = "Alloggio"
        need.save()
    assert titles("alloggio") == ["Contributo affitto"]
    assert titles("abitare") == []


def test_a_deleted_term_is_found_no_more(body, django_capture_on_commit_callbacks):
    audience = Audience.objects.create(name="Naviganti", code="naviganti")
    with django_capture_on_commit_callbacks(execute=True):
        sheet = ServiceFactory(parent=body, title="Contributo affitto")
        sheet.audiences.add(audience)
        sheet.save()
    assert titles("naviganti") == ["Contributo affitto"]
    with django_capture_on_commit_callbacks(execute=True):
        audience.delete()
    assert titles("naviganti") == []


def test_users_of_a_term_are_found_on_pages_of_each_type(body):
    town = Municipality.objects.create(name="Soncino", code="soncino")
    desk = DeskFactory(parent=body, municipality=town)
    sheet = ServiceFactory(parent=body)
    sheet.municipalities.add(town)
    sheet.save()
    assert pages_that_use(town) == {desk.pk, sheet.pk}


def test_a_new_term_notes_nothing(db):
    Need.objects.create(name="Abitare", code="abitare")
    assert not OutboxRow.objects.exists()

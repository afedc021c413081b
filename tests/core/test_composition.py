"""SQL composed once gives what Django's own queryset gives, with each call's own values."""

import pytest
from django.core.paginator import Paginator
from django.db.models import Q
from wagtail.models import Page

from core.composition import Composition
from core.querysets import Listed, composed, published_pages
from tests.factories import OrganisationFactory, ServiceFactory, restrict


@composed
def pages_of(path, ids):
    return published_pages().filter(Q(path=path) | Q(pk__in=ids)).order_by("pk")


@pytest.fixture
def pages(body):
    made = [ServiceFactory(parent=body) for _ in range(4)]
    return [Page.objects.get(pk=page.pk) for page in made]


def test_every_call_has_its_own_values(pages):
    a, b, c, d = pages
    assert pages_of(a.path, [b.pk, c.pk]) == [a, b, c]
    assert pages_of(d.path, [a.pk, b.pk]) == [a, b, d]
    assert pages_of("", [c.pk]) == [c]
    assert pages_of(c.path, []) == [c]
    assert pages_of("", []) == []


def test_rows_are_read_anew_and_are_objects_of_their_own(pages):
    [first] = pages_of(pages[0].path, [])
    first.title = "changed in memory"
    Page.objects.filter(pk=first.pk).update(title="Nuovo titolo")
    [again] = pages_of(pages[0].path, [])
    assert again.title == "Nuovo titolo"
    assert again is not first


def test_one_query_a_call(pages, queries):
    pages_of("", [pages[0].pk])
    with queries() as found:
        [page] = pages_of("", [pages[1].pk])
        assert page.locale.language_code == "it"
    assert len(found) == 1


def test_a_restriction_hides_at_once(pages):
    ids = [page.pk for page in pages]
    assert pages_of("", ids) == pages
    barrier = restrict(pages[1])
    assert pages_of("", ids) == [pages[0], *pages[2:]]
    barrier.delete()
    assert pages_of("", ids) == pages


def test_named_arguments_are_composed_in(pages):
    @composed
    def titled(*, title):
        return published_pages().filter(title=title)

    assert titled(title=pages[0].title)[0].title == pages[0].title
    assert titled(title="nessuna") == []


def test_what_can_give_nothing_asks_nothing(db, queries):
    composition = Composition(lambda: Page.objects.filter(pk__in=[]), ())
    with queries() as found:
        assert composition.rows() == []
    assert len(found) == 0


def test_an_argument_that_sql_changes_is_refused(db):
    with pytest.raises(ValueError, match="not among the parameters"):
        Composition(lambda path: Page.objects.filter(path__startswith=path), (str,))


def test_a_list_is_counted_and_sliced_in_two_queries(pages, queries):
    def listed():
        return published_pages().filter(depth=5).order_by("path")

    with queries() as found:
        rows = Paginator(Listed(listed), 3).get_page(2)
        assert list(rows.object_list) == pages[3:]
    assert rows.paginator.count == 4
    assert len(found) - 1 <= 2, "and the restricted parts"
    OrganisationFactory(parent=pages[0].get_parent().get_parent())
    assert Paginator(Listed(listed), 3).count == 4


def test_values_come_as_the_fields_read_them(pages):
    """Django converts what the database gives: dates, booleans, keys."""
    [page] = pages_of(pages[0].path, [])
    plain = Page.objects.get(pk=page.pk)
    names = [field.attname for field in Page._meta.concrete_fields]
    assert [getattr(page, name) for name in names] == [
        getattr(plain, name) for name in names
    ]

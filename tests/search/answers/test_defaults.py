"""What a new site starts with, written once."""

import pytest
from django.core.exceptions import ValidationError

from search.answers.defaults import give_defaults
from search.models import AmbiguousWord, CrisisHelp, CrisisPhrase, PromotedAnswer
from search.phrases.numbers import Number, read_numbers, relabelled
from tests.factories import OrganisationFactory, ServiceFactory


def test_every_default_passes_its_own_checks(defaults):
    assert CrisisPhrase.objects.count() >= 60
    assert AmbiguousWord.objects.count() >= 10
    for model in (CrisisHelp, CrisisPhrase, AmbiguousWord):
        for row in model.objects.all():
            row.full_clean()
    for word in AmbiguousWord.objects.all():
        assert word.meanings.count() >= 2


def test_what_the_coordinator_changed_or_deleted_stays_so(defaults):
    CrisisPhrase.objects.filter(phrase="suicid*").delete()
    AmbiguousWord.objects.filter(word="ADI").delete()
    CrisisHelp.objects.filter(code="danger").update(title="Altro")
    CrisisHelp.objects.filter(code="tonight").delete()
    assert give_defaults() == 0
    assert not CrisisPhrase.objects.filter(phrase="suicid*").exists()
    assert not AmbiguousWord.objects.filter(word="ADI").exists()
    assert not CrisisHelp.objects.filter(code="tonight").exists()
    assert CrisisHelp.objects.get(code="danger").title == "Altro"


def test_a_phrase_that_takes_a_harmless_search_is_refused(defaults):
    row = CrisisPhrase(
        help=CrisisHelp.objects.first(),
        phrase="mi ammazza",
        counter_examples="il caldo mi ammazza",
    )
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "«il caldo mi ammazza»" in str(refused.value)


def test_counter_examples_are_asked_for(defaults):
    row = CrisisPhrase(help=CrisisHelp.objects.first(), phrase="mi vuole ammazzare")
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "counter_examples" in refused.value.message_dict


def test_numbers_are_read_with_their_purpose():
    assert read_numbers("112 Emergenze\n800 290 290 Tratta") == (
        Number("112", "Emergenze"),
        Number("800 290 290", "Tratta"),
    )
    assert relabelled((Number("1 12", "x"),), {"112": "y"}) == (Number("1 12", "y"),)


@pytest.mark.parametrize("text", ["Emergenze", "112 Emergenze\nchiama", "1", "99 x"])
def test_a_line_without_a_number_is_refused(text):
    with pytest.raises(ValueError, match="non comincia con un numero"):
        read_numbers(text)


def test_a_kind_of_help_says_what_its_numbers_are_for(defaults):
    row = CrisisHelp.objects.get(code="danger")
    row.numbers = "112"
    with pytest.raises(ValidationError, match="a che cosa serve"):
        row.full_clean()


@pytest.fixture
def keeper(home):
    from directory.models import ServiceIndexPage

    return OrganisationFactory(
        parent=ServiceIndexPage.objects.get(), title="CAF Aurora"
    )


def promoted(page, **more):
    return PromotedAnswer(**{"page": page, "queries": "isee", "reason": "x", **more})


def test_neither_a_body_nor_a_desk_can_be_promoted(keeper):
    from tests.factories import DeskFactory

    for page in (keeper, DeskFactory(parent=keeper)):
        with pytest.raises(ValidationError, match="non si mette in evidenza"):
            promoted(page).full_clean()


def test_a_sheet_or_a_page_of_text_can(keeper, home):
    from home.models import StandardPage

    page = home.add_child(instance=StandardPage(title="Domande", slug="domande"))
    promoted(ServiceFactory(parent=keeper)).full_clean()
    promoted(page, text="Leggi qui.").full_clean()


@pytest.mark.parametrize(
    "text",
    [
        "Vai al CAF Aurora.",
        "Vedi www.caf.example",
        "Scrivi a x@caf.example",
        "0372 12 34 56",
    ],
)
def test_the_text_speaks_for_nobody(keeper, text):
    with pytest.raises(ValidationError, match="non può contenere"):
        promoted(ServiceFactory(parent=keeper), text=text).full_clean()


def test_the_text_is_short_and_the_days_are_in_order(keeper):
    sheet = ServiceFactory(parent=keeper)
    with pytest.raises(ValidationError, match="200"):
        promoted(sheet, text="a" * 201).full_clean()
    with pytest.raises(ValidationError, match="prima del primo"):
        promoted(sheet, starts_on="2026-02-01", ends_on="2026-01-01").full_clean()
    with pytest.raises(ValidationError, match="almeno una parola"):
        promoted(sheet, queries="isee\nil").full_clean()

"""What stands above the results."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction

from core import memo
from core.models import EmergencyNumber, SiteSettings
from search.answers import Answers, answers_for
from search.models import (
    AmbiguousWord,
    CrisisHelp,
    CrisisPhrase,
    PromotedAnswer,
    WordMeaning,
)
from tests.factories import OrganisationFactory, ServiceFactory

DAY = dt.date(2026, 5, 4)


@pytest.fixture
def keeper(home):
    from directory.models import ServiceIndexPage

    return OrganisationFactory(parent=ServiceIndexPage.objects.get(), title="Ente")


@pytest.fixture
def service(keeper):
    return ServiceFactory(parent=keeper, title="Centro", slug="centro-antiviolenza")


def promote(page, queries="isee", **more):
    return PromotedAnswer.objects.create(
        page=page, queries=queries, reason="prova", **more
    )


def shown(text="isee", **more):
    return [answer.title for answer in answers_for(text, **more).promoted]


def test_nothing_applies(defaults):
    assert answers_for("isee") == answers_for("") == answers_for("?!") == Answers()


def test_danger_says_whom_to_call_and_what_to_read(defaults, service):
    box = answers_for("mio marito mi picchia").emergency
    assert box.title == "Se sei in pericolo adesso, chiama il 112"
    assert [number.number for number in box.numbers] == ["112", "1522"]
    assert [(sheet.title, sheet.url) for sheet in box.sheets] == [
        ("Centro", "/servizi/ente/centro-antiviolenza/")
    ]


def test_two_dangers_share_one_box(defaults):
    box = answers_for("mio marito mi picchia e picchia i bambini").emergency
    assert box.title == "Se sei in pericolo adesso, chiama il 112"
    assert [n.number for n in box.numbers] == ["112", "1522", "114", "19696"]


def test_the_box_stays_where_no_sheet_is_public(defaults, service):
    PageViewRestriction.objects.create(page=service, restriction_type="login")
    box = answers_for("mio marito mi picchia").emergency
    assert box.numbers
    assert box.sheets == ()


def test_the_sheet_that_was_chosen_comes_before_the_default(defaults, keeper, service):
    other = ServiceFactory(parent=keeper, title="Altra")
    CrisisHelp.objects.filter(code="violence").update(sheet=other)
    box = answers_for("mio marito mi picchia").emergency
    assert [sheet.title for sheet in box.sheets] == ["Altra"]


def test_a_number_is_called_as_everywhere_on_the_site(defaults, home):
    settings = SiteSettings.for_site(home.get_site())
    settings.save()
    EmergencyNumber.objects.create(
        settings=settings, number="15 22", label="Antiviolenza"
    )
    box = answers_for("mio marito mi picchia").emergency
    assert ("1522", "Antiviolenza") in [(n.number, n.label) for n in box.numbers]


def test_a_phrase_saved_works_at_once_and_one_switched_off_no_more(defaults):
    assert answers_for("zibibbo amaro").emergency is None
    row = CrisisPhrase.objects.create(
        help=CrisisHelp.objects.first(), phrase="zibibbo amaro", counter_examples="x"
    )
    assert answers_for("zibibbo amaro").emergency
    row.is_active = False
    row.save()
    assert answers_for("zibibbo amaro").emergency is None


def test_an_ambiguous_word_asks_what_is_meant(defaults):
    (word,) = answers_for("ADI documenti").meanings
    assert word.word == "ADI"
    assert word.meanings[0].url == "/cerca/?q=assegno+di+inclusione"
    assert len(word.meanings) == 2


@pytest.mark.parametrize(
    "text",
    [
        "adi infermiere",
        "assegno inclusione adi",
        "adi reddito",
        "addio",
        "carta acquisti",
    ],
)
def test_a_word_that_decides_spares_the_question(defaults, text):
    assert answers_for(text).meanings == ()


@pytest.mark.parametrize("text", ["permesso", "la carta", "A.D.I.", "Permessi", "Ads"])
def test_ambiguous_words_as_people_type_them(defaults, text):
    assert len(answers_for(text).meanings) == 1


def test_a_common_word_asks_only_when_alone(defaults):
    assert answers_for("permesso di costruire").meanings == ()


def test_a_meaning_leads_to_its_sheet_while_it_is_public(defaults, service):
    WordMeaning.objects.filter(word__word="ADI").update(page=service)
    memo.forget()
    assert answers_for("adi").meanings[0].meanings[0].url == service.url
    service.unpublish()
    assert "/cerca/" in answers_for("adi").meanings[0].meanings[0].url


def test_a_promoted_answer_needs_all_words_of_a_line(service):
    promote(service, "bonus nido\nretta asilo", text="Novità.")
    assert shown("il bonus per il nido") == shown("asilo: retta") == ["Centro"]
    assert shown("nidi bonus") == ["Centro"]
    assert shown("bonus") == shown("nido") == []


def test_a_promoted_answer_has_its_days(service):
    promote(service, starts_on=DAY, ends_on=DAY)
    assert shown(on=DAY) == ["Centro"]
    assert shown(on=DAY - dt.timedelta(1)) == shown(on=DAY + dt.timedelta(1)) == []


def test_a_promoted_answer_is_public_or_not_there(service):
    promote(service)
    assert shown() == ["Centro"]
    PageViewRestriction.objects.create(page=service, restriction_type="login")
    assert shown() == []


def test_a_body_is_never_promoted_however_it_got_there(keeper):
    promote(keeper)
    assert shown() == []


def test_another_language_gets_no_italian_sheet(service):
    promote(service)
    assert shown(locale="en") == []


def test_one_query_each_when_cold_and_one_in_all_when_warm(defaults, service, queries):
    promote(service, "picchia adi")
    text = "mio marito mi picchia adi"
    memo.forget()
    with queries() as cold:
        first = answers_for(text)
    with queries() as warm:
        assert answers_for(text) == first
    with queries() as plain:
        answers_for("asilo nido")
    assert first.emergency
    assert first.meanings
    assert first.promoted
    asked = [q["sql"].split(" FROM ")[1].split()[0].strip('"') for q in cold]
    for table in ("crisisphrase", "emergencynumber", "wordmeaning", "promotedanswer"):
        assert sum(table in name for name in asked) == 1
    assert len(cold) <= 8
    # Which parts are restricted is asked once a request; here each call is one.
    assert len(warm) <= 2
    assert len(plain) == 0


def test_queries_do_not_grow_with_what_is_kept(defaults, service, queries):
    def count():
        memo.forget()
        with queries() as asked:
            answers_for("mio marito mi picchia adi")
        return len(asked)

    count()  # What Django keeps for itself is read once.
    few = count()
    for n in range(10):
        word = AmbiguousWord.objects.create(word=f"parola{n}")
        WordMeaning.objects.create(word=word, label="x", search_text="y")
        promote(service, f"parola {n}")
    assert count() == few

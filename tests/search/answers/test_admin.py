"""The menu "Ricerca" in the admin: lists, forms, refusals, rights."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from search.models import (
    AmbiguousWord,
    CrisisHelp,
    CrisisPhrase,
    PromotedAnswer,
    WordMeaning,
)
from tests.factories import OrganisationFactory, ServiceFactory, make_editor

MODELS = {
    "crisisphrase": "Frasi di emergenza",
    "crisishelp": "Aiuto urgente",
    "ambiguousword": "Parole con più significati",
    "promotedanswer": "Risposte in evidenza",
    "synonymgroup": "Sinonimi",
}


def address(model, name="list", *args):
    return reverse(f"wagtailsnippets_search_{model}:{name}", args=args)


@pytest.fixture
def keeper(home):
    from directory.models import ServiceIndexPage

    return OrganisationFactory(parent=ServiceIndexPage.objects.get(), title="Ente")


@pytest.mark.parametrize(("model", "label"), MODELS.items())
def test_lists_and_forms_open_and_stand_in_the_menu(
    admin_client, defaults, home, model, label
):
    page = admin_client.get(address(model))
    assert page.status_code == 200
    assert label in page.content.decode()
    assert admin_client.get(address(model, "add")).status_code == 200


def test_every_default_can_be_opened(admin_client, defaults, home):
    for model, name in (
        (CrisisPhrase, "crisisphrase"),
        (AmbiguousWord, "ambiguousword"),
    ):
        first = model.objects.first()
        assert admin_client.get(address(name, "edit", first.pk)).status_code == 200


def test_a_phrase_that_takes_its_counter_example_is_refused(
    admin_client, defaults, home
):
    form = {
        "help": CrisisHelp.objects.first().pk,
        "phrase": "mi ammazza",
        "counter_examples": "il caldo mi ammazza",
        "unless": "",
        "is_active": "on",
    }
    refused = admin_client.post(address("crisisphrase", "add"), form)
    assert "La frase scatta anche per «il caldo mi ammazza»" in refused.content.decode()
    number = CrisisPhrase.objects.count()
    form["unless"] = "cald* bollett*"
    admin_client.post(address("crisisphrase", "add"), form)
    assert CrisisPhrase.objects.count() == number + 1


def test_a_word_needs_two_meanings(admin_client, home):
    def form(number):
        rows = {
            f"meanings-{n}-{field}": value
            for n in range(number)
            for field, value in {
                "label": f"senso {n}",
                "search_text": "x",
                "deciding_words": "",
                "page": "",
                "ORDER": n + 1,
            }.items()
        }
        return {
            "word": "PEI",
            "meanings-TOTAL_FORMS": number,
            "meanings-INITIAL_FORMS": 0,
            "meanings-MIN_NUM_FORMS": 2,
            "meanings-MAX_NUM_FORMS": 1000,
            **rows,
        }

    admin_client.post(address("ambiguousword", "add"), form(1))
    assert not AmbiguousWord.objects.filter(word="PEI").exists()
    admin_client.post(address("ambiguousword", "add"), form(2))
    assert WordMeaning.objects.filter(word__word="PEI").count() == 2


def test_a_promoted_answer_remembers_who_wrote_it(admin_client, keeper):
    from accounts.models import User

    sheet = ServiceFactory(parent=keeper, title="Mensa")
    form = {"queries": "fame", "page": sheet.pk, "text": "", "reason": "inverno"}
    admin_client.post(address("promotedanswer", "add"), form)
    assert PromotedAnswer.objects.get().created_by == User.objects.get(
        email="capo@example.org"
    )
    assert "Mensa" in admin_client.get(address("promotedanswer")).content.decode()


def test_a_body_cannot_be_put_in_evidence(admin_client, keeper):
    form = {"queries": "fame", "page": keeper.pk, "text": "", "reason": "x"}
    refused = admin_client.post(address("promotedanswer", "add"), form)
    assert "non si mette in evidenza" in refused.content.decode()
    assert not PromotedAnswer.objects.exists()


@pytest.mark.parametrize("model", MODELS)
def test_who_has_no_right_sees_neither_list_nor_form(home, keeper, model):
    client = Client()
    client.force_login(make_editor(keeper))
    assert client.get(address(model)).status_code == 302
    assert client.get(address(model, "add")).status_code == 302
    assert MODELS[model] not in client.get("/admin/").content.decode()


def test_a_right_can_be_given_for_one_list_alone(home, keeper):
    user = make_editor(keeper)
    user.user_permissions.add(Permission.objects.get(codename="change_crisisphrase"))
    client = Client()
    client.force_login(user)
    assert client.get(address("crisisphrase")).status_code == 200
    assert client.get(address("promotedanswer")).status_code == 302


def test_the_rights_can_be_given_to_groups_in_the_admin(admin_client, home):
    page = admin_client.get(reverse("wagtailusers_groups:add")).content.decode()
    for codename in ("view_missingword", "change_crisisphrase", "add_promotedanswer"):
        permission = Permission.objects.get(codename=codename)
        assert f'value="{permission.pk}"' in page


@pytest.mark.parametrize("model", ["crisisphrase", "promotedanswer", "ambiguousword"])
def test_queries_of_a_list_do_not_grow(admin_client, keeper, queries, model):
    sheet = ServiceFactory(parent=keeper)
    help_ = CrisisHelp.objects.create(code="x", name="x", title="x", numbers="112 x")

    def more(number):
        for n in range(number, number * 2):
            CrisisPhrase.objects.create(
                help=help_, phrase=f"parola {n} parola", counter_examples="x"
            )
            PromotedAnswer.objects.create(page=sheet, queries=f"p{n}", reason="x")
            AmbiguousWord.objects.create(word=f"p{n}")

    def count():
        admin_client.get(address(model))
        with queries() as asked:
            admin_client.get(address(model))
        return len(asked)

    more(1)
    few = count()
    more(10)
    assert count() == few

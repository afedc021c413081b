"""The page where a body confirms or withdraws its people, and what others see of it."""

import datetime as dt

import pytest
from django.test import Client

from accounts.actions import NotNow, suspend
from accounts.models import Membership, User
from accounts.reviewing import views
from accounts.reviewing.calendar import Reason
from tests.accounts.reviewing.conftest import given
from tests.factories import make_member

INDEX = "/accesso/verifica/"
TODAY = dt.date.today()
LONG_AGO = TODAY - dt.timedelta(days=300)


def page_of(body):
    return f"{INDEX}{body.pk}/"


def choose(client, body, decisions, **more):
    data = {f"profile-{row.pk}": value for row, value in decisions.items()}
    return client.post(page_of(body), data | more)


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("anna", 302),
        ("carla", 404),
        ("coordinator", 200),
        ("administrator", 200),
    ],
)
def test_who_finds_something_to_review(client_of, body, name, status):
    answer = client_of(name).get(INDEX)
    assert answer.status_code == status
    if status == 302:
        assert answer.url == page_of(body)


@pytest.mark.parametrize("path", ["", "senza-ente/", "{pk}/", "{pk}/verbale.pdf"])
def test_a_visitor_is_asked_to_log_in(home, body, path):
    answer = Client().get(INDEX + path.format(pk=body.pk))
    assert answer.status_code == 302
    assert answer.url.startswith("/accesso/login/")


@pytest.mark.parametrize(
    "path",
    ["{other}/", "{other}/verbale.pdf", "senza-ente/", "senza-ente/verbale.pdf", "9/"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_body_is_not_there(client_of, other_body, path, method):
    make_member(other_body, "editor", "canarino@example.org")
    answer = getattr(client_of("anna"), method)(
        INDEX + path.format(other=other_body.pk)
    )
    assert answer.status_code in {404, 405}
    assert "canarino" not in text_of(answer)


def test_a_body_that_is_gone_is_not_there(client_of):
    assert client_of("administrator").get(f"{INDEX}999999/").status_code == 404


def test_the_page_says_what_one_must_know_to_decide(client_of, body, profile):
    carla = profile("carla")
    User.objects.filter(pk=carla.user_id).update(
        first_name="Carla",
        last_name="Bianchi",
        last_login=dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC),
    )
    Membership.objects.filter(pk=carla.pk).update(
        bond="volunteer", appointed_on=dt.date(2026, 2, 1)
    )
    page = text_of(client_of("anna").get(page_of(body)))
    for words in (
        "Carla Bianchi",
        "carla@example.org",
        "Redattore",
        "volontario incaricato",
        "incarico del 01/02/2026",
        "Ultimo accesso: 03/10/2026",
        "Non è mai entrato",
        "Mancano le istruzioni",
    ):
        assert words in page, words
    assert f'name="profile-{profile("anna").pk}"' not in page
    assert "lo verifica un’altra persona" in page
    assert "checked" not in page.split("<main")[1]


def test_one_form_for_all(client_of, body, profile):
    answer = choose(
        client_of("anna"),
        body,
        {profile("bruno"): "confirmed", profile("carla"): "withdrawn"},
        sure="on",
    )
    assert answer.url == page_of(body)
    assert profile("bruno").review_outcome == "confirmed"
    assert profile("carla").withdrawn_at is not None
    assert profile("carla").reviewed_on == TODAY
    assert profile("anna").reviewed_on is None


def test_after_saving_the_report_is_offered(client_of, body, profile):
    client = client_of("anna")
    choose(client, body, {profile("bruno"): "confirmed"})
    page = text_of(client.get(page_of(body)))
    assert "1 profilo verificato" in page
    assert "verbale.pdf" in page


def test_nothing_chosen_nothing_changes(client_of, body, profile):
    client = client_of("anna")
    client.post(page_of(body))
    assert profile("bruno").reviewed_on is None
    assert "Non hai scelto niente" in text_of(client.get(page_of(body)))


def test_nobody_is_put_out_by_mistake(client_of, body, profile):
    bruno, carla = profile("bruno"), profile("carla")
    answer = choose(client_of("anna"), body, {bruno: "confirmed", carla: "withdrawn"})
    page = text_of(answer)
    assert answer.status_code == 200
    assert "perdono subito l&#x27;accesso" in page
    assert profile("carla").withdrawn_at is None
    assert profile("bruno").reviewed_on is None
    # What was chosen is still chosen.
    assert page.split("<main")[1].count("checked") == 2


def test_a_choice_that_is_none_is_told_at_the_person(client_of, body, profile):
    carla = profile("carla")
    answer = choose(client_of("anna"), body, {carla: "promosso"})
    page = text_of(answer)
    assert "Scegli «Confermo» o «Revoca»." in page
    assert f'href="#id_profile-{carla.pk}_0"' in page
    assert f'id="id_profile-{carla.pk}_0"' in page


def test_forged_fields_decide_nothing(client_of, body, other_body, profile, people):
    stranger = make_member(other_body, "editor", "altra@example.org")
    foreign = stranger.memberships.get()
    choose(
        client_of("anna"),
        body,
        {profile("anna"): "confirmed", foreign: "withdrawn"},
        sure="on",
    )
    assert profile("anna").reviewed_on is None
    assert stranger.memberships.get().withdrawn_at is None


def test_the_coordinator_reviews_managers_and_leaves_one(client_of, body, profile):
    anna, bruno, client = profile("anna"), profile("bruno"), client_of("coordinator")
    both = {anna: "withdrawn", bruno: "withdrawn"}
    answer = choose(client, body, both, sure="on")
    assert "Resterebbe senza responsabili" in text_of(answer)
    assert profile("anna").withdrawn_at is None
    choose(client, body, {anna: "withdrawn", bruno: "confirmed"}, sure="on")
    assert profile("anna").withdrawn_at is not None


def test_the_administrator_may_close_a_body(client_of, body, profile):
    both = {profile("anna"): "withdrawn", profile("bruno"): "withdrawn"}
    choose(client_of("administrator"), body, both, sure="on")
    assert profile("bruno").withdrawn_at is not None


def test_what_the_night_suspended_comes_back_in_one_click(client_of, body, profile):
    suspend(membership=profile("carla"), because=Reason.DORMANT)
    client = client_of("anna")
    page = text_of(client.get(page_of(body)))
    assert "Confermo e riattivo" in page
    assert "Sospeso: accesso non usato. Si può riattivare fino" in page
    choose(client, body, {profile("carla"): "confirmed"})
    assert profile("carla").suspended_at is None


def test_what_a_person_suspended_says_so(client_of, body, profile):
    suspend(membership=profile("carla"), because="")
    page = text_of(client_of("anna").get(page_of(body)))
    assert "Confermo (resta sospeso)" in page
    assert "Si può riattivare" not in page


def test_who_is_late_comes_first_in_words(client_of, body, profile):
    given(profile("carla"), LONG_AGO)
    page = text_of(client_of("anna").get(page_of(body)))
    assert "In ritardo: la verifica scadeva" in page
    assert page.index("carla@example.org") < page.index("anna@example.org")


def test_a_profile_that_begins_later_says_when(client_of, body):
    make_member(
        body, "editor", "presto@example.org", valid_from=TODAY + dt.timedelta(20)
    )
    page = text_of(client_of("anna").get(page_of(body)))
    assert "Comincia il" in page or "Comincia l&#x27;" in page


def test_who_is_over_or_withdrawn_is_not_in_the_list(client_of, body, profile):
    carla = profile("carla")
    given(carla, LONG_AGO)
    Membership.objects.filter(pk=carla.pk).update(valid_until=TODAY - dt.timedelta(1))
    assert "carla@" not in text_of(client_of("anna").get(page_of(body)))


def test_the_coordinator_sees_who_is_late_by_body(client_of, body, other_body, profile):
    given(profile("carla"), LONG_AGO)
    page = text_of(client_of("coordinator").get(INDEX))
    late = page.index("Comune di prova</a>")
    other = page.index("<li>Sindacato di prova</li>")
    assert late < page.index("Enti dove nessuno può entrare: 1") < other
    assert "Profili da verificare: 1, di cui in ritardo 1" in page
    assert "senza-ente" not in page


def test_the_administrator_reviews_those_of_no_body(client_of, profile):
    client = client_of("administrator")
    assert "senza-ente" in text_of(client.get(INDEX))
    page = text_of(client.get(f"{INDEX}senza-ente/"))
    assert f'name="profile-{profile("coordinator").pk}"' in page
    assert f'name="profile-{profile("administrator").pk}"' not in page
    client.post(
        f"{INDEX}senza-ente/", {f"profile-{profile('coordinator').pk}": "confirmed"}
    )
    assert profile("coordinator").review_outcome == "confirmed"


def test_a_manager_of_two_bodies_sees_both_and_no_third(
    client_of, body, other_body, people, services_index
):
    from accounts.actions import grant
    from accounts.roles import RoleCode
    from tests.factories import OrganisationFactory

    OrganisationFactory(parent=services_index, title="Terzo ente")
    grant(user=people["anna"], role=RoleCode.MANAGER, organisation=other_body)
    page = text_of(client_of("anna").get(INDEX))
    assert "Comune di prova" in page
    assert "Sindacato di prova" in page
    assert "Terzo ente" not in page


def test_the_pages_ask_the_same_however_many_people(client_of, body, queries):
    client, counts = client_of("administrator"), []
    client.get(INDEX)
    client.get(page_of(body))
    for size in (1, 10):
        for index in range(size):
            make_member(body, "operator", f"o{size}.{index}@example.org")
        with queries() as found:
            client.get(INDEX)
            client.get(page_of(body))
        counts.append(len(found))
    assert counts[0] == counts[1]
    assert counts[0] <= 40


def test_no_page_of_the_review_is_kept_by_a_browser(client_of, body):
    answer = client_of("anna").get(page_of(body))
    assert "no-store" in answer["Cache-Control"]


def test_the_admin_s_menu_leads_there_who_reviews(client_of):
    assert "/accesso/verifica/" in text_of(client_of("anna").get("/admin/"))
    assert "/accesso/verifica/" not in text_of(client_of("carla").get("/admin/"))


def test_what_the_form_could_not_know_is_told_too(
    client_of, body, profile, monkeypatch
):
    def refuses(**_):
        raise NotNow("Resterebbe senza responsabili.")

    monkeypatch.setattr(views, "review", refuses)
    answer = choose(client_of("anna"), body, {profile("bruno"): "confirmed"})
    assert answer.status_code == 200
    assert "Resterebbe senza responsabili." in text_of(answer)


def test_the_page_of_one_s_own_access_leads_there(client_of):
    own = "/accesso/"
    page = text_of(client_of("anna").get(own))
    assert 'href="/accesso/verifica/"' in page
    assert 'href="/accesso/istruzioni/"' in page
    page = text_of(client_of("carla").get(own))
    assert 'href="/accesso/verifica/"' not in page
    assert 'href="/accesso/istruzioni/"' in page

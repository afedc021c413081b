"""Referents exist within an agreement in force, for its parties."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from intranet.entry.access import access_of
from intranet.models import Referent
from tests.factories import OrganisationFactory, make_member
from tests.intranet.conftest import agree, client_of
from tests.intranet.referents.conftest import make_referent

ONE_DAY = dt.timedelta(days=1)
ADDRESSES = ("", "contatti/")


def seen_by(user):
    access = access_of(user, timezone.localdate())
    return set(Referent.objects.visible_to(access).values_list("name", flat=True))


def test_each_party_sees_the_others_and_its_own(operator, other_operator, theirs, ours):
    assert (
        seen_by(operator) == {"Berta Altra", "Carla Nostra"} == seen_by(other_operator)
    )


@pytest.mark.parametrize(
    ("begins", "ends"), [(1, None), (-9, -1)], ids=["not yet", "no more"]
)
def test_outside_of_their_time_nobody_sees_them(operator, theirs, begins, ends):
    today = timezone.localdate()
    theirs.valid_from = today + begins * ONE_DAY
    theirs.valid_until = today + ends * ONE_DAY if ends else None
    theirs.save()
    assert seen_by(operator) == set()
    client = client_of(operator)
    for more in ADDRESSES:
        assert client.post(f"/intranet/referenti/{theirs.pk}/{more}").status_code in (
            404,
            405,
        )
    for path in ("", "stampa/", "?q=berta"):
        assert "Berta" not in client.get(f"/intranet/referenti/{path}").content.decode()


def test_of_an_agreement_that_ended_nothing_is_left(
    home, root, operator, body, other_body
):
    ended = agree(
        home, body, other_body, title="Finito", ends_on=timezone.localdate() - ONE_DAY
    )
    make_referent(other_body, ended, "Dora Finita")
    assert seen_by(operator) == set()


def test_another_agreement_of_the_same_body_does_not_open_it(
    home, operator, other_body, outside_body
):
    theirs_alone = agree(home, other_body, outside_body, title="Altro accordo")
    make_referent(other_body, theirs_alone, "Elsa Daltri")
    assert seen_by(operator) == set()
    stranger = make_member(outside_body, "operator", "terza@example.org")
    assert seen_by(stranger) == {"Elsa Daltri"}


def test_a_body_that_left_the_agreement_takes_its_referents_with_it(
    operator, agreement, other_body, theirs
):
    agreement.parties.filter(organisation=other_body).delete()
    assert seen_by(operator) == set()


def test_the_coordinator_sees_all(coordinator, theirs, ours):
    assert len(seen_by(coordinator)) == 2


def test_a_visitor_gets_nothing(client, root, theirs):
    for path in ("", "stampa/", f"{theirs.pk}/", f"{theirs.pk}/contatti/"):
        answer = client.get(f"/intranet/referenti/{path}")
        assert answer.status_code == 302
        assert b"Berta" not in answer.content


def test_lists_show_name_body_and_subjects_and_no_contact(operator, theirs):
    page = client_of(operator).get("/intranet/referenti/?q=ber").content.decode()
    assert "Berta Altra" in page
    assert "Sindacato di prova" in page
    for path in ("?q=ber", "", "stampa/", f"{theirs.pk}/", "chi-chiamo/"):
        text = client_of(operator).get(f"/intranet/referenti/{path}").content.decode()
        assert "407000" not in text
        assert "b@example.org" not in text


def test_a_contact_sought_finds_nobody(operator, theirs):
    for text in ("b@example.org", "407000", "0372407000"):
        page = client_of(operator).get("/intranet/referenti/", {"q": text})
        assert "Berta" not in page.content.decode()


def test_the_printed_page_has_ones_counterparts_alone(operator, theirs, ours):
    page = client_of(operator).get("/intranet/referenti/stampa/").content.decode()
    assert "Berta Altra" in page
    assert "Carla Nostra" not in page


@pytest.mark.parametrize(
    "path", ["", "?q=pro", "stampa/", "chi-chiamo/?per=b-casa", "tieni/"]
)
def test_ten_times_the_rows_cost_no_more_queries(
    manager, agreement, body, services_index, queries, path, home
):
    from tests.factories import NeedFactory

    need = NeedFactory(code="casa")
    client = client_of(manager)
    bodies = [body, OrganisationFactory(parent=services_index, title="Terzo ente")]
    agree(home, *bodies, title="Secondo accordo")
    counts = []
    for number in (1, 10):
        for one in bodies:
            for place in range(number):
                make_referent(
                    one,
                    agreement if one is body else agree_of(one),
                    f"Prova {number}{place}",
                    needs=[need],
                    hours=[(0, 9, 12)],
                )
        client.get(f"/intranet/referenti/{path}")
        with queries() as found:
            assert client.get(f"/intranet/referenti/{path}").status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 20


def agree_of(body):
    from network.models import AgreementPage

    return AgreementPage.objects.get(title="Secondo accordo")


def test_of_equal_names_the_other_bodys_colleague_is_found_first(
    operator, other_operator, agreement, body, other_body
):
    make_referent(body, agreement, "Ada Ferrari")
    make_referent(other_body, agreement, "Ida Ferrari")
    for user, names in (
        (operator, ["Ida Ferrari", "Ada Ferrari"]),
        (other_operator, ["Ada Ferrari", "Ida Ferrari"]),
    ):
        client = client_of(user)
        for path in ("/intranet/referenti/", "/intranet/cerca/suggerimenti/"):
            page = client.get(path, {"q": "fer"}).content.decode()
            assert sorted(names, key=page.index) == names, path

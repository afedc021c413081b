"""What Wagtail's own list of users may not do; addresses and numbers that open nothing."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts.models import FactorRecovery, User
from tests.factories import make_member

PASSWORD = "una parola lunga"
LOGIN = "/accesso/login/"
NUMBERLESS = "99999999999999999999"


@pytest.fixture
def person(body):
    return make_member(body, "operator", "operatrice@example.org")


def enter(email):
    client = Client()
    client.post(LOGIN, {"login": email, "password": PASSWORD})
    return "_auth_user_id" in client.session


def refused(answer):
    return "Una persona non si cancella da qui" in answer.content.decode()


def test_nobody_is_deleted_one_by_one(admin_client, body, person):
    other = make_member(body, "manager", "responsabile@example.org")
    FactorRecovery.objects.create(
        person=person, asked_by=other, reason="x", asked_at=timezone.now()
    )
    for user in (person, other):
        answer = admin_client.post(f"/admin/users/delete/{user.pk}/", follow=True)
        assert refused(answer)
    assert User.objects.filter(pk__in=[person.pk, other.pk]).count() == 2


def test_nobody_is_deleted_with_others(admin_client, person):
    place = f"/admin/bulk/accounts/user/delete/?id={person.pk}"
    assert refused(admin_client.post(place, follow=True))
    assert User.objects.filter(pk=person.pk).exists()


def test_people_are_still_switched_off_together(admin_client, person):
    place = f"/admin/bulk/accounts/user/set_active_state/?id={person.pk}"
    admin_client.post(place, {"mark_as_active": "False"})
    person.refresh_from_db()
    assert not person.is_active


def test_an_address_that_is_not_theirs_any_more_opens_nothing(person, mailoutbox):
    old = person.email
    EmailAddress.objects.create(user=person, email=old, verified=True, primary=True)
    person.email = "nuova@example.org"
    person.save()
    assert not enter(old)
    assert enter(person.email)
    Client().post("/accesso/password/reset/", {"email": old})
    assert "non c'è un accesso" in mailoutbox[-1].body


def test_other_changes_leave_the_address(person):
    EmailAddress.objects.create(user=person, email="Operatrice@example.org")
    person.first_name = "Anna"
    person.save()
    person.email = "altra@example.org"
    person.save(update_fields=["first_name"])
    assert EmailAddress.objects.filter(user=person).exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path",
    [
        "/accesso/verifica/{}/",
        "/accesso/verifica/{}/verbale.pdf",
        "/accesso/istruzioni/{}/",
        "/accesso/istruzioni/{}/scrivi/",
        "/accesso/istruzioni/{}/a-voce/",
        "/accesso/persone/{}/",
        "/redazione/sportelli/{}/",
    ],
)
def test_a_number_that_no_database_holds_is_not_there(admin_client, path, method):
    answer = getattr(admin_client, method)(path.format(NUMBERLESS))
    assert answer.status_code == 404

"""Confirm many pages at once, from the explorer."""

from django.urls import reverse

from core.models import Review
from tests.factories import ServiceFactory

ADDRESS = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "confirm_pages"])


def address(*pages):
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return f"{ADDRESS}?next={reverse('wagtailadmin_home')}&{chosen}"


def test_many_are_confirmed_and_those_of_others_left(body, other_body, writer, enter):
    mine = [ServiceFactory(parent=body, title=f"Nostra {n}") for n in range(3)]
    theirs = ServiceFactory(parent=other_body, title="Altrui")
    draft = ServiceFactory(parent=body, title="Bozza", live=False)
    client = enter(writer)
    asked = client.get(address(*mine, theirs, draft)).text
    assert "Confermi che queste pagine sono ancora giuste?" in asked
    assert "non si possono confermare" in asked
    assert not Review.objects.exists()
    answer = client.post(address(*mine, theirs, draft), follow=True)
    assert "3 pagine sono verificate" in answer.text
    confirmed = set(Review.objects.values_list("page_id", "reviewer"))
    assert confirmed == {(page.pk, "Comune di prova") for page in mine}


def test_one_alone(body, writer, enter):
    page = ServiceFactory(parent=body)
    answer = enter(writer).post(address(page), follow=True)
    assert "1 pagina è verificata" in answer.text


def test_nothing_of_mine_nothing_done(other_body, writer, enter):
    page = ServiceFactory(parent=other_body)
    client = enter(writer)
    assert (
        "Confermo: è ancora tutto giusto</button>" not in client.get(address(page)).text
    )
    client.post(address(page))
    assert not Review.objects.exists()


def test_the_explorer_offers_it(body, writer, enter):
    ServiceFactory(parent=body)
    explorer = reverse("wagtailadmin_explore", args=[body.pk])
    assert ADDRESS in enter(writer).get(explorer).text

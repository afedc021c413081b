"""What bulk actions, moves and reports tell an editor of another body's drafts, files and people.

Every address, as every role, is asked in `tests/walk`; here is what they must still answer.
"""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment

from core.admin_addresses import KEPT
from core.models import CustomDocument, CustomImage
from tests.factories import DeskFactory, NeedFactory, ServiceFactory

WORDS = {
    "draft": "Zafferano",
    "change": "Quarzo",
    "comment": "Betulla",
    "document": "Ginepro",
    "picture": "Cobalto",
    "user": "altrove@example.org",
}


@pytest.fixture
def theirs(other_body, stranger):
    """Things of another body, each with a word of its own."""
    sheet = ServiceFactory(parent=other_body, title="Pubblico")
    draft = ServiceFactory(
        parent=other_body, title=WORDS["draft"], live=False, locked=True
    )
    draft.save_revision(user=stranger, log_action=True)
    sheet.title = WORDS["change"]
    sheet.save_revision(user=stranger, log_action=True)
    other_body.access.workflow.start(sheet, stranger)
    comment = Comment.objects.create(
        page=sheet, user=stranger, text=WORDS["comment"], contentpath="summary"
    )
    collection = other_body.access.collection
    document = CustomDocument.objects.create(
        title=WORDS["document"],
        file=ContentFile(b"%PDF-", name="x.pdf"),
        collection=collection,
    )
    picture = CustomImage.objects.create(
        title=WORDS["picture"],
        file=get_test_image_file(),
        width=1,
        height=1,
        collection=collection,
        is_decorative=True,
    )
    return {
        "sheet": sheet,
        "draft": draft,
        "comment": comment,
        "document": document,
        "picture": picture,
    }


def leaks(answer):
    text = answer.content.decode(errors="replace")
    return [word for word in WORDS.values() if word in text]


def bulk(app, model, action):
    return reverse("wagtail_bulk_action", args=[app, model, action])


@pytest.mark.parametrize(
    "action", ["delete", "move", "publish", "unpublish", "confirm_pages"]
)
@pytest.mark.parametrize(
    "chosen", ["id={draft}&id={sheet}", "id=all", "id=all&childOf={keeper}"]
)
def test_no_bulk_action_names_it(
    theirs, other_body, manager, coordinator, login, action, chosen
):
    words = {name: theirs[name].pk for name in ("draft", "sheet")}
    chosen = chosen.format(**words, keeper=other_body.pk)
    url = f"{bulk('wagtailcore', 'page', action)}?{chosen}"
    answer = login(manager).get(url)
    assert "Pubblico" in answer.content.decode()
    assert leaks(answer) == []
    if action == "delete":
        assert WORDS["draft"] in login(coordinator).get(url).content.decode()


@pytest.mark.parametrize(
    ("model", "thing"), [("image", "picture"), ("document", "document")]
)
def test_nor_does_one_on_files(theirs, manager, login, model, thing):
    url = f"{bulk('core', f'custom{model}', 'delete')}?id={theirs[thing].pk}"
    answer = login(manager).get(url)
    assert answer.status_code == 200
    assert leaks(answer) == []


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
@pytest.mark.parametrize("person", ["manager", "coordinator"])
def test_nor_one_on_people(stranger, request, login, person, action):
    client = login(request.getfixturevalue(person))
    answer = client.get(f"{bulk('accounts', 'user', action)}?id={stranger.pk}")
    assert answer.status_code in {200, 302}
    assert leaks(answer) == []


def test_one_on_terms_that_are_the_keepers_is_refused_without_a_fault(
    theirs, manager, login
):
    need = NeedFactory()
    url = f"{bulk('directory', 'need', 'delete')}?id={need.pk}"
    client = login(manager)
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code in {200, 302}
    assert type(need).objects.filter(pk=need.pk).exists()


def test_nothing_is_moved_below_a_draft_that_is_not_known(theirs, body, manager, login):
    own = ServiceFactory(parent=body, live=False)
    url = f"{bulk('wagtailcore', 'page', 'move')}?id={own.pk}"
    client = login(manager)
    assert client.get(url).status_code == 200
    answer = client.post(url, {"chooser": theirs["draft"].pk})
    assert answer.status_code == 404
    assert client.post(url, {"chooser": ""}).status_code == 200


@pytest.mark.parametrize("which", ["sheet", "draft"])
def test_no_move_asks_about_it(theirs, body, manager, coordinator, login, which):
    own = ServiceFactory(parent=body, live=False)
    other = theirs[which]
    for page, place in ((own, other), (other, own), (other, body)):
        url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk])
        answer = login(manager).get(url)
        assert answer.status_code == 302
        assert leaks(answer) == []
    url = reverse("wagtailadmin_pages:move_confirm", args=[other.pk, body.pk])
    assert login(coordinator).get(url).status_code == 200


@pytest.mark.parametrize("place", ["x\0", "9" * 20, "draft"])
def test_no_move_below_what_is_not_there(theirs, body, manager, login, place):
    own = ServiceFactory(parent=body, live=False)
    sent = {"new_parent_page": theirs["draft"].pk if place == "draft" else place}
    url = reverse("wagtailadmin_pages:move", args=[own.pk])
    assert login(manager).post(url, sent).status_code == 404
    known = login(manager).post(url, {"new_parent_page": body.pk})
    assert known.status_code == 302


@pytest.mark.parametrize(
    "query",
    ["id=x", f"id={'9' * 20}", "id=all&childOf=x", f"id=all&childOf={'9' * 20}"],
)
def test_numbers_of_nothing_break_no_bulk_action(manager, login, query):
    for app, model in (("wagtailcore", "page"), ("core", "customimage")):
        answer = login(manager).get(f"{bulk(app, model, 'delete')}?{query}")
        assert answer.status_code == 404


def test_what_is_the_own_body_s_is_shown(body, theirs, writer, login):
    DeskFactory(parent=body, title="Banco mio", live=False)
    assert "Banco mio" in login(writer).get("/admin/desks/").content.decode()


def test_the_reports_that_name_everybody_are_the_keepers(
    theirs, writer, coordinator, login
):
    mine, keeper = login(writer), login(coordinator)
    for name in KEPT:
        assert mine.get(reverse(name)).status_code == 302
        assert keeper.get(reverse(name)).status_code == 200
    address = reverse("wagtailadmin_reports:site_history")
    assert address not in mine.get("/admin/").content.decode()
    assert address in keeper.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "url", ["/admin/pages/", "/admin/services/", "/admin/pages/search/"]
)
def test_no_list_is_filtered_by_a_person(theirs, coordinator, login, url):
    html = login(coordinator).get(url).content.decode()
    assert "altrove@example.org" not in html
    assert 'name="edited_by"' not in html
    assert 'name="owner"' not in html

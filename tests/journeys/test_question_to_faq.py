"""An operator of the union asks, the Comune's referent answers, it becomes an FAQ, and the next
who begins to ask the same finds it by the third letter."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import follow

COMUNE, UNION = "Comune di Cremona", "CGIL Cremona"
QUESTION = "Zanzariere alle finestre: quale ufficio le paga?"
ANSWER = "Nessuno: rientrano nelle spese di chi abita la casa."
PASSWORD = "quattro gatti sul tetto"
MAKE = f"""
from accounts.actions import grant
from accounts.models import Bond, User
from accounts.roles import RoleCode
from directory.models import OrganisationPage
body = OrganisationPage.objects.get(title={UNION!r})
user = User.objects.create_user("chiede@example.org", {PASSWORD!r})
grant(user=user, role=RoleCode.OPERATOR, organisation=body, bond=Bond.EMPLOYED)
"""


@pytest.fixture(scope="module")
def operator(server):
    """Works at a desk of the union, and has no second factor: nobody asks an operator for one."""
    server.run(MAKE)
    return {"email": "chiede@example.org", "password": PASSWORD, "totp_secret": ""}


@pytest.fixture
def counter(chromium):
    """The screen of a counter."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="it-IT"
    )
    yield context.new_page()
    context.close()


def send(page):
    follow(page.locator("main form button[type=submit]").last)


def accessible(page):
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_question_to_the_faq(server, operator, counter, plain_phone):
    server.enter(counter, operator, "/intranet/domande/")
    follow(counter.get_by_role("link", name="Fai una domanda"))
    counter.get_by_label("La domanda, in una riga").fill(QUESTION)
    counter.get_by_label("Tutti gli enti degli accordi").check()
    accessible(counter)
    send(counter)
    expect(counter.locator("h1")).to_have_text(QUESTION)
    expect(counter.get_by_text("Domanda mandata ai referenti.")).to_be_visible()

    referent = plain_phone
    server.enter(referent, server.account("referente", COMUNE), "/intranet/")
    fits(referent)
    follow(referent.get_by_role("link", name=QUESTION))
    referent.get_by_label("La tua risposta").fill(ANSWER)
    send(referent)
    expect(referent.get_by_text("Risposta mandata.")).to_be_visible()

    counter.reload()
    expect(counter.get_by_text(ANSWER)).to_be_visible()
    expect(counter.get_by_role("heading", name=COMUNE)).to_be_visible()
    follow(counter.get_by_role("button", name="Ho la risposta"))
    expect(counter.get_by_text("Risolta", exact=True)).to_be_visible()

    follow(referent.get_by_role("link", name="Fanne una domanda frequente"))
    expect(referent.get_by_label("Titolo", exact=True)).to_have_value(QUESTION)
    fits(referent)
    send(referent)
    expect(referent.locator("h1")).to_have_text(QUESTION)

    counter.goto(server.url("/intranet/domande/chiedi/"))
    counter.get_by_label("La domanda, in una riga").press_sequentially("zan")
    offered = counter.locator(".similar-box a", has_text=QUESTION)
    expect(offered).to_be_visible()
    assert "/intranet/procedure/" in offered.get_attribute("href")
    accessible(counter)


@pytest.mark.parametrize(
    "path",
    [
        "/intranet/",
        "/intranet/avvisi/",
        "/intranet/procedure/",
        "/intranet/procedure/note/",
        "/intranet/procedure/note/scrivi/",
        "/intranet/procedure/scrivi/",
        "/intranet/avvisi/scrivi/",
        "/intranet/domande/",
    ],
)
def test_pages_are_accessible_and_fit_a_narrow_screen(server, counter, path):
    server.enter(counter, server.account("referente", COMUNE), path)
    for width in (1366, 320):
        counter.set_viewport_size({"width": width, "height": 800})
        accessible(counter)
        fits(counter)

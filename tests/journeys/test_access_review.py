"""Who answers for a body confirms its people and writes its instructions; nobody goes on before
reading them. All of it on a phone without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import follow

BODY = "Comune di Cremona"
FORGET = (
    "from accounts.models import Acceptance, Instructions;"
    "Acceptance.objects.all().delete(); Instructions.objects.all().delete()"
)


@pytest.fixture
def without_instructions(server):
    """What this journey writes must not stop the others."""
    yield
    server.run(FORGET)


@pytest.fixture
def visitor(chromium):
    """Another phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    yield context.new_page()
    context.close()


def send(page):
    follow(page.locator("main form button[type=submit]").last)


def test_from_the_review_to_the_signed_sheet(server, plain_phone):
    server.enter(
        plain_phone, server.account("responsabile", BODY), "/accesso/verifica/"
    )
    expect(plain_phone.locator("h1")).to_have_text("Verifica degli accessi")
    person = plain_phone.locator("fieldset", has_text="operatore.").first
    person.get_by_role("radio", name="Confermo").check()
    send(plain_phone)
    expect(plain_phone.locator("main")).to_contain_text("1 profilo verificato")
    expect(plain_phone.locator("main")).to_contain_text("Ultima verifica:")
    with plain_phone.expect_download() as found:
        plain_phone.get_by_role("link", name="verbale").click()
    assert found.value.path().read_bytes().startswith(b"%PDF")


def test_nobody_goes_on_before_the_instructions(
    server, plain_phone, visitor, without_instructions
):
    server.enter(
        plain_phone, server.account("responsabile", BODY), "/accesso/verifica/"
    )
    follow(plain_phone.get_by_role("link", name="Vai alle istruzioni"))
    follow(plain_phone.get_by_role("link", name="Scrivi le istruzioni"))
    expect(plain_phone.locator("main")).to_contain_text("il testo è del titolare")
    send(plain_phone)
    # Who wrote them reads them too.
    expect(plain_phone.locator("h1")).to_have_text("Prima di continuare")

    server.enter(visitor, server.account("redattore", BODY), "/admin/")
    expect(visitor.locator("h1")).to_have_text("Prima di continuare")
    assert Axe().run(visitor).response["violations"] == []
    visitor.goto(server.url("/admin/services/"))
    expect(visitor.locator("h1")).to_have_text("Prima di continuare")
    send(visitor)
    visitor.wait_for_url("**/admin/services/")

"""Each page of the restricted part, and each of its forms sent empty: barriers, width, fingers."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import follow

# A page looks the same on either database; journeys are walked on both.
pytestmark = pytest.mark.one_database

COMUNE, UNION = "Comune di Cremona", "CGIL Cremona"
COUNTER, NARROW = {"width": 1366, "height": 768}, {"width": 320, "height": 640}
# Controls whose middle belongs to another control: whoever presses them gets something else.
COVERED = """() => {
  const pressed = 'a[href], button, input, select, textarea, summary';
  return [...document.querySelectorAll('main :is(' + pressed + ')')].filter((one) => {
    one.scrollIntoView({ block: 'center' });
    const box = one.getClientRects()[0];
    if (!box || box.width < 4 || box.height < 4) return false;
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const owner = hit && hit.closest(pressed);
    return owner && owner !== one;
  }).map((one) => one.outerHTML.slice(0, 90));
}"""
READ = [
    "/intranet/",
    "/intranet/da-curare/",
    "/intranet/foglio/",
    "/intranet/referenti/",
    "/intranet/referenti/chi-chiamo/?per=b-casa",
    "/intranet/referenti/stampa/",
    "/intranet/riunioni/",
    "/intranet/riunioni/compiti/?stato=fatti",
    "/intranet/avvisi/",
    "/intranet/procedure/?q=isee",
    "/intranet/procedure/note/",
    "/intranet/domande/?mostra=risolte",
    "/intranet/formazione/",
    "/intranet/formazione/conclusi/",
    "/intranet/formazione/miei/",
    "/intranet/formazione/materiali/",
    "/intranet/file/",
    "/intranet/cerca/?q=isee",
    "/intranet/cerca/?q=zzzqqq",
]
WRITTEN = [
    "/intranet/riunioni/nuova/",
    "/intranet/avvisi/scrivi/",
    "/intranet/procedure/scrivi/",
    "/intranet/procedure/note/scrivi/",
    "/intranet/domande/chiedi/",
    "/intranet/formazione/nuovo/",
    "/intranet/file/nuovo/",
]
KEPT = ["/intranet/referenti/tieni/", "/intranet/verifica-dati/"]


def faults_of(page):
    """What is wrong with a page, at the counter and at 400 %."""
    found = []
    for size in (COUNTER, NARROW):
        page.set_viewport_size(size)
        found += [f"covered: {one}" for one in page.evaluate(COVERED)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"wider than {size['width']}")
        if page.locator("main h1").count() != 1:
            found.append("not one first heading")
    violations = Axe().run(page).response["violations"]
    found += [f"{v['id']}: {v['nodes'][0]['html'][:90]}" for v in violations]
    return [f"{page.url}: {fault}" for fault in found]


def test_what_an_operator_reads(server, desktop):
    server.enter(desktop, server.account("operatore", UNION), "/intranet/")
    found = []
    for path in READ:
        desktop.goto(server.url(path))
        found += faults_of(desktop)
    assert found == []


@pytest.fixture
def nameless(server):
    """An operator who was at a course, and whose name is not known."""
    account = server.account("operatore", UNION)
    person = f"from accounts.models import User; u = User.objects.get(email={account['email']!r});"
    last_name = server.run(f"{person} print(u.last_name, end='')")
    first_name = server.run(f"{person} print(u.first_name, end='')")
    server.run(f"{person} u.first_name = u.last_name = ''; u.save()")
    yield account
    named = f"u.first_name, u.last_name = {first_name!r}, {last_name!r}; u.save()"
    server.run(f"{person} {named}")


def test_who_has_no_name_is_asked_before_an_attestation(server, desktop, nameless):
    server.enter(desktop, nameless, "/intranet/formazione/miei/")
    follow(desktop.get_by_role("link", name="Attestato").first)
    expect(desktop.locator("h1")).to_have_text("Come ti chiami?")
    found = faults_of(desktop)
    desktop.set_viewport_size(COUNTER)
    follow(desktop.get_by_role("button", name="Salva e vai all’attestato"))
    assert desktop.title().startswith("Errore: ")
    found += faults_of(desktop)
    assert found == []


def test_what_a_manager_is_asked_before_material_goes(server, desktop):
    account = server.account("responsabile", COMUNE)
    server.enter(desktop, account, "/intranet/formazione/conclusi/")
    number = server.run(
        "from intranet.models import TrainingMaterial as M;"
        f"of = M.objects.filter(course__organisation__title={COMUNE!r});"
        "print(of.first().pk)"
    )
    desktop.goto(server.url(f"/intranet/formazione/materiali/{number.strip()}/togli/"))
    expect(desktop.locator("h1")).to_have_text("Togliere il materiale?")
    assert faults_of(desktop) == []


@pytest.mark.parametrize("path", [*WRITTEN, *KEPT])
def test_what_a_manager_writes_and_a_form_sent_empty(server, desktop, path):
    server.enter(desktop, server.account("responsabile", COMUNE), path)
    found = faults_of(desktop)
    if path in WRITTEN:
        desktop.set_viewport_size(COUNTER)
        for field in desktop.locator("main form[method=post] input[type=text]").all():
            field.fill("")
        follow(desktop.locator("main form[method=post] button[type=submit]").first)
        assert desktop.title().startswith("Errore: ")
        summary = desktop.locator(".error-summary")
        assert summary.evaluate("one => one === document.activeElement")
        found += faults_of(desktop)
    assert found == []

"""One page of each template: accessible, valid, narrow, light, alone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

# A page looks the same on either database; journeys are walked on both.
pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / "site/frontend/node_modules/vnu-jar/build/dist/vnu.jar"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATHS = {
    "home": "/",
    "services": "/servizi/",
    "category": "/servizi/categorie/salute-benessere-e-assistenza/",
    "grouping": "/servizi/argomenti/",
    "term": "/servizi/bisogni/casa/",
    "second page": "/servizi/?pagina=2",
    "service": "/servizi/caaf-cgil/isee/",
    "crisis": "/servizi/comune-di-cremona/numero-1522/",
    "organisation": "/servizi/cgil-cremona/",
    "desk": "/servizi/cgil-cremona/sportello-sociale-via-mantova/",
    "phone line": "/servizi/inps/contact-center-inps/",
    "desks": "/sportelli/",
    "desks open now": "/sportelli/?aperto=1",
    "section": "/amministrazione/",
    "bodies": "/amministrazione/enti-e-fondazioni/",
    "empty section": "/vivere-cremona/luoghi/",
    "agreements": "/amministrazione/accordi/",
    "agreement": "/amministrazione/accordi/protocollo-sportello-sociale/",
    "fingerprints": "/amministrazione/accordi/documento-di-intenti-inclusione-attiva/",
    "network": "/amministrazione/rete/",
    "body of the network": "/amministrazione/rete/cabina-di-regia/",
    "practices": "/amministrazione/prassi/?stato=in-corso",
    "no practices": "/amministrazione/prassi/?per=nessuno",
    "practices to print": "/amministrazione/prassi/stampa/",
    "practice": "/servizi/cgil-cremona/esempio-primo-passo/",
    "updates": "/novita/",
    "old notices": "/novita/avvisi/?tipo=archivio",
    "news": "/novita/notizie/rete-per-l-inclusione-attiva/",
    "notice": "/servizi/cgil-cremona/esempio-di-avviso/",
    "campaign": "/novita/campagne/monitoraggio-autosufficienza-anziani/",
    "events": "/vivere-cremona/eventi/",
    "event": "/servizi/cgil-cremona/esempio-di-incontro/",
    "standard": "/domande-frequenti/",
    "site map": "/mappa-del-sito/",
    "lists": "/elenco-dei-servizi/",
    "list": "/elenco-dei-servizi/1/",
    "news of the list": "/elenco-dei-servizi/novita/",
    "results": "/cerca/?q=isee",
    "results near": "/cerca/?tipo=sportelli&vicino=Crema&bisogno=casa",
    "unknown place": "/cerca/?q=isee&vicino=Nessundove",
    "no results": "/cerca/?q=zzzqqq",
    "search": "/cerca/",
    "empty list of mine": "/la-mia-lista/",
    "things for my list": "/la-mia-lista/?q=isee",
    "not found": "/non-esiste/",
    "login": "/accesso/login/",
    "style": "/stile/",
}


def faults_of(folder):
    """What the Nu HTML checker finds in the files of a folder: (file, message)."""
    result = subprocess.run(
        [shutil.which("java"), "-jar", str(VNU), "--format", "json", "--errors-only",
         "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
        timeout=300,
    )  # fmt: skip
    messages = json.loads(result.stderr or result.stdout)["messages"]
    return [(m["url"].rsplit("/", 1)[-1], m["message"]) for m in messages]


@pytest.fixture(params=PATHS)
def path(request):
    return PATHS[request.param]


def test_axe_finds_nothing(server, phone, path):
    phone.goto(server.url(path))
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    found = Axe().run(phone, options=options).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


def test_nothing_is_wider_than_320_pixels(server, phone, path):
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(server.url(path))
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= 320


def test_visitor_gets_no_cookie_no_stranger_and_no_error(server, chromium, path):
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    status = page.goto(server.url(path)).status
    cookies = context.cookies()
    context.close()
    # The login keeps a form's token; a missing page is logged by the browser itself.
    assert cookies == [] or path.startswith("/accesso/")
    assert [url for url in requests if not url.startswith((server.base, "data:"))] == []
    assert errors == [] or status == 404
    assert len(requests) <= 15


@pytest.mark.java
def test_html_is_valid(server, tmp_path):
    for name, path in PATHS.items():
        (tmp_path / f"{name}.html").write_text(server.get(path)[2], encoding="utf-8")
    assert faults_of(tmp_path) == []


@pytest.mark.parametrize("path", ["/", "/servizi/", "/servizi/caaf-cgil/isee/"])
def test_first_view_is_light(server, chromium, path):
    page = chromium.new_context().new_page()
    sizes = []
    page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))
    page.goto(server.url(path), wait_until="networkidle")
    page.context.close()
    assert sum(sizes) <= 300_000

"""What the documents name exists, and what must be documented is."""

import re
import subprocess
from pathlib import Path

import pytest
from config.environment import VARIABLES
from django.apps import apps
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
OWN_APPS = (
    "accounts",
    "core",
    "directory",
    "editorial",
    "exchange",
    "home",
    "intranet",
    "network",
    "search",
)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACE = re.compile(r"`([\w.-]+/[\w./-]*|[\w-]+/)`")
# Files that an installation makes, which no clone holds.
MADE_LATER = ("var/", ".venv/")
# Written in parts, so that this file does not name what it looks for.
REGISTRIES = (
    "pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "npmjs" + ".com",
    "yarnpkg" + ".com", "jsdelivr" + ".net", "unpkg" + ".com", "docker" + ".io",
)  # fmt: skip
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:wor" + r"k|roo" + r"t)(?:/\w|\b(?!/))")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(document):
    """What stands in backticks or in blocks of code."""
    text = document.read_text(encoding="utf-8")
    found = re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL)
    return "\n".join(found)


def make_targets():
    return set(re.findall(r"^([a-z][a-z-]*):", text_of("Makefile"), re.MULTILINE))


def anchors_of(document):
    """Anchors of headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.M)
    kept = (re.sub(r"[^\w\s-]", "", heading.lower()).strip() for heading in headings)
    return {re.sub(r"\s", "-", heading) for heading in kept}


def is_ours(link):
    return not re.match(r"[a-z]+:", link)


def tracked_files():
    """Every file of the repository, the submodules' and deleted ones apart."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("manca git, o questa cartella non è un clone")
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", [variable.name for variable in VARIABLES])
@pytest.mark.parametrize(
    ("document", "form"),
    [(".env.example", "^{}="), ("docs/operations.md", r"^\| `{}` \|")],
)
def test_every_variable_is_documented(document, form, name):
    assert re.search(form.format(name), text_of(document), re.MULTILINE)


def test_no_variable_is_documented_that_is_not_read():
    told = set(re.findall(r"^([A-Z_]+)=", text_of(".env.example"), re.MULTILINE))
    rows = re.findall(r"^\| `([A-Z_]+)` \|", text_of("docs/operations.md"), re.M)
    assert told == set(rows) == {variable.name for variable in VARIABLES}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_that_are_named_exist(document):
    named = re.findall(r"\bmake ([a-z][a-z-]*)", code_of(document))
    assert set(named) <= make_targets()


def test_the_readme_names_the_two_commands():
    assert {"demo", "test"} <= set(
        re.findall(r"^make (\w+)", text_of("README.md"), re.M)
    )


def test_make_targets_are_phony():
    """A folder called `test` must not make `make test` do nothing."""
    makefile = text_of("Makefile").replace("\\\n", " ")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()
    assert make_targets() <= set(phony)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_lead_somewhere(document):
    for link in filter(is_ours, LINK.findall(document.read_text(encoding="utf-8"))):
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{document.name}: {link}"
        assert not anchor or anchor in anchors_of(target), f"{document.name}: {link}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_places_of_the_code_that_are_named_exist(document):
    named = PLACE.findall(document.read_text(encoding="utf-8"))
    kept = [name for name in named if not name.startswith(MADE_LATER)]
    assert [name for name in kept if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_named_exist(document):
    """`sportello` is the short form that the guide to installing makes."""
    form = r"(?:manage\.py|(?:^|`|&& )sportello) (\w+)"
    named = re.findall(form, code_of(document), re.MULTILINE)
    assert set(named) <= set(get_commands())


@pytest.mark.parametrize("app", OWN_APPS)
def test_the_glossary_knows_every_model_by_its_label(app):
    rows = [
        line for line in text_of("docs/glossary.md").splitlines() if line[:1] == "|"
    ]
    models = apps.get_app_config(app).get_models(include_auto_created=False)
    missing = [
        model.__name__
        for model in models
        if model.__name__ != "CustomRendition"
        and not any(
            f"`{model.__name__}`" in row and str(model._meta.verbose_name) in row
            for row in rows
        )
    ]
    assert missing == []


def test_decisions_are_numbered_and_have_their_three_parts():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:3]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:3]} ")
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page.name


def test_the_glossary_has_each_row_once():
    rows = re.findall(r"^\| (`[^|]+?) \|", text_of("docs/glossary.md"), re.MULTILINE)
    assert sorted(set(rows)) == sorted(rows)


def test_no_merge_was_left_half_done():
    """Written in parts, so that this file does not hold what it looks for."""
    marks = re.compile(f"^({'<' * 7}|{'=' * 7}$|{'>' * 7})", re.MULTILINE)
    texts = [path for path in tracked_files() if path.suffix in {".md", ".py", ".html"}]
    found = [path for path in texts if marks.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_no_file_names_a_registry_or_a_machine():
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        hosts = [host for host in REGISTRIES if host in text]
        if hosts or MACHINE_PATHS.search(text):
            found.append(f"{path.relative_to(ROOT)}: {hosts or 'a path of a machine'}")
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("cd /wor" + "k/main", True),
        ("see /roo" + "t", True),
        ("/sportelli/at/wor" + "k/", False),
        ("./roo" + "t/x", False),
        ("chown roo" + "t:sportello", False),
    ],
)
def test_paths_of_machines_are_recognised(text, is_found):
    assert bool(MACHINE_PATHS.search(text)) is is_found

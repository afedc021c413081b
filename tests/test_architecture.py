"""The shape of the code: what no reader should have to remember."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = (
    "core",
    "directory",
    "search",
    "network",
    "accounts",
    "home",
    "editorial",
    "exchange",
    "intranet",
)
DRAWERS = {"utils.py", "helpers.py", "common.py", "misc.py", "services.py"}
PURE = ("freshness.py", "opening_hours", "phones.py", "tax_code.py")


def modules(*apps: str) -> list[Path]:
    return sorted(
        place
        for app in apps or (*APPS, "site/config")
        for place in (ROOT / app).rglob("*.py")
        if "migrations" not in place.parts
    )


def short(place: Path) -> str:
    return str(place.relative_to(ROOT))


def test_only_the_querysets_decide_what_is_public():
    asking = re.compile(r"\.(live|public|not_public)\(")
    found = [
        short(place)
        for place in modules()
        if asking.search(place.read_text(encoding="utf-8"))
    ]
    assert found == [], "use published() (core/querysets.py)"


def test_no_module_is_a_drawer():
    assert [short(p) for p in modules() if p.name in DRAWERS] == []


def test_no_app_is_named_like_the_standard_library():
    assert set(APPS) & sys.stdlib_module_names == set()


def test_every_module_begins_with_its_purpose():
    trees = {place: ast.parse(place.read_text(encoding="utf-8")) for place in modules()}
    silent = [
        short(place)
        for place, tree in trees.items()
        if tree.body and not ast.get_docstring(tree)
    ]
    assert silent == []


def too_long(place: Path) -> list[str]:
    """A module that is longer than one reads at a time, and its functions that are."""
    text = place.read_text(encoding="utf-8")
    # A model is a list of fields with their labels: long to read, nothing to follow.
    limit = 400 if "models" in place.parts else 300
    found = [short(place)] if len(text.splitlines()) > limit else []
    return found + [
        f"{short(place)}: {node.name}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 40
    ]


def test_modules_and_their_functions_stay_small():
    assert [fault for place in modules() for fault in too_long(place)] == []


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_know_no_framework(name):
    place = ROOT / "directory" / name
    for source in [place] if place.is_file() else place.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        assert not re.search(r"^(from|import) (django|wagtail)", text, re.M), source


def test_templates_stay_short():
    long = [
        short(place)
        for place in (ROOT / "site/templates").rglob("*.html")
        if len(place.read_text(encoding="utf-8").splitlines()) > 80
    ]
    assert long == []


def test_no_committed_file_speaks_of_this_machine():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    found = []
    for name in filter(None, listed.decode().split("\0")):
        place = ROOT / name
        if place.suffix in {".woff2", ".png", ".ico"} or not place.is_file():
            continue
        text = place.read_text(encoding="utf-8", errors="replace")
        if re.search(r"(?<![\w/.])/(work|root|home/\w+)/", text):
            found.append(name)
    assert found == []

"""Rules of the templates: no inline script or style, small, explicit."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "site" / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
LONGEST = 80


def named(template: Path) -> str:
    return str(template.relative_to(TEMPLATES))


def text_of(template: Path) -> str:
    return template.read_text(encoding="utf-8")


@pytest.mark.parametrize("template", ALL, ids=named)
def test_no_inline_style_or_script(template):
    text = text_of(template)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert "javascript:" not in text
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in tag or 'type="application/ld+json"' in tag


@pytest.mark.parametrize("template", ALL, ids=named)
def test_templates_are_short(template):
    assert len(text_of(template).splitlines()) <= LONGEST


@pytest.mark.parametrize("template", ALL, ids=named)
def test_nothing_is_loaded_from_another_host(template):
    text = text_of(template)
    assert not re.findall(r"(?:src|srcset|action)=\"(?:https?:)?//", text)
    for tag in re.findall(r"<link\b[^>]*>", text):
        assert not re.search(r"href=\"(?:https?:)?//", tag)


@pytest.mark.parametrize("template", COMPONENTS, ids=named)
def test_a_component_says_what_it_takes(template):
    assert re.match(r"\{# .{20,} #\}\n", text_of(template))


@pytest.mark.parametrize("template", ALL, ids=named)
def test_components_get_their_parameters_explicitly(template):
    for tag in re.findall(r"\{% include \"components/[^%]*%\}", text_of(template)):
        assert tag.endswith(" only %}"), tag


@pytest.mark.parametrize("template", COMPONENTS, ids=named)
def test_the_page_of_components_shows_each(template):
    shown = {"search_box", "emergency_numbers"}
    pages = [*(TEMPLATES / "styleguide").glob("*.html"), *COMPONENTS]
    uses = "".join(text_of(page) for page in pages if page != template)
    assert template.stem in shown or f'"components/{template.name}"' in uses

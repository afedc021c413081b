"""The frame drawn without a database, by an engine that shows every missing variable."""

from types import SimpleNamespace

import pytest
from config.styleguide import samples
from django.conf import settings as site_settings
from django.contrib.auth.models import AnonymousUser
from django.template.backends.django import DjangoTemplates

MISSING = "⚠%s⚠"
SETTINGS = {
    "service_name": "Sportello Sociale",
    "comune": "Cremona",
    "tagline": "",
    "region_name": "Regione Lombardia",
    "region_url": "",
    "line_phone": "",
    "line_hours": "",
    "line_place": "",
    "line_url": "",
    "address": "",
    "tax_code": "",
    "email": "",
    "pec": "",
    "transparency_url": "",
    "accessibility_url": "",
    "controller": "",
    "primary_colour": "#0B5C57",
    "is_demonstration": False,
}
MENU = (
    SimpleNamespace(title="Servizi", url="/servizi/", hook="all-services"),
    SimpleNamespace(title="Vivere Cremona", url="/vivere-cremona/", hook="live"),
)
NUMBERS = (SimpleNamespace(number="1522", label="Violenza"),)


@pytest.fixture
def engine():
    given = site_settings.TEMPLATES[0]
    options = {**given["OPTIONS"], "string_if_invalid": MISSING}
    return DjangoTemplates(
        {
            "NAME": "strict",
            "DIRS": given["DIRS"],
            "APP_DIRS": given["APP_DIRS"],
            "OPTIONS": options,
        }
    )


@pytest.fixture
def draw(engine, rf):
    """A template as a visitor gets it; keywords change the site's settings."""

    def drawn(template="styleguide/index.html", path="/stile/", **settings):
        frame = SimpleNamespace(
            settings=SimpleNamespace(**{**SETTINGS, **settings}),
            menu=MENU,
            numbers=NUMBERS,
            parts={},
        )
        context = {
            **samples(),
            "frame": frame,
            "user": AnonymousUser(),
            "request": rf.get(path),
        }
        return engine.get_template(template).render(context)

    return drawn


@pytest.fixture
def component(engine):
    """One component with the parameters given."""

    def drawn(name, **parameters):
        return engine.get_template(f"components/{name}.html").render(parameters)

    return drawn

"""Agreements and bodies of the network for tests."""

import pytest

from home.models import SectionPage
from network.models import (
    AgreementIndexPage,
    AgreementPage,
    NetworkBodyPage,
    NetworkIndexPage,
    PracticeIndexPage,
    PracticePage,
)


@pytest.fixture
def section(home):
    return home.add_child(
        instance=SectionPage(title="Amministrazione", slug="amministrazione")
    )


@pytest.fixture
def agreements(section):
    """`/amministrazione/accordi/`."""
    return section.add_child(
        instance=AgreementIndexPage(title="Accordi", slug="accordi")
    )


@pytest.fixture
def network(section):
    """`/amministrazione/rete/`."""
    return section.add_child(instance=NetworkIndexPage(title="Rete", slug="rete"))


@pytest.fixture
def agree(agreements):
    """`agree("Titolo", ends_on=…, parties=[…])` makes a published agreement."""

    def make(title="Accordo di prova", live=True, **fields):
        rows = {n: fields.pop(n) for n in list(fields) if isinstance(fields[n], list)}
        page = AgreementPage(title=title, live=live, **fields)
        for name, values in rows.items():
            for value in values:
                model = AgreementPage._meta.get_field(name).related_model
                getattr(page, name).add(model(**value))
        agreements.refresh_from_db()
        agreements.add_child(instance=page)
        return AgreementPage.objects.get(pk=page.pk)

    return make


@pytest.fixture
def sit(network):
    """`sit("Titolo", …)` makes a published body of the network."""

    def make(title="Organo di prova", **fields):
        network.refresh_from_db()
        return network.add_child(instance=NetworkBodyPage(title=title, **fields))

    return make


@pytest.fixture
def practices(section):
    """`/amministrazione/prassi/`."""
    section.refresh_from_db()
    return section.add_child(
        instance=PracticeIndexPage(title="Prassi e sperimentazioni", slug="prassi")
    )


@pytest.fixture
def practise(body):
    """`practise("Titolo", parent=…, partners=[…], audiences=[…])` makes a published practice."""

    def make(title="Prassi di prova", parent=body, partners=(), services=(), **fields):
        terms = {n: fields.pop(n, ()) for n in ("audiences", "municipalities")}
        texts = {"summary": "In breve.", "description": "<p>Aiuta.</p>"}
        page = PracticePage(title=title, **texts | fields)
        for name, rows in (("partners", partners), ("services", services)):
            model = PracticePage._meta.get_field(name).related_model
            for row in rows:
                getattr(page, name).add(model(**row))
        for name, chosen in terms.items():
            setattr(page, name, chosen)
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        return PracticePage.objects.get(pk=page.pk)

    return make

"""The sections of a new site."""

import pytest
from django.test import Client

from home.models import SectionPage

LISTINGS = {
    "notizie": "news",
    "comunicati": "releases",
    "avvisi": "notices",
    "campagne": "campaigns",
}


@pytest.fixture
def sections(home):
    """Novità with the section of each kind, and Vivere with its events, by slug."""

    def add(parent, slug, listing="children"):
        page = SectionPage(title=slug.capitalize(), slug=slug, listing=listing)
        return parent.add_child(instance=page)

    news = add(home, "novita", "updates")
    made = {"novita": news}
    made |= {slug: add(news, slug, listing) for slug, listing in LISTINGS.items()}
    living = add(home, "vivere-crema")
    return made | {"eventi": add(living, "eventi", "events")}


@pytest.fixture
def main():
    """`main(path)`: what a visitor reads between header and footer."""

    def read(path, client=None):
        answer = (client or Client()).get(path)
        assert answer.status_code == 200, path
        html = answer.content.decode()
        return html[html.index("<main") : html.index("</main>")]

    return read

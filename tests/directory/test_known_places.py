"""Towns and streets that distances are reckoned from."""

from directory.models import Municipality
from directory.places import known_places
from tests.factories import DeskFactory, restrict


def test_the_directory_knows_towns_and_the_streets_of_public_desks(body):
    crema = Municipality.objects.create(
        code="crema", name="Crema", latitude="45.3633", longitude="9.6874"
    )
    Municipality.objects.create(code="milano", name="Milano")
    DeskFactory(parent=body, street="Via Ponte 1", municipality=crema)
    DeskFactory(
        parent=body, street="Via Ponte 1", municipality=crema, latitude=1, longitude=2
    )
    DeskFactory(parent=body, street="Via Ignota 1")
    restrict(DeskFactory(parent=body, street="Via Chiusa 1", municipality=crema))
    assert [(place.label, place.is_exact) for place in known_places()] == [
        ("Crema", True),
        ("Via Ponte 1, Crema", True),
    ]
    assert known_places()[1].coordinates == (1.0, 2.0)

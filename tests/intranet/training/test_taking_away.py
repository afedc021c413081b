"""Material goes only after being asked about, and its file only where nothing else has it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from intranet.models import PrivateFile, Procedure, TrainingMaterial
from intranet.training.actions.materials import remove_material
from tests.intranet.conftest import client_of
from tests.intranet.training.conftest import see
from tests.intranet.training.test_courses import file_of


@pytest.fixture
def handout(course, body):
    return TrainingMaterial.objects.create(
        course=course,
        place=1,
        kind="documento",
        title="Dispensa",
        file=file_of(body),
    )


@pytest.fixture
def also_shown(handout, body):
    """A procedure shows the same file."""
    procedure = Procedure.objects.create(
        title="Come si fa",
        text="Così.",
        owner_body=body,
        review_on=timezone.localdate(),
        changed_at=timezone.now(),
    )
    procedure.files.add(handout.file)
    return procedure


def asked(user, material):
    address = reverse("training_remove_material", args=[material.pk])
    return client_of(user).get(address)


def test_the_button_leads_to_a_question_and_the_answer_takes_it_away(
    handout, course, referent
):
    client = client_of(referent)
    address = reverse("training_remove_material", args=[handout.pk])
    course_page = reverse("training_course", args=[course.pk])
    page = client.get(course_page).content.decode()
    assert f'href="{address}"' in page
    assert f'action="{address}"' not in page
    page = client.get(address).content.decode()
    assert "«Dispensa»" in page
    assert "Sparisce anche il file" in page
    assert f"{course_page}#materiali" in page
    assert TrainingMaterial.objects.exists()
    answer = client.post(address, follow=True)
    assert "«Dispensa» è stato tolto" in answer.content.decode()
    assert not TrainingMaterial.objects.exists()
    assert not PrivateFile.objects.exists()


def test_of_what_has_no_file_no_file_is_said_to_go(course, referent):
    text = TrainingMaterial.objects.create(
        course=course, place=1, kind="testo", title="In breve", text="Ecco."
    )
    page = asked(referent, text).content.decode()
    assert "«In breve»" in page
    assert "file" not in page.partition("<form")[0].partition("<h1>")[2]


def test_only_who_keeps_the_course_is_asked(
    handout, operator, other_operator, referent
):
    assert asked(operator, handout).status_code == 403
    assert asked(other_operator, handout).status_code == 403
    handout.course.published_at = None
    handout.course.save()
    assert asked(other_operator, handout).status_code == 404
    assert asked(referent, handout).status_code == 200


def test_a_file_that_a_procedure_shows_too_stays(also_shown, handout, referent):
    assert "Il file resta" in asked(referent, handout).content.decode()
    remove_material(material=handout, access=see(referent))
    assert list(also_shown.files.all()) == [PrivateFile.objects.get()]

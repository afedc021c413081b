"""Files of two bodies."""

import pytest
from django.utils import timezone

from intranet.files.actions import keep_file
from tests.intranet.files.documents import pdf, upload


@pytest.fixture
def kept(db, tmp_path, settings):
    """`kept(body, title, …)` keeps a small PDF with its own text."""

    def keep(
        body, title="Regolamento", *, data=None, name="regole.pdf", by=None, **more
    ):
        return keep_file(
            upload=upload(name, pdf(title) if data is None else data),
            title=title,
            organisation_id=body.pk if body else None,
            by=by,
            at=timezone.now(),
            **more,
        )

    return keep


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)

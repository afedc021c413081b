"""The files of a long list, made in the background; where no worker runs the night makes them."""

from __future__ import annotations

from django_tasks import task
from django_tasks_db.backend import DatabaseBackend

from editorial.models import ListRelease
from editorial.releases.files import make_files

# So many services take some ten seconds: more than that nobody waits for.
AT_ONCE = 200


@task()
def make_files_of(number: int) -> str:
    """Make what the list lacks; what could not be made, in words."""
    return " ".join(make_files(ListRelease.objects.filter(number=number)))


def make_files_soon(release: ListRelease) -> None:
    """At once where the list is short, else by a worker, if there is one, or in the night."""
    if release.service_count <= AT_ONCE:
        make_files([release])
    elif isinstance(make_files_of.get_backend(), DatabaseBackend):
        make_files_of.enqueue(release.number)

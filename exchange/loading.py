"""Loads the product's own content: vocabularies, bodies, services, desks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from exchange.bulk import bulk_writing
from exchange.content import CONTENT, Content, read_content
from exchange.problems import WrongInput
from exchange.records import DeskRecord, OrganisationRecord
from exchange.samples import Samples, samples, without_samples
from exchange.vocabularies import write_terms
from exchange.writer import Origin, Outcome, Result, Writer

SOURCE = "contenuti"
NAMES = {OrganisationRecord: "organisation", DeskRecord: "desk"}


@dataclass
class Loaded:
    """What a run did."""

    terms: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    kept: list[Result] = field(default_factory=list)
    left_out: int = 0


def load(*, at: dt.datetime, sample: Samples, folder: Path = CONTENT) -> Loaded:
    """Write what changed in the files below `folder`, all or nothing.

    Raises WrongInput, before anything is written, where a file is wrong or where it holds
    sample data that this site refuses.
    """
    content = read_content(folder)
    found = samples(content)
    if found and sample is Samples.REFUSE:
        raise WrongInput(found)
    if sample is Samples.LEAVE_OUT:
        content = without_samples(content)
    with bulk_writing() as bulk:
        writer = Writer(at=at, publish=True)
        with transaction.atomic():
            loaded = _write(content, writer)
        loaded.left_out = len(found) if sample is Samples.LEAVE_OUT else 0
        bulk.done(writer.taken())
    return loaded


def _write(content: Content, writer: Writer) -> Loaded:
    loaded = Loaded(write_terms(content.terms, writer.locale))
    for records in (content.organisations, content.services, content.desks):
        for result in writer.write([(origin_of(r), r) for r in records]):
            loaded.outcomes[result.outcome] += 1
            if result.outcome is Outcome.KEPT:
                loaded.kept.append(result)
    return loaded


def origin_of(record: Any) -> Origin:
    """A record of the product's own is known by its kind and its slug."""
    kind = NAMES.get(type(record), "service")
    return Origin(SOURCE, f"{kind}:{record.slug}")

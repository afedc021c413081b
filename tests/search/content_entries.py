"""The entries that the product's own content gives, without its pages: quickly made."""

PROSE = ("addressed", "description", "on_behalf", "output", "timing", "cost")


def content_entries(content):
    """(code, fields) of services, desks and bodies."""
    titles = {body.slug: body.title for body in content.organisations}
    return [
        *service_entries(content, titles),
        *desk_entries(content, titles),
        *body_entries(content),
    ]


def service_entries(content, titles):
    """A sheet gives what `directory.entries` takes from its page."""
    helps = {record.slug: [] for record in content.services}
    lists = (content.terms["need"], content.terms["audience"])
    names = {term.code: term.name for terms in lists for term in terms}
    for desk in content.desks:
        for row in desk.services:
            helps[row.service].append(desk.title)
    for record in content.services:
        bodies = [titles[c] for c in (record.owner_body, record.manager_body) if c]
        yield (
            record.slug,
            {
                "kind": "service",
                "title": record.title,
                "summary": record.summary,
                "citizen_words": record.citizen_words,
                "names": (*bodies, *helps[record.slug]),
                "text": service_text(record, names),
            },
        )


def service_text(record, names):
    prose = [getattr(record, name) for name in PROSE]
    steps = [f"{step.title} {step.text}" for step in record.steps]
    documents = [f"{row.name} {row.where}" for row in record.documents]
    terms = [names[code] for code in (*record.needs, *record.audiences)]
    return " ".join(
        [*prose, record.access.text, record.terms.text, *steps, *documents, *terms]
    )


def desk_entries(content, titles):
    named = {record.slug: record.title for record in content.services}
    for desk in content.desks:
        services = [named[row.service] for row in desk.services]
        yield (
            f"desk {desk.slug}",
            {
                "kind": "desk",
                "title": desk.title,
                "summary": desk.summary,
                "names": (titles[desk.organisation], desk.kind.replace("-", " ")),
                "text": " ".join([desk.street, desk.directions, *services]),
            },
        )


def body_entries(content):
    for body in content.organisations:
        yield (
            f"body {body.slug}",
            {
                "kind": "organisation",
                "title": body.title,
                "summary": body.summary,
                "text": body.description,
            },
        )

"""Tells the rest of the restricted part what notices, knowledge and questions have to say."""

from __future__ import annotations


def register() -> None:
    """Called once, when all models are there."""
    from core import nightly
    from intranet import aside, finding
    from intranet.authoring import holding, privacy
    from intranet.files import permissions as files
    from intranet.knowledge import reading as knowledge
    from intranet.knowledge.permissions import readable_files, reads_file
    from intranet.meetings import gathering
    from intranet.notices import nightly as notices_night
    from intranet.notices import reading as notices
    from intranet.overview import reading as overview
    from intranet.questions import gathered
    from intranet.questions import nightly as questions_night
    from intranet.questions import reading as questions

    overview.register(10, "Avvisi", "intranet/notices/panel.html", notices.panel)
    overview.register(
        40,
        "Domande per il tuo ente",
        "intranet/questions/panel.html",
        questions.panel,
    )
    overview.register(
        70, "Da rileggere", "intranet/knowledge/due_panel.html", knowledge.due_panel
    )
    finding.register("Avvisi", notices.find)
    finding.register("Procedure", knowledge.find)
    finding.register("Domande", questions.find)
    aside.register(knowledge.aside)
    files.register(reads_file, readable_files)
    nightly.register("staff_notices", notices_night.forget_expired)
    nightly.register("questions", questions_night.forget_solved)
    gathering.register(gathered.gathered)
    privacy.register()
    holding.register()

"""The walk's figures at the end of a run, whichever processes ran it.

Registered by tests/conftest.py: where several workers run, the process that writes the
summary reads no other.
"""

from __future__ import annotations

from typing import Any

FIGURES = ("addresses", "answers", "checks", "sent", "leaks")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line: what was asked and what was found."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if "tests/walk/" in report.nodeid
    ]
    found = [dict(report.user_properties) for report in reports]
    figures = {name: sum(one.get(name, 0) for one in found) for name in FIGURES}
    roles = {one["role"] for one in found if "role" in one}
    if figures["answers"]:
        each = max(one.get("addresses", 0) for one in found)
        terminalreporter.write_line(
            f"walk: {each} addresses x {len(roles)} roles, {figures['answers']} answers, "
            f"{figures['sent']} of them to what was sent; each read for the words hidden "
            f"from that role = {figures['checks']} checks, {figures['leaks']} leaks"
        )

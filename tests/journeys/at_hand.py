"""Runs scripts in the server's settings, one a line: Django starts once, not for each of them.

A line of input is a script as JSON; a line of output what it printed, as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys

import django


def main() -> None:
    """Until the input ends. A script that fails ends it, with its trace."""
    django.setup()
    for line in sys.stdin:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {})
        sys.stdout.write(f"{json.dumps(said.getvalue())}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

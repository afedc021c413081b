"""A real server with the demonstration's content, and a real Chromium in front of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.walking import follow

ROOT = Path(__file__).resolve().parents[2]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys are walked in Chromium, even those that only look at an answer."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.chromium)


class Server:
    """The address of the site, the demonstration's accounts, what the server was told."""

    def __init__(self, base: str, data_dir: Path, environment: dict[str, str]) -> None:
        self.base, self.data_dir, self.environment = base, data_dir, environment
        self._at_hand: subprocess.Popen[str] | None = None

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def account(self, role: str, organisation: str = "") -> dict[str, str]:
        rows = json.loads((self.data_dir / "accounts.json").read_text(encoding="utf-8"))
        wanted = (role, organisation)
        return next(r for r in rows if (r["role"], r["organisation"]) == wanted)

    def enter(
        self, page: Page, account: dict[str, str], after: str = "/admin/"
    ) -> None:
        """Log in with password and, where the account has one, a code on paper.

        A code of the app counts once in half a minute: journeys would wait for each other.
        """
        page.goto(self.url(f"/accesso/login/?next={after}"))
        page.locator("input[name=login]").fill(account["email"])
        page.locator("input[name=password]").fill(account["password"])
        follow(page.locator("main form button[type=submit]").first)
        if account["totp_secret"]:
            page.locator("input[name=code]").fill(self.code(account["email"]))
            follow(page.locator("main form button[type=submit]").first)

    def code(self, email: str) -> str:
        """A fresh code on paper, as if the person took out the sheet."""
        script = (
            "from allauth.mfa.models import Authenticator as A;"
            "from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes as R;"
            "from accounts.models import User;"
            f"u = User.objects.get(email={email!r});"
            "A.objects.filter(user=u, type='recovery_codes').delete();"
            "print(R.activate(u).get_unused_codes()[0])"
        )
        return self.run(script).strip()

    def run(self, script: str) -> str:
        """What a script prints that runs beside the server, on its data."""
        if self._at_hand is None:
            self._at_hand = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.at_hand"],
                cwd=ROOT,
                env=self.environment | {"PYTHONPATH": f"site{os.pathsep}."},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self._at_hand.stdin.write(f"{json.dumps(script)}\n")
        self._at_hand.stdin.flush()
        said = self._at_hand.stdout.readline()
        assert said, f"the script failed:\n{script}"
        return json.loads(said)

    def close(self) -> None:
        """End what was started beside it."""
        if self._at_hand is not None:
            self._at_hand.communicate(timeout=20)

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and body, without a browser."""
        try:
            answer = urllib.request.urlopen(self.url(path), timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, dict(answer.headers), answer.read().decode()


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _own_database(name: str) -> str:
    """A PostgreSQL database of its own where the suite runs on PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return ""
    import psycopg
    from psycopg.sql import SQL, Identifier

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory):
    """`manage.py demo` on a data folder of its own."""
    data_dir = tmp_path_factory.mktemp("demo")
    port = _free_port()
    environment = os.environ | {
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "DATABASE_URL": _own_database(f"journeys_{port}"),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    log = (data_dir / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    served = Server(f"http://localhost:{port}", data_dir, environment)
    try:
        _wait(served, process)
        yield served
    finally:
        served.close()
        process.terminate()
        process.wait(timeout=20)
        log.close()


@pytest.fixture(scope="session")
def server_without_engine(server: Server):
    """The same site, asking an engine at an address where nobody listens."""
    port = _free_port()
    environment = server.environment | {
        "PORT": str(port),
        "SEARCH_URL": f"http://127.0.0.1:{_free_port()}",
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"localhost:{port}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    served = Server(f"http://localhost:{port}", server.data_dir, environment)
    try:
        _wait(served, process)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(served: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 400
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(served.url("/robots.txt"), timeout=2).close()
            return
        except OSError:
            time.sleep(0.3)
    text = (served.data_dir / "server.log").read_text(encoding="utf-8")
    raise AssertionError(f"the demonstration did not start:\n{text[-3000:]}")


@pytest.fixture
def phone(chromium: Browser) -> Page:
    """A page on an old phone: 360 px wide."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 640}, locale="it-IT"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_phone(chromium: Browser) -> Page:
    """The same without JavaScript."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 640},
        locale="it-IT",
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def desktop(chromium: Browser) -> Page:
    """A page on a desk: 1280 px wide."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="it-IT"
    )
    yield context.new_page()
    context.close()

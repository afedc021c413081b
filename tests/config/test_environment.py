"""Settings from the environment: every mistake is named at once, in Italian."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from config import environment
from config.environment import VARIABLES, local_secret, read
from config.settings import base
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s" * 50
GOOD = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "sportello.example.it",
    "BASE_URL": "https://sportello.example.it",
}


def problems(source, **more):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(source, **more)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def test_without_variables_a_developer_needs_none():
    found = read({})
    assert found["PORT"] == 8000
    assert found["DEBUG"] is False
    assert found["DATABASE_URL"] is None
    assert found["DATA_DIR"] == ROOT / "var"
    assert found["ALLOWED_HOSTS"] == []


def test_production_names_all_that_is_missing_at_once():
    assert problems({}, production=True) == [
        "SECRET_KEY: manca",
        "ALLOWED_HOSTS: manca",
        "BASE_URL: manca",
    ]
    assert problems({**GOOD, "SECRET_KEY": "  "}, production=True) == [
        "SECRET_KEY: manca"
    ]


def test_all_that_is_malformed_is_named_at_once_with_the_reason():
    wrong = {
        "SECRET_KEY": "short",
        "BASE_URL": "sportello.example.it",
        "DATABASE_URL": "mysql://a:b@c/d",
        "DEBUG": "forse",
        "PORT": "80000",
        "EMAIL_URL": "posta",
    }
    found = problems(wrong, production=True)
    assert [line.split(":")[0] for line in found] == [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "BASE_URL",
        "DATABASE_URL",
        "DEBUG",
        "PORT",
        "EMAIL_URL",
    ]
    assert "SECRET_KEY: deve avere almeno 50 caratteri" in found
    assert "PORT: deve essere un numero da 1 a 65535" in found
    assert "DEBUG: deve essere 1 oppure 0" in found
    assert "BASE_URL: deve cominciare con http:// o https://" in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("http://sportello.example.it", "deve cominciare con https://"),
        ("https://sportello.example.it/sociale", "senza percorso"),
        ("https://", "senza percorso"),
        ("https://sportello.example.it?x=1", "senza percorso"),
    ],
)
def test_the_site_s_address_is_an_address_alone_and_guarded(text, told):
    (line,) = problems({**GOOD, "BASE_URL": text}, production=True)
    assert line.startswith("BASE_URL: ")
    assert told in line


def test_without_a_mail_server_no_link_is_printed_and_nobody_is_told_it_left(tmp_path):
    code = (
        "from django.core.mail import send_mail\n"
        "try: send_mail('Invito', 'https://segreto.example/?codice=x', None, ['a@example.org'])\n"
        "except OSError as error: print('rifiutato:', error)"
    )
    found = manage("shell", "-v0", "-c", code, **GOOD, DATA_DIR=str(tmp_path))
    assert "rifiutato: EMAIL_URL manca" in found.stdout
    assert "segreto" not in found.stdout + found.stderr


def test_a_wrong_secret_is_not_repeated():
    with pytest.raises(ImproperlyConfigured) as caught:
        read({"SECRET_KEY": "my-secret-word", "DATABASE_URL": "x://u:password@h/d"})
    assert "my-secret-word" not in str(caught.value)
    assert "u:password" not in str(caught.value)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.5", "otto", "٨٠٠٠x"])
def test_a_port_is_a_port(port):
    assert problems({"PORT": port}) == ["PORT: deve essere un numero da 1 a 65535"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("TRUE", True), ("on", True), ("0", False), ("no", False)],
)
def test_a_switch_is_on_or_off(text, value):
    assert read({"DEBUG": text})["DEBUG"] is value


def test_good_values_are_read():
    found = read(
        {
            **GOOD,
            "ALLOWED_HOSTS": " a.example , b.example,",
            "BASE_URL": "https://a.example/",
            "DATABASE_URL": "postgres://u:p@h:5433/d",
            "EMAIL_URL": "smtp+tls://u:p@h:587",
            "DATA_DIR": "/srv/data",
            "PORT": "8123",
        },
        production=True,
    )
    assert found["ALLOWED_HOSTS"] == ["a.example", "b.example"]
    assert found["BASE_URL"] == "https://a.example"
    assert found["DATABASE_URL"]["PORT"] == 5433
    assert found["EMAIL_URL"]["EMAIL_USE_TLS"] is True
    assert found["DATA_DIR"] == Path("/srv/data")
    assert read({"DATABASE_URL": "sqlite:////srv/x.db"})["DATABASE_URL"]["NAME"]


def test_the_example_lists_exactly_the_variables():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^([A-Z_]+)=$", text, re.M)
    assert sorted(listed) == sorted(variable.name for variable in VARIABLES)
    assert not re.search(r"^[A-Z_]+=.", text, re.M), "an example holds no value"


def test_the_example_says_what_production_needs():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    required = text.split("# Where data lives")[0]
    names = {v.name for v in VARIABLES if v.required_in_production}
    assert set(re.findall(r"^([A-Z_]+)=", required, re.M)) == names


def test_this_machine_s_key_is_made_once_and_is_nobody_else_s(tmp_path):
    folder = tmp_path / "var"
    key = local_secret(folder)
    assert len(key) >= 50
    assert local_secret(folder) == key
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def manage(*args, settings="config.settings.production", **variables):
    # The browser's fixture allows the suite what no server may be allowed.
    ours = {"DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    names = {variable.name for variable in VARIABLES} | ours
    kept = {name: text for name, text in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": settings, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_the_deployment_check(tmp_path):
    found = manage(
        "check", "--deploy", "--fail-level", "WARNING",
        **{**GOOD, "SECRET_KEY": "aB3-xyz_" * 10}, DATA_DIR=str(tmp_path),
    )  # fmt: skip
    assert found.returncode == 0, found.stderr


def test_nothing_leaves_the_machine():
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_passwords_are_hashed_with_argon2():
    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_sqlite_takes_the_lock_when_a_transaction_begins():
    if base.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        options = base.DATABASES["default"]["OPTIONS"]
        assert options["transaction_mode"] == "IMMEDIATE"
    assert not base.DATABASES["default"].get("ATOMIC_REQUESTS")


def test_the_environment_is_asked_for_by_name():
    assert environment.Environment({"PORT": 1})["PORT"] == 1
    with pytest.raises(KeyError):
        environment.Environment()["NIENTE"]


def test_the_servers_of_the_search_are_a_list():
    found = read({"SEARCH_URL": "http://uno:9200, https://u:p@due/es/ ,http://tre"})
    assert found["SEARCH_URL"] == (
        "http://uno:9200",
        "https://u:p@due:443/es",
        "http://tre:9200",
    )
    assert read({})["SEARCH_URL"] == ()


@pytest.mark.parametrize(
    "text",
    [
        *("uno:9200", "ftp://uno", "http://", "http://uno:porta"),
        *("http://uno:99999", "http://uno?x=1", "http://uno,due"),
    ],
)
def test_a_malformed_server_is_named_and_not_repeated(text):
    (line,) = problems({"SEARCH_URL": text})
    assert line.startswith("SEARCH_URL: ")
    assert text not in line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SEARCH_INDEX", "Maiuscole"),
        ("SEARCH_INDEX", "a" * 61),
        ("SEARCH_TIMEOUT", "0"),
        ("SEARCH_TIMEOUT", "nan"),
        ("SEARCH_WRITE_TIMEOUT", "presto"),
        ("SEARCH_CA_FILE", "/dove/non/c.pem"),
    ],
)
def test_other_faults_of_the_search_are_named(name, text):
    (line,) = problems({name: text})
    assert line.startswith(f"{name}: ")


def test_a_provider_needs_the_site_s_name_there():
    assert environment.provider_apps(read({})) == []
    (line,) = problems({"OIDC_ISSUER": "https://accesso.example.it"})
    assert line == "OIDC_CLIENT_ID: manca, e OIDC_ISSUER c'è"
    asked = {"OIDC_ISSUER": "https://accesso.example.it", "OIDC_CLIENT_ID": "x"}
    (app,) = environment.provider_apps(read({**asked, "OIDC_SECOND_FACTOR": "a, b"}))
    assert app["settings"]["oauth_pkce_enabled"] is True
    assert read({**asked, "OIDC_SECOND_FACTOR": "a, b"})["OIDC_SECOND_FACTOR"] == (
        "a",
        "b",
    )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("BACKUP_DIR", "copie", "percorso assoluto"),
        ("BACKUP_KEY", "k" * 31, "almeno 32 caratteri"),
        ("BACKUP_KEEP", "0", "da 1 a 1000"),
        ("BACKUP_KEEP", "tanti", "da 1 a 1000"),
    ],
)
def test_a_backup_s_variables_are_checked_and_a_key_is_not_repeated(name, text, told):
    (problem,) = problems({name: text})
    assert problem.startswith(f"{name}: ")
    assert told in problem
    assert name != "BACKUP_KEY" or text not in problem


def test_a_backup_s_variables_are_read():
    found = read({"BACKUP_DIR": "/copie", "BACKUP_KEY": "k" * 32, "BACKUP_KEEP": "7"})
    assert found["BACKUP_DIR"] == Path("/copie")
    assert found["BACKUP_KEY"] == "k" * 32
    assert found["BACKUP_KEEP"] == 7
    assert read({})["BACKUP_DIR"] is None


@pytest.mark.parametrize(
    ("program", "stream"), [("manage.py", "stderr"), ("gunicorn", "stdout")]
)
def test_the_security_log_s_lines_do_not_mix_with_what_a_command_writes(
    program, stream
):
    code = (
        f"import sys; sys.path.insert(0, 'site'); sys.argv = ['/x/{program}'];"
        "from config.settings import base;"
        "print(base.LOGGING['handlers']['audit']['stream'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == f"ext://sys.{stream}"


@pytest.mark.parametrize(
    ("servers", "backend"),
    [("", "ImmediateBackend"), ("http://127.0.0.1:9200", "DatabaseBackend")],
)
def test_tasks_wait_for_a_worker_only_where_one_runs(tmp_path, servers, backend):
    """Else what an editor changed is not found in the admin, and no deleted file ever goes."""
    code = (
        "from wagtail.documents.signal_handlers import delete_file_from_storage_task as t;"
        "print(type(t.get_backend()).__name__)"
    )
    ours = {**GOOD, "DATA_DIR": str(tmp_path), "SEARCH_URL": servers}
    found = manage("shell", "-v0", "-c", code, **ours)
    assert found.stdout.strip() == backend, found.stderr

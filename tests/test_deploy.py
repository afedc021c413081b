"""The examples in deploy/ keep the promises made about logs, and fit one another."""

import configparser
import re
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
# Variables of nginx that hold what was searched, whence someone came, or who it was.
TELLING = {
    "args", "query_string", "request", "request_uri", "http_referer", "http_cookie",
    "http_user_agent", "remote_addr", "remote_user", "http_x_forwarded_for", "is_args",
}  # fmt: skip


def unit(path):
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    parser.read_string(text)
    return parser


def network_of(address):
    """What nginx's map writes for an address."""
    body = re.search(r"map \$remote_addr \$client_network \{(.*?)\}", NGINX, re.S)[1]
    for pattern, value in re.findall(r'"~([^"]+)"\s+"([^"]+)";', body):
        if found := re.search(pattern.replace("(?<", "(?P<"), address):
            for name, part in found.groupdict().items():
                value = value.replace(f"${name}", part)
            return value
    return re.search(r'default\s+"([^"]*)"', body)[1]


def test_the_access_log_tells_nothing_of_a_person():
    log_format = re.search(r"log_format sportello (.*?);", NGINX, re.S)[1]
    variables = set(re.findall(r"\$(\w+)", log_format))
    assert "told_uri" in variables
    assert "uri" not in variables
    assert variables & TELLING == set()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/la-mia-lista/", "/la-mia-lista/"),
        ("/la-mia-lista/abcd1234-efgh5678/", "/la-mia-lista/-"),
        ("/La-Mia-Lista/abcd1234/", "/La-Mia-Lista/-"),
        ("/accesso/password/reset/key/3-abc-0f/", "/accesso/password/reset/key/-"),
        ("/servizi/", "/servizi/"),
    ],
)
def test_no_line_of_the_log_holds_a_list_or_a_key(address, told):
    body = re.search(r"map \$uri \$told_uri \{(.*?)\n\}", NGINX, re.S)[1]
    ((pattern, value),) = re.findall(r'"~\*([^"]+)"\s+"([^"]+)";', body)
    found = re.search(pattern.replace("(?<", "(?P<"), address, re.IGNORECASE)
    shown = value.replace("${kept}", found["kept"]) if found else address
    assert shown == told
    assert "default                    $uri;" in body


def test_no_other_log_is_written():
    written = re.findall(r"^\s*(access_log|error_log)\s+(.+);", NGINX, re.MULTILINE)
    for directive, value in written:
        is_quiet = value == "off" or value.endswith((" sportello", " crit"))
        assert is_quiet, f"{directive} {value}"
    assert {directive for directive, _ in written} == {"access_log", "error_log"}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.17", "192.0.2.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("2001:db8:1::6", "2001:db8:1::"),
        ("2001:db8::6", "2001:db8::"),
        ("fe80::1:2", "fe80::"),
        ("::1", "-"),
        ("unix:", "-"),
    ],
)
def test_addresses_are_cut(address, network):
    assert network_of(address) == network


def test_what_the_visitor_claims_about_the_connection_is_replaced():
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in NGINX
    assert "proxy_add_x_forwarded_for" not in NGINX


def test_of_uploaded_files_only_resized_images_are_served():
    served = re.findall(r"location (\S* ?/media/\S*) \{\s*(\w+)", NGINX)
    assert served == [("/media/", "return"), ("^~ /media/images/", "alias")]
    assert re.search(r"location /media/ \{\s*return 404;", NGINX)


def test_private_files_are_given_out_on_the_application_s_word_alone():
    places = re.findall(r"location ([^{]*) \{([^}]*private[^}]*)\}", NGINX)
    assert [place for place, _ in places] == ["/-/private/"]
    inside = places[0][1]
    assert "internal;" in inside
    assert "alias /var/lib/sportello/private/;" in inside
    assert "etag off;" in inside
    # Headers that nginx does not take over from the application.
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "X-Robots-Tag"):
        assert f"add_header {name} " in inside


def test_a_line_tells_what_was_asked_for_not_where_nginx_went():
    server = NGINX.partition("listen 443")[2]
    assert "set $asked $told_uri;" in server.partition("location")[0]


def test_what_nginx_says_itself_is_a_page_in_italian():
    pages = dict(re.findall(r"error_page ([\d ]+) /-/pages/(\w+\.html);", NGINX))
    assert set(" ".join(pages).split()) == {"413", "429", "502", "503", "504"}
    assert "alias /opt/sportello/deploy/pages/;" in NGINX
    for name in pages.values():
        page = (DEPLOY / "pages" / name).read_text(encoding="utf-8")
        assert '<html lang="it"' in page
        assert not re.search(r"<script|<style|style=|https?:", page)
    assert "112" in (DEPLOY / "pages" / "down.html").read_text(encoding="utf-8")


def test_nginx_and_gunicorn_meet():
    start = unit(DEPLOY / "sportello.service")["Service"]["ExecStart"]
    bound = re.search(r"--bind (\S+)", start)[1]
    assert bound.startswith("127.0.0.1:")
    assert f"server {bound};" in NGINX
    assert "--worker-class sync" in start
    assert "access-log" not in start


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_can_be_read(path):
    sections = unit(path).sections()
    assert "Unit" in sections
    assert {"Service", "Timer"} & set(sections)


@pytest.mark.parametrize(
    "name",
    [
        "sportello.service",
        "sportello-nightly.service",
        "sportello-scheduled.service",
        "sportello-worker.service",
    ],
)
def test_services_run_with_few_rights_on_production_settings(name):
    service = unit(DEPLOY / name)["Service"]
    assert service["User"] == "sportello"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["Environment"].endswith("=config.settings.production")


def test_the_night_may_write_backups_where_the_guide_puts_them():
    service = unit(DEPLOY / "sportello-nightly.service")["Service"]
    guide = (DEPLOY.parent / "docs/operations.md").read_text(encoding="utf-8")
    # The dash: the unit starts where the folder is not there.
    assert "-/var/backups/sportello" in service["ReadWritePaths"].split()
    assert "-m 700 /var/backups/sportello" in guide


def test_compose_starts_an_elasticsearch_that_this_machine_alone_reaches():
    text = (DEPLOY.parent / "compose.yaml").read_text(encoding="utf-8")
    service = yaml.safe_load(text)["services"]["elasticsearch"]
    assert re.fullmatch(r"elasticsearch:9\.\d+\.\d+", service["image"])
    assert [port.split(":")[0] for port in service["ports"]] == ["127.0.0.1"]
    volumes = yaml.safe_load(text)["volumes"]
    assert {volume.split(":")[0] for volume in service["volumes"]} <= set(volumes)


def test_the_worker_runs_what_the_site_leaves_to_it():
    start = unit(DEPLOY / "sportello-worker.service")["Service"]["ExecStart"]
    assert start.endswith("manage.py db_worker --no-reload")

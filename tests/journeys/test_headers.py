"""What every answer carries."""

import pytest


@pytest.mark.parametrize("path", ["/", "/servizi/", "/cerca/?q=isee", "/non-esiste/"])
def test_public_pages_are_strict_and_can_be_kept(server, path):
    _, headers, _ = server.get(path)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")


def test_the_demonstration_says_so_and_is_not_collected(server):
    body = server.get("/servizi/")[2]
    assert '<meta name="robots" content="noindex">' in body
    assert "dimostrazione" in body.lower()
    assert "Disallow: /\n" in server.get("/robots.txt")[2]


def test_the_sitemap_lists_sheets_and_desks(server):
    status, _, body = server.get("/sitemap.xml")
    assert status == 200
    assert f"{server.base}/servizi/caaf-cgil/isee/" in body


def test_the_log_holds_no_search_and_no_full_address(server):
    server.get("/cerca/?q=parola-molto-privata")
    log = (server.data_dir / "server.log").read_text(encoding="utf-8")
    assert "GET /cerca/ 200" in log
    assert "parola-molto-privata" not in log
    assert "127.0.0.1 " not in log

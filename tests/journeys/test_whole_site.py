"""Every page that a visitor can reach by links: it answers, and it can be read and told apart.

One walk from the home page over all links of the site, lists page by page; no browser.
"""

import re
from collections import Counter, defaultdict
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

# The results of a search are as many as the words; what is behind a login is not the visitor's.
LEFT_OUT = ("/cerca/", "/admin/", "/accesso/")
# What is downloaded is no page.
FILES = (".pdf", ".xlsx", "/pdf/")
NAMES = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
ENOUGH = 300


class Reader(HTMLParser):
    """What a page says of itself and where it leads."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.levels, self.named = [], [], [], []
        self.empty_links, self.title, self.described = 0, "", ""
        self._in_title, self._link = False, None
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.named += [n for key in NAMES for n in (attributes.get(key) or "").split()]
        if tag == "a" and "href" in attributes:
            # A list to make is no page to find: its addresses are as many as its contents.
            if "nofollow" not in (attributes.get("rel") or ""):
                self.links.append(attributes["href"])
            self._link = attributes.get("aria-label", "")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "meta" and attributes.get("name") == "description":
            self.described = attributes["content"]
        self._in_title = tag == "title"

    def handle_data(self, data):
        self.title += data if self._in_title else ""
        if self._link is not None:
            self._link += data

    def handle_endtag(self, tag):
        self._in_title = False
        if tag == "a" and self._link is not None:
            self.empty_links += not self._link.strip()
            self._link = None


class Walk:
    """All pages by their address, and the links that were not followed to the end."""

    def __init__(self, server):
        self.server, self.pages, self.files = server, {}, set()
        self.broken, self.anchors = [], []
        waiting = {"/": "the home page"}
        while waiting:
            path, origin = waiting.popitem()
            status, headers, text = server.get(path)
            if status != 200:
                self.broken.append((origin, path, status))
                continue
            # Feeds and calendars answer; they are no pages.
            if not headers["Content-Type"].startswith("text/html"):
                self.files.add(path)
                continue
            self.pages[path] = Reader(text)
            for target in self._targets(path):
                if target not in self.pages and target not in self.files:
                    waiting.setdefault(target, path)

    def _targets(self, path):
        for link in self.pages[path].links:
            url = urlsplit(urljoin(self.server.url(path), link))
            if f"{url.scheme}://{url.netloc}" != self.server.base:
                continue
            target = f"{url.path}?{url.query}" if url.query else url.path
            if url.fragment:
                self.anchors.append((path, target, url.fragment))
            if not target.startswith(LEFT_OUT) and not url.path.endswith(FILES):
                yield target


@pytest.fixture(scope="module")
def walk(server):
    return Walk(server)


def test_no_link_of_the_whole_site_is_dead(walk):
    assert walk.broken == []
    assert len(walk.pages) >= ENOUGH


def test_the_walk_found_the_feeds_and_the_calendars(walk):
    ends = {path.rpartition(".")[2] for path in walk.files}
    assert ends == {"atom", "ics"}
    assert len(walk.files) >= 7


def test_what_the_site_map_lists_is_reached_by_links(walk, server):
    listed = re.findall(r"<loc>([^<]+)</loc>", server.get("/sitemap.xml")[2])
    paths = {url.removeprefix(server.base) for url in listed}
    assert len(paths) > 150
    assert paths - walk.pages.keys() == set()


def test_every_link_inside_a_page_has_its_place(walk):
    missing = {
        (origin, target, anchor)
        for origin, target, anchor in walk.anchors
        if target in walk.pages and anchor not in walk.pages[target].ids
    }
    assert missing == set()


def test_every_page_has_one_title_and_no_level_is_left_out(walk):
    for path, page in walk.pages.items():
        assert page.levels.count(1) == 1, path
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert [step for step in steps if step[1] > step[0] + 1] == [], path


def test_no_identifier_stands_twice_and_none_is_named_in_vain(walk):
    for path, page in walk.pages.items():
        assert [name for name, n in Counter(page.ids).items() if n > 1] == [], path
        assert set(page.named) - set(page.ids) == set(), path


def test_no_link_is_without_a_name(walk):
    assert [path for path, page in walk.pages.items() if page.empty_links] == []


def test_no_two_pages_have_one_title(walk):
    """In a browser's tabs and history the title is all there is; `?pagina=1` is the first."""
    titles = defaultdict(set)
    for path, page in walk.pages.items():
        titles[page.title.strip()].add(path.removesuffix("?pagina=1"))
    assert {t: paths for t, paths in titles.items() if len(paths) > 1} == {}
    assert all(page.described for page in walk.pages.values())

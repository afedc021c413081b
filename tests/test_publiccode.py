"""publiccode.yml says what the standard (publiccode.yml 0.5) demands, and says it truly."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "publiccode.yml"
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
TYPES = {
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web",
    "standalone/backend", "standalone/other", "addon", "library", "configurationFiles",
}  # fmt: skip
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
# The part of the standard's closed lists that a directory of services could claim.
CATEGORIES = {
    "appointment-scheduling", "collaboration", "content-management", "data-collection",
    "digital-citizenship", "help-desk", "knowledge-management", "website-builder",
}  # fmt: skip
SCOPES = {"health", "local-authorities", "society", "welfare"}


def is_text(value):
    return isinstance(value, str) and bool(value.strip())


def is_url(value):
    parts = urlsplit(value) if is_text(value) else None
    return bool(parts and parts.scheme == "https" and "." in parts.netloc)


def one_of(allowed):
    return lambda value: isinstance(value, str) and value in allowed


def some_of(check):
    return lambda value: (
        isinstance(value, list) and bool(value) and all(map(check, value))
    )


def text_of(least, most):
    return lambda value: is_text(value) and least <= len(value.strip()) <= most


# Key by key: what is mandatory, and what its value must be.
MANDATORY = {
    "publiccodeYmlVersion": one_of({"0.5"}),
    "name": is_text,
    "url": is_url,
    "platforms": some_of(one_of({"web", "windows", "mac", "linux", "ios", "android"})),
    "categories": some_of(one_of(CATEGORIES)),
    "developmentStatus": one_of(STATUSES),
    "softwareType": one_of(TYPES),
    "description": lambda value: isinstance(value, dict) and bool(value),
    "legal.license": one_of({"EUPL-1.2"}),
    "maintenance.type": one_of({"internal", "contract", "community", "none"}),
    "localisation.localisationReady": lambda value: isinstance(value, bool),
    "localisation.availableLanguages": some_of(lambda tag: LANGUAGE.match(tag)),
    "intendedAudience.countries": some_of(lambda code: re.match("^[A-Z]{2}$", code)),
    "intendedAudience.scope": some_of(one_of(SCOPES)),
    "IT.countryExtensionVersion": one_of({"1.0"}),
}
OF_A_DESCRIPTION = {
    "shortDescription": text_of(1, 150),
    "longDescription": text_of(150, 10_000),
    "features": some_of(is_text),
}
TOP_LEVEL = {
    "publiccodeYmlVersion", "name", "applicationSuite", "url", "landingURL", "isBasedOn",
    "softwareVersion", "releaseDate", "logo", "platforms", "categories", "usedBy",
    "roadmap", "developmentStatus", "softwareType", "intendedAudience", "description",
    "legal", "maintenance", "localisation", "dependsOn", "IT",
}  # fmt: skip


@pytest.fixture(scope="module")
def metadata():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def problems(data, schema):
    """Keys of `schema` that `data` lacks or that hold something else."""
    found = []
    for path, is_right in schema.items():
        value = data
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is None or not is_right(value):
            found.append(f"{path}: {value!r}")
    return found


def test_mandatory_keys_are_there_and_right(metadata):
    assert problems(metadata, MANDATORY) == []


def test_a_missing_or_wrong_key_is_noticed(metadata):
    broken = {**metadata, "softwareType": "web", "legal": {}}
    assert len(problems(broken, MANDATORY)) == 2


def test_no_key_is_misspelt(metadata):
    assert set(metadata) <= TOP_LEVEL


@pytest.mark.parametrize("language", ["it", "en"])
def test_each_description_is_complete(metadata, language):
    assert problems(metadata["description"][language], OF_A_DESCRIPTION) == []


def test_descriptions_are_of_known_languages(metadata):
    assert all(LANGUAGE.match(tag) for tag in metadata["description"])


def test_whoever_maintains_it_can_be_reached(metadata):
    """The standard wants a person where there is maintenance, and dates in a contract."""
    care = metadata["maintenance"]
    if care["type"] in {"internal", "community"}:
        assert all(is_text(person["name"]) for person in care["contacts"])
    if care["type"] == "contract":
        ends = [firm["until"] for firm in care["contractors"]]
        assert all(dt.date.fromisoformat(str(end)) for end in ends)


def test_a_version_that_is_told_is_the_packages(metadata):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert metadata.get("softwareVersion", project["version"]) == project["version"]


def test_the_licence_is_the_packages_and_its_text_is_here(metadata):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == metadata["legal"]["license"]
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    articles = re.findall(r"^(\d+)\.\s*[A-Z]", text, flags=re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]
    assert "‘Compatible Licences’" in text


def test_languages_are_those_the_site_speaks(metadata):
    spoken = [code for code, _ in settings.LANGUAGES]
    assert metadata["localisation"]["availableLanguages"] == spoken


def test_dependencies_have_names(metadata):
    assert all(is_text(row["name"]) for row in metadata["dependsOn"]["open"])


def test_no_national_platform_is_claimed_before_it_is_there(metadata):
    claimed = [
        name for name, is_used in metadata["IT"]["piattaforme"].items() if is_used
    ]
    assert claimed == []

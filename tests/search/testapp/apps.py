"""App configuration."""

from django.apps import AppConfig


class SearchTestappConfig(AppConfig):
    name = "tests.search.testapp"
    label = "search_testapp"

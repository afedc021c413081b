"""The rights of roles' groups are those of the table, also after an update."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command

from accounts.actions import role_group, sync_common_rights
from accounts.models import RoleGroup
from accounts.roles import ROLES, RoleCode
from accounts.signal_handlers import rights_in_step


@pytest.fixture
def group(home):
    return role_group(RoleCode.COORDINATOR)


def names(group):
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {".".join(row) for row in rows}


def test_the_coordinator_has_what_the_table_names_and_no_more(group):
    found = names(group)
    assert set(ROLES[RoleCode.COORDINATOR].permissions) <= found
    assert {"wagtailadmin.access_admin", "directory.add_need"} <= found
    apps = {name.partition(".")[0] for name in found}
    assert apps <= {
        "wagtailadmin",
        "core",
        "directory",
        "editorial",
        "search",
        "wagtailredirects",
    }
    for never in ("accounts", "auth", "wagtailcore"):
        assert never not in apps


def test_after_migrations_rights_follow_the_table_again(group):
    before = names(group)
    group.permissions.remove(Permission.objects.get(codename="add_need"))
    extra = Permission.objects.get(codename="add_group")
    group.permissions.add(extra)
    call_command("migrate", verbosity=0)
    assert names(group) == before


def test_the_groups_of_bodies_too(body):
    group = role_group(RoleCode.EDITOR, body)
    group.permissions.add(Permission.objects.get(codename="change_sitesettings"))
    sync_common_rights()
    assert names(group) == {"wagtailadmin.access_admin"}


def test_in_step_already_nothing_is_written(group, body, queries):
    sync_common_rights()
    with queries() as found:
        sync_common_rights()
    written = [q["sql"] for q in found if q["sql"][:6] in {"INSERT", "DELETE"}]
    assert written == []


def test_it_runs_once_and_only_where_there_are_tables(group, monkeypatch):
    from django.apps import apps

    from accounts import signal_handlers

    asked = []
    monkeypatch.setattr(signal_handlers, "sync_common_rights", lambda: asked.append(1))
    # The last apps of the installation have no models: nothing is sent for them.
    without = apps.get_app_config("sitemaps")
    everything = [*apps.get_app_configs(), without]
    monkeypatch.setattr(apps, "get_app_configs", lambda: everything)
    configs = [config for config in everything if config.models_module]
    for config in configs:
        rights_in_step(sender=config, using="default")
    assert asked == [1]
    monkeypatch.setattr(RoleGroup._meta, "db_table", "non_ancora")
    rights_in_step(sender=configs[-1], using="default")
    assert asked == [1]

"""The environment, read once: from the process, then from `.env`."""

import os

import environ

from config.environment import ROOT, read

environ.Env.read_env(ROOT / ".env")
PRODUCTION = os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.production"
ENV = read(os.environ, production=PRODUCTION)

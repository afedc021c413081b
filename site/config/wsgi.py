"""WSGI entry point: `gunicorn --pythonpath site config.wsgi`."""

import os
import sys
from pathlib import Path

# Apps live at the repository's root, this package in `site/`.
ROOT = Path(__file__).resolve().parents[2]
for place in (ROOT, ROOT / "site"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

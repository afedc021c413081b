"""The home and the page of upkeep, answered without asking the tree: the door asked already."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from intranet.data_care.reading import bodies_of
from intranet.overview.reading import home_context, panels_for
from intranet.referents.permissions import bodies_to_keep
from intranet.sections import places_of_care
from intranet.views import IntranetMixin


class HomeView(IntranetMixin, TemplateView):
    """What there is to say to one person today."""

    template_name = "intranet/intranet_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | home_context(self.access)


class CareView(IntranetMixin, TemplateView):
    """What one's bodies keep up: referents, procedures, files, the look at the data."""

    template_name = "intranet/overview/care.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = places_of_care(
            keeps_referents=bool(bodies_to_keep(self.access)),
            looks_at_data=bool(bodies_of(self.access)),
        )
        panels = panels_for(self.access, of_care=True)
        return super().get_context_data(panels=panels, places=places, **kwargs)

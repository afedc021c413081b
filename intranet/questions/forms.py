"""Forms of a question and of an answer: texts in which nobody's data belong."""

from __future__ import annotations

from typing import Any

from django import forms

from intranet.authoring.forms import AddressedForm, OwnedForm
from intranet.free_text import FreeText

NO_PERSON = (
    "Il caso, mai la persona: niente nomi, date di nascita, indirizzi, malattie di chi hai "
    "davanti. Basta «una signora di 80 anni con la pensione minima»."
)


class QuestionForm(AddressedForm):
    """Who is asked what."""

    title = FreeText(
        label="La domanda, in una riga",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Per esempio: «A chi mando chi chiede il bonus bollette senza SPID?»",
    )
    text = FreeText(
        label="Spiega meglio",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=NO_PERSON,
    )
    # "1": similar ones were offered already, while the title was typed or on the step between.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["owner", "title", "text", "for_all", "bodies"])

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is given."""
        facts = {name: self.cleaned_data[name] for name in ("title", "text", "for_all")}
        return facts | {"asking_body_id": self.owner_body}


class AnswerForm(OwnedForm):
    """What a body answers."""

    text = FreeText(
        label="La tua risposta",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="La leggono tutti gli enti a cui è stata fatta. Niente dati di persone.",
    )

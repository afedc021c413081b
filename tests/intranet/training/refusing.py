"""A post office that takes nothing, and counts how often it was asked."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


class Refusing(BaseEmailBackend):
    asked = 0

    def send_messages(self, messages):
        Refusing.asked += 1
        raise SMTPRecipientsRefused({})

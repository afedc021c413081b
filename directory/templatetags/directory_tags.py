"""Phone numbers in templates."""

from django import template

from directory.phones import display, tel_uri

register = template.Library()

register.filter("phone", display)
register.filter("tel", tel_uri)

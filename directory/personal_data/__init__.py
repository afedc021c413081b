"""Finds what in a text is of a person, so that it is not published or kept. Pure."""

"""Pages of the way in that allauth does not have."""

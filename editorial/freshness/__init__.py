"""Which pages must be looked at again, who is asked to, and how they say that all is right."""

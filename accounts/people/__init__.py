"""Pages outside the admin for whoever keeps a body's people, and for whoever is invited."""

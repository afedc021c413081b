"""Referents: whom to call in the other bodies (Art. 2), and nobody who collects them (Art. 5)."""

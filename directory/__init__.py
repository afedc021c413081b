"""What the public needs: organisations, services, desks, opening hours, vocabularies."""

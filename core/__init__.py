"""What every app builds on: base page, published rows, search entries, slots."""

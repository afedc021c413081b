"""Joint training: courses open to all parties of an agreement, places, attendance, material."""

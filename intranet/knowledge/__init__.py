"""What operators know: procedures, their own FAQ, notes to a page; each with an owner."""

"""How good the search is: queries of citizens with what they should find."""

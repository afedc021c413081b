"""Small page types with which the search is tested."""

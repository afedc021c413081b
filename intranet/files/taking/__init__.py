"""Takes a private file in: what it is, whether it is safe, without what it tells of its author."""

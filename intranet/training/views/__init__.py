"""Pages about courses. The door of the restricted part has let their person in."""

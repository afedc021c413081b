"""Private files: taken in, checked, and given out to those who may read what they hang from."""

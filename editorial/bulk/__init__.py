"""The same thing done to many pages at once, each with its own revision and its own rights."""

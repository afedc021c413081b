"""Help while writing: plain words, nobody's data, no sheet twice."""

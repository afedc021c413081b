"""Questions that bodies ask one another, answered, kept, and turned into the operators' FAQ."""

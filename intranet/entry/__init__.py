"""Who gets into the restricted part, and what they may see there."""

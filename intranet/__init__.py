"""The restricted part: what the parties of an agreement share with each other, and nobody else."""

"""What the parts share in which bodies write for one another: whom for, in whose name, how kept."""

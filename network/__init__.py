"""The public side of working together: agreements, their duties, the bodies of the network."""

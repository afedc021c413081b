"""Notices of a body, or of the coordinator, to the operators; each desk confirms that it read."""

"""What the coordinator keeps of the search in the admin."""

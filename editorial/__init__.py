"""The work of publishing: what waits, what is due, the list of services and its releases."""

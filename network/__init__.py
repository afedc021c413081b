"""The public side of working together: agreements, duties, bodies of the network, practices."""

# What `SearchEntry.kind` says of all that the network publishes.
SEARCH_KIND = "network"

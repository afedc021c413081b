"""Public search: request, engines, index, outbox."""

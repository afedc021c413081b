"""Practices and experiments of the network: read, filtered, told, printed."""

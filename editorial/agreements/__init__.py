"""The parties of an agreement are told in time that it ends."""

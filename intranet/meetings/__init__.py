"""Meetings of the parties: prepared together, minuted, agreed to, and followed up."""

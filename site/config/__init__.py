"""The wiring: settings, addresses and the command that sets up the demonstration."""

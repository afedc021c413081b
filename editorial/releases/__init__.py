"""The list of services (Art. 2): released and frozen, told to the bodies, followed day by day."""

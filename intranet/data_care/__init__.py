"""Where personal data lie in the restricted part, looked at and signed twice a year (Art. 5)."""

"""What each body tells those who use its data (Art. 5 of the protocol): versions, acceptances."""

"""The review of who may enter, every six months (Art. 5 of the protocol)."""

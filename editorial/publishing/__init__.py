"""The way to publication: who is asked, and what nobody may overwrite unseen."""

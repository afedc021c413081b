"""What waits for whom: the panel on the admin's first page, and the reports."""

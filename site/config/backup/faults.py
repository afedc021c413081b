"""What can be wrong with a backup or its restore, told in Italian to whoever runs it."""


class BackupFault(Exception):
    """Why it was not done; nothing was changed."""

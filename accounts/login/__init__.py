"""The way in: password, second factor, how long a session lasts, the locked screen."""

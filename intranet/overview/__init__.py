"""The home of the restricted part: what each of its parts has to say to one person today."""

"""The restricted part: what its people may see in how much time, and how long things are kept."""

from .env import ENV

# --- contacts of referents (Art. 5: no automatic and massive extraction) ------------
# How many contacts of other bodies one person may see in an hour, and in a day at most. Of a long
# list the day gives a third at most, whatever stands here (`intranet.limits.caps`).
INTRANET_REVEALS_HOUR: int = ENV["INTRANET_REVEALS_HOUR"]
INTRANET_REVEALS_DAY: int = ENV["INTRANET_REVEALS_DAY"]
# Days for which it is kept who saw which contacts, and a referent who is one no more.
INTRANET_REVEAL_DAYS: int = ENV["INTRANET_REVEAL_DAYS"]
INTRANET_REFERENT_DAYS: int = ENV["INTRANET_REFERENT_DAYS"]

"""Words that searches did not find, learnt without watching anybody."""

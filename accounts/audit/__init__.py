"""The audit log: for the security of the service, never for watching who works in it.

Art. 4 of law 300/1970 allows it for security alone, with an agreement or an authorisation where
work can be watched through it, and with a notice to those concerned. So: few kinds of events,
users as numbers, no addresses, no words that were searched, no page that was read, short
retention, and a log that only the administrator opens and says why.
"""

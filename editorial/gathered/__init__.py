"""What bodies have to talk about when they meet: what changed of their services, what is overdue.

Whoever holds a meeting says `{% slot 'meeting-gathered' facts %}`; the facts are `since` (a day),
`bodies` (keys of their pages) and `on` (a day).
"""

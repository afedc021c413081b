"""Who may: users and the rights each organisation's editors have."""

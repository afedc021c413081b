"""Home, section and standard pages, news, menus."""

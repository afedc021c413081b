"""My list and the orientation sheet: what somebody picked, to read again, print, carry along.

For visitors ("La mia lista") and for whoever stands at a desk ("foglio di orientamento"), the
same. Nothing of it is stored: a list is a sequence of short codes that lives in the browser.
"""

"""Italian text made comparable: one chain for what is indexed and for what is sought.

words → elision → folding → overrides → light stemming. Pure: no Django.
"""

from search.text.tokens import QueryWord, index_tokens, query_tokens, query_words

__all__ = ["QueryWord", "index_tokens", "query_tokens", "query_words"]

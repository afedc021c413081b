"""What the index keeps and how. Pure.

All analysis is ours (`search/text`): the server cuts at spaces, so that it needs no dictionary and
no module of its own, and finds exactly the words that the database finds.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from search.weights import PLACES

TOKENS: dict[str, Any] = {
    "type": "text",
    "analyzer": "whitespace",
    "norms": False,
    "index_options": "positions",
}
KEYWORD = {"type": "keyword"}
SHOWN = {"type": "keyword", "index": False, "doc_values": False}

COLUMNS = ("title_forms", *(place.column for place in PLACES))

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"excludes": [*COLUMNS]},
    "properties": {
        "page_id": {"type": "integer"},
        "locale": KEYWORD,
        "kind": SHOWN,
        "title": SHOWN,
        "title_key": KEYWORD,
        "title_words": {"type": "short"},
        "url": SHOWN,
        "summary": SHOWN,
        "points": {"type": "geo_point"},
        "is_crisis": {"type": "boolean"},
        "version": KEYWORD,
        "facets": {"type": "object", "dynamic": True},
        **dict.fromkeys(COLUMNS, TOKENS),
    },
    "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": KEYWORD}}],
}

SETTINGS: dict[str, Any] = {
    # One shard: counts are exact, and a hundred thousand sheets are little.
    "number_of_shards": 1,
    # A copy as soon as there is a second node, none (and no yellow) where there is not.
    "auto_expand_replicas": "0-1",
    # Said aloud, or an index that nobody asks for a while would show changes late.
    "refresh_interval": "1s",
}

# Another mapping is another index: it stands in its name.
FORMAT = hashlib.blake2b(
    json.dumps([MAPPINGS, SETTINGS], sort_keys=True).encode(), digest_size=4
).hexdigest()

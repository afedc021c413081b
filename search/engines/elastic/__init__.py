"""The engine on an Elasticsearch 9 beside the site: an index of the same tokens."""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]

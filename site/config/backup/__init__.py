"""Backup and restore: database, uploaded files and a manifest in one file, encrypted with a key.

The file is a gzipped tar; with a key it is wrapped as `config.backup.envelope` describes. It holds
`database`, `media/…`, `private/…`, `erasures.jsonl` and, last, `manifest.json` with the hashes of
all the rest.
"""

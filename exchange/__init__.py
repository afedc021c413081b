"""Data in and out: the content that comes with the product, import, export."""

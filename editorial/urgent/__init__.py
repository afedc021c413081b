"""Hours, closures and phones, published at once whatever waits for approval."""

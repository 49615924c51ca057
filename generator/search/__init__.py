"""The search page's data: an index that a browser can query on plain static hosting."""

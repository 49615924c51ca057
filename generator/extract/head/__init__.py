"""Number, place, date, bodies, type and subject: what stands above a document's first sentence."""

"""What the rules know of Vietnamese documents: YAML data with examples, and typed access to it."""

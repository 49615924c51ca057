"""Recipients and signatures: what stands below a document's last sentence."""

"""Who is assigned what, in what role and by when."""

"""What the process that reads PDFs and the one that starts it both know: PDFium is for the first alone."""

MAX_PAGES = 1_500
"""A directive with its annexes has a few hundred pages at most. A bound on time."""
DPI = 300
"""What Tesseract's manual asks of a scan."""

"""``python -m generator``: the command ``chithi``."""

from generator.cli import main

main()

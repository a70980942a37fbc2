"""``python -m kzeu_timeline``."""

from kzeu_timeline.cli import main

if __name__ == "__main__":
    main()

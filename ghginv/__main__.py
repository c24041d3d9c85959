"""`python -m ghginv`."""

from ghginv.cli.main import main

if __name__ == "__main__":
    main()

"""`python -m taizhang.cli` is `taizhang`."""

from taizhang.cli import main

if __name__ == "__main__":
    main()

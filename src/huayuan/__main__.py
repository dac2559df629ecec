"""`python -m huayuan` is the `huayuan` command."""

from huayuan.bootstrap.cli import main

if __name__ == "__main__":
    main()

"""``python -m gouji``: the command line where its script is not on the path."""

from gouji.cli import main

if __name__ == "__main__":
    main(prog_name="gouji")

"""Build the package anew each time: what an earlier build left behind may be gone from the sources."""

from __future__ import annotations

from shutil import rmtree

from setuptools import setup
from setuptools.command.build_py import build_py


class FreshBuild(build_py):
    """Copies modules and data into an empty folder: a pack renamed since the last build must not be shipped twice."""

    def run(self) -> None:
        """Empty the folder, then build as usual."""
        if not self.editable_mode:
            rmtree(self.build_lib, ignore_errors=True)
        super().run()


setup(cmdclass={"build_py": FreshBuild})

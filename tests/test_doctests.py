from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import generator

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(generator.__path__, "generator.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    """What a docstring shows is what the code does."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0

import copy
import pickle

import pytest

from facteur.base.secret import Secret


def test_it_never_prints():
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret!r} {secret!s} {[secret]} {secret}"
    assert secret.reveal() == "hunter2"


@pytest.mark.parametrize("take", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_never_leaves_the_process(take):
    with pytest.raises(TypeError):
        take(Secret("hunter2"))


def test_equality_and_hash():
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2

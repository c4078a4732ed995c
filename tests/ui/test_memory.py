from facteur.base.paths import Profile
from facteur.ui.memory import window_memory


def test_what_the_window_remembers_lies_in_the_profile(tmp_path):
    profile = Profile(home=tmp_path)
    memory = window_memory(profile)
    memory.setValue("a/b", "c")
    memory.sync()
    assert profile.window.read_text(encoding="utf-8").count("b=c") == 1
    assert window_memory(profile).value("a/b") == "c"

"""What templates promise and Django lets pass in silence."""

import re

from tests.house.house import PACKAGE, told

TOKEN = re.compile(r"{%\s*(block|endblock|url)\b([^%]*)%}|{{\s*(\w+)|{%\s*act_button\s+\S+\s+\w+\s+(\w+)")


def lost(source):
    """Addresses kept under a name in one block and used in another, where the name means nothing and the link leads nowhere."""
    kept, used, blocks = {}, [], [""]
    for token in TOKEN.finditer(source):
        if token[1] == "block":
            blocks.append(token[2].split()[0])
        elif token[1] == "endblock":
            blocks.pop()
        elif token[1] == "url":
            name = re.search(r" as (\w+)\s*$", token[2])
            if name:
                kept.setdefault(name[1], set()).add(blocks[-1])
        else:
            used.append((token[3] or token[4], blocks[-1]))
    return [f"{name} in block {block}" for name, block in used if name in kept and block not in kept[name]]


def test_an_address_is_used_in_the_block_that_keeps_it():
    wrong = [
        f"{told(path)}: {each}"
        for path in sorted(PACKAGE.glob("*/templates/**/*.html"))
        for each in lost(path.read_text(encoding="utf-8"))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_search_finds_one():
    assert lost("{% block a %}{% url 'x' as go %}{% endblock %}{% block b %}{{ go }}?y{% endblock %}") == [
        "go in block b"
    ]
    assert not lost("{% block a %}{% url 'x' as go %}{{ go }}{% endblock %}")

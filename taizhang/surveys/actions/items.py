"""The question bank: questions kept, changed, retired, and handed out."""

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.surveys import rules
from taizhang.surveys.models import Item


def keep_item(unit, *, by, on, topic, kind, text, key, options=(), explanation=""):
    """Put a question into the bank of a unit. `key`: places of the right options, or spellings of a word."""
    with act(by, "surveys.keep_item", unit, on=on) as this:
        item = new_item(unit, topic=topic, kind=kind, text=text, key=key, options=options, explanation=explanation)
        item.save()
        this.note(topic=item.topic, text=item.text)
    return item


def new_item(unit, *, topic, kind, text, key, options=(), explanation=""):
    """A question that is whole and not saved yet."""
    if kind == Item.Kind.TRUTH:
        options = ("对", "错")
    require(rules.scoring.may_keep(kind, options, key))
    return Item(
        unit=unit, topic=topic.strip(), kind=kind, text=text.strip(), options=list(options), key=list(key),
        explanation=explanation.strip(),
    )  # fmt: skip


def change_item(item, *, by, on, **words):
    """Change a question of the bank; papers that were issued keep what they asked."""
    with act(by, "surveys.keep_item", item, on=on) as this:
        fresh = new_item(item.unit, **words)
        for name in ("topic", "kind", "text", "options", "key", "explanation"):
            setattr(item, name, getattr(fresh, name))
        item.save()
        this.note(topic=item.topic, text=item.text)
    return item


def retire_item(item, *, by, on):
    """A question is no longer drawn; or is again."""
    with act(by, "surveys.keep_item", item, on=on) as this:
        item.retired_on = None if item.retired_on else on
        item.save()
        this.note(topic=item.topic, text=item.text)
    return item

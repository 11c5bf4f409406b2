"""Words that are frozen in both languages, so that a case of last year reads well in either of them today."""

from django.utils import translation
from django.utils.functional import Promise

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def both(words, **names):
    """{"zh": …, "en": …} of (lazily translated) words; `names` fill its %(…)s, themselves in both languages."""
    said = {}
    for code, language in LANGUAGES.items():
        with translation.override(language):
            text = str(words)
            said[code] = text % {name: _plain(value, code) for name, value in names.items()} if names else text
    return said


def _plain(value, code):
    return value.get(code, "") if isinstance(value, dict) else str(value)


def told(said):
    """The frozen words in the reader's language; plain text as it is."""
    if not isinstance(said, dict):
        return str(said or "")
    english = (translation.get_language() or "").startswith("en")
    return said.get("en" if english else "zh") or said.get("zh") or said.get("en") or ""


def frozen(words):
    """What JSON keeps of words: a plain text as it is, a translated one in both languages."""
    return both(words) if isinstance(words, Promise) else str(words)

"""A sheet as it comes from the page: names of its fields, what was typed, and the questions as the page draws them again."""

from taizhang.surveys import rules


def typed(questions, data):
    """{code: what was typed} of a posted sheet."""
    found = {}
    for one in questions:
        name = field_name(one)
        if one.kind == "matrix":
            found[one.code] = {str(row): data.get(f"{name}-{row}", "") for row in range(len(one.rows))}
        elif one.kind == "multiple":
            found[one.code] = data.getlist(name)
        else:
            found[one.code] = data.get(name, "")
    return found


def field_name(question):
    """The name of a question's field."""
    return f"a-{question.code}"


def drawn(questions, given=None, wrong=None):
    """The questions for the template: each with its field, its choices and whether they are chosen, and the sentence beside it."""
    given, wrong = given or {}, wrong or {}
    return [_drawn(one, given.get(one.code), wrong.get(one.code, "")) for one in questions]


def _drawn(question, value, trouble):
    chosen = {str(one) for one in (value if isinstance(value, list) else [value] if value not in (None, "") else [])}
    rows = value if isinstance(value, dict) else {}
    return {
        "question": question,
        "name": field_name(question),
        "trouble": trouble,
        "value": value if isinstance(value, str) else "",
        "choices": [(place, label, str(place) in chosen) for place, label in question.choices] if question.chosen_by else [],
        "rows": [
            (row, name, [(place, label, str(rows.get(str(row), "")) == str(place)) for place, label in enumerate(question.options)])
            for row, name in enumerate(question.rows)
        ],
        "opener": field_name(question.shown_if) if question.shown_if else "",
        "opens": " ".join(map(str, question.shown_values)),
    }  # fmt: skip


def sheet(questions, data):
    """(answers, drawn questions with their sentences or None) of a posted sheet."""
    raw = typed(questions, data)
    answers, wrong = rules.answering.checked(questions, raw)
    return answers, (drawn(questions, raw, wrong) if wrong else None)

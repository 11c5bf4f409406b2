"""Sentences taken over from last year's report are shown with what stood there; nobody is accused."""

from taizhang.factcheck.judging import against_last_year, judge
from taizhang.factcheck.reading import read_text

LAST = """金桥镇工会2014年工作总结

全年走访慰问困难职工62人,发放慰问金3.1万元。金秋助学资助学生18人。举办职工运动会一届,参加职工260人。
"""
THIS = """金桥镇工会2015年工作总结

全年走访慰问困难职工75人,发放慰问金3.8万元。金秋助学资助学生18人。组织职工义务植树,植树400株。
"""


def copied():
    document = read_text(THIS)
    found = against_last_year(document, read_text(LAST))
    return {claim.quote: found[claim.id] for claim in document.counted() if claim.id in found}


def test_a_sentence_with_new_figures_shows_the_old_ones():
    found = copied()
    visits = next(one for quote, one in found.items() if "75" in quote)
    assert visits.value == 62 and not visits.same_figure and "走访慰问困难职工62人" in visits.quote
    assert next(one for quote, one in found.items() if "3.8" in quote).value == 31000


def test_a_sentence_with_its_old_figure_is_said_to_have_it():
    assert next(one for quote, one in copied().items() if "18" in quote).same_figure


def test_a_new_sentence_is_not_copied():
    assert not any("400" in quote for quote in copied())


def test_the_json_shows_it_beside_the_claim_and_changes_no_verdict():
    found = judge(read_text(THIS), last_year=read_text(LAST))
    claim = next(claim for claim in found["claims"] if claim["value"] == 75)
    assert claim["copied"] is True and claim["last_year"]["value"] == 62 and claim["verdict"] == "unchecked"
    assert {"last_year"} == {item["type"] for item in claim["evidence"]}


def test_an_empty_report_of_last_year_is_no_matter():
    assert against_last_year(read_text(THIS), read_text("")) == {}

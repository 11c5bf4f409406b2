"""Comments in Word: on the exact characters, in our paper and in a file that came from elsewhere."""

import io
import zipfile

import pytest
from lxml import etree

from taizhang.factcheck import queries, wordfile
from taizhang.factcheck.tests.factories import TEXT, checked
from taizhang.word.commenting import Comment, commented
from taizhang.word.document import Document, Paragraph, Words
from taizhang.word.package import to_bytes
from taizhang.word.reading import Unreadable
from taizhang.word.xml import MAIN, W

WORD = {"w": MAIN}


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def anchored(content):
    """[(what the comment stands on, its first line)] in the order of the text."""
    body, notes = part(content, "word/document.xml"), part(content, "word/comments.xml")
    said = {one.get(f"{{{MAIN}}}id"): "".join(one.xpath(".//w:p[1]//w:t/text()", namespaces=WORD)) for one in notes}
    found, running = [], {}
    for element in body.iter():
        name = etree.QName(element).localname
        number = element.get(f"{{{MAIN}}}id")
        if name == "commentRangeStart":
            running[number] = ""
        elif name == "commentRangeEnd":
            found.append((running.pop(number), said[number]))
        elif name == "t":
            running = {key: words + (element.text or "") for key, words in running.items()}
    assert not running
    return found


def text_of(content):
    return "".join(part(content, "word/document.xml").xpath("//w:t/text()", namespaces=WORD))


def foreign(*paragraphs):
    """A .docx as another program writes it: a paragraph is a list of runs, a run is its text."""
    body = "".join(
        "<w:p>"
        + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{run}</w:t></w:r>" for run in runs)
        + "</w:p>"
        for runs in paragraphs
    )
    plain = to_bytes(Document("x", (Paragraph((Words("x"),)),)))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name, f"<w:document {W}><w:body>{body}</w:body></w:document>" if name == "word/document.xml" else data
            )
    return out.getvalue()


def test_a_text_goes_on_paper_with_its_comments(cast):
    made = wordfile.commented(queries.Opened(checked(cast.mill)))
    stood = anchored(made)
    assert stood[0] == ("河湾纺织厂工会2008年工作小结", "核对小结：共 7 个数字")
    assert ("近40名", "✗ 与台账不符") in stood and ("____", "⚑ 数字被遮") in stood and ("9件", "≠ 前后对不上") in stood
    assert not any(words.startswith("12人") for words, _line in stood)  # agrees: no comment
    assert "".join(TEXT.split()) == "".join(text_of(made).split())


def test_every_figure_gets_one_when_asked(cast):
    made = wordfile.commented(queries.Opened(checked(cast.mill)), every=True)
    assert ("12人", "✓ 与台账相符") in anchored(made)


def test_a_word_file_keeps_its_looks(cast):
    lines = TEXT.splitlines()
    file = foreign(
        [lines[0]], [lines[1]], [lines[2][:10], lines[2][10:17], lines[2][17:]], *([line] for line in lines[3:])
    )
    made = wordfile.commented(queries.Opened(checked(cast.mill)), file)
    assert ("近40名", "✗ 与台账不符") in anchored(made)
    body = part(made, "word/document.xml")
    runs = body.xpath("//w:r[w:t]", namespaces=WORD)
    assert all(run.find(f"{{{MAIN}}}rPr/{{{MAIN}}}b") is not None for run in runs)


def test_a_comment_that_spans_runs_and_one_inside_another():
    text = "全年共接到来信来访9件，其中上级转来4件。"
    file = foreign(["全年共接到来信", "来访9", "件，其中上级", "转来4件。"])
    comments = [
        Comment(0, len(text), ("整句",)),
        Comment(text.index("9"), text.index("9") + 2, ("九件",)),
        Comment(text.index("4"), text.index("4") + 2, ("四件",)),
    ]
    made, homeless = commented(file, text, comments, author="核对", initials="核")
    assert sorted(anchored(made)) == sorted([(text, "整句"), ("9件", "九件"), ("4件", "四件")])
    assert not homeless and text_of(made) == text


def test_the_same_words_twice_are_told_apart_by_their_neighbours():
    text = "新建工会9家。\n慰问困难职工若干，走访企业9家，受到欢迎。"
    file = foreign(["页眉里多出来的话 "], ["新建工会9家。"], ["慰问困难职工若干，走访企业9家，受到欢迎。"])
    second = text.rindex("9家")
    made, homeless = commented(file, text, [Comment(second, second + 2, ("第二处",))], author="x", initials="x")
    body = part(made, "word/document.xml")
    start = body.find(f".//{{{MAIN}}}commentRangeStart")
    assert not homeless and "走访企业" in "".join(start.getparent().xpath(".//w:t/text()", namespaces=WORD))


def test_comments_that_stood_there_stay():
    text = "慰问困难职工20人。"
    first, _none = commented(foreign([text]), text, [Comment(0, 2, ("甲",))], author="甲", initials="甲")
    second, _none = commented(first, text, [Comment(6, 9, ("乙",))], author="乙", initials="乙")
    assert anchored(second) == [("慰问", "甲"), ("20人", "乙")]
    assert commented(first, text, [Comment(6, 9, ("乙",))], author="乙", initials="乙")[0] == second  # the same bytes


def test_words_that_are_not_in_the_file_find_no_place():
    made, homeless = commented(foreign(["别的话"]), "慰问20人", [Comment(2, 5, ("x",))], author="x", initials="x")
    assert len(homeless) == 1 and anchored(made) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.4", b"\x00" * 400])
def test_what_is_no_word_file_is_said(content):
    with pytest.raises(Unreadable):
        commented(content, "x", [], author="x", initials="x")

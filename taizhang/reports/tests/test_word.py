"""The file: same paper, same bytes; its look in measures; what was done to it is found, figure by figure."""

import io
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest

from taizhang.reports.tests.tampering import box_removed, replaced, rewritten, typed_over
from taizhang.word import package
from taizhang.word.checking import check
from taizhang.word.document import Document, Link, Paragraph, Printed, Table, Words
from taizhang.word.markup import title_lines

ANNEX = '<w:p><w:pPr><w:pStyle w:val="annex"/>'  # a place to put something before


def paper(title="河湾镇联合工会2008年工作总结", number="近400"):
    blocks = (
        Paragraph((Words(title),), "title"),
        Paragraph((Words("一、做好帮扶 <&> 工作"),), "level1"),
        Paragraph(
            (
                Words("“爱心超市”接待特困职工"),
                Printed("f1", number, "爱心超市·人数"),
                Words("名，收缴资金"),
                Printed("f2", "6000多"),
                Words("元。"),
            )
        ),
        Paragraph((Words("全镇职工生活得到改善。"),)),
        Paragraph((Words("附件1"),), "annex"),
        Table(
            ("项目", "本期"),
            (
                (((Words("资金"),),), ((Printed("f3", "6120"),),)),
                (((Words("依据"),),), ((Link("共3笔", "http://localhost:8000/x?a=1&b=2"),),)),
            ),
            (1, 1),
        ),
    )
    figures = [
        {"id": key, "printed": text, "code": "AW-16:人数", "words": f"口径{key}"}
        for key, text in (("f1", number), ("f2", "6000多"), ("f3", "6120"))
    ]
    return Document(
        title, blocks, author="河湾镇联合工会", imprint={"unit": "F-T", "period": "2008", "figures": figures}
    )


@pytest.fixture
def file(tmp_path):
    package.write(paper(), tmp_path / "report.docx")
    return tmp_path / "report.docx"


def test_same_paper_has_the_same_bytes():
    assert package.to_bytes(paper()) == package.to_bytes(paper())
    assert package.to_bytes(paper()) != package.to_bytes(paper(number="近500"))


def test_file_has_the_measures_of_the_standard():
    with zipfile.ZipFile(io.BytesIO(package.to_bytes(paper()))) as archive:
        body, styles = archive.read("word/document.xml").decode(), archive.read("word/styles.xml").decode()
    assert 'w:w="11906" w:h="16838"' in body
    assert 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"' in body
    assert 'w:docGrid w:type="lines" w:linePitch="579"' in body
    assert 'w:eastAsia="方正小标宋简体"' in styles and 'w:eastAsia="仿宋_GB2312"' in styles
    assert 'w:line="579" w:lineRule="exact"' in styles
    assert 'w:firstLineChars="200"' in styles


def test_control_characters_do_not_make_a_paragraph_vanish(tmp_path):
    package.write(
        Document("题", (Paragraph((Words("甲\x00乙\x0b丙"),)),), imprint={"figures": []}), tmp_path / "x.docx"
    )
    assert check(tmp_path / "x.docx").state == "intact"


def test_two_figures_of_one_name_are_refused():
    with pytest.raises(package.DuplicateFigure):
        package.to_bytes(
            Document("题", (Paragraph((Printed("f1", "1"), Printed("f1", "2"))),), imprint={"figures": []})
        )


def test_untouched_file_is_intact(file):
    checked = check(file)
    assert (checked.state, checked.texts, checked.problems) == ("intact", [], [])
    assert [row.state for row in checked.figures] == ["right"] * 3


def test_number_typed_over_is_named(file, tmp_path):
    checked = check(rewritten(file, tmp_path / "x.docx", typed_over("f1", "近600")))
    wrong = [row for row in checked.figures if row.state != "right"]
    assert checked.state == "changed"
    assert [(row.id, row.state, row.printed, row.found) for row in wrong] == [("f1", "changed", "近400", "近600")]
    assert checked.texts == []


def test_number_hidden_or_struck_by_tracking_counts_as_gone(file, tmp_path):
    hidden = replaced(
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">近400',
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:vanish/></w:rPr><w:t xml:space="preserve">近400',
    )
    checked = check(rewritten(file, tmp_path / "x.docx", hidden))
    assert [row.state for row in checked.figures] == ["changed", "right", "right"]


def test_figure_without_its_box_is_missing(file, tmp_path):
    checked = check(rewritten(file, tmp_path / "x.docx", box_removed("f2")))
    assert [row.state for row in checked.figures] == ["right", "missing", "right"]
    assert len(checked.texts) == 1


def test_box_removed_and_number_typed_beside_is_found(file, tmp_path):
    def change(body):
        return box_removed("f2")(body).replace("名，收缴资金", "名，收缴资金9000多", 1)

    checked = check(rewritten(file, tmp_path / "x.docx", change))
    assert [row.id for row in checked.figures if row.state == "missing"] == ["f2"]
    assert "9000多" in checked.texts[0].text


def test_words_edited_around_a_figure_are_found(file, tmp_path):
    checked = check(rewritten(file, tmp_path / "x.docx", replaced("特困职工", "困难职工")))
    assert checked.state == "changed"
    assert [row.state for row in checked.figures] == ["right"] * 3
    assert [(row.paragraph, row.message) for row in checked.texts] == [(3, "文字与导出时不同")]


def test_paragraph_added_or_taken_away_is_found(file, tmp_path):
    added = check(
        rewritten(
            file,
            tmp_path / "a.docx",
            replaced(ANNEX, "<w:p><w:r><w:t>另外还有99家。</w:t></w:r></w:p>" + ANNEX),
        )
    )
    assert [row.text for row in added.texts] == ["另外还有99家。"]
    gone = check(rewritten(file, tmp_path / "b.docx", replaced("全镇职工生活得到改善。", "")))
    assert [row.message for row in gone.texts] == ["此处少了1段"]


def test_words_in_the_margin_or_a_picture_are_found(file, tmp_path):
    foot = check(rewritten(file, tmp_path / "a.docx", replaced("— ", "内部 99家 "), member="word/footer1.xml"))
    assert foot.state == "changed" and "内部" in foot.problems[0]
    drawn = check(rewritten(file, tmp_path / "b.docx", replaced(ANNEX, "<w:p><w:r><w:drawing/></w:r></w:p>" + ANNEX)))
    assert drawn.problems == ["正文里有导出时没有的图片、文本框或脚注"]


def test_list_changed_inside_the_file_is_damaged(file, tmp_path):
    checked = check(rewritten(file, tmp_path / "x.docx", replaced("近400", "近600"), member="customXml/item1.xml"))
    assert checked.state == "damaged"


def test_list_taken_out_is_noticed(file, tmp_path):
    gone = check(
        rewritten(
            file,
            tmp_path / "x.docx",
            lambda text: text.replace("urn:taizhang:report:1", "urn:other"),
            member="customXml/item1.xml",
        )
    )
    assert gone.state == "damaged"
    broken = check(rewritten(file, tmp_path / "y.docx", replaced("{", "("), member="customXml/item1.xml"))
    assert broken.state == "damaged"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0 an old .doc"])
def test_what_is_no_word_file_is_said_so(tmp_path, content):
    (tmp_path / "x.docx").write_bytes(content)
    assert check(tmp_path / "x.docx").state == "unreadable"


def test_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (61 * 1024 * 1024))
    checked = check(tmp_path / "x.docx")
    assert checked.state == "unreadable" and "过大" in checked.problems[0]


def test_foreign_word_file_is_foreign(tmp_path, file):
    def bare(body):
        return "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>你好</w:t></w:r></w:p></w:body></w:document>"

    rewritten(file, tmp_path / "x.docx", bare)
    with zipfile.ZipFile(tmp_path / "x.docx") as archive, zipfile.ZipFile(tmp_path / "y.docx", "w") as copy:
        for name in archive.namelist():
            if not name.startswith("customXml"):
                copy.writestr(name, archive.read(name))
    assert check(tmp_path / "y.docx").state == "foreign"


def test_saving_goes_all_the_way_or_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "report.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(package.os, "replace", lambda *names: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(OSError):
        package.save_bytes(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_long_title_breaks_after_the_body_that_speaks():
    assert title_lines("河湾镇联合工会2008年工作总结") == ["河湾镇联合工会2008年工作总结"]
    assert title_lines("石门县河湾镇纺织工业园区联合工会委员会2008年上半年工作总结") == [
        "石门县河湾镇纺织工业园区联合工会委员会",
        "2008年上半年工作总结",
    ]


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.slow
def test_file_saved_again_by_libreoffice_is_still_intact(file, tmp_path):
    again = tmp_path / "again"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path / 'profile'}",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(again),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = Path(again) / file.name
    checked = check(saved)
    assert (checked.state, checked.texts, checked.problems) == ("intact", [], [])
    tampered = check(rewritten(saved, tmp_path / "x.docx", replaced(">6120<", ">9120<")))
    assert [(row.id, row.found) for row in tampered.figures if row.state == "changed"] == [("f3", "9120")]


@pytest.mark.parametrize(
    "listed",
    [
        "[]", "1", '"x"', "{}", '{"figures": 1}', '{"figures": [1]}', '{"figures": [{"id": [], "printed": "1"}]}',
        '{"figures": [], "paragraphs": [1]}',
        '{"figures": [{"id": "f1", "printed": "1", "value": "much"}]}', '{"figures": [{"id": "f1", "printed": "1", "code": {}}]}',
        '{"figures": [], "unit": ["F"]}', '{"figures": [], "version": "x"}',
        "[" * 5000,
    ],
)  # fmt: skip
def test_list_of_another_shape_is_damaged(file, tmp_path, listed):
    text = f'<imprint xmlns="urn:taizhang:report:1">{listed}</imprint>'
    assert check(rewritten(file, tmp_path / "x.docx", lambda _: text, member="customXml/item1.xml")).state == "damaged"


def test_torn_files_end_in_a_verdict(tmp_path):
    made = bytearray(package.to_bytes(paper()))
    for place in range(0, len(made), 97):
        torn = bytes(made[:place]) + bytes([made[place] ^ 0x55]) + bytes(made[place + 1 :])
        (tmp_path / "x.docx").write_bytes(torn)
        assert check(tmp_path / "x.docx").state in ("intact", "changed", "damaged", "foreign", "unreadable")
        (tmp_path / "x.docx").write_bytes(bytes(made[:place]))
        assert check(tmp_path / "x.docx").state == "unreadable"

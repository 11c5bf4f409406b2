"""Files of every kind, and files that are none: a sentence each, and nothing is laid out that is too large."""

import io
import zipfile

import openpyxl
import pytest

from taizhang.intake import limits, reading

from .factories import workbook

ROWS = [["姓名", "年龄"], ["张三", 30], ["李四", "四十"]]


def refused(content, name="x.xlsx"):
    with pytest.raises(limits.Unreadable) as caught:
        reading.read(content, name)
    return str(caught.value)


def test_an_xlsx_keeps_its_row_numbers():
    sheet = reading.read(workbook([[], [], *ROWS])).sheets[0]
    assert sheet.rows[2] == ["姓名", "年龄"]


def test_cells_of_spaces_are_kept():
    assert reading.read(workbook([["姓名", "x"], [" ", "y"], ["　", "z"]])).sheets[0].rows[1:] == [
        [" ", "y"],
        ["　", "z"],
    ]


def test_merged_cells_are_told():
    book = reading.read(workbook(("表", [["a", "b"], ["c", "d"], ["", "e"]]), merges={"表": ["A2:A3"]}))
    assert book.sheets[0].merges == [(1, 0, 2, 0)]


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", ""), ("utf-8-sig", ""), ("gb18030", ""), ("utf-16", "")])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_in_every_encoding(encoding, mark, delimiter):
    text = "\r\n".join(
        delimiter.join(row)
        for row in (["姓名", "性别", "工会"], ["张三", "男", "渫阳社区工会"], ["李四", "女", "望江社区工会"])
    )
    book = reading.read(text.encode(encoding), "名册.csv")
    assert book.sheets[0].rows == [
        ["姓名", "性别", "工会"],
        ["张三", "男", "渫阳社区工会"],
        ["李四", "女", "望江社区工会"],
    ]


def test_the_text_form_of_numbers_is_unwrapped():
    assert reading.read('号码,名\n="0123",张\n'.encode()).sheets[0].rows[1] == ["0123", "张"]


def test_a_cell_at_the_end_of_the_sheet_is_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 2
    out = io.BytesIO()
    book.save(out)
    assert str(limits.ROWS) in refused(out.getvalue())


def test_a_zip_bomb_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (40 * limits.MEGABYTE))
    refused(out.getvalue())


def test_a_bomb_that_lies_about_its_size_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (40 * limits.MEGABYTE))
    content = out.getvalue().replace((40 * limits.MEGABYTE).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    refused(content)


def test_a_locked_workbook_says_so():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refused(content) == str(limits.locked())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"PK\x03\x04 broken",
        b"%PDF-1.4 ...",
        b"\x89PNG....",
        b"\0\1\2\3" * 50,
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"\xff\xfe\x00\xd8\x00\x00",
        b"a\x81\xff,b\n" * 3,
    ],
)
def test_other_files_get_a_sentence(content):
    assert refused(content)


def test_a_truncated_workbook_gets_a_sentence():
    content = workbook(ROWS)
    for size in (100, len(content) // 2, len(content) - 30):
        assert refused(content[:size])


def test_a_word_file_is_named():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert refused(out.getvalue())


def test_a_file_that_is_too_large(monkeypatch):
    monkeypatch.setattr(limits, "FILE_SIZE", 100)
    assert refused(b"a,b\n" * 100)

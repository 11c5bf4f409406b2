"""From files to text: every format and encoding, and every way a file can be bad."""

import io
import shutil
import zipfile

import pytest

from taizhang.factcheck.reading import Unreadable, files, read

TEXT = "镇工会工作总结\n今年，镇工会慰问困难职工35名，发放慰问金8000元。\n在职工中开展活动6次。\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, name="word/document.xml", compress=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compress) as archive:
        archive.writestr(
            name, f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return packed.getvalue()


def paragraphs(text):
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())


def values(document):
    return [int(claim.value) for claim in document.counted()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "hz"])
def test_text_in_every_encoding(encoding):
    document = read(TEXT.encode(encoding), "总结.txt")
    assert (document.format, values(document)) == ("txt", [35, 8000, 6])
    assert document.text.lstrip("\ufeff") == TEXT


def test_traditional_text_in_big5():
    text = "鎮工會工作總結\n今年，鎮工會慰問困難職工35名，在職工中開展活動6次。\n"
    assert read(text.encode("big5"), "總結.txt").text == text


def test_a_stated_encoding_is_believed_and_an_unknown_one_refused():
    assert values(read(TEXT.encode("gb18030"), "a.txt", encoding="gb18030")) == [35, 8000, 6]
    with pytest.raises(Unreadable):
        read(TEXT.encode(), "a.txt", encoding="klingon")


def test_offsets_are_those_of_the_decoded_file():
    content = TEXT.replace("\n", "\r\n").encode("gb18030")
    document = read(content, "a.txt")
    claim = document.counted()[0]
    assert content.decode("gb18030")[claim.start : claim.end] == claim.quote == "困难职工35名"


def test_word_with_tables_and_deleted_words():
    body = (
        paragraphs("镇工会工作总结\n慰问困难职工35名。")
        + "<w:p><w:del><w:r><w:delText>走访企业99家。</w:delText></w:r></w:del><w:r><w:t>走访企业9家。</w:t></w:r></w:p>"
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>会员</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>131人</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document = read(docx(body), "a.docx")
    assert (document.format, values(document)) == ("docx", [35, 9, 131])
    assert "会员\t131人" in document.text


def test_a_web_page_without_its_frame():
    page = f"""<html><head><meta charset="gb2312"><title>范文</title><script>var a = "3名";</script></head><body>
    <div class="nav">首页 12篇</div><div id="content"><p>{"</p><p>".join(TEXT.splitlines())}</p></div>
    <div class="footer">共有8名会员在线</div></body></html>"""
    document = read(page.encode("gb18030"), "a.html")
    assert (document.format, values(document)) == ("html", [35, 8000, 6])


def test_a_pdf():
    document = read(_pdf("Committee 131"), "a.pdf")
    assert (document.format, document.text.strip()) == ("pdf", "Committee 131")


def _pdf(words):
    """The smallest PDF with one line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + one + b"endobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.slow
def test_an_old_word_file_through_libreoffice():
    rtf = (
        "{\\rtf1\\ansi "
        + "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in TEXT.replace("\n", "\\par "))
        + "}"
    )
    document = read(rtf.encode("ascii"), "a.doc")
    assert (document.format, values(document)) == ("doc", [35, 8000, 6])


def test_an_old_word_file_without_libreoffice(monkeypatch):
    monkeypatch.setattr(files.shutil, "which", lambda name: None)
    with pytest.raises(Unreadable, match="LibreOffice"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "a.doc")


def test_a_bomb_is_refused():
    bomb = docx("<w:p/>" * 6_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(Unreadable):
        read(bomb, "a.docx")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n\n",
        b"\x89PNG\r\n\x1a\n" + b"0" * 99,
        b"PK\x03\x04" + b"\0" * 60,
        b"%PDF-1.4\nnothing",
        docx(paragraphs(TEXT), name="xl/workbook.xml"),
        docx("<w:p>") + b"",
        docx(paragraphs(TEXT))[:-80],
        b"<w:p" * 3,
        bytes(range(256)) * 40,
        b"word " * 2000,
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence_or_read_as_text(content):
    try:
        document = read(content, "x.docx")
    except Unreadable as refusal:
        assert len(str(refusal)) > 4
    else:
        assert not document.counted()


def test_a_text_without_end_is_refused():
    with pytest.raises(Unreadable):
        read("工" * (files.TEXT_LENGTH + 1), "a.txt")
    with pytest.raises(Unreadable):
        read("工".encode() * (files.TEXT_LENGTH + 1), "a.txt")


def test_a_word_file_with_a_password_is_known_before_libreoffice_is_asked(monkeypatch):
    monkeypatch.setattr(files, "_old_word", None)
    with pytest.raises(Unreadable):
        read(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"0" * 99,
            "a.docx",
        )

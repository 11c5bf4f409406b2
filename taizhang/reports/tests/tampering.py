"""What hands do to a Word file, for the tests of verification."""

import re
import zipfile

BODY = "word/document.xml"


def rewritten(source, target, change, member=BODY):
    """A copy of a file with one member changed by `change(text) → text`."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            text = archive.read(name)
            if name == member:
                changed = change(text.decode())
                assert changed != text.decode(), "the change found nothing to change"
                text = changed.encode()
            copy.writestr(name, text)
    return target


def typed_over(figure, text):
    """Another number typed into a figure's box."""
    box = re.compile(rf'(w:val="tz:{figure}"/>.*?<w:t xml:space="preserve">)[^<]*(</w:t>)', re.S)
    return lambda body: box.sub(rf"\g<1>{text}\g<2>", body, count=1)


def box_removed(figure):
    """The box, its mark and its text deleted."""
    box = re.compile(
        rf'<w:bookmarkStart w:id="\d+" w:name="tz_{figure}"/><w:sdt>.*?</w:sdt><w:bookmarkEnd w:id="\d+"/>', re.S
    )
    return lambda body: box.sub("", body, count=1)


def replaced(old, new):
    """A word of the text replaced."""
    return lambda body: body.replace(old, new, 1)

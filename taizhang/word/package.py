"""The file: a zip whose members stand in a fixed order with a fixed date, so that the same paper has the same bytes."""

import io
import os
import tempfile
import zipfile
from pathlib import Path

from . import imprint
from .document import Printed, figures
from .markup import Body
from .styles import font_table_xml, footer_xml, settings_xml, styles_xml
from .xml import DECLARATION, RELATIONS, escape, tag

EPOCH = (1980, 1, 1, 0, 0, 0)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = {
    "/word/document.xml": f"{WORD}.document.main+xml",
    "/word/styles.xml": f"{WORD}.styles+xml",
    "/word/settings.xml": f"{WORD}.settings+xml",
    "/word/fontTable.xml": f"{WORD}.fontTable+xml",
    "/word/footer1.xml": f"{WORD}.footer+xml",
    "/word/footer2.xml": f"{WORD}.footer+xml",
    "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
ITEM_ID = (
    "{7A1B2008-0001-4A5A-9704-201200000001}"  # names our list of figures among custom parts; the same in every file
)


class DuplicateFigure(ValueError):
    """Two controls would carry one figure id, and a change of one could hide behind the other."""


def to_bytes(document):
    """The whole file. The same document gives the same bytes, whenever and wherever it is written."""
    _refuse_duplicates(document)
    body = Body()
    text = body.xml(document)
    listed = bool(document.imprint)  # a paper without figures of ours carries no list of them
    members = {
        "[Content_Types].xml": _content_types(listed, bool(body.pictures)),
        "_rels/.rels": _relations(_top_relations()),
        "word/document.xml": text,
        "word/_rels/document.xml.rels": _relations(_document_relations(body.links, listed, len(body.pictures))),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": settings_xml(),
        "word/fontTable.xml": font_table_xml(),
        "word/footer1.xml": footer_xml("right"),
        "word/footer2.xml": footer_xml("left"),
        **(_list_of_figures(document) if listed else {}),
        **{f"word/media/picture{number}.png": png for number, png in enumerate(body.pictures, start=1)},
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _app(),
    }
    return _zipped(members)


def _list_of_figures(document):
    """The parts that carry the list of figures inside the file."""
    return {
        "customXml/item1.xml": _item(imprint.complete(document)),
        "customXml/_rels/item1.xml.rels": _relations(
            [("props", f"{RELATIONS}/customXmlProps", "itemProps1.xml", False)]
        ),
        "customXml/itemProps1.xml": _item_properties(),
    }


def write(document, path):
    """Write beside the place and rename: a machine switched off half way leaves the old file or the new one, never half."""
    save_bytes(to_bytes(document), path)


def save_bytes(data, path):
    """Bytes to a file, whole or not at all."""
    path = Path(path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _refuse_duplicates(document):
    seen = set()
    for run in figures(document):
        if isinstance(run, Printed) and run.figure in seen:
            raise DuplicateFigure(run.figure)
        seen.add(run.figure)


def _zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in members.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(entry, text if isinstance(text, bytes) else text.encode("utf-8"))
    return stream.getvalue()


def _content_types(listed, pictured=False):
    defaults = tag(
        "Default", Extension="rels", ContentType=f"{'application/vnd.openxmlformats-package'}.relationships+xml"
    ) + tag("Default", Extension="xml", ContentType="application/xml")
    if pictured:
        defaults += tag("Default", Extension="png", ContentType="image/png")
    parts = {part: kind for part, kind in CONTENT_TYPES.items() if listed or not part.startswith("/customXml/")}
    overrides = "".join(tag("Override", PartName=part, ContentType=kind) for part, kind in parts.items())
    return f"{DECLARATION}{tag('Types', defaults + overrides, xmlns=f'{PACKAGE}/content-types')}"


def _relations(rows):
    inside = "".join(
        tag("Relationship", Id=key, Type=kind, Target=target, **({"TargetMode": "External"} if outside else {}))
        for key, kind, target, outside in rows
    )
    return f"{DECLARATION}{tag('Relationships', inside, xmlns=f'{PACKAGE}/relationships')}"


def _top_relations():
    return [
        ("document", f"{RELATIONS}/officeDocument", "word/document.xml", False),
        ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
        ("app", f"{RELATIONS}/extended-properties", "docProps/app.xml", False),
    ]


def _document_relations(links, listed, pictures=0):
    rows = [
        ("styles", f"{RELATIONS}/styles", "styles.xml", False),
        ("settings", f"{RELATIONS}/settings", "settings.xml", False),
        ("fonts", f"{RELATIONS}/fontTable", "fontTable.xml", False),
        ("footerOdd", f"{RELATIONS}/footer", "footer1.xml", False),
        ("footerEven", f"{RELATIONS}/footer", "footer2.xml", False),
    ]
    if listed:
        rows.append(("imprint", f"{RELATIONS}/customXml", "../customXml/item1.xml", False))
    rows += [(f"picture{n}", f"{RELATIONS}/image", f"media/picture{n}.png", False) for n in range(1, pictures + 1)]
    return rows + [(f"link{number}", f"{RELATIONS}/hyperlink", url, True) for url, number in links.items()]


def _item(content):
    return f"{DECLARATION}{tag('imprint', escape(imprint.spelled(content)), xmlns=imprint.NAMESPACE)}"


def _item_properties():
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    reference = f'<ds:schemaRefs><ds:schemaRef ds:uri="{imprint.NAMESPACE}"/></ds:schemaRefs>'
    return f"{DECLARATION}{tag('ds:datastoreItem', reference, **{'ds:itemID': ITEM_ID, 'xmlns:ds': space})}"


def _core(document):
    spaces = {
        "xmlns:cp": f"{PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    inside = f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(document.subject)}</dc:subject>"
    inside += f"<dc:creator>{escape(document.author)}</dc:creator>"
    return f"{DECLARATION}{tag('cp:coreProperties', inside, **spaces)}"


def _app():
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f"{DECLARATION}{tag('Properties', '<Application>Taizhang</Application>', xmlns=space)}"

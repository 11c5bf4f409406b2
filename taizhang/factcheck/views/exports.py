"""A checked report as a file: with comments in Word, as a workbook, and as it was handed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from taizhang.factcheck import queries, storage, wordfile, workbook
from taizhang.factcheck.models import Check
from taizhang.kernel.verdicts import Refused
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

from .checks import own_check


@require_GET
def check_word(request, pk):
    """The report in Word, a comment on every figure that somebody should look at."""
    check = own_check(request, pk)
    if check.state != Check.State.READ:
        return _not_yet(request, check)
    opened = queries.Opened(check)
    try:
        content = wordfile.commented(opened, storage.fetch(check.digest), every="all" in request.GET)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(check)
    return word_response(_("%(name)s – checked") % {"name": check.name}, content)


@require_GET
def check_sheet(request, pk):
    """All figures, relations and damaged places as a workbook."""
    check = own_check(request, pk)
    if check.state != Check.State.READ:
        return _not_yet(request, check)
    return sheet_response(_("%(name)s – checked") % {"name": check.name}, workbook.sheets(queries.Opened(check)))


@require_GET
def check_file(request, pk):
    """The file as it was handed in, byte by byte; always a download, for it comes from strangers."""
    check = own_check(request, pk)
    try:
        content = storage.fetch(check.digest)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(check)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, check.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _not_yet(request, check):
    messages.error(request, _("The report has not been read yet."))
    return redirect(check)

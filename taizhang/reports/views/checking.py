"""The page where a Word file is compared with what was exported and with the ledger."""

import tempfile

from django.shortcuts import render

from taizhang.reports import forms, queries

TONES = {"intact": "green", "draft": "blue", "unchecked": "blue", "drifted": "amber"}


def report_verify(request):
    """Drop a file, get the list: every figure changed by hand, every paragraph, every figure that has drifted."""
    form = forms.VerifyForm(request.POST, request.FILES) if request.method == "POST" else forms.VerifyForm()
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = _verified(form.cleaned_data["file"], request.user)
    context = {"form": form, "answer": answer, "tone": TONES.get(answer["state"], "red") if answer else ""}
    return render(request, "reports/report_verify.html", context, status=422 if form.errors else 200)


def _verified(upload, user):
    with tempfile.NamedTemporaryFile(suffix=".docx") as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
        kept.flush()
        answer = queries.verify(kept.name, viewer=user)
    answer["wrong"] = [row for row in answer["figures"] if row["state"] != "right"]
    answer["drifted"] = [row for row in answer["figures"] if row.get("drifted") and row["state"] == "right"]
    answer["right"] = sum(row["state"] == "right" for row in answer["figures"])
    return answer

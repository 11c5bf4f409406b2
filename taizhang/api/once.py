"""A request that is sent again is answered again, and not carried out again: the key that its sender chose says which one it is."""

import hashlib
import json

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.api.models import Answered
from taizhang.api.problems import Problem


def once(request, key, content, do, find):
    """(what was made, whether it had been made before). `do()` makes the record inside one transaction with the mark of the key;
    `find(id)` fetches it for an answer given again. The same key with other content is refused."""
    digest = _digest(request, content)
    before = _answered(request, key, digest)
    if before is not None:
        return find(before.record_id), True
    try:
        with transaction.atomic():
            mark = Answered.objects.create(token=request.token, key=key, digest=digest, at=timezone.now())
            made = do()
            Answered.objects.filter(pk=mark.pk).update(record_type=made._meta.label_lower, record_id=made.pk)
    except IntegrityError:  # the same request came twice at once, and the other one was first
        before = _answered(request, key, digest)
        if before is None:
            raise
        return find(before.record_id), True
    return made, False


def _answered(request, key, digest):
    before = Answered.objects.filter(token=request.token, key=key).first()
    if before is not None and before.digest != digest:
        sentence = _("This Idempotency-Key was used for another request; choose a new one for each.")
        raise Problem("not_valid", sentence, fields=[{"in": "header", "name": "Idempotency-Key", "sentence": sentence}])
    return before


def _digest(request, content):
    spelled = json.dumps([request.path, content], sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(spelled.encode()).hexdigest()

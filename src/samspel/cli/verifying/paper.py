"""What was sent and received: documents whose bytes are those that were kept, digests that fit, decisions by two."""

from __future__ import annotations

from collections.abc import Iterator

from samspel.cli.verifying.asking import READER, Check, question
from samspel.files import store
from samspel.files.models import Document
from samspel.flow.models import Entry
from samspel.followup import queries, transitions
from samspel.followup.models import Report
from samspel.kit.text import digest
from samspel.needs import queries as needs
from samspel.needs.models import Submission

DECISIONS = """
select format('decision %s: %s, and not prepared by one person and made by another', number, state)
from decisions_decision
where state <> 'drafted' and (decided_by_id is null or decided_at is null or decided_by_id = prepared_by_id)
union all
select format('decision %s: the journal says that somebody else made it', d.number)
from decisions_decision d join flow_entry e on e.record_id = d.id and e.act = 'decisions.make'
where d.decided_by_id is distinct from e.person_id
"""
LETTERS = """
select format('letter %s: its document is not the one that the journal says was issued', l.number)
from letters_letter l join files_document f on f.id = l.document_id
left join flow_entry e on e.record_id = l.id and e.act = 'letters.issue'
where e.facts ->> 'sha256' is distinct from f.sha256
union all
select format('payment basis %s: its document is not the one that the journal says was handed over', b.number)
from payments_paymentbasis b join files_document f on f.id = b.document_id
left join flow_entry e on e.record_id = b.id and e.act = 'payments.export'
where e.facts ->> 'sha256' is distinct from f.sha256
"""


def documents() -> Iterator[str]:
    """Give every document whose bytes are gone or are not those that were kept; what was let go is not looked for."""
    gone = needs.let_go(using=READER)
    for document in Document.objects.using(READER).exclude(pk__in=gone).order_by("made_at", "pk").iterator():
        try:
            size = len(store.read(document))
        except store.Damaged:
            yield f"document {document.pk} «{document.title}»: the bytes are gone or changed"
            continue
        if size != document.size:
            yield f"document {document.pk} «{document.title}»: {size} bytes, {document.size} were kept"


def submissions() -> Iterator[str]:
    """Give every need handed in whose content is not what its digest or the journal says, or whose files are gone."""
    entries = Entry.objects.using(READER).filter(act="needs.submit").values_list("facts", flat=True)
    journal = {facts.get("submission"): facts.get("digest") for facts in entries}
    kept = set(Document.objects.using(READER).values_list("office_id", "sha256", "size"))
    for submission in Submission.objects.using(READER).select_related("need").order_by("received_at", "pk").iterator():
        where = f"need {submission.need.ref}, received {submission.received_at:%Y-%m-%d %H:%M} UTC"
        if digest(submission.content) != submission.digest:
            yield f"{where}: the content does not fit its digest"
        for one in submission.content.get("attachments", []):
            if (submission.office_id, one["sha256"], one["size"]) not in kept:
                yield f"{where}: there is no document for the attached file «{one['name']}»"
        if journal.get(str(submission.pk)) != submission.digest:
            yield f"{where}: the journal tells of another digest"


def reports() -> Iterator[str]:
    """Give every report whose content is not what was handed in."""
    handed_in = Entry.objects.using(READER).filter(act="followup.submit").order_by("sequence")
    last = {entry.record_id: entry.facts.get("digest") for entry in handed_in}
    closed = Report.objects.using(READER).filter(state__in=[Report.State.SUBMITTED, Report.State.APPROVED])
    for report in closed.select_related("decision").order_by("decision__number", "year"):
        if transitions.content_digest(queries.told(report, using=READER)) != last.get(report.pk):
            yield f"report on decision {report.decision.number} for {report.year}: not what was handed in"


CHECKS: tuple[Check, ...] = (question(DECISIONS), question(LETTERS), documents, submissions, reports)

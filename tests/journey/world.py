"""A world in which there is something, and so many of it, on every page of every desk."""

from __future__ import annotations

from samspel.casework.models import Case
from samspel.decisions.models import Decision
from samspel.followup import transitions as followup_acts
from samspel.followup.models import Report
from samspel.forum import transitions as forum_acts
from samspel.needs import links
from tests.cast import KARI, SIGRUN, id_of
from tests.stories import (
    approaches,
    attachments,
    calls,
    casework,
    decisions,
    feedback,
    followup,
    forum,
    intake,
    invitations,
    journey,
    messages,
    needs,
    networks,
    pages,
    payments,
    readings,
    registers,
    units,
)

ROOM_NOK = 100_000_000
ASKED_NOK = 40_000


def world(count: int) -> dict[str, object]:
    """Tell so many of everything, and give what addresses are made of, by the names that `urls.py` gives the parts.

    Where pages of one part of an address want different records, the page's name comes first: `owner-receipt need_id`.
    """
    registers.many(count)
    invitations.crowd(count)
    questions = networks.many(count)
    call = calls.announced(frame_nok=ROOM_NOK)
    drafts = [needs.filled(title=f"Utkast {number}", asked_nok=ASKED_NOK) for number in range(count)]
    files = [attachments.clean(drafts[0], f"Plan {number}") for number in range(min(count, 20))]
    network = intake.network_need()
    offers = [intake.offered(intake.of_member(title=f"Medlem {number}"), network) for number in range(count + 1)]
    for one in offers[1:]:
        intake.taken_in(one)
    adopted = forum.recommended(ready(count + 1, "Tildelt"))
    *awards, unplanned = [decisions.accepted(line.case) for line in adopted]
    journey.carried_out()
    bases = [payments.exported(award) for award in awards]
    journey.carried_out()
    invitations.seats_held_out(adopted[0].meeting.forum, count)
    open_cases = ready(count, "Til forumet")
    meeting = forum_acts.convene(
        adopted[0].meeting.forum, call=call, ref="mote-2", held_on=forum.HELD_ON, by=SIGRUN, at=forum.CONVENED
    )
    for number in range(count):
        needs.submitted(title=f"Innsendt {number}", asked_nok=ASKED_NOK)
        calls.drafted(ref=f"neste-{number}", title=f"Neste utlysning {number}")
        pages.published(title=f"Nyhende {number}")
        pages.published(title=f"Om oss {number}", kind="about")
        pages.drafted(title=f"Side {number}")
        registers.asked(f"39{number:07}")
        feedback.told(path=f"/embeter/rogaland/sider/om-oss-{number}/")
        messages.begun(f"Spørsmål {number}")
        messages.begun_by_office(f"Svar {number}")
        messages.begun_by_office(f"Til partneren {number}", to="hiv")
        readings.read(awards[0].case.need_id)
    handed_in = [handed_in_report(award) for award in awards]
    return {
        "office": "rogaland",
        "provider": "ingen",
        "ref": "behov-2023",
        "need_id": drafts[0].pk,
        "partnership_id": needs.partnership(drafts[0]).pk,
        "attachment_id": files[0].pk,
        "link": "ingen",
        "case_id": awards[0].case_id,
        "meeting_id": meeting.pk,
        "line_id": forum.lines(meeting)[0].pk,
        "decision_id": awards[0].pk,
        "share_id": payments.shares(unplanned)[0].pk,
        "basis_id": bases[0].pk,
        "report_id": handed_in[0].pk,
        "article_id": pages.with_versions(count + 1).pk,
        "network_id": networks.shared().pk,
        "owner-network-question question_id": questions[0].pk,
        "approach_id": approaches.many(count).pk,
        "conversation_id": messages.with_answers(count + 1).pk,
        "question_id": registers.asked().pk,
        "office-owner-question question_id": registers.owner_asked().pk,
        "run_id": registers.held().pk,
        "number": 1,
        "page": "about",
        "token": "a-link",
        "unit-page token": links.token(units.answered(units.asked())),
        "forum_id": meeting.forum_id,
        "owner-person person_id": id_of("knut"),
        "partner-person person_id": id_of("unni"),
        "office-person person_id": id_of("amir"),
        "public-office slug": "rogaland",
        "public-scheme slug": "regional",
        "public-kommune number": "1103",
        "orgnr": "310000019",
        "public-news-item slug": "nyhende-0",
        "public-office-text slug": "om-oss-0",
        "office-call-edit ref": "neste-0",
        "office-case need_id": awards[0].case.need_id,
        "office-readings need_id": awards[0].case.need_id,
        "owner-receipt need_id": awards[0].case.need_id,
        "owner-intake need_id": network.pk,
        "owner-intake-fill need_id": network.pk,
        "owner-intake-need need_id": network.pk,
        "owner-network-need need_id": network.pk,
        "offer_id": offers[0].pk,
        "owner-since need_id": needs.copied(awards[0].case.need).pk,
        "owner-status need_id": awards[0].case.need_id,
        "forum-case case_id": open_cases[0].pk,
        "forum-recommendation meeting_id": adopted[0].meeting_id,
        "partner-report report_id": Report.objects.get(decision=awards[0], recipient_id=id_of("hiv")).pk,
    }


def ready(count: int, title: str) -> list[Case]:
    """So many cases that are ready for the forum."""
    return [casework.ready(needs.submitted(title=f"{title} {number}", asked_nok=ASKED_NOK)) for number in range(count)]


def handed_in_report(award: Decision) -> Report:
    """The owner's report about an award, handed in."""
    report = Report.objects.get(decision=award, recipient_id=id_of("fjordvik"))
    followup_acts.submit(report, told=followup.told(report), by=KARI, at=followup.HANDED_IN)
    return report

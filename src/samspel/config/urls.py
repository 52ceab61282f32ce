"""Every address of Samspel, each behind its line in the policy table."""

from __future__ import annotations

from django.urls import URLPattern, path

from samspel.config.policy import POLICY
from samspel.web import arriving, attached, demo, health, invitation, login, receipts, unit_page
from samspel.web.api import reading
from samspel.web.forum import case_in, leaving, line, meeting, meetings, recommendation, seats, ties, work
from samspel.web.guard import View, guarded
from samspel.web.office import (
    bases,
    case,
    composition,
    decision,
    decisions,
    inbox,
    letters,
    notices,
    overview,
    page,
    page_versions,
    payments,
    plan,
    readings,
)
from samspel.web.office import call as office_call
from samspel.web.office import calls as office_calls
from samspel.web.office import feedback as office_feedback
from samspel.web.office import message as office_message
from samspel.web.office import message_new as office_message_new
from samspel.web.office import messages as office_messages
from samspel.web.office import owner_question as office_owner_question
from samspel.web.office import pages as office_pages
from samspel.web.office import registers as office_registers
from samspel.web.office import report as office_report
from samspel.web.owner import about as owner_about
from samspel.web.owner import about_us as owner_about_us
from samspel.web.owner import (
    assessment,
    attachments,
    autosave,
    budget,
    changes,
    check_answers,
    contribution,
    duties,
    extra,
    follow_up,
    from_file,
    goals,
    intake,
    intake_fill,
    intake_need,
    measure,
    need,
    network_need,
    offer,
    participants,
    parties,
    partners,
    receipt,
    since,
    start,
    status,
    timetable,
    unit_assessments,
)
from samspel.web.owner import decisions as owner_decisions
from samspel.web.owner import home as owner_home
from samspel.web.owner import network as owner_network
from samspel.web.owner import network_question as owner_network_question
from samspel.web.owner import networks as owner_networks
from samspel.web.owner import report as owner_report
from samspel.web.owner import units as owner_units
from samspel.web.partner import answers as partner_answers
from samspel.web.partner import capacity as partner_capacity
from samspel.web.partner import decisions as partner_decisions
from samspel.web.partner import home as partner_home
from samspel.web.partner import partnership
from samspel.web.party import approaches as party_approaches
from samspel.web.party import message as party_message
from samspel.web.party import message_new as party_message_new
from samspel.web.party import messages as party_messages
from samspel.web.people import inviting, person, roster, systems
from samspel.web.public import (
    about,
    account,
    calls,
    components,
    feedback,
    feeds,
    find,
    front,
    guides,
    kommune,
    language,
    machines,
    news,
    office,
    open_data,
    schemes,
    unit,
)


def at(route: str, view: View, name: str) -> URLPattern:
    """Make one address; KeyError when the policy table has no line for its name."""
    return path(route, guarded(POLICY[name], view), name=name)


urlpatterns = [
    at("", front.front, "front"),
    at("spraak/", language.choose, "language"),
    at("komponenter/", components.gallery, "gallery"),
    at("kontakt/", about.contact, "contact"),
    at("tilgjengelighet/", about.accessibility, "accessibility"),
    at("tilgjengelighet/meld-fra/", feedback.barrier, "barrier"),
    at("tilbakemelding/", feedback.answer, "feedback"),
    at("personvern/", about.privacy, "privacy"),
    at("robots.txt", machines.robots, "robots"),
    at("sitemap.xml", machines.sitemap, "sitemap"),
    at(".well-known/security.txt", machines.security, "security"),
    at("utlysninger/feed.xml", feeds.calls_feed, "calls-feed"),
    at("nyheter/feed.xml", feeds.news_feed, "news-feed"),
    at("utlysninger/", calls.calls, "public-calls"),
    at("utlysninger/<slug:office>/<slug:ref>/", calls.call, "public-call"),
    at("nyheter/", news.news, "public-news"),
    at("nyheter/<slug:office>/<slug:slug>/", news.news_item, "public-news-item"),
    at("ordninger/", schemes.schemes, "public-schemes"),
    at("ordninger/<slug:slug>/", schemes.scheme_page, "public-scheme"),
    at("slik-melder-du/", guides.how_to_report, "how-to-report"),
    at("samarbeidsforum/", guides.forum, "public-forum"),
    at("arshjulet/", guides.year, "public-year"),
    at("dokumenter/", guides.documents, "documents"),
    at("finn/", find.find, "find"),
    at("kommuner/<slug:number>/", kommune.kommune, "public-kommune"),
    at("enheter/<slug:orgnr>/", unit.unit, "public-unit"),
    at("embeter/", office.offices, "public-offices"),
    at("embeter/<slug:slug>/", office.office, "public-office"),
    at("embeter/<slug:office>/sider/<slug:slug>/", news.office_text, "public-office-text"),
    at("pengene/", account.account, "account"),
    at("opne-data/", open_data.overview, "open-data"),
    at("opne-data/manifest.json", open_data.manifest, "open-data-manifest"),
    at("opne-data/<slug:name>.<slug:ending>", open_data.download, "open-data-file"),
    at("healthz", health.alive, "healthz"),
    at("readyz", health.ready, "readyz"),
    at("logg-inn/", login.login, "login"),
    at("logg-inn/<slug:provider>/", arriving.start, "login-start"),
    at("logg-inn/<slug:provider>/retur/", arriving.back, "login-return"),
    at("logg-inn/<slug:provider>/ut/", arriving.gone, "login-gone"),
    at("logg-ut/", login.logout, "logout"),
    at("okt/", login.still_here, "session"),
    at("velg/", login.choose, "choose"),
    at("demo/klokke/", demo.set_clock, "demo-clock"),
    at("kontor/oversikt/", overview.overview, "office-overview"),
    at("kontor/", inbox.inbox, "office-inbox"),
    at("kontor/apne-saker/", inbox.open_cases, "office-open-cases"),
    at("kontor/saker/<uuid:need_id>/", case.case, "office-case"),
    at("kontor/saker/<uuid:need_id>/lesing/", readings.readings, "office-readings"),
    at("kontor/saker/<uuid:need_id>/vedlegg/<uuid:attachment_id>.fil", case.attachment, "office-attachment"),
    at("kontor/utlysninger/", office_calls.calls, "office-calls"),
    at("kontor/ny-utlysning/", office_calls.new_call, "office-call-new"),
    at("kontor/utlysninger/<slug:ref>/", office_call.call, "office-call"),
    at("kontor/utlysninger/<slug:ref>/endre/", office_call.edit, "office-call-edit"),
    at("kontor/utlysninger/<slug:ref>/varsler/", notices.notices, "office-call-notices"),
    at("kontor/tilbakemeldinger/", office_feedback.feedback, "office-feedback"),
    at("kontor/registre/", office_registers.registers, "office-registers"),
    at("kontor/registre/endringer/<uuid:question_id>/", office_registers.question, "office-register-question"),
    at("kontor/registre/eiere/<uuid:question_id>/", office_owner_question.owner_question, "office-owner-question"),
    at("kontor/registre/kjoringer/<uuid:run_id>/", office_registers.run, "office-register-run"),
    at("kontor/sider/", office_pages.pages, "office-pages"),
    at("kontor/sider/ny/", office_pages.new_page, "office-page-new"),
    at("kontor/sider/<uuid:article_id>/", page.page, "office-page"),
    at("kontor/sider/<uuid:article_id>/versjoner/<int:number>/", page_versions.page_version, "office-page-version"),
    at("kontor/vedtak/", decisions.decisions, "office-decisions"),
    at("kontor/vedtak/<uuid:case_id>/", decision.decision, "office-decision"),
    at("kontor/vedtak/<uuid:case_id>/brev/<uuid:recipient_id>.pdf", decision.letter, "office-decision-letter"),
    at("kontor/brev/", letters.letters, "office-letters"),
    at("kontor/brev/<uuid:letter_id>.pdf", letters.letter, "office-letter"),
    at("kontor/utbetalinger/", payments.payments, "office-payments"),
    at("kontor/utbetalinger/plan/<uuid:share_id>/", plan.plan, "office-plan"),
    at("kontor/utbetalinger/grunnlag/", bases.bases, "office-bases"),
    at("kontor/utbetalinger/grunnlag/<uuid:basis_id>/", bases.basis, "office-basis"),
    at("kontor/utbetalinger/grunnlag/<uuid:basis_id>.csv", bases.file, "office-basis-file"),
    at("eier/vedtak/", owner_decisions.decisions, "owner-decisions"),
    at("eier/vedtak/<uuid:decision_id>/", owner_decisions.decision, "owner-decision"),
    at("eier/brev/<uuid:letter_id>.pdf", owner_decisions.letter, "owner-letter"),
    at("partner/vedtak/", partner_decisions.decisions, "partner-decisions"),
    at("partner/vedtak/<uuid:decision_id>/", partner_decisions.decision, "partner-decision"),
    at("partner/brev/<uuid:letter_id>.pdf", partner_decisions.letter, "partner-letter"),
    at("invitasjon/<str:token>/", invitation.invitation, "invitation"),
    at("vurdering/<str:token>/", unit_page.unit_page, "unit-page"),
    at("eier/folk/", roster.people, "owner-people"),
    at("eier/folk/inviter/", inviting.invite, "owner-people-invite"),
    at("eier/behov-fra-fil/", from_file.from_file, "owner-from-file"),
    at("eier/behov-fra-fil/mal.xlsx", from_file.template, "owner-template"),
    at("eier/folk/fagsystem/", systems.systems, "owner-clients"),
    at("eier/folk/<uuid:person_id>/", person.person, "owner-person"),
    at("partner/folk/", roster.people, "partner-people"),
    at("partner/folk/inviter/", inviting.invite, "partner-people-invite"),
    at("partner/folk/<uuid:person_id>/", person.person, "partner-person"),
    at("kontor/folk/", roster.people, "office-people"),
    at("kontor/folk/inviter/", inviting.invite, "office-people-invite"),
    at("kontor/folk/inviter-virksomhet/", inviting.invite_first, "office-people-first"),
    at("kontor/folk/<uuid:person_id>/", person.person, "office-person"),
    at("kontor/forum/", composition.composition, "office-forum"),
    at("forum/", meetings.meetings, "forum-meetings"),
    at("forum/plasser/<uuid:forum_id>/", seats.seats, "forum-seats"),
    at("forum/min-plass/", leaving.own_seats, "forum-leave"),
    at("forum/plasser/<uuid:forum_id>/inviter/", seats.invite, "forum-invite"),
    at("forum/nytt-mote/", meetings.convene, "forum-convene"),
    at("forum/moter/<uuid:meeting_id>/", meeting.meeting, "forum-meeting"),
    at("forum/moter/<uuid:meeting_id>/saker/<uuid:case_id>/", case_in.case_in, "forum-case"),
    at(
        "forum/moter/<uuid:meeting_id>/saker/<uuid:case_id>/vedlegg/<uuid:attachment_id>.fil",
        case_in.attachment,
        "forum-attachment",
    ),
    at("forum/moter/<uuid:meeting_id>/arbeid/", work.work, "forum-work"),
    at("forum/moter/<uuid:meeting_id>/arbeid/<uuid:line_id>/", line.line, "forum-line"),
    at("forum/moter/<uuid:meeting_id>/ugildhet/", ties.ties, "forum-ties"),
    at("forum/moter/<uuid:meeting_id>/innstilling/", recommendation.recommendation, "forum-recommendation"),
    at("eier/", owner_home.home, "owner-home"),
    at("eier/ny/", start.start, "owner-start"),
    at("eier/om-oss/", owner_about_us.about_us, "owner-about-us"),
    at("eier/enheter/", owner_units.units, "owner-units"),
    at("eier/nettverk/", owner_networks.networks, "owner-networks"),
    at("eier/nettverk/nytt/", owner_networks.network_new, "owner-network-new"),
    at("eier/nettverk/<uuid:network_id>/", owner_network.network, "owner-network"),
    at("eier/nettverk/sporsmaal/<uuid:question_id>/", owner_network_question.question, "owner-network-question"),
    at("eier/nettverk/behov/<uuid:need_id>/", network_need.network_need, "owner-network-need"),
    at(
        "eier/nettverk/behov/<uuid:need_id>/vedlegg/<uuid:attachment_id>.fil",
        network_need.attachment,
        "owner-network-attachment",
    ),
    at("eier/behov/<uuid:need_id>/", need.need, "owner-need"),
    at("eier/behov/<uuid:need_id>/lagre/<slug:page>/", autosave.autosave, "owner-autosave"),
    at("eier/behov/<uuid:need_id>/ansvar/", duties.duties, "owner-duties"),
    at("eier/behov/<uuid:need_id>/endringer/", changes.changes, "owner-changes"),
    at("eier/behov/<uuid:need_id>/om/", owner_about.about, "owner-about"),
    at("eier/behov/<uuid:need_id>/vurdering/", assessment.assessment, "owner-assessment"),
    at("eier/behov/<uuid:need_id>/enhetene/", unit_assessments.unit_assessments, "owner-unit-assessments"),
    at("eier/behov/<uuid:need_id>/tiltak/", measure.measure, "owner-measure"),
    at("eier/behov/<uuid:need_id>/deltakere/", participants.participants, "owner-participants"),
    at("eier/behov/<uuid:need_id>/maal/", goals.goals, "owner-goals"),
    at("eier/behov/<uuid:need_id>/tid/", timetable.timetable, "owner-timetable"),
    at("eier/behov/<uuid:need_id>/sporsmal/", extra.extra, "owner-extra"),
    at("eier/behov/<uuid:need_id>/oppfolging/", follow_up.follow_up, "owner-follow-up"),
    at("eier/behov/<uuid:need_id>/skjema/", need.short, "owner-short"),
    at("eier/behov/<uuid:need_id>/partnere/", partners.partners, "owner-partners"),
    at("eier/behov/<uuid:need_id>/parter/", parties.the_parties, "owner-parties"),
    at("eier/behov/<uuid:need_id>/inntak/", intake.members_needs, "owner-intake"),
    at("eier/behov/<uuid:need_id>/inntak/fyll-inn/", intake_fill.fill, "owner-intake-fill"),
    at("eier/behov/<uuid:need_id>/inntak/<uuid:offer_id>/", intake_need.offered, "owner-intake-need"),
    at("eier/behov/<uuid:need_id>/meld-inn/", offer.offer, "owner-offer"),
    at("eier/behov/<uuid:need_id>/budsjett/", budget.budget, "owner-budget"),
    at("eier/behov/<uuid:need_id>/egenandel/", contribution.contribution, "owner-contribution"),
    at("eier/behov/<uuid:need_id>/vedlegg/", attachments.attachments, "owner-attachments"),
    at("eier/behov/<uuid:need_id>/vedlegg/<uuid:attachment_id>.fil", attachments.attachment, "owner-attachment"),
    at("eier/behov/<uuid:need_id>/kontroll/", check_answers.check_answers, "owner-check"),
    at("eier/behov/<uuid:need_id>/kvittering/", receipt.receipt, "owner-receipt"),
    at("eier/behov/<uuid:need_id>/kvittering.pdf", receipt.receipt_pdf, "owner-receipt-pdf"),
    at("eier/behov/<uuid:need_id>/innhold.json", receipt.content_json, "owner-content"),
    at("eier/behov/<uuid:need_id>/siden-sist/", since.since, "owner-since"),
    at("eier/behov/<uuid:need_id>/status/", status.status, "owner-status"),
    at("kvittering/sjekk/", receipts.receipt_check, "party-receipt"),
    at("eier/behov/<uuid:need_id>/trekk/", status.withdraw, "owner-withdraw"),
    at("partner/", partner_home.home, "partner-home"),
    at("partner/svar/", partner_answers.answers, "partner-answers"),
    at("partner/kapasitet/", partner_capacity.capacity, "partner-capacity"),
    at("partner/samarbeid/<uuid:partnership_id>/", partnership.partnership, "partner-partnership"),
    at(
        "partner/samarbeid/<uuid:partnership_id>/vedlegg/<uuid:attachment_id>.fil",
        partnership.attachment,
        "partner-attachment",
    ),
    at("filer/<str:link>.fil", attached.file, "file"),
    at("eier/rapporter/", owner_report.reports, "owner-reports"),
    at("eier/rapporter/<uuid:report_id>/", owner_report.report, "owner-report"),
    at("partner/rapporter/", owner_report.reports, "partner-reports"),
    at("partner/rapporter/<uuid:report_id>/", owner_report.report, "partner-report"),
    at("kontor/rapporter/", office_report.reports, "office-reports"),
    at("kontor/rapporter/be-om/", office_report.ask, "office-reports-ask"),
    at("kontor/rapporter/<uuid:report_id>/", office_report.report, "office-report"),
    at("henvendelser/", party_approaches.approaches, "party-approaches"),
    at("henvendelser/ny/", party_approaches.approach_new, "owner-approach-new"),
    at("henvendelser/<uuid:approach_id>/", party_approaches.approach, "party-approach"),
    at("meldinger/", party_messages.messages, "party-messages"),
    at("meldinger/ny/", party_message_new.message_new, "party-message-new"),
    at("meldinger/<uuid:conversation_id>/", party_message.message, "party-message"),
    at("kontor/meldinger/", office_messages.messages, "office-messages"),
    at("kontor/meldinger/ny/", office_message_new.message_new, "office-message-new"),
    at("kontor/meldinger/<uuid:conversation_id>/", office_message.message, "office-message"),
    *(at(route, view, name) for route, view, name in reading.addresses()),
]

handler400 = "samspel.web.errors.bad_request"
handler403 = "samspel.web.errors.forbidden"
handler404 = "samspel.web.errors.not_found"
handler500 = "samspel.web.errors.server_error"

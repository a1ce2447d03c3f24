import { fromBase64Url } from "../../src/bytes/base64.ts";
import { isStrangerRequest } from "../../src/presentation/stranger/request.ts";
import type { ParsedArgsOf, ProfileCallName } from "../../src/contract/contract.ts";
import type { ActivityRowView } from "../../src/contract/views.ts";
import { approveBatch, draftsOf, previewBatch } from "./bulk/batch.ts";
import { beginJob, checkTable, deliveriesOf, listJobs, listRows, pauseJob } from "./bulk/jobs.ts";
import { runJob } from "./bulk/run.ts";
import { lookAtNews } from "./counter/again.ts";
import { checkAnswer, inspectFile } from "./counter/check.ts";
import { askForPresentation } from "./counter/ask.ts";
import { listen, stopListening } from "./counter/listen.ts";
import { closeCase, viewCase } from "./counter/posted.ts";
import { compareFaces } from "./counter/matcher/compare-faces.ts";
import { addMatcher, setMatcher, viewMatcher } from "./counter/matcher/matcher.ts";
import { comparePerson, listChecks, listTurned, sawTurned, viewCheck } from "./counter/past.ts";
import { judgeOnDay } from "./counter/on-day.ts";
import { listPurposes } from "./counter/purposes.ts";
import { carryDeposit, listDeposits, makeDeposit } from "./deposits/deposit.ts";
import type { Services } from "./dispatch.ts";
import { resolveRequest } from "../openid4vp/exchange.ts";
import { WalletError } from "./error.ts";
import { giveConsent, previewConsent } from "./holder/consent.ts";
import { deleteHeld, listHeld, requireHeld, showHeld } from "./holder/held.ts";
import { keepDelivery, previewDelivery } from "./holder/receive.ts";
import { requestKey } from "./holder/request-key.ts";
import { changeStatus } from "./office/change-status.ts";
import { carryThrough } from "./office/carry.ts";
import { findDuplicate } from "./office/duplicate.ts";
import { carryBatch } from "./office/carry-batch.ts";
import { changeCopies, listCopies } from "./office/change-copies.ts";
import { issueCopies } from "./office/copies.ts";
import { issueCredential } from "./office/issue.ts";
import { officeKeys, setKeepers } from "./own-office.ts";
import { viewRecord } from "./office/record.ts";
import { findInRegister, searchRegister } from "./office/register.ts";
import { completeReplacement, proposeReplacement, takeConsent } from "./office/replace.ts";
import { replaceByOrder } from "./office/replace-by-order.ts";
import { approveDraft, previewDraft, sendBack, takeBack } from "./office/second-officer.ts";
import { listTypes } from "./office/types.ts";
import { answerRequest } from "./present/answer.ts";
import { learnAsker, previewRequest } from "./present/open-request.ts";
import { sendAnswer, sendDecline } from "./present/send.ts";
import { learnStranger, previewStranger } from "./present/stranger-view.ts";
import { certificateText } from "./offers/certificate.ts";
import { cancelOffer, createOffer, listOffers } from "./offers/offers.ts";
import { serveOffers } from "./offers/serve.ts";
import { issueWaiting, listWaiting, refuseWaiting } from "./offers/waiting-copies.ts";
import { importAnchors, listAnchors, lookAtAnchors, removeAnchor } from "./receive/anchors.ts";
import { beginSignIn, finishSignIn } from "./receive/browser.ts";
import {
  fetchReceiving,
  keepReceiving,
  listReceiving,
  openReceiving,
  refuseReceiving,
} from "./receive/receive.ts";
import { checkReceiving } from "./receive/due.ts";
import { renewReceived } from "./receive/renew.ts";
import { checkStatement, makeStatement } from "./registry/statements.ts";
import type { ActivityRow } from "../vault/activity.ts";
import type { CurrentSession, Session } from "./session.ts";
import { checkBlock, viewAlarms } from "./views/alarm-view.ts";
import { listEntries, showEntry } from "./views/entry-view.ts";
import { writeDown } from "./write-down.ts";

/** The calls that need an open wallet. */
export type SessionServices = Omit<Services, Extract<ProfileCallName, `${"wallet" | "backup"}.${string}`>>;

/** What the registry calls an office, or a kind of certificate, that a row names; or what it called it then. */
function partyName(
  { registry }: Session,
  { party, called }: Pick<ActivityRow, "party" | "called">,
): Pick<ActivityRowView, "partyName"> {
  if (party === undefined) return {};
  const office = registry.view.office(party);
  if (typeof office !== "string") return { partyName: office.name };
  const type = registry.state?.type(party);
  if (type !== undefined) return { partyName: type.name };
  return called === undefined ? {} : { partyName: called };
}

/** Whether a row names what is searched for: small and capital letters are the same. */
function names(session: Session, row: ActivityRow, search: string): boolean {
  const wanted = search.toLocaleLowerCase();
  const { kind, code, party, asked = [], given = [] } = row;
  const called = Object.values(partyName(session, row).partyName ?? {});
  return [kind, code, party, ...called, ...asked, ...given].some((text) =>
    text?.toLocaleLowerCase().includes(wanted),
  );
}

function listActivity(session: Session, asked: ParsedArgsOf<"activity.list">): readonly ActivityRowView[] {
  const fits = (row: ActivityRow): boolean =>
    (asked.search === undefined || names(session, row, asked.search)) &&
    (asked.outcome === undefined || row.outcome === asked.outcome) &&
    (asked.kinds === undefined || asked.kinds.includes(row.kind));
  const rows = session.activity.find(fits, asked);
  return rows.map((row) => {
    const { at, seq, kind, outcome, code, party, asked: of, given } = row;
    return {
      at,
      seq,
      kind,
      outcome,
      ...(code === undefined ? {} : { code }),
      ...(party === undefined ? {} : { party }),
      ...partyName(session, row),
      ...(of === undefined ? {} : { asked: of }),
      ...(given === undefined ? {} : { given }),
    };
  });
}

/** Each call joined to what it does; `current` throws while the wallet is locked. */
export function sessionServices(current: CurrentSession): SessionServices {
  const writingDown = async <T>(
    kind: Parameters<typeof writeDown>[1],
    work: (session: Session) => T | Promise<T>,
  ): Promise<T> => {
    const session = current();
    return await writeDown(session, kind, () => work(session));
  };
  return {
    "activity.list": (asked) => listActivity(current(), asked),
    "activity.clear": async ({ passphrase }) => {
      const { vault } = current();
      await vault.confirm(passphrase);
      current().activity.clear();
      return null;
    },

    "registry.status": () => current().registry.status(),
    "registry.sync": async () => {
      const { registry, watchSync } = current();
      const synced = await registry.sync(watchSync());
      await lookAtNews(current());
      return synced;
    },
    "registry.set_sources": ({ sources }) => {
      const session = current();
      const settings = session.store.settings.get("wallet") ?? session.settings;
      session.store.settings.put("wallet", { ...settings, sources });
      session.registry.setSources(sources);
      return session.registry.status();
    },
    "registry.blocks": ({ from, count }) => {
      const blocks = current().registry.blocks(from, count);
      if (blocks === undefined) throw new WalletError("registry.full_only");
      return blocks;
    },
    "registry.entries": ({ height, from, count }) => listEntries(current(), height, from, count),
    "registry.entry": ({ index }) => showEntry(current(), index),
    "registry.audit": async ({ fresh }) => {
      const { registry, watchAudit } = current();
      const report = await registry.audit({ ...watchAudit(), fresh });
      if (report === undefined) throw new WalletError("registry.full_only");
      return report;
    },
    "registry.verify_block": ({ height }) => checkBlock(current(), height),
    "registry.days": () => {
      const days = current().registry.days();
      if (days === undefined) throw new WalletError("registry.full_only");
      return days;
    },
    "registry.alarms": () => viewAlarms(current()),
    "registry.resolve_alarm": ({ id }) => {
      const { registry } = current();
      registry.resolve(id);
      return registry.status();
    },
    "registry.state": (asked) => ({ statement: makeStatement(current(), asked) }),
    "registry.check_statement": (given) => {
      const { registry, primitives } = current();
      const reader = { registryId: fromBase64Url(registry.view.id), known: registry.epochs };
      return checkStatement(given, reader, primitives);
    },

    "deposit.make": (wanted) => makeDeposit(current(), wanted),
    "deposit.list": () => listDeposits(current()),
    "deposit.carry": ({ digest }) => carryDeposit(current(), digest),

    "holder.request_key": async (asked) => {
      const session = current();
      await session.registry.learn({ offices: [asked.office] });
      return { request: requestKey(session, asked) };
    },
    "holder.preview": ({ delivery }) => previewDelivery(current(), delivery),
    "holder.keep": ({ delivery }) => writingDown("receive", (session) => keepDelivery(session, delivery)),
    "holder.list": () => listHeld(current()),
    "holder.show": ({ id }) => showHeld(current(), id),
    "holder.receipt": ({ id }) => ({ receipt: requireHeld(current(), id).receipt }),
    "holder.delete": ({ id, commitment }) => {
      deleteHeld(current(), id, commitment);
      return null;
    },
    "holder.preview_consent": ({ request }) => previewConsent(current(), request),
    "holder.consent": ({ request }) => ({ consent: giveConsent(current(), request) }),

    "receive.open": ({ offer }) => openReceiving(current(), offer),
    "receive.fetch": (asked) => fetchReceiving(current(), asked),
    "receive.browser": ({ id }) => beginSignIn(current(), id),
    "receive.finish": ({ id }) => finishSignIn(current(), id),
    "receive.list": () => listReceiving(current()),
    "receive.check": ({ id }) => checkReceiving(current(), id),
    "receive.keep": ({ id }) => keepReceiving(current(), id),
    "receive.renew": ({ credential }) => renewReceived(current(), credential),
    "receive.refuse": async ({ id }) => {
      await refuseReceiving(current(), id);
      return null;
    },
    "offers.serve": (wanted) => serveOffers(current(), wanted),
    "offers.create": (wanted) => writingDown("issue", (session) => createOffer(session, wanted)),
    "offers.certificate": () => certificateText(current()),
    "offers.list": () => listOffers(current()),
    "offers.cancel": ({ id }) => cancelOffer(current(), id),
    "bulk.check": (asked) => checkTable(current(), asked),
    "bulk.begin": (wanted) => beginJob(current(), wanted),
    "bulk.run": ({ id }) => writingDown("issue", (session) => runJob(session, id)),
    "bulk.pause": ({ id }) => pauseJob(current(), id),
    "bulk.list": () => listJobs(current()),
    "bulk.rows": (asked) => listRows(current(), asked),
    "bulk.deliveries": (asked) => deliveriesOf(current(), asked),
    "bulk.drafts": ({ id }) => draftsOf(current(), id),
    "bulk.preview_batch": (asked) => previewBatch(current(), asked),
    "bulk.approve_batch": (asked) => writingDown("approve", (session) => approveBatch(session, asked)),
    "trust.list": () => listAnchors(current()),
    "trust.look": ({ file }) => lookAtAnchors(current(), file),
    "trust.import": ({ file, fingerprints }) => importAnchors(current(), file, fingerprints),
    "trust.remove": ({ fingerprint }) => {
      removeAnchor(current(), fingerprint);
      return null;
    },

    "present.preview": async ({ request: given }) => {
      const { issuers, random } = current();
      const request = await resolveRequest(given, issuers, random);
      if (isStrangerRequest(request)) {
        await learnStranger(current(), request);
        return previewStranger(current(), request);
      }
      await learnAsker(current(), request);
      return previewRequest(current(), request);
    },
    "present.answer": async (args) => ({
      response: await writingDown("presentation", (session) => answerRequest(session, args)),
    }),
    "present.send": (args) => writingDown("presentation", (session) => sendAnswer(session, args)),
    "present.decline": ({ request }) =>
      writingDown("presentation", (session) => sendDecline(session, request)),

    // What draws on paper is read in by who prints.
    "paper.preview": async (wanted) => {
      const { previewPaper } = await import("./holder/paper.ts");
      return previewPaper(current(), wanted);
    },
    "paper.make": async (wanted) => {
      const { makePaper } = await import("./holder/paper.ts");
      return await writingDown("print", (session) => makePaper(session, wanted));
    },
    "paper.answer": async (wanted) => {
      const { printAnswer } = await import("./present/answer-paper.ts");
      return await writingDown("print", (session) => printAnswer(session, wanted));
    },

    "counter.ask": (asked) => askForPresentation(current(), asked),
    "counter.purposes": () => listPurposes(current()),
    "counter.check": ({ response, compare }) =>
      writingDown("check", (session) => checkAnswer(session, response, compare)),
    "counter.listen": (wanted) => listen(current(), wanted),
    "counter.stop_listening": async () => {
      await stopListening(current());
      return null;
    },
    "counter.case": ({ id }) => viewCase(current(), id),
    "counter.close_case": ({ id }) => closeCase(current(), id),
    "counter.inspect": ({ file, compare }) => inspectFile(current(), file, compare),
    "counter.compare": ({ check, person }) => comparePerson(current(), check, person),
    "counter.matcher": () => viewMatcher(current()),
    "counter.add_matcher": ({ file }) => addMatcher(current(), file),
    "counter.set_matcher": (wanted) => setMatcher(current(), wanted),
    "counter.compare_faces": (asked) => compareFaces(current(), asked),
    "counter.checks": ({ limit }) => listChecks(current(), limit),
    "counter.slip": async (asked) => {
      const { printSlip } = await import("./counter/slip.ts");
      return await printSlip(current(), asked);
    },
    "counter.report": async (asked) => {
      const { printReport } = await import("./counter/slip.ts");
      return await printReport(current(), asked);
    },
    "counter.on_day": (asked) => judgeOnDay(current(), asked),
    "counter.turned": () => listTurned(current()),
    "counter.saw": ({ check }) => sawTurned(current(), check),
    "counter.past_check": ({ check }) => viewCheck(current(), check),

    "office.keys": () => officeKeys(current()),
    "office.types": () => listTypes(current()),
    "office.find_duplicate": (asked) => findDuplicate(current(), asked),
    "office.set_keepers": ({ keepers }) => {
      setKeepers(current(), keepers);
      return null;
    },
    "office.issue": (wanted) => writingDown("issue", (session) => issueCredential(session, wanted)),
    "office.suspend": (change) => changeStatus(current(), "suspend", change),
    "office.reinstate": (change) => changeStatus(current(), "reinstate", change),
    "office.revoke": (change) => changeStatus(current(), "revoke", change),
    "office.propose_replacement": (wanted) => proposeReplacement(current(), wanted),
    "office.take_consent": (given) => takeConsent(current(), given),
    "office.complete_replacement": (given) =>
      writingDown("replace", (session) => completeReplacement(session, given)),
    "office.replace_by_order": (wanted) =>
      writingDown("replace", (session) => replaceByOrder(session, wanted)),
    "office.preview_draft": ({ draft }) => previewDraft(current(), draft),
    "office.approve": ({ draft }) => writingDown("approve", (session) => approveDraft(session, draft)),
    "office.send_back": (asked) => sendBack(current(), asked),
    "office.take_back": ({ answer }) => takeBack(current(), answer),
    "office.accept_gap": () => {
      const { settings, acts } = current();
      if (settings.office === undefined) throw new WalletError("office.none");
      acts.accept();
      return null;
    },
    "office.register": (query) => searchRegister(current(), query),
    "office.find": (query) => findInRegister(current(), query),
    "office.record": ({ commitment }) => viewRecord(current(), commitment),
    "copies.issue": (wanted) => writingDown("issue", (session) => issueCopies(session, wanted)),
    "copies.refresh": ({ batch }) => carryBatch(current(), batch),
    "copies.waiting": () => listWaiting(current()),
    "copies.issue_waiting": (wanted) => writingDown("issue", (session) => issueWaiting(session, wanted)),
    "copies.refuse_waiting": ({ id }) => {
      refuseWaiting(current(), id);
      return null;
    },
    "copies.list": () => listCopies(current()),
    "copies.change": (change) => changeCopies(current(), change),
    "office.refresh": ({ commitment }) => carryThrough(current(), commitment),
  };
}

import { toBase64 } from "../../../src/bytes/base64.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { PaperView } from "../../../src/contract/paper-views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { layOutCertificate, layOutLabel, type PrintedCertificate } from "../../../src/paper/certificate.ts";
import { formatPaper } from "../../../src/paper/message.ts";
import { sayClaimValue } from "../../../src/paper/say-claim.ts";
import type { Sheet } from "../../../src/paper/sheet.ts";
import { textIn } from "../../../src/language/sentences.ts";
import { Pdf } from "../../paper/pdf.ts";
import { isPrintable } from "../../paper/runs.ts";
import { WalletError } from "../error.ts";
import { namesForLog } from "../names-for-log.ts";
import type { Session } from "../session.ts";
import { readSdJwtVc, viewClaims } from "../views/credential-view.ts";
import { readyCopies, spendCopies } from "../copies/held-copies.ts";
import { requireHeld, viewHeld } from "./held.ts";
import { codesOf } from "./paper-codes.ts";

type Wanted = ParsedArgsOf<"paper.preview">;

const ENDED: ReadonlySet<string> = new Set(["suspended", "revoked", "replaced", "expired"]);

interface Prepared {
  readonly message: string;
  readonly of: PrintedCertificate;
  readonly leaves: readonly ClaimView[];
}

/** The first digits of a commitment, as they stand beside the rosette. */
function markOf(commitment: string): string {
  const hex = Buffer.from(commitment, "base64url").toString("hex");
  return `${hex.slice(0, 4)} ${hex.slice(4, 8)}`;
}

function prepare(session: Session, { credential: id, claims: wanted = [], language }: Wanted): Prepared {
  if (session.store.outside.get(id) !== undefined) throw new WalletError("paper.form");
  const row = requireHeld(session, id);
  const view = viewHeld(session, id, row);
  if (ENDED.has(view.state)) throw new WalletError("paper.ended");
  if (view.issued === undefined) throw new WalletError("paper.not_recorded");
  const type = session.registry.view.typeByVct(view.type.vct);
  if (typeof type === "string") throw new WalletError("paper.not_recorded");
  const { sdJwt } = readSdJwtVc(row.credential, session);
  const selection = selectDisclosures(sdJwt, wanted, session.primitives.sha256);
  const leaves = viewClaims(type, selection.claims);
  const message = formatPaper({ credential: fromUtf8(selection.sdJwt.bound), receipt: row.receipt });
  const said = leaves.filter(({ kind }) => kind !== "image");
  const of: PrintedCertificate = {
    type: view.type,
    office: view.office.name,
    registry: session.registry.status().name,
    mark: markOf(view.commitment),
    claims: leaves,
    issued: view.issued,
    expires: view.expires,
    printed: session.clock(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    codes: codesOf(message),
    unprintable: !said.every((claim) => isPrintable(sayClaimValue(claim, language))),
  };
  return { message, of, leaves };
}

function begin(
  { of, message }: Prepared,
  { size, language }: Wanted,
): { pdf: Pdf; sheets: readonly Sheet[] } {
  const pdf = new Pdf({
    title: textIn(of.type.name, language),
    language,
    made: of.printed,
    attachment: { name: "certificate.sealfolio", text: message },
  });
  const sheets =
    size === "label"
      ? layOutLabel(of, language, pdf.measure)
      : layOutCertificate(of, size, language, pdf.measure);
  return { pdf, sheets };
}

/** What would be printed. Throws `holder.unknown_credential`, `paper.*`, `sdjwt.path`. */
export function previewPaper(session: Session, wanted: Wanted): PaperView {
  const prepared = prepare(session, wanted);
  const { sheets } = begin(prepared, wanted);
  return { leaves: prepared.leaves, sheets, codes: prepared.of.codes.length };
}

/** As `previewPaper` said; also throws `wallet.passphrase_again`. */
export async function makePaper(
  session: Session,
  wanted: Wanted,
): Promise<{ readonly name: string; readonly pdf: string }> {
  readyCopies(session, [wanted]);
  const prepared = prepare(session, wanted);
  const vct = showsType(session, wanted);
  session.again.require("present", [session.registry.view.typeByVct(vct)]);
  // Whoever the paper is given to has seen this copy.
  spendCopies(session, [wanted]);
  const { pdf, sheets } = begin(prepared, wanted);
  const bytes = await pdf.write(sheets);
  session.activity.append({
    kind: "print",
    outcome: "done",
    given: namesForLog(prepared.leaves.map(({ path }) => path)),
  });
  const name = `${prepared.of.type.id}-${prepared.of.mark.replace(" ", "")}.pdf`;
  return { name, pdf: toBase64(bytes) };
}

function showsType(session: Session, { credential }: Wanted): string {
  return readSdJwtVc(requireHeld(session, credential).credential, session).credential.vct;
}

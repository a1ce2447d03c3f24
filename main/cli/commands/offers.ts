import type { OfferRowView } from "../../../src/contract/offer-views.ts";
import { sayLine, sayLineOf } from "../../../src/words/lines/say.ts";
import type { Command, Invocation } from "../command.ts";
import { EXIT } from "../error.ts";
import { readJson } from "../input.ts";
import type { Output } from "../output.ts";
import { serveFor } from "../serve-for.ts";
import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import { sayTime } from "../words.ts";
import { roleOf } from "./issued-to.ts";

const DAY = 86_400;
const FORMS = ["certificate", "mdoc", "copies"] as const;

const serve: Command = {
  name: "issue serve",
  usage: "--wallet DIR [--port N] [--url URL]",
  help: "lets wallets collect what this office offers, and what was issued to those who waited, until told to stop",
  options: {
    ...WALLET_OPTIONS,
    port: { type: "string", value: "N", help: "port to listen on (the one before, or any free one)" },
    url: {
      type: "string",
      value: "URL",
      help: "where others reach it, such as https://office.example (as said before)",
    },
  },
  run: (invocation, output) =>
    serveFor(invocation, output, "offers.serves", async (_, { port }, ask) => {
      const url = invocation.text("url");
      const place = { ...(port === 0 ? {} : { port }), ...(url === undefined ? {} : { url }) };
      const served = await ask("offers.serve", place);
      // It ends with the wallet.
      return { ...served, close: () => Promise.resolve() };
    }),
};

function formOf(invocation: Invocation): Pick<OfferRowView, "format"> & { readonly copies?: true } {
  const form = invocation.oneOf("form", FORMS);
  if (form === "copies") return { format: "dc+sd-jwt", copies: true };
  return { format: form === "mdoc" ? "mso_mdoc" : "dc+sd-jwt" };
}

const offer: Command = {
  name: "issue offer",
  usage: "--wallet DIR --type ID --claims FILE [--form FORM] [--role ROLE] [--days N] [--code]",
  help: "offers a certificate to whoever has the link, which is printed; it is collected from `issue serve`",
  options: {
    ...WALLET_OPTIONS,
    type: { type: "string", value: "ID", help: "the type's id" },
    claims: { type: "string", value: "FILE", help: "JSON object of claims" },
    form: { type: "string", value: "FORM", help: "certificate (or left out), mdoc, or copies" },
    role: {
      type: "string",
      value: "ROLE",
      help: "in what capacity they hold it: holder, guardian, representative",
    },
    days: { type: "string", value: "N", help: "how long it waits to be collected (7)" },
    code: { type: "boolean", help: "ask for a code too, which you tell the holder separately" },
  },
  run: async (invocation, output) => {
    const claims = await readJson(invocation.required("claims"));
    const role = invocation.text("role");
    const days = invocation.count("days", { min: 1, max: 366, otherwise: 7 });
    const wish = {
      ...formOf(invocation),
      type: invocation.required("type"),
      claims,
      ...(role === undefined ? {} : { role: roleOf(role) }),
      waits: days * DAY,
      withCode: invocation.flag("code"),
    };
    return await withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      const made = await ask("offers.create", wish);
      if (made.txCode !== undefined)
        output.note(sayLine(output.language, "offers.code", { code: made.txCode }));
      output.note(sayLine(output.language, "offers.from"));
      output.result(made, made.link === undefined ? [] : [made.link]);
      return EXIT.done;
    });
  },
};

function lineOf({ id, type, state, expires }: OfferRowView, { language }: Output): string {
  return `${id}  ${type}  ${sayLineOf(language, "state", state)}  ${sayTime(expires)}`;
}

const list: Command = {
  name: "issue offers",
  usage: "[ID] --wallet DIR [--cancel]",
  help: "lists what this office offered, how each stands and until when it waits; with an id and --cancel takes one back",
  options: { ...WALLET_OPTIONS, cancel: { type: "boolean", help: "take it back" } },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      if (invocation.flag("cancel")) {
        const view = await ask("offers.cancel", { id: invocation.positional(0) });
        output.result(view, [lineOf(view, output)]);
        return EXIT.done;
      }
      const [id] = invocation.positionals;
      const rows = (await ask("offers.list", {})).filter((row) => id === undefined || row.id === id);
      const lines = rows.map((row) => lineOf(row, output));
      output.result(rows, lines.length === 0 ? [sayLine(output.language, "issue.nothing")] : lines);
      return EXIT.done;
    }),
};

export const OFFER_COMMANDS: readonly Command[] = [serve, offer, list];

import { Attacker, changeCharacter } from "../../main/demo/attacker.ts";
import { openStory } from "../support/story-told.ts";

// The story of first light goes on: what a rogue program answers with, what an office changes later, and
// a house that is sold.

const BIRTH = "urn:sealfolio:type:birth-certificate:1";
/** Somebody whose program keeps to no rule. */
const rogue = new Attacker();
const { story, chapter } = await openStory(async (begun) => {
  await begun.found();
  const asked = rogue.keyRequest(begun.world.registry, "town-hall", BIRTH);
  await rogue.take(await begun.issue("birth-certificate", asked, { parent_2: { name: "Max Rogue" } }));
  for (const each of [begun.citizen, begun.buyer, begun.counter]) await begun.call(each, "registry.sync", {});
});
const { office, citizen, counter, buyer } = story;

/** The first thing that is shown, with another value than the office signed. */
function tamper(presentation: string): string {
  const [issued = "", shown = "", ...rest] = presentation.split("~");
  const [salt, name] = JSON.parse(Buffer.from(shown, "base64url").toString()) as readonly string[];
  const changed = Buffer.from(JSON.stringify([salt, name, "Somebody else"])).toString("base64url");
  return [issued, changed, ...rest].join("~");
}

chapter("what a rogue program answers with is not valid, each lie told in words", async () => {
  const present = async (spoil: (presentation: string) => string): Promise<void> => {
    const request = await story.ask(/A birth/);
    await counter.give(await rogue.answer(request, spoil(rogue.present(request))));
  };
  await present((whole) => whole);
  await counter.verdict("Valid");
  // A changed claim: its hash is not what the office signed.
  await present(tamper);
  await counter.verdict("Not valid");
  await counter.shoot("tampered");
  await counter.said("disclosures.unfit", "Something shown is not what the office signed.");
  // A changed signature of the office.
  await present((whole) => changeCharacter(whole, whole.indexOf("~") - 20));
  await counter.verdict("Not valid", "issuer_signature.bad", /^.*The signature is not that of/);
  // A changed proof of the holder.
  await present((whole) => changeCharacter(whole, whole.length - 20));
  await counter.verdict("Not valid", "holder_bound.bad", "The holder's proof does not hold.");
  // None at all.
  await present((whole) => whole.slice(0, whole.lastIndexOf("~") + 1));
  await counter.verdict("Not valid", "holder_bound.missing", "The holder's proof is missing.");
  // Made for another request.
  const other = rogue.present(await story.ask(/A birth/));
  await present(() => other);
  await counter.verdict("Not valid", "request_bound.nonce", "The answer belongs to another request.");
  // Changed on its way, encrypted as it is.
  const request = await story.ask(/A birth/);
  const sealed = await rogue.answer(request, rogue.present(request));
  await counter.give(changeCharacter(sealed, sealed.length - 9));
  await counter.said("presentation.decryption", "The answer does not open.");
});

chapter(
  "suspended, reinstated, revoked: the counter's verdict follows, and the holder's window too",
  async () => {
    const verdictAfter = async (act: string, reason: string, warning?: string): Promise<void> => {
      await story.change(act, reason);
      await counter.sync();
      await citizen.sync();
      await counter.page.bringToFront();
      const request = await story.ask(/Over 18/);
      await counter.give(await story.approve(request, warning));
    };
    await verdictAfter("Suspend", "Under investigation", "Identity card: suspended by the office.");
    await counter.verdict("Not valid", "status.suspended", "Suspended by the office");
    await citizen.go("Certificates");
    await citizen.page
      .locator("article")
      .filter({ hasText: "Identity card" })
      .getByRole("link")
      .first()
      .click();
    await citizen.sees("The office has suspended this certificate.", "Nobody should accept it");
    await verdictAfter("Put in force again", "Cleared up");
    await counter.verdict("Document valid");
    await verdictAfter("Withdraw", "Lost", "Identity card: withdrawn by the office.");
    await counter.verdict("Not valid", "status.revoked", "Withdrawn by the office");
    await counter.shoot("withdrawn");
    await office.sees("Withdrawn");
    for (const act of ["Suspend", "Put in force again", "Withdraw"])
      await office.button(act).waitFor({ state: "detached" });
  },
);

chapter(
  "a house is sold with its owner's consent: one step ends the old title and issues the new",
  async () => {
    await story.askFor(buyer, "Property title");
    await story.open("Lakeside · 12/3", "Valid");
    await office.press("Replace");
    await office.give(await buyer.savedBy(() => buyer.press("Save as a file")));
    await office.title("What changes?");
    await office.choose("Why is it replaced?", "New owner");
    await office.enter({ Owner: "Jonah Buyer" });
    await office.press("Look at it");
    await office.press("Sign and ask the owner");
    await office.sees("Waits for the owner");
    const question = await office.savedBy(() => office.press("Save as a file"));
    // Nobody but its owner can agree.
    await buyer.go("Present");
    await buyer.drop("consent.sealfolio", question);
    await buyer.said("holder.unknown_credential", "This certificate is not in your wallet.");
    await citizen.go("Present");
    await citizen.drop("consent.sealfolio", question);
    await citizen.title("May it be replaced?");
    await citizen.sees("Town Hall wants to replace this certificate.", "new owner");
    await citizen.press("Agree");
    await citizen.confirm("Agree");
    await citizen.title("Your agreement is ready");
    const consent = await citizen.savedBy(() => citizen.press("Save as a file"));
    await office.give(changeCharacter(consent, consent.length - 9));
    await office.said("office.consent_unfit", "This is not a consent of an owner to this change.");
    await office.give(consent);
    await office.sees("It is sealed.");
    const delivery = await office.savedBy(() => office.press("Save as a file"));
    await buyer.go("Receive");
    await buyer.drop("certificate.sealfolio", delivery);
    await story.keep(buyer, "Jonah Buyer", "12 Lake Road, Lakeside");
    await counter.sync();
    await citizen.sync();
    const request = await story.ask(/Who owns a property/);
    const warning = "Property title: replaced by another one.";
    await counter.give(await story.approve(request, warning));
    await counter.verdict("Not valid", "status.replaced", "Replaced by a newer one");
    await citizen.go("Certificates");
    await citizen.page.getByRole("link", { name: "Parcel 12/3, Lakeside" }).click();
    await citizen.sees("This certificate was replaced by another one.");
  },
);

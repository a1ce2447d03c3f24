import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SAMPLE_OFFICES } from "../../main/app/sample/offices.ts";
import { Attacker, changeCharacter } from "../../main/demo/attacker.ts";
import { openStory } from "../support/story-told.ts";
import { PASSPHRASE } from "../support/vault.ts";

// The story of first light, told by what stands on the screens of three people: an office's officer, a
// citizen, and counter staff. How a certificate's life goes on: window-story-ends.test.ts.

const PORTRAIT = join(import.meta.dirname, "..", "..", "assets", "sample", "portraits", "holder.png");
const { story, chapter } = await openStory();
const { world, office, citizen, counter, buyer } = story;
const SUBJECTS = ["Ada Marie Sample", "Parcel 12/3, Lakeside"];
/** Somebody whose program keeps to no rule. */
const rogue = new Attacker();

chapter("three people make their wallets, each in a window of their own", async () => {
  const followed = { registry: world.registry, sources: [world.url] };
  await Promise.all([
    office.makeWallet({ name: "Officer", kind: "Office", office: "town-hall", ...followed }),
    counter.makeWallet({ name: "Till 3", kind: "Counter", office: "bank", ...followed }),
    citizen.makeWallet({ name: "Ada", kind: "Citizen", ...followed }),
    buyer.makeWallet({ name: "Jonah", kind: "Citizen", ...followed }),
  ]);
  await citizen.title("Certificates");
  await counter.title("New check");
  await office.title("Register");
});

chapter("an authority accredits office and counter by the keys that their windows give", async () => {
  await office.go("Issue");
  await office.sees("This wallet does not issue", "Keys of your office");
  await office.shoot("keys");
  const keys = await office.savedBy(() => office.press("Save as a file"));
  await story.accredit(keys, "Town Hall", { issues: [...story.types] });
  await counter.go("New check");
  await counter.sees("Your office may not ask for anything");
  const asks = SAMPLE_OFFICES.find(({ id }) => id === "bank")?.asks ?? [];
  const bank = await counter.savedBy(() => counter.press("Save as a file"));
  await story.accredit(bank, "Lakeside Bank", { asks: [...asks] });
  await story.define();
  for (const each of [office, counter, citizen, buyer]) await each.sync();
  await office.go("Issue");
  await office.title("Issue a certificate");
});

chapter("an identity card: asked for by a code, issued, looked at, kept, every claim seen", async () => {
  await story.askFor(citizen, "Identity card");
  await citizen.press("Show as a code");
  const code = await citizen.page.getByRole("img", { name: /Code to be scanned/ }).screenshot();
  await office.pick("Choose a file", "code.png", code);
  await office.title("Identity card: fill in");
  await office.enter({
    "Family name": "Sample",
    "Given names": "Ada Marie",
    "Date of birth": "1991-03-14",
    "Place of birth": "Lakeside",
    Nationality: "XX",
    "Card number": "L01X 00T47",
  });
  await office.pick("Choose a picture", "portrait.png", readFileSync(PORTRAIT));
  await office.button("Another picture").waitFor();
  await story.signAndIssue();
  const delivery = await office.savedBy(() => office.press("Save as a file"));
  await citizen.go("Receive");
  await citizen.drop("certificate.sealfolio", delivery);
  await story.keep(citizen, "Ada Marie", "14 March 1991", "L01X 00T47");
  await citizen.title("Identity card");
  await citizen.sees("Town Hall", "Sample", "Lakeside", "Over 18", "Over 21", "The registry has entered it");
  await citizen.page.getByRole("list", { name: "From this certificate to the newest block" }).waitFor();
  assert.match(await citizen.savedBy(() => citizen.press("Save the receipt")), /c2sp\.org\/tlog-proof/);
  await citizen.shoot("card");
  // It opens once, and in no other wallet.
  await citizen.go("Receive");
  await citizen.give(delivery);
  await citizen.said("holder.already_kept", "You have this certificate already.");
  await buyer.go("Receive");
  await buyer.give(delivery);
  await buyer.said("holder.not_for_us", "This certificate is not for this wallet.");
});

chapter("a birth certificate, and back, by the clipboard", async () => {
  await story.askFor(citizen, "Birth certificate", true);
  await citizen.press("Copy");
  await citizen.sees("Copied.");
  await office.go("Issue");
  await office.title("Issue a certificate");
  await office.paste();
  await office.title("Birth certificate: fill in");
  await office.enter({
    "Registration number": "C 0412/1991",
    "Registered on": "1991-03-19",
    "Family name": "Sample",
    "Given names": "Ada Marie",
    "Date of birth": "1991-03-14",
    "Place of birth": "Lakeside",
    "First parent": "Ines Sample",
  });
  await story.signAndIssue();
  await office.press("Copy");
  await office.sees("Copied.");
  await citizen.go("Receive");
  await citizen.paste();
  await story.keep(citizen, "Ines Sample", "19 March 1991");
});

const HOUSE = {
  "Land register district": "Lakeside",
  Parcel: "12/3",
  Address: "12 Lake Road, Lakeside",
  "Area in square metres": "640",
  Owner: "Ada Marie Sample",
  Share: "1/1",
  "Owner since": "2024-06-07",
};

chapter("a property title; a second one for the parcel is refused, however it is written", async () => {
  await story.askFor(citizen, "Property title", true);
  await office.go("Issue");
  await office.drop("key-request.sealfolio", await citizen.savedBy(() => citizen.press("Save as a file")));
  await office.title("Property title: fill in");
  await office.enter(HOUSE);
  await story.signAndIssue();
  const delivery = await office.savedBy(() => office.press("Save as a file"));
  await citizen.go("Receive");
  await citizen.drop("certificate.sealfolio", delivery);
  await story.keep(citizen, "12 Lake Road, Lakeside", "640");

  await story.askFor(buyer, "Property title");
  await office.go("Issue");
  await office.give(await buyer.savedBy(() => buyer.press("Save as a file")));
  await office.title("Property title: fill in");
  await office.enter({ ...HOUSE, Parcel: "012/3", Owner: "Jonah Buyer" });
  await office.said("tag.held", "There is a certificate in force for this already.");
  await office.press("Look at it");
  await office.press("Sign and issue all the same");
  await office.said("tag.held", "Two of them may not exist at a time; this one was not entered.");
  await office.shoot("duplicate");
});

/** Both windows say that there is no network; nothing of what follows opens a socket. */
async function goOffline(): Promise<void> {
  await counter.sync();
  await world.stopNode();
  for (const each of [citizen, counter]) {
    await each.go("Registry");
    await each.press("Sync now");
    await each.said("follow.no_source", "None of your sources gave anything that fits.");
    await each.sees("Working offline");
    story.isOffline.add(each.who);
    await each.press("Sync now");
    await each.said("follow.offline", "There is no network.");
  }
}

async function goOnline(): Promise<void> {
  story.isOffline.clear();
  await world.startNode();
}

chapter(
  "over 18, with no network on either side: exactly what was approved leaves, and it is valid once",
  async () => {
    await goOffline();
    const request = await story.ask(/Over 18/);
    await citizen.go("Present");
    await citizen.drop("request.sealfolio", request);
    await citizen.title("Who asks, and for what");
    await citizen.sees("Lakeside Bank", "Known asker", "Opening an account: are you an adult, and is it you");
    const leaving = citizen.page.locator("[data-claim]");
    await leaving.first().waitFor();
    const names = await Promise.all((await leaving.all()).map((each) => each.getAttribute("data-claim")));
    assert.deepEqual(names.sort(), ["age_over_18", "portrait"]);
    await citizen.shoot("consent");
    await citizen.press("Approve");
    await citizen.title("Your answer is ready");
    const response = await citizen.savedBy(() => citizen.press("Save as a file"));
    await counter.drop("answer.sealfolio", response);
    await counter.verdict("Document valid").finally(goOnline);
    await counter.press(/^Same person/);
    await counter.verdict("Valid");
    await counter.sees("Over 18: yes", "You found it to be the same person.");
    assert.equal(await counter.page.getByText("Ada Marie").count(), 0);
    await counter.shoot("valid");
    await counter.go("New check");
    await counter.give(response);
    await counter.said("presentation.replayed", "This request has been answered already.");
  },
);

chapter(
  "who asks for more, or without accreditation, is told apart; a changed request is answered by nobody",
  async () => {
    const type = "urn:sealfolio:type:id-card:1";
    const posing = rogue.ask(world.registry, "bank", type, [["family_name"]]);
    await citizen.go("Present");
    await citizen.give(posing);
    await citizen.said(
      "asker.key_absent",
      "The request is signed with a key that the registry does not list for this office.",
    );
    assert.equal(await citizen.page.getByRole("button", { name: "Approve" }).count(), 0);
    const stranger = rogue.ask(world.registry, "nobody", type, [["family_name"]]);
    await citizen.go("Present");
    await citizen.give(stranger);
    await citizen.title("Who asks, and for what");
    await citizen.sees("asker.office_unknown");
    await citizen.press("Approve");
    await citizen.sees("The registry does not vouch for who asks. You cannot take back what you show.");
    await citizen.page.keyboard.press("Escape");
    const honest = await story.ask(/Over 18/);
    await citizen.go("Present");
    await citizen.give(changeCharacter(honest, honest.lastIndexOf(".") + 9));
    await citizen.said("asker.signature", "the request was changed, or is not by this office");
  },
);

chapter(
  "locked, nothing is told; a wrong passphrase opens nothing; closed and opened, all is there",
  async () => {
    await citizen.page.keyboard.press("Control+l");
    await citizen.title("Unlock “Ada”");
    assert.deepEqual(await citizen.fromPage("holder.list"), { ok: false, code: "call.locked" });
    await citizen.page.getByLabel("Passphrase", { exact: true }).fill("not that one");
    await citizen.page.keyboard.press("Enter");
    await citizen.said("vault.wrong_passphrase", "That is not the passphrase.");
    assert.deepEqual(await citizen.fromPage("holder.list"), { ok: false, code: "call.locked" });
    await citizen.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await citizen.page.keyboard.press("Enter");
    await citizen.page.getByRole("navigation", { name: "Main" }).waitFor();
    await citizen.go("Certificates");
    for (const subject of SUBJECTS) await citizen.sees(subject);
    await citizen.close();
    const again = await story.windows.window("citizen", {}, () => {}, citizen.folder);
    // The only wallet of this computer is at its lock.
    await again.title("Unlock “Ada”");
    assert.deepEqual(await again.fromPage("holder.list"), { ok: false, code: "call.locked" });
    await again.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await again.page.keyboard.press("Enter");
    await again.title("Certificates");
    for (const subject of SUBJECTS) await again.sees(subject);
    assert.equal(await again.page.locator("article").count(), 3);
  },
);

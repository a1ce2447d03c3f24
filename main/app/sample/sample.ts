import { join } from "node:path";
import type { ArgsOf, CallName, ValueOf } from "../../../src/contract/contract.ts";
import { systemClock } from "../../doors/clock.ts";
import { FileError } from "../../doors/file-error.ts";
import { ensureFolder, removeFolder } from "../../doors/file.ts";
import { AppError } from "../error.ts";
import { OpenProfile, type OpenWallet } from "../open-profile.ts";
import type { Work } from "../work.ts";
import { catalogueType } from "./catalogue.ts";
import { accreditation, SAMPLE_OFFICES, SAMPLE_TYPES } from "./offices.ts";
import {
  SAMPLE_CERTIFICATES,
  SAMPLE_PASSPHRASE,
  SAMPLE_PEOPLE,
  type SampleCertificate,
  secondId,
} from "./people.ts";
import { openSampleRegistry, type SampleRegistry } from "./registry.ts";

const STEPS = 2 + SAMPLE_PEOPLE.length + 1 + SAMPLE_CERTIFICATES.length;

/** The value of a call that must succeed. Throws `app.sample_failed`. */
async function ask<Name extends CallName>(
  { program }: OpenProfile,
  name: Name,
  args: ArgsOf<Name>,
): Promise<ValueOf<Name>> {
  const answer = await program.call(name, args);
  if (!answer.ok) throw new AppError("app.sample_failed", { cause: new Error(`${name}: ${answer.code}`) });
  return answer.value;
}

/** As `Promise.all`, but when one fails, the others have ended too. */
async function allSettled<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return await Promise.all(works);
}

/**
 * A registry of its own with its offices and people, whose wallets are real ones and open. All of it
 * lies in one folder and is gone when it ends.
 */
export class Sample {
  readonly people: OpenProfile[] = [];
  readonly #folder: string;
  #registry: SampleRegistry | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Removes what a sample left there. What cannot be removed is in no wallet's way; the next sample tells. */
  static clear(folder: string): void {
    try {
      removeFolder(folder);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
    }
  }

  /** Throws `app.cancelled` or `app.sample_failed`; nothing is left of it then. */
  static async start(folder: string, openWallet: OpenWallet, work: Work): Promise<Sample> {
    const sample = new Sample(folder);
    try {
      removeFolder(folder);
      ensureFolder(folder);
      await sample.#build(openWallet, work);
      return sample;
    } catch (error) {
      await sample.end();
      if (work.signal.aborted) throw new AppError("app.cancelled");
      throw error instanceof AppError ? error : new AppError("app.sample_failed", { cause: error });
    }
  }

  get registry(): SampleRegistry {
    if (this.#registry === undefined) throw new AppError("app.sample_failed");
    return this.#registry;
  }

  #person(id: string): OpenProfile {
    const person = this.people.find(({ profile }) => profile.id === id);
    if (person === undefined) throw new AppError("app.sample_failed");
    return person;
  }

  #office(id: string): OpenProfile {
    return this.#person(`sample-${id}`);
  }

  async #build(openWallet: OpenWallet, work: Work): Promise<void> {
    let done = 0;
    const step = (): void => {
      if (work.signal.aborted) throw new AppError("app.cancelled");
      work.tell({ done: done++, total: STEPS });
    };
    step();
    this.#registry = await openSampleRegistry(join(this.#folder, "registry"), work.signal);
    await this.#makeWallets(openWallet, step);
    step();
    await this.#accredit();
    step();
    const citizen = this.people[0] as OpenProfile;
    await allSettled(this.people.map((person) => ask(person, "registry.sync", {})));
    for (const certificate of SAMPLE_CERTIFICATES) {
      step();
      await this.#issue(certificate, citizen);
    }
  }

  async #makeWallets(openWallet: OpenWallet, step: () => void): Promise<void> {
    const { id: registry, url } = this.registry;
    await allSettled(
      SAMPLE_PEOPLE.map(async ({ id, name, kind, mode, office }) => {
        const person = new OpenProfile({ id, name, kind }, join(this.#folder, id), openWallet, {
          isSample: true,
        });
        this.people.push(person);
        await ask(person, "wallet.create", {
          passphrase: SAMPLE_PASSPHRASE,
          registry,
          sources: [url],
          mode,
          ...(office === undefined ? {} : { office }),
        });
        step();
      }),
    );
  }

  /** Offices first: a type names the office that keeps its tags. */
  async #accredit(): Promise<void> {
    const now = systemClock();
    const offices = SAMPLE_OFFICES.map(async (office) => {
      const keys = await ask(this.#office(office.id), "office.keys", {});
      const other = office.hasSecond === undefined ? undefined : this.#person(secondId(office.id));
      const second = other === undefined ? undefined : (await ask(other, "office.keys", {})).officer;
      return { kind: "office.accredit" as const, body: accreditation(office, keys, { now, second }) };
    });
    await this.registry.decide(await allSettled(offices));
    const types = SAMPLE_TYPES.map((type) => ({ kind: "type.define" as const, body: catalogueType(type) }));
    await this.registry.decide(types);
  }

  async #issue({ office, type, claims }: SampleCertificate, citizen: OpenProfile): Promise<void> {
    const { vct } = catalogueType(type);
    const { request } = await ask(citizen, "holder.request_key", { office, vct });
    const { row, delivery } = await ask(this.#office(office), "office.issue", {
      type,
      request,
      claims: claims(),
    });
    if (row.state !== "sealed" || delivery === undefined) throw new AppError("app.sample_failed");
    await ask(citizen, "registry.sync", {});
    await ask(citizen, "holder.keep", { delivery });
  }

  /** Closes every wallet, stops the registry, and removes the folder. */
  async end(): Promise<void> {
    for (const person of this.people) person.close();
    await this.#registry?.close();
    Sample.clear(this.#folder);
  }
}

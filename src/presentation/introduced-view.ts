import type { OfficeRecord, TypeRecord } from "../chain/state/records.ts";
import type { Anchoring, Moment, RegistryView, StatusFinding } from "../trust/registry-view.ts";
import { type IntroducedOffice, isTimely } from "./introduction.ts";

/** A copy of the registry, and one office that it does not hold but has seen proven. */
class IntroducedView implements RegistryView {
  readonly id: string;
  readonly #view: RegistryView;
  readonly #introduced: IntroducedOffice;

  constructor(view: RegistryView, introduced: IntroducedOffice) {
    this.id = view.id;
    this.#view = view;
    this.#introduced = introduced;
  }

  age(): Moment | undefined {
    return this.#view.age();
  }

  alarm(): string | undefined {
    return this.#view.alarm();
  }

  office(id: string): OfficeRecord | "absent" | "unknown" {
    const own = this.#view.office(id);
    return own === "unknown" && id === this.#introduced.record.id ? this.#introduced.record : own;
  }

  officeAsOf(id: string): Moment | undefined {
    const { record, height, time } = this.#introduced;
    if (this.#view.office(id) !== "unknown") return this.#view.officeAsOf?.(id);
    return id === record.id ? { height, time } : undefined;
  }

  typeByVct(vct: string): TypeRecord | "absent" | "unknown" {
    return this.#view.typeByVct(vct);
  }

  anchored(commitment: string, receipt?: string): Anchoring {
    return this.#view.anchored(commitment, receipt);
  }

  status(at: {
    readonly office: string;
    readonly index: number;
    readonly commitment: string;
  }): StatusFinding {
    return this.#view.status(at);
  }
}

/**
 * The view with the introduced office where it answers `unknown` itself; what it holds itself always
 * wins. The view as it is where the introduction is too old, or where there is nothing yet to judge
 * its age by. `introduced` must come from `verifyIntroduction` with this registry's authorities.
 */
export function withIntroduction(
  view: RegistryView,
  introduced: IntroducedOffice,
  now: number,
): RegistryView {
  const head = view.age();
  return head !== undefined && isTimely(introduced, head, now) ? new IntroducedView(view, introduced) : view;
}

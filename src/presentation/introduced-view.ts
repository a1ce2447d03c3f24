import type { OfficeRecord, TypeRecord } from "../chain/state/records.ts";
import type { Anchoring, Moment, RegistryView, StatusFinding } from "../trust/registry-view.ts";
import { type IntroducedOffice, isTimely } from "./introduction.ts";

/** A copy of the registry, and one office that it has seen proven as of another block. */
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

  /** Of this office, and silent or older in the copy itself. */
  #counts(id: string): boolean {
    const { record, height } = this.#introduced;
    if (id !== record.id) return false;
    if (this.#view.office(id) === "unknown") return true;
    const own = this.#view.officeAsOf?.(id) ?? this.#view.age();
    return own !== undefined && height > own.height;
  }

  office(id: string): OfficeRecord | "absent" | "unknown" {
    return this.#counts(id) ? this.#introduced.record : this.#view.office(id);
  }

  officeAsOf(id: string): Moment | undefined {
    const { height, time } = this.#introduced;
    return this.#counts(id) ? { height, time } : this.#view.officeAsOf?.(id);
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
 * The view with the introduced office where it answers `unknown` itself, or holds what an older block says:
 * an office's new key must not make it a stranger to whoever has no network. The view as it is where the introduction is too old, or where there is nothing yet to judge
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

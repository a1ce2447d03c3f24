import type { Words } from "../../language/sentences.ts";
import type { AskerCode, Refusal } from "../asker.ts";
import type { PresentationErrorCode } from "../error.ts";
import type { StrangerCode, StrangerRefusal } from "../stranger/judge.ts";

/** What a request or a response can make us say, in one language. Names: office. */
export interface PresentationWords {
  readonly askers: { readonly [code in AskerCode | Refusal | StrangerCode | StrangerRefusal]: Words };
  readonly overAsked: Words;
  readonly problems: { readonly [code in PresentationErrorCode]: Words };
}

import type { ParamsOf, RouteName } from "../router/routes.ts";

/** What a screen is given: the parts of its address. */
export interface ScreenProps<Name extends RouteName> {
  readonly params: ParamsOf<Name>;
}

/** For `ref`: what was asked for is seen once it is drawn, also under the edge of the screen. */
export function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

import { Component, type ReactNode } from "react";

/** Keeps a screen that breaks from taking the window with it. */
export class ScreenBoundary extends Component<
  { readonly children: ReactNode; readonly broken: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    const { children, broken } = this.props;
    return this.state.isBroken ? broken : children;
  }
}

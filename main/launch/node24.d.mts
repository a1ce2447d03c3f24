/** The process that starts us, as the launcher sees it. */
export interface Where {
  readonly root: string;
  readonly platform: string;
  readonly arch: string;
  readonly version: string;
  readonly execPath: string;
}

export function findNode24(where?: Where): string | undefined;
export function explainMissing(where?: Where): string;
export function runNode24(args: readonly string[]): void;

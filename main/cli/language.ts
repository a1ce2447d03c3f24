import { chooseLanguage, isLanguage, type Language } from "../../src/language/languages.ts";

/** `de_AT.UTF-8@euro` of POSIX as `de-AT`. */
function tagOf(locale: string): string {
  return (locale.split(/[.@]/)[0] as string).replaceAll("_", "-");
}

/** The language of the person's session (POSIX, "Internationalization Variables"), English where we do not speak it. */
export function languageOfSession(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(
    (each) => each !== undefined && each !== "",
  );
  return chooseLanguage(locale === undefined ? [] : [tagOf(locale)]);
}

/** What `--language` asks for; undefined where it is not given or is no language of ours. */
export function languageAsked(args: readonly string[]): Language | undefined {
  const at = args.findIndex((arg) => arg === "--language" || arg.startsWith("--language="));
  const asked = args[at]?.split("=")[1] ?? args[at + 1];
  return at >= 0 && asked !== undefined && isLanguage(asked) ? asked : undefined;
}

import { useTranslation } from "react-i18next";
import type { RequestView } from "../../../src/contract/views.ts";
import { useLangText } from "../../parts/lang-text.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { useSayList } from "../../words/use-language.ts";
import { type Choices, meetable, withOption } from "./request-words.ts";

/** Where the asker takes one of several answers, and more than one can be given: which it shall be. */
export function FormChoice(props: {
  readonly request: RequestView;
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
}) {
  const { request, choices, onChange } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayAll = useSayList();
  const nameOf = (id: string): string => {
    const asked = request.asked.find(({ query }) => query === id);
    const type = say(asked?.typeName, t("request.none_type"));
    return asked?.format === "mso_mdoc" ? t("request.as_mdoc", { type }) : type;
  };
  return (request.sets ?? []).map((_, at) => {
    const options = meetable(request, at);
    if (options.length < 2) return null;
    const key = (option: readonly string[]): string => option.join(" ");
    const chosen = options.find((option) => option.every((id) => choices.has(id)));
    return (
      <RadioGroup
        key={options.map(key).join()}
        label={t("request.form")}
        items={options.map((option) => ({ id: key(option), label: sayAll(option.map(nameOf)) }))}
        value={chosen && key(chosen)}
        onChange={(id) => {
          const option = options.find((one) => key(one) === id);
          if (option !== undefined) onChange(withOption(request, choices, at, option));
        }}
      />
    );
  });
}

import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { CheckList } from "../../parts/check-list.tsx";
import { Failure } from "../../parts/failure.tsx";

/** One block checked on this computer, with nothing taken for granted but the registry's id. */
export function CheckBlock({ height }: { readonly height: number }) {
  const { t } = useTranslation("registry");
  const verify = useCall("registry.verify_block");
  const { value } = verify;
  return (
    <div className="mt-3 grid gap-2">
      <div>
        <Button
          size="small"
          icon={ShieldCheck}
          busy={verify.busy}
          onPress={() => void verify.run({ height })}
        >
          {t("verify.do")}
        </Button>
      </div>
      {value !== undefined && (
        <div role="status">
          <CheckList
            checks={value.checks.map(({ name, holds, code }) => ({
              id: name,
              name: t(`verify.${name}`),
              result: holds ? "passed" : "failed",
              sentence: holds ? t(`verify.${name}_holds`) : t("verify.broken"),
              code: code ?? "",
            }))}
          />
        </div>
      )}
      <Failure code={verify.code} />
    </div>
  );
}

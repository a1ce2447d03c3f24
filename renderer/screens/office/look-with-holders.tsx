import { type ComponentProps, useState } from "react";
import { type HeldTogether, Holders } from "./holders.tsx";
import { Look } from "./look.tsx";

/** The last look before a certificate is signed, with who is to hold it above. */
export function LookWithHolders(
  props: ComponentProps<typeof Look> & {
    /** The first holder's. */
    readonly request: string;
    readonly held: HeldTogether;
    readonly onHeld: (held: HeldTogether) => void;
  },
) {
  const { request, held, onHeld, ...look } = props;
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="grid gap-6">
      <Holders
        type={look.type}
        request={request}
        value={held}
        onChange={onHeld}
        isAdding={isAdding}
        onAdding={setAdding}
      />
      {!isAdding && <Look {...look} />}
    </div>
  );
}

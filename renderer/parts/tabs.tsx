import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components/Tabs";
import { Icon } from "./icon.tsx";

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly content: ReactNode;
}

/** Views of one thing, one at a time. */
export function Tabs<Id extends string>(props: {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onChange: (id: Id) => void;
}) {
  const { label, items, selected, onChange } = props;
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onChange(key as Id)}>
      <TabList aria-label={label} className="flex flex-wrap gap-x-1 border-b border-line-strong">
        {items.map(({ id, label: word, icon }) => (
          <Tab
            key={id}
            id={id}
            className="-mb-px flex items-center gap-2 border-b-2 border-transparent px-3 py-2 text-dim is-focus-visible:-outline-offset-2 is-hovered:text-ink is-selected:border-accent is-selected:font-semibold is-selected:text-accent"
          >
            {icon !== undefined && <Icon of={icon} size={17} />}
            {word}
          </Tab>
        ))}
      </TabList>
      {items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="pt-4">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

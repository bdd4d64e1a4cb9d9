import { JsonValue } from "#components/events/json-value.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { Untrusted } from "#components/events/untrusted.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { Json } from "#lib/events/event.ts";

type Props = {
  entries: readonly (readonly [key: string, value: Json | undefined])[];
  /** Remarks about the values, by key; `markKeys` are the keys where they differ from the names. */
  marks?: RemarksAt;
  markKeys?: ReadonlyMap<string, string>;
};

/** Names and values of an event, without those that are missing. */
export function KeyValues({ entries, marks, markKeys }: Props) {
  const items = entries.flatMap(([key, value], index) =>
    value === undefined
      ? []
      : {
          key: `${index}-${key}`,
          term: <Untrusted text={key} />,
          value: <JsonValue value={value} label={key} marks={marks?.at(markKeys?.get(key) ?? key)} />,
        },
  );
  return <DescriptionList mono items={items} />;
}

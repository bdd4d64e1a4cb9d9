import { JsonValue } from "#components/events/json-value.tsx";
import { Untrusted } from "#components/events/untrusted.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { Json } from "#lib/events/event.ts";

type Props = { entries: readonly (readonly [key: string, value: Json | undefined])[] };

/** Names and values of an event, without those that are missing. */
export function KeyValues({ entries }: Props) {
  const items = entries.flatMap(([key, value], index) =>
    value === undefined
      ? []
      : {
          key: `${index}-${key}`,
          term: <Untrusted text={key} />,
          value: <JsonValue value={value} label={key} />,
        },
  );
  return <DescriptionList mono items={items} />;
}

import { KeyValues } from "#components/events/key-values.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { Section } from "#components/ui/section.tsx";
import type { EventUser } from "#lib/events/event.ts";

const MARK_KEYS = new Map([
  ["E-mail", "email"],
  ["IP address", "ip_address"],
  ["Place", "geo"],
]);

/** Who was affected, as the app named them. */
export function UserPanel({ user, marks }: { user: EventUser; marks: RemarksAt }) {
  const data = Object.entries(user.data ?? {});
  const place = [user.geo?.city, user.geo?.region, user.geo?.countryCode].filter(Boolean).join(", ");
  return (
    <Section title="User" id="user">
      <KeyValues
        marks={marks}
        markKeys={new Map([...data.map(([key]) => [key, `data.${key}`] as const), ...MARK_KEYS])}
        entries={[
          ["ID", user.id],
          ["E-mail", user.email],
          ["Username", user.username],
          ["Name", user.name],
          ["IP address", user.ipAddress],
          ["Place", place || undefined],
          ...data,
        ]}
      />
    </Section>
  );
}

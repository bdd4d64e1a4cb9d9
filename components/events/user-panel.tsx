import { KeyValues } from "#components/events/key-values.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EventUser } from "#lib/events/event.ts";

/** Who was affected, as the app named them. */
export function UserPanel({ user }: { user: EventUser }) {
  const place = [user.geo?.city, user.geo?.region, user.geo?.countryCode].filter(Boolean).join(", ");
  return (
    <Section title="User" id="user">
      <KeyValues
        entries={[
          ["ID", user.id],
          ["E-mail", user.email],
          ["Username", user.username],
          ["Name", user.name],
          ["IP address", user.ipAddress],
          ["Place", place || undefined],
          ...Object.entries(user.data ?? {}),
        ]}
      />
    </Section>
  );
}

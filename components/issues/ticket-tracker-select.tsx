import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { TicketTracker } from "#components/issues/ticket-actions.ts";

type Props = {
  trackers: readonly TicketTracker[];
  value: number;
  onChange: (integrationId: number) => void;
};

/** Which tracker; asked only where there is more than one. */
export function TicketTrackerSelect({ trackers, value, onChange }: Props) {
  if (trackers.length === 1) return <input type="hidden" name="integrationId" value={value} />;
  return (
    <Field label="Tracker">
      {(control) => (
        <Select
          {...control}
          name="integrationId"
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {trackers.map((tracker) => (
            <option key={tracker.id} value={tracker.id}>
              {tracker.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

import type { FieldControl } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { windowText } from "#lib/format/limit.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OFFERED = [MINUTE, 5 * MINUTE, HOUR, DAY, 7 * DAY, 30 * DAY];

/** How long a limit's window is. One that a tool has set stays among the choices. */
export function WindowSelect({ control, value }: { control: FieldControl; value: number }) {
  const windows = OFFERED.includes(value) ? OFFERED : [...OFFERED, value].toSorted((a, b) => a - b);
  return (
    <Select {...control} key={value} name="window" defaultValue={value}>
      {windows.map((seconds) => (
        <option key={seconds} value={seconds}>
          {windowText(seconds)}
        </option>
      ))}
    </Select>
  );
}

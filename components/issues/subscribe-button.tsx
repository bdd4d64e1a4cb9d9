import { Bell, BellRing } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

const BECAUSE = new Map([
  ["manual", "You subscribed."],
  ["comment", "You commented."],
  ["assigned", "It was assigned to you."],
  ["mentioned", "Somebody mentioned you."],
  ["status_change", "You changed its state."],
  ["ticket", "You linked a ticket."],
]);

type Props = {
  on: boolean;
  /** What subscribed the viewer; null when nothing did. */
  reason: string | null;
  onChange: (on: boolean) => void;
};

/** Whether the viewer hears of the issue, and why. */
export function SubscribeButton({ on, reason, onChange }: Props) {
  const why = on ? (BECAUSE.get(reason ?? "") ?? "") : "";
  const Icon = on ? BellRing : Bell;
  return (
    <Button
      icon
      variant="ghost"
      aria-pressed={on}
      aria-label="Subscribe"
      title={on ? `Subscribed. ${why}`.trim() : "Subscribe: hear of comments and changes"}
      onClick={() => onChange(!on)}
    >
      <Icon aria-hidden className={on ? "text-accent-text" : undefined} />
    </Button>
  );
}

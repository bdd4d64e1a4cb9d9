import { Check } from "lucide-react";
import { cn } from "#components/ui/cn.ts";

const STEPS = ["Account", "Organization", "Project"] as const;

/** Where somebody new is on the way to their first project. */
export function SetupSteps({ current }: { current: (typeof STEPS)[number] }) {
  const at = STEPS.indexOf(current);
  return (
    <ol aria-label="Set-up" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? "step" : undefined}
          className={cn("flex items-center gap-1.5", index === at ? "font-medium" : "text-muted")}
        >
          <span
            aria-hidden
            className={cn(
              "grid size-5 place-items-center rounded-full border text-xs tabular-nums",
              index === at && "border-accent bg-accent text-on-accent",
              index < at && "border-ok text-ok",
            )}
          >
            {index < at ? <Check className="size-3" /> : index + 1}
          </span>
          {step}
          {index < at && <span className="sr-only">done</span>}
        </li>
      ))}
    </ol>
  );
}

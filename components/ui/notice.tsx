import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { toneText } from "#components/ui/tone.ts";

const icons = { info: Info, ok: CircleCheck, warning: TriangleAlert, error: CircleAlert };
const edges = {
  info: "border-info/40 bg-info-soft",
  ok: "border-ok/40 bg-ok-soft",
  warning: "border-warning/40 bg-warning-soft",
  error: "border-error/40 bg-error-soft",
};

type Props = {
  tone: "info" | "ok" | "warning" | "error";
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A message about the form or page it stands in. Errors are announced at once. */
export function Notice({ tone, title, children, action, className }: Props) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={cn("flex items-start gap-2.5 rounded-md border px-3 py-2.5", edges[tone], className)}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", toneText[tone])} />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={cn(title && "mt-0.5 text-sm")}>{children}</div>}
      </div>
      {action}
    </div>
  );
}

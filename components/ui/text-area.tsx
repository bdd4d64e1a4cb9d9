import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { controlClasses } from "#components/ui/control-classes.ts";

type Props = ComponentProps<"textarea"> & { mono?: boolean };

/** Several lines of text. Inside a Field, spread the field's control props on it. */
export function TextArea({ mono = false, rows = 3, className, ...rest }: Props) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={cn(controlClasses, "px-2.5 py-1.5", mono && "font-mono", className)}
    />
  );
}

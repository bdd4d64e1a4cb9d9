import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { controlClasses } from "#components/ui/control-classes.ts";

type Props = Omit<ComponentProps<"input">, "size"> & { size?: "sm" | "md"; mono?: boolean };

/** One line of text. Inside a Field, spread the field's control props on it. */
export function Input({ size = "md", mono = false, className, ...rest }: Props) {
  return (
    <input
      type="text"
      {...rest}
      className={cn(
        controlClasses,
        "text-ellipsis",
        size === "sm" ? "h-7 px-2 text-sm" : "h-8 px-2.5 max-sm:h-10",
        mono && "font-mono",
        className,
      )}
    />
  );
}

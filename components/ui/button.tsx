import type { ComponentProps } from "react";
import { buttonClasses, type ButtonLook } from "#components/ui/button-classes.ts";
import { cn } from "#components/ui/cn.ts";
import { Spinner } from "#components/ui/spinner.tsx";

type Props = ComponentProps<"button"> & ButtonLook & { loading?: boolean };

/** A button that does something here. Icon-only: set `icon` and `aria-label`. Default type is "button". */
export function Button({
  variant,
  size,
  icon,
  loading = false,
  className,
  children,
  disabled,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || loading}
      aria-busy={loading || undefined}
      className={cn(buttonClasses({ variant, size, icon }), className)}
    >
      {loading && <Spinner />}
      {loading && icon ? null : children}
    </button>
  );
}

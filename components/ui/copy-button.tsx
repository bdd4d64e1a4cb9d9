"use client";

import { Check, Copy } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "#components/ui/button.tsx";
import { useCopy } from "#components/ui/use-copy.ts";

type Props = Omit<ComponentProps<typeof Button>, "value" | "children" | "onClick"> & {
  value: string;
  /** Accessible name, such as "Copy DSN"; also the visible text unless `icon` is set. */
  label?: string;
};

/** Copies `value`. Icon-only by default; pass `icon={false}` to show the label. */
export function CopyButton({
  value,
  label = "Copy",
  icon = true,
  size = "sm",
  variant = "ghost",
  ...rest
}: Props) {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <Button
      {...rest}
      icon={icon}
      size={size}
      variant={variant}
      aria-label={icon ? (copied ? "Copied" : label) : undefined}
      title={icon ? label : undefined}
      onClick={() => copy(value)}
    >
      <Icon aria-hidden className={copied ? "text-ok" : undefined} />
      {!icon && (copied ? "Copied" : label)}
    </Button>
  );
}

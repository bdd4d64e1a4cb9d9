"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import * as Radix from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type MenuProps = {
  trigger: ReactNode;
  label?: string;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  /** Opened from outside, by a key. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

/** Actions behind a button; children are MenuItem, MenuLink, MenuLabel, MenuSeparator. */
export function Menu({ trigger, label, align = "start", side, className, children, ...outside }: MenuProps) {
  return (
    <Radix.Root modal={false} {...outside}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-44 animate-appear overflow-y-auto rounded-lg border bg-raised p-1 shadow-raised",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const row =
  "flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-left select-none outline-none data-disabled:cursor-not-allowed data-disabled:opacity-55 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0";

type ItemProps = {
  onSelect: () => void;
  icon?: ReactNode;
  /** Shown at the right, such as a shortcut. */
  hint?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  /** Set for a choice; draws the check mark. */
  checked?: boolean;
  children: ReactNode;
};

export function MenuItem({ onSelect, icon, hint, danger = false, disabled, checked, children }: ItemProps) {
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
      {checked !== undefined && (
        <Check aria-hidden className={cn("text-accent-text", !checked && "invisible")} />
      )}
    </>
  );
  const look = cn(row, danger && "text-error");
  if (checked === undefined)
    return (
      <Radix.Item disabled={disabled} onSelect={onSelect} className={look}>
        {content}
      </Radix.Item>
    );
  return (
    <Radix.CheckboxItem disabled={disabled} checked={checked} onSelect={onSelect} className={look}>
      {content}
    </Radix.CheckboxItem>
  );
}

type LinkProps = { href: string; icon?: ReactNode; hint?: ReactNode; current?: boolean; children: ReactNode };

export function MenuLink({ href, icon, hint, current = false, children }: LinkProps) {
  return (
    <Radix.Item asChild>
      <Link href={href} aria-current={current ? "true" : undefined} className={row}>
        {icon}
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
        {current && <Check aria-hidden className="text-accent-text" />}
      </Link>
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1.5 text-xs font-medium text-muted">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";

type Props = { text: ReactNode; side?: "top" | "right" | "bottom" | "left"; children: ReactNode };

/** Says more about a control on hover and focus; the control must make sense without it. */
export function Tooltip({ text, side = "top", children }: Props) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-xs animate-appear rounded-md bg-ink px-2 py-1 text-sm text-canvas shadow-raised"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}

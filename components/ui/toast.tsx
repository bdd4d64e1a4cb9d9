"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import * as Radix from "radix-ui/toast";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

export type ToastMessage = {
  title: string;
  detail?: string;
  tone?: "ok" | "error";
  /** Offers Undo for as long as the toast stands. */
  undo?: () => void | Promise<void>;
};

type Standing = ToastMessage & { id: number };

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Returns `toast(message)`, which reports what was done; it needs a ToastProvider above. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Holds the toasts of everything inside it. Stays 8 s with Undo, 5 s without; F8 moves focus there. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [standing, setStanding] = useState<Standing[]>([]);
  const toast = useCallback((message: ToastMessage) => {
    setStanding((before) => [...before.slice(-2), { ...message, id: (before.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const remove = (id: number) => setStanding((before) => before.filter((one) => one.id !== id));
  return (
    <ToastContext value={toast}>
      <Radix.Provider swipeDirection="down" label="Notice">
        {children}
        {standing.map((message) => (
          <ToastCard key={message.id} message={message} onClose={() => remove(message.id)} />
        ))}
        <Radix.Viewport className="fixed right-4 bottom-4 z-[60] flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none max-md:bottom-20" />
      </Radix.Provider>
    </ToastContext>
  );
}

function ToastCard({ message, onClose }: { message: Standing; onClose: () => void }) {
  const Icon = message.tone === "error" ? CircleAlert : CircleCheck;
  return (
    <Radix.Root
      type={message.tone === "error" ? "foreground" : "background"}
      duration={message.undo ? 8_000 : 5_000}
      onOpenChange={(open) => !open && onClose()}
      className="flex animate-rise items-center gap-3 rounded-lg border bg-raised py-2 pr-2 pl-3 shadow-raised"
    >
      <Icon
        aria-hidden
        className={message.tone === "error" ? "size-4 shrink-0 text-error" : "size-4 shrink-0 text-ok"}
      />
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium break-words">{message.title}</Radix.Title>
        {message.detail && (
          <Radix.Description className="text-sm break-words text-muted">{message.detail}</Radix.Description>
        )}
      </div>
      {message.undo && (
        <Radix.Action asChild altText="Undo">
          <Button size="sm" onClick={() => void message.undo?.()}>
            Undo
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <Button icon size="sm" variant="ghost" aria-label="Dismiss">
          <X aria-hidden />
        </Button>
      </Radix.Close>
    </Radix.Root>
  );
}

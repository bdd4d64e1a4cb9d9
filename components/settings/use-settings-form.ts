"use client";

import {
  startTransition,
  useActionState,
  useCallback,
  useEffect,
  useRef,
  useState,
  type SubmitEvent,
} from "react";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

const PAUSE_MS = 500;

type Save = (state: ActionState, form: FormData) => Promise<ActionState>;
type Preview<Result> = (form: FormData) => Promise<ActionState<Result>>;

/**
 * A form whose settings are tried out while they are typed. It is sent by hand, because React empties a form that an
 * action has taken, also when the action refused it.
 */
export function useSettingsForm<Result>(options: {
  save: Save;
  preview: Preview<Result>;
  /** Reported when it is saved. */
  saved: string;
  /** A disabled form has no values to try. */
  disabled: boolean;
}) {
  const { save, preview, saved, disabled } = options;
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const [state, submit, pending] = useActionState(
    async (before: ActionState, data: FormData): Promise<ActionState> => {
      const after = await save(before, data);
      if (after.status === "saved") toast({ title: saved });
      return after;
    },
    idle,
  );
  const [tried, setTried] = useState<ActionState<Result>>(idle);
  const [trying, setTrying] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);

  const tryOut = useCallback(
    (pause: number) => {
      clearTimeout(timer.current);
      const asked = ++latest.current;
      timer.current = setTimeout(() => {
        if (!form.current) return;
        setTrying(true);
        preview(new FormData(form.current))
          .then((result) => {
            if (asked === latest.current) setTried(result);
          })
          .catch(() => {
            if (asked === latest.current)
              setTried({ ...idle, status: "failed", message: "The preview could not be made." });
          })
          .finally(() => {
            if (asked === latest.current) setTrying(false);
          });
      }, pause);
    },
    [preview],
  );

  useEffect(() => {
    if (!disabled) tryOut(0);
    return () => clearTimeout(timer.current);
  }, [disabled, tryOut]);

  return {
    form,
    state,
    /** What is wrong with single fields, as they stand. */
    faults: tried.status === "idle" ? state.fields : tried.fields,
    pending,
    tried,
    trying,
    changed: useCallback(() => tryOut(PAUSE_MS), [tryOut]),
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      const data = new FormData(event.currentTarget);
      startTransition(() => submit(data));
    },
  };
}

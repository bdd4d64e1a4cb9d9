/** What a server action tells the form that called it, for useActionState. */
export type ActionState<Result = void> = {
  status: "idle" | "saved" | "failed";
  /** About the whole form. */
  message?: string;
  /** About one field, by its name. */
  fields: Record<string, string>;
  /** What was typed, to fill the form again; passwords excepted. */
  values: Record<string, string>;
  result?: Result;
};

export const idle = { status: "idle", fields: {}, values: {} } as const;

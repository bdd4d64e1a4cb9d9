// What somebody who met an error says of it, from the crash-report dialog or a site's own form.
import { z } from "zod";

const MAX_NAME = 128;
const MAX_EMAIL = 254;
const MAX_COMMENTS = 4_096;

export const USER_REPORT_LIMITS = { name: MAX_NAME, email: MAX_EMAIL, comments: MAX_COMMENTS } as const;

/** What is wrong with a field, in the words of whoever asks. */
export type UserReportMessages = { required: string; invalidEmail: string; tooLong: string };

export const ENGLISH_MESSAGES: UserReportMessages = {
  required: "This field is required.",
  invalidEmail: "Enter a valid email address.",
  tooLong: "This is too long.",
};

// Postgres takes no NUL.
const text = (max: number, { tooLong }: UserReportMessages) =>
  z
    .string()
    .transform((value) => value.replaceAll("\0", "").toWellFormed().trim())
    .pipe(z.string().max(max, tooLong));

/** Senders leave out what they do not have, or write null. */
const optional = <T extends z.ZodType<string, string>>(type: T) => z.preprocess((value) => value ?? "", type);

function schema(messages: UserReportMessages) {
  const isEmail = (value: string) => value === "" || z.email().safeParse(value).success;
  const email = text(MAX_EMAIL, messages).pipe(z.string().refine(isEmail, messages.invalidEmail));
  return z.object({
    name: optional(text(MAX_NAME, messages)),
    email: optional(email),
    comments: optional(text(MAX_COMMENTS, messages).pipe(z.string().min(1, messages.required))),
  });
}

export type UserReportInput = z.infer<ReturnType<typeof schema>>;
export type FieldProblems = Readonly<Record<string, readonly string[]>>;

/** Reads a report's fields, or says of each field what is wrong with it. */
export function checkUserReport(
  fields: unknown,
  messages: UserReportMessages = ENGLISH_MESSAGES,
): { report: UserReportInput } | { problems: FieldProblems } {
  const parsed = schema(messages).safeParse(fields);
  if (parsed.success) return { report: parsed.data };
  const problems: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues)
    (problems[String(path[0] ?? "detail")] ??= []).push(message);
  return { problems };
}

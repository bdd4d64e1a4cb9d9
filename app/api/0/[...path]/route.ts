import { answerError, notFound } from "#lib/api/answer.ts";

// Tools read `detail`; a page of HTML would tell them nothing.
const missing = () => answerError(notFound());

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };

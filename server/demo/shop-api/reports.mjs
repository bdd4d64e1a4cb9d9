import * as Sentry from "@sentry/node";

class ReportError extends Error {
  name = "ReportError";
}

const columns = (count) =>
  Array.from({ length: count }, (_, index) => `sum(line_${index}.amount) AS amount_${index}`);

export function salesReport(month) {
  const statement = `SELECT ${columns(120).join(", ")} FROM sales WHERE month = '${month}'`;
  Sentry.setExtra("statement", statement);
  Sentry.setExtra(
    "rows",
    Array.from({ length: 60 }, (_, index) => ({ line: index, amount: index * 3.5, note: "x".repeat(index) })),
  );
  throw new ReportError(`The report cannot be made: the statement has too many columns\n${statement}`);
}

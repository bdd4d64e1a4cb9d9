// How a value is written in a search, so that it means just itself.

const PLAIN = /^[^\s"()[\],*\\:<>=!]+$/;

/** The value as it stands behind `key:`, in quotation marks when it needs them. */
export const quoteSearchValue = (value: string): string =>
  PLAIN.test(value) ? value : `"${value.replace(/[\\"*]/g, "\\$&")}"`;

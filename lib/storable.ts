// What the columns of Postgres hold; anything else makes a statement fail.
import { z } from "zod";

/** Postgres keeps neither NUL nor half a character. */
export const isStorable = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** The message for what is not. */
export const NOT_STORABLE = "Some characters cannot be stored.";

/** The number of a row, as somebody says it. */
export const RowId = z.int().positive().max(2_147_483_647);

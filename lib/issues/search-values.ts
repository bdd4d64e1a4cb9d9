/** The values of a statement for Postgres; whatever a request says goes in here and never into the statement. */
export class SqlValues {
  readonly all: unknown[] = [];

  /** @returns the placeholder that stands for the value. */
  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

// PLACEHOLDER: overwrite this file with the real one.
export async function migrateClickHouse(): Promise<string[]> { return []; }

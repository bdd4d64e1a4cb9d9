/** How long and how much the web server listens to somebody before any handler does. */
export const SERVER_OPTIONS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 60_000,
  // A slow but steady upload may take its time; doors that read bodies bound the silence between bytes.
  requestTimeout: 0,
  keepAliveTimeout: 75_000,
} as const;

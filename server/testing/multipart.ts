// Forms with files, byte for byte, so that tests can also make wrong ones.

export type Part = { name?: string; file?: string; type?: string; value: string | Uint8Array };

/** The body of a form and its header; `end` other than two dashes breaks it off. */
export function multipart(parts: readonly Part[], { end = "--" } = {}) {
  const chunks: Uint8Array[] = [];
  for (const { name, file, type, value } of parts) {
    const disposition = [
      "form-data",
      ...(name === undefined ? [] : [`name="${name}"`]),
      ...(file === undefined ? [] : [`filename="${file}"`]),
    ].join("; ");
    const head = `--limit\r\nContent-Disposition: ${disposition}\r\n${type ? `Content-Type: ${type}\r\n` : ""}\r\n`;
    chunks.push(Buffer.from(head), Buffer.from(value), Buffer.from("\r\n"));
  }
  chunks.push(Buffer.from(`--limit${end}\r\n`));
  return { headers: { "content-type": "multipart/form-data; boundary=limit" }, body: Buffer.concat(chunks) };
}

/** How many bytes a key's id takes in what it sealed. */
export const idBytes = 16;

export const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

/** The id that stands at this place. */
export function idAt(bytes: Uint8Array, start: number): string {
  const hex = Buffer.from(bytes.subarray(start, start + idBytes)).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

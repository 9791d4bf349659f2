const uuidBytes = 16;

/** Ids in an address, 22 characters each. */
export const packedIds = (ids: readonly string[]): string =>
  Buffer.concat(ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex'))).toString('base64url');

/** What is no whole id at the end is left out. */
export function unpackedIds(packed: string): string[] {
  const bytes = Buffer.from(packed, 'base64url');
  return Array.from({ length: Math.floor(bytes.length / uuidBytes) }, (_, index) =>
    bytes
      .toString('hex', index * uuidBytes, (index + 1) * uuidBytes)
      .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
  );
}

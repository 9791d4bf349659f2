import type { Readable } from 'node:stream';

/** Where files are kept. A key is a relative path of letters, digits, `-`, `_`, `.` and `/`, never starting with `/`. */
export interface Storage {
  /** Stores the bytes, or these pieces joined, under the key, replacing what was there. A reader sees the old or the new bytes, never a part. */
  put(key: string, bytes: Uint8Array | readonly Uint8Array[], options: { contentType: string }): Promise<void>;
  /** The same for bytes of unknown number, as they come: nothing is seen under the key before the stream has ended. For as long as it takes. */
  putStream(key: string, stream: Readable, options: { contentType: string }): Promise<void>;
  /** @throws StorageError `not_found` */
  get(key: string): Promise<Buffer>;
  /** @throws StorageError `not_found`, before a stream is returned */
  stream(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /** Deletes the keys that exist; a missing key is not an error, so an interrupted deletion can be run again. */
  delete(keys: readonly string[]): Promise<void>;
  /** Whether it keeps what was deleted or replaced as older versions, as a bucket may. @throws StorageError if it does not say */
  keepsVersions(): Promise<boolean>;
  /** At most `most` files whose keys begin with the prefix and come after that key, in the order of their keys (as bytes). */
  list(prefix: string, page: { after: string; most: number }): Promise<Array<{ key: string; storedAt: Date }>>;
  /** Removes half-written files that killed writers left behind. */
  tidy(): Promise<void>;
}

export type StorageErrorCode = 'not_found' | 'bad_key' | 'unavailable';

/** Every failure of a storage. `unavailable` may pass: the caller retries. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

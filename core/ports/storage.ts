import type { Readable } from 'node:stream';

/** Where files are kept. A key is a relative path of letters, digits, `-`, `_`, `.` and `/`, never starting with `/`. */
export interface Storage {
  /** Stores the bytes under the key, replacing what was there. A reader sees the old or the new bytes, never a part. */
  put(key: string, bytes: Uint8Array, options: { contentType: string }): Promise<void>;
  /** @throws StorageError `not_found` */
  get(key: string): Promise<Buffer>;
  /** @throws StorageError `not_found`, before a stream is handed out */
  stream(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /** Deletes the keys that exist; a key that does not is no error, so an interrupted deletion can be run again. */
  delete(keys: readonly string[]): Promise<void>;
  /** Removes what writers that were killed left half-written. */
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

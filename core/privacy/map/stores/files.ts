import { asLongAsAccount, type Kept, type Law, type PurposeOfData } from '../terms.ts';

/** Files by the first part of their key. */
interface Files {
  what: string;
  /** What of a person is in them. */
  holds: string;
  purpose: PurposeOfData;
  law: Law;
  kept: Kept;
  /** The tables and columns that name a file here; what nothing names is nobody's, and is removed. */
  namedBy: ReadonlyArray<{ table: string; columns: readonly string[] }>;
  erasure: 'delete';
}

export const files = {
  assets: {
    what: 'images and their small versions',
    holds: 'the pictures themselves',
    purpose: 'images',
    law: 'contract',
    kept: asLongAsAccount,
    namedBy: [
      { table: 'assets', columns: ['storage_key', 'thumbnail_key', 'large_thumbnail_key', 'png_key'] },
      { table: 'held_outputs', columns: ['storage_key'] },
    ],
    erasure: 'delete',
  },
  inputs: {
    what: 'pictures that people added to a prompt',
    holds: 'the pictures themselves',
    purpose: 'images',
    law: 'contract',
    kept: { until: '30 days later, or with the request’s images', endedBy: 'the daily retention run' },
    namedBy: [{ table: 'generations', columns: ['input_image_key', 'second_image_key', 'third_image_key'] }],
    erasure: 'delete',
  },
  uploads: {
    what: 'pictures that people added on the pages, to start from',
    holds: 'the pictures themselves, as they came',
    purpose: 'images',
    law: 'contract',
    kept: { until: 'a day later, or when they take it away', endedBy: 'the upkeep of every ten minutes' },
    namedBy: [{ table: 'reference_uploads', columns: ['storage_key'] }],
    erasure: 'delete',
  },
  exports: {
    holds: 'all of it',
    what: 'copies of their data that they asked for',
    purpose: 'rights',
    law: 'duty',
    kept: { until: '7 days after they are ready', endedBy: 'the daily retention run' },
    namedBy: [{ table: 'export_parts', columns: ['storage_key'] }],
    erasure: 'delete',
  },
  keys: {
    holds: 'nothing by itself',
    what: 'the keys that seal their words and images, each wrapped; in the key store, not with the files',
    purpose: 'operation',
    law: 'interest',
    kept: {
      until: 'the account, or the guest, is erased; its backups a week longer',
      endedBy: 'the eraser (core/privacy/erasure)',
    },
    namedBy: [{ table: 'data_keys', columns: ['id'] }],
    erasure: 'delete',
  },
  erased: {
    holds: 'a keyed hash of the id of their account or identity',
    what: 'keyed hashes of who was erased, so that no older copy of the database brings them back; in the key store',
    purpose: 'rights',
    law: 'duty',
    kept: { until: 'no backup is older than the erasure: 49 days later', endedBy: 'the daily retention run' },
    namedBy: [{ table: 'erasures', columns: ['id'] }],
    erasure: 'delete',
  },
} as const satisfies Record<string, Files>;

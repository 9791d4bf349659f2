import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { httpUrl } from '../setting-shapes.ts';

const parameters = z.strictObject({
  /** For a store other than AWS. */
  endpoint: httpUrl('').optional(),
  region: z.string().optional(),
  /** `false` for stores that want the bucket in the host name; with an endpoint it goes into the path by default. */
  pathStyle: z.stringbool().optional(),
  /** Better omitted: then AWS's usual chain (environment, profile, role) applies. */
  accessKeyId: z.string().optional(),
  secretAccessKey: z.string().optional(),
});

export interface BucketSettings {
  bucket: string;
  client: S3ClientConfig;
}

/** Reads `s3://bucket?endpoint=…&region=…`. Throws an Error that names the parameters at fault, never their values. */
export function readBucketUrl(storageUrl: string): BucketSettings {
  if (!URL.canParse(storageUrl)) throw new Error('STORAGE_URL must be like s3://bucket?endpoint=…&region=….');
  const url = new URL(storageUrl);
  const bucket = url.hostname;
  const parsed = parameters.safeParse(Object.fromEntries(url.searchParams));
  if (bucket === '' || !parsed.success) {
    const faults = parsed.success ? ['the bucket'] : parsed.error.issues.map(nameOfFault);
    throw new Error(`STORAGE_URL has a fault in ${faults.join(', ')}.`);
  }
  const { endpoint, region, pathStyle, accessKeyId, secretAccessKey } = parsed.data;
  // A key written there would be ignored, but seem to be in use.
  if (url.username !== '' || url.password !== '' || (accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw new Error('STORAGE_URL has a fault: a key is given by accessKeyId and secretAccessKey, both or neither.');
  const client: S3ClientConfig = {
    // Signing needs some region even if the store has none; R2 requires `auto` and others ignore it.
    ...(region !== undefined ? { region } : endpoint !== undefined ? { region: 'auto' } : {}),
    ...(endpoint !== undefined ? { endpoint, forcePathStyle: pathStyle ?? true } : {}),
    ...(accessKeyId !== undefined && secretAccessKey !== undefined
      ? { credentials: { accessKeyId, secretAccessKey } }
      : {}),
    // Stores other than AWS may keep the trailing checksum as part of the file.
    ...(endpoint !== undefined && !/\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname)
      ? { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }
      : {}),
    // A picture has at most some 30 MB; a store that stays silent longer is down, and the job is retried. By default the SDK only
    // warns of a request that takes too long.
    requestHandler: {
      connectionTimeout: 3_000,
      socketTimeout: 5_000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
    },
    maxAttempts: 2,
  };
  return { bucket, client };
}

function nameOfFault(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.');
}

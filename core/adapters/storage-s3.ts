import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  GetBucketVersioningCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { Disk } from 'flydrive';
import { S3Driver } from 'flydrive/drivers/s3';
import type { BucketSettings } from './bucket-url.ts';
import { uploadInParts } from './upload-in-parts.ts';

export type Bucket = ReturnType<typeof openBucket>;

/** A bucket as flydrive reads and writes it, and what flydrive does not do there. Faults are the SDK's. */
export function openBucket({ bucket, client: settings }: BucketSettings) {
  const client = new S3Client(settings);
  return {
    // No ACL headers: buckets are private by default, and AWS (ACLs off since 2023) and R2 reject the headers.
    disk: new Disk(new S3Driver({ bucket, client, visibility: 'private', supportsACL: false })),
    upload: (key: string, stream: Readable, contentType: string) =>
      uploadInParts({ client, bucket, key, contentType }, stream),
    keepsVersions: () => keepsVersions(client, bucket),
    list: (prefix: string, page: { after: string; most: number }) => listBucket(client, bucket, prefix, page),
    abortOldUploads: () => abortOldUploads(client, bucket),
  };
}

/** Suspended counts, too: the versions from before stay. */
async function keepsVersions(client: S3Client, bucket: string): Promise<boolean> {
  const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
  return Status === 'Enabled' || Status === 'Suspended';
}

async function listBucket(
  client: S3Client,
  bucket: string,
  prefix: string,
  { after, most }: { after: string; most: number },
): Promise<Array<{ key: string; storedAt: Date }>> {
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      MaxKeys: most,
      ...(after ? { StartAfter: after } : {}),
    }),
  );
  return Contents.flatMap(({ Key, LastModified }) =>
    Key && LastModified ? [{ key: Key, storedAt: LastModified }] : [],
  );
}

/** No upload takes this long: an export has an hour. */
const leftBehindMs = 24 * 60 * 60_000;

/** Parts of an upload that nobody finishes are kept, and paid for, and shown nowhere. */
async function abortOldUploads(client: S3Client, bucket: string): Promise<void> {
  // Our key may not be allowed to ask, and some stores have no answer: they end such uploads by themselves.
  const { Uploads = [] } = await client
    .send(new ListMultipartUploadsCommand({ Bucket: bucket }))
    .catch(() => ({ Uploads: [] }));
  for (const { Key, UploadId, Initiated } of Uploads)
    if (Key && UploadId && Initiated && Date.now() - Initiated.getTime() > leftBehindMs)
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
}

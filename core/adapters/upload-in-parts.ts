import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** S3 takes at most 10,000 parts, each but the last of at least 5 MiB: this is enough for 78 GiB. */
const partBytes = 8 * 1024 * 1024;

interface Target {
  client: S3Client;
  bucket: string;
  key: string;
  contentType: string;
}

/**
 * Uploads a stream of unknown length, one part in memory at a time; each part's length is known, so that its checksum is that of any upload. Nothing is
 * seen under the key before the last part; what was interrupted is aborted, or found by `tidy`.
 */
export async function uploadInParts({ client, bucket, key, contentType }: Target, stream: Readable): Promise<void> {
  const place = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...place, ContentType: contentType }));
  const upload = { ...place, UploadId };
  try {
    const parts: Array<{ PartNumber: number; ETag: string | undefined }> = [];
    for await (const part of inParts(stream)) {
      const PartNumber = parts.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: part }));
      parts.push({ PartNumber, ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

async function* inParts(stream: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    bytes += chunk.length;
    while (bytes >= partBytes) {
      const all = Buffer.concat(waiting);
      yield all.subarray(0, partBytes);
      waiting = [all.subarray(partBytes)];
      bytes -= partBytes;
    }
  }
  // Also for an empty file: an upload has at least one part.
  yield Buffer.concat(waiting);
}

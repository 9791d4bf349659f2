import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import { notFound, problem } from './problems.ts';

const keepFilesMs = 24 * 60 * 60 * 1000;
const maxFileBytes = 100 * 1024 * 1024;

interface StoredFile {
  id: string;
  name: string;
  contentType: string;
  bytes: Buffer;
  metadata: unknown;
  createdAtMs: number;
}

export interface Files {
  routes: Routes;
  /** The bytes of a file that a prediction names as its input. */
  read(id: string): Buffer | undefined;
  clear(): void;
}

/** The files API: uploads that a prediction's input may refer to, removed after a day. */
export function createFiles(clock: Clock, apiUrl: () => string): Files {
  const files = new Map<string, StoredFile>();

  function find(id: string): StoredFile | undefined {
    const file = files.get(id);
    if (file && file.createdAtMs + keepFilesMs <= clock.now()) files.delete(id);
    return files.get(id);
  }

  const view = (file: StoredFile) => ({
    id: file.id,
    name: file.name,
    content_type: file.contentType,
    size: file.bytes.length,
    etag: createHash('md5').update(file.bytes).digest('hex'),
    checksums: { sha256: createHash('sha256').update(file.bytes).digest('hex') },
    metadata: file.metadata,
    created_at: new Date(file.createdAtMs).toISOString(),
    expires_at: new Date(file.createdAtMs + keepFilesMs).toISOString(),
    urls: { get: `${apiUrl()}/files/${file.id}` },
  });

  function create(request: Request): Answer {
    const content = request.files.find(({ field }) => field === 'content');
    if (!content) return problem(400, 'Missing content');
    if (content.bytes.length > maxFileBytes) return problem(413, 'File is too large');
    const metadata = metadataOf(request);
    if (metadata === undefined) return problem(400, 'Metadata must be a JSON object');
    const file: StoredFile = {
      id: randomBytes(16).toString('hex'),
      name: content.filename,
      contentType: content.contentType || 'application/octet-stream',
      bytes: content.bytes,
      metadata,
      createdAtMs: clock.now(),
    };
    files.set(file.id, file);
    return { status: 201, body: view(file) };
  }

  return {
    routes: {
      'POST /v1/files': create,
      'GET /v1/files': () => ({
        body: {
          previous: null,
          next: null,
          results: [...files.keys()]
            .flatMap((id) => find(id) ?? [])
            .map(view)
            .reverse(),
        },
      }),
      'GET /v1/files/:id': ({ params }) => {
        const file = find(params.id ?? '');
        return file ? { body: view(file) } : notFound();
      },
      'DELETE /v1/files/:id': ({ params }) => {
        const id = params.id ?? '';
        if (!find(id)) return notFound();
        files.delete(id);
        return { status: 204 };
      },
    },
    read: (id) => find(id)?.bytes,
    clear: () => files.clear(),
  };
}

/** The client sends metadata as a separate JSON part; a plain field is accepted as well. */
function metadataOf({ files, body }: Request): object | undefined {
  const part = files.find(({ field }) => field === 'metadata')?.bytes.toString('utf8');
  const field = typeof body === 'object' && body !== null && 'metadata' in body ? body.metadata : undefined;
  const said = part ?? field;
  if (said === undefined || said === '') return {};
  try {
    const value: unknown = JSON.parse(String(said));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

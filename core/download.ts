import { allowedUrl } from './allowed-url.ts';

export type DownloadErrorCode =
  /** The address is not one it may come from; it is never asked. */
  | 'wrong_host'
  | 'too_large'
  | 'timed_out'
  /** It has been deleted (404, 410). */
  | 'gone'
  /** Any other answer, or a connection that broke: worth another try. */
  | 'broken';

export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly code: DownloadErrorCode;

  constructor(code: DownloadErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

interface DownloadOptions {
  /** As allowedUrl takes them. */
  allowedHosts: readonly string[];
  maxBytes?: number;
  timeoutMs?: number;
  /** Sent to the address itself, never on to where it leads. */
  authorization?: string | undefined;
}

const maxRedirects = 3;

/** Fetches a picture from the hosts it may come from, and no others: an address that somebody forged must lead nowhere. */
export async function download(address: string, options: DownloadOptions): Promise<Buffer> {
  const { allowedHosts, maxBytes = 32 * 1024 * 1024, timeoutMs = 15_000, authorization } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let url = allowed(address, allowedHosts);
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        ...(authorization !== undefined && redirects === 0 ? { headers: { authorization } } : {}),
      });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return await read(response, maxBytes);
      await response.body?.cancel();
      url = allowed(new URL(location, url).href, allowedHosts);
    }
    throw new DownloadError('broken', 'The picture is behind too many redirects.');
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    if (signal.aborted) throw new DownloadError('timed_out', `The picture did not arrive in ${timeoutMs} ms.`);
    throw new DownloadError('broken', 'The connection for the picture broke.', { cause: error });
  }
}

async function read(response: Response, maxBytes: number): Promise<Buffer> {
  const refuse = async (code: DownloadErrorCode, sentence: string) => {
    await response.body?.cancel();
    throw new DownloadError(code, sentence);
  };
  const { status } = response;
  if (status === 404 || status === 410) await refuse('gone', 'The picture is no longer there.');
  if (status !== 200) await refuse('broken', `The picture was answered with ${status}.`);
  const tooLarge = `The picture is larger than ${maxBytes} bytes.`;
  if (Number(response.headers.get('content-length')) > maxBytes) await refuse('too_large', tooLarge);

  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (size > maxBytes) throw new DownloadError('too_large', tooLarge);
    chunks.push(chunk);
  }
  if (size === 0) throw new DownloadError('broken', 'The picture is empty.');
  return Buffer.concat(chunks, size);
}

function allowed(address: string, allowedHosts: readonly string[]): URL {
  const url = allowedUrl(address, allowedHosts);
  if (!url) throw new DownloadError('wrong_host', 'The address of the picture is not one it may come from.');
  return url;
}

import { refusalIn, send } from './request.ts';
import { unreachable } from './silence.ts';

export interface ReceivedFile {
  blob: Blob;
  /** As the server calls it. */
  name: string | undefined;
}

/** A file of our own server, which may have to be made first. @throws ProblemError with words for the person */
export async function requestFile(path: string): Promise<ReceivedFile> {
  const response = await send({ method: 'GET', path });
  if (!response.ok) throw await refusalIn(response);
  const blob = await response.blob().catch(() => {
    throw unreachable('GET');
  });
  return { blob, name: nameIn(response.headers.get('content-disposition') ?? '') };
}

/** RFC 6266: the name with letters of every script stands beside the plain one. */
function nameIn(disposition: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1];
}

/** Hands it to the browser’s downloads. */
export function saveFile({ blob, name }: ReceivedFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name ?? 'upixel';
  link.click();
  // The download has its own hold on the bytes once it has begun, which is in a later turn.
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}

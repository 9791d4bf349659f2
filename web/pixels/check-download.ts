import type { Asset } from '#core/contract/pages/shapes.ts';
import { checkContract, pixelFacts } from '#core/pixel/contract.ts';
import { breachInWords, checkInWords, factsInWords } from '#core/pixel/contract-words.ts';
import { requestFile } from '../client/request-file.ts';
import { askedOf } from './asked.ts';
import { lookInto } from './look-into.ts';

export interface DownloadCheck {
  /** `32 × 32 · 12 colours · alpha 0/255 · grid 1.00 ✓` */
  facts: string;
  /** What is not as asked, as sentences. */
  breaches: string[];
  byteLength: number;
  /** Whether its SHA-256 is that of the stored file; undefined: this browser counts none without TLS. */
  isAsStored: boolean | undefined;
}

/** Downloads an image's file and checks what it was to be, here, by the rules of the server. @throws ProblemError */
export async function checkDownload({
  downloadUrl,
  sha256,
  contract,
}: Pick<Asset, 'downloadUrl' | 'sha256' | 'contract'>): Promise<DownloadCheck> {
  const { blob } = await requestFile(downloadUrl);
  const { bytes, pixels } = await lookInto(blob);
  const hash = await sha256Of(bytes);
  const check = contract && checkContract(askedOf(contract), pixels);
  return {
    facts: check ? checkInWords(check) : factsInWords(pixelFacts(pixels)),
    breaches: check?.breaches.map(breachInWords) ?? [],
    byteLength: bytes.byteLength,
    isAsStored: hash === undefined ? undefined : hash === sha256,
  };
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  if (!isSecureContext) return undefined;
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { checkContract, type PixelContract, pixelFacts } from './contract.ts';
import { breachInWords, checkInWords, factsInWords } from './contract-words.ts';
import { ensure } from './formats/format-error.ts';
import { readPngPixels } from './formats/png/read-png.ts';
import type { Colours } from './picture.ts';

const written = /^(\d{1,5})[x×](\d{1,5}),(\d{1,5})(?:,(opaque|cut-out))?$/;

/**
 * A contract as a command line has it: `32x32,16`, of 16 colours at most, clear where it likes; with `,opaque` nowhere, with `,cut-out` somewhere.
 * @param palette of which its colours must be @throws FormatError
 */
export function contractOf(text: string, palette?: Colours): PixelContract {
  const [, width, height, colours, ground] = written.exec(text) ?? [];
  ensure(
    width && height && colours,
    `“${text}” is no contract. Write width, height and the most colours: 32x32,16, or 32x32,16,opaque if nothing may be clear, or 32x32,16,cut-out if something must be.`,
  );
  return {
    ...{ width: +width, height: +height, maxColours: +colours, alpha: ground === 'opaque' ? 'none' : 'binary' },
    ...(ground === 'cut-out' ? { isCutOut: true } : {}),
    ...(palette ? { palette } : {}),
  };
}

/** What a PNG is, line by line, and whether it keeps its contract if there is one. @throws FormatError for what is no PNG */
export function checkPng(bytes: Uint8Array, contract?: PixelContract): { lines: string[]; isKept: boolean } {
  const pixels = readPngPixels(bytes);
  if (!contract) return { lines: [factsInWords(pixelFacts(pixels))], isKept: true };
  const check = checkContract(contract, pixels);
  return {
    lines: [checkInWords(check), ...check.breaches.map(breachInWords)],
    isKept: check.breaches.length === 0,
  };
}

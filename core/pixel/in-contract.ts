import { type ContractCheck, checkContract, type PixelContract } from './contract.ts';
import { inColours } from './mend.ts';
import type { Pixels } from './picture.ts';

/** A picture in as many colours, or in those, that its contract says: a palette and a number may both have been asked for, which a snap alone does not keep to. */
export function inContract(picture: Pixels, contract: PixelContract): { pixels: Pixels; check: ContractCheck } {
  const first = checkContract(contract, picture);
  if (first.breaches.length === 0) return { pixels: picture, check: first };
  const pixels = inColours(picture, contract);
  return { pixels, check: checkContract(contract, pixels) };
}

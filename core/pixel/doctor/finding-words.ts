import { hexOf } from '../colour/hex.ts';
import type { Finding } from './finding.ts';

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** As people count them: `Frame 3`, `Frames 3, 4 and 7`. */
const counted = (frames: readonly number[]): string =>
  `${frames.length === 1 ? 'Frame' : 'Frames'} ${list(frames.map((frame) => `${frame + 1}`))}`;

const verb = (frames: readonly number[], one: string, several: string) => (frames.length === 1 ? one : several);

/** What was found, as a sentence with the numbers of the frames. */
export function findingInWords(finding: Finding): string {
  switch (finding.kind) {
    case 'baseline': {
      const { frames, most } = finding;
      const off = `${most} pixel${most === 1 ? '' : 's'}`;
      return `${counted(frames)} ${verb(frames, 'stands', 'stand')} up to ${off} off the ground line of the other steps.`;
    }
    case 'size': {
      const { frames, measure, least, most } = finding;
      const from = measure === 'height' ? `${least} to ${most} pixels high` : `${least} to ${most} pixels in all`;
      return `${counted(frames)} ${verb(frames, 'is', 'are')} larger or smaller than the other steps: ${from}.`;
    }
    case 'flicker':
      return `Colours flicker: ${counted(finding.frames).toLowerCase()} alone ${verb(finding.frames, 'has', 'have')} ${list(finding.colours.map(hexOf))}.`;
    case 'repeat': {
      const pairs = finding.pairs.map(([one, other]) => `${one + 1} and ${other + 1}`);
      return `Frames ${pairs.join(', ')} look alike: there it seems to stop.`;
    }
    case 'cut':
      return `${counted(finding.frames)} ${verb(finding.frames, 'is', 'are')} cut off at the edge.`;
    case 'empty':
      return `${counted(finding.frames)} ${verb(finding.frames, 'is', 'are')} empty.`;
  }
}

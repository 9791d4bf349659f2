import type { ExportWish } from '#core/assets/export/export-link.ts';
import { type LeftOut, whyLeftOut } from '#core/assets/export/left-out.ts';
import type { ExportedPart } from '#core/assets/export/make-export.ts';
import { type OfferedExport, offerExport } from '#core/assets/export/offer-export.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { link } from '#core/chat/card/controls.ts';
import { mostExported } from '#core/contract/export-wish.ts';
import { engineLabels } from '#core/pixel/engines/labels.ts';
import { seenColours } from '#core/pixel/picture.ts';
import { bytesInWords, counted } from '#core/words.ts';
import type { Context } from './dispatch.ts';

/** More would push the button out of sight. */
const mostListed = 6;

/** Makes an export of what is somebody's own, and offers it to them alone. @throws Failure cannot_export, too_many_requests */
export async function exportCard({ deps }: Pick<Context, 'deps'>, wish: ExportWish): Promise<Card> {
  const offered = await offerExport(deps, wish);
  const { parts, left, bytes, url } = offered;
  const [first] = parts;
  return {
    tone: 'done',
    title: `Ready for ${engineLabels[wish.engine]}`,
    blocks: [
      text(...parts.slice(0, mostListed).map(partWords), ...furtherWords(offered), ...leftWords(left)),
      ...(first ? [text(...first.steps)] : []),
      actions(link(`Download zip · ${bytesInWords(bytes.length)}`, url)),
      note(
        'The link is good for a day, and for whoever has it. Export it again whenever you like: names and ids stay, so that what uses the files finds them.',
      ),
    ],
  };
}

function partWords({ art: { name, animation, tiles }, factor }: ExportedPart): string {
  const { width, height, frames } = animation;
  return [
    `${name} · ${width} × ${height}`,
    ...(frames.length > 1 ? [counted(frames.length, tiles ? 'tile' : 'frame')] : []),
    counted(seenColours(animation), 'colour'),
    ...(factor > 1 ? [`at its own size: the file is ${factor} times as large`] : []),
  ].join(' · ');
}

const furtherWords = ({ parts, older }: OfferedExport): string[] => [
  ...(parts.length > mostListed ? [`And ${parts.length - mostListed} more.`] : []),
  ...(older > 0
    ? [
        `${counted(older, 'older image')} are not in it: ${mostExported} are exported at once. Choose others in the gallery.`,
      ]
    : []),
];

/** Nobody looks for what is missing: it is said, once for each reason. */
function leftWords(left: readonly LeftOut[]): string[] {
  const reasons = left.map(whyLeftOut);
  return [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((each) => each === reason).length;
    return `${counted(count, 'image')} ${count === 1 ? 'is' : 'are'} not in it. ${reason}`;
  });
}

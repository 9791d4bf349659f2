import { useNavigate } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { useKeys } from '../../viewer/use-keys.ts';
import type { Looking } from '../../viewer/use-view.ts';
import { type Frame, wholePicture } from '../../viewer/view.ts';
import { viewKeys } from '../../viewer/view-keys.ts';
import { compareAddress } from '../compare/address.ts';
import type { useTurning } from './use-turning.ts';

interface PageKeys {
  frame: Frame | undefined;
  looking: Looking;
  turning: ReturnType<typeof useTurning>;
  openFull: () => void;
  openHelp: () => void;
  askToDelete: () => void;
}

/** The keys of an image’s page; `imageShortcuts` says them in words. */
export function usePageKeys(
  { siblings, downloadUrl }: Asset,
  { frame, looking, turning, openFull, openHelp, askToDelete }: PageKeys,
): void {
  const navigate = useNavigate();
  const zoom = viewKeys(frame, looking);
  const compare = () => {
    if (siblings.length > 1) void navigate(compareAddress(siblings.map(({ id }) => id)));
  };
  // The browser keeps the page and saves the file, by the answer’s headers.
  const download = () => window.location.assign(downloadUrl);
  useKeys({
    ...zoom,
    ArrowLeft: () => zoom.ArrowLeft?.() || turning.step(-1),
    ArrowRight: () => zoom.ArrowRight?.() || turning.step(1),
    Escape: () => {
      if (looking.view.zoom === 1) turning.back();
      else looking.change(() => wholePicture);
    },
    ...either('f', openFull),
    ...either('c', compare),
    ...either('d', download),
    Delete: askToDelete,
    '?': openHelp,
  });
}

/** With or without Shift or a locked keyboard. */
const either = (letter: string, deed: () => void) => ({ [letter]: deed, [letter.toUpperCase()]: deed });

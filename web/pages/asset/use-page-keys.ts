import { useNavigate } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { either, type Keys, useKeys } from '../../viewer/use-keys.ts';
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
  /** Of what is shown only here. */
  more?: Keys;
}

/** The keys of an image’s page; `imageShortcuts` says them in words. */
export function usePageKeys(
  { siblings, downloadUrl }: Asset,
  { frame, looking, turning, openFull, openHelp, askToDelete, more }: PageKeys,
): void {
  const navigate = useNavigate();
  const zoom = viewKeys(frame, looking);
  const compare = () => {
    if (siblings.length > 1) void navigate(compareAddress(siblings.map(({ id }) => id)));
  };
  // The browser keeps the page and saves the file, by the answer’s headers.
  const download = () => window.location.assign(downloadUrl);
  useKeys({
    ...more,
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

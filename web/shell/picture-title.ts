import type { AssetSummary } from '#core/contract/pages/shapes.ts';

type Titled = Pick<AssetSummary, 'prompt' | 'tool'>;

const done = {
  upscale: ' · upscaled',
  vary: ' · varied',
  'cut-out': ' · cut out',
  edit: ' · edited',
  'pixel-art': ' · pixel art',
  recolour: ' · recoloured',
  // Of it come words.
  describe: '',
} satisfies Record<NonNullable<Titled['tool']>, string>;

/** What tells a picture that a tool made of another one from that one, whose words it has; empty for what was asked for in words. */
export const whatWasDone = ({ tool }: Pick<Titled, 'tool'>): string => (tool === null ? '' : done[tool]);

/** "a fox knight · upscaled" */
export const titleOf = (picture: Titled): string => picture.prompt + whatWasDone(picture);

/** What a gallery can be sorted by. `newest` if nothing is said. */
export const assetSorts = [
  ...(['newest', 'oldest', 'largest', 'smallest', 'widest', 'tallest', 'favourites'] as const),
  /** By the name of the model that drew it, and by where it was asked for; what is equal in it stands together, newest first. */
  ...(['model', 'place'] as const),
] as const;
export type AssetSort = (typeof assetSorts)[number];

export const assetSizes = ['small', 'medium', 'large'] as const;
export type AssetSize = (typeof assetSizes)[number];

/** An image's longest side, in pixels, of an animation that of a frame: icons and sprites, what models usually make, and what was upscaled or asked for large. */
export const longestSidePx: Record<AssetSize, { from: number; to: number }> = {
  small: { from: 1, to: 512 },
  medium: { from: 513, to: 1_535 },
  large: { from: 1_536, to: 1_000_000 },
};

export const assetShapes = ['square', 'wide', 'tall'] as const;
export type AssetShape = (typeof assetShapes)[number];

/** One side may be so many times the other, and the image is square to the eye. */
export const nearSquare = 1.05;

/** How long an image stays in the trash. */
export const trashDays = 30;

/** More of a list than this are not counted: the answer would take longer than anybody needs the number. */
export const mostCounted = 10_000;

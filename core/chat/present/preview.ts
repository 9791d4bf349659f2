import { type Block, type CardImage, images, note } from '../card/blocks.ts';

/** Apart from the result's, so that no chat takes one for the other. */
export const previewName = (view: { id: string }) => `upixel-${view.id.slice(0, 8)}-preview.webp`;

/** The first finished picture in the status of a request whose others are still being made. */
export const previewBlocks = (preview: CardImage | undefined): Block[] =>
  preview ? [images(preview), note('A small preview; the pictures come together.')] : [];

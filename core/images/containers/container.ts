import type { ImageFormat } from '../../assets/sniff-format.ts';
import { ImageError } from '../image-error.ts';

/** What a picture's file says about itself, found without decoding a pixel. */
export interface Container {
  format: ImageFormat;
  /** In pixels, as shown: after the orientation. For an animation the canvas. */
  width: number;
  height: number;
  /** Some pixels may be translucent. */
  hasAlpha: boolean;
  /** Pictures in a row; 1 if it stands still. */
  frames: number;
  /** Why chats and browsers may not show the file as it is: it has to be decoded and encoded anew. Undefined for nearly all. */
  unusual?: string;
  /** The XMP packet in UTF-8; undefined if there is none. */
  xmp: Buffer | undefined;
  /**
   * The same pixels, byte for byte, as pieces to be joined: without any metadata but colour, orientation and this XMP packet, and without what follows
   * the picture's end. Nearly all pieces are views of the bytes that were read.
   */
  rewritten(xmp: Buffer | undefined): Buffer[];
}

export const cutShort = () => new ImageError('broken', 'The picture is cut short.');
export const damaged = (what: string) => new ImageError('broken', `The picture is damaged: ${what}.`);

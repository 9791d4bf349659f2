export type ImageErrorCode =
  /** Not one of the formats we take: a page of HTML, an SVG, text. */
  | 'not_an_image'
  /** Cut short, or damaged. */
  | 'broken'
  /** More pixels than we are willing to decode. */
  | 'too_many_pixels'
  /** It keeps a decoder busy for longer than any real picture would. */
  | 'too_slow';

/** Bytes that claim to be a picture and are not one we can use. Trying again with the same bytes does not help. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly code: ImageErrorCode;

  constructor(code: ImageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

import { Failure } from '../failure.ts';
import type { ImageModel } from '../models/define-model.ts';
import { groundsOf } from '../models/grounds.ts';
import { presetOf } from '../models/preset.ts';

const costNothing = 'Nothing was made and nothing was taken.';

interface Asked {
  prompt: string;
  /** How many pictures it begins with. */
  pictures: number;
  pixel?: { preset?: string | undefined } | null | undefined;
}

/** What a preset must be given, and may not, where that is not the same for the whole model. @throws Failure needs_image, takes_fewer_images, needs_two_grounds */
export function checkTakesPreset(model: ImageModel, { prompt, pictures, pixel }: Asked): void {
  const preset = pixel?.preset ?? model.pixel?.presets[0];
  if (preset === undefined) return;
  const { needsImage, mostImages, needsGrounds } = presetOf(model.pixel, preset);
  if (needsImage && pictures === 0) throw needsPicture(model, preset);
  if (mostImages !== undefined && pictures > mostImages) throw takesFewer(preset, mostImages, pictures);
  // Two pictures say what two words would.
  if (needsGrounds && pictures < 2 && groundsOf(prompt).outside === undefined) throw needsTwoGrounds(preset);
}

const needsPicture = ({ name }: ImageModel, preset: string) =>
  new Failure('needs_image', {
    title: `${words(preset)} needs a picture`,
    happened: `${name} makes others like a picture that you give it, and there is none. ${costNothing}`,
    next: 'Add a picture of the tile that you have, or choose another preset.',
  });

const takesFewer = (preset: string, most: number, pictures: number) =>
  new Failure('takes_fewer_images', {
    title: `${words(preset)} starts from ${most === 1 ? 'one picture' : `${most} pictures at most`}`,
    happened: `You gave ${pictures}. ${costNothing}`,
    next: 'Leave the others out, or choose another preset.',
  });

const needsTwoGrounds = (preset: string) =>
  new Failure('needs_two_grounds', {
    title: `${words(preset)} needs two grounds`,
    happened: `It draws how one ground meets another, and you named one. ${costNothing}`,
    next: 'Write both with a line between them: grey stones | lush grass.',
  });

const words = (preset: string) => `The preset ${preset.replaceAll('_', ' ')}`;

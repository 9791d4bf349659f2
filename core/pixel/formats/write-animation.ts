import type { Animation } from '../picture.ts';
import { writeAseprite } from './aseprite/write-aseprite.ts';
import { writeGif } from './gif/write-gif.ts';
import { writeApng } from './png/write-apng.ts';
import { writeWebp } from './webp/write-webp.ts';

export type AnimationForm = 'gif' | 'apng' | 'webp' | 'aseprite';

/** An animation at its own size as one file. `name`: what an .aseprite file calls its layer. */
export function writeAnimation(animation: Animation, form: AnimationForm, name: string): Uint8Array {
  switch (form) {
    case 'gif':
      return writeGif(animation);
    case 'apng':
      return writeApng(animation);
    case 'webp':
      return writeWebp(animation);
    case 'aseprite':
      return writeAseprite(animation, name);
  }
}

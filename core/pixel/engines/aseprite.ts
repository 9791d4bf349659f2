import { writeAseprite } from '../formats/aseprite/write-aseprite.ts';
import type { Engine } from './engine.ts';

export const aseprite: Engine = {
  files: ({ name, animation }) => ({ [`${name}.aseprite`]: writeAseprite(animation, name) }),
  steps: ({ name }) => [
    `Open ${name}.aseprite. Its frames, times, tags and palette are as they are here; index 0 is clear.`,
  ],
};

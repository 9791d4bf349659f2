import type { ToolName } from '../models/tools.ts';
import { counted } from '../words.ts';

/** What a request is for, in the words of its kind: "1 picture", "an upscale", "2 edits". */
export function madeWords(tool: ToolName | null, count: number): string {
  switch (tool) {
    case null:
    case 'vary':
      return counted(count, 'picture');
    case 'upscale':
      return count === 1 ? 'an upscale' : counted(count, 'upscale');
    case 'cut-out':
      return count === 1 ? 'a cut-out' : counted(count, 'cut-out');
    case 'edit':
      return count === 1 ? 'an edit' : counted(count, 'edit');
    case 'pixel-art':
      return count === 1 ? 'pixel art of a picture' : `pixel art of ${counted(count, 'picture')}`;
    case 'recolour':
      return count === 1 ? 'a picture in other colours' : `${counted(count, 'picture')} in other colours`;
    case 'describe':
      return count === 1 ? 'a description' : counted(count, 'description');
  }
}

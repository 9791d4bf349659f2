import { writePng } from '../formats/png/write-png.ts';
import { shownBy } from '../formats/sheet/aseprite-json.ts';
import type { Place } from '../formats/sheet/sheet.ts';
import type { Frame, Tag } from '../picture.ts';
import { greatestCommonDivisor } from '../whole-factors.ts';
import { type Engine, sheetOfArt, tagsOf } from './engine.ts';
import { quoted } from './godot-text.ts';
import { godotTileSteps, godotTiles } from './tiles/godot-tiles.ts';

/** As a text resource has it, a number with a point is a float. */
const float = (value: number) => (Number.isInteger(value) ? `${value}.0` : `${value}`);

/**
 * Godot 4: a SpriteFrames resource for AnimatedSprite2D, whose textures are parts of the sheet. No .import file: Godot writes it, with hashes of its own.
 * https://docs.godotengine.org/en/stable/engine_details/file_formats/tscn.html
 */
export const godot: Engine = {
  files(art) {
    const { name, animation } = art;
    const sheet = sheetOfArt(art, { extrude: 1 });
    const image = `${name}.png`;
    const lines = [
      `[gd_resource type="SpriteFrames" load_steps=${sheet.places.length + 2} format=3]`,
      '',
      // Relative, so that both files may lie in any folder.
      `[ext_resource type="Texture2D" path=${quoted(image)} id="1"]`,
      '',
      ...sheet.places.flatMap(partLines),
      '[resource]',
      `animations = [${tagsOf(art)
        .map((tag) => animationOf(tag, animation.frames))
        .join(', ')}]`,
    ];
    return { [image]: writePng(sheet.picture), [`${name}.tres`]: `${lines.join('\n')}\n` };
  },
  steps: ({ name }) => [
    `Copy both files into one folder of the project, and choose ${name}.tres as Sprite Frames of an AnimatedSprite2D.`,
    'In Project Settings set Rendering, Textures, Default Texture Filter to Nearest, or everything is smoothed.',
  ],
  tiles: { files: godotTiles, steps: godotTileSteps },
};

const partLines = ({ x, y, width, height }: Place, number: number) => [
  `[sub_resource type="AtlasTexture" id="frame_${number}"]`,
  'atlas = ExtResource("1")',
  `region = Rect2(${x}, ${y}, ${width}, ${height})`,
  // Nothing of its neighbours, however it is drawn.
  'filter_clip = true',
  '',
];

/** A frame is shown for its `duration` divided by `speed`, in seconds: with the largest time of which all are multiples, both are exact. */
function animationOf(tag: Tag, frames: readonly Frame[]): string {
  const shown = shownBy(tag).map((number) => ({ number, ms: frames[number]?.ms ?? 0 }));
  const unitMs = shown.map(({ ms }) => ms).reduce((a, b) => greatestCommonDivisor(a, b));
  const parts = shown.map(
    ({ number, ms }) => `{\n"duration": ${float(ms / unitMs)},\n"texture": SubResource("frame_${number}")\n}`,
  );
  return `{\n"frames": [${parts.join(', ')}],\n"loop": ${tag.repeat === 0},\n"name": &${quoted(tag.name)},\n"speed": ${float(1_000 / unitMs)}\n}`;
}

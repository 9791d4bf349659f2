// Programs that are too large for the checks open what is exported and print what they see: `npm run judges`, by hand. On Debian:
// apt-get install --no-install-recommends godot3-server gimp
// LDtk's schema of its projects comes from its site; where that cannot be reached, from .upixel/judges/ldtk.json.

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { animationIn } from '#core/assets/layout/cut-layout.ts';
import { filesFor } from '#core/pixel/engines/engines.ts';
import { writeGif } from '#core/pixel/formats/gif/write-gif.ts';
import { writePalette } from '#core/pixel/palettes/write-palette.ts';
import { usualCorners } from '#core/pixel/tiles/corners.ts';
import { walkLayout, walkSheet } from '#test/builders/exported.ts';
import { grounds, groundTile } from '#test/builders/tiles.ts';

const animation = animationIn(walkSheet(), walkLayout);
const hero = { name: 'hero', id: 'hero', animation };
const folder = await mkdtemp(join(tmpdir(), 'upixel-judges-'));

const put = async (path: string, content: Uint8Array | string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
};

function judge(program: string, args: readonly string[], cwd: string): boolean {
  console.log(`\n${program}`);
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    ...{ cwd, encoding: 'utf8', timeout: 180_000, env: { ...process.env, HOME: folder } },
  });
  if (error) {
    console.log(`  is not here, and has judged nothing: ${error.message}`);
    return false;
  }
  const said = `${stdout}\n${stderr}`.split('\n').filter((line) => /JUDGE |error|invalid/i.test(line));
  for (const line of said) console.log(`  ${line}`);
  if (status !== 0) console.log(`  ended with ${status}: ${stdout.slice(0, 600)} ${stderr.slice(0, 600)}`);
  return status === 0;
}

/** Godot 3 has the same text resources in an earlier version: numbers for ids, no time of its own for each frame. What it can read of ours is the parts of the sheet and the order. */
const forGodot3 = (tres: string) =>
  tres
    .replace('format=3', 'format=2')
    .replaceAll('Texture2D', 'Texture')
    .replace(/path="(.*?)" id="1"/, 'path="res://$1" type="Texture" id=1')
    .replace('[ext_resource type="Texture" ', '[ext_resource ')
    .replaceAll('ExtResource("1")', 'ExtResource( 1 )')
    .replace(/id="frame_(\d+)"/g, (_, number) => `id=${Number(number) + 1}`)
    .replace(
      /\{\n"duration": [\d.]+,\n"texture": SubResource\("frame_(\d+)"\)\n\}/g,
      (_, number) => `SubResource( ${Number(number) + 1} )`,
    )
    .replaceAll('&"', '"')
    .replace(/Rect2\((.*?)\)/g, 'Rect2( $1 )');

const godotScript = `extends SceneTree
func _init():
  var frames = load("res://hero.tres")
  for name in frames.get_animation_names():
    var regions = []
    for at in frames.get_frame_count(name):
      regions.append(frames.get_frame(name, at).region)
    print("JUDGE ", name, " at ", frames.get_animation_speed(name), ": ", regions)
  quit()
`;

const files = filesFor('godot', hero);
await put('godot/project.godot', 'config_version=4\n[application]\nconfig/name="judge"\n');
await put('godot/hero.png', files['hero.png'] ?? '');
await put('godot/hero.tres', forGodot3(String(files['hero.tres'])));
await put('godot/judge.gd', godotScript);
judge('godot3-server', ['--editor', '--quit', '--path', '.'], join(folder, 'godot'));
judge('godot3-server', ['--path', '.', '--script', 'judge.gd'], join(folder, 'godot'));

await put('walk.gif', writeGif(animation));
await put('hero.gpl', writePalette({ ...animation, name: 'Hero' }, 'gpl'));
const gimpScript = [
  `(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "${join(folder, 'walk.gif')}" "walk.gif")))`,
  '       (layers (gimp-image-get-layers image)))',
  '  (gimp-message (string-append "JUDGE GIF of " (number->string (car layers)) " layers, "',
  '    (number->string (car (gimp-image-width image))) " x " (number->string (car (gimp-image-height image)))))',
  '  (let loop ((at (- (car layers) 1)))',
  '    (if (>= at 0) (begin',
  '      (gimp-message (string-append "JUDGE " (car (gimp-item-get-name (aref (cadr layers) at)))))',
  '      (loop (- at 1))))))',
].join('\n');
const paletteScript = [
  `(begin (gimp-palettes-refresh)`,
  '  (let* ((colours (gimp-palette-get-colors "Hero")))',
  '    (gimp-message (string-append "JUDGE palette of " (number->string (car colours)) " colours"))',
  '    (let loop ((at 0)) (if (< at (car colours)) (begin',
  '      (let ((each (aref (cadr colours) at)))',
  '        (gimp-message (string-append "JUDGE " (number->string (car each)) " " (number->string (cadr each)) " " (number->string (caddr each)))))',
  '      (loop (+ at 1)))))))',
].join('\n');
await put('.config/GIMP/2.10/palettes/hero.gpl', writePalette({ ...animation, name: 'Hero' }, 'gpl'));
judge('gimp', ['-i', '-d', '-f', '-b', gimpScript, '-b', paletteScript, '-b', '(gimp-quit 0)'], folder);

await judgeLdtk();

await rm(folder, { recursive: true, force: true });

async function judgeLdtk(): Promise<void> {
  console.log('\nLDtk, by its schema');
  const tiles = {
    ...{ name: 'meadow', id: 'meadow', tiles: { corners: usualCorners } },
    animation: {
      ...{ ...grounds, width: 16, height: 16, tags: [] },
      frames: usualCorners.map((corners) => ({ indices: groundTile(corners, 16).indices, ms: 100 })),
    },
  };
  const project = JSON.parse(String(filesFor('ldtk', tiles)['meadow.ldtk']));
  const text = await readFile('.upixel/judges/ldtk.json', 'utf8')
    .catch(async () => (await fetch(project.__header__.schema)).text())
    .catch((error: Error) => void console.log(`  is not here, and has judged nothing: ${error.message}`));
  if (!text) return;
  // It is written for draft 7, whose address it spells in a way of its own.
  const { $schema: _, ...schema } = JSON.parse(text);
  const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);
  console.log(`  ${schema.title}: ${isValid(project) ? 'JUDGE valid' : JSON.stringify(isValid.errors?.slice(0, 5))}`);
  // A judge who accepts all has judged nothing.
  console.log(`  without its levels: ${isValid({ ...project, levels: undefined }) ? 'accepted as well' : 'refused'}`);
}

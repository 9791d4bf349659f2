import { blobNeighbours, outerOfBlob } from '../../tiles/blob.ts';
import type { ExportedArt, Files } from '../engine.ts';
import { quoted } from '../godot-text.ts';
import { blobSet, imageOf, ownSet, type TileSet } from './tile-set.ts';

/** Clockwise from the top, as `neighbour` counts: all eight are valid where corners and sides are matched. */
const peering = [
  ...(['top_side', 'top_right_corner', 'right_side', 'bottom_right_corner'] as const),
  ...(['bottom_side', 'bottom_left_corner', 'left_side', 'top_left_corner'] as const),
];
const matchCornersAndSides = 0;

/**
 * Godot 4: a TileSet whose source is the sheet. Of a blob, each cell of the inner ground is of a terrain, and a neighbour that is of it, too, has its bit. The one tile of the outer
 * ground is of no terrain, since what Godot has to match is where the terrain ends.
 * https://docs.godotengine.org/en/stable/classes/class_tilesetatlassource.html
 */
export function godotTiles(art: ExportedArt): Files {
  const set = blobSet(art) ?? ownSet(art);
  const isBlob = art.tiles?.corners !== undefined;
  const { margin, spacing, columns } = set.sheet;
  const lines = [
    '[gd_resource type="TileSet" load_steps=3 format=3]',
    '',
    `[ext_resource type="Texture2D" path=${quoted(set.image)} id="1"]`,
    '',
    '[sub_resource type="TileSetAtlasSource" id="tiles"]',
    `resource_name = ${quoted(set.name)}`,
    'texture = ExtResource("1")',
    `margins = Vector2i(${margin}, ${margin})`,
    `separation = Vector2i(${spacing}, ${spacing})`,
    `texture_region_size = Vector2i(${set.width}, ${set.height})`,
    ...set.tiles.flatMap((_, tile) => tileLines(`${tile % columns}:${Math.floor(tile / columns)}/0`, tile, isBlob)),
    '',
    '[resource]',
    `tile_size = Vector2i(${set.width}, ${set.height})`,
    ...(isBlob
      ? [
          `terrain_set_0/mode = ${matchCornersAndSides}`,
          'terrain_set_0/terrain_0/name = "inner"',
          'terrain_set_0/terrain_0/color = Color(1, 0.466667, 0, 1)',
        ]
      : []),
    'sources/0 = SubResource("tiles")',
  ];
  return { ...imageOf(set), [`${art.name}.tres`]: `${lines.join('\n')}\n`, ...cornerSheet(art, set) };
}

/** `x:y/0 = 0` makes the tile; only then has it anything else. */
function tileLines(place: string, tile: number, isBlob: boolean): string[] {
  const made = `${place} = 0`;
  if (!isBlob || tile === outerOfBlob) return [made];
  const around = blobNeighbours[tile] ?? 0;
  return [
    made,
    `${place}/terrain_set = 0`,
    `${place}/terrain = 0`,
    ...peering.flatMap((name, at) => ((around & (1 << at)) === 0 ? [] : [`${place}/terrains_peering_bit/${name} = 0`])),
  ];
}

/** The tiles as they were drawn, for those who use two layers half a cell apart. */
const cornerSheet = (art: ExportedArt, set: TileSet): Files => (set.name === art.name ? {} : imageOf(ownSet(art)));

export const godotTileSteps = ({ name, tiles }: ExportedArt): string[] => [
  `Copy the files into one folder of the project, and choose ${name}.tres as Tile Set of a TileMapLayer.`,
  ...(tiles?.corners
    ? ['Fill the layer with the last tile, the outer ground, and paint the inner one over it in the tab Terrains.']
    : []),
  'In Project Settings set Rendering, Textures, Default Texture Filter to Nearest, or everything is smoothed.',
];

import type { V1Endpoint } from './endpoint.ts';
import { exampleAsset, exampleExport } from './examples.ts';
import { madeExport, newExport } from './export-shapes.ts';
import { tags } from './parts.ts';

export const v1Exports = {
  exportAssets: {
    method: 'POST',
    path: '/api/v1/exports',
    summary: 'Pixel art as files for an engine or an editor, in one zip',
    description:
      'Each picture at its own size with its sheet, palette, .aseprite file and the engine’s own descriptors. Names and ids stay the same when it is exported again, so that references in scenes hold; the same pictures make the same bytes. Nothing is made, and it costs nothing.',
    tag: tags.pictures,
    scope: 'read',
    body: newExport,
    answer: madeExport,
    example: { body: { assetIds: [exampleAsset.id], engine: 'godot' }, answer: exampleExport },
  },
} as const satisfies Record<string, V1Endpoint>;

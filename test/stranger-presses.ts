import {
  commandGroupNames,
  encodeIntent,
  type IntentArgs,
  type IntentName,
  openableCommands,
} from '#core/chat/intent.ts';
import { channelWishes } from '#core/places/channel-wishes.ts';

/** What belongs to her. */
export interface Hers {
  done: string;
  asset: string;
  open: string;
  gift: string;
  team: string;
  project: string;
  palette: string;
}

/** Of her request, of its picture, and of her open request, as buttons have them. */
export const idsOf = (hers: () => Hers) => ({
  done: () => ({ generationId: hers().done }),
  picture: () => ({ assetId: hers().asset }),
  open: () => ({ generationId: hers().open }),
});

const fields = { prompt: 'an own owl', size: 'square', count: 1 };
const attached = () => ({ picture: '1234567890' });
const outOfReach = /do not reach that picture/;
const notYours = /not yours/;
const noPalette = /There is no such palette/;
/** What a stranger presses, and what they read: with an id of hers, or about themselves alone. */
export type Press<Name extends IntentName> = { args: () => IntentArgs<Name>; reads: RegExp; values?: object };

/** Every intent; one that is missing does not compile. */
export function strangersPresses(
  hers: () => Hers,
  ada: () => { identityId: string },
): { [Name in IntentName]: ReadonlyArray<Press<Name>> } {
  const { done, picture, open } = idsOf(hers);
  const palette = () => ({ palette: hers().palette });
  return {
    // Everybody may make the same from the words; see the test below for what it does not take along.
    again: [{ args: done, reads: /./ }],
    upscale: [{ args: picture, reads: /./ }],
    vary: [{ args: picture, reads: /./ }],
    'cut-out': [{ args: picture, reads: /./ }],
    edit: [{ args: picture, reads: /./, values: { instruction: 'At night' } }],
    describe: [{ args: picture, reads: /./ }],
    recolour: [{ args: picture, reads: /./, values: { palette: 'pico-8', way: 'ramps' } }],
    'describe-file': [{ args: () => ({}), reads: /Image is missing/, values: {} }],
    'make-like': [{ args: done, reads: /do not know that one/, values: { ...fields, model: 'rd-fast' } }],
    // They need a card that shows the picture.
    'use-attached': [{ args: attached, reads: outOfReach, values: { ...fields, model: 'rd-fast' } }],
    'upscale-attached': [{ args: attached, reads: /This costs you 1 credit/ }],
    'cut-out-attached': [{ args: attached, reads: /This costs you 1 credit/ }],
    'describe-attached': [{ args: attached, reads: /This costs you 1 credit/ }],
    'edit-attached': [{ args: attached, reads: outOfReach, values: { instruction: 'At night' } }],
    'show-palette': [{ args: palette, reads: noPalette }],
    'use-palette': [{ args: palette, reads: noPalette }],
    'ask-delete-palette': [{ args: palette, reads: noPalette }],
    'delete-palette': [{ args: palette, reads: noPalette }],
    'add-palette': [
      { args: () => ({}), reads: /Palettes belong to an account/, values: { colours: '1a1c2c', name: 'x' } },
    ],
    'palette-of': [{ args: done, reads: notYours }],
    'keep-palette': [{ args: picture, reads: /Palettes belong to an account|not yours/, values: { name: 'x' } }],
    'pixel-art': [{ args: picture, reads: /./ }],
    'pixel-art-attached': [{ args: attached, reads: outOfReach }],
    'pixel-file': [{ args: () => ({}), reads: /Image is missing/, values: {} }],
    // Hers is no request for pixel art of a picture.
    pixelate: [{ args: () => ({ ...done(), longest: '64' }), reads: /picture is gone/ }],
    'pixelate-as': [{ args: done, reads: /picture is gone/, values: { size: 64 } }],
    'upscale-native': [{ args: done, reads: /picture is gone/ }],
    'keep-candidate': [{ args: picture, reads: notYours }],
    cancel: [{ args: open, reads: notYours }],
    delete: [{ args: done, reads: notYours }],
    'confirm-delete': [{ args: done, reads: notYours }],
    'show-withheld': [{ args: done, reads: notYours }],
    'keep-offer': [{ args: picture, reads: notYours }],
    'give-back': [{ args: picture, reads: notYours }],
    show: [{ args: done, reads: notYours }],
    'post-here': [{ args: done, reads: /cannot be shown/ }],
    download: [{ args: done, reads: notYours }],
    export: [{ args: () => ({ ...done(), several: 'no' }), reads: notYours, values: { engine: 'godot' } }],
    save: [{ args: done, reads: notYours }],
    'save-in': [{ args: () => ({ ...done(), projectId: hers().project }), reads: notYours }],
    'save-new': [{ args: done, reads: notYours, values: { name: 'Mine' } }],
    pick: [{ args: () => ({ ...done(), what: 'use-reference' }), reads: /Which picture/ }],
    // Their own words; what they take along of hers is in the tests below.
    remix: [{ args: done, reads: /an own owl/, values: { ...fields, model: 'rd-fast' } }],
    'use-reference': [
      { args: () => ({ assetId: hers().asset }), reads: /an own owl/, values: { ...fields, model: 'rd-fast' } },
    ],
    animate: [
      {
        args: () => ({ assetId: hers().asset }),
        reads: /does not draw 64x32/,
        values: { prompt: 'an own owl', kind: 'vfx', size: '64x32', count: 1 },
      },
    ],
    prompt: [{ args: open, reads: notYours }],
    agree: [
      {
        args: () => ({ press: encodeIntent({ name: 'confirm-delete', args: done() }), credits: '0' }),
        reads: notYours,
      },
    ],
    'go-on': [
      {
        args: () => ({ press: encodeIntent({ name: 'confirm-delete', args: done() }), credits: '0', after: '0' }),
        reads: notYours,
      },
    ],
    // Only who wrote something finds it again.
    'make-written': [
      { args: () => ({ message: '1234567890', credits: '1', mark: 'abcdefgh' }), reads: /do not find what you wrote/ },
    ],
    // It is sent as the form that it opens.
    correct: [
      {
        args: () => ({ press: encodeIntent({ name: 'remix', args: done() }) }),
        reads: /an own owl/,
        values: { ...fields, model: 'rd-fast' },
      },
    ],
    // Everybody may tell the operators about any picture; it changes nothing of hers().
    report: [{ args: done, reads: /Thank you/, values: { reason: 'other', words: 'a secret hint' } }],
    unlink: [{ args: () => ({ identityId: ada().identityId }), reads: /It is not linked/ }],
    'undo-gift': [{ args: () => ({ giftId: hers().gift }), reads: notYours }],
    buy: [{ args: () => ({ itemId: 'pack-500' }), reads: /First your account/ }],
    'get-credits': [{ args: () => ({}), reads: /./ }],
    'privacy-ask': [
      { args: () => ({ kind: 'other' }), reads: /We have your request/, values: { words: 'What is it?' } },
    ],
    'privacy-statistics': [
      { args: () => ({ wanted: 'object' }), reads: /You are left out/ },
      { args: () => ({ wanted: 'allow' }), reads: /You are counted again/ },
    ],
    'privacy-requests': [{ args: () => ({}), reads: /What you asked/ }],
    'privacy-export': [{ args: () => ({}), reads: /Your copy/ }],
    'new-image': [{ args: () => ({}), reads: /a picture of mine/, values: { prompt: 'a picture of mine', count: 1 } }],
    'image-by': [
      {
        args: () => ({ fields: 'prompt.seed' }),
        reads: /a picture of mine by its seed/,
        values: { prompt: 'a picture of mine by its seed', seed: 7 },
      },
    ],
    'history-page': [
      { args: () => ({ after: hers().done }), reads: /Nothing older|Your earlier requests/ },
      { args: () => ({ after: '' }), reads: /./ },
    ],
    'undelivered-page': [
      { args: () => ({ after: hers().done }), reads: /Everything is posted/ },
      { args: () => ({ after: '' }), reads: /Everything is posted/ },
    ],
    'list-page': [
      { args: () => ({ list: 'queue', page: '1' }), reads: /Nothing is waiting|open request/ },
      { args: () => ({ list: 'projects', page: '0' }), reads: /Projects belong to an account/ },
    ],
    settings: [{ args: () => ({}), reads: /Your settings/, values: {} }],
    'help-about': commandGroupNames.map((group) => ({
      args: () => ({ group }),
      reads: /\/[a-z]+: \w|These work in a server/,
    })),
    'open-command': openableCommands.map((command) => ({ args: () => ({ command }), reads: /./ })),
    'workspace-data': (['show', 'copy', 'ask', 'delete'] as const).map((what) => ({
      args: () => ({ what }),
      reads: /That is for those who manage this/,
    })),
    'place-channels': channelWishes.map((wish) => ({
      args: () => ({ wish }),
      reads: /That is for those who manage this/,
    })),
    'place-rules': [
      { args: () => ({ adult: 'yes' }), reads: /That is for those who manage this/, values: { delete: 'managers' } },
    ],
    // Before anything of their own is due.
    'stop-deletion': [{ args: () => ({}), reads: /nothing to stop/ }],
    'ask-delete-me': [{ args: () => ({}), reads: /Delete your data\?/ }],
    'delete-me': [
      { args: () => ({ what: 'identity' }), reads: /being deleted/ },
      { args: () => ({ what: 'all' }), reads: /will be deleted on/ },
    ],
  };
}

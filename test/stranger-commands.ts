/** Per command: options that name nothing of somebody else's, and what a stranger types to reach for something that is. */
export const strangersCommands: Record<
  string,
  { plain: string[]; reaches: Array<{ options: Record<string, string | number>; reads: string }> }
> = {
  imagine: {
    plain: [
      ...['prompt', 'model', 'size', 'format', 'count', 'seed', 'negative', 'image', 'image2', 'image3'],
      ...['strength', 'pay', 'private', 'colours', 'background', 'preset', 'seamless', 'literal'],
    ],
    reaches: [
      { options: { prompt: 'x', project: 'Secret' }, reads: 'There is no such project' },
      { options: { prompt: 'x', model: 'rd-fast', palette: 'Secret' }, reads: 'That is no palette' },
      { options: { prompt: 'x', reference: '1a2b3c4d-1' }, reads: 'You have no such picture' },
    ],
  },
  animate: {
    plain: ['prompt', 'kind', 'size', 'count', 'image', 'seed', 'colours', 'literal', 'pay', 'private'],
    reaches: [
      { options: { prompt: 'x', project: 'Secret' }, reads: 'There is no such project' },
      { options: { prompt: 'x', palette: 'Secret' }, reads: 'That is no palette' },
      { options: { prompt: 'x', reference: '1a2b3c4d-1' }, reads: 'You have no such picture' },
    ],
  },
  tiles: {
    plain: [...['prompt', 'around', 'kind', 'size', 'count', 'image', 'colours', 'seed', 'literal', 'pay', 'private']],
    reaches: [
      { options: { prompt: 'x', project: 'Secret' }, reads: 'There is no such project' },
      { options: { prompt: 'x', palette: 'Secret' }, reads: 'That is no palette' },
      { options: { prompt: 'x', reference: '1a2b3c4d-1' }, reads: 'You have no such picture' },
    ],
  },
  // The last one of their own.
  describe: { plain: ['image', 'private'], reaches: [] },
  export: {
    plain: ['engine', 'sheet', 'columns', 'padding', 'extrude'],
    reaches: [
      { options: { engine: 'godot', project: 'Secret' }, reads: 'There is no such project' },
      { options: { engine: 'godot', picture: '1a2b3c4d-1' }, reads: 'You have no such picture' },
    ],
  },
  // The last one of their own.
  pixel: {
    plain: ['what', 'image', 'size', 'colours', 'private'],
    reaches: [
      { options: { picture: '1a2b3c4d-1' }, reads: 'You have no such picture' },
      { options: { picture: 'last', palette: 'Secret' }, reads: 'You have no picture yet' },
    ],
  },
  history: { plain: [], reaches: [] },
  queue: { plain: [], reaches: [] },
  projects: {
    plain: ['to'],
    reaches: (['use', 'rename', 'archive', 'zip'] as const).map((what) => ({
      options: { what, name: 'Secret', to: 'Mine' },
      reads: 'Projects belong to an account',
    })),
  },
  palette: {
    plain: ['colours', 'file', 'count'],
    reaches: [
      ...(['show', 'use', 'delete'] as const).map((what) => ({
        options: { what, name: 'Secret' },
        reads: 'There is no such palette',
      })),
      { options: { what: 'extract', reference: '1a2b3c4d-1' }, reads: 'You have no such picture' },
    ],
  },
  models: { plain: [], reaches: [] },
  help: { plain: [], reaches: [] },
  settings: { plain: ['model', 'size', 'format', 'results', 'notices'], reaches: [] },
  credits: { plain: [], reaches: [] },
  buy: { plain: [], reaches: [] },
  plans: { plain: [], reaches: [] },
  billing: { plain: [], reaches: [] },
  // Of one's own credits, to anybody.
  gift: { plain: ['person', 'credits', 'message'], reaches: [] },
  team: {
    plain: [],
    reaches: [
      { options: { what: 'usage' }, reads: 'That is for those who manage this' },
      { options: { what: 'buy' }, reads: 'That is for those who manage this' },
      { options: { what: 'access', who: 'everyone' }, reads: 'That is for those who manage this' },
      { options: { what: 'cap', credits: 5 }, reads: 'That is for those who manage this' },
    ],
  },
  // A link leads to any picture: everybody may report it.
  report: { plain: ['reason', 'picture', 'words', 'message'], reaches: [] },
  setup: {
    plain: [],
    reaches: [
      { here: 'only' },
      { who: 'everyone' },
      { model: 'usual' },
      { images: 5 },
      { delete: 'managers' },
      { adult: 'withhold' },
    ].map((options) => ({
      options: options as Record<string, string | number>,
      reads: 'That is for those who manage this',
    })),
  },
  admin: {
    plain: ['person'],
    reaches: (['usage', 'block', 'unblock'] as const).map((what) => ({
      options: { what },
      reads: 'That is for those who manage this',
    })),
  },
  link: { plain: [], reaches: [] },
  account: { plain: [], reaches: [] },
  unlink: { plain: [], reaches: [] },
  privacy: { plain: [], reaches: [] },
};

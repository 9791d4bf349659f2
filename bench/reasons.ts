/** Why a generation needs it: each statement or request that one asks for has a line here, or the page says that it has none. */
const reasons: ReadonlyArray<readonly [pattern: RegExp, why: string]> = [
  [
    /^SELECT (f\.)?identity_id AS "identityId"/,
    'who asks, whether they may, what they have, and their key, which seals the prompt and the answer’s place',
  ],
  [
    /AS "ahead", open AS "open"/,
    'the one transaction of a request: locks the wallet, checks, holds the price, records',
  ],
  [
    /^SELECT prediction_id AS "predictionId"/,
    'claims the row, so that of two workers one sends it; written before the provider is asked: after a crash in between, the prediction is looked for and not paid again',
  ],
  [/posted_until = now\(\)/, 'the same for a run that began with something else, such as the upload of a picture'],
  [/external_id = \$1, submitted_at/, 'the prediction’s id, before anything else happens: it is resumed from here'],
  [/SET said = /, 'what the signed webhook says, for the job that carries ids only'],
  [
    /coalesce\(p\.external_id/,
    'the job takes the prediction to settle it, and no other does; what the webhook said comes with it',
  ],
  [
    /current_data_key/,
    'the key of a team that pays, of whoever else has words in it, or of somebody whose key was named longer than a quarter of a second ago',
  ],
  [
    /FROM settle_prediction/,
    'the one transaction of a result: keeps the pictures, releases the credits of those that are missing, claims the delivery with all that the message shows',
  ],
  [
    /^UPDATE (predictions|deliveries) SET lease_until = now\(\) \+/,
    'what takes longer than usual stays with whoever does it',
  ],
  [/FROM claim_message/, 'claims a message that could not be written at once, with all that it shows'],
  [
    /SET lease_until = NULL, failures = 0, shown =/,
    'what the chat shows now, so that no later look edits it for nothing',
  ],
  [/SET status = 'delivered'/, 'that it was posted, where and how: it is not posted again'],
  [/^SELECT a\.id, a\.storage_key/, 'afterwards, if another process stored it: the picture that is to be decoded'],
  [/SET proven_at = /, 'afterwards: it was decoded whole, and is not again'],
  [/note_usage_events/, 'how often what is used, without who: many together, every so often'],
  [/^discord POST .*\/callback/, 'acknowledges the command within its three seconds'],
  [
    /^discord GET \/channels/,
    'for a command in a thread, once a minute: whether its channel is age-restricted, which the interaction does not say',
  ],
  [/^discord PATCH/, 'edits the answer: what it costs and that it is under way; and the picture itself'],
  [/^replicate POST/, 'creates the prediction'],
  [/^replicate GET/, 'downloads the picture, which the provider deletes after an hour'],
  [/^replicate → us/, 'the signed end of the prediction, with its outputs: so nothing is polled'],
];

export const whyOf = (asked: string): string =>
  reasons.find(([pattern]) => pattern.test(asked))?.[1] ?? '**no reason known**';

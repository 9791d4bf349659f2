/** The codes that programs tell cases apart by: a published code keeps its meaning. There may be more than these. */
export const errorCodes = {
  invalid_request: { status: 400, means: 'A field is missing or wrong; `fields` says which and why.' },
  unreadable_request: { status: 400, means: 'The body is no JSON, or too long (413).' },
  unreadable_text: { status: 400, means: 'A text has signs in it that belong to no text.' },
  bad_cursor: { status: 400, means: 'The cursor is not one that this list gave out.' },
  unknown_model: { status: 400, means: 'There is no model of that name.' },
  unknown_size: { status: 400, means: 'There is no size of that name.' },
  bad_key: { status: 401, means: 'No key, or one that opens nothing: wrong, revoked, or past its end.' },
  missing_scope: { status: 403, means: 'The key is not for that.' },
  forbidden_prompt: { status: 403, means: 'With such words nothing is made. It counts against the account.' },
  blocked_account: { status: 403, means: 'The account is blocked: it sees what it has, and makes nothing new.' },
  not_found: { status: 404, means: 'There is no such thing, or it is not yours.' },
  idempotency_conflict: { status: 409, means: 'The same Idempotency-Key came with another body within the last day.' },
  too_few_credits: { status: 409, means: 'The price is higher than the balance.' },
  too_many_open: { status: 409, means: 'As many requests wait or run as the plan allows.' },
  unpaid_limit: { status: 409, means: 'For today there are no more pictures from credits that nobody paid for.' },
  unavailable: { status: 409, means: 'The model is not on offer now.' },
  bad_reference: { status: 409, means: 'A reference is no picture that can be used.' },
  takes_no_image: { status: 409, means: 'The model starts from no picture.' },
  takes_fewer_images: { status: 409, means: 'The model starts from fewer pictures.' },
  takes_no_negative_prompt: { status: 409, means: 'The model takes no negative prompt.' },
  takes_no_seed: { status: 409, means: 'The model takes no seed.' },
  takes_no_size: { status: 409, means: 'The model does not draw that size.' },
  takes_no_strength: { status: 409, means: 'The model takes no strength, or there is no reference.' },
  tool_does_not_apply: { status: 409, means: 'Of this picture that cannot be made.' },
  prompt_too_long: { status: 409, means: 'The model takes shorter prompts.' },
  too_much: { status: 409, means: 'More uploads than are kept for a day.' },
  unknown_project: { status: 409, means: 'The project is gone, or it is not yours.' },
  not_carried_out: {
    status: 409,
    means: 'An earlier try ended without an answer and was closed; ask with a new Idempotency-Key.',
  },
  pressed_twice: { status: 409, means: 'The same tool was used on this picture some seconds ago.' },
  deletion_under_way: {
    status: 409,
    means: 'The account is about to be deleted: none of its keys works, unless that is stopped.',
  },
  not_json: { status: 415, means: 'The body is not of the type that is taken here.' },
  too_many_requests: {
    status: 429,
    means: 'Too many requests with this key; `Retry-After` says when the next is taken.',
  },
  cooling_down: { status: 429, means: 'Several prompts were refused just now: nothing is made for a while.' },
  our_mistake: { status: 500, means: 'Our fault. `reference` is for asking us about it.' },
  unclear: { status: 503, means: 'Whether it was made is not known yet. Send it again with the same Idempotency-Key.' },
} as const satisfies Record<string, { status: number; means: string }>;

/** How many requests one key may send: each window begins with its first request. */
export const rateLimits = {
  /** Whatever changes nothing. */
  read: { requests: 300, seconds: 60 },
  /** Whatever makes, cancels, uploads or deletes. */
  change: { requests: 60, seconds: 60 },
} as const;

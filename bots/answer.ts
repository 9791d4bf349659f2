/**
 * Who sees the answer to a command or a button: the person alone, everybody in the channel, or whoever sees the card that was pressed, in its place.
 * Discord needs to know this before any work starts. Errors are always shown to the person alone.
 */
export type Answer = 'ephemeral' | 'channel' | 'in-place';

/** Characters that show nothing: spaces, controls, joiners and marks of direction, lone surrogates, what fonts draw as nothing, and the empty Braille cell. */
const unseen = /^[\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Words of which nothing can be seen are none. In all others such characters stay: they join an emoji, or turn what is written from right to left. */
export const visible = (words: string): string => (unseen.test(words) ? '' : words);

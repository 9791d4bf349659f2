/**
 * What a person typed, without what is no text: PostgreSQL keeps no NUL, and half of a character (a surrogate alone) is none. Chats pass both
 * on from whoever builds their own client; nobody sees what is left out.
 */
export const cleanText = (text: string): string => text.replaceAll(/\0|\p{Cs}/gu, '');

/**
 * A person's text without invalid characters: PostgreSQL stores no NUL, and a lone surrogate is not a character. Chats pass both on
 * from people who build their own client; nobody sees what is removed.
 */
export const cleanText = (text: string): string => text.replaceAll(/\0|\p{Cs}/gu, '');

/** A text in a resource of Godot's. */
export const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

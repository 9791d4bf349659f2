/** More than anybody needs, and few enough to show in one list. */
export const maxProjects = 200;

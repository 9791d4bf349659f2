/** More than anybody keeps apart, and few enough to show in one list. */
export const maxProjects = 200;

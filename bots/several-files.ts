/** The files that somebody put into one field of a form, each under the name of its option: `image`, `image2`, `image3`. */
export const severalFiles = <File>(name: string, files: readonly File[]): Array<readonly [string, File]> =>
  files.map((file, index) => [index === 0 ? name : `${name}${index + 1}`, file]);

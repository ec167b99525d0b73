// What a capture is called that came from a file.

/** The file's name without folder and ending. */
export function titleOf(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? fileName
  // One ending only, and none with digits: `hero.v3.txt` is another recording than `hero.v4.txt`.
  return name.replace(/\.gz$/i, '').replace(/(?<=.)\.[A-Za-z]{1,12}$/, '')
}

// What a capture is called that came from a file.

/** The file's name without folder and ending. */
export function titleOf(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? fileName
  return name.replace(/(?<=.)(\.[A-Za-z0-9]{1,10}){1,2}$/, '') || 'Recording'
}

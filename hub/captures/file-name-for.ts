// A file name that every system takes, made of a title that people wrote.

const longest = 100
/** Devices on Windows, whatever their ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

export function fileNameFor(title: string): string {
  const plain = [...title.normalize('NFC')]
    .map((letter) => (/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]/u.test(letter) ? '_' : letter))
    .slice(0, longest)
    .join('')
    // A leading dot hides a file, a trailing one is lost on Windows.
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return plain === '' || reserved.test(plain) ? `capture ${plain}`.trim() : plain
}

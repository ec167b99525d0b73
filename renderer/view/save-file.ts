// Saves something that the page holds as a file, the way browsers do: a link that is clicked and gone.

/** Browsers read the content after the click has returned. */
const keptForMs = 60_000

export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), keptForMs)
}

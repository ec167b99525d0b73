// How many digits a number may show: never finer than its noise. Turns seconds and other units into the text that people read;
// where the noise comes from is the caller's.

/** Decimals that `noise` supports (same unit as the value): the last digit shown is never worth less than a tenth of the noise's
 *  next power of ten. Unknown noise allows `most`. */
export function decimalsFor(noise: number, most: number): number {
  if (!(noise > 0) || !Number.isFinite(noise)) return most
  return Math.max(0, Math.min(most, -Math.floor(Math.log10(noise))))
}

const clearly = 1.5

/** As `decimalsFor`, but stays at `previous` until the noise is clearly (half again) beyond the step, so that text does not flicker. */
export function steadyDecimals(previous: number | null, noise: number, most: number): number {
  const wanted = decimalsFor(noise, most)
  if (previous === null || previous > most || wanted === previous || !(noise > 0)) return wanted
  const lenient = wanted > previous ? decimalsFor(noise * clearly, most) : decimalsFor(noise / clearly, most)
  return wanted > previous ? Math.max(previous, lenient) : Math.min(previous, lenient)
}

/** The noise that digits follow: the one `told` before until the new one is clearly another (by half again), so that text does not flicker. */
export const steadyNoise = (told: number, noise: number): number =>
  noise <= told * clearly && noise >= told / clearly ? told : noise

/** `value` rounded to what `noise` supports. Noise of ten or more rounds away whole digits too: 437 with noise 30 is 440. */
export function roundToNoise(value: number, noise: number, most: number): string {
  if (!Number.isFinite(value)) return unknownText
  if (noise >= 10 && Number.isFinite(noise)) {
    const step = 10 ** Math.floor(Math.log10(noise))
    return plain(Math.round(value / step) * step, 0)
  }
  return plain(value, decimalsFor(noise, most))
}

/** What stands where nothing is known. */
export const unknownText = '–'

/** Fixed decimals without a negative zero and with a true minus sign. */
export function plain(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return unknownText
  const text = value.toFixed(decimals)
  const bare = Number(text) === 0 ? text.replace('-', '') : text
  return bare.replace('-', '−')
}

/** Seconds as milliseconds text without the unit: three digits at most, and none finer than `noise`, in seconds too, where that is known. */
export function reading(seconds: number, noise = NaN): string {
  const value = Math.abs(seconds * 1000)
  return roundToNoise(seconds * 1000, noise * 1000, value >= 100 ? 0 : value >= 10 ? 1 : 2)
}

/** Bytes as MB or GB, in the decimal units that system monitors show. */
export function bytesText(bytes: number): string {
  if (!Number.isFinite(bytes)) return unknownText
  return bytes >= 1e9 ? `${plain(bytes / 1e9, 1)} GB` : `${plain(bytes / 1e6, 0)} MB`
}

/** How long ago, in the coarsest words that still help: 0.4 s, 12 s, 3 min, 2 h. */
export function ageText(seconds: number): string {
  if (!Number.isFinite(seconds)) return unknownText
  const age = Math.max(0, seconds)
  if (age < 10) return `${plain(Math.floor(age * 10) / 10, 1)} s`
  if (age < 90) return `${Math.floor(age)} s`
  if (age < 5400) return `${Math.floor(age / 60)} min`
  return `${Math.floor(age / 3600)} h`
}

/** A share as a percentage: small ones keep a decimal, unless the share's `noise` is larger. */
export const percent = (ratio: number, noise = NaN): string =>
  Number.isFinite(ratio) ? `${roundToNoise(ratio * 100, noise * 100, Math.abs(ratio) < 0.0995 ? 1 : 0)} %` : unknownText

/** 12345 as 12,345. */
export const counted = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',') : unknownText

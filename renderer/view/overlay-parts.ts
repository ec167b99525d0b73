// What the page loads after its first screen, as one piece: the parts that nobody sees before asking for them.
export { Help } from './help'
export { Palette } from './palette'

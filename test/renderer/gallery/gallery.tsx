// Draws the panel in one of its scripted states, chosen by the address: ?state=busy. For looking at and for tests; no part of the
// product.
import { createRoot } from 'react-dom/client'
import { assemble } from '../../../renderer/assemble'
import { PanelContext } from '../../../renderer/view/panel-context'
import { PanelView } from '../../../renderer/view/panel'
import '../../../renderer/view/style/index.css'
import { compareAside } from '../../../renderer/feed/compare-aside'
import { scriptedDoor } from '../scripted-captures'
import { scriptedLink } from '../scripted-hub'
import { scriptedShell } from '../scripted-shell'
import { scripts } from '../scripts'

const wanted = new URLSearchParams(location.search).get('state') ?? 'live'
const script = scripts[wanted]
const root = document.getElementById('root')
if (script === undefined || root === null)
  throw new Error(`There is no state ${wanted}; choose of ${Object.keys(scripts).join(', ')}.`)

const made = script()
const { panel } = assemble(scriptedLink(made), {
  captureDoor: scriptedDoor,
  compare: compareAside,
  shell: scriptedShell(),
})
made.then(panel)
createRoot(root).render(
  <PanelContext value={panel}>
    <PanelView />
  </PanelContext>,
)

// The page's entry: finds out what it is shown in, opens that one's door to the hub, assembles the panel and draws it.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { assemble, browserSurroundings } from './assemble'
import { browserDoor } from './hub-client/browser-door'
import { desktopDoor } from './hub-client/desktop-door'
import { keepLink } from './hub-client/hub-link'
import { browserShell } from './shell/browser-shell'
import { desktopApiHere } from './shell/desktop-api-here'
import { desktopShell } from './shell/desktop-shell'
import { PanelContext } from './view/panel-context'
import { PanelView } from './view/panel'
import './view/style/index.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element with the id root.')

const desktop = desktopApiHere()
const door = desktop === null ? browserDoor() : desktopDoor(desktop)
const shell = desktop === null ? browserShell() : desktopShell(desktop)
const { panel } = assemble((onState) => keepLink(door, onState), { ...browserSurroundings, shell })

createRoot(root).render(
  <StrictMode>
    <PanelContext value={panel}>
      <PanelView />
    </PanelContext>
  </StrictMode>,
)

// The page's entry: opens the browser's door to the hub, assembles the panel and draws it.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { assemble } from './assemble'
import { browserDoor } from './hub-client/browser-door'
import { keepLink } from './hub-client/hub-link'
import { chooseSession } from './store/sessions'
import { PanelContext } from './view/panel-context'
import { PanelView } from './view/panel'
import './view/style/index.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element with the id root.')

const { panel } = assemble((onState) => keepLink(browserDoor(chooseSession), onState))

createRoot(root).render(
  <StrictMode>
    <PanelContext value={panel}>
      <PanelView />
    </PanelContext>
  </StrictMode>,
)

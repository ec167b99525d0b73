// The entry of the hub's process: joins Electron's port to the hub, and holds no logic.
import { loadSettings } from '../hub/settings/load-settings'
import { startHub } from '../hub/start-hub'
import { runHub } from './run-hub'

const [, , panelFolder = ''] = process.argv

runHub(process.parentPort, {
  hub: () => startHub({ panelFolder }),
  stayAboveHost: async () => (await loadSettings()).values.panel.stayAboveHost,
  exit: () => process.exit(0),
})

// Who may import whom, and why: the table that test/imports.test.ts and `npm run check` hold every source file to.
// Finding the imports and judging them is left to find-imports.mjs and judge-imports.mjs.

/** The parts of the protocol that a page can load: free of zod. */
const pageProtocol = ['bridge/protocol/columns', 'bridge/protocol/metrics']
const hubApi = ['hub/api', /^hub\/[^/]+\/api$/]

/**
 * The first row whose `from` fits a file holds for it. A text names a file without its ending, a folder (ending in `/`),
 * a package, or a kind of module (ending in `:`). `may` is for values and types, `mayTypes` for types alone.
 * @typedef {string | RegExp} Place
 * @typedef {{ from: Place, may: readonly Place[], mayTypes?: readonly Place[], because: string }} Row
 * @type {readonly Row[]}
 */
export const rows = [
  {
    from: /^bridge\/protocol\/(columns|metrics)$/,
    may: [],
    because: 'the page loads the columns and the metric plan, so they carry nothing along',
  },
  {
    from: /^bridge\/protocol\/generate/,
    may: ['bridge/protocol/', 'node:', 'vite', 'zod', 'prettier'],
    because: 'it writes what is generated from the protocol and is no part of the product',
  },
  {
    from: 'bridge/protocol/',
    may: ['bridge/protocol/', 'zod'],
    because: 'the wire is the one source of truth and depends on nobody who speaks it',
  },
  {
    from: 'bridge/replay/',
    may: ['bridge/replay/', 'bridge/protocol/', 'container/', 'model/', 'node:', 'ws'],
    because: 'the replay stands in for a host: it knows the wire and the container, not the hub that listens',
  },
  {
    from: 'container/',
    may: ['container/', 'model/', 'bridge/protocol/', 'node:', 'yazl', 'yauzl', 'ws'],
    because: 'a container is a file of wire messages; hub, replay and cli use it, it knows none of them',
  },
  {
    from: 'model/',
    may: ['model/', ...pageProtocol],
    mayTypes: ['bridge/protocol/messages'],
    because: 'the model is pure and runs in hub, page and cli alike',
  },
  {
    from: /^hub\/carrier\/(client|envelope|carrier|decode-to-panel|ws-carrier|message-port-carrier)/,
    may: ['hub/carrier/'],
    mayTypes: hubApi,
    because: 'the page loads this end of the carrier, so it brings nothing of the hub along',
  },
  {
    from: 'hub/',
    may: ['hub/', 'bridge/protocol/', 'container/', 'model/', 'node:', 'ws', 'zod', 'yaml'],
    because: 'the hub is plain Node: it knows no window, no page and no command',
  },
  {
    from: /^electron\/(desktop-api|hub-word)$/,
    may: [],
    mayTypes: hubApi,
    because: 'it is what two processes agree on, so it is types alone',
  },
  {
    from: 'electron/preload',
    may: [/^electron$/],
    mayTypes: ['electron/desktop-api'],
    because: 'a locked page’s preload is one file that knows nothing but its calls',
  },
  {
    from: /^electron\/(run-hub|hub-entry)$/,
    may: ['electron/electron-port', 'electron/run-hub', 'hub/'],
    mayTypes: [/^electron$/, 'electron/hub-word'],
    because: 'the hub’s process has no Electron but its port, and holds no logic of its own',
  },
  {
    from: 'electron/',
    may: [
      /^electron(\/(?!run-hub|hub-entry|preload).*)?$/,
      'node:',
      'hub/connection/backoff',
      'hub/serve/headers',
      'hub/serve/static-files',
    ],
    mayTypes: [...hubApi, 'hub/carrier/message-port-carrier'],
    because:
      'the shell opens a window and holds no product; what of the hub is slow to load stays in the hub’s own process',
  },
  {
    from: /^renderer\/[^/]+\.config$/,
    may: ['node:', 'vite', '@vitejs/'],
    because: 'a build configuration is no part of the page',
  },
  {
    from: 'renderer/hub-client/',
    may: [
      'renderer/hub-client/',
      'hub/carrier/client',
      'hub/carrier/ws-carrier',
      'hub/carrier/message-port-carrier',
      'hub/carrier/envelope',
      'hub/carrier/carrier',
    ],
    mayTypes: [...hubApi, 'bridge/protocol/', 'electron/desktop-api'],
    because: 'the way to the hub moves messages; what they mean is the feed’s',
  },
  {
    from: 'renderer/shell/',
    may: ['renderer/shell/', 'renderer/hub-client/fragment'],
    mayTypes: ['electron/desktop-api'],
    because:
      'what the page is shown in knows neither data nor view; of the application it knows the names of its calls',
  },
  {
    from: 'renderer/feed/',
    may: ['renderer/feed/', 'renderer/hub-client/', 'renderer/store/', 'model/', ...pageProtocol],
    mayTypes: [...hubApi, 'bridge/protocol/'],
    because: 'the feed turns messages into state and knows no view',
  },
  {
    from: 'renderer/store/',
    may: ['renderer/store/', 'model/', 'zustand', 'zustand/middleware', ...pageProtocol],
    mayTypes: [...hubApi, 'bridge/protocol/', 'renderer/feed/'],
    because: 'the store knows no view and no way to the hub',
  },
  {
    from: 'renderer/view/',
    may: [
      'renderer/view/',
      'renderer/store/',
      'renderer/feed/',
      'model/',
      ...pageProtocol,
      'react',
      'react-dom',
      'zustand',
      'cmdk',
      'recharts',
      'uplot',
      '@tanstack/',
    ],
    mayTypes: [...hubApi, 'bridge/protocol/', 'renderer/hub-client/'],
    because: 'a view draws what the store holds and asks through what it is handed; it knows no port',
  },
  {
    from: 'renderer/',
    may: [
      'renderer/',
      'model/',
      'hub/carrier/client',
      'hub/carrier/envelope',
      'react',
      'react-dom',
      'zustand',
      ...pageProtocol,
    ],
    mayTypes: [...hubApi, 'bridge/protocol/'],
    because: 'the page’s entry wires its own parts and loads nothing of Node',
  },
  {
    from: /^cli\/(build(\/.*)?|dist|pack\/.*|start|rigscope\.mjs)$/,
    may: ['cli/', 'node:', 'vite'],
    because: 'building and starting run before anything is built, so they know no part of the product',
  },
  {
    from: 'cli/',
    may: ['cli/', 'hub/', 'bridge/protocol/', 'bridge/replay/', 'container/', 'model/', 'node:'],
    because: 'a command composes the parts and holds no logic; the panel reaches it built',
  },
  { from: 'test/', may: [/./], because: 'a test may look at everything' },
  { from: 'bench/', may: [/./], because: 'a bench may look at everything' },
  { from: /^[^/]+\.config$/, may: [/./], because: 'the tools’ configurations stand outside the product' },
]

/** What no source file outside may import, whatever its own row says. */
export const never = [
  { to: 'test/', unless: ['test/', 'bench/'], because: 'the product does not know its tests' },
  { to: 'bench/', unless: ['bench/', 'test/'], because: 'the product does not know its benches' },
]

/** Packages known to one file of the product each, so that another can take their place. */
export const knownToOneFile = ['recharts', 'uplot', '@tanstack/react-table', '@duckdb/node-api']

/**
 * The same for Python: no file that `from` fits imports a module that `to` fits, unless `unless` fits the file.
 * Modules of the package are written as files: bridge/rigscope_bridge/server.
 * @type {readonly { from: Place, to: RegExp, unless?: RegExp, because: string }[]}
 */
export const pythonRows = [
  {
    from: 'bridge/',
    to: /^(bpy|bpy_extras|bmesh|mathutils|gpu|gpu_extras|blf|addon_utils|rigify|idprop)$/,
    unless: /^bridge\/(rigscope_bridge\/hosts\/blender[^/]*|install\/blender\/.*)$/,
    because: 'only the Blender host and its add-on know Blender',
  },
  {
    from: 'bridge/',
    to: /^(maya|pymel)$/,
    unless: /^bridge\/(rigscope_bridge\/hosts\/maya[^/]*|install\/maya\/.*)$/,
    because: 'only the Maya host and its installer know Maya',
  },
  {
    from: 'bridge/rigscope_bridge/',
    to: /^(websockets|yaml)$/,
    because: 'hosts carry other versions of it: take the one under _vendor',
  },
  {
    from: 'bridge/rigscope_bridge/conversation',
    to: /^(socket|ssl|select|selectors|threading|asyncio|queue|subprocess|bridge\/rigscope_bridge\/(server|_vendor|hosts\/(?!host(\/|$))).*)/,
    because: 'the conversation does no I/O: messages in, messages out',
  },
  {
    from: 'bridge/rigscope_bridge/hosts/',
    to: /^bridge\/rigscope_bridge\/(server|conversation|wire|discovery|exporter)$/,
    because: 'a host knows its application and nothing of who listens',
  },
  { from: 'bridge/', to: /^(test|bench|pytest|hypothesis)(\/|$)/, because: 'the bridge does not know its tests' },
]

// The locks of the desktop application, each with how it would be undone and the test that must fail then: the items of Electron's own
// security checklist by their numbers, and after them what goes beyond. undo-each.mjs undoes them; docs/security.md shows the same rows.

/**
 * @typedef {{ item: string, what: string, file: string, from: string, to: string, test: string, name?: string }} Lock
 * `from` stands once in the file; `name` narrows the test to those that bear it
 */

const options = 'electron/panel-window.ts'
const locks = 'electron/locks.ts'
const locksTest = 'test/electron/locks.test.ts'
const windowTest = 'test/electron/panel-window.test.ts'
const callsTest = 'test/electron/calls.test.ts'
const schemeTest = 'test/electron/app-scheme.test.ts'
const packedTest = 'test/packaging/packed.test.ts'

/** @type {(item: string, what: string, name: string, from: boolean) => Lock} */
const option = (item, what, name, from) => ({
  ...{ item, what, file: options, from: `${name}: ${from}`, to: `${name}: ${!from}`, test: windowTest },
})
/** @type {(event: string) => Lock} */
const refused = (event) => ({
  item: event === 'will-attach-webview' ? '12' : '13',
  what: `${event} is prevented`,
  file: locks,
  from: `contents.on('${event}', (event) => event.preventDefault())`,
  to: '',
  test: locksTest,
})
/** @type {(name: string, is: boolean) => Lock} */
const fuse = (name, is) => ({
  item: '19',
  what: `fuse ${name} is ${is ? 'on' : 'off'}`,
  ...{
    file: 'electron-builder.yml',
    from: `${name}: ${is}`,
    to: `${name}: ${!is}`,
    test: packedTest,
    name: 'has every fuse',
  },
})

/** @type {readonly Lock[]} */
export const undoTable = [
  {
    item: '1',
    what: 'only what the build made is loaded; every other request is cancelled',
    file: locks,
    from: 'cancel: !isOurs(url) && !isOwn.test(url)',
    to: 'cancel: false && isOwn.test(url)',
    test: locksTest,
  },
  option('2', 'no Node in the page', 'nodeIntegration', false),
  option('2', 'no Node in its workers', 'nodeIntegrationInWorker', false),
  option('2', 'no preload in frames inside it', 'nodeIntegrationInSubFrames', false),
  option('3', 'the preload has a world of its own', 'contextIsolation', true),
  option('4', 'the page is sandboxed', 'sandbox', true),
  {
    item: '4',
    what: 'every page is sandboxed, whatever its options say',
    ...{ file: 'electron/main.ts', from: 'app.enableSandbox()', to: '', test: 'test/electron/main.test.ts' },
  },
  {
    item: '5',
    what: 'permissions that are asked for are refused, the local network’s too',
    ...{ file: locks, from: 'answer(false)', to: 'answer(true)', test: locksTest },
  },
  {
    item: '5',
    what: 'permissions that are looked up are refused',
    file: locks,
    from: 'setPermissionCheckHandler(() => false)',
    to: 'setPermissionCheckHandler(() => true)',
    test: locksTest,
  },
  {
    item: '5',
    what: 'devices are refused',
    file: locks,
    from: 'setDevicePermissionHandler(() => false)',
    to: 'setDevicePermissionHandler(() => true)',
    test: locksTest,
  },
  option('6', 'the web’s own rules hold', 'webSecurity', true),
  {
    item: '7',
    what: 'the policy allows no inline script',
    file: 'hub/serve/headers.ts',
    from: `"script-src 'self'"`,
    to: `"script-src 'self' 'unsafe-inline'"`,
    test: schemeTest,
  },
  {
    item: '7',
    what: 'the policy lets the page speak with nobody but us',
    file: 'electron/app-scheme.ts',
    from: `securityHeaders("'self'")`,
    to: `securityHeaders("'self' http://127.0.0.1:*")`,
    test: schemeTest,
  },
  option('8', 'no insecure content', 'allowRunningInsecureContent', false),
  option('9', 'no experimental features', 'experimentalFeatures', false),
  {
    item: '10',
    what: 'no features of the engine are switched on',
    ...{
      file: options,
      from: 'spellcheck: false,',
      to: `spellcheck: false, enableBlinkFeatures: 'X',`,
      test: windowTest,
    },
  },
  option('11', 'no webview, so none that opens windows', 'webviewTag', false),
  refused('will-attach-webview'),
  refused('will-navigate'),
  refused('will-frame-navigate'),
  refused('will-redirect'),
  {
    item: '14',
    what: 'no window is opened',
    file: locks,
    from: `action: 'deny'`,
    to: `action: 'allow'`,
    test: locksTest,
  },
  {
    item: '15',
    what: 'only https leaves the application',
    ...{ file: 'electron/panel-calls.ts', from: `protocol !== 'https:' || `, to: '', test: callsTest },
  },
  {
    item: '15',
    what: 'only to the hosts on the list',
    ...{ file: 'electron/panel-calls.ts', from: '!linkHosts.includes(host) || ', to: '', test: callsTest },
  },
  {
    item: '16',
    what: 'the Electron that is packed is the one that the code is checked against',
    file: 'electron-builder.yml',
    from: 'electronVersion: 45.4.1',
    to: 'electronVersion: 39.0.0',
    test: packedTest,
    name: 'is for the Electron',
  },
  {
    item: '17',
    what: 'every call is refused to whoever is not the panel’s own page',
    ...{
      file: 'electron/answer-calls.ts',
      from: '!isFromPage(event)',
      to: 'isFromPage(event) && false',
      test: callsTest,
    },
  },
  {
    item: '17',
    what: 'a frame inside the page is not the page',
    ...{ file: 'electron/answer-calls.ts', from: 'senderFrame.parent === null && ', to: '', test: callsTest },
  },
  {
    item: '18',
    what: 'the page comes from a scheme of its own, not from file://',
    ...{ file: locks, from: `'app://rigscope/'`, to: `'file:///app/index.html'`, test: windowTest },
  },
  {
    item: '18',
    what: 'that scheme gives out nothing beside the build’s folder',
    ...{
      file: 'hub/serve/static-files.ts',
      from: 'if (!real.startsWith(root + sep)) return null',
      to: '',
      test: schemeTest,
    },
  },
  {
    item: '18',
    what: 'and no door of the hub but its captures',
    file: 'electron/app-scheme.ts',
    from: String.raw`to.origin !== hub || !/^\/captures(\/|$)/.test(to.pathname)`,
    to: 'to.origin !== hub',
    test: schemeTest,
  },
  fuse('runAsNode', false),
  fuse('enableCookieEncryption', true),
  fuse('enableNodeOptionsEnvironmentVariable', false),
  fuse('enableNodeCliInspectArguments', false),
  fuse('enableEmbeddedAsarIntegrityValidation', true),
  fuse('onlyLoadAppFromAsar', true),
  fuse('loadBrowserProcessSpecificV8Snapshot', false),
  fuse('grantFileProtocolExtraPrivileges', false),
  {
    item: '20',
    what: 'the page gets named functions, nothing of Electron',
    file: 'electron/preload.ts',
    from: `const api: DesktopApi = {`,
    to: `const api: DesktopApi & { ipc: unknown } = {\n  ipc: ipcRenderer,`,
    test: 'test/electron/preload.test.ts',
  },
  {
    item: '20',
    what: 'and no event of Electron’s',
    ...{
      file: 'electron/preload.ts',
      from: '() => listener()',
      to: '(event) => (listener as (e: unknown) => void)(event)',
    },
    test: 'test/electron/preload.test.ts',
  },
  {
    item: '+',
    what: 'the page shares no screen',
    file: locks,
    from: 'session.setDisplayMediaRequestHandler(null)',
    to: 'session.setDisplayMediaRequestHandler((_request, answer) => answer({}))',
    test: locksTest,
  },
  {
    item: '+',
    what: 'nothing is downloaded past the save dialog',
    ...{ file: locks, from: `session.on('will-download', (event) => event.preventDefault())`, to: '', test: locksTest },
  },
  {
    item: '+',
    what: 'links choose among sessions and do nothing else',
    ...{ file: 'electron/requests.ts', from: '{8,64}$/', to: '{8,64}/', test: 'test/electron/requests.test.ts' },
  },
  {
    item: '+',
    what: 'only what was saved or picked here is revealed or read',
    file: 'electron/offered-files.ts',
    from: `typeof id === 'string' ? this.paths.get(id) : undefined`,
    to: `typeof id === 'string' ? (this.paths.get(id) ?? id) : undefined`,
    test: callsTest,
  },
  {
    item: '+',
    what: 'no secret is kept where the system only disguises it',
    file: 'electron/secrets.ts',
    from: `platform !== 'linux' || `,
    to: 'platform !== undefined || ',
    test: 'test/electron/kept.test.ts',
  },
  {
    item: '+',
    what: 'one instance; another hands over what it was asked for',
    file: 'electron/main.ts',
    from: 'if (app.requestSingleInstanceLock({ args, folder: process.cwd() })) begin()',
    to: 'if (app.requestSingleInstanceLock({ args, folder: process.cwd() }) || true) begin()',
    test: 'test/electron/main.test.ts',
  },
]

// Checks that what is installed is decided here alone: exact versions, hashes in the lock, and no address of a registry.

/**
 * @param {unknown} packageJson
 * @param {unknown} lock
 * @returns {string[]} problems, one line each
 */
export function lockProblems(packageJson, lock) {
  const { dependencies = {}, devDependencies = {} } =
    /** @type {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} */ (packageJson)
  const { packages } =
    /** @type {{ packages: Record<string, { version?: string, integrity?: string, resolved?: string, link?: boolean }> }} */ (
      lock
    )
  const asked = Object.entries({ ...dependencies, ...devDependencies })
  return [
    ...asked
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json asks for ${name} ${version}: pin one exact version`),
    ...asked
      .filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)
      .map(([name, version]) => `package-lock.json does not hold ${name} ${version}: run npm install`),
    ...Object.entries(packages)
      .filter(([path, entry]) => path !== '' && entry.link !== true && entry.integrity === undefined)
      .map(([path]) => `package-lock.json has no hash for ${path}`),
    ...Object.entries(packages)
      .filter(([, entry]) => entry.resolved !== undefined && /^\w+:\/\//.test(entry.resolved))
      .map(([path]) => `package-lock.json names a registry for ${path}: .npmrc keeps addresses out`),
  ]
}

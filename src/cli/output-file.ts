import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { InvalidInputError } from '#domain/errors'

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'this account may not write there',
  EROFS: 'nothing can be written there',
}

/**
 * Makes a new file, for its owner alone, before the work whose result it takes: what cannot be kept is not done. If the work
 * fails, there is no file.
 *
 * @throws {InvalidInputError} where there is such a file already, or none can be made
 */
export async function intoNewFile<T>(
  file: string,
  use: (write: (content: string | Uint8Array) => void) => Promise<T>,
): Promise<T> {
  const opened = openNew(file)
  try {
    return await use(content => writeFileSync(opened, content))
  } catch (error) {
    rmSync(file, { force: true })
    throw error
  } finally {
    closeSync(opened)
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new InvalidInputError(`${file} exists: name another file`)
    const why = WHY[code]
    throw why ? new InvalidInputError(`cannot write ${file}: ${why}`) : error
  }
}

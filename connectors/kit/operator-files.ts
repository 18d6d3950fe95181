/** Files that an operator lays into one directory (a share, a nightly export) for connections to read. */
import { open, realpath } from 'node:fs/promises'
import { basename, relative, resolve } from 'node:path'
import type { SourceFile } from '../contract.ts'
import { ConnectorError } from '../errors.ts'

export interface OperatorFiles {
  /** The only directory that is read, with what is below it. */
  directory: string
  /** The largest file, bytes. */
  maxBytes: number
}

/**
 * `openFile` of a connector's context. A path is taken from the directory; links that lead out of it are refused, and
 * so is anything but a plain file. Without this an administrator of one school could read the server's disk.
 *
 * @returns opens a path, or throws a {@link ConnectorError} `file_not_allowed`, `file_missing` or `file_too_large`
 */
export function createFileOpener({ directory, maxBytes }: OperatorFiles) {
  return async (path: string): Promise<SourceFile> => {
    const root = await realpath(directory).catch(noDirectory)
    const wanted = resolve(root, path)
    if (isOutside(root, wanted)) fail('file_not_allowed', 'the file is outside the directory for imports')
    const real = await realpath(wanted).catch(() => fail('file_missing', 'there is no such file'))
    if (isOutside(root, real)) fail('file_not_allowed', 'the file is outside the directory for imports')
    return { name: basename(real), bytes: await readPlain(real, maxBytes) }
  }
}

const isOutside = (root: string, path: string): boolean =>
  /^(\.\.([\\/]|$)|[\\/]|[A-Za-z]:)/.test(relative(root, path))

async function readPlain(path: string, maxBytes: number): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch(() => fail('file_missing', 'the file cannot be opened'))
  try {
    const facts = await handle.stat()
    if (!facts.isFile()) fail('file_not_allowed', 'this is not a plain file')
    if (facts.size > maxBytes) fail('file_too_large', `the file is larger than ${maxBytes} bytes`)
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

const LAY_THERE = 'lay the file into the directory for imports and name it from there'

const noDirectory = (): never =>
  fail(
    'file_missing',
    'the directory for imports is not there',
    'set IMPORT_DIR to a directory that this account may read',
  )

function fail(code: string, message: string, remedy = LAY_THERE): never {
  throw new ConnectorError({ code, kind: 'config', message, remedy })
}

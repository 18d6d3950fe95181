import { accessSync, constants, readFileSync } from 'node:fs'
import { InvalidInputError } from '#domain/errors'

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
}

/** @throws {InvalidInputError} where there is no such file, it is a folder, or may not be read */
export const readBytes = (file: string): Buffer => naming(file, () => readFileSync(file))

/** The same of a file that is read later. @throws {InvalidInputError} */
export const demandReadable = (file: string): void => naming(file, () => accessSync(file, constants.R_OK))

function naming<T>(file: string, use: () => T): T {
  try {
    return use()
  } catch (error) {
    const why = WHY[(error as NodeJS.ErrnoException).code ?? '']
    if (!why) throw error
    throw new InvalidInputError(`cannot read ${file}: ${why}`)
  }
}

/**
 * Text of a file that somebody names on the command line; a byte order mark, as Notepad writes it, is left out.
 *
 * @throws {InvalidInputError} where there is no such file, it is a folder, may not be read, or is not UTF-8
 */
export function readTextFile(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readBytes(file))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InvalidInputError(`${file} is not a text in UTF-8: save it in that encoding`)
  }
}

/** Runs the `zachetka` command as a person would, in a process of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { uniqueDatabaseUri } from './store.ts'

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

const command = path.resolve(import.meta.dirname, '../../src/zachetka.mjs')

/** @param input what is typed on standard input @param cwd the directory that somebody stands in */
export function zachetka(
  args: string[],
  environment: Record<string, string> = {},
  input = '',
  cwd = process.cwd(),
): Promise<Ran> {
  const env = { ...process.env, DATA_DIR: scratch(), LOG_LEVEL: 'error', ...environment }
  const child = spawn(process.execPath, [command, ...args], { env, cwd })
  child.stdin.end(input)
  return new Promise(resolve => {
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', chunk => {
      stdout += chunk
    })
    child.stderr.on('data', chunk => {
      stderr += chunk
    })
    child.once('close', code => resolve({ code, stdout, stderr }))
  })
}

/** A fresh directory. */
export const scratch = (): string => mkdtempSync(path.join(tmpdir(), 'zachetka-'))

/** A database of the running test store: starting an embedded store for every command would take longer than the command. */
export const onSharedStore = async (): Promise<{ MONGODB_URI: string; SECRET_KEY: string }> => ({
  MONGODB_URI: await uniqueDatabaseUri(),
  SECRET_KEY: 'a test key of more than thirty-two characters',
})

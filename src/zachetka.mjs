#!/usr/bin/env node
// The `zachetka` command: runs the built program, or, in a checkout, the sources as they stand.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const built = new URL('./cli.js', import.meta.url)
if (existsSync(built)) {
  await import(built.href)
} else {
  const { register } = await import('tsx/esm/api')
  // ours, wherever the command is called from: by default tsx looks in the working directory
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) })
  await import(new URL('./cli.ts', import.meta.url).href)
}

#!/usr/bin/env node
// The `zachetka` command: runs the built program, or, in a checkout, the sources as they stand.
import { existsSync } from 'node:fs'

const built = new URL('./cli.js', import.meta.url)
if (existsSync(built)) {
  await import(built.href)
} else {
  const { register } = await import('tsx/esm/api')
  register()
  await import(new URL('./cli.ts', import.meta.url).href)
}

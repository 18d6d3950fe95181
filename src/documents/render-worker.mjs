// The renderer's thread: runs the built module, or, in a checkout, the source as it stands.
import { existsSync } from 'node:fs'

const built = new URL('./render-thread.js', import.meta.url)
if (existsSync(built)) {
  await import(built.href)
} else {
  const { register } = await import('tsx/esm/api')
  register()
  await import(new URL('./render-thread.ts', import.meta.url).href)
}

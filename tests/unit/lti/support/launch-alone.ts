/** Run as a process of its own: begins and ends a launch, then prints which big packages that has loaded. */
import { createRequire } from 'node:module'
import { createLtijsLibrary } from '#lti/ltijs/ltijs-library'
import { createBench } from './bench.ts'
import '#lti/router'

createLtijsLibrary({
  uri: 'mongodb://127.0.0.1:9/x',
  secretKey: 's',
  allowPrivateAddresses: false,
  randomBytes: size => Buffer.alloc(size),
})
await createBench().launch()
const loaded = Object.keys(createRequire(import.meta.url).cache)
const packages = ['ltijs', 'mongoose', 'jsonwebtoken'].filter(name =>
  loaded.some(file => file.includes(`/node_modules/${name}/`)),
)
process.stdout.write(JSON.stringify(packages))

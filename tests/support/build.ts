/**
 * `npm run build`: TypeScript → `dist/`, with the subpath imports pointed at the emitted files and the files that are
 * read at run time (regulations, style sheets, scripts) beside them.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const dist = path.join(root, 'dist')

rmSync(dist, { recursive: true, force: true })
const compiler = path.join(root, 'node_modules/typescript-7/bin/tsc')
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })

const { name, version, type, imports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const emitted = Object.fromEntries(
  Object.entries(imports as Record<string, string>).map(([key, target]) => [
    key,
    target.replace(/\.tsx?$/, '.js'),
  ]),
)
writeFileSync(
  path.join(dist, 'package.json'),
  `${JSON.stringify({ name, version, type, private: true, imports: emitted }, null, 2)}\n`,
)

for (const folder of ['config', 'connectors', 'lti', 'src']) {
  cpSync(path.join(root, folder), path.join(dist, folder), {
    recursive: true,
    filter: source => !/\.(tsx?|md)$/.test(source),
  })
}

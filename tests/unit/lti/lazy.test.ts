import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'

describe('a launch by itself', () => {
  it('loads neither ltijs nor a mongoose', async () => {
    const script = fileURLToPath(new URL('./support/launch-alone.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script])
    expect(JSON.parse(stdout)).to.deep.equal(['jsonwebtoken'])
  })
})

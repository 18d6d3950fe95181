import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type DirectoryLock, lockDirectory } from '#store/embedded/lock'

describe('the lock of a directory', () => {
  let directory: string
  let held: DirectoryLock[]
  const take = async (): Promise<DirectoryLock> => {
    const lock = await lockDirectory(directory, action => action())
    held.push(lock)
    return lock
  }
  const outcomes = async (takers: Promise<unknown>[]): Promise<string[]> =>
    (await Promise.allSettled(takers)).map(each => (each.status === 'fulfilled' ? 'taken' : each.reason.code))
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'zachetka-lock-'))
    held = []
  })
  afterEach(async () => {
    for (const lock of held) await lock.release()
    rmSync(directory, { recursive: true, force: true })
  })

  it('is one owner’s until it lets go, and leaves nothing behind', async () => {
    const lock = await take()
    expect(await outcomes([take()])).to.deep.equal(['store_locked'])
    await lock.release()
    held = []
    expect(readdirSync(directory)).to.deep.equal([])
    expect(await outcomes([take()])).to.deep.equal(['taken'])
  })

  it('goes to one of many that find its owner dead', async () => {
    writeFileSync(join(directory, 'lock'), '')
    const found = await outcomes(Array.from({ length: 8 }, () => take()))
    expect(found.filter(each => each === 'taken')).to.have.length(1)
    expect(found.filter(each => each === 'store_locked')).to.have.length(7)
    expect(readdirSync(directory)).to.deep.equal(['lock'])
  })

  it('goes to one of many that find none', async () => {
    const found = await outcomes(Array.from({ length: 8 }, () => take()))
    expect(found.filter(each => each === 'taken')).to.have.length(1)
  })
})

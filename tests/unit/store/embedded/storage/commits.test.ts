import { tmpdir } from 'node:os'
import { expect } from 'chai'
import { Commits } from '#store/embedded/storage/commits'
import type { Environment } from '#store/embedded/storage/environment'

/** Files that forget a transaction whose action or whose flush fails. */
class Files {
  readonly path = tmpdir()
  rows: string[] = []
  flushes = 0
  failure: { code: number; message: string } | undefined

  transaction<T>(action: () => T): T {
    return this.#orNothing(() => {
      const result = action()
      if (this.failure) throw Object.assign(new TypeError(this.failure.message), this.failure)
      this.flushes++
      return result
    })
  }

  nested<T>(action: () => T): T {
    return this.#orNothing(action)
  }

  #orNothing<T>(action: () => T): T {
    const before = [...this.rows]
    try {
      return action()
    } catch (error) {
      this.rows = before
      throw error
    }
  }
}

describe('commits', () => {
  let files: Files
  let commits: Commits
  let memory: string[]
  beforeEach(() => {
    files = new Files()
    commits = new Commits(files as unknown as Environment)
    memory = []
  })

  const write = (row: string, fault?: Error): Promise<string> =>
    commits.run(() => {
      files.rows.push(row)
      memory.push(row)
      commits.onUndo(() => void memory.splice(memory.indexOf(row), 1))
      if (fault) throw fault
      return row
    })

  it('of one turn are flushed together', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map(row => write(row)))).to.deep.equal(['a', 'b', 'c'])
    expect(files).to.include({ flushes: 1 })
  })

  it('fail alone when their action fails', async () => {
    const settled = await Promise.allSettled([write('a'), write('b', new RangeError('no')), write('c')])
    expect(settled.map(each => each.status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect([files.rows, memory]).to.deep.equal([
      ['a', 'c'],
      ['a', 'c'],
    ])
  })

  it('all fail with 14031 on a full disk, and leave nothing in memory', async () => {
    await write('kept')
    files.failure = { code: 28, message: 'No space left on device' }
    const settled = await Promise.allSettled([write('a'), write('b')])
    expect(settled.map(each => each.status === 'rejected' && each.reason.code)).to.deep.equal([14031, 14031])
    expect([files.rows, memory]).to.deep.equal([['kept'], ['kept']])
    files.failure = undefined
    expect(await write('again')).to.equal('again')
  })

  it('all fail when the disk is full in the middle of one', async () => {
    const full = Object.assign(new TypeError('No space left on device'), { code: 28 })
    const settled = await Promise.allSettled([write('a'), write('b', full), write('c')])
    expect(settled.map(each => each.status === 'rejected' && each.reason.code)).to.deep.equal([
      14031, 14031, 14031,
    ])
    expect([files.rows, memory]).to.deep.equal([[], []])
  })

  it('end the store when a disk with space left cannot be written', async () => {
    files.failure = { code: 5, message: 'Input/output error' }
    expect((await write('a').catch(error => error)).code).to.equal('storage_broken')
  })
})

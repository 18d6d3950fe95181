/** What an LMS's frame refuses or answers for in its own name must not stand in a script of the pages (ux.md §6). */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'

const folder = path.resolve(import.meta.dirname, '../../../src/http/assets')
const scripts = readdirSync(folder)
  .filter(file => file.endsWith('.js'))
  .map(file => ({
    file,
    text: readFileSync(path.join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
  }))

const having = (pattern: RegExp, of = (text: string) => text): string[] =>
  scripts.filter(({ text }) => pattern.test(of(text))).map(({ file }) => file)

describe('the scripts of the pages', () => {
  it('open no box of the browser and ask nobody who leaves: frames block it', () => {
    expect(having(/(?<![.\w])(alert|confirm|prompt)\(|beforeunload|showModal/)).to.deep.equal([])
  })

  it('do without the clipboard of the browser and without cookies', () => {
    expect(having(/navigator\.clipboard|document\.cookie/)).to.deep.equal([])
  })

  it('touch storage only where its absence is caught', () => {
    const outsideOfTry = (text: string) => text.replace(/try \{[\s\S]*?\} catch/g, '')
    expect(having(/(local|session)Storage/)).to.deep.equal(['diagnosis.js'])
    expect(having(/(local|session)Storage/, outsideOfTry)).to.deep.equal([])
  })

  it('listen to messages only with a look at who sent them', () => {
    const deaf = scripts.filter(
      ({ text }) => /'message'/.test(text) && !/event\.source !== parent/.test(text),
    )
    expect(deaf.map(({ file }) => file)).to.deep.equal([])
  })

  it('take nothing away after a while: what was said stays until the next action', () => {
    const timers = scripts.flatMap(({ text }) => text.match(/setTimeout\([\s\S]*?\)\n/g) ?? [])
    expect(timers.filter(timer => /remove\(\)|hidden/.test(timer))).to.deep.equal([])
  })
})

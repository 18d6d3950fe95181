import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parseDockerfile, type Stage, valuesOf } from './dockerfile.ts'

const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'))
const last = stages.at(-1) as Stage
const all = (name: string): string[] => stages.flatMap(stage => valuesOf(stage, name))

/** Where in a stage the first instruction that matches stands; -1: nowhere. */
const placeOf = (stage: Stage, name: string, value: RegExp): number =>
  stage.instructions.findIndex(one => one.name === name && value.test(one.value))

describe('Dockerfile (rules as hadolint has them)', () => {
  it('names the version of every base image (DL3006, DL3007)', () => {
    const aliases = stages.map(stage => stage.alias)
    const bases = stages.map(stage => stage.base).filter(base => !aliases.includes(base))
    expect(bases).to.have.length.greaterThan(0)
    for (const base of bases) expect(base).to.match(/^[a-z./-]+:\d+[\w.-]*$/)
  })

  it('builds and runs on the same base', () => {
    expect(new Set(stages.map(stage => stage.base)).size).to.equal(1)
  })

  it('runs as a user without rights, whom no later instruction makes root again (DL3002)', () => {
    expect(valuesOf(last, 'USER')).to.deep.equal(['node'])
  })

  it('installs before it copies sources, so that a change of a source installs nothing again', () => {
    const installing = stages.filter(stage => placeOf(stage, 'RUN', /^npm ci/) >= 0)
    expect(installing).to.have.lengthOf(2)
    for (const stage of installing) {
      const install = placeOf(stage, 'RUN', /^npm ci/)
      expect(placeOf(stage, 'COPY', /package-lock\.json/)).to.be.within(0, install - 1)
      const sources = placeOf(stage, 'COPY', /^(src|\.)\s/)
      if (sources >= 0) expect(sources).to.be.greaterThan(install)
    }
  })

  it('carries no development dependency and no source into the image that runs', () => {
    const copied = valuesOf(last, 'COPY')
    const modules = copied.find(value => value.includes('node_modules')) ?? ''
    const from = /^--from=(\S+)/.exec(modules)?.[1]
    const origin = stages.find(stage => stage.alias === from) as Stage
    expect(valuesOf(origin, 'RUN')).to.deep.equal(['npm ci --omit=dev'])
    expect(copied.filter(value => /(^|\s|\/)(src|tests|lti|connectors)\s/.test(value))).to.deep.equal([])
  })

  it('installs by the lock alone, and nothing over a pipe or with sudo (DL3004, DL3016, DL4006)', () => {
    for (const run of all('RUN')) expect(run).not.to.match(/npm (i|install)\b|\bsudo\b|curl|wget|\|/)
  })

  it('copies instead of adding, into absolute directories (DL3000, DL3020)', () => {
    expect(all('ADD')).to.deep.equal([])
    for (const directory of all('WORKDIR')) expect(directory).to.match(/^\//)
  })

  it('says how it is started and whether it is well without a shell between (DL3025)', () => {
    for (const name of ['ENTRYPOINT', 'CMD']) expect(valuesOf(last, name)).to.have.lengthOf(1)
    const [health = ''] = valuesOf(last, 'HEALTHCHECK')
    expect(health)
      .to.match(/CMD \[.+\]$/)
      .and.to.include('/health/ready')
    for (const value of [...valuesOf(last, 'ENTRYPOINT'), ...valuesOf(last, 'CMD')])
      expect(JSON.parse(value)).to.be.an('array')
  })

  it('holds no secret', () => {
    for (const value of [...all('ENV'), ...all('ARG')]) expect(value).not.to.match(/secret|token|password/i)
  })

  it('copies only what is there', () => {
    const sources = stages.flatMap(stage =>
      valuesOf(stage, 'COPY')
        .filter(value => !value.startsWith('--from'))
        .flatMap(value => value.split(/\s+/).slice(0, -1)),
    )
    expect(sources.filter(path => !existsSync(path))).to.deep.equal([])
    expect(sources.length).to.be.greaterThan(0)
  })
})

import { readFileSync } from 'node:fs'
import { expect } from 'chai'

interface Locked {
  optionalDependencies?: Record<string, string>
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>
}

describe('package-lock.json', () => {
  it('names the binaries of every platform, so that npm ci works whatever a registry has and wherever it runs', () => {
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter(name => !packages[`node_modules/${name}`])
    expect(missing).to.deep.equal([])
  })
})

import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'yaml'
import { type VariableName, variables } from '#config/schema'

interface Service {
  image: string
  build?: string
  command: string[]
  environment?: Record<string, string>
  healthcheck?: { test: string[] }
  depends_on?: Record<string, { condition: string }>
  volumes?: string[]
  ports?: string[]
  restart?: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  privileged?: boolean
}

const { services, volumes } = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const service = (name: string): Service => services[name] as Service
const ours = ['web', 'worker']
const nodes = ['mongo1', 'mongo2', 'mongo3']

describe('compose.yaml', () => {
  it('runs pages, a worker and a replica set of three, nothing else but what makes the set', () => {
    expect(Object.keys(services).sort()).to.deep.equal([...nodes, 'mongo-init', ...ours].sort())
    expect(ours.map(name => service(name).command)).to.deep.equal([['web'], ['worker']])
  })

  it('gives each node of the set a check and a volume of its own', () => {
    const kept = nodes.map(name => {
      const { healthcheck, volumes: mounted = [], command } = service(name)
      expect(healthcheck?.test.join(' ')).to.include('ping')
      expect(command).to.include('--replSet')
      return mounted[0]?.split(':')[0]
    })
    expect(new Set(kept).size).to.equal(3)
    expect(Object.keys(volumes).sort()).to.deep.equal([...kept].sort())
  })

  it('makes the set of exactly the nodes that the service is told of', () => {
    const made = [
      ...service('mongo-init')
        .command.join(' ')
        .matchAll(/host: '(\w+):27017'/g),
    ].map(m => m[1])
    const told = [...(service('web').environment?.MONGODB_URI ?? '').matchAll(/(\w+):27017/g)].map(m => m[1])
    expect(made).to.deep.equal(nodes)
    expect(told).to.deep.equal(nodes)
  })

  it('passes on every variable that somebody may set, but those of the image', () => {
    const ofTheImage = ['PORT', 'HOST', 'DATA_DIR']
    for (const name of ours)
      expect(Object.keys(service(name).environment ?? {}).sort()).to.deep.equal(
        Object.keys(variables)
          .filter(variable => !ofTheImage.includes(variable))
          .sort(),
      )
  })

  it('starts only on a set that is there', () => {
    for (const name of ours) {
      expect(service(name).depends_on?.['mongo-init']?.condition).to.equal('service_completed_successfully')
    }
    for (const node of nodes) {
      expect(service('mongo-init').depends_on?.[node]?.condition).to.equal('service_healthy')
    }
  })

  it('demands the secrets and holds none', () => {
    for (const name of ours) {
      const { SECRET_KEY, PUBLIC_URL } = service(name).environment ?? {}
      expect(SECRET_KEY).to.match(/^\$\{SECRET_KEY:\?/)
      expect(PUBLIC_URL).to.match(/^\$\{PUBLIC_URL:\?/)
    }
  })

  it('sets only variables that the configuration knows, to values that it takes', () => {
    for (const [name, text] of Object.entries(service('web').environment ?? {})) {
      expect(variables).to.have.property(name)
      const fallback = /^\$\{\w+:-(.*)\}$/.exec(text)?.[1] ?? text
      // empty counts as absent
      if (fallback === '' || fallback.includes('${')) continue
      expect(variables[name as VariableName].schema.safeParse(fallback).success, name).to.equal(true)
    }
  })

  it('names a version of every image that it pulls', () => {
    for (const { image } of Object.values(services)) expect(image).to.match(/:(?!latest$)[\w.-]+$/)
  })

  it('publishes the pages to this host alone and the store to nobody', () => {
    expect(service('web').ports).to.deep.equal(['127.0.0.1:3000:3000'])
    for (const name of [...nodes, 'mongo-init', 'worker']) expect(service(name).ports).to.equal(undefined)
  })

  it('runs the service without rights on a file system that it cannot write', () => {
    for (const name of ours) {
      const { read_only, cap_drop, security_opt, privileged } = service(name)
      expect({ read_only, cap_drop, security_opt, privileged }).to.deep.equal({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        privileged: undefined,
      })
    }
  })

  it('checks the worker, which has no pages to ask, with a command that there is', () => {
    expect(service('worker').healthcheck?.test.slice(0, 4)).to.deep.equal([
      'CMD',
      'node',
      'dist/src/cli.js',
      'doctor',
    ])
  })
})

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import express, { type ErrorRequestHandler } from 'express'
import { credentialRoutes } from '#http/routes/register/credentials'

const published = {
  publicKey: async (id: string) =>
    id === 'k1' ? { kty: 'RSA', kid: 'https://z.example/credentials/keys/k1' } : null,
  publicKeys: async () => ({ keys: [{ kty: 'RSA' }] }),
  statusList: async (number: number) => (number === 0 ? { id: 'x', jwt: 'a.b.c' } : null),
  issuer: async (id: string) => (id === 'i1' ? { id, type: ['Profile'], name: 'Институт' } : null),
}
const answer: ErrorRequestHandler = (error, _req, res, _next) => void res.status(error.status ?? 500).end()

describe('what is published for verifiers', () => {
  let server: Server
  before(done => {
    const app = express()
    app.use(credentialRoutes({ credentials: published }))
    app.use(answer)
    server = app.listen(0, '127.0.0.1', () => done())
  })
  after(() => server.close())
  const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)

  it('is keys by their stable address, the set of them, issuers, and status lists as text', async () => {
    expect(await (await get('/credentials/keys/k1')).json()).to.include({ kty: 'RSA' })
    expect(await (await get('/credentials/keys')).json()).to.deep.equal({ keys: [{ kty: 'RSA' }] })
    expect(await (await get('/issuers/i1')).json()).to.include({ name: 'Институт' })
    const list = await get('/credentials/status/0')
    expect([await list.text(), list.headers.get('content-type')]).to.deep.equal([
      'a.b.c',
      'text/plain; charset=utf-8',
    ])
    expect(list.headers.get('cache-control')).to.equal('no-cache')
  })

  it('answers 404 for what was never there', async () => {
    for (const path of [
      '/credentials/keys/x',
      '/issuers/x',
      '/credentials/status/1',
      '/credentials/status/-1',
      '/credentials/status/x',
    ])
      expect((await get(path)).status, path).to.equal(404)
  })
})

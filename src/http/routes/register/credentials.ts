import { type RequestHandler, Router } from 'express'
import type { Credentials } from '#credits/credentials/contract'
import { PageNotFoundError } from '../../errors.ts'

export type Published = Pick<Credentials, 'publicKey' | 'publicKeys' | 'statusList' | 'issuer' | 'verify'>

/** What a verifier of our credentials needs, public: keys for ever, status lists as of now, who the issuer is. */
export function credentialRoutes({ credentials }: { credentials: Omit<Published, 'verify'> }): Router {
  const router = Router()
  router.get('/credentials/keys', (_req, res, next) => {
    credentials
      .publicKeys()
      .then(keys => res.setHeader('Cache-Control', 'public, max-age=300').json(keys), next)
  })
  router.get(
    '/credentials/keys/:id',
    json(id => credentials.publicKey(id), 'public, max-age=86400'),
  )
  router.get(
    '/issuers/:id',
    json(id => credentials.issuer(id), 'public, max-age=300'),
  )
  router.get('/credentials/status/:number', (req, res, next) => {
    const number = /^\d{1,9}$/.test(req.params.number) ? Number(req.params.number) : -1
    credentials
      .statusList(number)
      .then(list => {
        if (!list) throw new PageNotFoundError('no such status list')
        res.setHeader('Cache-Control', 'no-cache').type('text/plain').send(list.jwt)
      })
      .catch(next)
  })
  return router
}

function json(find: (id: string) => Promise<object | null>, caching: string): RequestHandler<{ id: string }> {
  return (req, res, next) => {
    find(req.params.id)
      .then(found => {
        if (!found) throw new PageNotFoundError('nothing is published here')
        res.setHeader('Cache-Control', caching).json(found)
      })
      .catch(next)
  }
}

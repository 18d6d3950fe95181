import type { Request, RequestHandler, Response } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import type { Limits } from '../deps.ts'
import { TooManyChecksError, TooManyRequestsError } from '../errors.ts'

/** A school may launch from behind one address, and a launch takes two or three requests. */
export const DEFAULT_LIMITS: Limits = { launch: 6000, verify: 30, api: 600 }

/** At most `limit` requests a minute; more are told in words to wait. */
export function limitRate(
  what: keyof Limits,
  limit: number,
  keyOf: (req: Request, res: Response) => string = addressOf,
): RequestHandler {
  const TooMany = what === 'verify' ? TooManyChecksError : TooManyRequestsError
  return rateLimit({
    windowMs: 60_000,
    limit,
    keyGenerator: keyOf,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new TooMany(`more than ${limit} a minute`, { what, limit })),
  })
}

export const addressOf = (req: Request): string => ipKeyGenerator(req.ip ?? '')

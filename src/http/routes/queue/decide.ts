import { type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { InvalidInputError } from '#domain/errors'
import type { Hours } from '#domain/hours'
import { madeAt, parseInput } from '../../input.ts'
import { batchNotice } from '../../notice.ts'
import { AcceptPage } from '../../pages/queue/decide.page.tsx'
import { backOf } from '../back.ts'
import { addressOf, foundLine } from '../book/found-line.ts'
import { actorOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'
import { correct, showCorrect } from './correct.ts'

/** What a curator decides on a single entry, each on a page of its own. */
export function decideRoutes(context: RouteContext): Router {
  const router = Router()
  const at = '/learners/:learnerId/entries/:entryId'
  router.get(`${at}/accept`, showAccept(context))
  router.post(`${at}/accept`, accept(context))
  router.post(`${at}/tariff`, countByTariff(context))
  router.get(`${at}/correct`, showCorrect(context))
  router.post(`${at}/correct`, correct(context))
  return router
}

function showAccept(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const found = await foundLine(context, req, res)
    const view = viewOf(context, req, res)
    page(res, h(AcceptPage, { view, ...found, address: addressOf(found), back: backOf(req) }))
  }
}

function accept(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.entryId)
    const { seenAt: key } = parseInput(z.object({ seenAt: madeAt }), req.body)
    const chosen = definedOnly({ entryIds: [id], despiteRemarks: [id], key })
    const result = await context.credits.confirmEntries(actorOf(res), chosen)
    redirectWith(context, res, backOf(req), batchNotice('confirmed', result))
  }
}

/** Two steps of the history in one press: corrected to the tariff's hours, then confirmed. */
function countByTariff(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const entryId = String(req.params.entryId)
    const { seenAt } = parseInput(z.object({ seenAt: madeAt }), req.body)
    const hours = await tariffOf(context, res, entryId)
    const reason = viewOf(context, req, res).t.queue.tariffReason
    const corrected = await context.credits.correctEntry(actor, { entryId, hours, reason })
    const chosen = definedOnly({ entryIds: [corrected.id], key: seenAt })
    const result = await context.credits.confirmEntries(actor, chosen)
    redirectWith(context, res, backOf(req), batchNotice('confirmed', result))
  }
}

/** Worked out here; the browser is not believed. */
async function tariffOf(context: RouteContext, res: Response, entryId: string): Promise<Hours> {
  const [row] = await context.credits.readEntries(actorOf(res), { entryIds: [entryId] })
  if (!row?.tariffHours) throw new InvalidInputError('the entry has the hours of the tariff already')
  return row.tariffHours
}

/** `explain` of a find, count, distinct, aggregate, update, delete or findAndModify; nothing is changed. */
import { leadingQuery } from '../aggregate/pipeline.ts'
import { type Doc, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { findRows } from '../query/find.ts'
import { type IndexScan, type Plan, planQuery, type Query } from '../query/plan.ts'
import { freeMeter } from '../query/scan.ts'
import { type Command, type Context, collectionOf, documentField, namespaceOf, queryOf } from './command.ts'

const readers: Record<string, (command: Doc) => Query> = {
  find: command => queryOf(documentField(command, 'filter'), command),
  count: command => queryOf(documentField(command, 'query'), command),
  distinct: command => queryOf(documentField(command, 'query'), command),
  aggregate: command => leadingQuery(command.pipeline).query,
  findAndModify: command => ({ ...queryOf(documentField(command, 'query'), command), limit: 1 }),
  update: ({ updates: [first] }) => ({ ...queryOf(first.q, first), limit: first.multi === true ? 0 : 1 }),
  delete: ({ deletes: [first] }) => queryOf(first.q, first),
}

export const explain: Command = {
  options: 'verbosity',
  run: ({ verbosity = 'allPlansExecution' }, context) => {
    const command = context.target
    if (!isDocument(command)) throw failedToParse('explain needs a command')
    const [name = ''] = Object.keys(command)
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (!read) throw new CommandError(59, `Explain failed due to unknown command: ${name}`)
    return explainQuery({ ...context, target: command[name] }, read(command), command, verbosity)
  },
}

/** The stages chosen for a query, and what running them reads: with `executionStats` it is run. */
export function explainQuery(context: Context, query: Query, command: Doc, verbosity = 'queryPlanner'): Doc {
  const { storage, db } = context
  const collection = collectionOf(context)
  const winningPlan = collection ? describePlan(planQuery(storage, collection, query)) : { stage: 'EOF' }
  const namespace = namespaceOf(context)
  const queryPlanner = { namespace, parsedQuery: query.filter, winningPlan, rejectedPlans: [] }
  const { lsid, $db, ...shown } = command
  const stats = verbosity === 'queryPlanner' ? {} : { executionStats: execute(context, query, winningPlan) }
  return { explainVersion: '1', queryPlanner, ...stats, command: { ...shown, $db: db }, ok: 1 }
}

function execute(context: Context, query: Query, executionStages: Doc): Doc {
  const meter = freeMeter()
  const startedAt = performance.now()
  const nReturned = [...findRows(context.storage, collectionOf(context), query, meter)].length
  const executionTimeMillis = Math.floor(performance.now() - startedAt)
  const read = { totalKeysExamined: meter.keys, totalDocsExamined: meter.documents }
  return { executionSuccess: true, nReturned, executionTimeMillis, ...read, executionStages }
}

function describePlan(plan: Plan): Doc {
  const access = describeAccess(plan)
  return plan.sorted ? access : { stage: 'SORT', inputStage: access }
}

function describeAccess({ scans, reverse }: Plan): Doc {
  const direction = reverse ? 'backward' : 'forward'
  const [first, ...others] = scans.map(scan => ({ ...describeScan(scan), direction }))
  if (!first) return { stage: 'COLLSCAN', direction }
  if (others.length > 0)
    return { stage: 'FETCH', inputStage: { stage: 'OR', inputStages: [first, ...others] } }
  return first.stage === 'IDHACK' ? first : { stage: 'FETCH', inputStage: first }
}

function describeScan({ index, bounded, ranges }: IndexScan) {
  const stage = index.name === '_id_' && bounded === 1 && ranges.length === 1 ? 'IDHACK' : 'IXSCAN'
  const isMultiKey = index.multikey.includes(true)
  return { stage, keyPattern: index.key, indexName: index.name, isMultiKey, boundedFields: bounded }
}

/** What `explain` tells of a query: the stages chosen, and what running them read. */
import type { Doc } from '../bson/codec.ts'
import { findRows, freeMeter, planOf, type Query } from '../query/find.ts'
import type { Plan } from '../query/plan.ts'
import type { Context } from './command.ts'

/** The reply to `explain`; with `executionStats` the query is run. */
export function explainQuery(
  context: Context,
  name: string,
  query: Query,
  command: Doc,
  verbosity = 'queryPlanner',
): Doc {
  const { storage, db } = context
  const collection = storage.catalog.find(db, name)
  const winningPlan = collection ? describePlan(planOf(storage, collection, query)) : { stage: 'EOF' }
  const queryPlanner = {
    namespace: `${db}.${name}`,
    parsedQuery: query.filter,
    winningPlan,
    rejectedPlans: [],
  }
  const { lsid, $db, ...shown } = command
  const stats =
    verbosity === 'queryPlanner' ? {} : { executionStats: execute(context, name, query, winningPlan) }
  return { explainVersion: '1', queryPlanner, ...stats, command: { ...shown, $db: db }, ok: 1 }
}

function execute({ storage, db }: Context, name: string, query: Query, executionStages: Doc): Doc {
  const meter = freeMeter()
  const startedAt = process.hrtime.bigint()
  const nReturned = [...findRows(storage, storage.catalog.find(db, name), query, meter)].length
  const executionTimeMillis = Number((process.hrtime.bigint() - startedAt) / 1_000_000n)
  const read = { totalKeysExamined: meter.keys, totalDocsExamined: meter.documents }
  return { executionSuccess: true, nReturned, executionTimeMillis, ...read, executionStages }
}

function describePlan(plan: Plan): Doc {
  const access = describeAccess(plan)
  return plan.sorted ? access : { stage: 'SORT', inputStage: access }
}

function describeAccess({ scans, reverse }: Plan): Doc {
  const direction = reverse ? 'backward' : 'forward'
  const stages = scans.map(({ index, bounded, ranges }) => {
    const isId = index.name === '_id_' && bounded === 1 && ranges.length === 1
    const about = {
      keyPattern: index.key,
      indexName: index.name,
      isMultiKey: index.multikey.includes(true),
      direction,
    }
    return { stage: isId ? 'IDHACK' : 'IXSCAN', ...about, boundedFields: bounded }
  })
  if (stages.length === 0) return { stage: 'COLLSCAN', direction }
  if (stages.length > 1) return { stage: 'FETCH', inputStage: { stage: 'OR', inputStages: stages } }
  return stages[0]?.stage === 'IDHACK' ? stages[0] : { stage: 'FETCH', inputStage: stages[0] }
}

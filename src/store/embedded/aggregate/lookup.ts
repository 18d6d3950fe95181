/** `$lookup`: by equal fields through the other collection's index, by pipeline with variables, or both. */
import { type Doc, isDocument } from '../bson/codec.ts'
import { failedToParse } from '../errors.ts'
import { evaluate } from '../query/expression.ts'
import { valuesAt } from '../query/paths.ts'
import type { RunPipeline, Source } from './source.ts'

interface Lookup {
  from: string
  as: string
  localField?: string
  foreignField?: string
  let: Doc
  pipeline: Doc[]
}

function parse(argument: unknown): Lookup {
  const {
    from,
    as,
    localField,
    foreignField,
    let: variables = {},
    pipeline = [],
  } = isDocument(argument) ? argument : {}
  const byField = typeof localField === 'string' && typeof foreignField === 'string'
  if (typeof from !== 'string' || typeof as !== 'string' || as.includes('.') || !Array.isArray(pipeline))
    throw failedToParse('$lookup needs from, as (one name) and localField with foreignField or a pipeline')
  if (
    !byField &&
    (localField !== undefined || foreignField !== undefined || !('pipeline' in (argument as Doc)))
  )
    throw failedToParse('$lookup requires either a pipeline or both localField and foreignField')
  return { from, as, ...(byField ? { localField, foreignField } : {}), let: variables, pipeline }
}

/** Adds to each document the foreign documents found for it. */
export function* lookup(docs: Doc[], argument: unknown, source: Source, run: RunPipeline): Generator<Doc> {
  const spec = parse(argument)
  for (const doc of docs) yield { ...doc, [spec.as]: foreign(doc, spec, source, run) }
}

function foreign(doc: Doc, spec: Lookup, source: Source, run: RunPipeline): Doc[] {
  const own = Object.entries(spec.let).map(([name, expression]) => [
    name,
    evaluate(expression, doc, source.variables) ?? null,
  ])
  const inner = { ...source, variables: { ...source.variables, ...Object.fromEntries(own) } }
  return run(
    inner,
    spec.from,
    spec.localField === undefined ? spec.pipeline : [equalFields(doc, spec), ...spec.pipeline],
  )
}

function equalFields(doc: Doc, { localField = '', foreignField = '' }: Lookup): Doc {
  const values = valuesAt(doc, localField.split('.')).map(value => value ?? null)
  return { $match: { [foreignField]: { $in: values } } }
}

/** `explain` of a find, count, distinct, aggregate, update, delete or findAndModify; nothing is changed. */
import { leadingQuery } from '../aggregate/pipeline.ts'
import { type Doc, isDocument } from '../bson/codec.ts'
import { CommandError, failedToParse } from '../errors.ts'
import type { Query } from '../query/find.ts'
import { type Command, collectionName, documentField } from './command.ts'
import { explainQuery } from './explain-query.ts'
import { queryOf } from './find.ts'
import { writeQuery } from './write.ts'

const readers: Record<string, (command: Doc) => Query> = {
  find: command => queryOf(command, 'filter'),
  count: command => queryOf(command, 'query'),
  distinct: command => queryOf(command, 'query'),
  aggregate: command => leadingQuery(command.pipeline).query,
  findAndModify: command => writeQuery(documentField(command, 'query'), 1, command),
  update: command => writeQuery(command.updates[0].q, command.updates[0].multi === true ? 0 : 1, {}),
  delete: command => writeQuery(command.deletes[0].q, Number(command.deletes[0].limit), {}),
}

export const explain: Command = {
  name: 'explain',
  mode: 'read',
  fields: ['verbosity'],
  run: (body, context) => {
    const command = body.explain
    const name = isDocument(command) ? (Object.keys(command)[0] ?? '') : ''
    if (!isDocument(command)) throw failedToParse('explain needs a command')
    if (!Object.hasOwn(readers, name))
      throw new CommandError(59, `Explain failed due to unknown command: ${name}`)
    const query = (readers[name] as (command: Doc) => Query)(command)
    return explainQuery(
      context,
      collectionName(command, name),
      query,
      command,
      body.verbosity ?? 'allPlansExecution',
    )
  },
}

import { expect } from 'chai'
import type { Role } from '#domain/access/actor'
import { type AppError, ForbiddenError, NotFoundError } from '#domain/errors'
import { CsrfError } from '#http/errors'
import { describeFailure, failureWords } from '#http/failure'
import { speech } from '#http/say'
import type { View } from '#http/view'
import { ru } from '#http/words/ru'

const view = { t: ru, say: speech('ru'), actor: { roles: ['curator'] as Role[] } } as unknown as View
const causeOf = (error: AppError): string => failureWords(describeFailure(error), view)[1]

describe('the words of a refusal', () => {
  const REFUSED: [fact: string, error: AppError, cause: string][] = [
    [
      'name the roles that may and the one that one is',
      new ForbiddenError('no', { roles: 'issuer, administrator' }),
      'Это может делать: организация, выдающая документы, администратор. Вы вошли как куратор.',
    ],
    [
      'call the operator and whoever made the thing by what people call them',
      new ForbiddenError('no', { roles: 'registrant, system' }),
      'Это может делать: тот, кто подключил эту LMS, оператор. Вы вошли как куратор.',
    ],
    [
      'name one’s own role where another role alone would not help',
      new ForbiddenError('no'),
      'Это может делать другая роль. Вы вошли как куратор.',
    ],
    [
      'speak of roles where these are the reason, and only there',
      new NotFoundError('no'),
      ru.errors.not_found[1],
    ],
    ['say nothing of the person to another site', new CsrfError('no'), ru.errors.csrf[1]],
  ]
  for (const [fact, error, cause] of REFUSED) {
    it(fact, () => {
      expect(causeOf(error)).to.equal(cause)
    })
  }
})

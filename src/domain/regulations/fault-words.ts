/** Faults of the shape of a regulation file, in words: what is wrong, and what to do, in both languages. */
import type { z } from 'zod'

/** What a fault says in one language. */
export interface FaultWords {
  message: string
  remedy: string
}

/** English, and Russian beside it. */
export interface Told extends FaultWords {
  ru: FaultWords
}

export function told(message: string, remedy: string, messageRu: string, remedyRu: string): Told {
  return { message, remedy, ru: { message: messageRu, remedy: remedyRu } }
}

/** zod tells a missing key only by its message. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
}

/** The Russian words that a check of ours gave along with its English ones. */
function ownRussian(issue: z.core.$ZodIssue): string | undefined {
  const params = 'params' in issue ? (issue.params as { ru?: unknown } | undefined) : undefined
  return typeof params?.ru === 'string' ? params.ru : undefined
}

const TYPES_RU: Readonly<Record<string, string>> = {
  string: 'строка',
  number: 'число',
  int: 'целое число',
  boolean: 'true или false',
  array: 'список',
  object: 'раздел с ключами',
}

function missing(name: string): Told {
  return told(`${name} is missing`, 'Add the key.', `нет ключа ${name}`, 'Добавьте ключ.')
}

function range(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Told {
  const limit = issue.code === 'too_big' ? `больше ${issue.maximum}` : `меньше ${issue.minimum}`
  const size = ['array', 'string'].includes(issue.origin) ? 'слишком короткое или длинное: ' : 'значение '
  return told(issue.message, 'Bring the value into the range.', `${size}${limit}`, 'Исправьте значение.')
}

/** Messages of the two places where a file may say a thing in two ways. */
export const NOT_A_STEP = 'not a step: a role such as head, or { does, by, optional }'
export const NOT_HOURS = 'not a number of hours'

const notAStep = told(
  NOT_A_STEP,
  'Name a role, or what the step does and by whom; docs/writing-a-regulation.md lists both.',
  'это не шаг: нужна роль, например head, или { does, by, optional }',
  'Укажите роль или что и кто делает; списки — в docs/writing-a-regulation.md.',
)

const notHours = told(
  NOT_HOURS,
  'Give a number such as 8 or 36.5.',
  'это не число часов',
  'Дайте число, например 8 или 36.5.',
)

/** The words of one issue; `key` names an unknown or missing key. */
export function wordsOfIssue(issue: z.core.$ZodIssue, key: string): Told {
  if (isMissing(issue)) return missing(key)
  switch (issue.code) {
    case 'unrecognized_keys':
      return told(
        `unknown key ${key}`,
        'Remove the key or correct its spelling.',
        `неизвестный ключ ${key}`,
        'Уберите ключ или исправьте его имя.',
      )
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return told(issue.message, `Use one of: ${values}.`, 'такого значения нет', `Выберите: ${values}.`)
    }
    case 'invalid_type': {
      const type = TYPES_RU[issue.expected] ?? issue.expected
      return told(
        issue.message,
        `Give a value of type ${issue.expected}.`,
        `не тот тип, нужно: ${type}`,
        `Дайте значение: ${type}.`,
      )
    }
    case 'invalid_union':
      return issue.message === NOT_A_STEP ? notAStep : notHours
    case 'too_small':
    case 'too_big':
      return range(issue)
    default:
      return told(
        issue.message,
        'Correct the value; docs/regulations.md lists the fields.',
        ownRussian(issue) ?? 'значение не подходит',
        'Исправьте значение; поля описаны в docs/regulations.md.',
      )
  }
}

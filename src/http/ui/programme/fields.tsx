import type { ComponentChildren } from 'preact'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Field } from '../form.tsx'

interface TextProps {
  view: View
  id: string
  /** Default: the id. */
  name?: string
  label: string
  hint?: string
  value: string
  longest?: number
  error?: string | undefined
  /** Hours, years: short, on a keypad. */
  isNumber?: boolean
  isFixed?: boolean
}

/** One line of text with its label, hint and error. */
export function Text(props: TextProps) {
  const { view, id, name = id, label, hint, value, longest = 300, error, isNumber, isFixed } = props
  return (
    <Field id={id} label={label} {...(hint && { hint })} error={error}>
      {described => (
        <input
          {...{ id, name, value, maxLength: longest }}
          readOnly={isFixed}
          {...(isNumber ? { inputMode: 'decimal' as const } : contentLang(view))}
          {...described}
        />
      )}
    </Field>
  )
}

interface ChoiceProps {
  id: string
  name: string
  label: string
  chosen: string
  of: readonly string[]
  words: Readonly<Record<string, string>>
  /** Words of no choice, if there may be none. */
  none?: string
}

export const Choice = ({ id, name, label, chosen, of, words, none }: ChoiceProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} name={name}>
      {none !== undefined && <option value="">{none}</option>}
      {of.map(each => (
        <option key={each} value={each} selected={each === chosen}>
          {words[each]}
        </option>
      ))}
    </select>
  </div>
)

interface TickProps {
  id: string
  name: string
  value: string
  checked: boolean
  children: ComponentChildren
}

export const Tick = ({ id, name, value, checked, children }: TickProps) => (
  <label class="tick" for={id}>
    <input type="checkbox" {...{ id, name, value, checked }} />
    {children}
  </label>
)

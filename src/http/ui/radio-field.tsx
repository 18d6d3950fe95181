import type { ComponentChildren } from 'preact'

interface RadioFieldProps {
  /** Of the inputs; errors lead to the first of them, whose id it is. */
  name: string
  legend: string
  hint?: string | undefined
  error: string | undefined
  options: readonly { value: string; words: ComponentChildren }[]
  /** Nothing is chosen where no option has it. */
  chosen: string
}

/** One choice of some, all of them in sight; arrow keys move within it. */
export function RadioField({ name, legend, hint, error, options, chosen }: RadioFieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <fieldset class={`field${error ? ' wrong' : ''}`} aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p class="muted" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <div class="choices">
        {options.map(({ value, words }, i) => (
          <label class="tick" key={value}>
            <input
              type="radio"
              id={i === 0 ? name : `${name}-${value}`}
              name={name}
              value={value}
              checked={chosen === value}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

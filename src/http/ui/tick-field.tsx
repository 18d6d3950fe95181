interface TickFieldProps {
  /** Of the box and of what it sends: `yes`. */
  id: string
  label: string
  hint?: string
  error?: string | undefined
  checked?: boolean
  /** What cannot be undone takes one tick. */
  required?: boolean
}

/** One box to tick; what is wrong stands at it, in the words of the summary. */
export function TickField({ id, label, hint, error, checked = false, required = false }: TickFieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={`field${error ? ' wrong' : ''}`}>
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <label class="tick" for={id}>
        <input
          type="checkbox"
          {...{ id, checked, required }}
          name={id}
          value="yes"
          aria-describedby={described || undefined}
          aria-invalid={error ? 'true' : undefined}
        />
        {label}
      </label>
      {hint && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

import type { View } from '../view.ts'

/** A value to be copied: it can be selected in any case, the button is a convenience. */
export function CopyField({
  view,
  id,
  label,
  value,
  foreign,
}: {
  view: View
  id: string
  label: string
  value: string
  /** The label is the LMS's own, in its language. */
  foreign?: boolean
}) {
  const lang = foreign && view.lang === 'ru' && !/[а-яё]/i.test(label) ? { lang: 'en' } : {}
  return (
    <div class="field address">
      <label for={id} {...lang}>
        {label}
      </label>
      <div class="copy">
        <input id={id} readOnly value={value} />
        <button type="button" class="js" data-copy={id} data-label={label}>
          {view.t.connect.copy}
          <span class="vh">: {label}</span>
        </button>
      </div>
    </div>
  )
}

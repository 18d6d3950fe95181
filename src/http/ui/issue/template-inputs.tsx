import type { ComponentChildren } from 'preact'
import type { TemplateView } from '#credits/templates/contract'
import { fieldId } from '../../template-form.ts'
import type { View } from '../../view.ts'
import { Field } from '../form.tsx'

export interface TemplateFieldProps {
  view: View
  template: TemplateView
  errors: Readonly<Record<string, string>>
}

export const LONGEST = 300

/** One line of text under the path that faults name. */
export function Text({
  errors,
  path,
  label,
  hint,
  value,
  lang,
}: Pick<TemplateFieldProps, 'errors'> & {
  path: string
  label: string
  hint?: string
  value: string
  lang?: { lang?: string }
}) {
  const id = fieldId(path)
  return (
    <Field id={id} label={label} {...(hint && { hint })} error={errors[id]}>
      {described => (
        <input
          id={id}
          name={id}
          value={value}
          maxLength={LONGEST * 2}
          autocomplete="off"
          {...lang}
          {...described}
        />
      )}
    </Field>
  )
}

export function Group({
  id,
  legend,
  errors,
  children,
}: {
  id: string
  legend: string
  errors: TemplateFieldProps['errors']
  children: ComponentChildren
}) {
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      class={errors[id] ? 'wrong' : ''}
      aria-describedby={errors[id] ? `${id}-error` : undefined}
    >
      <legend class="big">{legend}</legend>
      {errors[id] && (
        <p class="error" id={`${id}-error`}>
          {errors[id]}
        </p>
      )}
      {children}
    </fieldset>
  )
}

export function ImageChoice({
  view,
  template,
  errors,
  path,
  label,
  chosen,
}: TemplateFieldProps & { path: string; label: string; chosen: string | undefined }) {
  const id = fieldId(path)
  const isKnown = chosen === undefined || template.images.some(each => each.id === chosen)
  return (
    <Field id={id} label={label} error={errors[id]}>
      {described => (
        <select id={id} name={id} {...described}>
          <option value="">{view.t.templates.noImage}</option>
          {!isKnown && (
            <option value={chosen} selected>
              {chosen?.slice(0, 8)}
            </option>
          )}
          {template.images.map(image => (
            <option key={image.id} value={image.id} selected={image.id === chosen}>
              {`${image.name} (${image.width}×${image.height})`}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

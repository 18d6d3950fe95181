import type { NameView } from '#credits/templates/contract'
import { fullName } from '#domain/names/full-name'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions, Seen } from '../../ui/form.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export const NAME_FORMS = ['genitive', 'dative', 'latin'] as const

interface Props {
  view: View
  names: NameView
  /** What stands in the fields. */
  written: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  notice: Notice | null
}

/** A learner's name in the cases of forms: proposed by rules, corrected here. */
export function NamesPage({ view, names, written, errors, notice }: Props) {
  const { t } = view
  const { person, proposed } = names
  return (
    <Shell view={view} title={t.templates.namesTitle} nav="issue" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      {notice?.kind === 'names' && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          <b>{t.templates.namesSaved}</b>
        </p>
      )}
      <h1 tabIndex={-1}>{t.templates.namesTitle}</h1>
      <p>{t.templates.namesIntro}</p>
      <dl>
        <dt>{t.templates.nominative}</dt>
        <dd {...contentLang(view)}>{fullName(person)}</dd>
      </dl>
      <form
        method="post"
        action={`${view.base}/issue/names/${encodeURIComponent(person.id)}`}
        data-once
        noValidate
      >
        <Seen version={names.version} />
        {NAME_FORMS.map(form => (
          <Field key={form} id={form} label={t.templates[form]} error={errors[form]}>
            {described => (
              <>
                <p class="muted">
                  <ProposedText
                    view={view}
                    text={t.templates.proposed(proposed[form])}
                    name={proposed[form]}
                  />
                </p>
                <input
                  id={form}
                  name={form}
                  value={written[form] ?? ''}
                  maxLength={300}
                  autocomplete="off"
                  {...(form === 'latin' ? { lang: 'en' } : contentLang(view))}
                  {...described}
                />
              </>
            )}
          </Field>
        ))}
        <FormActions
          view={view}
          back={`${view.base}/learners/${encodeURIComponent(person.id)}`}
          id="save-names"
        >
          {t.templates.saveNames}
        </FormActions>
      </form>
    </Shell>
  )
}

/** The sentence is in the page's language, the name in its own. */
function ProposedText({ view, text, name }: { view: View; text: string; name: string }) {
  const [before = '', after = ''] = text.split(name)
  return (
    <>
      {before}
      <b {...contentLang(view)}>{name}</b>
      {after}
    </>
  )
}

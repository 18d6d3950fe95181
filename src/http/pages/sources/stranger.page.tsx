import type { Stranger } from '#sync/matching/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions, MadeAt } from '../../ui/form.tsx'
import { Shell } from '../../ui/shell.tsx'
import {
  Candidates,
  listPath,
  NotOurs,
  strangerName,
  strangerPath,
  WhatCame,
} from '../../ui/sources/stranger.tsx'
import type { View } from '../../view.ts'

interface StrangerProps {
  view: View
  stranger: Stranger
}

/** P6: somebody else than the first three. */
export function StrangerPage({ view, stranger, family }: StrangerProps & { family: string }) {
  const { t } = view
  return (
    <Shell view={view} title={t.matching.title} nav="matching">
      <h1 tabIndex={-1}>{t.matching.title}</h1>
      <h2 {...contentLang(view)}>{strangerName(view, stranger)}</h2>
      <WhatCame view={view} stranger={stranger} />
      <form method="post" action={strangerPath(view, stranger, '/find')}>
        <Field id="family" label={t.matching.family} hint={t.matching.familyHint} error={undefined}>
          {described => (
            <input
              id="family"
              name="family"
              value={family}
              maxLength={100}
              autocomplete="off"
              {...described}
            />
          )}
        </Field>
        <div class="actions">
          <button type="submit">{t.matching.find}</button>
        </div>
      </form>
      <h2>{family ? t.matching.found : t.matching.who}</h2>
      <Candidates view={view} stranger={stranger} />
      <div class="actions">
        <a href={strangerPath(view, stranger, '/new')}>{t.matching.newLearner}</a>
        <NotOurs view={view} stranger={stranger} />
        <a class="button" href={view.base + listPath(view)}>
          {t.back}
        </a>
      </div>
    </Shell>
  )
}

export interface NewLearnerDraft {
  familyName: string
  givenName: string
  patronymic: string
  programme: string
  enrolledOn: string
}

interface NewLearnerProps extends StrangerProps {
  programmes: readonly { id: string; title: string }[]
  draft: NewLearnerDraft
  errors: Readonly<Record<string, string>>
}

/** P6: the person is new; enrolled, and the records become entries. */
export function NewLearnerPage({ view, stranger, programmes, draft, errors }: NewLearnerProps) {
  const { t } = view
  const names = [
    ['familyName', t.matching.family],
    ['givenName', t.matching.given],
    ['patronymic', t.matching.patronymic],
  ] as const
  return (
    <Shell view={view} title={t.matching.newTitle} nav="matching" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.matching.newTitle}</h1>
      <WhatCame view={view} stranger={stranger} />
      <p>{t.matching.newHint}</p>
      <form method="post" action={strangerPath(view, stranger, '/new')} noValidate data-once>
        <MadeAt view={view} />
        {names.map(([name, label]) => (
          <Field key={name} id={name} label={label} error={errors[name]}>
            {described => (
              <input
                id={name}
                name={name}
                value={draft[name]}
                maxLength={200}
                autocomplete="off"
                {...described}
              />
            )}
          </Field>
        ))}
        <Field id="programme" label={t.matching.programme} error={errors.programme}>
          {described => (
            <select id="programme" name="programme" {...contentLang(view)} {...described}>
              <option value="">—</option>
              {programmes.map(({ id, title }) => (
                <option key={id} value={id} selected={id === draft.programme || programmes.length === 1}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field id="enrolledOn" label={t.matching.enrolledOn} error={errors.enrolledOn}>
          {described => (
            <input id="enrolledOn" name="enrolledOn" type="date" value={draft.enrolledOn} {...described} />
          )}
        </Field>
        <FormActions view={view} back={strangerPath(view, stranger)}>
          {t.matching.enrol}
        </FormActions>
      </form>
    </Shell>
  )
}

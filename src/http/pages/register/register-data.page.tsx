import type { FederalField } from '#domain/federal/columns'
import type { FederalProgramme } from '#domain/federal/fields'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions, Seen } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import type { Choices } from './register-federal.page.tsx'

export const EDUCATION_FIELDS = [
  ...['snils', 'sex', 'birthDate', 'citizenship', 'level'],
  ...['diplomaName', 'diplomaSeries', 'diplomaNumber'],
] as const
export type EducationDraft = Record<string, string>

interface EducationProps {
  view: View
  personId: string
  name: string
  /** Of the record as it was seen; 0: there was none. */
  version: number
  draft: EducationDraft
  choices: Choices
  errors: Readonly<Record<string, string>>
  isSaved: boolean
}

/** What the federal register asks of a person. */
export function EducationPage(props: EducationProps) {
  const { view, personId, name, errors, isSaved } = props
  const { t, base } = view
  const title = t.register.educationTitle(name)
  return (
    <Shell view={view} title={title} nav="register" isError={Object.keys(errors).length > 0 && !isSaved}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      {isSaved && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.register.educationSaved}
        </p>
      )}
      <p>{t.register.educationIntro}</p>
      <form
        method="post"
        action={`${base}/register/federal/people/${encodeURIComponent(personId)}`}
        autocomplete="off"
        noValidate
      >
        <Seen version={props.version} />
        <EducationFields {...props} />
        <FormActions view={view} back={`${base}/register/federal`} id="save">
          {t.register.saveEducation}
        </FormActions>
      </form>
    </Shell>
  )
}

function EducationFields(props: EducationProps) {
  const { view, choices } = props
  const { register: words } = view.t
  return (
    <>
      <Text {...props} id="snils" label={words.snils} hint={words.snilsHint} />
      <Options
        {...props}
        id="sex"
        label={words.sex}
        options={[
          ['male', words.male, false],
          ['female', words.female, false],
        ]}
      />
      <Day {...props} id="birthDate" label={words.birthDate} />
      <Text {...props} id="citizenship" label={words.citizenship} hint={words.citizenshipHint} />
      <Options
        {...props}
        id="level"
        label={words.level}
        options={(choices.educationLevel?.values ?? []).map(value => [value, value, true])}
      />
      <Text {...props} id="diplomaName" label={words.diplomaName} hint={words.diplomaNameHint} />
      <Text {...props} id="diplomaSeries" label={words.diplomaSeries} />
      <Text {...props} id="diplomaNumber" label={words.diplomaNumber} />
    </>
  )
}

interface OneProps {
  view: View
  id: string
  label: string
  hint?: string
  draft: EducationDraft
  errors: Readonly<Record<string, string>>
}

const Text = ({ id, label, hint, draft, errors }: OneProps) => (
  <Field id={id} label={label} error={errors[id]} {...(hint && { hint })}>
    {described => (
      <input id={id} name={id} maxLength={200} value={draft[id] ?? ''} autocomplete="off" {...described} />
    )}
  </Field>
)

const Day = ({ id, label, draft, errors }: OneProps) => (
  <Field id={id} label={label} error={errors[id]}>
    {described => (
      <input id={id} name={id} type="date" value={draft[id] ?? ''} autocomplete="off" {...described} />
    )}
  </Field>
)

type Option = readonly [value: string, words: string, isContent: boolean]

const Options = ({ view, id, label, draft, errors, options }: OneProps & { options: readonly Option[] }) => (
  <Field id={id} label={label} error={errors[id]}>
    {described => (
      <select id={id} name={id} {...described}>
        <option value="">{view.t.register.unknown}</option>
        {options.map(([value, words, isContent]) => (
          <option value={value} selected={draft[id] === value} {...(isContent ? contentLang(view) : {})}>
            {words}
          </option>
        ))}
      </select>
    )}
  </Field>
)

export const PROGRAMME_FIELDS = [
  ...['programmeKind', 'area', 'group', 'qualification', 'studyForm', 'funding', 'place'],
] as (keyof FederalProgramme & FederalField)[]

interface ProgrammeProps {
  view: View
  programme: { id: string; title: string }
  /** Of the record as it was seen; 0: there was none. */
  version: number
  draft: EducationDraft
  choices: Choices
  isSaved: boolean
}

/** What it asks of a programme: chosen from the form's lists; where a list is known in part, written. */
export function FederalProgrammePage({ view, programme, version, draft, choices, isSaved }: ProgrammeProps) {
  const { t, base } = view
  const title = t.register.programmeTitle(programme.title)
  return (
    <Shell view={view} title={title} nav="register">
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      {isSaved && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.register.educationSaved}
        </p>
      )}
      <form
        method="post"
        action={`${base}/register/federal/programmes/${encodeURIComponent(programme.id)}`}
        noValidate
      >
        <Seen version={version} />
        {PROGRAMME_FIELDS.map(field => (
          <ProgrammeField key={field} view={view} field={field} draft={draft} choices={choices} />
        ))}
        <FormActions view={view} back={`${base}/register/federal`} id="save">
          {t.register.saveEducation}
        </FormActions>
      </form>
    </Shell>
  )
}

function ProgrammeField({
  view,
  field,
  draft,
  choices,
}: Pick<ProgrammeProps, 'view' | 'draft' | 'choices'> & { field: (typeof PROGRAMME_FIELDS)[number] }) {
  const { register: words } = view.t
  const choice = choices[field]
  const common = { view, id: field, label: words.fields[field], draft, errors: {} }
  if (choice?.complete)
    return <Options {...common} options={choice.values.map(value => [value, value, true])} />
  return (
    <>
      <Field
        id={field}
        label={words.fields[field]}
        {...(choice && { hint: words.listPartly })}
        error={undefined}
      >
        {described => (
          <input
            id={field}
            name={field}
            maxLength={300}
            value={draft[field] ?? ''}
            autocomplete="off"
            list={`${field}-known`}
            {...described}
          />
        )}
      </Field>
      <datalist id={`${field}-known`}>
        {choice?.values.map(value => (
          <option value={value} />
        ))}
      </datalist>
    </>
  )
}

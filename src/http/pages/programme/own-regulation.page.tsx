import type { RegulationCheck } from '#credits/regulations/contract'
import type { RegulationFault } from '#domain/regulations/file'
import type { Regulation } from '#domain/regulations/regulation'
import { contentLang } from '../../ui/book/book-link.ts'
import { Field } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { RegulationCard } from '../../ui/programme/regulation.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export type CheckedText = RegulationCheck & {
  /** The file itself could not be read: why. */
  problem?: string
  /** Of a version that is there already: who took it up, and when. */
  met?: string
}

interface OwnRegulationProps {
  view: View
  text: string
  /** `null`: nothing was sent yet. */
  checked: CheckedText | null
  /** Regulations whose text may be begun with. */
  samples: readonly Regulation[]
}

/** An organisation's own regulation: checked line by line, shown as it will judge, and only then taken up. */
export function OwnRegulationPage({ view, text, checked, samples }: OwnRegulationProps) {
  const { t } = view
  const isWrong = checked !== null && (!checked.regulation || checked.refusal !== null)
  return (
    <Shell view={view} title={t.regulations.newTitle} nav="programmes" isError={isWrong}>
      {checked && isWrong && <Problems view={view} text={text} checked={checked} />}
      <h1 tabIndex={-1}>{t.regulations.newTitle}</h1>
      {checked?.regulation && !checked.refusal && <Accept view={view} text={text} checked={checked} />}
      <p>{t.regulations.intro}</p>
      {!text && <Samples view={view} samples={samples} />}
      <form
        method="post"
        action={`${view.base}/admin/regulations/new`}
        encType="multipart/form-data"
        noValidate
        data-once
      >
        <Field id="text" label={t.regulations.text} hint={t.regulations.textHint} error={undefined}>
          {described => (
            <textarea
              id="text"
              name="text"
              rows={16}
              class="code"
              spellcheck={false}
              lang="ru"
              {...described}
            >
              {text}
            </textarea>
          )}
        </Field>
        <Field id="file" label={t.regulations.file} error={checked?.problem}>
          {described => <input id="file" name="file" type="file" accept=".yaml,.yml,.txt" {...described} />}
        </Field>
        <div class="actions">
          <button type="submit" class={checked?.regulation && !checked.refusal ? '' : 'main'}>
            {t.regulations.check}
          </button>
          <a class="button" href={`${view.base}/admin/regulations`}>
            {t.back}
          </a>
        </div>
      </form>
    </Shell>
  )
}

/** Nobody writes the first one from nothing: the nearest of those that come along is changed. */
function Samples({ view, samples }: Pick<OwnRegulationProps, 'view' | 'samples'>) {
  const { t, base, lang } = view
  return (
    <form method="get" action={`${base}/admin/regulations/new`} class="filters">
      <div>
        <label for="like">{t.regulations.like}</label>
        <select id="like" name="like">
          {samples.map(({ id, title, shortTitle }) => (
            <option key={id} value={id}>
              {(shortTitle ?? title)[lang]}
            </option>
          ))}
        </select>
      </div>
      <div class="actions">
        <button type="submit">{t.regulations.takeSample}</button>
      </div>
    </form>
  )
}

interface CheckedProps {
  view: View
  text: string
  checked: CheckedText
}

function Problems({ view, text, checked: { faults, refusal, problem, met } }: CheckedProps) {
  const { t } = view
  const lines = text.split('\n')
  return (
    <div class="note problem" role="alert" id="errors" tabIndex={-1} aria-labelledby="errors-title">
      <h2 id="errors-title">{problem || refusal ? t.checkAnswers : t.regulations.faults(faults.length)}</h2>
      {problem && <a href="#file">{problem}</a>}
      {refusal && (
        <p>
          {t.regulations.refusals[refusal]} {met && <Mixed view={view} text={met} />}
        </p>
      )}
      <ol class="plain-list">
        {faults.map(fault => (
          <Fault key={`${fault.line} ${fault.path}`} view={view} fault={fault} line={lines[fault.line - 1]} />
        ))}
      </ol>
    </div>
  )
}

function Fault({ view, fault, line }: { view: View; fault: RegulationFault; line: string | undefined }) {
  const { message, remedy } = view.lang === 'ru' ? fault.ru : fault
  return (
    <li>
      <b>{view.t.regulations.line(fault.line)}</b>{' '}
      {fault.path && (
        <>
          <code>{fault.path}</code>:{' '}
        </>
      )}
      {message}. {remedy}
      {line?.trim() && <pre {...contentLang(view)}>{line.trim().slice(0, 200)}</pre>}
    </li>
  )
}

/** It holds: what it says, whom it will judge, and the step that takes it up. */
function Accept({ view, text, checked: { regulation, programmes } }: CheckedProps) {
  const { t } = view
  if (!regulation) return null
  return (
    <section class="note" role="status" id="notice" tabIndex={-1} aria-labelledby="holds">
      <h2 id="holds">{t.regulations.holds}</h2>
      <RegulationCard view={view} regulation={regulation} />
      {programmes.length > 0 ? (
        <>
          <p>{t.regulations.judges}</p>
          <ul {...contentLang(view)}>
            {programmes.map(title => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t.regulations.judgesNothing}</p>
      )}
      <form method="post" action={`${view.base}/admin/regulations`} data-once>
        <input type="hidden" name="text" value={text} />
        <div class="actions">
          <button type="submit" class="main">
            {t.regulations.take(regulation.version)}
          </button>
        </div>
      </form>
    </section>
  )
}

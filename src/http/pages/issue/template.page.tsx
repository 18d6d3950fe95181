import type { TemplateView } from '#credits/templates/contract'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { ErrorSummary } from '../../ui/form.tsx'
import {
  EnglishFields,
  LayoutFields,
  LineFields,
  NewImage,
  SignatureFields,
} from '../../ui/issue/template-fields.tsx'
import { TemplateSample } from '../../ui/issue/template-sample.tsx'
import { dayOf } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export interface TemplateProps {
  view: View
  template: TemplateView
  /** By id of the field. */
  errors: Readonly<Record<string, string>>
  notice: Notice | null
}

/** The editor: words, signatures, look; what is written is kept as a draft until it is saved as a version. */
export function TemplatePage({ view, template, errors, notice }: TemplateProps) {
  const { t } = view
  const title = t.templates.editTitle(t.templates.kinds[template.kind])
  const props = { view, template, errors }
  return (
    <Shell view={view} title={title} nav="templates" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      {notice?.kind === 'template' && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          <b>{t.templates.saved(notice.count)}</b>
        </p>
      )}
      <h1 tabIndex={-1}>{title}</h1>
      <p class="muted" {...contentLang(view)}>
        {template.organisation}
      </p>
      {template.draftAt && <DraftNote {...props} draftAt={template.draftAt} />}
      <TemplateSample view={view} template={template} />
      <div class="actions">
        <FileLink view={view} path={`/issue/templates/${template.id}/preview.pdf`}>
          {t.templates.previewPdf}
        </FileLink>
      </div>
      <form
        method="post"
        action={`${view.base}/issue/templates/${template.id}`}
        encType="multipart/form-data"
        noValidate
      >
        <input type="hidden" name="basedOn" value={template.basedOn} />
        <LineFields {...props} />
        <SignatureFields {...props} />
        <LayoutFields {...props} />
        <EnglishFields {...props} />
        <div class="actions">
          <button type="submit" class="main" name="do" value="save" id="save">
            {t.templates.save}
          </button>
          <button type="submit" name="do" value="show" id="show">
            {t.templates.show}
          </button>
          <a class="button" href={`${view.base}/issue/templates`}>
            {t.back}
          </a>
        </div>
        <NewImage {...props} />
      </form>
      <Versions {...props} />
    </Shell>
  )
}

function DraftNote({ view, template, draftAt }: Omit<TemplateProps, 'notice'> & { draftAt: string }) {
  const { t } = view
  return (
    <div class="note quiet">
      <p>{t.templates.draftOf(dayOf(view, draftAt))}</p>
      <form method="post" action={`${view.base}/issue/templates/${template.id}/discard`}>
        <button type="submit" id="discard">
          {t.templates.dropDraft}
        </button>
      </form>
    </div>
  )
}

function Versions({ view, template }: Omit<TemplateProps, 'notice'>) {
  const { t } = view
  const href = (version: number) => `${view.base}/issue/templates/${template.id}?version=${version}`
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t.templates.versions}</h2>
      <ul>
        {template.versions.map(({ version, savedAt, savedByName }) => (
          <li key={version}>
            <a href={href(version)}>{t.templates.openVersion(version)}</a>{' '}
            <span class="muted">
              {dayOf(view, savedAt)}, <span {...contentLang(view)}>{savedByName}</span>
            </span>
          </li>
        ))}
        <li>
          <a href={href(0)}>{t.templates.openStandard}</a>
        </li>
      </ul>
    </section>
  )
}

import type { Meanwhile } from '#domain/changes/meanwhile'
import type { Regulation } from '#domain/regulations/regulation'
import type { StoredProgramme } from '#store/ports/people'
import type { Notice } from '../../notice.ts'
import type { ProgrammeDraft } from '../../programme/draft.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { Conflict } from '../../ui/conflict.tsx'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Decisions } from '../../ui/programme/decisions.tsx'
import { Text, Tick } from '../../ui/programme/fields.tsx'
import { ModuleFields } from '../../ui/programme/module-fields.tsx'
import { Preview, type Previewed } from '../../ui/programme/preview.tsx'
import { UsualDays } from '../../ui/programme/usual-days.tsx'
import { Versions } from '../../ui/programme/versions.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { enrolPath } from '../people/enrol.page.tsx'

export interface ProgrammeProps {
  view: View
  /** `null`: a new one. */
  programme: StoredProgramme | null
  former: readonly StoredProgramme[]
  regulation: Regulation
  draft: ProgrammeDraft
  errors: Readonly<Record<string, string>>
  /** Deployments of LMSs that may see it. */
  deployments: readonly { key: string; label: string }[]
  previewed: Previewed | null
  notice: Notice | null
  /** Somebody else was faster; what was typed stays in the form. */
  meanwhile?: Meanwhile
}

/** A programme as it is saved: who issues, its modules, what it decides, who sees it; what changes stands above. */
export function ProgrammePage(props: ProgrammeProps) {
  const { view, programme, former, regulation, draft, errors, previewed, notice, meanwhile } = props
  const { t, base } = view
  const path = `${base}/admin/programmes/${programme ? encodeURIComponent(programme.id) : 'new'}`
  const title = programme?.title ?? t.programmes.newTitle
  const isWrong = Object.keys(errors).length > 0 || meanwhile !== undefined
  return (
    <Shell view={view} title={title} nav="programmes" isError={isWrong}>
      <ErrorSummary view={view} errors={errors} />
      {notice?.kind === 'programme-saved' && (
        <div class="note" role="status" id="notice" tabIndex={-1}>
          <b>{notice.count > 0 ? t.programmes.saved : t.programmes.made}</b>
        </div>
      )}
      <h1 tabIndex={-1} {...(programme && contentLang(view))}>
        {title}
      </h1>
      <p class="muted">
        {t.programmes.regulation}: {regulation.title[view.lang]}
      </p>
      {programme && <Next view={view} programme={programme} />}
      {meanwhile && <Conflict view={view} meanwhile={meanwhile} />}
      <form method="post" action={path} noValidate data-once>
        {previewed && <Preview view={view} previewed={previewed} />}
        <Hidden draft={draft} />
        <About {...props} />
        <h2>{t.programmes.modulesTitle}</h2>
        {programme && <p class="muted">{t.programmes.dropHint}</p>}
        {draft.modules.map((module, index) => (
          <ModuleFields key={module.key} {...{ view, regulation, module, index, draft, errors }} />
        ))}
        <div class="actions">
          <button type="submit" name="do" value="add">
            {t.programmes.addModule}
          </button>
        </div>
        <Decisions {...{ view, regulation, draft, errors }} />
        <UsualDays {...{ view, draft, errors }} />
        <Audience {...props} />
        <div class="actions">
          <button type="submit" class="main" name="do" value="save">
            {meanwhile ? t.conflict.mineAgain : programme ? t.programmes.check : t.programmes.save}
          </button>
          <a class="button" href={meanwhile ? path : `${base}/admin/programmes`}>
            {meanwhile ? t.conflict.keepTheirs : t.back}
          </a>
        </div>
      </form>
      {programme && <Versions view={view} programme={programme} former={former} />}
    </Shell>
  )
}

/** What else a programme needs: people, and courses for its modules. */
const Next = ({ view, programme }: { view: View; programme: { id: string } }) => (
  <div class="actions">
    <a class="button" href={enrolPath(view, programme)}>
      {view.t.enrol.open}
    </a>
    <a class="button" href={`${view.base}/matching/courses`}>
      {view.t.matching.courses}
    </a>
  </div>
)

const Hidden = ({ draft }: { draft: ProgrammeDraft }) => (
  <>
    <input type="hidden" name="regulation" value={draft.regulation} />
    <input type="hidden" name="basedOn" value={draft.basedOn} />
  </>
)

function About({ view, programme, draft, errors }: ProgrammeProps) {
  const { programmes } = view.t
  const field = (id: 'title' | 'issuer' | 'city' | 'signatory' | 'secretary' | 'provider', label: string) => (
    <Text {...{ view, id, label, value: draft[id], error: errors[id] }} />
  )
  return (
    <>
      {field('title', programmes.name)}
      {!programme && (
        <Text
          {...{ view, id: 'id', label: programmes.id, hint: programmes.idHint }}
          {...{ value: draft.id, longest: 60, error: errors.id }}
        />
      )}
      <section aria-labelledby="issuer-title">
        <h2 id="issuer-title">{programmes.issuerLegend}</h2>
        {field('issuer', programmes.issuer)}
        <div class="filters">
          {field('city', programmes.city)}
          {field('signatory', programmes.signatory)}
          {field('secretary', programmes.secretary)}
        </div>
        <Text
          {...{ view, id: 'provider', label: programmes.provider, hint: programmes.providerHint }}
          {...{ value: draft.provider, error: errors.provider }}
        />
      </section>
    </>
  )
}

/** Whose instructors are its curators, and which LMSs see it. */
function Audience({ view, draft, errors, deployments }: ProgrammeProps) {
  const { programmes } = view.t
  return (
    <>
      <h2>{programmes.audience}</h2>
      <Text
        {...{ view, id: 'contexts', label: programmes.curators, hint: programmes.curatorsHint }}
        {...{ value: draft.contexts, longest: 2000, error: errors.contexts }}
      />
      {deployments.length === 0 ? (
        <p>{programmes.deploymentsNone}</p>
      ) : (
        <fieldset id="deployments" class={errors.deployments ? 'field wrong' : 'field'}>
          <legend>{programmes.deployments}</legend>
          {errors.deployments && <p class="error">{errors.deployments}</p>}
          {deployments.map(({ key, label }, i) => (
            <Tick
              key={key}
              id={`deployment-${i}`}
              name="deployment"
              value={key}
              checked={draft.deployments.includes(key)}
            >
              <span {...contentLang(view)}>{label}</span>
            </Tick>
          ))}
        </fieldset>
      )}
    </>
  )
}

interface NewProps {
  view: View
  regulations: readonly Regulation[]
}

/** The first question about a new programme: under which regulation. */
export function NewProgrammePage({ view, regulations }: NewProps) {
  const { t, say } = view
  const newest = regulations.filter(
    ({ id, validFrom }) => !regulations.some(each => each.id === id && each.validFrom > validFrom),
  )
  return (
    <Shell view={view} title={t.programmes.newTitle} nav="programmes">
      <h1 tabIndex={-1}>{t.programmes.newTitle}</h1>
      <form method="get" action={`${view.base}/admin/programmes/new`}>
        <Field id="regulation" label={t.programmes.regulation} error={undefined}>
          {described => (
            <select id="regulation" name="regulation" {...described}>
              {newest.map(({ id, title, version, validFrom }) => (
                <option key={id} value={id}>
                  {title[view.lang]}. {t.programmes.version(version, say.date(validFrom))}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p class="muted">{t.programmes.regulationFixed}</p>
        <FormActions view={view} back={`${view.base}/admin/programmes`}>
          {t.programmes.goOn}
        </FormActions>
      </form>
    </Shell>
  )
}

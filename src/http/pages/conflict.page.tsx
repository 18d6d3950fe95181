import { pageBehind } from '../again.ts'
import { OvertakenPage, type OvertakenProps } from '../ui/overtaken.tsx'
import { HiddenFields, SecretsAgain } from '../ui/typed-form.tsx'

interface ConflictProps extends OvertakenProps {
  /** What to do where the form cannot be sent again. */
  remedy: string
}

/** 409: the choice between what somebody else did and what was sent. */
export function ConflictPage({ remedy, ...overtaken }: ConflictProps) {
  const { view, form } = overtaken
  const { conflict } = view.t
  return (
    <OvertakenPage {...overtaken} hint={form && !form.mayRepeat && remedy}>
      {form?.mayRepeat && (
        <form method="post" action={view.base + form.path} data-once>
          <HiddenFields fields={form.fields} />
          <SecretsAgain view={view} names={form.secrets} hint={conflict.secretAgain} />
          <button type="submit" class="main">
            {conflict.mineAgain}
          </button>
        </form>
      )}
      <a class="button" href={view.base + pageBehind(view.here)}>
        {conflict.keepTheirs}
      </a>
    </OvertakenPage>
  )
}

/** What takes long to load is loaded by the command that needs it: `regulation check` has no use for a database driver. */
type Main = typeof import('#src/main')
type Demo = typeof import('#src/demo/story')
type Store = typeof import('#src/adapters/open-store')

export const buildApplication: Main['buildApplication'] = async (...args) =>
  (await import('#src/main')).buildApplication(...args)

export const tellStory: Demo['tellStory'] = async (...args) =>
  (await import('#src/demo/story')).tellStory(...args)

export const openStore: Store['openStore'] = async (...args) =>
  (await import('#src/adapters/open-store')).openStore(...args)

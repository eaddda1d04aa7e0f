/** What the overview lists: shared by the page's prefetch and its hooks, so that both have one cache key. */
export const topGroups = { sort: '-lagMessages', pageSize: 16 } as const
export const topTopics = { sort: '-inTps', pageSize: 16 } as const

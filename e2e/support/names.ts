/** The cluster of `NAMESRV_ADDR` and `--namesrv`. */
export const cluster = 'default'

/** A topic and a group of this name exist: every sign of it must survive the address, and none may end it. */
export const oddName = 'a|b-c_d'

/** A group of the demonstration traffic that gives messages back, and one that was left behind: its lag only grows. */
export const failingGroup = 'coupon-issuer'
export const leftGroup = 'audit-archive'

/** A topic of the demonstration traffic with eight queues on each master. */
export const busyTopic = 'order-events'

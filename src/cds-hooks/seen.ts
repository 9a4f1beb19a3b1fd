/** Remembers keys for a while. Several processes that serve one address share a store of their own. */
export interface SeenStore {
  /**
   * Notes a key until an instant; returns whether it was new. `full` where there is no room to note it.
   */
  readonly note: (key: string, until: Date) => SeenAnswer | Promise<SeenAnswer>;
}

export type SeenAnswer = "new" | "seen" | "full";

/** How many keys a store in memory holds. */
const most = 100_000;

/**
 * A store in memory, of at most so many keys. What has expired makes room; where nothing has, it says that it is full, so that
 * nobody can push a key out by sending others.
 */
export function createSeenStore(now: () => Date, capacity: number = most): SeenStore {
  const keys = new Map<string, number>();
  return {
    note: (key, until) => {
      const moment = now().getTime();
      const known = keys.get(key);
      if (known !== undefined && known > moment) return "seen";
      if (keys.size >= capacity) for (const [old, end] of keys) if (end <= moment) keys.delete(old);
      if (keys.size >= capacity) return "full";
      keys.delete(key);
      keys.set(key, until.getTime());
      return "new";
    },
  };
}

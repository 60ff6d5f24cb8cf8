export type Outcome = "queued" | "busy" | "absent";

/** The answer about the jobs of one or more organisations: queued when all that could be are, already when none needed to be. */
export function cronAnswer(outcomes: readonly { backup: Outcome; cache: Outcome }[]) {
  const fullBackupQueued = outcomes.some(({ backup }) => backup === "queued");
  const clearCacheQueued = outcomes.some(({ cache }) => cache === "queued");
  const all = outcomes.flatMap(({ backup, cache }) => [backup, cache]).filter((one) => one !== "absent");
  const queued = all.filter((one) => one === "queued").length;
  const status = queued === 0
    ? "already_queued" as const
    : queued === all.length
    ? "queued" as const
    : "partially_queued" as const;
  return { status, fullBackupQueued, clearCacheQueued };
}

/** Clock ticks a second of /proc, the same on every Linux Deno runs on. */
const TICKS = 100;

/** Processor time in ms used so far by some processes, children of a postmaster included; undefined where /proc is not. */
export function cpuMs(pids: number[], parents: number[] = []): number | undefined {
  if (Deno.build.os !== "linux") return undefined;
  let ticks = 0;
  for (const { name } of Deno.readDirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = readStat(pid);
    if (stat && (pids.includes(pid) || parents.includes(pid) || parents.includes(stat.parent))) ticks += stat.ticks;
  }
  return ticks * 1000 / TICKS;
}

function readStat(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
    // The name stands in parentheses and may hold anything.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}

/** Processor time in microseconds of one process, as exact as the scheduler counts; undefined where it does not tell. */
export function backendCpuMicros(pid: number): number | undefined {
  try {
    return Number(Deno.readTextFileSync(`/proc/${pid}/schedstat`).split(" ")[0]) / 1000;
  } catch {
    return undefined;
  }
}

import { cpuMs } from "./cpu.ts";
import { median, spread } from "./figures.ts";
import type { RoundResult } from "./load_process.ts";
import { type CommandProcess, delay, type ServerProcess, startCommands } from "./processes.ts";
import type { Scenario } from "./scenarios.ts";

/** One side of a comparison: a server and the requests it gets. */
export interface Side {
  label: string;
  server: ServerProcess;
  requests: Scenario["product"];
  expect: number;
}

/** What all rounds of one side found. */
export interface SideResult {
  label: string;
  perSecond: number;
  /** Half the distance between best and worst round, as a share of the median. */
  spread: number;
  p50: number;
  p99: number;
  /** Processor time per request in microseconds; absent where the system does not tell. */
  cpu?: { server: number; database: number; callers: number };
}

/** The callers of a run and how long they call. */
export interface Load {
  process: CommandProcess;
  connections: number;
  rounds: number;
  seconds: number;
  /** Pid of the postmaster, whose children work for everybody. */
  postmaster?: number;
}

export function startLoad(options: Omit<Load, "process">): Load {
  return { ...options, process: startCommands("load_process.ts") };
}

/** Measures the sides in turn, round by round, so that whatever disturbs the machine disturbs all of them. */
export async function interleave(load: Load, name: string, sides: Side[]): Promise<SideResult[]> {
  const found = sides.map(() => [] as (RoundResult & { cpu?: SideResult["cpu"] })[]);
  const sets = sides.map((side, i) => ({ ...side, set: `${name}/${side.label}/${i}` }));
  for (const { set, requests, expect } of sets) {
    await load.process.ask({ do: "prepare", name: set, requests, expect });
  }
  const call = (set: string, port: number, seconds: number): Promise<RoundResult> =>
    load.process.ask({ do: "round", name: set, port, seconds, connections: load.connections });
  // Connections opened, statements prepared, code compiled, pages read: none of it is what is measured.
  for (const { set, server } of sets) await call(set, server.port, Math.max(1, load.seconds * 0.75));
  for (let i = 0; i < load.rounds; i++) {
    const order = sets.map((_, at) => (at + i) % sets.length);
    for (const at of order) {
      const { set, server } = sets[at];
      await delay(50);
      const before = usage(load, server);
      const result = await call(set, server.port, load.seconds);
      const after = usage(load, server);
      found[at].push({ ...result, cpu: before && after && perRequest(before, after, result.requests) });
    }
  }
  return found.map((rounds, at) => ({
    label: sides[at].label,
    perSecond: median(rounds.map((round) => round.perSecond)),
    spread: spread(rounds.map((round) => round.perSecond)),
    p50: median(rounds.map((round) => round.p50)),
    p99: median(rounds.map((round) => round.p99)),
    ...(rounds[0].cpu && { cpu: medianCpu(rounds.map((round) => round.cpu!)) }),
  }));
}

interface Usage {
  server: number;
  database: number;
  callers: number;
}

function usage(load: Load, server: ServerProcess): Usage | undefined {
  const used = cpuMs([server.pid]);
  if (used === undefined || load.postmaster === undefined) return undefined;
  return { server: used, database: cpuMs([], [load.postmaster])!, callers: cpuMs([load.process.pid])! };
}

function perRequest(before: Usage, after: Usage, requests: number): Usage {
  const share = (part: keyof Usage) => (after[part] - before[part]) * 1000 / requests;
  return { server: share("server"), database: share("database"), callers: share("callers") };
}

function medianCpu(all: Usage[]): Usage {
  const of = (part: keyof Usage) => median(all.map((one) => one[part]));
  return { server: of("server"), database: of("database"), callers: of("callers") };
}

/** Round trips to the database per request, counted on the wire while one caller calls. */
export async function countTrips(
  load: Load,
  proxy: CommandProcess,
  { server, requests, expect, label }: Side,
  times: number,
): Promise<number> {
  const name = `trips/${label}/${server.port}/${requests[0].path}`;
  await load.process.ask({ do: "prepare", name, requests, expect });
  const call = (connections: number, seconds: number, most: number) =>
    load.process.ask<RoundResult>({ do: "round", name, port: server.port, seconds, connections, requests: most });
  // A statement is described on its first use by each connection, which costs a trip of its own.
  await call(load.connections, 1.5, Infinity);
  await proxy.ask({ do: "reset" });
  const { requests: sent } = await call(1, 30, times);
  const { roundTrips } = await proxy.ask<{ roundTrips: number }>({ do: "count" });
  return roundTrips / sent;
}

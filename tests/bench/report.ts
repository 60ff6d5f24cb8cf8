import type { WorkResult } from "./bench.ts";
import type { SignInResult } from "./extras.ts";
import { fixed, median, table, whole } from "./figures.ts";
import type { SideResult } from "./measure.ts";
import type { Part } from "./parts.ts";

const titled = (title: string, body: string) => `\n${title}\n\n${body}`;
const plusMinus = (side: SideResult) => `${whole(side.perSecond)} ±${Math.round(side.spread * 100)}%`;

export function describeMachine(machine: {
  cpus: string;
  load: number;
  deno: string;
  volume: Record<string, number>;
  connections: number;
  pool: number;
  rounds: { rounds: number; seconds: number };
}): string {
  const { volume, rounds } = machine;
  return [
    `${machine.cpus}, load ${
      machine.load.toFixed(2)
    }, Deno ${machine.deno}; callers, servers and PostgreSQL share the machine`,
    `${whole(volume.tenants)} tenants, ${whole(volume.contacts)} contacts, ${
      whole(volume.invoices)
    } invoices with 3 lines`,
    `${machine.connections} connections, pool of ${machine.pool} on both sides, ${rounds.rounds} rounds of ${rounds.seconds} s in turn, medians`,
  ].join("\n");
}

/** The table of the product beside its floor. */
export function describeWork(title: string, work: WorkResult[]): string {
  return titled(
    title,
    table(
      ["", "product/s", "floor/s", "share", "target", "p50 ms", "p99 ms", "floor p50", "trips", "floor trips"],
      work.flatMap((row) => [
        [
          row.title,
          plusMinus(row.product),
          plusMinus(row.floor),
          `${fixed(row.share)}${row.share >= row.target ? "" : " !"}`,
          row.target.toFixed(1),
          fixed(row.product.p50, 1),
          fixed(row.product.p99, 1),
          fixed(row.floor.p50, 1),
          fixed(row.trips?.product),
          fixed(row.trips?.floor),
        ],
        ...(row.narrow
          ? [[
            `  beside ${row.narrow.does}`,
            "",
            plusMinus(row.narrow.result),
            fixed(row.narrow.share),
            "",
            "",
            "",
            fixed(row.narrow.result.p50, 1),
            "",
            "",
          ]]
          : []),
      ]),
    ),
  );
}

/** What the floors are, and where the processor time of a request goes. */
export function describeFloors(work: WorkResult[], constant?: SideResult): string {
  const lines = work.map((row) => `  ${row.key.padEnd(16)}${row.floorDoes}`);
  const cpu = (result: SideResult) => {
    const of = result.cpu;
    return of ? [whole(of.server), whole(of.database), whole(of.callers)] : ["–", "–", "–"];
  };
  const rows = work.flatMap((row) => [
    [`${row.key}, product`, ...cpu(row.product)],
    [`${row.key}, floor`, ...cpu(row.floor)],
    ...(row.narrow ? [[`${row.key}, narrow floor`, ...cpu(row.narrow.result)]] : []),
  ]);
  if (constant) rows.push(["constant of 20 contacts", ...cpu(constant)]);
  return [
    titled(
      "The floor: Hono, postgres.js and plain SQL as role postgres; no credential, no row security",
      lines.join("\n"),
    ),
    constant
      ? `\nHono with a constant of 20 contacts: ${plusMinus(constant)} per second, p50 ${fixed(constant.p50, 1)} ms`
      : "",
    titled("Processor time per request, microseconds", table(["", "server", "PostgreSQL", "callers"], rows)),
  ].join("\n");
}

export function describeParts(parts: Part[]): string {
  return titled(
    "Pieces one by one, one connection, microseconds",
    table(
      ["", "waited", "of it PostgreSQL's processor"],
      parts.map(({ piece, waited, cpu }) => [piece, whole(waited), cpu === undefined ? "–" : whole(cpu)]),
    ),
  );
}

export function describeLimiter(sides: SideResult[]): string {
  return titled(
    "Rate limiter, on the list",
    table(
      ["", "per second", "cost"],
      // Off and on stand in pairs.
      sides.map((side, i) => [
        side.label,
        plusMinus(side),
        i % 2 === 0 ? "" : `${((1 - side.perSecond / sides[i - 1].perSecond) * 100).toFixed(1)} %`,
      ]),
    ),
  );
}

export function describeOthers({ start, tokens, pdf, signIn }: {
  start?: number[];
  tokens?: { known: number; fresh: number };
  pdf?: { first: number; later: number; bytes: number };
  signIn?: SignInResult;
}): string {
  const lines: [string, string][] = [];
  if (start) {
    lines.push([
      "start to first 200 of an authenticated read",
      `${whole(median(start))} ms (${start.map(whole).join(", ")})`,
    ]);
  }
  if (tokens) {
    lines.push(["verifying a token", `${tokens.known.toFixed(1)} µs known, ${tokens.fresh.toFixed(0)} µs new`]);
  }
  if (pdf) {
    lines.push(["one QR-bill", `${whole(pdf.later)} ms, the first ${whole(pdf.first)} ms, ${whole(pdf.bytes)} bytes`]);
  }
  if (signIn) {
    const { healthAlone: alone, healthMeanwhile: meanwhile } = signIn;
    const tail = ({ p50, p99 }: { p50: number; p99: number }) => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
    lines.push(
      [
        "sign-in",
        `${signIn.perSecond.toFixed(1)} per second, p50 ${whole(signIn.p50)} ms, p99 ${whole(signIn.p99)} ms`,
      ],
      ["GET /health alone", tail(alone)],
      ["GET /health while all sign in", `${tail(meanwhile)}, worst ${meanwhile.max.toFixed(1)} ms`],
    );
  }
  return titled("Other figures", lines.map(([what, figures]) => `${what.padEnd(46)}${figures}`).join("\n"));
}

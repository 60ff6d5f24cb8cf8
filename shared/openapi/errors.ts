import type { AnyEndpoint } from "../contracts/kit/endpoint.ts";
import { findProblem, kernelProblems, type ProblemKind } from "../contracts/kit/problems.ts";

/**
 * The catalogue of errors as a page for people, in a stable order, so that a committed copy can be compared: what any
 * endpoint may answer, then per domain what its endpoints add.
 */
export function errorsPage(endpoints: readonly AnyEndpoint[]): string {
  const domains = [...new Set(endpoints.map((endpoint) => endpoint.domain))].toSorted();
  const parts = [
    "# Errors",
    "Made from the contracts by `deno task openapi`. Do not edit.",
    'Every refusal has the body `{"success":false,"error":"…","code":"…","details":…,"request_id":"…"}`. Programs switch on ' +
    "`code`; `error` is a sentence for people and may change. Where several refusals share a general code, " +
    "`details.reason` tells them apart. `request_id` is also in the header `X-Request-Id` and in the log.",
    "## Anywhere",
    list(Object.values(kernelProblems)),
    ...domains.flatMap((domain) => domainPart(domain, endpoints.filter((endpoint) => endpoint.domain === domain))),
  ];
  return `${parts.join("\n\n")}\n`;
}

function domainPart(domain: string, endpoints: readonly AnyEndpoint[]): string[] {
  const answeredBy = new Map<string, string[]>();
  for (const endpoint of endpoints) {
    for (const name of endpoint.problems) {
      if (!(name in kernelProblems)) answeredBy.set(name, [...(answeredBy.get(name) ?? []), endpoint.id]);
    }
  }
  if (answeredBy.size === 0) return [];
  return [`## ${domain}`, list([...answeredBy.keys()].map((name) => findProblem(name)!), answeredBy)];
}

function list(kinds: readonly ProblemKind[], answeredBy?: ReadonlyMap<string, string[]>): string {
  return kinds.map((kind) => {
    const reason = kind.code === kind.name.toUpperCase() ? "" : ` with reason \`${kind.name}\``;
    const by = answeredBy?.get(kind.name)?.map((id) => `\`${id}\``).toSorted().join(", ");
    return `- \`${kind.code}\` (${kind.status})${reason}: ${kind.text}${by ? ` From ${by}.` : ""}`;
  }).toSorted().join("\n");
}

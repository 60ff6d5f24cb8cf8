import assert from "node:assert/strict";
import { regionOf } from "../../functions/identity/sign_up_rules.ts";
import { shortDuration } from "../../functions/identity/session_answers.ts";
import type { MembershipFound, SignInFound } from "../../functions/identity/session_queries.ts";
import { judgeSignIn } from "../../functions/identity/sign_in_rules.ts";

const membership = (id: string, given: Partial<MembershipFound> = {}): MembershipFound => ({
  tenant_id: id,
  name: id,
  subdomain: `sub-${id}`,
  tenant_status: "active",
  status: "ACTIVE",
  weighs_risk: false,
  role_keys: ["user"],
  ...given,
});

function found(memberships: MembershipFound[], given: { status?: string; is_superuser?: boolean } = {}): SignInFound {
  return {
    attempt: "a@example.com",
    locked_seconds: null,
    tenants: ["a", "b", "z"].map((id) => ({ id, subdomain: `sub-${id}` })),
    user: { id: "u", status: "ACTIVE", password_hash: "h", is_superuser: false, memberships, ...given },
  };
}

const problemOf = (verdict: ReturnType<typeof judgeSignIn>) => ("problem" in verdict ? verdict.problem : undefined);

Deno.test("judgeSignIn takes the first hint that applies and ignores a host label nobody owns", () => {
  const both = found([membership("a"), membership("b")]);
  const chosen = (hints: Parameters<typeof judgeSignIn>[2]) => {
    const verdict = judgeSignIn(both, true, hints);
    return "membership" in verdict ? verdict.membership.tenant_id : verdict.problem;
  };
  assert.equal(chosen({ body: "a", host: "sub-b", header: "b" }), "a");
  assert.equal(chosen({ host: "sub-b", header: "a" }), "b");
  assert.equal(chosen({ host: "unowned", header: "a" }), "a");
  assert.equal(chosen({ body: "sub-b" }), "b");
  assert.equal(chosen({}), "tenant_selection_required");
  assert.equal(chosen({ body: "z" }), "invalid_credentials");
  assert.equal(chosen({ body: "unowned" }), "invalid_credentials");
  assert.equal(chosen({ header: "unowned" }), "invalid_credentials");
});

Deno.test("judgeSignIn offers only memberships that can be used", () => {
  const suspended = membership("b", { tenant_status: "suspended" });
  const verdict = judgeSignIn(found([membership("a"), suspended]), true, {});
  assert.equal("membership" in verdict && verdict.membership.tenant_id, "a");
  assert.equal(problemOf(judgeSignIn(found([suspended]), true, {})), "tenant_disabled");
  assert.equal(problemOf(judgeSignIn(found([membership("a", { status: "DISABLED" })]), true, {})), "account_disabled");
  assert.equal(
    problemOf(judgeSignIn(found([membership("a", { status: "INVITED" })]), true, {})),
    "invalid_credentials",
  );
  assert.equal(problemOf(judgeSignIn(found([]), true, {})), "invalid_credentials");
});

Deno.test("judgeSignIn says nothing about an account before the password is right", () => {
  const states = [
    found([membership("a")], { status: "DISABLED" }),
    found([membership("a", { tenant_status: "suspended" })]),
    found([membership("a"), membership("b")]),
    { ...found([]), user: null },
  ];
  for (const state of states) assert.equal(problemOf(judgeSignIn(state, false, {}, "client")), "invalid_credentials");
});

Deno.test("judgeSignIn opens each portal for its roles", () => {
  const enters = (portal: Parameters<typeof judgeSignIn>[3], role: string, is_superuser = false) =>
    "membership" in judgeSignIn(found([membership("a", { role_keys: [role] })], { is_superuser }), true, {}, portal);
  for (const role of ["superadmin", "admin", "owner"]) assert.equal(enters("superadmin", role), true);
  for (const role of ["client", "prestataire", "revendeur"] as const) assert.equal(enters(role, role), true);
  assert.equal(enters("superadmin", "manager"), false);
  assert.equal(enters("client", "owner"), false);
  assert.equal(enters("superadmin", "user", true), true);
});

Deno.test("regionOf completes a country with what is usual there and lets the caller differ", () => {
  assert.deepEqual(regionOf({}), { country: "FR", currency: "EUR", locale: "fr", timezone: "Europe/Paris" });
  assert.deepEqual(regionOf({ country: "CH" }), {
    country: "CH",
    currency: "CHF",
    locale: "fr",
    timezone: "Europe/Zurich",
  });
  assert.deepEqual(regionOf({ country: "PT", currency: "USD" }), {
    country: "PT",
    currency: "USD",
    locale: "fr",
    timezone: "Europe/Paris",
  });
});

Deno.test("shortDuration writes seconds in the largest whole unit", () => {
  assert.deepEqual([900, 3600, 90].map(shortDuration), ["15m", "1h", "90s"]);
});

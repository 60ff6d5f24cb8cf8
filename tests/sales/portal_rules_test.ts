import assert from "node:assert/strict";
import { portalMail, portalUrl } from "../../functions/sales/portal_mail.ts";
import {
  accountMeant,
  judgePortalSignIn,
  type PortalCandidate,
  recoveryOf,
} from "../../functions/sales/portal_rules.ts";

const candidate = (id: string, given: Partial<PortalCandidate> = {}): PortalCandidate => ({
  id,
  tenant_id: "t",
  tenant_status: "active",
  status: "active",
  password_hash: "h",
  contact_gone: false,
  language: "fr",
  seller_name: "Garage",
  portal_domain: "client.garage.ch",
  ...given,
});

Deno.test("accountMeant names one account, an active one before one that waits, the earliest first", () => {
  const [pending, shut, first, second] = [
    candidate("pending", { status: "pending" }),
    candidate("shut", { status: "suspended" }),
    candidate("first"),
    candidate("second"),
  ];
  assert.equal(accountMeant([pending, shut, first, second])?.id, "first");
  assert.equal(accountMeant([shut, pending])?.id, "pending");
  assert.equal(accountMeant([shut])?.id, "shut");
  assert.equal(accountMeant([]), undefined);
});

Deno.test("judgePortalSignIn tells what is wrong with an account only to somebody who knew its password", () => {
  const problem = (account: PortalCandidate | undefined, right: boolean) => judgePortalSignIn(account, right)?.problem;
  assert.equal(problem(undefined, false), "invalid_credentials");
  for (const status of ["active", "suspended", "disabled"] as const) {
    assert.equal(problem(candidate("a", { status }), false), "invalid_credentials", status);
  }
  assert.equal(problem(candidate("a", { tenant_status: "suspended" }), false), "invalid_credentials");
  assert.equal(problem(candidate("a", { status: "pending" }), false), "account_not_activated");
  assert.equal(problem(candidate("a", { status: "suspended" }), true), "account_disabled");
  assert.equal(problem(candidate("a", { contact_gone: true }), true), "account_disabled");
  assert.equal(problem(candidate("a", { tenant_status: "suspended" }), true), "tenant_disabled");
  assert.equal(problem(candidate("a"), true), undefined);
});

Deno.test("recoveryOf renews an invitation, resets a password and lets nobody in who is shut out", () => {
  assert.equal(recoveryOf(candidate("a")), "reset");
  assert.equal(recoveryOf(candidate("a", { status: "pending" })), "activation");
  assert.equal(recoveryOf(candidate("a", { status: "suspended" })), undefined);
  assert.equal(recoveryOf(candidate("a", { status: "disabled" })), undefined);
  assert.equal(recoveryOf(candidate("a", { contact_gone: true })), undefined);
  assert.equal(recoveryOf(candidate("a", { tenant_status: "suspended" })), undefined);
});

Deno.test("portalMail carries the link of the portal's own domain in each language", () => {
  const seen = new Set<string>();
  for (const language of ["fr", "de", "it", "en"] as const) {
    for (const link of ["activation", "reset"] as const) {
      const mail = portalMail(link, { language, seller_name: "Garage SA", portal_domain: "client.garage.ch" }, "t-1");
      const page = link === "activation" ? "activate" : "reset-password";
      assert.match(mail.body, new RegExp(`\nhttps://client\\.garage\\.ch/${page}\\?token=t-1\n`));
      assert.ok(mail.subject.endsWith(" - Garage SA") && mail.body.includes("Garage SA"));
      assert.match(mail.body, link === "activation" ? /72/ : /\b(une heure|eine Stunde|un'ora|one hour)\b/);
      seen.add(mail.subject);
    }
  }
  assert.equal(seen.size, 8);
  assert.equal(portalUrl("reset", "client.garage.ch", "a+b"), "https://client.garage.ch/reset-password?token=a%2Bb");
});

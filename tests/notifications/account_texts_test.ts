import assert from "node:assert/strict";
import { type AccountMail, accountText } from "../../shared/notifications/account_texts.ts";
import type { Language } from "../../shared/notifications/texts.ts";

const leading: AccountMail[] = ["password_reset", "email_verification", "email_change", "magic_link"];
const warning: AccountMail[] = ["password_changed", "email_changed", "session_reused"];
const facts = { name: "Léa\n Rochat", organisation: "Garage du Lac", email: "new@example.ch" };
const languages: Language[] = ["fr", "de", "it", "en"];

Deno.test("accountText writes every mail in four languages, to the person, in the name of the organisation", () => {
  for (const mail of [...leading, ...warning]) {
    const texts = languages.map((language) => accountText(mail, facts, language));
    assert.equal(new Set(texts.map((t) => t.body)).size, 4, mail);
    for (const { subject, body, summary } of texts) {
      assert.ok(body.includes("Léa Rochat") && body.endsWith("Garage du Lac\n") && body.includes(summary), mail);
      assert.doesNotMatch(subject + body, /undefined|\bnull\b|\n\n\n/);
    }
  }
});

Deno.test("accountText puts the link on a line of its own, and warnings lead nowhere", () => {
  const link = "https://app.example.com/reset-password#token=abc";
  for (const mail of leading) {
    for (const language of languages) {
      assert.ok(accountText(mail, { ...facts, link }, language).body.split("\n").includes(link), mail);
    }
  }
  for (const mail of warning) assert.doesNotMatch(accountText(mail, facts, "fr").body, /https?:/);
});

Deno.test("accountText names the address an account has now", () => {
  for (const language of languages) assert.ok(accountText("email_changed", facts, language).body.includes(facts.email));
});

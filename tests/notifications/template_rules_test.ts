import assert from "node:assert/strict";
import fc from "fast-check";
import {
  completed,
  escapeHtml,
  headerText,
  languageFor,
  placeholdersOf,
  rendered,
  substitute,
  undeclaredIn,
} from "../../functions/notifications/template_rules.ts";

Deno.test("a template is filled once: HTML escaped, plain text untouched, titles on one line, text messages cut", () => {
  const words = rendered({
    email: { subject: "Hi {{name}}", text: "{{ name }}", html: '<a title="{{name}}">{{name}}</a>' },
    sms: { text: "{{long}}" },
    push: { title: "{{name}}", body: "{{name}}" },
  }, { name: "<b>\"A\" & 'B'</b>\r\nBcc: x@example.ch {{long}}", long: "y".repeat(1000) });
  assert.equal(words.email?.subject, "Hi <b>\"A\" & 'B'</b> Bcc: x@example.ch {{long}}");
  assert.equal(words.email?.text, "<b>\"A\" & 'B'</b>\r\nBcc: x@example.ch {{long}}");
  const escaped = "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;\r\nBcc: x@example.ch {{long}}";
  assert.equal(words.email?.html, `<a title="${escaped}">${escaped}</a>`);
  assert.equal(words.sms?.text.length, 480);
  assert.equal(words.push?.title, "<b>\"A\" & 'B'</b> Bcc: x@example.ch {{long}}");
  assert.equal(words.in_app, undefined);
});

Deno.test("no value brings markup into HTML or a line break into a subject", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => {
    const html = substitute("<p>{{v}}</p>", { v: value }, escapeHtml);
    assert.deepEqual(html.match(/[<>]/g), ["<", ">", "<", ">"]);
    assert.ok(!/["']/.test(escapeHtml(value)));
    // deno-lint-ignore no-control-regex
    assert.ok(!/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(headerText(value)));
  }));
});

Deno.test("plain text keeps a value as it is, and leaves the words around it alone", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (value) => {
    assert.equal(substitute("a {{v}} b {{v}}", { v: value }), `a ${value} b ${value}`);
  }));
});

Deno.test("placeholders are found, and those nobody declared are named", () => {
  assert.deepEqual(placeholdersOf("{{a}} {{ b }} {{a}} {c} {{1d}} {{ }}"), ["a", "b"]);
  const parts = { fr: { sms: { text: "{{a}}" } }, de: { push: { title: "{{b}}", body: "{{c}}" } } };
  assert.deepEqual(undeclaredIn(parts, [{ name: "a" }]), ["b", "c"]);
  assert.equal(substitute("{{constructor}}{{toString}}", {}), "", "nothing inherited");
});

Deno.test("variables take their default, and required ones without a value are named", () => {
  const variables = [
    { name: "name", required: true },
    { name: "greeting", required: true, default: "Hello" },
    { name: "count", required: true },
    { name: "note" },
  ];
  assert.deepEqual(completed(variables, { name: "", count: 0, other: "x" }), {
    values: { greeting: "Hello", count: 0 },
    missing: ["name"],
  });
});

Deno.test("the reader's language comes first, then French, then whichever there is", () => {
  const part = { sms: { text: "x" } };
  assert.equal(languageFor({ fr: part, de: part }, "de"), "de");
  assert.equal(languageFor({ fr: part, de: part }, "it"), "fr");
  assert.equal(languageFor({ en: part }, "it"), "en");
});

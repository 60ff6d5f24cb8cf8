import assert from "node:assert/strict";
import { hostOf, subdomainOf } from "../../shared/http/host.ts";

Deno.test("subdomainOf reads the tenant from a host below the configured domain and nothing from any other host", () => {
  const cases: [string, string | undefined][] = [
    ["garage.comptoir.example", "garage"],
    ["GARAGE.Comptoir.Example.", "garage"],
    ["Garage-7.Comptoir.Example:8443", "garage-7"],
    ["garage.localhost:8000", "garage"],
    ["localhost", undefined],
    ["comptoir.example", undefined],
    ["192.168.1.20:8000", undefined],
    ["[2001:db8::1]:80", undefined],
    ["abcdefghij.supabase.co", undefined],
    ["a.b.comptoir.example", undefined],
    ["garage.comptoir.example.evil.example", undefined],
    ["evilcomptoir.example", undefined],
    ["-x.comptoir.example", undefined],
  ];
  for (const [host, label] of cases) assert.equal(subdomainOf(host, "comptoir.example"), label, host);
  assert.equal(subdomainOf("garage.comptoir.example"), undefined);
});

Deno.test("hostOf takes what the nearest proxy passes on before the host of the request", () => {
  const request = (headers: Record<string, string>) => new Request("http://inside.example:9000/x", { headers });
  assert.equal(hostOf(request({})), "inside.example");
  assert.equal(hostOf(request({ "x-forwarded-host": "Client.Garage.ch:443, proxy.example" })), "client.garage.ch");
});

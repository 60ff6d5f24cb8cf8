import ipaddr from "ipaddr.js";

/** Which addresses of the outside world may be called on behalf of a tenant. */
export interface OutboundPolicy {
  /** In production https is required and this machine is out of bounds. */
  production: boolean;
  /** Exact origins (`https://hooks.internal:8443`) that are trusted whatever they resolve to. */
  allowedOrigins: readonly string[];
}

/** A judged address: where to call, or a reason that tells the caller nothing about our network. */
export type JudgedUrl =
  | { url: URL; hostname: string; trusted: boolean; local: boolean }
  | { refusal: string };

const MAX_LENGTH = 2048;
const PORTS = new Set(["", "80", "443", "8080", "8443"]);

/**
 * Names that mean something inside a network only, metadata services of clouds among them (those by address fall to the ranges).
 */
const INTERNAL_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|localdomain|metadata)$/;

/** IPv4 ranges that are not the public internet (IANA special-purpose registry, RFC 6890). */
const BLOCKED_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
].map((range) => ipaddr.IPv4.parseCIDR(range));

/** The same for IPv6; the ranges that carry an IPv4 address are judged by it. */
const BLOCKED_IPV6 = [
  "::/128",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
  "2001:db8::/32",
  "100::/64",
]
  .map((range) => ipaddr.IPv6.parseCIDR(range));

/** Where the embedded IPv4 address stands in the sixteen bytes of a transition address. */
const EMBEDDED_IPV4: readonly [range: [ipaddr.IPv6, number], offset: number][] = [
  [ipaddr.IPv6.parseCIDR("::ffff:0:0/96"), 12],
  [ipaddr.IPv6.parseCIDR("::ffff:0:0:0/96"), 12],
  [ipaddr.IPv6.parseCIDR("::/96"), 12],
  [ipaddr.IPv6.parseCIDR("64:ff9b::/96"), 12],
  [ipaddr.IPv6.parseCIDR("2002::/16"), 2],
];

/** Whether an address belongs to the public internet. What is no address does not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return !BLOCKED_IPV4.some((range) => parsed.match(range));
  const v6 = parsed as ipaddr.IPv6;
  if (BLOCKED_IPV6.some((range) => v6.match(range))) return false;
  const embedded = EMBEDDED_IPV4.find(([range]) => v6.match(range));
  if (!embedded) return true;
  const bytes = v6.toByteArray().slice(embedded[1], embedded[1] + 4);
  return isPublicAddress(bytes.join("."));
}

/** Whether an address is this machine itself. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}

/**
 * Judges an address as far as its text allows; what its name resolves to is judged when it is connected to. The WHATWG parser has
 * by then turned `127.1`, `2130706433` and `0x7f.1` into the address they mean.
 */
export function judgeUrl(text: string, policy: OutboundPolicy): JudgedUrl {
  if (text.length > MAX_LENGTH) return { refusal: "is longer than 2048 characters" };
  if (!URL.canParse(text)) return { refusal: "is not an address" };
  const url = new URL(text);
  url.hash = "";
  if (url.protocol !== "https:" && url.protocol !== "http:") return { refusal: "must start with https://" };
  if (url.username || url.password) return { refusal: "must not carry credentials" };
  const hostname = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "").toLowerCase();
  if (policy.allowedOrigins.includes(url.origin)) return { url, hostname, trusted: true, local: false };
  const local = !policy.production && (/(^|\.)localhost$/.test(hostname) || isLoopback(hostname));
  if (url.protocol === "http:" && policy.production) return { refusal: "must start with https://" };
  if (local) return { url, hostname, trusted: false, local };
  if (!PORTS.has(url.port)) return { refusal: "uses a port that is not allowed" };
  const isAddress = ipaddr.isValid(hostname);
  const named = isAddress ? isPublicAddress(hostname) : hostname.includes(".") && !INTERNAL_NAMES.test(hostname);
  return named ? { url, hostname, trusted: false, local } : { refusal: "is not a public address" };
}

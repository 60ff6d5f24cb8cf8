import type { MailAttachment, MailMessage } from "./mail_provider.ts";

/**
 * A message as an Internet message (RFC 5322) with MIME parts (RFC 2045, 2047, 2231): what a mail program opens. Line breaks in
 * header values are folded away, so nothing given can start another header.
 */
export function emlOf(message: MailMessage): string {
  const headers = [
    `Message-ID: <${message.id}@${/@([^@<>\s]+)>?$/.exec(message.from)?.[1] ?? "localhost"}>`,
    `Date: ${new Date(message.date).toUTCString().replace("GMT", "+0000")}`,
    `From: ${mailbox(message.from)}`,
    `To: ${oneLine(message.to)}`,
    ...(message.cc.length > 0 ? [`Cc: ${message.cc.map(oneLine).join(", ")}`] : []),
    `Subject: ${encoded(message.subject)}`,
    ...Object.entries(message.headers ?? {}).map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`),
    "MIME-Version: 1.0",
  ];
  const body = message.html === undefined
    ? textPart("plain", message.text)
    : multipart("alternative", message.id, [textPart("plain", message.text), textPart("html", message.html)]);
  const whole = message.attachments.length === 0
    ? body
    : multipart("mixed", message.id, [body, ...message.attachments.map(attachmentPart)]);
  return `${headers.join("\r\n")}\r\n${whole}`;
}

const oneLine = (value: string) => value.replace(/[\r\n]+/g, " ");

function mailbox(address: string): string {
  const named = /^(.*) <([^<>]+)>$/.exec(oneLine(address));
  return named ? `${encoded(named[1], /^[\w \-']*$/)} <${named[2]}>` : oneLine(address);
}

/** An encoded word per 40 bytes or fewer (RFC 2047 allows 75 characters); what is plain stays as it is. */
function encoded(value: string, plain = /^[\x20-\x7e]*$/): string {
  const line = oneLine(value);
  if (plain.test(line) && line.length <= 60) return line;
  const words: string[] = [];
  let word = "";
  for (const character of line) {
    if (new TextEncoder().encode(word + character).length > 40) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((w) => `=?UTF-8?B?${base64(new TextEncoder().encode(w))}?=`).join("\r\n ");
}

function multipart(kind: string, id: string, parts: string[]): string {
  // The identifier is random enough never to stand at the beginning of a base64 line.
  const boundary = `=_${kind}_${id}`;
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${
    parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")
  }--${boundary}--\r\n`;
}

function textPart(subtype: string, text: string): string {
  const bytes = new TextEncoder().encode(text.replace(/\r?\n/g, "\r\n"));
  return `Content-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${folded(bytes)}`;
}

function attachmentPart({ filename, media_type, bytes }: MailAttachment): string {
  const plain = filename.replace(/[^\w.\- ]/g, "_");
  const named = plain === filename ? "" : `; filename*=UTF-8''${encodeURIComponent(filename)}`;
  return `Content-Type: ${oneLine(media_type)}\r\nContent-Disposition: attachment; filename="${plain}"${named}\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${folded(bytes)}`;
}

function folded(bytes: Uint8Array): string {
  return base64(bytes).replace(/.{76}(?=.)/g, "$&\r\n");
}

/** In slices: the arguments of one call are limited. */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

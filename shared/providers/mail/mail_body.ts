/** A queued body as it is sent: plain text always, HTML beside it when it was written as HTML. */
export function bodiesOf(body: string): { text: string; html?: string } {
  if (!/<(p|br|h[1-3]|ul|ol|li|strong|em|u|a|blockquote)\b[^>]*>/i.test(body)) return { text: body };
  return { text: plainText(body), html: body };
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0", "#39": "'" };

/** The words of a small HTML text: blocks become lines, list items get a dash, links keep their address. */
export function plainText(html: string): string {
  return html
    .replace(/\s+/g, " ")
    .replace(
      /<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)<\/a>/gi,
      (_, href, label) => (label === href ? href : `${label} (${href})`),
    )
    .replace(/<li\b[^>]*>/gi, "\n- ")
    .replace(/<br\b[^>]*>/gi, "\n")
    .replace(/<\/(p|h[1-3]|blockquote|ul|ol)>/gi, "\n\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&([a-z]+|#39);/gi, (whole, name) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/[^\S\n]*\n[^\S\n]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A lexical piece of an SQL script. Offsets are UTF-16 indexes into the script. */
export interface SqlToken {
  kind: "comment" | "string" | "dollar" | "identifier" | "word" | "space" | "symbol";
  text: string;
  start: number;
}

/** One statement of a script without its closing semicolon, and where it starts. */
export interface SqlStatement {
  text: string;
  start: number;
  /** 1-based line of the first word. */
  line: number;
}

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\n]*/y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\p{L}\p{N}_.]*/uy;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/**
 * Splits a script into lexical pieces by the rules of PostgreSQL 17 (section "Lexical Structure" of its manual):
 * nested comments, doubled quotes, escape strings, dollar quotes. Nothing is lost: the texts concatenate to the input.
 */
export function* sqlTokens(sql: string): Generator<SqlToken> {
  let at = 0;
  while (at < sql.length) {
    const token = nextToken(sql, at);
    yield token;
    at += token.text.length;
  }
}

function nextToken(sql: string, start: number): SqlToken {
  const found = (kind: SqlToken["kind"], end: number): SqlToken => ({ kind, text: sql.slice(start, end), start });
  const character = sql[start];
  const match = (pattern: RegExp) => {
    pattern.lastIndex = start;
    return pattern.exec(sql)?.[0];
  };
  const space = match(SPACE);
  if (space) return found("space", start + space.length);
  const lineComment = match(LINE_COMMENT);
  if (lineComment) return found("comment", start + lineComment.length);
  if (sql.startsWith("/*", start)) return found("comment", blockCommentEnd(sql, start));
  if (character === "'") return found("string", quotedEnd(sql, start + 1, "'", false));
  if ((character === "e" || character === "E") && sql[start + 1] === "'") {
    return found("string", quotedEnd(sql, start + 2, "'", true));
  }
  if (character === '"') return found("identifier", quotedEnd(sql, start + 1, '"', false));
  const tag = match(DOLLAR_TAG);
  if (tag) {
    const close = sql.indexOf(tag, start + tag.length);
    return found("dollar", close < 0 ? sql.length : close + tag.length);
  }
  const word = match(WORD);
  if (word) return found("word", start + word.length);
  const number = match(NUMBER);
  return number ? found("symbol", start + number.length) : found("symbol", start + 1);
}

function blockCommentEnd(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at++) {
    if (sql.startsWith("/*", at)) depth += 1, at += 1;
    else if (sql.startsWith("*/", at)) {
      depth -= 1, at += 1;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
}

function quotedEnd(sql: string, from: number, quote: string, backslashes: boolean): number {
  for (let at = from; at < sql.length; at++) {
    if (backslashes && sql[at] === "\\") at += 1;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return sql.length;
}

/**
 * Cuts a script at the semicolons that end statements: not those inside quotes, parentheses or a `begin atomic` body.
 * Comments before a statement stay with it; a tail of comments alone is dropped.
 */
export function splitStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let state = emptyState(0);
  for (const token of sqlTokens(sql)) {
    if (token.text === ";" && state.parentheses === 0 && state.blocks === 0) {
      addStatement(statements, sql, state, token.start);
      state = emptyState(token.start + 1);
    } else {
      advance(state, token);
    }
  }
  addStatement(statements, sql, state, sql.length);
  return statements;
}

interface SplitState {
  start: number;
  firstWord: number | undefined;
  previousWord: string;
  parentheses: number;
  blocks: number;
}

function emptyState(start: number): SplitState {
  return { start, firstWord: undefined, previousWord: "", parentheses: 0, blocks: 0 };
}

function advance(state: SplitState, token: SqlToken): void {
  if (token.kind === "space" || token.kind === "comment") return;
  state.firstWord ??= token.start;
  if (token.text === "(") state.parentheses += 1;
  if (token.text === ")") state.parentheses = Math.max(0, state.parentheses - 1);
  const word = token.kind === "word" ? token.text.toLowerCase() : "";
  if (word === "atomic" && state.previousWord === "begin") state.blocks = 1;
  else if (state.blocks > 0 && word === "case") state.blocks += 1;
  else if (state.blocks > 0 && word === "end") state.blocks -= 1;
  state.previousWord = word;
}

function addStatement(statements: SqlStatement[], sql: string, state: SplitState, end: number): void {
  if (state.firstWord === undefined) return;
  const raw = sql.slice(state.start, end);
  const start = state.start + (raw.length - raw.trimStart().length);
  statements.push({ text: raw.trim(), start, line: lineAt(sql, state.firstWord) });
}

/** 1-based line of an offset. */
export function lineAt(sql: string, offset: number): number {
  let line = 1;
  for (let at = sql.indexOf("\n"); at >= 0 && at < offset; at = sql.indexOf("\n", at + 1)) line += 1;
  return line;
}

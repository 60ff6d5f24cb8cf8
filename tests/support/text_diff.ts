/**
 * The lines in which two texts differ, in unified form with three lines around each change. Empty when they are equal.
 */
export function unifiedDiff(before: string, after: string, around = 3): string {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const script = editScript(a, b);
  const shown = new Set<number>();
  script.forEach(({ sign }, at) => {
    if (sign !== " ") { for (let near = at - around; near <= at + around; near++) shown.add(near); }
  });
  const out: string[] = [];
  let last = -1;
  script.forEach(({ sign, line, place }, at) => {
    if (!shown.has(at)) return;
    if (at !== last + 1 || out.length === 0) out.push(`@@ line ${place + 1} @@`);
    out.push(sign + line);
    last = at;
  });
  return out.join("\n");
}

interface Edit {
  sign: " " | "-" | "+";
  line: string;
  /** Where in the first text. */
  place: number;
}

/** Shortest way from one list of lines to the other (longest common subsequence, after equal ends are cut away). */
function editScript(a: string[], b: string[]): Edit[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);

  const width = right.length + 1;
  const common = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      common[i * width + j] = left[i] === right[j]
        ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const script: Edit[] = a.slice(0, start).map((line, place) => ({ sign: " ", line, place }));
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const place = start + i;
    if (i < left.length && j < right.length && left[i] === right[j]) {
      script.push({ sign: " ", line: left[i++], place });
      j++;
    } else if (i < left.length && (j === right.length || common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      script.push({ sign: "-", line: left[i++], place });
    } else {
      script.push({ sign: "+", line: right[j++], place });
    }
  }
  for (let k = a.length - end; k < a.length; k++) script.push({ sign: " ", line: a[k], place: k });
  return script;
}

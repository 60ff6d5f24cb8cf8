/** Two samples compared without assuming that they vary alike (Welch, 1947). */
export interface Comparison {
  /** Mean of the first less mean of the second, with the interval that holds it in 95 of 100 experiments. */
  difference: number;
  low: number;
  high: number;
  /** The difference in standard errors: beyond 1.96 either way, chance explains it in less than 1 of 20 experiments. */
  t: number;
}

/** For samples of 30 or more, where Student's distribution is the normal one for all that matters here. */
export function compareMeans(first: readonly number[], second: readonly number[]): Comparison {
  const [a, b] = [moments(trimmed(first)), moments(trimmed(second))];
  const error = Math.sqrt(a.variance / a.count + b.variance / b.count);
  const difference = a.mean - b.mean;
  return { difference, low: difference - 1.96 * error, high: difference + 1.96 * error, t: difference / error };
}

/** Without the slowest twentieth: what interrupted the machine says nothing of the work. */
function trimmed(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b).slice(0, Math.ceil(values.length * 0.95));
}

function moments(values: readonly number[]): { count: number; mean: number; variance: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}

/** The days after the due date from which an invoice is reminded of on levels 1, 2 and 3. */
export type ReminderDays = readonly [number, number, number];

/** Unless a company says otherwise: the same dates the collection of debts counts on. */
export const REMINDER_DAYS: ReminderDays = [10, 25, 40];

/** The days a company set in settings.reminders as `{"days": [10, 25, 40]}`; anything that does not rise is ignored. */
export function reminderDaysOf(settings: unknown): ReminderDays {
  const days = (settings as { days?: unknown } | null)?.days;
  if (!Array.isArray(days) || days.length !== 3) return REMINDER_DAYS;
  const usable = days.every((day, i) =>
    Number.isInteger(day) && day >= 1 && day <= 365 && (i === 0 || day > days[i - 1])
  );
  return usable ? days as unknown as ReminderDays : REMINDER_DAYS;
}

/** The level of a delay: 0 before the first, and never more than one level at once, so missed ones are not made up for. */
export function reminderLevel(daysOverdue: number, days: ReminderDays): 0 | 1 | 2 | 3 {
  const [first, second, third] = days;
  return daysOverdue >= third ? 3 : daysOverdue >= second ? 2 : daysOverdue >= first ? 1 : 0;
}

/** Under what a mail is sent once. A forced one is no repetition of anything. */
export function dedupeKey(rule: string, id: string, more: { day?: string; variant?: string; forced?: string }): string {
  return [rule, more.variant, id, more.day, more.forced && `forced-${more.forced}`].filter(Boolean).join(":");
}

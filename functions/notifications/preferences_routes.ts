import { invalid } from "../../shared/contracts/kit/problems.ts";
import { preferences } from "../../shared/contracts/notifications/preferences.ts";
import { bind, type Bound } from "../../shared/http/bind.ts";
import { isZone } from "../../shared/jobs/zone_rules.ts";
import { findPreferences, savePreferences } from "./preferences_queries.ts";
import { changedColumns, DEFAULT_PREFERENCES } from "./preferences_rules.ts";

export const preferenceRoutes: Bound[] = [
  bind(preferences.show, async ({ sql }) => shown((await findPreferences(sql))[0])),
  bind(preferences.update, async ({ sql, body }) => {
    if (body.timezone && !isZone(body.timezone)) {
      throw invalid({ field: "timezone", message: "must be a time zone like Europe/Zurich" });
    }
    const changes = changedColumns(body);
    const rows = Object.keys(changes).length === 0 ? await findPreferences(sql) : await savePreferences(sql, changes);
    return shown(rows[0]);
  }),
];

function shown(saved = DEFAULT_PREFERENCES) {
  const { enabled_channels, unsubscribed_templates, ...others } = saved;
  return {
    ...others,
    enabled_channels: [...enabled_channels],
    unsubscribed_templates: [...unsubscribed_templates],
  };
}

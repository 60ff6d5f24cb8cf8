/** What a new organisation starts with unless it says otherwise. */
export interface Region {
  country: string;
  currency: string;
  locale: string;
  timezone: string;
}

const REGIONS: Record<string, Omit<Region, "country">> = {
  FR: { currency: "EUR", locale: "fr", timezone: "Europe/Paris" },
  CH: { currency: "CHF", locale: "fr", timezone: "Europe/Zurich" },
  BE: { currency: "EUR", locale: "fr", timezone: "Europe/Brussels" },
  LU: { currency: "EUR", locale: "fr", timezone: "Europe/Luxembourg" },
  DE: { currency: "EUR", locale: "de", timezone: "Europe/Berlin" },
  AT: { currency: "EUR", locale: "de", timezone: "Europe/Vienna" },
  IT: { currency: "EUR", locale: "it", timezone: "Europe/Rome" },
  US: { currency: "USD", locale: "en", timezone: "America/New_York" },
};

/** Completes what was given with what is usual in the country; France where none was named. */
export function regionOf(given: Partial<Region>): Region {
  const country = given.country ?? "FR";
  const usual = REGIONS[country] ?? REGIONS.FR;
  return {
    country,
    currency: given.currency ?? usual.currency,
    locale: given.locale ?? usual.locale,
    timezone: given.timezone ?? usual.timezone,
  };
}

/** How much a sign-in looks like somebody else's. Pure figures: points of the identity specification, circular hours, spheres. */

export type RiskLevel = "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";

export interface Place {
  country?: string;
  latitude?: number;
  longitude?: number;
}

/** The sign-in to judge. */
export interface SignInSeen {
  at: Date;
  place: Place;
  vpn?: boolean;
  tor?: boolean;
  badReputation?: boolean;
  /** Asks for more than usual, such as the door of the administration. */
  sensitive?: boolean;
}

/** What is usual for the person. */
export interface Habits {
  /** Sign-ins on record; without any there is nothing to compare with. */
  sign_ins: number;
  device_known: boolean;
  ip_known: boolean;
  countries: string[];
  /** Hours of the last sign-ins, UTC, with fraction. */
  hours: number[];
  /** The last sign-in whose place is known. */
  last: { at: string; place: Place } | null;
  /** Wrong passwords within the last hour. */
  failures: number;
}

export interface Risk {
  score: number;
  level: RiskLevel;
  factors: RiskFactor[];
}

const POINTS = {
  new_device: 30,
  new_ip: 20,
  new_country: 40,
  impossible_travel: 50,
  unusual_hour: 15,
  failures: 25,
  vpn: 10,
  tor: 35,
  bad_reputation: 45,
  sensitive: 20,
} as const;

export type RiskFactor = keyof typeof POINTS;

/** Faster than any airliner. */
const FASTEST_KMH = 900;
/** Places of addresses are guesses: below this distance nobody is said to have travelled. */
const SHORTEST_TRIP_KM = 100;
const UNUSUAL_HOURS = 6;
/** Fewer sign-ins make no habit. */
const HABIT_OF_HOURS = 5;
const SUSPICIOUS_FAILURES = 3;
const EARTH_RADIUS_KM = 6371;

/** Adds up what is unusual. A first sign-in is not compared with anything. */
export function weighRisk(seen: SignInSeen, habits: Habits): Risk {
  const knownPerson = habits.sign_ins > 0;
  const country = seen.place.country;
  const applies: Record<RiskFactor, boolean> = {
    new_device: knownPerson && !habits.device_known,
    new_ip: knownPerson && !habits.ip_known,
    new_country: country !== undefined && habits.countries.length > 0 && !habits.countries.includes(country),
    impossible_travel: habits.last !== null && isImpossibleTravel(habits.last, seen),
    unusual_hour: isUnusualHour(hourOf(seen.at), habits.hours),
    failures: habits.failures >= SUSPICIOUS_FAILURES,
    vpn: seen.vpn === true,
    tor: seen.tor === true,
    bad_reputation: seen.badReputation === true,
    sensitive: seen.sensitive === true,
  };
  const factors = (Object.keys(POINTS) as RiskFactor[]).filter((factor) => applies[factor]);
  const score = factors.reduce((sum, factor) => sum + POINTS[factor], 0);
  return { score, level: levelOf(score), factors };
}

/** LOW below 20, MEDIUM below 60, HIGH below 80, CRITICAL from 80. */
export function levelOf(score: number): RiskLevel {
  return score < 20 ? "LOW" : score < 60 ? "MEDIUM" : score < 80 ? "HIGH" : "CRITICAL";
}

/** True when nobody could have come from the one place to the other in the time between. */
function isImpossibleTravel(last: { at: string; place: Place }, seen: SignInSeen): boolean {
  const distance = distanceKm(last.place, seen.place);
  if (distance === undefined || distance < SHORTEST_TRIP_KM) return false;
  const hours = Math.max(0, (seen.at.getTime() - Date.parse(last.at)) / 3_600_000);
  return distance > FASTEST_KMH * hours;
}

/** Great-circle distance by the haversine formula; undefined when a place is unknown. */
export function distanceKm(a: Place, b: Place): number | undefined {
  if (
    a.latitude === undefined || a.longitude === undefined || b.latitude === undefined || b.longitude === undefined
  ) return undefined;
  const radians = (degrees: number) => degrees * Math.PI / 180;
  const [latA, latB] = [radians(a.latitude), radians(b.latitude)];
  const h = Math.sin((latB - latA) / 2) ** 2 +
    Math.cos(latA) * Math.cos(latB) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

function hourOf(at: Date): number {
  return at.getUTCHours() + at.getUTCMinutes() / 60;
}

/** More than six hours from the mean of the usual hours, on a clock that wraps: 23 and 1 are two hours apart. */
export function isUnusualHour(hour: number, usual: readonly number[]): boolean {
  if (usual.length < HABIT_OF_HOURS) return false;
  const angles = usual.map((h) => h / 24 * 2 * Math.PI);
  const [x, y] = [sum(angles.map(Math.cos)) / usual.length, sum(angles.map(Math.sin)) / usual.length];
  // Somebody who signs in around the clock has no usual hour.
  if (Math.hypot(x, y) < 0.1) return false;
  const mean = (Math.atan2(y, x) / (2 * Math.PI) * 24 + 24) % 24;
  const apart = Math.abs(hour - mean);
  return Math.min(apart, 24 - apart) > UNUSUAL_HOURS;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

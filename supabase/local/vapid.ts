import { generateVapidKeys } from "../../shared/providers/messaging/web_push_encryption.ts";

/** `deno task vapid`: a new pair as lines of an environment file. Whoever changes the pair loses the subscriptions made with it. */
const { publicKey, privateKey } = await generateVapidKeys();
console.log(`VAPID_PUBLIC_KEY=${publicKey}\nVAPID_PRIVATE_KEY=${privateKey}`);

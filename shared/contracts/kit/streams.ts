import { z } from "zod";

/** What every event stream takes in its address, because browsers give an EventSource no headers. */
export const streamParameters = {
  ticket: z.string().max(100).optional().meta({
    description: "A ticket of `POST /realtime/stream-ticket`: good once, for 60 seconds.",
  }),
  token: z.string().optional().meta({ description: "The access token, for clients that cannot send headers." }),
  last_event_id: z.string().max(100).optional(),
};

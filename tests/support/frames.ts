/** One frame of an event stream; comments are left out. */
export interface Frame {
  id?: string;
  event?: string;
  // deno-lint-ignore no-explicit-any
  data: any;
}

/** The frames of an event stream as they come. Returning from the loop closes the line. */
export async function* readFrames(response: Response): AsyncGenerator<Frame, undefined> {
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const frames = (text += chunk).split("\n\n");
    text = frames.pop()!;
    for (const frame of frames) {
      const fields = Object.fromEntries(frame.split("\n").map((line) => line.split(/: (.*)/s, 2)));
      if (fields.data !== undefined) yield { ...fields, data: JSON.parse(fields.data) };
    }
  }
}
